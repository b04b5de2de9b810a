"""From dates to buckets: the planning periods of a horizon, their working days, and what each unit can give in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from lpse_docs.model.dates import MONTHS
from lpse_docs.model.plan import AdoptionPlan, BucketSize, Capacity, Holiday
from lpse_docs.planning.problem import Bucket

MONTHS_OF = {BucketSize.MONTH: 1, BucketSize.QUARTER: 3}
ROMAN = ("I", "II", "III", "IV")
MOST_BUCKETS = 60
FIXED: Mapping[tuple[int, int], str] = {
    (1, 1): "Tahun Baru Masehi",
    (5, 1): "Hari Buruh Internasional",
    (6, 1): "Hari Lahir Pancasila",
    (8, 17): "Hari Proklamasi Kemerdekaan Republik Indonesia",
    (12, 25): "Hari Raya Natal",
}
"""National holidays that have the same date every year, by month and day; all others move and are decreed year by year."""
TENTHS = 10  # person-days are counted in tenths


@dataclass(frozen=True)
class Period:
    """A planning period: its code, its name in a sentence, its first and last day."""

    code: str
    name: str
    start: date
    end: date


@dataclass(frozen=True)
class Calendar:
    """The planning periods of a plan and the working days in them."""

    periods: tuple[Period, ...]
    holidays: tuple[Holiday, ...]
    days_per_week: int

    @property
    def start(self) -> date:
        """The first day of the horizon: day 0."""
        return self.periods[0].start

    @property
    def end(self) -> date:
        """The last day of the horizon."""
        return self.periods[-1].end

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Places of the planning periods by code."""
        return {item.code: place for place, item in enumerate(self.periods)}

    @property
    def buckets(self) -> tuple[Bucket, ...]:
        """The planning periods as days from the first day of the horizon."""
        return tuple(Bucket(self.day(item.start), self.day(item.end) + 1, item.start.year) for item in self.periods)

    def day(self, on: date) -> int:
        """Days from the first day of the horizon to a date."""
        return (on - self.start).days

    def on(self, day: int) -> date:
        """The date of a day."""
        return self.start + timedelta(days=day)

    def working_days(self, first: date, last: date) -> int:
        """Working days from one date to another, both included; holidays are not."""
        free = {day for item in self.holidays for day in _days(max(item.start, first), min(item.end, last))}
        return sum(day.weekday() < self.days_per_week and day not in free for day in _days(first, last))

    @property
    def resting(self) -> tuple[int, ...]:
        """The days of the horizon on which nobody works, as days from its first."""
        free = {day for item in self.holidays for day in _days(max(item.start, self.start), min(item.end, self.end))}
        days = _days(self.start, self.end)
        return tuple(self.day(day) for day in days if day in free or day.weekday() >= self.days_per_week)

    def left(self, period: Period, on: date) -> Fraction:
        """The share of a planning period's working days from a date on, that day included; none where nobody works in it."""
        whole = self.working_days(period.start, period.end)
        return Fraction(self.working_days(max(on, period.start), period.end), whole) if whole else Fraction(0)

    @property
    def longest(self) -> int:
        """Working days of the longest planning period as if there were no holidays: what one person can work at the most."""
        return max(self.weekdays(item.start, item.end) for item in self.periods)

    def weekdays(self, first: date, last: date) -> int:
        """Working days from one date to another as if there were no holidays."""
        weeks, rest = divmod(max(0, (last - first).days + 1), 7)
        odd = sum((first.weekday() + count) % 7 < self.days_per_week for count in range(rest))
        return weeks * self.days_per_week + odd


def first_day(day: date, step: BucketSize) -> date:
    """The first day of the planning period that a day lies in."""
    months = MONTHS_OF[step]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def last_day(day: date, step: BucketSize) -> date:
    """The last day of the planning period that a day lies in."""
    return later(first_day(day, step), step) - timedelta(days=1)


def later(first: date, step: BucketSize, count: int = 1) -> date:
    """The first day of the planning period so many after the one that begins on a day."""
    years, month = divmod(first.month - 1 + count * MONTHS_OF[step], 12)
    return first.replace(year=first.year + years, month=month + 1)


def calendar(plan: AdoptionPlan, days_per_week: int) -> Calendar:
    """The planning periods of a plan; at least one, at most `MOST_BUCKETS`."""
    periods: list[Period] = []
    start = plan.start.replace(day=1)
    while (start <= plan.end or not periods) and len(periods) < MOST_BUCKETS:
        following = later(start, plan.step)
        periods.append(_period(start, following - timedelta(days=1), plan.step))
        start = following
    return Calendar(tuple(periods), plan.holidays, days_per_week)


def national(first: date, last: date) -> Iterator[Holiday]:
    """The national holidays with a fixed date from one day to another."""
    for year in range(first.year, last.year + 1):
        for (month, day), name in FIXED.items():
            if first <= (on := date(year, month, day)) <= last:
                yield Holiday(start=on, end=on, name=name)


def unknown_years(plan: AdoptionPlan) -> tuple[int, ...]:
    """Years of a plan for which no holidays are told but those that have the same date every year."""
    told = {
        year
        for item in plan.holidays
        if item.start != item.end or (item.start.month, item.start.day) not in FIXED
        for year in range(item.start.year, item.end.year + 1)
    }
    return tuple(year for year in range(plan.start.year, plan.end.year + 1) if year not in told)


def capacities(plan: AdoptionPlan, calendar: Calendar) -> dict[str, tuple[int, ...]]:
    """What every unit can give in each planning period, in tenths of a person-day."""
    return {
        item.unit: tuple(_given(plan, calendar, item, period) for period in calendar.periods) for item in plan.capacity
    }


def _given(plan: AdoptionPlan, calendar: Calendar, usual: Capacity, period: Period) -> int:
    """What one unit can give in one planning period: its capacity there, less holidays and leave, never below nothing."""
    days = next(
        (it.person_days for it in plan.other_capacity if (it.unit, it.bucket) == (usual.unit, period.code)),
        usual.person_days,
    )
    whole = calendar.weekdays(period.start, period.end)
    days *= calendar.working_days(period.start, period.end) / whole
    for item in plan.leave:
        if item.unit == usual.unit and item.start <= period.end and item.end >= period.start:
            inside = calendar.weekdays(max(item.start, period.start), min(item.end, period.end))
            days -= item.person_days * inside / max(1, calendar.weekdays(item.start, item.end))
    return max(0, int(days * TENTHS + 1e-9))


def hands(plan: AdoptionPlan, calendar: Calendar) -> dict[str, tuple[int, ...]]:
    """What the people of every unit can do on each day of the horizon if they do nothing else, in tenths of a person-day.

    Nobody works on a day of rest, and one fewer while somebody of the unit is away.
    """
    count, resting = (calendar.end - calendar.start).days + 1, set(calendar.resting)
    found: dict[str, tuple[int, ...]] = {}
    for item in plan.capacity:
        people = [0 if day in resting else item.people for day in range(count)]
        for leave in (it for it in plan.leave if it.unit == item.unit):
            for day in range(max(0, calendar.day(leave.start)), min(count, calendar.day(leave.end) + 1)):
                people[day] = max(0, people[day] - 1)
        found[item.unit] = tuple(TENTHS * part for part in people)
    return found


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


def _period(start: date, end: date, step: BucketSize) -> Period:
    if step is BucketSize.MONTH:
        return Period(f"{start:%Y-%m}", f"{MONTHS[start.month - 1]} {start.year}", start, end)
    quarter = (start.month - 1) // 3
    return Period(f"{start.year}-T{quarter + 1}", f"triwulan {ROMAN[quarter]} {start.year}", start, end)
