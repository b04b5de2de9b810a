"""What a flow page is made from: lanes, steps and exits in words, not yet in millimetres."""

from dataclasses import dataclass, field

from lpse_docs.diagnostics import Span
from lpse_docs.document.drawing import SymbolKind


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a cell, one entry a line as written; `origin` is where they stand in the sources."""

    lines: tuple[str, ...]
    origin: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Exit:
    """Where a step goes on: id of the next step, and the label of a decision's exit."""

    target: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One step: its symbol, the lanes (by index) of its actors, its exits, and the words of its cells."""

    id: str
    kind: SymbolKind
    lanes: tuple[int, ...]
    exits: tuple[Exit, ...]
    activity: Words
    inputs: Words
    duration: Words
    output: Words
    note: Words
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Heads:
    """Names of the columns; the Permen's by default (PermenPANRB 35/2012, bagian flowchart)."""

    number: str = "No"
    activity: str = "Kegiatan"
    actors: str = "Pelaksana"
    quality: str = "Mutu Baku"
    inputs: str = "Kelengkapan"
    duration: str = "Waktu"
    output: str = "Output"
    note: str = "Keterangan"
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A flow ready to be laid out. Lanes are the names of the actors in order of columns."""

    title: str
    lanes: tuple[Words, ...]
    nodes: tuple[Node, ...]
    heads: Heads = Heads()
    origin: Span | None = field(default=None, compare=False)
