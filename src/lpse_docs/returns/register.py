"""A new piece of evidence in the text of a register: every line a person wrote stays as it is."""

from collections.abc import Iterator, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode

from lpse_docs.model.evidence import Evidence
from lpse_docs.returns.amend import Unwritable
from lpse_docs.returns.scalars import scalar

FIELDS = tuple(Evidence.model_fields)


def registered(text: str, item: Evidence) -> str:
    """The text of a register with one more piece of evidence at its end.

    Args:
        text: A valid register.
        item: What is added; its code is not there yet.

    Raises:
        Unwritable: The list stands inside brackets.
    """
    lines, listed = _lines(text), _value(_root(text), "evidence")
    if not listed.value:
        start, end = listed.start_mark, listed.end_mark
        if start.line != end.line:
            raise Unwritable(start.line + 1)
        head = lines[start.line]
        lines[start.line] = (head[: start.column].rstrip() + head[end.column :]).rstrip()
        lines[start.line + 1 : start.line + 1] = _entry(item, 2, 4)
        return _joined(lines, text)
    last = listed.value[-1]
    if listed.flow_style or not isinstance(last, MappingNode) or last.flow_style:
        raise Unwritable(listed.start_mark.line + 1)
    place = _after(last)
    lines[place:place] = _entry(item, lines[last.start_mark.line].index("-"), last.start_mark.column)
    return _joined(lines, text)


def supporting(text: str, code: str, criteria: Sequence[str]) -> str:
    """The text of a register in which one piece of evidence supports these criteria too.

    Raises:
        Unwritable: Its criteria stand inside brackets over several lines.
    """
    lines, listed = _lines(text), _value(_root(text), "evidence")
    owner = next(item for item in listed.value if _value(item, "id").value == code)
    named = _value(owner, "criteria")
    start, end = named.start_mark, named.end_mark
    if named.flow_style:
        if start.line != end.line:
            raise Unwritable(start.line + 1)
        line, close = lines[start.line], end.column - 1
        joint = ", " if named.value else ""
        lines[start.line] = f"{line[:close].rstrip()}{joint}{', '.join(criteria)}{line[close:]}"
        return _joined(lines, text)
    place = _after(named)
    margin = " " * lines[named.value[0].start_mark.line].index("-")
    lines[place:place] = [f"{margin}- {item}" for item in criteria]
    return _joined(lines, text)


def _entry(item: Evidence, dash: int, keys: int) -> list[str]:
    """A new item of the list; what is empty is left out."""
    told = [(name, getattr(item, name)) for name in FIELDS]
    lines = [text for name, value in told if value is not None for text in _pair(name, value, keys)]
    lines[0] = " " * dash + "-".ljust(keys - dash) + lines[0].lstrip()
    return lines


def _pair(name: str, value: Any, indent: int) -> Iterator[str]:
    margin = " " * indent
    if isinstance(value, tuple):
        yield f"{margin}{name}:" + ("" if value else " []")
        yield from (f"{margin}  - {scalar(item)}" for item in value)
    else:
        yield f"{margin}{name}: {scalar(value)}"


def _root(text: str) -> Any:
    return YAML(typ="safe").compose(text.replace("\r\n", "\n"))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n")


def _joined(lines: Sequence[str], text: str) -> str:
    """Lines with the line ends of a text."""
    return ("\r\n" if "\r\n" in text else "\n").join((*lines, ""))


def _value(node: Any, name: str) -> Any:
    return next((value for key, value in node.value if key.value == name), None)


def _end(node: Any) -> Any:
    """Where the last word of a node ends; a block's own mark lies behind the comments that follow it."""
    if isinstance(node, ScalarNode) or node.flow_style or not node.value:
        return node.end_mark
    last = node.value[-1]
    return _end(last[1] if isinstance(node, MappingNode) else last)


def _after(node: Any) -> int:
    """The line behind a node."""
    end = _end(node)
    return int(end.line + (1 if end.column else 0))
