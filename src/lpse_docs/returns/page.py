"""A YAML file as lines: its nodes tell where values stand, and only the lines that say something else are touched."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from lpse_docs.returns.scalars import scalar


class Unwritable(Exception):
    """The file is written in a way that lines cannot be changed one by one; `line` is where, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


@dataclass
class Page:
    """A file as lines, with what shall stand in the place of some of them."""

    source: str
    _edits: list[tuple[int, int, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        plain = self.source.replace("\r\n", "\n")
        self.lines = plain.removesuffix("\n").split("\n")
        self.root: Any = YAML(typ="safe").compose(plain)

    def text(self) -> str:
        """The lines after every edit. Edits never overlap; what is put in comes before what is changed there."""
        done: list[str] = []
        place = 0
        for first, last, new in sorted(self._edits, key=lambda edit: (edit[0], edit[1] > edit[0])):
            done += [*self.lines[place:first], *new]
            place = last
        return ("\r\n" if "\r\n" in self.source else "\n").join((*done, *self.lines[place:], ""))

    def put(self, first: int, last: int, new: Iterable[str]) -> None:
        """Have new lines in the place of some, or before a line where both numbers are the same."""
        self._edits.append((first, last, list(new)))

    def items(self, name: str) -> list[Any]:
        """The items of a list under a key; none when it is empty or not there.

        Raises:
            Unwritable: They stand inside brackets.
        """
        found = under(self.root, name)
        if not isinstance(found, SequenceNode) or not found.value:
            return []
        if found.flow_style or any(not isinstance(it, MappingNode) or it.flow_style for it in found.value):
            raise Unwritable(found.start_mark.line + 1)
        return list(found.value)

    def append(self, name: str, new: Iterable[Mapping[str, Any]], before: str = "") -> None:
        """Add items at the end of a list, which begins with them where it was empty or not there.

        Args:
            name: Its key.
            new: The items, each by key.
            before: Before which key the list begins; otherwise it begins at the end of the file.

        Raises:
            Unwritable: The list stands inside brackets.
        """
        if there := self.items(name):
            self.put(*(line_after(there[-1]),) * 2, self.written(new, there))
        elif lines := self.written(new):
            self._begin(name, lines, before)

    def written(self, new: Iterable[Mapping[str, Any]], beside: Iterable[Any] = ()) -> list[str]:
        """Items as lines, indented as those beside them; what is None is left out."""
        dash, keys = next((self._indents(it) for it in beside), (2, 4))
        return [line for values in new for line in _item(values, dash, keys)]

    def _begin(self, name: str, lines: list[str], before: str) -> None:
        empty = under(self.root, name)
        if empty is None:
            line = self._line_of(before)
            where = line if line is not None else line_after(self.root)
            self.put(where, where, [f"{name}:", *lines])
            return
        start, end = empty.start_mark, empty.end_mark
        if start.line != end.line:
            raise Unwritable(start.line + 1)
        head = self.lines[start.line]
        self.put(start.line, start.line + 1, [(head[: start.column].rstrip() + head[end.column :]).rstrip(), *lines])

    def _line_of(self, name: str) -> int | None:
        """The line of a key, or of the comments that stand right above it."""
        line = next((key.start_mark.line for key, _ in self.root.value if key.value == name), None)
        while line and self.lines[line - 1].startswith("#"):
            line -= 1
        return line

    def _indents(self, item: Any) -> tuple[int, int]:
        """Columns of the dash and of the keys of an item."""
        return self.lines[item.start_mark.line].index("-"), item.start_mark.column


def _item(values: Mapping[str, Any], dash: int, keys: int) -> Iterator[str]:
    told = [(name, value) for name, value in values.items() if value is not None]
    lines = [text for name, value in told for text in entry(name, value, keys)]
    lines[0] = " " * dash + "-".ljust(keys - dash) + lines[0].lstrip()
    yield from lines


def entry(name: str, value: Any, indent: int) -> Iterator[str]:
    """A key with its value, as lines."""
    margin = " " * indent
    if isinstance(value, tuple):
        yield f"{margin}{name}:" + ("" if value else " []")
        yield from (f"{margin}  - {scalar(item)}" for item in value)
    else:
        yield f"{margin}{name}: {scalar(value)}"


def under(node: Any, name: str) -> Any:
    """The node under a key, or None."""
    return next((value for key, value in node.value if key.value == name), None)


def end_of(node: Any) -> Any:
    """Where the last word of a node ends; a block's own mark lies behind the comments that follow it."""
    if isinstance(node, ScalarNode) or node.flow_style or not node.value:
        return node.end_mark
    last = node.value[-1]
    return end_of(last[1] if isinstance(node, MappingNode) else last)


def line_after(node: Any) -> int:
    """The line behind a node."""
    end = end_of(node)
    return int(end.line + (1 if end.column else 0))
