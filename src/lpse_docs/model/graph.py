"""Ways through a flow: where steps lead, what can be reached, and how long the shortest and the usual way take.

Exits that lead to no step of the flow are passed over here; rule LPSE025 speaks of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from heapq import heappop, heappush

from lpse_docs.model.duration import WorkingTime, working_time
from lpse_docs.model.office import WorkingHours
from lpse_docs.model.sop import Exit, Flow, Step, StepKind

NEGATIVE = re.compile(r"(tidak|belum|bukan|ditolak|gagal)\b", re.IGNORECASE)


class Graph:
    """A flow as a graph over the codes of its steps; of steps with the same code the first counts.

    Attributes:
        steps: Steps by code, in the order of the rows.
        onward: Where each step leads, the usual way first: forward before back, yes before no.
        before: From where each step is reached.
        starts, ends: Codes of the capsules.
    """

    def __init__(self, flow: Flow) -> None:
        self.steps: dict[str, Step] = {}
        for step in flow.steps:
            self.steps.setdefault(step.id, step)
        self._row = {code: row for row, code in enumerate(self.steps)}
        self.onward: Mapping[str, list[str]] = {code: list(self._targets(step)) for code, step in self.steps.items()}
        self.before: Mapping[str, list[str]] = {code: [] for code in self.steps}
        for code, targets in self.onward.items():
            for target in targets:
                self.before[target].append(code)
        self.starts = [step.id for step in self.steps.values() if step.kind is StepKind.START]
        self.ends = frozenset(step.id for step in self.steps.values() if step.kind is StepKind.END)

    def _targets(self, step: Step) -> Iterator[str]:
        """Where a step leads within the flow."""

        def rank(way: Exit) -> tuple[bool, bool]:
            return self.is_back(step.id, way.next), bool(NEGATIVE.match(way.label))

        if step.next and step.next in self.steps:
            yield step.next
        yield from (way.next for way in sorted((way for way in step.exits if way.next in self.steps), key=rank))

    def is_back(self, origin: str, target: str) -> bool:
        """Whether an arrow leads to the same or an earlier row."""
        return target in self._row and self._row[target] <= self._row[origin]

    def after(self, code: str) -> set[str]:
        """The steps that can come after one; itself too when a loop leads back to it."""
        return _closure(self.onward[code], self.onward)

    def lost(self) -> list[str]:
        """Steps that no start leads to, only the first of each part that hangs together."""
        reached = _closure(self.starts, self.onward)
        rest = [code for code in self.steps if code not in reached]
        return _covering(sorted(rest, key=lambda code: bool(self.before[code])), self.onward)

    def endless(self) -> list[str]:
        """Steps from which the flow goes round for ever, only the last of each part that hangs together."""
        stops = [code for code, targets in self.onward.items() if not targets]
        finite = _closure([*self.ends, *stops], self.before)
        return _covering([code for code in reversed(self.steps) if code not in finite], self.before)

    def shortest(self, hours: WorkingHours) -> tuple[Step, ...]:
        """The way from a start to an end with the least working time; empty when there is none."""
        cost = {code: working_time(step.duration, hours) for code, step in self.steps.items()}
        queue = [(cost[code].low, cost[code].high, code, "") for code in self.starts]
        before: dict[str, str] = {}
        while queue:
            low, high, code, origin = heappop(queue)
            if code in before:
                continue
            before[code] = origin
            if code in self.ends:
                return self._way_back(code, before)
            for target in self.onward[code]:
                heappush(queue, (low + cost[target].low, high + cost[target].high, target, code))
        return ()

    def usual(self) -> tuple[Step, ...]:
        """The way from a start to an end by the usual answers, without a loop; empty when there is none."""
        before: dict[str, str] = {}
        stack = [(code, "") for code in reversed(self.starts)]
        while stack:
            code, origin = stack.pop()
            if code in before:
                continue
            before[code] = origin
            if code in self.ends:
                return self._way_back(code, before)
            stack += [(target, code) for target in reversed(self.onward[code])]
        return ()

    def _way_back(self, code: str, before: Mapping[str, str]) -> tuple[Step, ...]:
        """The steps up to this one, told by what came before each."""
        way = []
        while code:
            way.append(self.steps[code])
            code = before[code]
        return tuple(reversed(way))


def total(steps: Iterable[Step], hours: WorkingHours) -> WorkingTime:
    """Working time of steps done one after the other."""
    return sum((working_time(step.duration, hours) for step in steps), WorkingTime(0, 0))


def _closure(origins: Iterable[str], onward: Mapping[str, Iterable[str]]) -> set[str]:
    """Everything that can be reached, the origins included."""
    found: set[str] = set()
    left = list(origins)
    while left:
        if (code := left.pop()) not in found:
            found.add(code)
            left += onward[code]
    return found


def _covering(codes: Iterable[str], onward: Mapping[str, Iterable[str]]) -> list[str]:
    """As few of these as reach all the others, taken in the order given."""
    chosen: list[str] = []
    covered: set[str] = set()
    for code in codes:
        if code not in covered:
            chosen.append(code)
            covered |= _closure([code], onward)
    return chosen
