"""Which files are read while something is made from a workspace, so that it can name its sources truthfully."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lpse_docs.model.assessment import Assessment
from lpse_docs.model.place import Placed
from lpse_docs.model.workspace import Workspace

Note = Callable[[Placed], None]


def noting(files: dict[str, None]) -> Note:
    """Collect the file of every value noted, in order of first use."""
    return lambda value: files.setdefault(value.at().path)


class Reading(Workspace):
    """A workspace that notes each value when it is taken; looking one up by its code notes no other."""

    def __init__(self, whole: Workspace, note: Note) -> None:
        object.__setattr__(self, "_whole", whole)
        object.__setattr__(self, "_note", note)

    def __getattribute__(self, name: str) -> Any:
        """What the whole workspace has under this name."""
        own = super().__getattribute__
        return own(name) if name.startswith("_") else _noted(getattr(own("_whole"), name), own("_note"))


@dataclass(frozen=True)
class NotedItems(Sequence[Any]):
    """Values in order, each noted when it is taken, all of them when they are counted."""

    items: Sequence[Any]
    note: Note

    def __getitem__(self, index: Any) -> Any:
        return _noted(self.items[index], self.note)

    def __len__(self) -> int:
        for item in self.items:
            self.note(item)
        return len(self.items)


@dataclass(frozen=True)
class NotedMapping(Mapping[Any, Any]):
    """Values by code, each noted when it is taken."""

    items_by_code: Mapping[Any, Any]
    note: Note

    def __getitem__(self, code: Any) -> Any:
        return _noted(self.items_by_code[code], self.note)

    def __contains__(self, code: object) -> bool:
        return code in self.items_by_code

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items_by_code)

    def __len__(self) -> int:
        return len(self.items_by_code)


def _noted(value: Any, note: Note) -> Any:
    match value:
        case Placed():
            note(value)
        case Assessment():
            for part in (value.scorecard, value.register):
                note(part)
            return replace(value, blind=NotedItems(value.blind, note))  # the score is none of their business
        case tuple():
            return NotedItems(value, note)
        case list():  # already gone through: criteria with their standard, steps with their SOP and flow
            for part in (part for row in value for part in row):
                note(part)
        case Mapping():
            return NotedMapping(value, note)
        case _ if callable(value):
            return lambda: _noted(value(), note)
    return value
