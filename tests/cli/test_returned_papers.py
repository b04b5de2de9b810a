"""A blank scorecard as it is handed out, filled in, comes back through `assess import`: from Word, PDF and LibreOffice."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from ruamel.yaml import YAML

from lpse_docs.compose import compose
from lpse_docs.document.blocks import Document
from lpse_docs.load.project import load_project
from lpse_docs.load.templates import load_templates
from lpse_docs.writers import docx, pdf
from tests import office
from tests.cli.conftest import Ran, lpse
from tests.returns import libreoffice
from tests.returns.papers import fill_pdf, fill_word
from tests.writers import look

PERIOD = "2026-semester-1"
CARD = f"assessments/{PERIOD}/scorecard.yaml"
ANSWERS = {
    "lembar/asesor": "asesor-1",
    "lembar/tanggal": "30 Juni 2026",
    "S04-K06/status": "terpenuhi",
    "S04-K06/temuan": "Metode “baru” & lengkap: 5 skala.",
    "S04-K06/rekomendasi": "Tinjau tiap tahun.",
    "S04-K06/alasan": "Diperiksa bersama.",
    "S04-K06/bukti": "bukti-017, bukti-033",
    "S04-K06/tanggal": "29 Juni 2026",
    "S04-K02/status": "sebagian",
    "S04-K02/temuan": "Nilai bawaan ada; nilai sisa belum.",
    "S04-K02/rekomendasi": "Lengkapi register risiko.",
    "S04-K02/bukti": "bukti-013",
    "S04-K03/status": "belum",
    "S04-K03/temuan": "# belum ada: 'kosong'",
    "S04-K03/tanggal": "28/6/2026",
    "S04-K04/status": "tidak berlaku",
    "S04-K04/alasan": "Tidak ada layanan seperti itu.",
    "S04-K05/rekomendasi": "Hanya saran.",
}
BY = {"assessor": "asesor-1"}
RESULTS: list[dict[str, Any]] = [
    {
        "criterion": "S04-K02",
        "status": "sebagian",
        "finding": "Nilai bawaan ada; nilai sisa belum.",
        "recommendation": "Lengkapi register risiko.",
        "evidence": ["bukti-013"],
        **BY,
        "assessed_on": date(2026, 6, 30),
    },
    {
        "criterion": "S04-K03",
        "status": "belum",
        "finding": "# belum ada: 'kosong'",
        **BY,
        "assessed_on": date(2026, 6, 28),
    },
    {
        "criterion": "S04-K04",
        "status": "tidak-berlaku",
        "reason": "Tidak ada layanan seperti itu.",
        **BY,
        "assessed_on": date(2026, 6, 30),
    },
    {"criterion": "S04-K05", "status": "belum-dinilai", "recommendation": "Hanya saran.", **BY},
    {
        "criterion": "S04-K06",
        "status": "terpenuhi",
        "reason": "Diperiksa bersama.",
        "finding": "Metode “baru” & lengkap: 5 skala.",
        "recommendation": "Tinjau tiap tahun.",
        "evidence": ["bukti-017", "bukti-033"],
        **BY,
        "assessed_on": date(2026, 6, 29),
    },
]
SEVERAL = {"S04-K02/temuan": "Nilai bawaan ada.\nNilai sisa belum."}

Fill: TypeAlias = Callable[[Document, Mapping[str, str], Path], bytes]


def word(document: Document, answers: Mapping[str, str], out: Path) -> bytes:
    return fill_word(docx.write(document, look.theme()), answers)


def printed(document: Document, answers: Mapping[str, str], out: Path) -> bytes:
    return fill_pdf(pdf.write(document, look.theme()), answers)


def typed_in_libreoffice(document: Document, answers: Mapping[str, str], out: Path) -> bytes:
    path = out / "kosong.docx"
    path.write_bytes(docx.write(document, look.theme()))
    return libreoffice.fill(path, answers, out / "diisi")


def saved_by_libreoffice(document: Document, answers: Mapping[str, str], out: Path) -> bytes:
    path = out / "terisi.docx"
    path.write_bytes(word(document, answers, out))
    office.convert([path], "docx:MS Word 2007 XML", out / "disimpan")
    return (out / "disimpan/terisi.docx").read_bytes()


@pytest.fixture(scope="module")
def demo(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An example with one period, which holds no results yet and no blind marks."""
    folder = Path(shutil.copytree(example, tmp_path_factory.mktemp("kartu") / "peragaan"))
    for other in (folder / "assessments").glob("2025-*"):
        shutil.rmtree(other)
    shutil.rmtree((folder / CARD).parent / "blind")
    card = folder / CARD
    card.write_text(card.read_text("utf-8").partition("\nresults:")[0] + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def blank(demo: Path) -> Document:
    """The scorecard of one standard, as the program makes it."""
    workspace = load_project(demo).workspace
    assert workspace is not None
    fonts = {path.name: path.read_bytes() for path in sorted((demo / "templates/fonts").glob("*.ttf"))}
    name = f"kartu-skor-d-{workspace.standard['d'].id}"
    (made,), found = compose(workspace, load_templates(demo)[0], {"lpse.yaml": b"name: x\n"}, fonts, only=name)
    assert found == []
    return made


@pytest.fixture
def desk(demo: Path, tmp_path: Path) -> Path:
    """A copy of the example to write into."""
    return Path(shutil.copytree(demo, tmp_path / "meja"))


def returned(desk: Path, name: str, data: bytes, *options: str) -> Ran:
    path = desk.parent / name
    path.write_bytes(data)
    return lpse(
        "--project", str(desk), "assess", "import", str(path), "--period", PERIOD, "--on", "2026-07-01", *options
    )


@pytest.mark.parametrize("fill", [word, printed])
def test_a_paper_of_a_day_to_come_is_refused(desk: Path, blank: Document, tmp_path: Path, fill: Fill) -> None:
    name, before = ("kartu.pdf" if fill is printed else "kartu.docx"), card(desk)
    answers = {"S04-K01/status": "belum", "S04-K01/tanggal": "20 Juni 2099", "S04-K02/temuan": "Ada."}
    ran = returned(desk, name, fill(blank, answers, tmp_path), "--by", "asesor-1")
    told = " ".join(ran.text.split())
    assert (ran.code, card(desk)) == (1, before), ran.text
    assert f"galat[LPSE599]: {name}, Kartu skor D, S04-K01, Tanggal: tanggal 2099-06-20 sesudah hari" in told
    assert returned(desk, name, (desk.parent / name).read_bytes(), "--by", "asesor-1", "--accept-valid").code == 1
    assert [item["criterion"] for item in card(desk)["results"]] == ["S04-K02"]


def card(desk: Path) -> dict[str, Any]:
    """The scorecard as another reader of YAML takes it."""
    return dict(YAML(typ="safe").load(desk / CARD))


@pytest.mark.parametrize(
    ("fill", "told"),
    [
        pytest.param(word, "", id="Word"),
        pytest.param(printed, "", id="PDF"),
        pytest.param(typed_in_libreoffice, "LPSE596", marks=pytest.mark.needs("soffice"), id="LibreOffice"),
        pytest.param(saved_by_libreoffice, "LPSE596", marks=pytest.mark.needs("soffice"), id="Word, LibreOffice"),
    ],
)
def test_whatever_is_filled_in_stands_in_the_scorecard(
    desk: Path, blank: Document, tmp_path: Path, fill: Fill, told: str
) -> None:
    name = "kartu.pdf" if fill is printed else "kartu.docx"
    several = fill is not saved_by_libreoffice  # it glues the lines that Word parted
    ran = returned(desk, name, fill(blank, ANSWERS | (SEVERAL if several else {}), tmp_path))
    assert ran.code == 0, ran.text
    assert ("LPSE" in ran.text, told in ran.text) == (bool(told), True), ran.text
    wanted = [dict(item) for item in RESULTS]
    wanted[0]["finding"] = SEVERAL["S04-K02/temuan"] if several else wanted[0]["finding"]
    made = card(desk)
    assert made["results"] == wanted
    assert all(len(item.pop("seal")) == 16 for item in made["history"])
    assert made["history"] == [
        {
            "criterion": item["criterion"],
            "changed_on": date(2026, 7, 1),
            "changed_by": "asesor-1",
            "before": "belum-dinilai",
            "after": item["status"],
            "evidence": item.get("evidence", []),
        }
        for item in wanted
        if item["status"] != "belum-dinilai"
    ]
    again = returned(desk, name, (desk.parent / name).read_bytes())
    assert (again.code, "Tidak ada yang berubah." in again.text) == (0, True), again.text


BLIND = """period: {period}
assessor: asesor-2
criteria_digest: {digest}
results:
  - criterion: S04-K02
    status: terpenuhi
    finding: Rahasia asesor-2.
    assessor: asesor-2
    assessed_on: 2026-06-01
"""
MARKS = {"S04-K02/status": "belum", "S04-K02/temuan": "Belum ada.", "lembar/tanggal": "30 Juni 2026"}


@pytest.mark.parametrize("fill", [word, printed])
def test_in_a_blind_period_a_paper_becomes_the_blind_marks_of_its_assessor(
    desk: Path, blank: Document, tmp_path: Path, fill: Fill
) -> None:
    folder = (desk / CARD).parent / "blind"
    folder.mkdir()
    text = BLIND.format(period=PERIOD, digest=card(desk)["criteria_digest"])
    (folder / "asesor-2.yaml").write_text(text, "utf-8")
    name, before = ("kartu.pdf" if fill is printed else "kartu.docx"), card(desk)
    for head in ("", "Orang Lain", "orang"):
        ran = returned(desk, name, fill(blank, MARKS | {"lembar/asesor": head}, tmp_path))
        told = " ".join(ran.text.split())
        assert (ran.code, "Tulis kode pada isian Asesor di kepala lembar" in told) == (1, True), told
    paper = fill(blank, MARKS | {"lembar/asesor": "asesor-1"}, tmp_path)
    ran = returned(desk, name, paper)
    assert (ran.code, "blind/asesor-1.yaml" in ran.text, "Rahasia" in ran.text) == (0, True, False), ran.text
    assert "Tidak ada yang berubah." in returned(desk, name, paper).text
    assert (card(desk), (folder / "asesor-2.yaml").read_text("utf-8")) == (before, text)
    made = YAML(typ="safe").load((folder / "asesor-1.yaml").read_text("utf-8"))
    assert made["results"] == [
        {
            "criterion": "S04-K02",
            "status": "belum",
            "finding": "Belum ada.",
            "assessor": "asesor-1",
            "assessed_on": date(2026, 6, 30),
        }
    ]
    other = {"S04-K02/status": "sebagian", "S04-K02/temuan": "Ada.", "lembar/asesor": "asesor-1"}
    ran = returned(desk, name, fill(blank, other, tmp_path))
    told = " ".join(ran.text.split())
    assert (ran.code, told.count("LPSE578"), "asesor-2" in told) == (1, 1, False), told
    assert "2 isian S04-K02 lain daripada assessments/" in told
    assert "status sebagian (sumber belum, semula belum-dinilai); temuan “Ada.” (sumber “Belum ada.”, semula" in told


def test_the_first_blind_marks_of_a_period_may_come_on_paper(desk: Path, blank: Document, tmp_path: Path) -> None:
    paper = word(blank, MARKS | {"lembar/asesor": "asesor-1"}, tmp_path)
    before = card(desk)
    assert "blind/asesor-1.yaml" in returned(desk, "kartu.docx", paper, "--blind").text
    assert card(desk) == before
