"""The working time of a resource: how much its people can do by a moment, and by when they have done so much.

A moment is a day with the part of it that is gone: 3.5 is noon of the fourth day. Both moments and work are floating-point
numbers, evened out where they are as good as whole, so that parts of a day add up to days. The parts that come about are
far larger than that: work is in tenths of a person-day, shares are quotients of such sums.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

FINE = 1e-9


def evened(number: float) -> float:
    """A number, or the whole one that it would be but for rounding."""
    whole = round(number)
    return whole if abs(number - whole) < FINE else number


class Workdays:
    """Days from `begin` up to and without `end`, on each of which people can do so much, if they do nothing else."""

    def __init__(self, hands: Sequence[int], begin: int, end: int) -> None:
        self.hands, self.begin, self.end = hands, begin, end
        self.sums = tuple(accumulate((max(0, part) for part in hands[begin:end]), initial=0))

    def whole(self, begin: int) -> int:
        """All that can be done from a day on."""
        return self.sums[-1] - self.sums[min(max(begin, self.begin), self.end) - self.begin]

    def done(self, moment: float) -> float:
        """What can be done by a moment."""
        day = min(int(moment), self.end)
        part = (moment - day) * self.hands[day] if day < self.end else 0
        return evened(self.sums[day - self.begin] + part)

    def moment(self, work: float) -> float | None:
        """By when so much can be done; None when that is more than there is."""
        work = evened(work)
        if work > self.sums[-1]:
            return None
        passed = bisect_left(self.sums, work)
        if not passed:
            return self.begin
        day = self.begin + passed - 1
        return evened(day + (work - self.sums[passed - 1]) / self.hands[day])

    def works(self, day: int) -> bool:
        """Whether anybody works on a day."""
        return self.begin <= day < self.end and self.hands[day] > 0
