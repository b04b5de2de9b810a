"""The first and the last page of an adoption plan: its cover and who signs it."""

from dataclasses import replace

from lpse_docs.compose.cells import cell_of
from lpse_docs.compose.office import signature, title_page
from lpse_docs.compose.period import Period
from lpse_docs.compose.plan_words import OUTDATED
from lpse_docs.compose.planned import planned
from lpse_docs.compose.report import DOTS
from lpse_docs.compose.template import Fragment, printed
from lpse_docs.document.blocks import Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import Strong, text
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.model.workspace import Workspace

SIGNERS = (
    ("sekretaris-daerah", "Disetujui oleh", "rencana-adopsi-disetujui"),
    ("kepala-lpse", "Disusun oleh", "rencana-adopsi-disusun"),
)


def plan_cover(period: Period, title: str) -> Fragment:
    """Title page with the plan's own title below, of the year its schedule was made in; an outdated schedule says so."""
    plan = planned(period)
    made = title_page(period.workspace.office, printed(title), plan.plan.title, plan.schedule.made_on.year)
    if not plan.outlook.outdated:
        return made
    emblem, name, below, *foot = made.blocks
    warning = Paragraph((Strong(text(OUTDATED)),), Role.COVER_SUBTITLE)
    return Fragment((emblem, name, below, warning, *foot))


def plan_approval(period: Period) -> Fragment:
    """Who made the plan and who agrees to it, side by side; dotted while nobody is known to hold the post."""
    blocks = tuple(cell_of([_signed(period.workspace, *signer)]) for signer in SIGNERS)
    return Fragment((Table((80, 80), (Row(blocks),), "Persetujuan rencana", role=TableRole.PLAIN),))


def _signed(workspace: Workspace, post: str, lead: str, field: str) -> Signature:
    date = f"{workspace.office.place}, {DOTS}"
    if post in workspace.official:
        made = signature(workspace, post, field, lead=(f"{lead}:",))
        return replace(made, heading=(date, *made.heading))
    name = workspace.post[post].name if post in workspace.post else DOTS
    return Signature(field, (date, f"{lead}:", f"{name},"))
