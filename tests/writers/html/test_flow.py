"""Flow pages on screen: a real table of exact size, its drawing over it, measured in a browser."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lpse_docs.document.blocks import Block, Document, Paragraph, Section, Signature, Table
from lpse_docs.document.inlines import Emphasis, Inline, Reference, Text, text
from lpse_docs.document.outline import blocks_of
from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.html import write
from lpse_docs.writers.hypertext import anchors_of
from lpse_docs.writers.limits import MAX_DEPTH, check_depth
from tests.writers import look
from tests.writers.build import of, p
from tests.writers.docx.flows import ALT, SETUP, small

PIXEL = 25.4 / 96
MEASURE = """<script>
const box = e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.width, r.height] };
const all = s => [...document.querySelectorAll(s)];
const [table, svg, page] = ['.bidang-alur > table', '.gambar-alur', '.halaman-alur'].map(s => document.querySelector(s));
document.title = JSON.stringify({
  table: box(table), svg: box(svg), rows: all('.bidang-alur tr').map(row => box(row)[3]),
  columns: all('.bidang-alur tbody tr:first-child td').map(cell => box(cell)[2]),
  scrolls: page.scrollWidth > page.clientWidth, sheet: document.documentElement.scrollWidth, window: innerWidth,
});
</script></body>"""


def page(*blocks: Block) -> Document:
    return of(sections=(Section(SETUP, blocks),))


def test_the_table_is_a_real_one_and_the_drawing_a_named_picture() -> None:
    written = write(page(small()), look.theme()).decode()
    assert (
        '<div class="halaman-alur"><div class="bidang-alur" style="width:252mm"><table class="tabel-alur">' in written
    )
    assert re.findall(r'<col style="width:([\d.]+)mm">', written) == [
        "8",
        "54",
        "26",
        "26",
        "26",
        "36",
        "18",
        "32",
        "26",
    ]
    assert re.findall(r"height:([\d.]+)mm", written) == ["5", "9", "14", "18", "24"]
    assert f'role="img" aria-label="{ALT}"' in written
    assert "svg:" not in written and "ns0" not in written, "HTML knows SVG without prefixes"


def test_rows_of_a_flow_page_can_be_pointed_at() -> None:
    document = page(small(), Paragraph((Reference("langkah-A-2", text("langkah 2")),)))
    assert {"langkah-A-1", "langkah-A-2", "langkah-A-3"} <= anchors_of(document)
    assert 'href="#langkah-A-2"' in write(document, look.theme()).decode()


def test_the_blocks_of_a_flow_page_are_found() -> None:
    found = list(blocks_of(page(small())))
    assert sum(isinstance(block, Table) for block in found) == 1
    assert sum(isinstance(block, Paragraph) for block in found) > 10


def test_phrases_too_deep_are_found_in_a_flow_page() -> None:
    from tests.writers.pdf.test_flow import with_cell

    deep: Inline = Text("a")
    for _ in range(MAX_DEPTH + 1):
        deep = Emphasis((deep,))
    cell = small().table.rows[0].cells[1]
    with pytest.raises(WriteError, match="tingkat"):
        check_depth(page(with_cell(small(), 0, 1, type(cell)((Paragraph((deep,)),)))))


def test_the_anchor_of_a_signature_is_shown_in_its_room() -> None:
    written = write(of(Signature("a", ("Kepala,",), anchor="¤")), look.theme()).decode()
    assert '<div class="ttd-ruang"><span class="jangkar">¤</span></div>' in written


def measured(folder: Path, width: int) -> dict[str, Any]:
    """What a browser of this width makes of the page; our own page holds no script, this copy measures itself."""
    file = folder / "alur.html"
    file.write_text(write(page(p("Sebelum"), small()), look.theme()).decode().replace("</body>", MEASURE))
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars")
    command = ["chromium", *options, f"--user-data-dir={folder / 'profil'}", f"--window-size={width},900", "--dump-dom"]
    run = subprocess.run([*command, file.as_uri()], capture_output=True, text=True, check=True, timeout=120)
    found = re.search(r"<title>(\{.*?\})</title>", run.stdout)
    assert found, run.stdout[:300]
    return dict(json.loads(found[1]))


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [1280, 500])
def test_a_browser_lays_the_drawing_exactly_over_the_table(tmp_path: Path, width: int) -> None:
    flow, found = small(), measured(tmp_path, width)
    assert found["svg"][:2] == pytest.approx(found["table"][:2], abs=0.1 / PIXEL)
    assert found["svg"][2:] == pytest.approx([252 / PIXEL, 70 / PIXEL], abs=0.1)
    assert [height * PIXEL for height in found["rows"]] == pytest.approx(flow.heights, abs=0.3)
    assert [across * PIXEL for across in found["columns"]] == pytest.approx(flow.table.columns, abs=0.1)
    assert found["scrolls"] == (width < 1000), "what does not fit is reached by scrolling the flow alone"
    assert found["sheet"] <= found["window"]
