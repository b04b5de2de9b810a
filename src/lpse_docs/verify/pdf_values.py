"""Reading made-up PDF values: whatever is not what it should be is nothing."""

from typing import Any

from pyhanko.pdf_utils import generic


def resolved(value: Any) -> Any:
    """A value, or what a reference leads to."""
    return value.get_object() if isinstance(value, generic.IndirectObject) else value


def entry(holder: Any, key: str) -> Any:
    """An entry of a dictionary, the reference followed; None when there is none (`get` would follow nothing)."""
    return resolved(holder.raw_get(key)) if isinstance(holder, generic.DictionaryObject) and key in holder else None


def raw(holder: Any, key: str) -> Any:
    """An entry as it is written: maybe a reference."""
    return holder.raw_get(key) if isinstance(holder, generic.DictionaryObject) and key in holder else None


def dictionary(holder: Any, key: str) -> generic.DictionaryObject:
    """An entry that is a dictionary, else an empty one."""
    found = entry(holder, key)
    return found if isinstance(found, generic.DictionaryObject) else generic.DictionaryObject()


def items(holder: Any, key: str) -> list[Any]:
    """What an array holds, references followed; nothing when there is none."""
    found = entry(holder, key)
    return [resolved(item) for item in list(found)] if isinstance(found, generic.ArrayObject) else []
