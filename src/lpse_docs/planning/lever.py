"""Which work package moves the count of standards most."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lpse_docs.planning.outlook import Outlook
from lpse_docs.planning.packages import Package, ground


@dataclass(frozen=True)
class Lever:
    """A work package and the standards that hang on it.

    Attributes:
        completes: Letters of the standards of which it is the last open package: they are met once it counts.
        carries: Letters of the standards that cannot be met without it, its own among them.
        on: The day from which it counts; None when it is not in the schedule.
    """

    package: Package
    completes: tuple[str, ...]
    carries: tuple[str, ...]
    on: date | None


def lever(outlook: Outlook) -> Lever | None:
    """The package that completes most standards alone; of equals that which carries most, then the earlier one."""
    found = [item for item in levers(outlook) if item.completes or item.carries]
    return min(found, key=_rank, default=None)


def _rank(item: Lever) -> tuple[int, int, date, str]:
    return -len(item.completes), -len(item.carries), item.on or date.max, item.package.id


def levers(outlook: Outlook) -> Iterator[Lever]:
    """Every package that is ahead, with the standards that hang on it."""
    ahead = [item for item in outlook.draft.packages if item.done_on is None]
    alone = {letter: items for letter, items in _of_standards(ahead).items() if len(items) == 1}
    followers = _followers(ahead)
    for item in ahead:
        carried = {it.letter for it in _reached(item.id, followers) if it.letter and it.criterion}
        completes = [letter for letter, items in alone.items() if items == [item] and _whole(outlook, item)]
        yield Lever(item, tuple(completes), tuple(sorted(carried)), outlook.counts_on(item))


def _whole(outlook: Outlook, item: Package) -> bool:
    """Whether nothing of its standard is left without a package, and nothing else has to be waited for."""
    if any(it.letter == item.letter for it in outlook.draft.waits):
        return False
    served = {it.criterion for it in outlook.draft.packages if it.letter == item.letter}
    return outlook.open_criteria(item.letter or "") <= served


def _of_standards(items: Iterable[Package]) -> Mapping[str, list[Package]]:
    found: dict[str, list[Package]] = {}
    for item in items:
        if item.letter and item.criterion:
            found.setdefault(item.letter, []).append(item)
    return found


def _followers(items: Iterable[Package]) -> Mapping[str, list[Package]]:
    """Packages that wait for a package or for the grounds of a standard, and each package under its own code."""
    found: dict[str, list[Package]] = {}
    for item in items:
        for code in item.after:
            found.setdefault(code, []).append(item)
        found.setdefault(f"={item.id}", []).append(item)
    return found


def _reached(code: str, followers: Mapping[str, list[Package]]) -> list[Package]:
    """A package and all that waits for it, directly or not."""
    (first,) = followers[f"={code}"]
    seen, left = {code: first}, [first]
    while left:
        item = left.pop()
        codes = [item.id, *([ground(item.letter)] if item.grounds and item.letter else [])]
        for after in (it for name in codes for it in followers.get(name, ()) if it.id not in seen):
            seen[after.id] = after
            left.append(after)
    return list(seen.values())
