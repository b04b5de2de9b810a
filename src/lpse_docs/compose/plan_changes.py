"""What a plan changes in the one that was approved last: stages that are met on other days, packages that have moved."""

from collections.abc import Iterator

from lpse_docs.amounts import dotted
from lpse_docs.compose.cells import cell, header, knit
from lpse_docs.compose.law import long_date
from lpse_docs.compose.period import Period
from lpse_docs.compose.plan_names import NOWHERE, bucket_name, bucket_words, package_link, short_title
from lpse_docs.compose.planned import Planned, planned
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Block, Cell, Paragraph, Row, Table
from lpse_docs.document.inlines import Strong, text
from lpse_docs.document.roles import Role
from lpse_docs.planning.outlook import Outlook
from lpse_docs.planning.packages import Package

SAME = "tetap"


def replaces_plan(period: Period) -> bool:
    """Whether the plan changes one that was approved."""
    return planned(period).changing


def plan_changes(period: Period) -> Fragment:
    """Stages before and now, and every package that has another planning period; nothing for a first or an approved plan."""
    plan = planned(period)
    approved = plan.outlook.draft.approved
    if approved is None or not plan.changing:
        return Fragment(())
    before = Outlook(plan.outlook.draft, approved, plan.outlook.stages)
    told = (
        f"Rencana ini mengubah {plan.replaces}: {dotted(len(plan.moved))} dari"
        f" {dotted(len(plan.ahead))} paket kerja berpindah periode rencana."
    )
    gained = [it for it in plan.scheduled if it.id in approved.unplaced]
    new = [it for it in plan.ahead if it.id not in plan.outlook.agreed and it.id not in approved.unplaced]
    told += f" Selain itu {dotted(len(gained))} paket yang semula tidak tertampung kini terjadwal." if gained else ""
    told += f" Ada {dotted(len(new))} paket yang belum ada pada rencana itu." if new else ""
    blocks: list[Block] = [Paragraph(text(told)), _stages(plan, before)]
    if plan.moved:
        blocks.append(_moved(plan))
    return Fragment(tuple(blocks))


def _stages(plan: Planned, before: Outlook) -> Table:
    rows = [
        Row(
            (
                cell(f"Tahap {item.stage.stage}", Role.CELL_LABEL),
                cell(long_date(item.due) or "-"),
                cell(long_date(before.stage_on(item.stage)) or "tidak tercapai"),
                cell(_now(long_date(item.on) or "tidak tercapai", same=item.on == before.stage_on(item.stage))),
            )
        )
        for item in plan.promises
    ]
    head = header("Tahap", "Tenggat", "Terpenuhi menurut rencana semula", "Terpenuhi menurut rencana ini")
    return Table((30, 40, 45, 45), knit(rows), "Perubahan setiap tahap", (head,))


def _now(words: str, *, same: bool) -> tuple[Strong, ...] | str:
    return f"{words} ({SAME})" if same else (Strong(text(words)),)


def _moved(plan: Planned) -> Table:
    rows = [Row(tuple(_moved_cells(plan, item))) for item in plan.moved]
    head = header("Kode", "Pekerjaan", "Unit", "Semula", "Kini")
    return Table((28, 54, 30, 24, 24), knit(rows), "Paket kerja yang berpindah", (head,))


def _moved_cells(plan: Planned, item: Package) -> Iterator[Cell]:
    yield cell((package_link(item.id),), Role.CELL_SMALL)
    yield cell(short_title(item), Role.CELL_SMALL)
    yield cell(plan.unit(item.unit).short, Role.CELL_SMALL)
    yield cell(agreed_words(plan, item), Role.CELL_SMALL)
    yield cell(bucket_words(plan, item), Role.CELL_SMALL)


def agreed_words(plan: Planned, item: Package) -> str:
    """The planning period of a package in the plan that was approved."""
    agreed = plan.outlook.agreed.get(item.id)
    return bucket_name(plan, agreed.bucket) if agreed else NOWHERE
