"""Commands that try what a plan was told would be enough: each way out as a what-if of its own."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil

from lpse_docs.cli.planning import Drawn
from lpse_docs.model.plan import AdoptionPlan, OtherCapacity
from lpse_docs.planning.calendar import TENTHS, Calendar, capacities
from lpse_docs.planning.conflicts import Conflict
from lpse_docs.planning.relax import Budget, Capacity, Demand

STAGE = "tahap-"
GROSS = (
    "Hari-orang pada perintah ialah kapasitas sebelum hari libur, cuti, dan hari yang sudah lewat dikurangkan; karena itu "
    "lebih besar daripada kekurangan yang disebut di atas."
)
MOST = 100  # tenths of a person-day by which rounding may be out


def tries(drawn: Drawn, command: str) -> list[str]:
    """The commands, below a line that says what they are for; nothing when there is nothing to try."""
    found = list(dict.fromkeys(option for item in drawn.conflicts for option in _options(drawn, item)))
    if not found:
        return []
    gross = [GROSS] if any(_grosser(drawn, item) for item in drawn.conflicts) else []
    return ["Mencobanya, tanpa menulis apa pun:", *(f"  {command} {option}" for option in found), *gross]


def _grosser(drawn: Drawn, item: Conflict) -> bool:
    """Whether a command asks for more person-days than are told to be lacking."""
    parts = ((key, amount) for more in item.reliefs for one in more for key, amount in one.parts.items())
    return any(
        (_nominal(drawn, demand.resource, place, amount) or 0) > amount
        for (demand, place), amount in parts
        if isinstance(demand, Capacity)
    )


def _options(drawn: Drawn, item: Conflict) -> Iterator[str]:
    """The options of every way out of one conflict that a what-if can take."""
    calendar, plan = drawn.outlook.draft.calendar, drawn.outlook.draft.plan
    if item.delay and item.target.id.startswith(STAGE):
        day = calendar.on(item.target.due - 1 + item.delay)
        if day <= plan.end:
            yield f"--deadline {item.target.id}={day}"
    for kind in item.reliefs:
        parts = {key: amount for more in kind for key, amount in more.parts.items()}
        told = [*_capacity(drawn, parts), *_budget(drawn, parts)]
        if told and None not in told:
            yield " ".join(filter(None, told))


def _budget(drawn: Drawn, parts: Mapping[tuple[Demand, int], int]) -> Iterator[str]:
    ceilings = {item.year: item.ceiling for item in drawn.outlook.draft.plan.budgets}
    for (demand, _), amount in parts.items():
        if isinstance(demand, Budget):
            yield f"--budget {demand.year}={ceilings[demand.year] + amount}"


def _capacity(drawn: Drawn, parts: Mapping[tuple[Demand, int], int]) -> Iterator[str | None]:
    """More of units in single planning periods, and the people that it takes; None where nobody works any more."""
    hands: dict[str, int] = defaultdict(int)
    for (demand, place), amount in parts.items():
        if isinstance(demand, Capacity):
            more = _nominal(drawn, demand.resource, place, amount)
            if more is None:
                yield None
                continue
            period = drawn.outlook.draft.calendar.periods[place]
            yield f"--capacity {demand.resource}@{period.code}=+{_said(more)}"
            hands[demand.resource] = max(hands[demand.resource], _people(drawn, demand.resource, place, more, amount))
    usual = {item.unit: item.people for item in drawn.outlook.draft.plan.capacity}
    yield from (f"--people {unit}={count}" for unit, count in hands.items() if count > usual[unit])


def _said(tenths: int) -> str:
    whole, part = divmod(tenths, TENTHS)
    return f"{whole},{part}" if part else f"{whole}"


def _before(plan: AdoptionPlan, unit: str, code: str) -> int:
    """What a plan says that a unit gives in a planning period, in tenths of a person-day, holidays and leave not taken off."""
    usual = next(it.person_days for it in plan.capacity if it.unit == unit)
    told = (it.person_days for it in plan.other_capacity if (it.unit, it.bucket) == (unit, code))
    return round(next(told, usual) * TENTHS)


def _nominal(drawn: Drawn, unit: str, place: int, amount: int) -> int | None:
    """How much more a plan must say for so much more to be left when holidays, leave and days gone by are taken off."""
    asked, on = drawn.outlook.draft, drawn.schedule_made.made_on
    period = asked.calendar.periods[place]
    left = asked.calendar.left(period, on) if period.start <= on <= period.end else Fraction(1)
    if not left or not asked.calendar.working_days(period.start, period.end):
        return None
    wanted, before = asked.problem.capacity[unit][place] + ceil(amount / left), _before(asked.plan, unit, period.code)
    whole = Fraction(asked.calendar.weekdays(period.start, period.end))
    first = ceil(amount / left * whole / asked.calendar.working_days(period.start, period.end))
    for more in range(first, first + MOST):
        if _given(asked.plan, asked.calendar, unit, place, before + more) >= wanted:
            return more
    return None


def _given(plan: AdoptionPlan, calendar: Calendar, unit: str, place: int, tenths: int) -> int:
    """What is left of a capacity in a planning period."""
    code = calendar.periods[place].code
    others = tuple(it for it in plan.other_capacity if (it.unit, it.bucket) != (unit, code))
    told = OtherCapacity(unit=unit, bucket=code, person_days=tenths / TENTHS, reason="Dicoba")
    return capacities(plan.model_copy(update={"other_capacity": (*others, told)}), calendar)[unit][place]


def _people(drawn: Drawn, unit: str, place: int, more: int, amount: int) -> int:
    """How many people can work so much: by the working days of the planning period, and by those that are left of it."""
    asked, bucket = drawn.outlook.draft, drawn.problem.buckets[place]
    period = asked.calendar.periods[place]
    usual = next(it.people for it in asked.plan.capacity if it.unit == unit)
    first = max(bucket.begin, asked.calendar.day(drawn.schedule_made.made_on))
    hands = sum(drawn.problem.hands[unit][first : bucket.end])
    wanted = drawn.problem.capacity[unit][place] + amount
    by_days = ceil(Fraction(wanted * usual, hands)) if hands else usual
    days = asked.calendar.weekdays(period.start, period.end) * TENTHS
    return max(by_days, ceil(Fraction(_before(asked.plan, unit, period.code) + more, days)))
