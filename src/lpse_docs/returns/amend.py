"""New results in the text of a scorecard: only the lines that say something else are touched, every other byte stays.

Comments, order, quotes and line ends are a person's; a program that writes the whole file anew would lose some of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ruamel.yaml.nodes import SequenceNode

from lpse_docs.model.assessment import Result, StatusChange
from lpse_docs.returns.page import Page, end_of, entry, line_after, under

FIELDS = tuple(Result.model_fields)
HISTORY = tuple(StatusChange.model_fields)


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
    page = Page(text)
    _judge(page, sorted(results, key=lambda item: order.index(item.criterion)), order)
    page.append("history", [{name: getattr(item, name) for name in HISTORY} for item in changes])
    return page.text()


def _judge(page: Page, wanted: Sequence[Result], order: Sequence[str]) -> None:
    """Change the results that are there, add those that are not."""
    there = {under(item, "criterion").value: item for item in page.items("results")}
    new = [item for item in wanted if item.criterion not in there]
    if not there:
        page.append("results", map(_values, new), before="history")
        return
    for item in wanted:
        if item.criterion in there:
            _change(page, there[item.criterion], item)
    first = under(page.root, "results").start_mark.line
    for line, results in _behind(new, there, order, first).items():
        page.put(line, line, page.written(map(_values, results), there.values()))


def _behind(
    new: Iterable[Result], there: Mapping[str, Any], order: Sequence[str], first: int
) -> dict[int, list[Result]]:
    """New results by the line before which they stand: behind their neighbour, or first of all."""
    place = {code: number for number, code in enumerate(order)}
    found: dict[int, list[Result]] = {}
    for item in new:
        neighbours = [node for code, node in there.items() if place.get(code, -1) < place[item.criterion]]
        found.setdefault(line_after(neighbours[-1]) if neighbours else first, []).append(item)
    return found


def _values(item: Result) -> dict[str, Any]:
    return {name: getattr(item, name) for name in FIELDS if getattr(item, name) != ()}


def _change(page: Page, node: Any, result: Result) -> None:
    """Write what differs of a result; a value that goes takes its line along."""
    there = {key.value: (key, value) for key, value in node.value}
    line = line_after(there["criterion"][1])
    for name in FIELDS[1:]:
        value = getattr(result, name)
        empty = value is None or value == ()
        if name in there:
            line = line_after(there[name][1])
            _replace(page, *there[name], None if empty else value)
        elif not empty:
            page.put(line, line, entry(name, value, node.start_mark.column))


def _replace(page: Page, key: Any, old: Any, value: Any) -> None:
    """Put a value in the place of another."""
    if _same(old, value):
        return
    first, last = key.start_mark.line, line_after(old)
    head = page.lines[first][: key.start_mark.column]
    if value is None and not head.strip():  # otherwise it stands behind the dash of its item
        page.put(first, last, [])
        return
    fresh = value if value is not None else (() if key.value == "evidence" else None)
    new = list(entry(key.value, fresh, key.start_mark.column))
    new[0] = head + new[0].lstrip()
    if last == first + 1 and len(new) == 1:
        new[0] += page.lines[first][end_of(old).column :]  # a comment behind the value
    page.put(first, last, new)


def _same(node: Any, value: Any) -> bool:
    if isinstance(node, SequenceNode):
        return tuple(item.value for item in node.value) == (value or ())
    quoted = node.style in ("'", '"')
    empty = not quoted and node.value in ("", "~", "null", "Null", "NULL")
    return empty if value is None else not empty and node.value == str(value)
