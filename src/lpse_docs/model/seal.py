"""Lines that only grow: each bears a seal over itself and the line before, so an edit or a lost line is seen."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Protocol, Self, TypeAlias, TypeVar

from pydantic import Field

Seal: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Sealable(Protocol):
    """A line that can bear a seal."""

    @property
    def seal(self) -> str | None:
        """The seal it bears."""

    def sealed(self, previous: str) -> str:
        """The seal it should bear behind another."""

    def model_copy(self, *, update: dict[str, Any] | None = None) -> Self:
        """The same line with other values."""


Line = TypeVar("Line", bound=Sealable)


def sealing(*parts: str) -> str:
    """The seal over the parts of a line; it holds no key, so it shows a slip or an edit, not a forger."""
    return hashlib.sha256("\t".join(parts).encode()).hexdigest()[:16]


def chained(history: Sequence[Sealable]) -> tuple[str, ...]:
    """The seal that each line of a history should bear: over the seal that the line before bears, or should bear."""
    seals: list[str] = []
    previous = ""
    for item in history:
        seals.append(item.sealed(previous))
        previous = item.seal or seals[-1]
    return tuple(seals)


def uncovered(history: Sequence[Line]) -> tuple[Line, ...]:
    """The lines behind the last one that bears a seal; those before it are covered by it, with a seal or without."""
    last = max((place for place, item in enumerate(history) if item.seal), default=-1)
    return tuple(history[last + 1 :])


def broken(history: Sequence[Line]) -> tuple[Line, ...]:
    """The lines whose seal is not that of what stands there."""
    pairs = zip(history, chained(history), strict=True)
    return tuple(item for item, seal in pairs if item.seal and item.seal != seal)


def continued(history: Sequence[Line], changes: Iterable[Line]) -> tuple[Line, ...]:
    """New lines for the end of a history, with their seals."""
    previous = (history[-1].seal or chained(history)[-1]) if history else ""
    made = []
    for item in changes:
        previous = item.sealed(previous)
        made.append(item.model_copy(update={"seal": previous}))
    return tuple(made)
