"""Word scorecards whose places lost their names, as LibreOffice 7.4 saves them."""

from collections.abc import Callable
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import etree

from lpse_docs.assess.returned import Judgement
from lpse_docs.compose.scorecard import scorecard_head, scorecard_table
from lpse_docs.model.assessment import Status
from lpse_docs.model.standard import EvidenceKind
from lpse_docs.writers import docx
from tests.assess import samples
from tests.returns import papers
from tests.returns.papers import W
from tests.returns.test_papers import read, refusal
from tests.writers import look
from tests.writers.build import of

ANSWERS = {
    "lembar/asesor": "asesor-2",
    "lembar/tanggal": "30 Juni 2026",
    "S04-K01/status": "belum",
    "S04-K01/alasan": "a",
    "S04-K01/temuan": "b",
    "S04-K01/rekomendasi": "c",
    "S04-K01/bukti": "bukti-1",
    "S04-K02/status": "sebagian",
    "S04-K02/tanggal": "1 Juli 2026",
}
FILLED = {
    "S04-K01": Judgement(Status.UNMET, "a", "b", "c", ("bukti-1",), date(2026, 6, 30)),
    "S04-K02": Judgement(Status.PARTIAL, assessed_on=date(2026, 7, 1)),
}
Change = Callable[[Any], None]


@cache
def blank() -> bytes:
    """A scorecard from the components of the real one."""
    standard = samples.standard("d", *([EvidenceKind.RECORD],) * 3)
    workspace: Any = SimpleNamespace(office=SimpleNamespace(edition=SimpleNamespace(number=1)))
    blocks = (*scorecard_head(workspace, standard).blocks, *scorecard_table(standard).blocks)
    return docx.write(of(*blocks, keywords=("kartu-skor:d", f"kriteria:{papers.DIGEST}")), look.theme())


def nameless(*changes: Change) -> bytes:
    """The filled scorecard without tags; only plain text keeps its title, and nothing but a choice says it is empty."""

    def strip(main: bytes) -> bytes:
        root: Any = etree.fromstring(main)
        for properties in root.iter(W + "sdtPr"):
            plain = properties.find(W + "text") is not None
            for tag in ("tag", "lock", "showingPlcHdr" if plain else "alias"):
                for gone in properties.findall(W + tag):
                    properties.remove(gone)
        for change in changes:
            change(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return papers.changed(papers.fill_word(blank(), ANSWERS), papers.MAIN, strip)


def spaced(core: bytes) -> bytes:
    """Keywords as LibreOffice writes them."""
    return core.replace(b"kartu-skor:d; kriteria:", b"kartu-skor d kriteria ")


def test_places_are_known_by_title_and_row() -> None:
    made, (told,) = read("kartu.docx", papers.changed(nameless(), "docProps/core.xml", spaced))
    assert made is not None
    assert (made.filled, made.assessor, made.criteria_digest) == (FILLED, "asesor-2", papers.DIGEST)
    assert (told.code, told.severity.value) == ("LPSE596", "peringatan")


def test_two_texts_of_a_run_are_two_lines_there_alone() -> None:
    def part(root: Any) -> None:
        run = next(it for it in root.iter(W + "t") if it.text == "b").getparent()
        etree.SubElement(run, W + "t").text = "bb"

    made, _ = read("kartu.docx", nameless(part))
    assert made is not None and made.filled["S04-K01"].finding == "b\nbb"


def test_a_place_outside_its_row_is_told_and_not_guessed() -> None:
    def move(root: Any) -> None:
        status = next(it for it in root.iter(W + "t") if it.text == "belum")
        paragraph = next(status.iterancestors(W + "p"))
        root.find(W + "body").insert(0, paragraph)

    made, found = read("kartu.docx", nameless(move))
    assert made is not None and made.filled["S04-K01"].status is Status.UNASSESSED
    assert [item.code for item in found] == ["LPSE573", "LPSE596"]
    assert "“belum” diisi di tempat yang tidak lagi dikenali." in found[0].message


def test_rows_without_codes_have_no_places() -> None:
    def rub_out(root: Any) -> None:
        for words in root.iter(W + "t"):
            words.text = (words.text or "").replace("S04-", "S-")
        for title in root.iter(W + "alias"):
            title.set(W + "val", "Isian")

    assert refusal("kartu.docx", nameless(rub_out)).code == "LPSE574"


@pytest.mark.parametrize("words", ["tidak berlaku□ terpenuhi  □ sebagian", "tidak berlaku"])
def test_what_is_typed_before_the_boxes_is_the_choice(words: str) -> None:
    made, found = read("kartu.docx", papers.fill_word(papers.word(), {"S04-K01/status": words}))
    assert made is not None and found == []
    assert made.filled["S04-K01"].status is Status.NOT_APPLICABLE
