"""Values that remember where in a file they were written."""

from collections.abc import Mapping
from typing import Any, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, model_validator

from lpse_docs.diagnostics import Span

Key: TypeAlias = str | tuple[str, int]


class PlacedDict(dict[str, Any]):
    """A mapping read from a file, with the place of every key's value.

    `places` maps `key` to the place of its value, `(key, index)` to the place of one item of a
    list value, and `""` to the place of the mapping itself. `keys_at` maps `key` to the key's own place.
    """

    __slots__ = ("keys_at", "places")

    def __init__(self, places: Mapping[Key, Span], keys_at: Mapping[str, Span]) -> None:
        super().__init__()
        self.places = places
        self.keys_at = keys_at


class Placed(BaseModel):
    """Base of everything read from YAML: frozen, no unknown keys, knows its place."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=False)

    _places: Mapping[Key, Span] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_place(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        placed = handler(value)
        if isinstance(value, PlacedDict):
            placed._places = value.places
        return placed

    def at(self, field: str = "", index: int | None = None) -> Span:
        """Where a field (or one item of a list field) stands; the whole value when unknown."""
        places = self._places
        if index is not None and (field, index) in places:
            return places[field, index]
        return places.get(field) or places.get("") or Span("")
