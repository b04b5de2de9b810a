"""Days and hours of work: where a stretch of calendar days begins and ends for those who work in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lpse_docs.planning.calendar import Calendar

DAY = timedelta(days=1)
SEARCHED = 400  # days after which no working day is looked for any more
MORNING, NOON, BREAK = 8.0, 12.0, 1.0
LONGEST = 24 - MORNING - BREAK  # hours from eight o'clock to midnight, one of them off


@dataclass(frozen=True)
class WorkingTime:
    """The working days of a plan and the hours of each."""

    calendar: Calendar
    hours: float

    @property
    def minutes(self) -> int:
        """Working minutes of a day."""
        return round(self.hours * 60)

    @property
    def shifts(self) -> list[tuple[time, time]]:
        """From eight o'clock with an hour off at noon; a very long day begins at midnight and has none."""
        if self.hours > LONGEST:
            return [(_clock(0), _clock(self.hours))]
        if self.hours <= NOON - MORNING:
            return [(_clock(MORNING), _clock(MORNING + self.hours))]
        return [(_clock(MORNING), _clock(NOON)), (_clock(NOON + BREAK), _clock(MORNING + BREAK + self.hours))]

    def begins(self, day: date) -> datetime:
        """When work begins on a day."""
        return datetime.combine(day, self.shifts[0][0])

    def ends(self, day: date) -> datetime:
        """When work ends on a day; at midnight, the next day has begun."""
        last = self.shifts[-1][1]
        return datetime.combine(day if last > time() else day + DAY, last)

    def within(self, first: date, last: date) -> tuple[date, date]:
        """The first and the last working day of a stretch; the next one twice when it has none."""
        start = next((day for day in _days(first) if self._works(day)), first)
        found = (first + DAY * back for back in range((last - first).days, -1, -1))
        return start, next((day for day in found if self._works(day)), start)

    def between(self, first: date, last: date) -> int:
        """Working minutes from one day to another, both included."""
        return self.calendar.working_days(first, last) * self.minutes

    def _works(self, day: date) -> bool:
        return self.calendar.working_days(day, day) > 0


def _days(first: date) -> Iterator[date]:
    return (first + DAY * count for count in range(SEARCHED))


def _clock(hours: float) -> time:
    minutes = round(hours * 60) % (24 * 60)
    return time(minutes // 60, minutes % 60)
