"""Pages as a telephone shows them: no word leaves its cell, no slot cuts a word, no page scrolls sideways as a whole."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.writers import html
from tests.layout import figures
from tests.web.chromium import chromium
from tests.writers.build import of

WIDTH = 360
DRAWN = "(({width, height}) => [width, height])(document.querySelector('.gambar-grafik').getBoundingClientRect())"
# Boxes whose words need more room than the box has, and slots that break a word of theirs.
TOO_NARROW = """
[...document.querySelectorAll('td.sel-kode, .gambar-kosong')]
  .filter(box => box.scrollWidth > box.clientWidth).map(box => box.textContent)
"""


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("name", ["standar-d-pengelolaan-risiko-layanan", "sop-a-registrasi-verifikasi"])
def test_codes_and_slots_have_room(documents: Mapping[str, Document], theme: Theme, tmp_path: Path, name: str) -> None:
    page = tmp_path / "halaman.html"
    page.write_bytes(html.write(documents[name], theme))
    with chromium(tmp_path / "profil") as tab:
        tab.resize(WIDTH, 800)
        tab.open(page.as_uri())
        assert tab.ask("document.querySelectorAll('td.sel-kode, .gambar-kosong').length") > 0
        assert tab.ask(TOO_NARROW) == []


@pytest.mark.needs("chromium")
def test_no_page_scrolls_sideways_as_a_whole(documents: Mapping[str, Document], theme: Theme, tmp_path: Path) -> None:
    """Tables and flows are wider than a telephone; they scroll within themselves."""
    page = tmp_path / "halaman.html"
    with chromium(tmp_path / "profil") as tab:
        tab.resize(WIDTH, 800)
        for name, document in documents.items():
            page.write_bytes(html.write(document, theme))
            tab.open(page.as_uri())
            assert tab.ask("document.documentElement.scrollWidth") == WIDTH, name


@pytest.mark.needs("chromium")
def test_charts_become_as_narrow_as_the_window(theme: Theme, tmp_path: Path) -> None:
    chart = figures.every()["peta"]
    page = tmp_path / "halaman.html"
    page.write_bytes(html.write(of(chart), theme))
    with chromium(tmp_path / "profil") as tab:
        sizes = []
        for width in (WIDTH, 1280):
            tab.resize(width, 800)
            tab.open(page.as_uri())
            assert tab.ask("document.documentElement.scrollWidth") == width
            sizes.append(tab.ask(DRAWN))
    for wide, high in sizes:
        assert wide / high == pytest.approx(chart.width / chart.height, abs=0.01)
    assert WIDTH * 0.85 < sizes[0][0] < WIDTH
    assert sizes[1][0] == pytest.approx(chart.width * 96 / 25.4, abs=1)
