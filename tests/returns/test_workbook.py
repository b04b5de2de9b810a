"""The assessor's workbook on its way back: what is filled in comes back, and every spoilt file is told why."""

import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from lpse_docs.assess import desk
from lpse_docs.assess.returned import Judgement, Returned
from lpse_docs.diagnostics import Diagnostic, Severity, in_order
from lpse_docs.exports.assessor_workbook import write
from lpse_docs.model.assessment import Status
from lpse_docs.model.workspace import Workspace
from lpse_docs.returns.workbook import read
from tests.exports.desks import PERIOD, demo
from tests.office import convert

ON = date(2026, 11, 26)
COLUMN = {name: number for number, name in enumerate(desk.COLUMNS, 1)}


@cache
def office() -> Workspace:
    """The demo's period with two of its standards: every workbook here is written and read in a fraction of the time."""
    return replace(demo(), standards=tuple(item for item in demo().standards if item.letter in ("a", "d")))


@cache
def exported() -> bytes:
    return write(office(), office().assessment[PERIOD])


def taken(data: bytes, workspace: Workspace | None = None) -> tuple[Returned | None, list[Diagnostic]]:
    return read("meja.xlsx", data, workspace or office())


def edited(change: Callable[[Workbook], object], data: bytes | None = None) -> bytes:
    book = load_workbook(BytesIO(data or exported()))
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def answer(book: Workbook, name: str, value: Any, *, sheet: str = "Standar D", row: int = 7) -> None:
    book[sheet].cell(row, COLUMN[name]).value = value


def told(found: list[Diagnostic]) -> list[str]:
    return [item.message for item in found if item.severity is not Severity.WARNING]


def test_what_nobody_touched_comes_back_as_it_was() -> None:
    returned, found = taken(write(demo(), demo().assessment[PERIOD]), demo())
    assert returned is not None
    assert told(found) == []
    assert (returned.period, returned.assessor, returned.blind) == (PERIOD, "", False)
    assert returned.filled == returned.base
    assert len(returned.base) == 161
    assert returned.places["S04-K02", "status"] == "Standar D!D7"


TEXTS = st.none() | st.text(
    st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["C"]), min_size=1
).map(lambda text: text.strip() or None)
JUDGEMENTS = st.builds(
    Judgement,
    status=st.sampled_from(Status),
    reason=TEXTS,
    finding=TEXTS,
    recommendation=TEXTS,
    evidence=st.lists(st.sampled_from(["bukti-001", "bukti-002", "bukti-037"]), unique=True).map(tuple),
    assessed_on=st.none() | st.dates(date(2020, 1, 1), ON),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(JUDGEMENTS, min_size=9, max_size=9))
def test_what_is_filled_in_comes_back(given_: list[Judgement]) -> None:
    def fill(book: Workbook) -> None:
        for row, made in enumerate(given_, desk.HEAD_ROW + 1):
            for name, text in zip(desk.ANSWERS, desk.written(made), strict=True):
                cell = book["Standar D"].cell(row, COLUMN[name])
                cell.value = text or None
                if text:
                    cell.data_type = "s"
            if made.assessed_on:
                book["Standar D"].cell(row, COLUMN["assessed_on"]).value = made.assessed_on

    returned, found = taken(edited(fill))
    assert returned is not None
    assert told(found) == []
    assert [returned.filled[f"S04-K{number:02d}"] for number in range(1, 10)] == given_


def test_a_workbook_saved_by_libreoffice_says_the_same(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        answer(book, "status", "sebagian")
        answer(book, "finding", "Risiko belum lengkap; lihat “lampiran”.")
        answer(book, "assessed_on", date(2026, 6, 12))
        book["Standar D"].cell(7, 14).value = "catatan sendiri"

    (tmp_path / "meja.xlsx").write_bytes(edited(fill))
    convert([tmp_path / "meja.xlsx"], "ods", tmp_path / "ods")
    convert([tmp_path / "ods/meja.ods"], "xlsx:Calc MS Excel 2007 XML", tmp_path / "lagi")
    returned, found = taken((tmp_path / "lagi/meja.xlsx").read_bytes())
    assert returned is not None, told(found)
    assert told(found) == []
    made = returned.filled["S04-K02"]
    assert made.status is Status.PARTIAL
    assert made.finding == "Risiko belum lengkap; lihat “lampiran”."
    assert made.assessed_on == date(2026, 6, 12)
    assert {code: held for code, held in returned.filled.items() if held != returned.base[code]} == {"S04-K02": made}


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-06-01", date(2026, 6, 1)),
        ("1/6/2026", date(2026, 6, 1)),
        ("01-06-2026", date(2026, 6, 1)),
        ("1 Juni 2026", date(2026, 6, 1)),
        (datetime.combine(date(2026, 6, 1), datetime.min.time()), date(2026, 6, 1)),
    ],
)
def test_dates_are_understood_as_people_write_them(value: Any, day: date) -> None:
    returned, found = taken(edited(lambda book: answer(book, "assessed_on", value)))
    assert returned is not None
    assert told(found) == []
    assert returned.filled["S04-K02"].assessed_on == day


@pytest.mark.parametrize(
    ("name", "value", "code", "words"),
    [
        ("status", "terpenuh", "LPSE566", "Standar D!D7: status “terpenuh” tidak dikenal"),
        ("status", "=A1", "LPSE568", "Standar D!D7: berisi rumus"),
        ("finding", "=1/0", "LPSE568", "Standar D!F7: berisi rumus"),
        ("assessed_on", "31/2/2026", "LPSE567", "Standar D!I7: “31/2/2026” bukan tanggal yang sah"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_its_row_left_out(name: str, value: Any, code: str, words: str) -> None:
    returned, found = taken(edited(lambda book: answer(book, name, value)))
    assert returned is not None
    assert [item.code for item in found if item.severity is Severity.ERROR] == [code]
    assert words in told(found)[0]
    assert "S04-K02" not in returned.filled
    assert "S04-K01" in returned.filled


@pytest.mark.parametrize("given_", ["Terpenuhi", "TIDAK BERLAKU", "belum dinilai", "tidak_berlaku"])
def test_statuses_may_be_written_with_capitals_and_blanks(given_: str) -> None:
    returned, found = taken(edited(lambda book: answer(book, "status", given_)))
    assert returned is not None
    assert told(found) == []
    assert returned.filled["S04-K02"].status.value == given_.lower().replace(" ", "-").replace("_", "-")


def remove_rows(book: Workbook) -> None:
    book["Standar D"].delete_rows(7, 2)


def duplicate(book: Workbook) -> None:
    book["Standar D"].cell(8, 1).value = "S04-K02"


def stranger(book: Workbook) -> None:
    book["Standar D"].cell(8, 1).value = "S99-K01"


def headless(book: Workbook) -> None:
    book["Standar D"].delete_rows(desk.HEAD_ROW)


def column_gone(book: Workbook) -> None:
    book["Standar D"].delete_cols(COLUMN["finding"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (remove_rows, "Standar D: baris S04-K02, S04-K03 tidak ada"),
        (duplicate, "Standar D!A8: kode S04-K02 tertulis dua kali, juga di Standar D!A7"),
        (stranger, "Standar D!A8: kode S99-K01 tidak dikenal"),
        (headless, "Standar D: baris kepala kolom tidak ditemukan"),
        (column_gone, "Standar D: kolom Temuan tidak ada"),
        (lambda book: book.remove(book["Standar D"]), "Standar D: lembar ini tidak ada"),
    ],
)
def test_what_is_gone_or_there_twice_is_named(change: Callable[[Workbook], object], words: str) -> None:
    _, found = taken(edited(change))
    assert any(item.code == "LPSE563" and words in item.message for item in found), told(found)


@pytest.mark.parametrize(("title", "official"), [("Temuan", "F"), ("status", "D"), ("  Kode   bukti ", "H")])
@pytest.mark.parametrize("column", [10, 13])
def test_an_own_column_never_stands_for_an_official_one(title: str, official: str, column: int) -> None:
    def name(book: Workbook) -> None:
        book["Standar D"].cell(desk.HEAD_ROW, column).value = title
        book["Standar D"].cell(7, column).value = "catatan sendiri"

    returned, found = taken(edited(name))
    assert returned is None
    (twice,) = [item for item in found if item.severity is Severity.ERROR]
    assert twice.code == "LPSE597"
    assert twice.message.startswith(f"Standar D!{get_column_letter(column)}5: judul kolom “")
    assert f"sudah ada di Standar D!{official}5;" in twice.message


def test_an_own_column_may_have_any_other_head() -> None:
    def name(book: Workbook) -> None:
        for column, title in ((10, "Temuan saya"), (11, "Catatan"), (13, "Catatan")):
            book["Standar D"].cell(desk.HEAD_ROW, column).value = title
            book["Standar D"].cell(7, column).value = "catatan sendiri"

    returned, found = taken(edited(name))
    assert returned is not None
    assert told(found) == []
    assert returned.filled == returned.base


@pytest.mark.parametrize(
    ("area", "rows"), [("F6:F8", (1, 2, 3)), ("F7:G7", (2,)), ("E7:M9", (2, 3, 4)), ("A6:A7", (1, 2))]
)
def test_answers_in_cells_put_together_are_not_taken(area: str, rows: tuple[int, ...]) -> None:
    returned, found = taken(edited(lambda book: book["Standar D"].merge_cells(area)))
    assert returned is not None
    merged = [item for item in found if item.code == "LPSE598"]
    assert [item.message for item in merged] == [f"Standar D!{area}: sel isian digabung."]
    assert not {f"S04-K{row:02}" for row in rows} & set(returned.filled)
    assert len(returned.filled) == len(returned.base) - len(rows)


def test_findings_come_in_the_order_of_the_rows() -> None:
    def fill(book: Workbook) -> None:
        for row in (13, 6, 12):
            answer(book, "status", f"cukup {row}", row=row)
        answer(book, "status", "9" * 5000, row=7)

    _, found = taken(edited(fill))
    places = [item.message.partition(":")[0] for item in in_order(found) if item.code == "LPSE566"]
    assert places == [f"Standar D!D{row}" for row in (6, 7, 12, 13)]


def test_what_is_met_without_evidence_is_told_once_a_sheet() -> None:
    def fill(book: Workbook) -> None:
        for row in range(6, 13):
            answer(book, "status", "terpenuhi", row=row)
            answer(book, "evidence", None, row=row)

    _, found = taken(edited(fill))
    (line,) = [item.message for item in found if item.code == "LPSE569" and "Standar D!" in item.message]
    assert "7 kriteria terpenuhi tanpa bukti (S04-K01, S04-K02, S04-K03, dan 4 lagi)." in line


def test_own_cells_may_be_put_together() -> None:
    returned, found = taken(edited(lambda book: book["Standar D"].merge_cells("K6:M9")))
    assert returned is not None
    assert told(found) == []
    assert returned.filled == returned.base


def test_only_a_locked_file_is_asked_for_without_its_password() -> None:
    bomb, locked = with_part("xl/bom.xml", bytes(40_000_000)), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "kata sandi" not in taken(bomb)[1][0].hint
    assert "kata sandi" in taken(locked)[1][0].hint


def test_rows_may_be_sorted_and_a_sheet_renamed() -> None:
    def shuffle(book: Workbook) -> None:
        sheet = book["Standar D"]
        rows = [[sheet.cell(row, column).value for column in range(1, 10)] for row in range(6, 15)]
        for row, values in enumerate(reversed(rows), 6):
            for column, value in enumerate(values, 1):
                sheet.cell(row, column).value = value
        sheet.title = "Risiko"

    returned, found = taken(edited(shuffle))
    assert returned is not None
    assert returned.filled == returned.base
    assert [item.code for item in found if item.severity is Severity.INFO] == ["LPSE564"]


def test_a_changed_statement_is_told_and_ignored() -> None:
    returned, found = taken(edited(lambda book: answer(book, "statement", "Lain.")))
    assert returned is not None
    assert "S04-K02" in returned.filled
    assert [item.code for item in found if "B7" in item.message] == ["LPSE565"]


def tampered(book: Workbook) -> None:
    book[desk.BASE].cell(desk.BASE_HEAD_ROW + 1, 3).value = "belum"


def other_version(book: Workbook) -> None:
    book[desk.BASE].cell(1, 2).value = "lpse-penilaian/9"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (tampered, "diubah"),
        (other_version, "versi lain"),
        (lambda book: book.remove(book[desk.BASE]), "bukan buku kerja penilaian"),
        (lambda book: book[desk.BASE].delete_rows(2), "tidak lengkap"),
    ],
)
def test_a_file_without_its_origin_is_not_ours(change: Callable[[Workbook], object], words: str) -> None:
    returned, found = taken(edited(change))
    assert returned is None
    assert [item.code for item in found] == ["LPSE562"]
    assert words in found[0].message


def with_part(name: str, content: bytes) -> bytes:
    out = BytesIO(exported())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (lambda: b"", "LPSE560", "bukan buku kerja"),
        (lambda: b"bukan arsip", "LPSE560", "bukan buku kerja"),
        (lambda: b"PK\x03\x04rusak", "LPSE560", "rusak"),
        (lambda: exported()[: len(exported()) // 2], "LPSE560", "rusak"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "LPSE560", "berkata sandi"),
        (lambda: with_part("xl/bom.xml", bytes(40_000_000)), "LPSE560", "mengembang"),
        (lambda: with_part("xl/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "LPSE560", "DOCTYPE"),
        (lambda: with_part("xl/a.xml", "<!DOCTYPE a><a/>".encode("utf-16")), "LPSE560", "DOCTYPE"),
        (lambda: with_part("xl/worksheets/sheet99.xml", b"<c " * 400_000), "LPSE560", "terlalu banyak sel"),
        (lambda: with_part("xl/vbaProject.bin", b"x"), "LPSE561", "makro"),
        (lambda: with_part("xl/externalLinks/externalLink1.xml", b"<a/>"), "LPSE561", "buku kerja lain"),
        (lambda: with_part("xl/embeddings/oleObject1.bin", b"x"), "LPSE561", "ditanam"),
        (lambda: with_part("xl/activeX/activeX1.xml", b"<a/>"), "LPSE561", "ActiveX"),
        (lambda: with_part("xl/_rels/x.rels", b'<a TargetMode="External"/>'), "LPSE561", "tautan ke luar"),
    ],
)
def test_a_hostile_file_has_its_own_answer(data: Callable[[], bytes], code: str, words: str) -> None:
    returned, found = taken(data())
    assert returned is None
    assert code in {item.code for item in found}
    assert any(words in item.message for item in found), told(found)


def test_a_sheet_declared_without_end_is_read_in_bounds() -> None:
    def far(book: Workbook) -> None:
        book["Standar D"].cell(1_048_576, 16_384).value = "jauh"

    returned, _ = taken(edited(far))
    assert returned is not None
    assert returned.filled == returned.base


@pytest.mark.parametrize("seed", range(12))
def test_a_file_with_flipped_bytes_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(exported())
    for _ in range(chance.randint(1, 40)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    returned, found = taken(bytes(data))
    assert returned is not None or found
