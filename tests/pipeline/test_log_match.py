"""The log of signatures against the files: lines without key are only believed where they fit."""

from datetime import UTC, datetime

import pytest

from lpse_docs.certificates import Holder
from lpse_docs.pipeline.log_match import lost, mismatch
from lpse_docs.pipeline.signatories import Taken

DAY = datetime(2026, 1, 1, tzinfo=UTC)
FILE = "buku/uji.pdf"


def taken(name: str) -> Taken:
    return Taken(f"pengesahan/{name}", Holder(name, "", "", "", "UJI", f"{len(name):x}", DAY, DAY, test=True))


def line(name: str, before: str, after: str, **more: str) -> dict[str, object]:
    held = taken(name)
    facts = {"bidang": held.field, "penanda": name, "sertifikat": held.who.serial, "sebelum": before, "sesudah": after}
    return {"event": "tanda-tangan", "berkas": FILE, "n": 1, **facts, **more}


MADE = [taken("pembuat"), taken("pengesah")]
LOG = [line("pembuat", "0", "1"), line("pengesah", "1", "2")]


def test_a_log_that_fits() -> None:
    assert mismatch(LOG, FILE, "2", "0", MADE) == ""
    printed = [line("pembuat", "blok", "1", naskah="0"), LOG[1]]  # a service signs a variant
    assert mismatch(printed, FILE, "2", "0", MADE) == ""


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([], "tidak memuat"),
        (LOG[1:], "tidak memuat"),
        ([*LOG[:1], line("pengesah", "1", "3")], "tidak memuat"),
        ([LOG[0], {**LOG[1], "penanda": "BUPATI"}], "penanda lain pada baris"),
        ([LOG[0], {**LOG[1], "bidang": "pengesahan/lain"}], "penanda lain"),
        ([line("pembuat", "x", "1"), LOG[1]], "dari berkas lain"),
        ([LOG[0], line("pengesah", "2", "2")], "penanda lain"),  # a line that leads to itself
        ([{**item, "berkas": "lain.pdf"} for item in LOG], "tidak memuat"),
    ],
)
def test_a_log_that_does_not(entries: list[dict[str, object]], words: str) -> None:
    assert words in mismatch(entries, FILE, "2", "0", MADE)


def test_lines_of_what_was_never_kept() -> None:
    killed = line("pemeriksa", "1", "9")
    assert list(lost([*LOG, killed], FILE, "2")) == [killed]
    assert list(lost([LOG[0], killed], FILE, "1")) == [killed]
    marked = {"event": "tidak-tersimpan", "berkas": FILE, "sesudah": "9"}
    assert list(lost([*LOG, killed, marked], FILE, "2")) == []
    assert list(lost([LOG[0]], FILE, "0")) == [LOG[0]]
    assert list(lost(LOG, "lain.pdf", "0")) == []
