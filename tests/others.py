"""The code of others is not measured: in Python 3.11 a tracer makes it four times slower, whether it looks at it or not.

Our code enters theirs through a few doors. Behind a door the tracer is off; it is on again where they call us back: in a
class of ours that inherits from one of theirs, and in a function of ours that was handed in. The same holds for pytest
and for what is imported: the tracer is on while a test or a fixture runs and while a module of ours is imported.
"""

import functools
import inspect
import sys
import threading
from collections.abc import Callable, Coroutine, Generator, Iterator
from importlib.machinery import SourceFileLoader
from types import FunctionType, MethodType, ModuleType
from typing import Any

import pytest
from _pytest.assertion.rewrite import AssertionRewritingHook
from coverage import Coverage

PROGRAM = "lpse_docs"
OURS = (PROGRAM, "tests")
DOORS = {
    "fontTools.subset": ("Subsetter.subset",),
    "fontTools.ttLib.ttFont": (
        "TTFont.__init__",
        "TTFont.__getitem__",
        "TTFont.getBestCmap",
        "TTFont.getGlyphOrder",
        "TTFont.save",
    ),
    "openpyxl.reader.excel": ("load_workbook",),
    "openpyxl.workbook.workbook": ("Workbook.save",),
    "pyhanko.sign.signers.pdf_signer": ("PdfSigner.async_sign_pdf", "PdfTimeStamper.async_timestamp_pdf"),
    "pyhanko.sign.validation.ades": ("ades_lta_validation",),
    "pyhanko.sign.validation.generic_cms": (
        "cms_basic_validation",
        "validate_cert_usage",
        "validate_tst_signed_data",
    ),
    "pyhanko.sign.validation.pdf_embedded": ("EmbeddedPdfSignature.compute_integrity_info",),
    "pyhanko_certvalidator": ("CertificateValidator.async_validate_usage",),
    "ruamel.yaml.main": ("YAML.compose", "YAML.dump", "YAML.load"),
    "weasyprint": ("CSS.__init__", "HTML.render"),
    "weasyprint.document": ("Document.write_pdf",),
    "weasyprint.pdf.fonts": ("build_fonts_dictionary",),
    "weasyprint.text.fonts": ("FontConfiguration.__init__", "FontConfiguration.add_font_face"),
}
THEIRS = frozenset({"logging", "pydyf", *(name.partition(".")[0] for name in DOORS)})

taken = threading.local()  # the tracer of this thread while it is off
measured: list[Coverage] = []


def apart(cover: Coverage) -> None:
    """From here on the tracer is off, but for tests, for fixtures and for our own code."""
    measured.append(cover)
    for loader in (SourceFileLoader, AssertionRewritingHook):
        loader.exec_module = _imported(loader.exec_module)  # type: ignore[method-assign]
    for name, module in [*sys.modules.items()]:
        _know(name, module)
    sys.settrace(None)


def tracer() -> Any:
    """What measures the main thread, unless nothing is measured just now."""
    cover = measured[0] if measured else None
    running = cover and cover._started and threading.current_thread() is threading.main_thread()
    return cover._collector.tracers[0] if running and cover and cover._collector else None


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_fixture_setup() -> Generator[None, object, object]:
    """Fixtures are measured, also those of the session, which no `conftest.py` below the root is asked about."""
    before = sys.gettrace()
    sys.settrace(before or tracer())
    try:
        return (yield)
    finally:
        sys.settrace(before)


def _imported(load: Callable[[Any, ModuleType], None]) -> Any:
    def exec_module(self: object, module: ModuleType) -> None:
        before = sys.gettrace()
        ours = module.__name__.partition(".")[0] in OURS
        sys.settrace((before or getattr(taken, "tracer", None) or tracer()) if ours else None)
        try:
            load(self, module)
        finally:
            sys.settrace(before)
        _know(module.__name__, module)

    return exec_module


def _know(name: str, module: ModuleType) -> None:
    """Close the doors of a module of theirs, open the answers of one of ours."""
    for path in DOORS.get(name, ()):
        *owner, last = path.split(".")
        holder: Any = functools.reduce(getattr, owner, module)
        setattr(holder, last, quiet(getattr(holder, last)))
    if name.partition(".")[0] == PROGRAM:
        for made in _answering(module):
            for key, value in [*vars(made).items()]:
                if isinstance(value, FunctionType):
                    setattr(made, key, heard(value))
                elif isinstance(value, property) and value.fget:
                    setattr(made, key, value.getter(heard(value.fget)))


def _answering(module: ModuleType) -> Iterator[type]:
    """Classes of ours that inherit from one of theirs."""
    defined = (it for it in vars(module).values() if isinstance(it, type) and it.__module__ == module.__name__)
    return (it for it in defined if any(base.__module__.partition(".")[0] in THEIRS for base in it.__mro__))


# The tracer must go and come in one and the same call, else what it counts as entered is never left.


def quiet(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of theirs, with the tracer off."""

    @functools.wraps(function)
    def called(*args: Any, **named: Any) -> Any:
        before = sys.gettrace()
        if before is None:
            return function(*args, **named)
        sys.settrace(None)
        taken.tracer = before
        try:
            return function(*map(_handed, args), **{key: _handed(value) for key, value in named.items()})
        finally:
            taken.tracer = None
            sys.settrace(before)

    return _by_steps(function, quiet) if inspect.iscoroutinefunction(function) else called


def heard(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of ours that they call, with the tracer on again."""

    @functools.wraps(function)
    def called(*args: Any, **named: Any) -> Any:
        before = getattr(taken, "tracer", None)
        if before is None:
            return function(*args, **named)
        taken.tracer = None
        sys.settrace(before)
        try:
            return function(*args, **named)
        finally:
            sys.settrace(None)
            taken.tracer = before

    return _by_steps(function, heard) if inspect.iscoroutinefunction(function) else called


def _by_steps(function: Callable[..., Any], wrapped: Callable[..., Any]) -> Callable[..., Any]:
    """The same for a coroutine: between two steps others run."""

    @functools.wraps(function)
    async def called(*args: Any, **named: Any) -> Any:
        if wrapped is quiet:
            args, named = tuple(map(_handed, args)), {key: _handed(value) for key, value in named.items()}
        return await _Steps(function(*args, **named), wrapped)

    return called


class _Steps(Generator[Any, Any, Any]):
    """A coroutine, each step of which is called on its own."""

    def __init__(self, whole: Coroutine[Any, Any, Any], wrapped: Callable[..., Any]) -> None:
        self._send, self._throw = wrapped(whole.send), wrapped(whole.throw)

    def __await__(self) -> Generator[Any, Any, Any]:
        return self

    def send(self, value: Any, /) -> Any:
        return self._send(value)

    def throw(self, *fault: Any) -> Any:
        return self._throw(*fault)


def _handed(value: Any) -> Any:
    """A function of ours that is handed in, to be heard."""
    plain = value.func if isinstance(value, functools.partial) else value
    ours = isinstance(plain, FunctionType | MethodType) and (plain.__module__ or "").startswith(PROGRAM)
    return heard(value) if ours else value
