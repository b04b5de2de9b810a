"""`approve`, `release keep`, `list`, `compare` as people type them: what was approved can be shown again, byte for byte."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lpse_docs.pipeline.release import parse
from tests.cli.conftest import Ran, lpse, tell_programs
from tests.verify.attacks import page_replaced

CODE = "matriks-ketertelusuran"
TEMPLATE = "templates/documents/matriks-ketertelusuran.md.j2"


def said(root: Path, *words: str) -> Ran:
    return lpse("--project", str(root), *words)


def approved(root: Path, code: str = CODE) -> Ran:
    ran = said(root, "approve", code, "--as", "sekretariat", "--role", "pembuat", "--on", "2026-11-02")
    for post, role in (("unit-registrasi", "pemeriksa"), ("kepala-lpse", "pengesah")):
        ran = said(root, "approve", code, "--as", post, "--role", role, "--on", "2026-11-03")
        assert ran.code == 0, ran.text
    return ran


def test_what_is_refused_leaves_no_folder(workspace_folder: Path) -> None:
    assert said(workspace_folder, "approve", CODE, "--as", "kepala-lpse", "--role", "pengesah").code == 2
    assert said(workspace_folder, "release", "keep", CODE).code == 2
    assert said(workspace_folder, "release", "keep").text == "Belum ada dokumen yang disahkan dengan isi sekarang.\n"
    assert said(workspace_folder, "release", "list").text == "Arsip masih kosong.\n"
    assert not (workspace_folder / "approvals").exists() and not (workspace_folder / "releases").exists()


def test_no_note_writes_what_no_source_may_hold(workspace_folder: Path) -> None:
    act = ("approve", CODE, "--as", "sekretariat", "--role", "pembuat", "--on", "2026-11-02", "--note")
    for note, fault in (("NIK 6206010101900001", "LPSE801"), ("sandi: abcd1234", "LPSE802")):
        ran = said(workspace_folder, *act, note)
        assert (ran.code, fault in ran.text, note[-8:] in ran.text) == (1, True, False), ran.text
    assert not (workspace_folder / "approvals").exists()
    assert said(workspace_folder, *act, "Sandi dibahas pada rapat").code == 0


def test_an_approved_edition_is_kept_and_made_again(workspace_folder: Path) -> None:
    root = workspace_folder
    assert "Tinjau mulai 3 November 2027." in approved(root).text
    assert "3 November 2026" in said(root, "status", CODE, "--on", "2026-11-05").text
    kept = said(root, "release", "keep")
    assert (kept.code, "Disimpan: matriks-ketertelusuran, 4 berkas, 0 bertanda tangan" in kept.text) == (0, True)
    (record,) = (root / "releases" / CODE).iterdir()
    release = parse(record.read_bytes())
    assert release is not None and release.effective == "2026-11-03"
    assert {path.name for path in (root / "releases/isi").iterdir()} == release.digests
    for name in release.files:  # what lies in the place of a signed file is not kept as one
        stray, data = root / "signed" / name, (root / "build" / name).read_bytes()
        stray.parent.mkdir(parents=True, exist_ok=True)
        stray.write_bytes(page_replaced(data) if name.endswith(".pdf") else data)
    assert said(root, "release", "keep").code == 0
    assert parse(record.read_bytes()) == release

    (root / TEMPLATE).write_text("title: Matriks\nsubject: Ketentuan\n\nIsi lain.\n", encoding="utf-8")
    assert "pengesahan usang" in said(root, "status", CODE).text
    assert said(root, "release", "keep", CODE).code == 2
    assert "Terbukti: matriks-ketertelusuran" in said(root, "release", "compare", CODE).text
    assert release.content[:16] in said(root, "release", "list").text
    assert "release compare" in said(root, "release", "list").text  # a list believes the records
    withdrawn_and_cut(root)

    text, (page,) = record.read_text("utf-8"), [item for name, item in release.files.items() if name.endswith(".html")]
    forged = text.replace(page, release.sources["lpse.yaml"])
    other = kept_as(root, forged)
    assert (other.code, "LPSE656" in other.text, "padahal programnya sama" in other.text) == (1, True, True)
    record.write_text(text, encoding="utf-8")
    (root / "releases/isi" / release.sources["lpse.yaml"]).write_text("name: x\n", encoding="utf-8")
    broken = said(root, "release", "compare")
    assert (broken.code, "Arsip rusak: lpse.yaml hilang atau berubah." in broken.text) == (1, True)
    record.write_text("{}", encoding="utf-8")
    assert (said(root, "release", "list").code, "LPSE655" in said(root, "release", "compare").text) == (1, True)


def kept_as(root: Path, text: str) -> Ran:
    """What is said of an archive with one record, in the place that belongs to it."""
    made = parse(text.encode())
    assert made is not None
    (before,) = (root / "releases").glob("*/*.json")
    before.unlink()
    (root / "releases" / made.name).parent.mkdir(exist_ok=True)
    (root / "releases" / made.name).write_text(text, encoding="utf-8")
    return said(root, "release", "compare")


def test_nothing_that_a_record_says_is_believed(workspace_folder: Path) -> None:
    root = workspace_folder
    approved(root)
    assert said(root, "release", "keep").code == 0
    (record,) = (root / "releases" / CODE).iterdir()
    text = record.read_text("utf-8")
    release = parse(text.encode())
    assert release is not None
    record.write_text(text.replace(release.content, "0" * 64), encoding="utf-8")  # not where it belongs
    for words in ("list", "compare"):
        ran = said(root, "release", words)
        assert (ran.code, "catatan ini" in ran.text, "Terbukti" in ran.text) == (1, True, False)
    poison = {"build/.cache/x": release.sources["lpse.yaml"]}
    unapproved = {name: value for name, value in release.sources.items() if not name.startswith("approvals/")}
    pdf = next(name for name in release.files if name.endswith(".pdf"))
    signed = {pdf: release.files[pdf]}  # not signed at all
    for change in (
        {"document": "tidak-ada"},
        {"title": "Judul lain"},
        {"effective": "2020-01-01"},
        {"edition": "99"},
        {"content": "0" * 64},
        {"sources": {**release.sources, **poison}},
        {"sources": {**release.sources, "lpse.yaml/x": release.sources["lpse.yaml"]}},
        {"sources": unapproved, "effective": ""},
        {"signed": signed},
        {"signed": {"sop/x.pdf": release.files[pdf]}},
    ):
        ran = kept_as(root, json.dumps({**json.loads(text), **change}))
        assert (ran.code, "LPSE655" in ran.text, "Terbukti" in ran.text) == (1, True, False), (change, ran.text)
    assert "Terbukti" in kept_as(root, text).text
    (root / "approvals" / f"{CODE}.yaml").unlink()
    ran = said(root, "release", "compare")
    assert (ran.code, "LPSE642" in ran.text, "Terbukti" in ran.text) == (1, True, False)


@pytest.mark.parametrize(
    "change",
    [
        {"effective": "besok"},
        {"effective": "2026-13-01"},
        {"document": "sop-*"},
        {"document": "../x"},
        {"title": "a\x1b[2J"},
        {"files": {"a\ud800": "a" * 64}},
        {"sources": {"x\n": "a" * 64}},
    ],
)
def test_a_record_with_words_nobody_writes_is_none(change: dict[str, object]) -> None:
    made = {
        "format": "lpse-docs-release-1", "document": "x", "title": "X", "edition": "1", "content": "a" * 64,
        "effective": "2026-01-01", "version": "1", "libraries": {}, "files": {}, "signed": {}, "sources": {},
    }  # fmt: skip
    assert parse(json.dumps(made).encode()) is not None
    assert parse(json.dumps({**made, **change}).encode()) is None


def withdrawn_and_cut(root: Path) -> None:
    """Once an edition is kept the log knows every later line, so a withdrawal cannot be cut off unseen."""
    path = root / "approvals" / f"{CODE}.yaml"
    before = path.read_text("utf-8")
    act = ("--as", "kepala-lpse", "--role", "pengesah", "--on", "2026-11-05", "--withdraw", "--note", "Contoh alasan")
    assert "dicabut" in said(root, "approve", CODE, *act).text
    after = path.read_text("utf-8")
    path.write_text(before, encoding="utf-8")
    for words in (("check",), ("status",), ("release", "compare", CODE), ("release", "keep")):
        ran = said(root, *words)
        assert (ran.code, "LPSE641" in ran.text, "Terbukti" in ran.text) == (1, True, False), words
    path.write_text(after, encoding="utf-8")
    assert "dicabut" in said(root, "status", CODE, "--on", "2026-11-05").text
    assert said(root, "release", "keep", CODE).code == 2


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "a\\b", ""])
def test_no_record_leads_out_of_its_folder(path: str) -> None:
    digest = "a" * 64
    made = {
        "format": "lpse-docs-release-1", "document": "x", "title": "X", "edition": "1", "content": digest,
        "effective": "", "version": "1", "libraries": {}, "files": {}, "signed": {}, "sources": {"lpse.yaml": digest},
    }  # fmt: skip
    assert parse(json.dumps(made).encode()) is not None
    assert parse(json.dumps({**made, "sources": {path: digest}}).encode()) is None
    assert parse(json.dumps({**made, "files": {"x": "y"}}).encode()) is None


def test_two_at_the_same_time_lose_nothing(workspace_folder: Path) -> None:
    root = workspace_folder
    tell_programs(root)
    command = [sys.executable, "-m", "lpse_docs", "--project", str(root), "approve"]
    day = ("--role", "pembuat", "--as", "sekretariat", "--on", "2026-11-02")
    ran = [
        subprocess.Popen([*command, code, *day], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for code in (CODE, CODE, "buku-sop")
    ]
    texts = [item.communicate()[0] for item in ran]
    codes = sorted(item.returncode for item in ran)
    assert codes == [0, 0, 2], texts  # the second of the same post is told that it approved already
    assert sorted(path.name for path in (root / "approvals").iterdir()) == ["buku-sop.yaml", f"{CODE}.yaml"]
    assert (root / "approvals" / f"{CODE}.yaml").read_text("utf-8").count("post:") == 1
