"""New results in the text of a scorecard: only the lines that say something else are touched, every other byte stays.

Comments, order, quotes and line ends are a person's; a program that writes the whole file anew would lose some of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from lpse_docs.model.assessment import Result, StatusChange
from lpse_docs.returns.scalars import scalar

FIELDS = tuple(Result.model_fields)
HISTORY = tuple(StatusChange.model_fields)


class Unwritable(Exception):
    """The file is written in a way that lines cannot be changed one by one; `line` is where, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def amended(text: str, results: Iterable[Result], changes: Iterable[StatusChange], order: Sequence[str]) -> str:
    """The text of a scorecard with these results in the place of others, and these changes at the end of its history.

    Args:
        text: A valid scorecard.
        results: At most one for each criterion.
        changes: Lines of history, in order.
        order: Codes of the criteria in order; a result that is not there yet stands behind its neighbour.

    Raises:
        Unwritable: Results stand inside brackets or share a line.
    """
    page = _Page(text)
    wanted = sorted(results, key=lambda item: order.index(item.criterion))
    page.results(wanted, {code: place for place, code in enumerate(order)})
    page.history([{name: getattr(item, name) for name in HISTORY} for item in changes])
    return page.text()


@dataclass
class _Page:
    """A file as lines, with what shall stand in the place of some of them."""

    source: str
    edits: list[tuple[int, int, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.end = "\r\n" if "\r\n" in self.source else "\n"
        plain = self.source.replace("\r\n", "\n")
        self.lines = plain.removesuffix("\n").split("\n")
        self.root: Any = YAML(typ="safe").compose(plain)

    def text(self) -> str:
        """The lines after every edit. Edits never overlap; what is put in comes before what is changed there."""
        done: list[str] = []
        place = 0
        for first, last, new in sorted(self.edits, key=lambda edit: (edit[0], edit[1] > edit[0])):
            done += [*self.lines[place:first], *new]
            place = last
        return self.end.join((*done, *self.lines[place:], ""))

    def results(self, wanted: Sequence[Result], place: dict[str, int]) -> None:
        """Change the results that are there, add those that are not."""
        listed = self.listed("results", "history", [{name: getattr(it, name) for name in FIELDS} for it in wanted])
        if listed is None:
            return
        there = [(_key(item, "criterion").value, item) for item in listed.value]
        nodes = dict(there)
        behind: dict[int, list[str]] = {}
        for item in wanted:
            if item.criterion in nodes:
                self.change(nodes[item.criterion], item)
                continue
            neighbours = [node for code, node in there if place.get(code, -1) < place[item.criterion]]
            line = _after(neighbours[-1]) if neighbours else listed.start_mark.line
            behind.setdefault(line, []).extend(self.item({n: getattr(item, n) for n in FIELDS}, self.indents(listed)))
        self.edits += [(line, line, new) for line, new in behind.items()]

    def history(self, wanted: Sequence[dict[str, Any]]) -> None:
        """Add lines at the end."""
        listed = self.listed("history", None, wanted)
        if listed is not None and wanted:
            line = _after(listed.value[-1])
            new = [text for item in wanted for text in self.item(item, self.indents(listed))]
            self.edits.append((line, line, new))

    def listed(self, name: str, before: str | None, wanted: Sequence[dict[str, Any]]) -> Any:
        """The list under a key, or None when it is empty and now written whole."""
        found = _key(self.root, name)
        if isinstance(found, SequenceNode) and found.value:
            if found.flow_style or any(not isinstance(it, MappingNode) or it.flow_style for it in found.value):
                raise Unwritable(found.start_mark.line + 1)
            return found
        new = [f"{name}:", *(text for item in wanted for text in self.item(item, (2, 4)))]
        if not wanted:
            return None
        if found is not None:
            self.edits.append((found.start_mark.line, found.end_mark.line + 1, new))
        else:
            line = self.line_of(before) if before else None
            where = line if line is not None else _after(self.root)
            self.edits.append((where, where, new))
        return None

    def line_of(self, name: str) -> int | None:
        """The line of a key, or of the comments that stand right above it."""
        line = next((key.start_mark.line for key, _ in self.root.value if key.value == name), None)
        while line and self.lines[line - 1].startswith("#"):
            line -= 1
        return line

    def indents(self, listed: Any) -> tuple[int, int]:
        """Columns of the dash and of the keys of a list."""
        item = listed.value[0]
        return self.lines[item.start_mark.line].index("-"), item.start_mark.column

    def item(self, values: dict[str, Any], indents: tuple[int, int]) -> Iterator[str]:
        """A new item of a list; what is empty is left out."""
        dash, keys = indents
        told = [(name, value) for name, value in values.items() if value is not None and value != ()]
        lines = [text for name, value in told for text in _entry(name, value, keys)]
        lines[0] = " " * dash + "-".ljust(keys - dash) + lines[0].lstrip()
        yield from lines

    def change(self, node: Any, result: Result) -> None:
        """Write what differs of a result; a value that goes takes its line along."""
        there = {key.value: (key, value) for key, value in node.value}
        behind: dict[int, list[str]] = {}
        line = _after(there["criterion"][1])
        for name in FIELDS[1:]:
            value = getattr(result, name)
            empty = value is None or value == ()
            if name in there:
                line = _after(there[name][1])
                self.replace(*there[name], None if empty else value)
            elif not empty:
                behind.setdefault(line, []).extend(_entry(name, value, node.start_mark.column))
        self.edits += [(at, at, new) for at, new in behind.items()]

    def replace(self, key: Any, old: Any, value: Any) -> None:
        """Put a value in the place of another."""
        if _same(old, value):
            return
        first, last = key.start_mark.line, _after(old)
        shares_line = self.lines[first][: key.start_mark.column].strip()  # behind the dash of its item
        if value is None and not shares_line:
            self.edits.append((first, last, []))
            return
        fresh = value if value is not None else (() if key.value == "evidence" else None)
        new = list(_entry(key.value, fresh, key.start_mark.column))
        new[0] = self.lines[first][: key.start_mark.column] + new[0].lstrip()
        if last == first + 1 and len(new) == 1:
            new[0] += self.lines[first][_end(old).column :]  # a comment behind the value
        self.edits.append((first, last, new))


def _entry(name: str, value: Any, indent: int) -> Iterator[str]:
    margin = " " * indent
    if isinstance(value, tuple):
        yield f"{margin}{name}:" + ("" if value else " []")
        yield from (f"{margin}  - {scalar(item)}" for item in value)
    else:
        yield f"{margin}{name}: {scalar(value)}"


def _key(node: Any, name: str) -> Any:
    """The node under a key, or None."""
    return next((value for key, value in node.value if key.value == name), None)


def _same(node: Any, value: Any) -> bool:
    if isinstance(node, SequenceNode):
        return tuple(item.value for item in node.value) == (value or ())
    quoted = node.style in ("'", '"')
    empty = not quoted and node.value in ("", "~", "null", "Null", "NULL")
    return empty if value is None else not empty and node.value == str(value)


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
