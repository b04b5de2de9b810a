"""`evidence add`, `check`, `list` and `calendar` as people type them."""

import json
import re
import shutil
from pathlib import Path

import pytest
from icalendar import Calendar

from lpse_docs.cli.evidence import SUBCOMMANDS
from lpse_docs.pipeline.evidence_faults import CODES
from tests.casefile import BASE, CASES
from tests.cli.conftest import Ran, lpse

PERIOD = "assessments/2026-semester-1"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "w")
    shutil.copytree(CASES / "assessments", tmp_path / "w/assessments")
    (tmp_path / "Notulen Rapat.txt").write_text("Notulen rapat\n", encoding="utf-8")
    return tmp_path / "w"


def said(root: Path, *words: str) -> Ran:
    return lpse("--project", str(root), "evidence", *words)


def add(root: Path, *words: str, criterion: str = "S01-K02") -> Ran:
    return said(root, "add", "--received", "2026-04-01", *words, "--criterion", criterion, "--title", "Notulen rapat")


def notes(root: Path) -> str:
    return str(root.parent / "Notulen Rapat.txt")


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_has_help_in_indonesian(name: str) -> None:
    ran = lpse("evidence", name, "--help")
    assert ran.text.startswith(f"Pemakaian: lpse-docs evidence {name}")
    assert not re.search("Usage|Options:|Show this|required|default:", ran.text)


def test_a_file_is_copied_registered_and_told(root: Path) -> None:
    ran = add(root, notes(root), "--kind", "rekaman", "--owner", "unit-sistem", "--approved", "2026-04-01")
    assert ran.code == 0
    assert "Periode: 2026-semester-1 (yang terakhir)." in ran.text
    assert "bukti-001 (rekaman) terdaftar: Notulen rapat; evidence/bukti-001-notulen-rapat.txt." in ran.text
    assert "Menurut tanggal hitung, 30 Juni 2026:\n  S01-K02: rekaman ada\n" in ran.text
    assert (root / PERIOD / "evidence/bukti-001-notulen-rapat.txt").read_text("utf-8") == "Notulen rapat\n"
    assert said(root, "check", "--on", "2026-06-30").code == 0
    assert "bukti-001            rekaman    utuh" in said(root, "list").text


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ((), "  S02-K01: penetapan belum dihitung (bukti-001 belum disahkan)\n"),
        (("--received", "2026-07-01", "--approved", "2026-04-01"), "(bukti-001 belum diterima)"),
        (("--approved", "2026-04-01", "--to", "2026-05-01"), "(bukti-001 kedaluwarsa)"),
    ],
)
def test_what_does_not_count_yet_is_not_called_there(root: Path, words: tuple[str, ...], answer: str) -> None:
    ran = add(root, notes(root), "--kind", "penetapan", *words, criterion="S02-K01")
    assert (ran.code, answer in ran.text) == (0, True), ran.text
    other = add(root, "--location", "Lemari", "--seen-by", "asesor-1", "--seen-on", "2026-04-02", "--kind", "kebijakan")
    assert "  S01-K02 tidak meminta kebijakan; bukti ini tidak menambah hasilnya.\n" in other.text


def test_days_that_have_not_come_are_refused(root: Path) -> None:
    late = add(root, notes(root), "--kind", "rekaman", "--received", "2999-01-01")
    assert (late.code, "Tanggal diterima (2999-01-01) belum tiba." in late.text) == (2, True)
    words = ("--location", "Lemari", "--seen-by", "asesor-1", "--seen-on", "2999-01-01", "--kind", "rekaman")
    assert "Tanggal dilihat (2999-01-01) belum tiba." in add(root, *words).text
    early = add(root, notes(root), "--kind", "rekaman", "--approved", "2999-01-01")
    assert (early.code, "Tanggal pengesahan (2999-01-01) belum tiba." in early.text) == (2, True)


@pytest.mark.parametrize(
    ("option", "day"),
    [("--approved", "0206-04-01"), ("--received", "1999-12-31"), ("--from", "2100-01-01"), ("--review", "3026-01-01")],
)
def test_a_mistyped_year_is_refused(root: Path, option: str, day: str) -> None:
    ran = add(root, notes(root), "--kind", "rekaman", option, day)
    assert (ran.code, f"Tanggal {day} di luar tahun 2000 sampai dengan 2099; periksa tahunnya." in ran.text) == (
        2,
        True,
    )


def test_a_period_of_mistyped_years_is_neither_begun_nor_read(root: Path) -> None:
    words = ("--title", "Semester", "--start", "0001-01-01", "--end", "2027-06-30")
    ran = lpse("--project", str(root), "assess", "new", "p3", *words)
    assert (ran.code, "Tanggal 0001-01-01 di luar tahun 2000 sampai dengan 2099" in ran.text) == (2, True)
    assert not (root / "assessments/p3").exists()
    card = root / PERIOD / "scorecard.yaml"
    card.write_text(re.sub(r"(?m)^end: .*$", "end: 9999-12-31", card.read_text("utf-8")), encoding="utf-8")
    ran = lpse("--project", str(root), "check")
    assert (ran.code, "Tanggal 9999-12-31 di luar tahun 2000 sampai dengan 2099" in ran.text) == (1, True)


def test_the_same_content_again_is_told_and_may_support_more(root: Path) -> None:
    assert add(root, notes(root), "--kind", "rekaman").code == 0
    again = add(root, notes(root), "--kind", "rekaman", criterion="S02-K01")
    assert again.code == 1
    assert "LPSE580" in again.text
    assert "Ulangi dengan --existing untuk menambahkan S02-K01 pada bukti-001." in again.text
    assert add(root, notes(root), "--existing", criterion="S02-K01").code == 0
    assert "- S01-K02\n      - S02-K01\n" in (root / PERIOD / "evidence.yaml").read_text("utf-8")
    assert "tidak ada yang diubah" in add(root, notes(root), "--existing", criterion="S02-K01").text


def test_what_lies_elsewhere_is_registered_with_who_saw_it(root: Path) -> None:
    seen = ("--location", "Lemari arsip 2", "--seen-by", "asesor-1", "--seen-on", "2026-04-02")
    assert add(root, *seen, "--kind", "rekaman").code == 0
    assert "    location: Lemari arsip 2\n    seen_by: asesor-1\n    seen_on: 2026-04-02\n" in (
        root / PERIOD / "evidence.yaml"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ((), "Sebut BERKAS, atau --location"),
        (("{file}",), "Sebut jenis bukti dengan --kind. Kriteria ini hanya meminta rekaman."),
        (("{file}", "--location", "x"), "tidak dapat dipakai bersama"),
        (("{file}", "--kind", "rekaman", "--owner", "unit-siste"), "Jabatan unit-siste tidak ada. Maksud Anda unit-sistem?"),
        (("{file}", "--kind", "rekaman", "--id", "notulen-tinjauan"), "sudah dipakai"),
        (("{file}", "--kind", "rekaman", "--id", "../x"), "--id '../x' tidak dapat dipakai: huruf kecil, angka, dan tanda hubung di antaranya"),
        (("{file}", "--kind", "rekaman", "--from", "2026-04-02", "--to", "2026-04-01"), "sebelum berlaku"),
        (("{file}", "--kind", "rekaman", "--note", "a\u200eb"), "tidak terlihat"),
        (("{file}", "--kind", "rekaman", "--criterion", "S01-K09"), "Kriteria S01-K09 tidak ada."),
        (("{file}", "--kind", "rekaman", "--period", "2025"), "Periode 2025 tidak ada"),
    ],
)  # fmt: skip
def test_wrong_use_is_answered_and_changes_nothing(root: Path, words: tuple[str, ...], answer: str) -> None:
    before = (root / PERIOD / "evidence.yaml").read_bytes()
    ran = add(root, *(word.format(file=notes(root)) for word in words))
    assert ran.code == 2
    assert answer in ran.text
    assert (root / PERIOD / "evidence.yaml").read_bytes() == before
    assert len(list((root / PERIOD / "evidence").iterdir())) == 3


def test_a_bad_file_is_answered_and_changes_nothing(root: Path) -> None:
    (root.parent / "a.pdf").write_bytes(b"")
    ran = add(root, str(root.parent / "a.pdf"), "--kind", "rekaman")
    assert ran.code == 1
    assert "galat[LPSE581]: Berkas ini kosong" in ran.text
    assert "LPSE588" in add(root, str(root.parent), "--kind", "rekaman").text
    assert len(list((root / PERIOD / "evidence").iterdir())) == 3


def test_check_tells_what_ends_is_due_changed_or_unused(root: Path) -> None:
    clean = said(root, "check", "--on", "2026-06-30")
    assert (clean.code, clean.text) == (0, "Tidak ada temuan.\n")
    add(root, notes(root), "--kind", "rekaman", "--to", "2026-07-30", "--review", "2026-07-01")
    told = json.loads(said(root, "check", "--on", "2026-06-30", "--within", "30", "--output", "json").text)
    assert [item["code"] for item in told["diagnostics"]] == ["LPSE559", "LPSE557", "LPSE558"]
    assert "30 hari lagi" in told["diagnostics"][1]["message"]
    assert said(root, "check", "--on", "2026-06-30").code == 0
    late = said(root, "check", "--on", "2026-07-31", "--output", "concise")
    assert late.code == 1
    assert "kedaluwarsa sejak 2026-07-30" in late.text
    assert "lewat 30 hari" in late.text
    (root / PERIOD / "evidence/bukti-001-notulen-rapat.txt").write_text("lain", encoding="utf-8")
    (root / PERIOD / "evidence/sisa.txt").write_text("sisa", encoding="utf-8")
    changed = said(root, "check", "--on", "2026-06-30", "--output", "concise")
    assert changed.code == 4
    assert re.match(r"\S+: LPSE544 galat: Berkas bukti-001-notulen-rapat.txt berubah", changed.text)
    assert "sisa.txt: LPSE551" in changed.text


def test_a_calendar_without_anything_in_it_is_not_written(root: Path) -> None:
    file = root.parent / "bukti.ics"
    ran = said(root, "calendar", str(file))
    assert (ran.code, "kalender tidak ditulis" in ran.text, file.exists()) == (0, True, False)


def test_the_calendar_is_written_whole(root: Path) -> None:
    add(root, notes(root), "--kind", "rekaman", "--to", "2026-07-30", "--review", "2026-07-01")
    file = root.parent / "bukti.ics"
    assert said(root, "calendar", str(file)).text == f"2 acara ditulis di {file}.\n"
    again = said(root, "calendar", str(file))
    assert (again.code, "sudah ada; pakai nama lain atau --force." in again.text) == (2, True)
    first = file.read_bytes()
    assert len(Calendar.from_ical(first).walk("VEVENT")) == 2
    file.write_bytes(b"lama")
    assert said(root, "calendar", str(file), "--force").code == 0
    assert file.read_bytes() == first
    assert said(root, "calendar", str(root.parent / "x.txt")).code == 2
    told = said(root, "calendar", str(root.parent / "hilang/x.ics")).text
    assert "tidak dapat ditulis: folder tidak ada." in told


def test_a_store_that_is_a_link_is_told_once(root: Path) -> None:
    store = root / PERIOD / "evidence"
    store.rename(root.parent / "luar")
    store.symlink_to(root.parent / "luar")
    ran = said(root, "check", "--on", "2026-06-30", "--output", "concise")
    assert (ran.code, ran.text.count("LPSE543")) == (4, 1)
    assert "tautan ke luar, sehingga 3 bukti tidak dihitung." in ran.text


def test_a_register_inside_brackets_is_left_alone(root: Path) -> None:
    path = root / PERIOD / "evidence.yaml"
    path.write_text("period: 2026-semester-1\nevidence: [\n  ]\n", encoding="utf-8")
    ran = add(root, notes(root), "--kind", "rekaman")
    assert ran.code == 1
    assert "LPSE589" in ran.text


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_answer_is_explained(code: str) -> None:
    text = lpse("explain", code).text
    assert re.search(r"\n\nMengapa: .*\nContoh: .*\nPerbaikan: ", text)
