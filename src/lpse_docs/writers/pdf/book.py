"""A document on its way to paper: cut into parts, every part printed or taken from the store, all of them bound."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from lpse_docs.diagnostics import Span
from lpse_docs.document.blocks import Document
from lpse_docs.document.inlines import plain
from lpse_docs.document.outline import headings
from lpse_docs.document.theme import Theme
from lpse_docs.writers.failure import Flaw, WriteError
from lpse_docs.writers.fonts import check_glyphs
from lpse_docs.writers.hypertext import Setting
from lpse_docs.writers.limits import check_charts, check_depth
from lpse_docs.writers.pdf.anchor import check_anchors
from lpse_docs.writers.pdf.bind import Frame, bind
from lpse_docs.writers.pdf.fit import check_fit
from lpse_docs.writers.pdf.frame import Sheet, frame, sheet_of
from lpse_docs.writers.pdf.page import Run, part, runs, surroundings
from lpse_docs.writers.pdf.part import Part, Printed, Store, merged, said
from lpse_docs.writers.stylesheet import PRINT

if TYPE_CHECKING:
    from lpse_docs.writers.pdf.press import Press

ROUNDS = 5


@dataclass(frozen=True)
class Cut:
    """A document, cut into parts."""

    document: Document
    theme: Theme

    @cached_property
    def runs(self) -> list[Run]:
        """The document from new page to new page."""
        check_depth(self.document)
        check_charts(self.document)
        check_glyphs(self.document, self.theme)
        check_anchors(self.document, self.theme)
        return runs(self.document)

    @cached_property
    def around(self) -> Setting:
        """What the parts need to know of the whole."""
        return surroundings(self.document, self.theme)

    @cached_property
    def ahead(self) -> list[Part | None]:
        """The part of each run; None for those that print page numbers."""
        return list(_told_apart(None if run.counts else part(run, self.around, {}) for run in self.runs))

    @property
    def parts(self) -> list[Part]:
        """What can be printed ahead, each part by itself."""
        return [one for one in self.ahead if one]


@dataclass(frozen=True)
class Book:
    """A document, cut into parts, and the store of printed parts."""

    cut: Cut
    store: Store

    @property
    def document(self) -> Document:
        """What is printed."""
        return self.cut.document

    @property
    def theme(self) -> Theme:
        """How it looks."""
        return self.cut.theme

    @cached_property
    def printed(self) -> Sequence[Printed]:
        """Every part printed; contents again and again, until the pages they name are those they cause."""
        made = [self._print(one) if one else None for one in self.cut.ahead]
        for _ in range(ROUNDS):
            named = page_numbers(made)
            for place, run in enumerate(self.cut.runs):
                if run.counts:
                    made[place] = self._print(part(run, self.cut.around, named))
            if page_numbers(made) == named:
                return [one for one in made if one]
        raise WriteError(
            "nomor halaman pada daftar isi tidak dapat ditetapkan, karena panjang daftar isi terus berubah"
        )

    def heading_pages(self) -> tuple[tuple[str, int], ...]:
        """The page on which each heading stands."""
        pages = page_numbers(self.printed)
        hidden = [plain(heading.children) for heading in headings(self.document) if heading.anchor not in pages]
        if hidden:
            place = Span(PRINT, 1, 1)
            raise WriteError.of(
                [Flaw(f"judul “{words}” tidak tercetak karena disembunyikan gaya", place) for words in hidden]
            )
        return tuple((heading.anchor, pages[heading.anchor]) for heading in headings(self.document))

    def bound(self) -> bytes:
        """The PDF file."""
        check_fit((run.blocks, one.flows) for run, one in zip(self.cut.runs, self.printed, strict=True))
        framed = self._frame()
        every = [*self.printed, framed.printed] if framed else self.printed
        faces = merged(one.faces for one in every)
        typecase = self._kept(f"typecase {said(faces)}", lambda: self._press.typecase(faces))
        return bind(self.document, self.printed, framed, typecase)

    def _print(self, one: Part) -> Printed:
        return Printed.from_bytes(self._kept(one.key, lambda: self._press.part(one, self.theme).to_bytes()))

    @property
    def _press(self) -> "Press":
        """The press; whoever finds everything in the store need not wait until it is ready."""
        made: Press = import_module("lpse_docs.writers.pdf.press").press_for(self.theme)
        return made

    def _frame(self) -> Frame | None:
        """Head and foot for every kind of sheet on which there is something to see."""
        pages = list(self._sheets())
        seen = [sheet for sheet in dict.fromkeys(pages) if sheet.furniture or self.document.mark]
        if not seen:
            return None
        one = frame(self.document, self.theme, seen, len(pages))
        data = self._kept(one.key, lambda: self._press.frame(one, self.theme, seen, len(pages)).to_bytes())
        places = {sheet: place for place, sheet in enumerate(seen)}
        return Frame(Printed.from_bytes(data), [places.get(sheet) for sheet in pages])

    def _sheets(self) -> Iterator[Sheet]:
        number = 0
        for run, printed in zip(self.cut.runs, self.printed, strict=True):
            for _ in range(printed.pages):
                number += 1
                yield sheet_of(run, number)

    def _kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Something from the store, or made now and put there."""
        known = self.store.get(key)
        if known is None:
            known = make()
            self.store.put(key, known)
        return known


def page_numbers(printed: Sequence[Printed | None]) -> Mapping[str, int]:
    """Page of each anchor; a part that is not printed yet is taken for one page."""
    pages: dict[str, int] = {}
    before = 0
    for one in printed:
        for anchor, page in one.anchors.items() if one else ():
            pages.setdefault(anchor, before + page + 1)
        before += one.pages if one else 1
    return pages


def _told_apart(parts: Iterator[Part | None]) -> Iterator[Part | None]:
    """Parts that are equal on paper get keys of their own: names inside a document are not used twice."""
    seen = Counter[str]()
    for one in parts:
        seen[one.key if one else ""] += 1
        yield replace(one, rules=f"{one.rules}/* {seen[one.key]} */") if one and seen[one.key] > 1 else one
