"""What every plan of a workspace asks for, worked out once for all rules."""

from collections.abc import Iterator
from weakref import ref

from lpse_docs.model.plan import AdoptionPlan
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.calendar import MONTHS_OF, MOST_BUCKETS, first_day, last_day
from lpse_docs.planning.outlook import Draft, draft

YEARS = range(2000, 2201)
MOST_STEPS = 5_000_000  # of the count of capacities: capacities x planning periods x what changes them
_last: list[tuple[ref[Workspace], tuple[Draft, ...]]] = []


def drafts(workspace: Workspace) -> tuple[Draft, ...]:
    """The plans that can be counted with; others have errors of their own."""
    if not workspace.plans:
        return ()
    known = next(iter(_last), None)
    if known is None or known[0]() is not workspace:
        known = (ref(workspace), tuple(_drafts(workspace)))
        _last[:] = [known]
    return known[1]


def _drafts(workspace: Workspace) -> Iterator[Draft]:
    for plan in workspace.plans:
        assessment = workspace.assessment.get(plan.period)
        if assessment and sound(plan) and steps(plan) <= MOST_STEPS:
            yield draft(workspace, plan, assessment)


def sound(plan: AdoptionPlan) -> bool:
    """Whether the horizon consists of whole planning periods, and of not too many."""
    if plan.end < plan.start or not within_years(plan):
        return False
    whole = plan.start == first_day(plan.start, plan.step) and plan.end == last_day(plan.end, plan.step)
    return whole and periods(plan) <= MOST_BUCKETS


def within_years(plan: AdoptionPlan) -> bool:
    """Whether the years are those that a budget may have."""
    return plan.start.year in YEARS and plan.end.year in YEARS


def periods(plan: AdoptionPlan) -> int:
    """How many planning periods a horizon touches."""
    first, last = first_day(plan.start, plan.step), last_day(plan.end, plan.step)
    return ((last.year - first.year) * 12 + last.month - first.month + 1) // MONTHS_OF[plan.step]


def steps(plan: AdoptionPlan) -> int:
    """How much there is to count for the capacities of a plan."""
    changes = 1 + len(plan.other_capacity) + len(plan.leave) + len(plan.holidays)
    return len(plan.capacity) * periods(plan) * changes
