"""Pages as a telephone shows them: no word leaves its cell, no slot cuts a word, no page scrolls sideways as a whole."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.writers import html
from tests.layout import figures
from tests.shipped.names import papers
from tests.web.chromium import Tab
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
def test_codes_and_slots_have_room(screens: Mapping[str, bytes], tab: Tab, tmp_path: Path, name: str) -> None:
    page = tmp_path / "halaman.html"
    page.write_bytes(screens[name])
    tab.resize(WIDTH, 800)
    tab.open(page.as_uri())
    assert tab.ask("document.querySelectorAll('td.sel-kode, .gambar-kosong').length") > 0
    assert tab.ask(TOO_NARROW) == []


@pytest.mark.needs("chromium")
def test_no_page_scrolls_sideways_as_a_whole(screens: Mapping[str, bytes], tab: Tab, tmp_path: Path) -> None:
    """Tables and flows are wider than a telephone; they scroll within themselves."""
    page = tmp_path / "halaman.html"
    tab.resize(WIDTH, 800)
    for name, written in screens.items():
        page.write_bytes(written)
        tab.open(page.as_uri())
        assert tab.ask("document.documentElement.scrollWidth") == WIDTH, name


@pytest.mark.needs("chromium")
def test_charts_become_as_narrow_as_the_window(theme: Theme, tab: Tab, tmp_path: Path) -> None:
    chart = figures.every()["peta"]
    page = tmp_path / "halaman.html"
    page.write_bytes(html.write(of(chart), theme))
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


# Words that stand partly outside of their cell and so over the next one, and words of heads that are broken in two.
MISPLACED = """
[...document.querySelectorAll('td, th')].flatMap(cell => {
  const room = cell.getBoundingClientRect(), walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), out = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (const found of node.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      const pieces = [...range.getClientRects()];
      const outside = pieces.some(piece => piece.left < room.left - 1 || piece.right > room.right + 1);
      if (outside || (cell.tagName === 'TH' && pieces.length > 1)) out.push(found[0]);
    }
  }
  return out;
})
"""
# Pairs of lines of words that stand over each other.
OVERPRINTED = """
(() => {
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.data.trim() || walker.currentNode.parentElement.closest('caption, svg')) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects()) if (box.width > 1) found.push([walker.currentNode.data.trim(), box]);
  }
  found.sort((one, other) => one[1].top - other[1].top);
  const out = [];
  found.forEach(([words, box], at) => {
    for (const [others, next] of found.slice(at + 1)) {
      if (next.top > box.bottom - 3) break;
      if (next.left < box.right - 2 && box.left < next.right - 2) out.push([words, others]);
    }
  });
  return out;
})()
"""
STACKING = {(True, True, "table-cell"), (False, False, "block")}  # has a head, stands in a box, how its cells are shown
SIDEWAYS = "[...document.querySelectorAll('section')].filter(item => item.scrollWidth > item.clientWidth).length"
SAME_LINE = """
['Nomor', ':'].map(words => [...document.querySelectorAll('.tabel-polos td')].find(cell => cell.textContent.trim() === words))
  .map(cell => Math.round(cell.getBoundingClientRect().top))
"""


@pytest.fixture(scope="module")
def usual(theme: Theme) -> Mapping[str, bytes]:
    return {name: html.write(document, theme) for name, document in papers(theme, long=False).items()}


@pytest.fixture(scope="module")
def named_at_length(long: Mapping[str, Document], theme: Theme) -> Mapping[str, bytes]:
    return {name: html.write(document, theme) for name, document in long.items()}


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [WIDTH, 1280])
@pytest.mark.parametrize("names", ["usual", "named_at_length"])
def test_nothing_is_printed_over_something_else(
    request: pytest.FixtureRequest, tab: Tab, tmp_path: Path, width: int, names: str
) -> None:
    """Scorecards, blank and filled, and a report with its letter: words stay in their cells, heads stay whole."""
    page = tmp_path / "halaman.html"
    tab.resize(width, 800)
    for name, written in request.getfixturevalue(names).items():
        page.write_bytes(written)
        tab.open(page.as_uri())
        assert tab.ask("document.documentElement.scrollWidth <= innerWidth"), name
        assert tab.ask(SIDEWAYS) == 0, name
        assert tab.ask(MISPLACED) == [], name
        assert tab.ask(OVERPRINTED) == [], name
    first, second = tab.ask(SAME_LINE)
    assert first == second


@pytest.mark.needs("chromium")
def test_tables_without_a_head_are_stacked_and_others_scroll_in_their_own_box(
    usual: Mapping[str, bytes], tab: Tab, tmp_path: Path
) -> None:
    page = tmp_path / "halaman.html"
    tab.resize(WIDTH, 800)
    for name, written in usual.items():
        page.write_bytes(written)
        tab.open(page.as_uri())
        boxes = "[...document.querySelectorAll('.tabel-garis')].map(table => [!!table.tHead, !!table.closest('.geser'),"
        found = tab.ask(f"{boxes} getComputedStyle(table.rows[0].cells[0]).display])")
        assert found, name
        assert all((head, box, shown) in STACKING for head, box, shown in found), name
