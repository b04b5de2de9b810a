"""Papers of offices with usual and with very long names."""

from collections.abc import Mapping
from dataclasses import replace

from lpse_docs.compose import compose
from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.load.project import load_project
from lpse_docs.load.templates import load_templates
from lpse_docs.model.workspace import Workspace
from tests.compose.periods import SECOND, with_periods
from tests.tiny import ROOT

LONG = {
    "name": "Unit Pelaksana Teknis Layanan Pengadaan Secara Elektronik dan Pembinaan Pelaku Pengadaan Barang/Jasa",
    "government": "Pemerintah Kabupaten Administrasi Kepulauan Contoh Hilir Contoh Seberang Selatan",
    "section": "Bagian Layanan Pengadaan Barang/Jasa dan Pembinaan Administrasi Pembangunan",
    "region": "Kabupaten Administrasi Kepulauan Contoh Hilir Contoh Seberang Selatan",
    "head": "Bupati Administrasi Kepulauan Contoh Hilir Contoh Seberang Selatan",
    "place": "Contoh Hilir Contoh Seberang Selatan",
}
BLANK = "kartu-skor-d-pengelolaan-risiko-layanan"
FILLED, REPORT = f"kartu-skor-terisi-{SECOND}", f"laporan-kepatuhan-{SECOND}"
SOME = "adm"


def office(*, long: bool) -> Workspace:
    """The shipped workspace with an invented period, its office named as usual or at great length."""
    shipped = load_project(ROOT).workspace
    assert shipped is not None
    some = replace(shipped, standards=tuple(item for item in shipped.standards if item.letter in SOME))
    named = replace(some, office=some.office.model_copy(update=LONG)) if long else some
    return with_periods(named, example=True)


def papers(theme: Theme, *, long: bool) -> Mapping[str, Document]:
    """A blank scorecard, a filled one, and the report with its letter."""
    workspace, out = office(long=long), dict[str, Document]()
    for name in (BLANK, FILLED, REPORT):
        (made,), found = compose(
            workspace, load_templates(ROOT)[0], {}, theme.fonts, foreign=theme.words["foreign"], only=name
        )
        assert not found
        out[name] = made
    return out
