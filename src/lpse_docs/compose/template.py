"""The Sekretariat's templates: Markdown with Jinja, in a sandbox, values kept out of the Markdown.

Interpolated values never meet the Markdown parser: `finalize` stores each value in a slot and leaves
an opaque token, which is resolved to text or blocks after parsing.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, TypeAlias

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from lpse_docs.compose.reasons import Reason, Refused, reason
from lpse_docs.document.blocks import Block
from lpse_docs.document.inlines import Inline
from lpse_docs.document.page import Orientation
from lpse_docs.model.duration import Duration
from lpse_docs.model.place import Placed
from lpse_docs.model.reading import Note

OPEN, CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")
MAX_OUTPUT = 4_000_000
MAX_NUMBER = 10**9
RUNTIME_FAULTS = (
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
    RuntimeError,
    AssertionError,
    NameError,
    SyntaxError,
    AttributeError,
    MemoryError,
    TimeoutError,
)
FORBIDDEN_FILTERS = (
    "replace",
    "batch",
    "slice",
    "list",
    "join",
    "wordwrap",
    "striptags",
    "groupby",
    "attr",
    "format",
    "center",
    "indent",
    "pprint",
    "xmlattr",
    "urlize",
    "tojson",
    "map",
    "random",
)
TEXT_FILTERS = ("capitalize", "e", "escape", "lower", "string", "title", "trim", "upper")


@dataclass(frozen=True)
class Fragment:
    """Blocks made by a component; they may only stand on a line of their own."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Phrase:
    """Inlines made by a component; they may stand inside a line."""

    children: tuple[Inline, ...]


@dataclass(frozen=True)
class SectionMark:
    """Start of a new section."""

    orientation: Orientation
    furniture: bool = True


Slot: TypeAlias = str | Fragment | Phrase | SectionMark


@dataclass
class Slots:
    """Values waiting for their place, addressed by token."""

    values: list[Slot] = field(default_factory=list)
    places: dict[int, tuple[str, int]] = field(default_factory=dict)

    def keep(self, value: Any) -> str:
        """Store a value and give its token; what a component made also keeps its template and line."""
        if isinstance(value, Fragment | Phrase | SectionMark):
            self.places[len(self.values)] = _calling_line()
            self.values.append(value)
        else:
            self.values.append(printed(value))
        return f"{OPEN}{len(self.values) - 1}{CLOSE}"


def printed(value: Any) -> str:
    """A value as people read it; whatever Python alone would have a word for is refused."""
    match value:
        case str() | date() | Duration() | Undefined():  # the last raises what Jinja has to say
            return str(value)
        case Enum():
            return printed(value.value)
        case int() | float() if not isinstance(value, bool):
            return str(value)
        case None:
            raise Refused("nilai yang dicetak kosong (null); pakai blank() atau periksa dengan if")
    raise Refused("yang dicetak bukan teks, bilangan, tanggal, atau komponen; sebut salah satu isinya")


def _calling_line() -> tuple[str, int]:
    """Template and line that is being filled, from the frame of Jinja's generated code."""
    frame = sys._getframe(3)
    template = frame.f_globals.get("__jinja_template__")
    return (template.name, template.get_corresponding_lineno(frame.f_lineno)) if template else ("", 1)


class Compiler(CodeGenerator):
    """Jinja's compiler, except that values joined by `~` are printed like any other."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write the code for `a ~ b`."""
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja without reach into Python and without ways to burn memory or time.

    `note` is told every value of the domain that a template looks into.
    """

    intercepted_binops = frozenset({"*", "**", "%"})
    code_generator_class = Compiler
    note: Note = staticmethod(lambda _: None)

    def joined(self, parts: Iterable[Any]) -> str:
        """The text of `a ~ b`."""
        return "".join(printed(part) for part in parts)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value of `a.b`."""
        if isinstance(obj, Placed):
            self.note(obj)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The value of `a[b]`."""
        if isinstance(obj, Placed):
            self.note(obj)
        return super().getitem(obj, argument)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse powers, repeated texts, old-style formatting and numbers beyond reason."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not numbers or abs(left) > MAX_NUMBER or abs(right) > MAX_NUMBER:
            raise Refused(f"operator {operator} tidak diizinkan untuk nilai ini")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> None:
        """No exception for `str.format`: it is refused like the other growing methods."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Text methods that can grow without bound are out of reach."""
        if isinstance(obj, str) and attr in {
            "format",
            "format_map",
            "ljust",
            "rjust",
            "center",
            "zfill",
            "expandtabs",
            "replace",
            "join",
        }:
            return False
        return super().is_safe_attribute(obj, attr, value)


@dataclass(frozen=True)
class TemplateFault:
    """Why a template could not be used: which one, where, in words."""

    name: str
    line: int
    reason: str
    column: int = 1


class Engine:
    """Fills templates; each is compiled once. A component may fill another template while one is being filled."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        """Take template texts by name."""
        self._templates = templates
        self._open: list[Slots] = []
        self._sandbox = Sandbox(
            loader=FunctionLoader(lambda part: (templates[part], part, None) if part in templates else None),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=self._keep,
        )
        for forbidden in FORBIDDEN_FILTERS:
            self._sandbox.filters.pop(forbidden, None)
        for name in TEXT_FILTERS:
            self._sandbox.filters[name] = _of_text(self._sandbox.filters[name])
        self._sandbox.globals = {"range": self._sandbox.globals["range"]}

    def known(self, name: str) -> str:
        """The name of a template that exists; anything else is a fault of the template that calls it."""
        if name not in self._templates:
            raise TemplateNotFound(name)
        return name

    @pass_context  # asked at filling time: without it Jinja keeps constants once, when it compiles the template
    def _keep(self, _: Context, value: Any) -> str:
        return self._open[-1].keep(value)

    def note(self, note: Note) -> None:
        """Tell from now on which values of the domain templates look into."""
        self._sandbox.note = note

    def fill(self, name: str, context: Mapping[str, Any]) -> tuple[str, Slots, TemplateFault | None]:
        """Fill a template; the text holds tokens whose values are in the slots."""
        slots = Slots()
        self._open.append(slots)
        try:
            return "".join(_bounded(self._sandbox.get_template(name).generate(**context))), slots, None
        except (TemplateError, *RUNTIME_FAULTS) as error:
            return "", slots, self._fault(name, error)
        finally:
            self._open.pop()

    def _fault(self, name: str, error: Exception) -> TemplateFault:
        where, line = _place(name, error)
        why: Reason = reason(error)
        lines = self._templates.get(where, "").split("\n")
        column = lines[line - 1].find(why.word) + 1 if why.word and line <= len(lines) else 0
        return TemplateFault(where, line, why.sentence, column or 1)


def _of_text(apply: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that turns what it is given into text."""
    return lambda value, *more, **named: apply(printed(value), *more, **named)


def _bounded(chunks: Iterator[str]) -> Iterator[str]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MAX_OUTPUT:
            raise Refused("hasil templat terlalu besar")
        yield chunk


def _place(name: str, error: Exception) -> tuple[str, int]:
    """Where the template is wrong: Jinja's own line, else the innermost frame that Jinja maps to a template."""
    if isinstance(error, TemplateSyntaxError) and (line := error.lineno):
        return error.name or name, line
    where, line = name, 1
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(".md.j2"):
            line, where = trace.tb_lineno, trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    return where, line
