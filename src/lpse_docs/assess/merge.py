"""Three-way merge of judgements, field by field: what a returned file changes, and what it disputes with the source.

What an assessor left as it was when the file was made says nothing, so it never undoes what others changed meanwhile. A blank
working paper has no base: there an empty field says nothing, and never takes a value away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lpse_docs.assess.returned import FIELDS, Judgement

EMPTY = Judgement()


@dataclass(frozen=True)
class Change:
    """A field that a file gives a new value."""

    criterion: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Conflict:
    """A field that the file and the source have both changed since, each to something else.

    Attributes:
        base: Value when the file was made.
        filled: Value in the file.
        held: Value in the source now.
    """

    criterion: str
    field: str
    base: Any
    filled: Any
    held: Any

    @property
    def change(self) -> Change:
        """What taking the file's side would mean."""
        return Change(self.criterion, self.field, self.held, self.filled)


@dataclass(frozen=True)
class Merged:
    """What one file says against the source, in order of criteria and fields."""

    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def statements(self) -> Mapping[tuple[str, str], Any]:
        """Every value that the file wants to see, by criterion and field."""
        told = {(item.criterion, item.field): item.after for item in self.changes}
        return told | {(item.criterion, item.field): item.filled for item in self.conflicts}


def merge(base: Mapping[str, Judgement], filled: Mapping[str, Judgement], held: Mapping[str, Judgement]) -> Merged:
    """Compare a file with what it was made from and with what the source holds now."""
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    for criterion in sorted(filled):
        sides = (base.get(criterion, EMPTY), filled[criterion], held.get(criterion, EMPTY))
        for field in FIELDS:
            was, said, now = (getattr(side, field) for side in sides)
            if said in (was, now):
                continue
            if was == now:
                changes.append(Change(criterion, field, now, said))
            else:
                conflicts.append(Conflict(criterion, field, was, said, now))
    return Merged(tuple(changes), tuple(conflicts))


def applied(held: Mapping[str, Judgement], changes: Iterable[Change]) -> dict[str, Judgement]:
    """What the source holds after some changes."""
    result = dict(held)
    for item in changes:
        result[item.criterion] = replace(result.get(item.criterion, EMPTY), **{item.field: item.after})
    return result


def clashes(files: Mapping[str, Merged]) -> dict[tuple[str, str], dict[str, Any]]:
    """Fields for which several files want different values: the value of each file, by criterion and field."""
    told: dict[tuple[str, str], dict[str, Any]] = {}
    for file in sorted(files):
        for where, value in files[file].statements.items():
            told.setdefault(where, {})[file] = value
    return {where: told[where] for where in sorted(told) if len(set(told[where].values())) > 1}
