"""WeasyPrint, imported without its detours; every other module takes it from here.

Half of `import weasyprint` (0.6 s of 1.2 s, measured on Debian 12) does nothing for us: ldconfig and a compiler are
asked for libraries that load by their file names, and fontTools brings modules for variable fonts and for machines
without HarfBuzz-Subset. The first is skipped, the second are imported should they ever be called.
"""

import ctypes.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

RARELY_CALLED = ("fontTools.subset", "fontTools.varLib.instancer")


class Later(ModuleType):
    """Stands for a module until one of its functions is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*values: Any, **named: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*values, **named)

        return call


@contextmanager
def without_detours() -> Iterator[None]:
    """Import WeasyPrint inside of this; afterwards everybody else imports as ever."""
    deferred = [name for name in RARELY_CALLED if name not in sys.modules]
    sys.modules.update({name: Later(name) for name in deferred})
    search = ctypes.util.find_library
    if sys.platform == "linux":
        # cffi calls it for names like "pango-1.0" before WeasyPrint tries "libpango-1.0.so.0".
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 - called with its name
    try:
        yield
    finally:
        ctypes.util.find_library = search
        for name in deferred:
            del sys.modules[name]


with without_detours():
    from weasyprint import CSS, HTML, VERSION, cssselect2
    from weasyprint import pdf as weasyprint_pdf
    from weasyprint.css import ColorProfile
    from weasyprint.css.counters import CounterStyle
    from weasyprint.document import Document as Rendering
    from weasyprint.pdf.fonts import Font, build_fonts_dictionary
    from weasyprint.text.ffi import ffi, gobject, pango
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

PRODUCER = f"WeasyPrint {VERSION}"

__all__ = [
    "CSS",
    "HTML",
    "PRODUCER",
    "ColorProfile",
    "CounterStyle",
    "Font",
    "FontConfiguration",
    "Rendering",
    "URLFetcher",
    "URLFetcherResponse",
    "build_fonts_dictionary",
    "cssselect2",
    "ffi",
    "gobject",
    "pango",
    "weasyprint_pdf",
]
