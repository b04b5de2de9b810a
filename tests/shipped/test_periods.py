"""Documents of a period pass the audit, read the same in every format, and break pages alike in PDF and in Word."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from lpse_docs.audit import audit
from lpse_docs.compose import compose
from lpse_docs.document.outline import headings
from lpse_docs.document.theme import Theme
from lpse_docs.load.project import load_project
from lpse_docs.load.templates import load_templates
from lpse_docs.pipeline.auditing import profile_of
from lpse_docs.writers import docx, html, text
from lpse_docs.writers.pdf import paginate
from tests import office
from tests.compose.periods import SECOND, with_periods
from tests.shipped.conftest import ROOT, Written
from tests.shipped.test_formats import pages
from tests.shipped.test_page_breaks import beginnings, starts
from tests.writers.readback import docx_lines, html_lines, text_lines

NAMES = tuple(f"{kind}-{SECOND}" for kind in ("kartu-skor-terisi", "berita-acara-penilaian", "laporan-kepatuhan"))
SOME = "adeoq"  # met, not met, not assessed whole, with a criterion that does not apply


@pytest.fixture(scope="module")
def periods(theme: Theme) -> Mapping[str, Written]:
    """The documents of an invented period over some of the standards, as PDF and as Word."""
    shipped = load_project(ROOT).workspace
    assert shipped is not None
    some = replace(shipped, standards=tuple(item for item in shipped.standards if item.letter in SOME))
    workspace, out = with_periods(some, example=True), dict[str, Written]()
    for name in NAMES:
        (made,), found = compose(
            workspace, load_templates(ROOT)[0], {}, theme.fonts, foreign=theme.words["foreign"], only=name
        )
        assert not found
        data, numbers = paginate(made, theme)
        numbered = replace(made, page_numbers=numbers)
        out[name] = Written(numbered, data, docx.write(numbered, theme))
    return out


def test_they_are_ready_to_sign(periods: Mapping[str, Written]) -> None:
    profile = profile_of(ROOT)[0]
    assert profile is not None
    for name, item in periods.items():
        assert audit(item.pdf, f"{name}.pdf", profile) == []
        assert audit(item.docx, f"{name}.docx", profile) == []


def test_text_html_and_word_read_the_same(periods: Mapping[str, Written], theme: Theme) -> None:
    for name, item in periods.items():
        expected = text_lines(text.write(item.document, theme))
        assert html_lines(html.write(item.document, theme)) == expected, name
        assert docx_lines(item.docx) == expected, name


def test_the_summary_is_one_page(periods: Mapping[str, Written]) -> None:
    report = periods[f"laporan-kepatuhan-{SECOND}"].document
    told = dict(report.page_numbers)
    first, after = [told[item.anchor] for item in headings(report, 1)[:2]]
    inside = [told[item.anchor] for item in headings(report, 2) if told[item.anchor] < after]
    assert (first, set(inside), after) == (3, {3}, 5)  # letter, cover, summary, contents


@pytest.mark.needs("soffice", "pdftotext")
def test_everything_begins_on_the_same_page_and_says_that_it_is_an_example(
    periods: Mapping[str, Written], theme: Theme, tmp_path: Path
) -> None:
    for name, item in periods.items():
        (tmp_path / f"{name}.docx").write_bytes(item.docx)
        (tmp_path / f"{name}.pdf").write_bytes(item.pdf)
    office.convert([tmp_path / f"{name}.docx" for name in periods], "pdf", tmp_path / "cetak")
    said = "".join(theme.words["example"].split())
    for name, item in periods.items():
        wanted = beginnings(item.document)
        printed = [pages(folder / f"{name}.pdf") for folder in (tmp_path, tmp_path / "cetak")]
        ours, theirs = (starts(each, wanted) for each in printed)
        apart = [row for row in zip(wanted, ours, theirs, strict=True) if row[1] != row[2]]
        assert not apart and 0 not in ours, name
        assert all(said in page for each in printed for page in each), name
