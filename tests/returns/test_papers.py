"""Filled Word and PDF scorecards, read back; hostile and damaged ones refused."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpse_docs.assess.returned import Judgement
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.assessment import Status
from lpse_docs.model.workspace import Workspace
from lpse_docs.returns import pdf, word
from lpse_docs.returns.days import day
from lpse_docs.returns.paper import Read, ticked
from tests.returns import papers

ON = date(2026, 7, 1)
FORMATS: Mapping[str, tuple[Callable[..., Read], Callable[[], bytes], Callable[..., bytes]]] = {
    "kartu.docx": (word.read, papers.word, papers.fill_word),
    "kartu.pdf": (pdf.read, papers.printed, papers.fill_pdf),
}
SHEETS = tuple(FORMATS)


@cache
def workspace() -> Workspace:
    """Readers know a file by its marks alone; what it says is weighed against the workspace later."""
    empty: Any = object()
    return Workspace(empty, empty, (), (), (), ())


def read(name: str, data: bytes) -> Read:
    return FORMATS[name][0](name, data, workspace())


def back(name: str, answers: Mapping[str, str]) -> Read:
    _, blank, fill = FORMATS[name]
    return read(name, fill(blank(), answers))


def refusal(name: str, data: bytes) -> Diagnostic:
    made, found = read(name, data)
    assert made is None
    (only,) = found
    return only


line = st.text("abcXYZ ,.;:()“”éü–-/0123456789&<>", min_size=1, max_size=40).map(lambda it: " ".join(it.split()))
words = st.lists(line.filter(bool), min_size=1, max_size=3).map("\n".join) | st.none()
judgements = st.builds(
    Judgement,
    status=st.sampled_from(Status),
    reason=words,
    finding=words,
    recommendation=words,
    evidence=st.lists(st.from_regex(r"bukti-[0-9]{3}", fullmatch=True), unique=True, max_size=3).map(tuple),
    assessed_on=st.dates(date(2000, 1, 1), date(2099, 12, 31)) | st.none(),
)


@pytest.mark.parametrize("name", SHEETS)
@settings(max_examples=12, deadline=None)
@given(filled=st.dictionaries(st.sampled_from(papers.CODES), judgements))
def test_what_is_filled_in_comes_back(name: str, filled: Mapping[str, Judgement]) -> None:
    made, found = back(name, papers.said(filled))
    assert (found, made is not None) == ([], True)
    assert made is not None
    assert made.filled == {code: item for code, item in filled.items() if item != Judgement()}
    assert (made.period, made.base, made.blind, made.criteria_digest) == ("", {}, False, papers.DIGEST)


@pytest.mark.parametrize("name", SHEETS)
def test_a_blank_sheet_says_nothing(name: str) -> None:
    made, found = back(name, {})
    assert made is not None and (made.filled, made.assessor, found) == ({}, "", [])


@pytest.mark.parametrize("name", SHEETS)
def test_the_head_says_who_and_when_for_what_is_judged(name: str) -> None:
    answers = {"S04-K01/status": "belum", "S04-K02/temuan": "Baru temuan.", "S04-K03/status": "sebagian"}
    answers |= {"lembar/asesor": "asesor-2", "lembar/tanggal": "30 Juni 2026", "S04-K03/tanggal": "1/7/2026"}
    made, found = back(name, answers)
    assert made is not None and (made.assessor, found) == ("asesor-2", [])
    days = {code: item.assessed_on for code, item in made.filled.items()}
    assert days == {"S04-K01": date(2026, 6, 30), "S04-K02": None, "S04-K03": date(2026, 7, 1)}
    assert made.places["S04-K01", "status"] == "Kartu skor D, S04-K01, Status"
    assert made.places["S04-K02", "finding"] == "Kartu skor D, S04-K02, Temuan"


@pytest.mark.parametrize("name", SHEETS)
def test_a_name_in_the_head_is_no_code(name: str) -> None:
    made, _ = back(name, {"lembar/asesor": "Nama Orang, S.Kom."})
    assert made is not None and made.assessor == ""


@pytest.mark.parametrize("name", SHEETS)
def test_an_unread_date_keeps_its_criterion_out(name: str) -> None:
    made, (told,) = back(name, {"S04-K02/tanggal": "minggu lalu", "S04-K02/temuan": "a", "S04-K01/status": "belum"})
    assert made is not None and set(made.filled) == {"S04-K01"}
    assert told.code == "LPSE573"
    assert told.message == (
        f"{name}, Kartu skor D, S04-K02, Tanggal: “minggu lalu” bukan tanggal; tulis misalnya 30 Juni 2026."
    )


def test_a_status_that_is_none_is_told() -> None:
    made, (told,) = back("kartu.docx", {"S04-K02/status": "hampir"})
    assert made is not None and made.filled == {}
    assert "S04-K02, Status: “hampir” bukan status; yang dikenal: terpenuhi, " in told.message


def test_two_ticks_on_paper_typed_over_are_told() -> None:
    _, (told,) = back("kartu.docx", {"S04-K02/status": "☒ terpenuhi  ☒ sebagian  □ belum"})
    assert "S04-K02, Status: dicentang lebih dari satu: “terpenuhi” dan “sebagian”." in told.message
    made, found = back("kartu.docx", {"S04-K02/status": "□ terpenuhi  ☒ tidak berlaku  □ belum"})
    assert made is not None and found == []
    assert made.filled["S04-K02"].status is Status.NOT_APPLICABLE


def kids(file: pikepdf.Pdf, name: str) -> Any:
    return next(it for it in file.Root.AcroForm.Fields if str(it.T) == name)


def test_two_ticked_boxes_of_a_pdf_are_told() -> None:
    def tick(file: pikepdf.Pdf) -> None:
        field = kids(file, "S04-K02/status")
        for kid, state in zip(field.Kids, ("/terpenuhi", "/sebagian"), strict=False):
            kid.AS = pikepdf.Name(state)

    made, (told,) = read("kartu.pdf", papers.edited(papers.printed(), tick))
    assert made is not None and made.filled == {}
    assert "S04-K02, Status: dicentang lebih dari satu: “terpenuhi” dan “sebagian”." in told.message


@pytest.mark.parametrize("keep", ["V", "AS"])
def test_a_tick_counts_whether_only_its_value_or_only_its_look_is_kept(keep: str) -> None:
    def tick(file: pikepdf.Pdf) -> None:
        field = kids(file, "S04-K02/status")
        del field["/V"]
        if keep == "V":
            field.V = pikepdf.Name("/tidak berlaku")
        else:
            field.Kids[3].AS = pikepdf.Name("/tidak berlaku")

    made, found = read("kartu.pdf", papers.edited(papers.printed(), tick))
    assert made is not None and found == []
    assert made.filled["S04-K02"] == Judgement(Status.NOT_APPLICABLE)


@pytest.mark.parametrize("name", SHEETS)
def test_the_same_place_twice_must_say_the_same(name: str) -> None:
    def double(file: pikepdf.Pdf) -> None:
        for field in [*file.Root.AcroForm.Fields]:
            if str(field.T) == "S04-K01/temuan":
                copy = file.make_indirect(pikepdf.Dictionary(FT=field.FT, T="S04-K01/temuan~2", V="lain"))
                file.Root.AcroForm.Fields.append(copy)

    if name.endswith("pdf"):
        data = papers.edited(papers.fill_pdf(papers.printed(), {"S04-K01/temuan": "satu"}), double)
    else:
        data = papers.fill_word(papers.word(), {"S04-K01/temuan": "satu", "S04-K02/temuan": "lain"})
        data = papers.changed(data, papers.MAIN, lambda it: it.replace(b'"S04-K02/temuan"', b'"S04-K01/temuan"'))
    _, (told,) = read(name, data)
    assert "S04-K01, Temuan: diisi dua kali: “satu” dan “lain”." in told.message


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        *((it, date(2026, 6, 3)) for it in ("2026-06-03", "3-6-2026", "03/06/2026", "3.6.2026", "3 Juni 2026")),
        *((it, date(2026, 6, 3)) for it in ("Rabu, 3 Juni 2026", "03 jun 2026", "3-Jun-2026", "3. June 2026")),
        ("17 Agustus 2026", date(2026, 8, 17)),
        *((it, None) for it in ("", "3/6/26", "31 Februari 2026", "Juni 2026", "besok", "3 Juno 2026", "9" * 99)),
    ],
)
def test_spellings_of_a_day(words: str, wanted: date | None) -> None:
    assert day(words) == wanted


def test_words_of_a_choice() -> None:
    assert ticked("\u00a0□ a  □ b") == ticked(" \u00a0") == []
    assert ticked("☑ a ☐ b") == ["a"]
