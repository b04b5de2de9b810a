"""A complete YAML file to fill in: every key of a model, with its own title and description as comment."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel

from lpse_docs.returns.scalars import scalar


def skeleton(kind: str, model: type[BaseModel], values: Mapping[str, Any]) -> str:
    """The text of a file.

    Args:
        kind: Name of the schema, for the modeline.
        model: The model the file must satisfy.
        values: What stands in it; keys left out get the default of the model.
    """
    lines = [f"# yaml-language-server: $schema=../schemas/{kind}.schema.json", *_mapping(model, values, "", told=False)]
    return "\n".join(lines) + "\n"


def _mapping(model: type[BaseModel], values: Mapping[str, Any], indent: str, *, told: bool) -> Iterator[str]:
    """Keys in the order of the model. `told` leaves the comments out: the item before has them already."""
    for name, field in model.model_fields.items():
        if not told:
            yield f"{indent}# {' - '.join(filter(None, (field.title, field.description))) or name}"
        value = values[name] if name in values else field.get_default()
        yield from _entry(name, value, _inner(field.annotation), indent)


def _inner(annotation: Any) -> type[BaseModel] | None:
    """The model of the items of a list, or of a nested mapping."""
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None


def _entry(name: str, value: Any, inner: type[BaseModel] | None, indent: str) -> Iterator[str]:
    match value:
        case [] | ():
            yield f"{indent}{name}: []"
        case list() | tuple():
            yield f"{indent}{name}:"
            yield from _items(value, inner, indent + "  ")
        case _:
            yield f"{indent}{name}: {scalar(value)}"


def _items(values: Sequence[Any], inner: type[BaseModel] | None, indent: str) -> Iterator[str]:
    for number, value in enumerate(values):
        if inner is None:
            yield f"{indent}- {scalar(value)}"
            continue
        lines = list(_mapping(inner, value, indent + "  ", told=number > 0))
        first = next(index for index, line in enumerate(lines) if not line.lstrip().startswith("#"))
        yield from (line.removeprefix("  ") for line in lines[:first])
        yield f"{indent}- {lines[first].lstrip()}"
        yield from lines[first + 1 :]
