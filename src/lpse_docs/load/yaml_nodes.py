"""Safe YAML with positions: events become plain values that know where they were written.

libyaml reads when `ruamel.yaml.clib` is installed, the pure reader otherwise; both give the same values, places and
faults. Everything that hides content or can explode is refused: anchors, aliases, merge keys, tags, directives,
several documents, duplicate keys, depth, number of nodes.
"""

import contextlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.load import yaml_faults as faults
from lpse_docs.load.file_faults import empty, forbidden_character
from lpse_docs.load.files import FORBIDDEN, SHOWN
from lpse_docs.load.syntax import complaint, tab
from lpse_docs.model.place import Key, PlacedDict

PURE = False
DEPTH_LIMIT = 40
NODE_LIMIT = 200_000

WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,15})")
DECIMAL = re.compile(r"[-+]?(\.[0-9]{1,16}|(0|[1-9][0-9]{0,15})(\.[0-9]{0,16})?)([eE][-+]?[0-9]{1,2})?")
DIRECTIVE = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n)*%")


def read_yaml(text: str, path: str) -> tuple[Any, list[Diagnostic]]:
    """Read one document. The value is None when a fault leaves nothing trustworthy to look at."""
    if refused := _refused_at_once(text, path):
        return None, refused
    events = YAML(typ="safe", pure=PURE).parse(text)
    tree = _Tree(path, events)
    try:
        with contextlib.closing(events):
            value = tree.document()
    except _StopReading as stop:
        return None, [*tree.found, stop.fault]
    except (YAMLError, ValueError) as error:  # ValueError: the pure reader on "\\U00110000"
        return None, [*tree.found, complaint(error, text, path)]
    return (None if tree.damaged else value), tree.found


def _refused_at_once(text: str, path: str) -> list[Diagnostic]:
    """Tabs and directives: libyaml and the pure reader disagree on them, so neither gets to see them."""
    if hit := DIRECTIVE.match(text):
        return [faults.directive(Span(path, hit[0].count("\n") + 1, 1, 2))]
    lines = enumerate(text.split("\n"), 1) if "\t" in text else ()
    tabs = [(number, line.index("\t") + 1) for number, line in lines if "\t" in line]
    return [tab(Span(path, number, column, column + 1)) for number, column in tabs[:SHOWN]]


def resolve(plain: str) -> Any:
    """The value of an unquoted scalar by the YAML 1.2 core schema, without octal, hexadecimal, infinity and NaN."""
    if plain in WORDS:
        return WORDS[plain]
    if plain[0] not in "+-.0123456789":
        return plain
    if WHOLE.fullmatch(plain):
        return int(plain)
    return float(plain) if DECIMAL.fullmatch(plain) else plain


class _StopReading(Exception):
    """A fault after which reading further makes no sense."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(fault.code)
        self.fault = fault


class _Tree:
    """Builds the value of one file and collects its faults. The loop runs for every word, so it is kept short."""

    def __init__(self, path: str, events: Iterator[Any]) -> None:
        self.path = path
        self.events = events
        self.count = 0
        self.found: list[Diagnostic] = []
        self.damaged = False

    def document(self) -> Any:
        """The value of the only document."""
        next(self.events)
        if not isinstance(next(self.events), DocumentStartEvent):
            raise _StopReading(empty(self.path))
        value, _, _ = self.node(next(self.events), 1)
        next(self.events)
        if isinstance(again := next(self.events), DocumentStartEvent):
            self.damaged = True  # which of the two is meant? the schema has its say when there is one
            self.found.append(faults.second_document(self.span(again)))
        if value is None and not self.found:
            raise _StopReading(empty(self.path))
        return value

    def node(self, event: Any, depth: int) -> tuple[Any, Span, tuple[Span, ...]]:
        """One value, its place, and for a list the places of its items."""
        self.count += 1
        if self.count > NODE_LIMIT:
            raise _StopReading(faults.too_many(self.span(event), NODE_LIMIT))
        if event.anchor or event.ctag:
            self.refuse_marks(event)
        if isinstance(event, ScalarEvent):
            return self.scalar(event), self.span(event), ()
        if depth > DEPTH_LIMIT:
            raise _StopReading(faults.too_deep(self.span(event), DEPTH_LIMIT))
        if isinstance(event, SequenceStartEvent):
            return self.sequence(event, depth)
        if isinstance(event, MappingStartEvent):
            value = self.mapping(event, depth)
            return value, value.places[""], ()
        return None, self.span(event), ()

    def refuse_marks(self, event: Any) -> None:
        """Note an alias, an anchor, a tag."""
        if isinstance(event, AliasEvent):
            self.damaged = True
            self.found.append(faults.alias(self.span(event), event.anchor))
            return
        if event.anchor:
            self.found.append(faults.anchor(self.span(event), event.anchor))
        if event.tag:
            self.found.append(faults.tag(self.span(event), str(event.tag).replace("tag:yaml.org,2002:", "!!")))

    def scalar(self, event: Any) -> Any:
        """The value of a scalar; only unquoted ones are more than text."""
        if event.implicit[0]:
            return resolve(event.value)
        if event.style == '"' and (hit := FORBIDDEN.search(event.value)):
            self.found.append(forbidden_character(self.span(event), hit[0]))
        return event.value

    def sequence(self, start: Any, depth: int) -> tuple[list[Any], Span, tuple[Span, ...]]:
        """A list with the places of its items."""
        values, places = [], []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            value, place, _ = self.node(event, depth + 1)
            values.append(value)
            places.append(place)
        return values, self.span(start, event), tuple(places)

    def mapping(self, start: Any, depth: int) -> PlacedDict:
        """A mapping with the places of its keys, values and list items."""
        places: dict[Key, Span] = {}
        keys_at: dict[str, Span] = {}
        result = PlacedDict(places, keys_at)
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self.key(event, keys_at, depth)
            value, place, items = self.node(next(self.events), depth + 1)
            if key is not None:
                result[key] = value
                places[key] = place if place.end_column or value is not None else keys_at[key]
                for index, item in enumerate(items):
                    places[key, index] = item
        places[""] = self.span(start, event)
        return result

    def key(self, event: Any, keys_at: dict[str, Span], depth: int) -> str | None:
        """The text of a key that counts; None for one that is refused."""
        value, place, _ = self.node(event, depth + 1)
        if isinstance(value, str) and value not in keys_at and value != "<<":
            keys_at[value] = place
            return value
        if not isinstance(value, str):
            self.damaged = True
            self.found.append(faults.bad_key(place))
        elif value == "<<":
            self.damaged = True
            self.found.append(faults.merge_key(place))
        else:
            self.found.append(faults.duplicate_key(place, value, keys_at[value].line))
        return None

    def span(self, start: Any, end: Any = None) -> Span:
        """The place of a node in lines and characters counted from 1."""
        first, last = start.start_mark, (end or start).end_mark
        one_line = first.line == last.line and (end is None or start.flow_style)
        width = last.column + 1 if one_line and last.column > first.column else 0
        return Span(self.path, first.line + 1, first.column + 1, width)
