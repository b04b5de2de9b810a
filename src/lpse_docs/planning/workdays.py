"""The working time of a resource: how much its people can do by a moment, and by when they have done so much.

A moment is a day with the part of it that is gone: 3.5 is noon of the fourth day.
"""

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate


class Workdays:
    """Days from `begin` up to and without `end`, on each of which people can do so much, if they do nothing else."""

    def __init__(self, hands: Sequence[int], begin: int, end: int) -> None:
        self.hands, self.begin, self.end = hands, begin, end
        self.sums = tuple(accumulate((max(0, part) for part in hands[begin:end]), initial=0))

    def whole(self, begin: int) -> int:
        """All that can be done from a day on."""
        return self.sums[-1] - self.sums[min(max(begin, self.begin), self.end) - self.begin]

    def done(self, moment: Fraction) -> Fraction:
        """What can be done by a moment."""
        day = min(int(moment), self.end)
        part = (moment - day) * self.hands[day] if day < self.end else Fraction(0)
        return self.sums[day - self.begin] + part

    def moment(self, work: Fraction) -> Fraction | None:
        """By when so much can be done; None when that is more than there is."""
        if work > self.sums[-1]:
            return None
        passed = bisect_left(self.sums, work)
        if not passed:
            return Fraction(self.begin)
        day = self.begin + passed - 1
        return day + (work - self.sums[passed - 1]) / Fraction(self.hands[day])

    def works(self, day: int) -> bool:
        """Whether anybody works on a day."""
        return self.begin <= day < self.end and self.hands[day] > 0
