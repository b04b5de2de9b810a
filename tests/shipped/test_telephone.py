"""Pages as a telephone shows them: no word leaves its cell, no word of an empty picture slot is cut."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.writers import html
from tests.web.chromium import chromium

WIDTH = 360
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
