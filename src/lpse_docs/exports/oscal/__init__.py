"""The standards as an OSCAL catalog, and a period as an assessment plan with its results (OSCAL 1.2.1, JSON)."""

from collections.abc import Mapping

from lpse_docs.assess.score import score
from lpse_docs.exports.oscal import catalog, plan, results
from lpse_docs.exports.oscal.author import Author
from lpse_docs.exports.oscal.seal import sealed, untouched
from lpse_docs.exports.oscal.wording import Unwritable
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.workspace import Workspace

MODELS: Mapping[str, str] = {
    catalog.FILE: "catalog",
    plan.FILE: "assessment-plan",
    results.FILE: "assessment-results",
}


def write(workspace: Workspace, period: Assessment | None) -> dict[str, bytes]:
    """The files by name: the catalog alone, or with plan and results of a period on its own scoring date.

    Raises:
        Unwritable: A day lies outside the years OSCAL writes.
    """
    author = Author(workspace.office)
    contents = {catalog.FILE: catalog.catalog(workspace, author)}
    if period is not None:
        scored = score(period, workspace.standards, workspace.office.stages)
        contents[plan.FILE] = plan.plan(workspace, period, author)
        contents[results.FILE] = results.results(workspace, period, author, scored)
    return {name: sealed(MODELS[name], content) for name, content in contents.items()}


__all__ = ["MODELS", "Unwritable", "untouched", "write"]
