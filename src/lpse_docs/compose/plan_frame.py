"""The first and the last page of an adoption plan: its cover and who signs it."""

from collections.abc import Iterable
from dataclasses import replace

from lpse_docs.compose.cells import cell, cell_of, header, knit
from lpse_docs.compose.office import signature, title_page
from lpse_docs.compose.period import Period
from lpse_docs.compose.plan_words import OUTDATED
from lpse_docs.compose.planned import planned
from lpse_docs.compose.report import DOTS
from lpse_docs.compose.template import Fragment, printed
from lpse_docs.document.blocks import Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import Strong, text
from lpse_docs.document.roles import Role
from lpse_docs.model.workspace import Workspace

SIGNERS = (
    ("Disusun oleh", "kepala-lpse", "rencana-adopsi-disusun"),
    ("Diperiksa oleh", "sekretaris-daerah", "rencana-adopsi-diperiksa"),
    ("Disetujui oleh", "bupati", "rencana-adopsi-disetujui"),
)
REGENT = "bupati"


def plan_cover(period: Period, title: str) -> Fragment:
    """Title page with the plan's own title below, of the year its schedule was made in; an outdated schedule says so."""
    plan = planned(period)
    made = title_page(
        period.workspace.office, printed(title), _below(printed(title), plan.plan.title), plan.schedule.made_on.year
    )
    if not plan.outlook.outdated:
        return made
    emblem, name, below, *foot = made.blocks
    warning = Paragraph((Strong(text(OUTDATED)),), Role.COVER_SUBTITLE)
    return Fragment((emblem, name, below, warning, *foot))


def _below(title: str, full: str) -> str:
    """The plan's own title without the words that stand above it."""
    return full.removeprefix(title).strip() or full


def plan_approval(period: Period) -> Fragment:
    """Who made the plan and who agrees to it; dotted while nobody is known to hold the post."""
    return signatures(period, SIGNERS, "Persetujuan rencana")


def signatures(period: Period, signers: Iterable[tuple[str, str, str]], title: str) -> Fragment:
    """Who signs: role, post and the name of the place to sign."""
    rows = tuple(
        Row((cell(words, Role.CELL_LABEL), cell_of([_signed(period.workspace, post, field)]), cell(f"Tanggal: {DOTS}")))
        for words, post, field in signers
    )
    head = header("Peran", "Jabatan, nama, dan tanda tangan", "Tanggal")
    return Fragment((Table((26, 94, 40), knit(rows), title, (head,)),))


def _signed(workspace: Workspace, post: str, field: str) -> Signature:
    if post in workspace.official:
        return replace(signature(workspace, post, field), bare=post == REGENT)
    name = workspace.post[post].name if post in workspace.post else DOTS
    return Signature(field, (f"{name},",))
