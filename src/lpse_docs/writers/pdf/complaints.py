"""What WeasyPrint and fontTools would only log, said in Indonesian: each line means a page that is not as asked for."""

import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

from lpse_docs.diagnostics import Span
from lpse_docs.writers.failure import Flaw
from lpse_docs.writers.pdf.part import BASE
from lpse_docs.writers.pictures import picture_path
from lpse_docs.writers.stylesheet import PRINT, place_of

LOGGERS = ("weasyprint", "fontTools")
READER = "preprocess_stylesheet"  # the function of WeasyPrint 70 that goes through the rules, in its variable `rule`
PICTURE = re.compile(re.escape(BASE) + r"gambar/([^\s'\"]+)")


def _declaration(name: str, value: str, *rest: Any) -> str:
    reason = str(rest[-1])
    if "unknown" in reason or "descriptor not supported" in reason:
        return f"sifat “{name}” tidak dikenal"
    if "not supported" in reason:
        return f"sifat “{name}” belum didukung"
    if reason == "no value" or not value.strip():
        return f"sifat “{name}” belum bernilai"
    return f"nilai “{value.strip():.60}” tidak sah untuk sifat “{name}”"


def _rule(rule: Any, *_: Any) -> str:
    return f"aturan “@{getattr(rule, 'at_keyword', '')}” tidak dikenal atau tidak berisi"


# Beginning of a log line before its values are put in, and what is said; the values are handed over.
SENTENCES: Sequence[tuple[str, str | Callable[..., str]]] = (
    ("Ignored `%s:%s` at %d:%d, prefix", "awalan pada sifat “{0}” tidak didukung; tulis “{4}”"),
    ("Deprecated", "awalan pada sifat “{0}” tidak dipakai lagi; tulis “{4}”"),
    ("Ignored", _declaration),
    ("Invalid or unsupported selector", "pemilih ini tidak sah atau tidak dikenal"),
    ("Unknown rule", _rule),
    ("Unknown empty rule", _rule),
    ("Unknown @page rule", _rule),
    ("Empty @page rule", _rule),
    ("Invalid prelude", "aturan di dalam @page salah tulis"),
    ("Unsupported @page selector", "jenis halaman “{0}” pada @page tidak dikenal"),
    ("@import", "@import harus berada di awal berkas"),
    ("Invalid @import", "@import salah tulis"),
    ("Failed to load stylesheet", "@import tidak diizinkan; tulis gayanya langsung"),
    ("Invalid media type", "jenis media “{0}” tidak dikenal"),
    ("Expected a media type", ""),  # the line that follows says it
    ("Missing %s descriptor", "@font-face belum menyebut “{0}”"),
    ("Font-face %r cannot be loaded", "fon “{0}” tidak dapat dimuat; berkasnya harus ada di templates/fonts dan utuh"),
    ("@layer rule with multiple", "@layer tidak boleh bernama lebih dari satu"),
    ("Unsupported @layer", "nama @layer “{0}” tidak sah"),
    ("Invalid math function", "rumus “{2}” tidak sah"),
    ("Invalid counter style name", "nama gaya penghitung “{0}” tidak sah"),
    ("In counter style", "gaya penghitung “{0}” kekurangan lambang"),
    ("Failed to render SVG image", "gambar tidak dapat digambar; simpan ulang sebagai SVG biasa"),
    ("Failed to load image", "gambar tidak dapat dimuat; simpan ulang sebagai PNG atau SVG biasa"),
    ("Failed to apply CSS rule in SVG", "gaya di dalam gambar SVG tidak dikenal"),
    ("Subgrids", "subgrid tidak didukung"),
    ('"auto-fit"', "auto-fit dan auto-fill tidak didukung"),
    ("Baseline alignment", "perataan baseline tidak didukung pada grid"),
    ("Inline grids", "inline-grid tidak didukung"),
    ("Only strings are allowed", "attr(...) hanya boleh menyebut teks"),
    ('"string(%s)"', "string(...) hanya boleh dipakai di tepi halaman"),
    ('"element(%s)"', "element(...) hanya boleh dipakai di tepi halaman"),
    (".notdef glyph", "tanda “{0}” tidak ada pada fon naskah"),
    ("Anchor defined twice", "penanda “{0}” ditulis dua kali"),
    ("Content discarded", lambda target: f"rujukan ke “{target[-1]}” tidak bersasaran"),
)
# Lines of the layout, which knows no rules: a word of the style sheet to look for.
TRACES: Mapping[str, str] = {
    "Subgrids": "subgrid",
    '"auto-fit"': "auto-fi",
    "Baseline alignment": "baseline",
    "Inline grids": "inline-grid",
    "Only strings are allowed": "attr(",
    '"string(%s)"': "string(",
    '"element(%s)"': "element(",
    "Content discarded": "{0[1]}",
    "Unable to compute": "content",
}
UNKNOWN = "bagian gaya ini tidak dapat dipakai"


class Catcher(logging.Handler):
    """Keeps one flaw for each line that is logged."""

    def __init__(self, print_css: str, pictures: Mapping[str, bytes]) -> None:
        super().__init__(logging.WARNING)
        self.print_css = print_css
        self.pictures = pictures
        self.flaws: list[Flaw] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        values = record.args if isinstance(record.args, tuple) else ()
        if said := _said(str(record.msg), values):
            self.flaws.append(Flaw(said, self._place(record, values)))

    def _place(self, record: logging.LogRecord, values: tuple[Any, ...]) -> Span | None:
        """The line's own numbers, else the picture it names, else the rule that is being read, else a word to look for."""
        numbers = [value for value in values if type(value) is int]
        if "%d:%d" in str(record.msg) and len(numbers) > 1:
            return Span(PRINT, *numbers[:2])
        if (named := PICTURE.search(record.getMessage())) and named[1] in self.pictures:
            return Span(picture_path(named[1], self.pictures[named[1]]))
        return _rule_being_read(sys._getframe(1)) or self._trace(str(record.msg), values)

    def _trace(self, form: str, values: tuple[Any, ...]) -> Span | None:
        word = next((word for start, word in TRACES.items() if form.startswith(start)), "")
        return place_of(self.print_css, PRINT, word.format(*values)) if word else None


def _said(form: str, values: tuple[Any, ...]) -> str:
    sentence = next((said for start, said in SENTENCES if form.startswith(start)), UNKNOWN)
    words = [" ".join(value.split()) if isinstance(value, str) else value for value in values]
    return sentence.format(*words) if isinstance(sentence, str) else sentence(*words)


def _rule_being_read(frame: FrameType | None) -> Span | None:
    """The innermost rule of the style sheet that WeasyPrint is at; not every line it logs names one."""
    while frame is not None:
        if frame.f_code.co_name == READER and (rule := frame.f_locals.get("rule")) is not None:
            return Span(PRINT, rule.source_line, rule.source_column)
        frame = frame.f_back
    return None


@contextmanager
def complaints(print_css: str, pictures: Mapping[str, bytes]) -> Iterator[list[Flaw]]:
    """What is logged inside of the block, about a page with this style sheet and these pictures."""
    catcher = Catcher(print_css, pictures)
    for name in LOGGERS:
        logging.getLogger(name).addHandler(catcher)
    try:
        yield catcher.flaws
    finally:
        for name in LOGGERS:
            logging.getLogger(name).removeHandler(catcher)
