"""`lpse-docs verify` as a recipient types it, without any workspace."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files as resources
from pathlib import Path

import jsonschema_rs
import pytest

from lpse_docs.cli.verify import clean
from lpse_docs.pipeline import verifying
from lpse_docs.pipeline.workers import Limits
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, Conclusion, SourceReport
from tests.cli.conftest import lpse
from tests.pki import Pki
from tests.verify import signed


@pytest.fixture(scope="module")
def made(pki: Pki, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a recipient has it: a certified, archived file, a plain one of one signature, and roots."""
    folder = tmp_path_factory.mktemp("kiriman")
    (folder / "naskah.pdf").write_bytes(signed.thrice(signed.unsigned(), pki, "B-LTA", certify=True))
    (folder / "satu.pdf").write_bytes(signed.sign(signed.unsigned(), pki, "maker", "pembuat"))
    (folder / "akar").symlink_to(pki.roots())
    return folder


@pytest.fixture
def here(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(made)
    return made


def test_a_good_file(here: Path) -> None:
    ran = lpse("verify", "naskah.pdf", "--roots", "akar", "--expect", "pembuat,pemeriksa,pengesah")
    assert ran.code == 0, ran.text
    lines = ran.text.splitlines()
    assert lines[0] == "SAH (SERTIFIKAT UJI)  naskah.pdf"
    assert "  3. pengesah: UJI Pengesah Contoh" in lines
    assert "TTE tidak tersertifikasi" in ran.text and "SERTIFIKAT UJI" in ran.text


def test_a_day_before_it_was_signed_concludes_nothing(here: Path) -> None:
    ran = lpse("verify", "naskah.pdf", "--roots", "akar", "--on", "2020-01-01")
    assert ran.code != 0
    assert not ran.text.startswith("SAH")
    assert "belum ditandatangani" in ran.text


def test_open_and_refused_files(here: Path, tmp_path: Path) -> None:
    assert lpse("verify", "satu.pdf", "--roots", "akar").code == 2
    ran = lpse("verify", "satu.pdf", "naskah.pdf", "--roots", "akar", "--expect", "pengesah")
    assert ran.code == 1
    assert "DITOLAK  satu.pdf\n  - Tanda tangan pengesah tidak ada." in ran.text
    other = tmp_path / "catatan.txt"
    other.write_text("bukan PDF")
    ran = lpse("verify", str(other))
    assert (ran.code, ran.text.splitlines()[0]) == (2, f"TIDAK TERBACA  {other}")


def test_who_took_a_role_is_asked_by_name_or_number(here: Path) -> None:
    ask = ("verify", "naskah.pdf", "--roots", "akar", "--expect")
    good = lpse(*ask, "pembuat=UJI Pembuat Contoh, S.Kom., M.T.,pemeriksa,pengesah=Dr. UJI PENGESAH contoh")
    assert (good.code, "pengesah, Dr. UJI PENGESAH contoh: YA. Ditandatangani UJI" in good.text) == (0, True), good.text
    other = lpse(*ask, "pembuat", "--expect", "pengesah=UJI Pembuat Contoh")
    assert other.code == 1
    assert (
        "  - Tanda tangan pengesah dibuat dengan sertifikat UJI Pengesah Contoh, bukan UJI Pembuat Contoh.\n"
        in other.text
    )
    ran = lpse(*ask, "pengesah=19700101 199503 1 001", "--json")
    (told,) = json.loads(ran.text)["files"]
    assert (ran.code, told["faults"], told["expected"][0]["met"]["answer"]) == (2, [], "belum dapat dipastikan")
    assert told["doubts"] == [told["expected"][0]["met"]["reason"]]


def test_json_is_as_described(here: Path) -> None:
    ran = lpse("verify", "naskah.pdf", "satu.pdf", "--json", "--expect", "pembuat=UJI Pembuat Contoh,pengesah")
    told = json.loads(ran.text)
    schema = json.loads((resources("lpse_docs.verify") / "report.schema.json").read_text("utf-8"))
    jsonschema_rs.validator_for(schema).validate(told)
    assert ran.code == 1
    assert [item["path"] for item in told["files"]] == ["naskah.pdf", "satu.pdf"]
    assert [item["met"]["answer"] for item in told["files"][1]["expected"]] == ["ya", "tidak"]


def test_a_list_beside_the_file_is_used(here: Path, tmp_path: Path) -> None:
    copied = tmp_path / "naskah.pdf"
    copied.write_bytes((here / "naskah.pdf").read_bytes())
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  lpse.yaml\n")
    ran = lpse("verify", str(copied), "--roots", "akar")
    assert ran.code == 1
    assert "berbeda dengan daftar sidik" in ran.text
    assert "Daftar tidak tersegel" in ran.text
    (tmp_path / "SHA256SUMS").write_bytes(b"\xff sisa")
    ran = lpse("verify", str(copied), "--roots", "akar")
    assert (ran.code, "bukan daftar sidik" in ran.text, "DITOLAK" in ran.text) == (2, True, False)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["tidak-ada.pdf"], "tidak ada"),
        (["naskah.pdf", "--on", "9999-12-31"], "paling lambat tahun 2199"),
        (["naskah.pdf", "--expect", "pengesah="], "tulis PERAN"),
        (["naskah.pdf", "--expect", "pengesah=3301010101010001"], "NIK tidak boleh"),
        (["naskah.pdf", "--private"], "--private hanya berarti bersama --online"),
        (["naskah.pdf", "--online"], "--online memerlukan --roots"),
        (["naskah.pdf", "--roots", "tidak-ada"], "tidak dapat dibaca"),
        (["naskah.pdf", "--roots", "."], "tidak berisi sertifikat"),
        (["naskah.pdf", "--manifest", "naskah.pdf"], "bukan daftar sidik"),
        ([], "wajib diisi"),
    ],
)
def test_wrong_use(words: list[str], says: str, here: Path) -> None:
    ran = lpse("verify", *words)
    assert ran.code == 2
    assert says in ran.text


def test_a_folder_of_roots_may_hold_only_such(here: Path, tmp_path: Path) -> None:
    (tmp_path / "akar.pem").write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    ran = lpse("verify", "naskah.pdf", "--roots", str(tmp_path))
    assert (ran.code, "akar.pem: bukan sertifikat" in ran.text) == (2, True)


def test_what_waits_or_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipa.pdf")
    ran = lpse("verify", str(tmp_path / "pipa.pdf"))
    assert (ran.code, "bukan berkas biasa" in ran.text) == (2, True)
    assert lpse("verify", str(tmp_path)).code == 2
    monkeypatch.setattr(verifying, "BIGGEST", 10)
    (tmp_path / "besar.pdf").write_bytes(b"%PDF-1.7" + b" " * 20)
    assert "lebih dari" in lpse("verify", str(tmp_path / "besar.pdf")).text


def test_a_file_that_takes_too_long_is_stopped(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(data: bytes, path: str, question: Question) -> None:
        while True:
            pass

    monkeypatch.setattr(verifying, "KINDS", [verifying.Kind(lambda _: True, endless)])  # type: ignore[arg-type]
    question = Question(datetime.now(UTC))
    (report,) = verifying.verify_files([here / "satu.pdf"], question, limits=Limits(wall=0.5))
    assert report.unreadable and "terlalu lama" in report.faults[0]


@pytest.mark.needs("faketime")
def test_years_later_on_another_computer(here: Path) -> None:
    """The same as `--on`, for a program whose clock says so."""
    line = [sys.executable, "-m", "lpse_docs", "verify", "naskah.pdf", "--roots", "akar", "--json"]
    shifted = subprocess.run(["faketime", "-f", "+5y", *line], capture_output=True, text=True, check=False)
    assert shifted.returncode == 0, shifted.stderr
    (made,) = json.loads(shifted.stdout)["files"]
    day = f"{datetime.now(UTC) + timedelta(days=5 * 365):%Y-%m-%d}"
    (told,) = json.loads(lpse("verify", "naskah.pdf", "--roots", "akar", "--json", "--on", day).text)["files"]
    assert made["verdict"] == told["verdict"] == "ya"
    for key in ("intact", "valid_then"):
        assert [item[key] for item in made["signatures"]] == [item[key] for item in told["signatures"]]
    assert {item["valid_now"]["answer"] for item in made["signatures"]} == {"belum dapat dipastikan"}


def test_a_nik_in_a_certificate_is_shown_nowhere(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = verifying.verify_file(here / "satu.pdf", Question(datetime.now(UTC)))
    (made,) = whole.signatures
    assert made.holder
    private = replace(whole, signatures=(replace(made, holder=replace(made.holder, number="3301010101010001")),))
    monkeypatch.setattr("lpse_docs.cli.verify.verify_files", lambda *_: [private])
    for words in ([], ["--json"]):
        ran = lpse("verify", "satu.pdf", *words)
        assert "3301" not in ran.text and "nomor induk kependudukan, tidak ditampilkan" in ran.text


def test_a_nik_within_a_name_tells_its_region_only(
    here: Path, pki: Pki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = signed.posing(pki, "approver", pki.reissued("approver", shown="UJI Contoh NIK6206010101900001"))
    monkeypatch.setattr(signed, "_signer", lambda *_: other)
    path = tmp_path / "nik.pdf"
    path.write_bytes(signed.sign(signed.unsigned(), pki, "approver", "pengesah"))
    for words in ([], ["--json"], ["--expect", "pengesah=Orang Lain"], ["--online", "--private"]):
        ran = lpse("verify", str(path), "--roots", "akar", *words)
        assert ran.text.count("NIK6206............") >= 1 and "0101" not in ran.text, ran.text


def test_names_of_strangers_do_not_paint_the_screen() -> None:
    assert clean("a\x1b[2Jb\u202ec\nd") == "a\ufffd[2Jb\ufffdc\ufffdd"
    assert len(clean("x" * 999)) < 300


def test_many_sources_with_the_same_answer_are_one_line(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (whole,) = verifying.verify_files([here / "satu.pdf"], Question(on=datetime.now(UTC)))
    unknown, other = Conclusion(Answer.UNKNOWN, "tanpa daftar"), Conclusion(Answer.NO, "lain isinya")
    sources = [SourceReport(f"a{number}.yaml", "0" * 64, unknown) for number in range(9)]
    held = replace(whole, sources=(*sources, SourceReport("b.yaml", "ab" * 32, other)))
    monkeypatch.setattr("lpse_docs.cli.verify.verify_files", lambda *_: [held])
    said = lpse("verify", "satu.pdf").text
    assert "  - 9 sumber: tanpa daftar\n  - b.yaml: abababababababab..., lain isinya\n" in said
    assert len(json.loads(lpse("verify", "satu.pdf", "--json").text)["files"][0]["sources"]) == 10
