"""The standards as an OSCAL catalog, a period as an assessment plan with its results, its adoption plan as a POA&M (1.2.1)."""

from collections.abc import Mapping

from lpse_docs.assess.score import score
from lpse_docs.exports.oscal import catalog, plan, poam, results
from lpse_docs.exports.oscal.author import Author
from lpse_docs.exports.oscal.seal import sealed, untouched
from lpse_docs.exports.oscal.wording import Unwritable
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.outlook import Outlook

MODELS: Mapping[str, str] = {
    catalog.FILE: "catalog",
    plan.FILE: "assessment-plan",
    results.FILE: "assessment-results",
    poam.FILE: "plan-of-action-and-milestones",
}


def write(workspace: Workspace, period: Assessment | None, outlook: Outlook | None = None) -> dict[str, bytes]:
    """The files by name: the catalog alone, or with plan and results of a period on its own scoring date.

    With the outlook of its adoption plan comes the plan of action and milestones, unless nothing is left to be done.

    Raises:
        Unwritable: A day lies outside the years OSCAL writes.
    """
    author = Author(workspace.office)
    contents = {catalog.FILE: catalog.catalog(workspace, author)}
    if period is not None:
        scored = score(period, workspace.standards, workspace.office.stages)
        contents[plan.FILE] = plan.plan(workspace, period, author)
        contents[results.FILE] = results.results(workspace, period, author, scored)
        if outlook is not None and (told := poam.poam(workspace, period, author, outlook)):
            contents[poam.FILE] = told
    return {name: sealed(MODELS[name], content) for name, content in contents.items()}


__all__ = ["MODELS", "Unwritable", "untouched", "write"]
