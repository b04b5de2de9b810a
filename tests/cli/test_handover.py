"""`seal`, `qr` and `handover` as people type them, and what recipients find."""

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from lpse_docs.compose.kinds import Subject, handed_over
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import handing, held_signer
from lpse_docs.pipeline.logbook import NAME as LOG
from lpse_docs.pipeline.logbook import record
from lpse_docs.sign.levels import Level, Trust
from lpse_docs.sign.order import Order
from lpse_docs.sign.pdf import places
from lpse_docs.sign.pkcs12 import from_pkcs12
from lpse_docs.verify.log import faults
from lpse_docs.verify.report import Answer, Certification, Conclusion, FileReport, SignatureReport, TimeSource
from tests.cli.conftest import Ran, lpse
from tests.pki import PASSPHRASE, PEOPLE, Pki
from tests.sign.conftest import printed
from tests.sign.test_pdf import NOW, once
from tests.verify.attacks import page_replaced

pytestmark = pytest.mark.needs("pdftoppm", "zbarimg")
PERIOD = "2026-semester-1"
OFFICE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PLACES = ("/pengirim", "/asesor-1", "/asesor-2", "/asesor-3")
WHO = {"pengirim": "approver", "asesor-1": "maker", "asesor-2": "examiner", "asesor-3": "approver"}
SIGNED = ("surat-pengantar", "berita-acara-penilaian")


@pytest.fixture
def keys(tmp_path: Path, pki: Pki, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """The options that name both keys."""
    path, secret = tmp_path / "kantor.pem", tmp_path / "sandi"
    for file, data in (
        (path, OFFICE.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())),
        (secret, PASSPHRASE),
    ):
        file.touch(0o600)
        file.write_bytes(data)
    public = OFFICE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "umum.pem").write_bytes(public)
    monkeypatch.setenv("LPSE_PASSPHRASE_FILE", str(secret))
    return "--pkcs12", str(pki.pkcs12("approver")), "--office-key", str(path)


@pytest.fixture
def roots(tmp_path: Path, pki: Pki) -> str:
    """Trusted roots, with the lists of revoked certificates of today."""
    folder = shutil.copytree(pki.roots(), tmp_path / "akar")
    for name in ("root", "issuing"):
        (folder / f"{name}.crl").write_bytes(pki.crl(name))
    return str(folder)


def verify(folder: Path, roots: str, *words: str) -> Ran:
    public = folder.parent / "umum.pem"
    return lpse("verify", str(folder / "SHA256SUMS"), "--roots", roots, "--office-key", str(public), *words)


def test_a_folder_is_sealed_and_checked(
    workspace_folder: Path, tmp_path: Path, keys: tuple[str, ...], roots: str, pki: Pki
) -> None:
    folder = tmp_path / "arsip"
    (folder / "b").mkdir(parents=True)
    (folder / "a.txt").write_text("a")
    (folder / "b/c.txt").write_text("c")
    ran = lpse("--project", str(workspace_folder), "seal", str(folder), *keys, "--timestamp", pki.tsa)
    assert (ran.code, "2 berkas disegel oleh UJI Pengesah Contoh" in ran.text) == (0, True)
    good = verify(folder, roots)
    assert (good.code, "Pernyataan ditandatangani kunci kantor." in good.text) == (0, True), good.text
    (folder / "a.txt").write_text("b")
    bad = verify(folder, roots, "--json")
    assert bad.code == 1
    assert json.loads(bad.text)["files"][0]["faults"] == ["a.txt berubah sesudah disegel."]
    gone = lpse("--project", str(workspace_folder), "seal", str(tmp_path / "lain"), *keys)
    assert (gone.code, "tidak ada" in gone.text) == (2, True)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("open", "dapat dibaca pengguna lain"), ("locked", "frasa sandi salah"), ("x509", "bukan kunci PEM"), ("none", "dibuka")],
)  # fmt: skip
def test_an_office_key_that_cannot_be_used_seals_nothing(
    workspace_folder: Path, tmp_path: Path, keys: tuple[str, ...], kind: str, words: str
) -> None:
    folder, path = tmp_path / "arsip", Path(keys[3])
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    match kind:
        case "open":
            path.chmod(0o644)
        case "locked":
            data = OFFICE.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"lain"))
            path.write_bytes(data)
        case "x509":
            path.write_text("x")
        case _:
            path.unlink()
    locked = ("--office-passphrase-fd", str(os.open(tmp_path / "sandi", os.O_RDONLY))) if kind == "locked" else ()
    ran = lpse("--project", str(workspace_folder), "seal", str(folder), *keys, *locked)
    assert (ran.code, words in ran.text) == (1, True), ran.text
    assert [item.name for item in folder.iterdir()] == ["a.txt"]


@pytest.fixture(scope="module")
def office(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo office without plans, so that fewer documents are made."""
    folder = Path(shutil.copytree(example, tmp_path_factory.mktemp("serah") / "kantor"))
    for name in ("plan.yaml", "schedule.yaml", "approved.yaml"):
        for path in folder.glob(f"assessments/*/{name}"):
            path.unlink()
    _named(folder / "lpse.yaml", "Contoh Nama Kepala LPSE", PEOPLE["approver"][0])
    for number, who in enumerate(("maker", "examiner"), 1):  # the third assessor has no name
        words = f"id: asesor-{number}\n    role: {'ketua' if number == 1 else 'anggota'}\n    name: "
        _named(folder / f"assessments/{PERIOD}/scorecard.yaml", f"{words}null", f"{words}{PEOPLE[who][0]}")
    return folder


def _named(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


@pytest.fixture(autouse=True)
def minutes_are_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """The letter and the minutes are enough: the report would take a minute to be printed and judged."""
    monkeypatch.setattr(handing, "handed_over", minutes_alone)


def minutes_alone(workspace: Workspace, assessment: Assessment) -> list[Subject]:
    return [item for item in handed_over(workspace, assessment) if item.id.startswith("berita-acara")]


def test_a_period_is_handed_over_whole_or_not_at_all(
    office: Path, tmp_path: Path, keys: tuple[str, ...], roots: str, pki: Pki
) -> None:
    target = tmp_path / "serah"
    hand = ("--project", str(office), "handover", PERIOD, *keys, "--timestamp", pki.tsa, "--roots", roots)
    early = lpse(*hand, "--out", str(target))
    assert (early.code, early.text.count(" belum ada.")) == (1, len(SIGNED)), early.text
    assert not target.exists()

    paths = {name: f"penilaian/{PERIOD}/{name}-{PERIOD}.pdf" for name in SIGNED}
    free = [(path, field) for path in paths.values() for field in _places(office / "build" / path)]
    assert len(free) == len(PLACES) and all(field.endswith(PLACES) for _, field in free)
    held = [(path, field) for path, field in free if not field.endswith("/asesor-3")]
    for path, field in held:
        _signed(office, path, field, pki)
    log = (office / "signed" / LOG).read_text("utf-8")
    assert (len(log.splitlines()), list(faults(log))) == (len(held), [])
    _refused(hand[:-2], tmp_path, "Akar kepercayaan belum ditetapkan", "--roots")
    _altered(office, [paths[name] for name in SIGNED], hand, pki)
    with pytest.MonkeyPatch.context() as patch:  # another program does not ask who signs
        patch.setattr(held_signer, "held", lambda *_: [])
        _signed(office, paths["berita-acara-penilaian"], "berita-acara/asesor-3", pki, "maker")
    _refused(hand, tmp_path, "UJI Pembuat Contoh menandatangani bidang berita-acara/asesor-1 dan berita-acara/asesor-3")
    _again(office, paths["berita-acara-penilaian"], pki)
    _forged(office, paths, hand, pki)

    (target.parent / ".serah.abcd_123.tmp").mkdir()  # as a killed run leaves it
    (target.parent / ".serah.abcd_123.zip.tmp").write_bytes(b"PK")
    _open(hand, pki, target)
    done = lpse(*hand, "--out", str(target))
    assert (done.code, done.text.count(": Sah (sertifikat uji")) == (0, len(SIGNED)), done.text
    assert "penanda tangan berita-acara/asesor-3 tidak dapat dicocokkan" in done.text
    assert verify(target, roots).code == 0
    assert [*tmp_path.glob(".serah*")] == []
    with zipfile.ZipFile(tmp_path / "serah.zip") as packed:
        assert {name.removeprefix("serah/") for name in packed.namelist()} == {
            path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()
        }
    report = target / f"01-surat-pengantar-{PERIOD}.pdf"
    assert lpse("verify", str(report), "--roots", roots).code == 0
    assert lpse(*hand, "--out", str(target)).code == 2  # nothing that is there is replaced

    _qr(report, tmp_path)
    refused = office / f"signed/penilaian/{PERIOD}/berita-acara-penilaian-{PERIOD}.pdf"
    data = bytearray(refused.read_bytes())
    data[len(data) // 3] ^= 1
    refused.write_bytes(data)
    bad = lpse(*hand, "--out", str(tmp_path / "lagi"))
    assert (bad.code, (tmp_path / "lagi").exists(), [*tmp_path.glob(".lagi*")]) == (1, False, [])
    assert "berita-acara-penilaian" in bad.text


def test_leaving_validity_open_leaves_nothing_else_open(tmp_path: Path) -> None:
    whole, later = Conclusion(Answer.YES, "utuh"), Conclusion(Answer.UNKNOWN, "tanpa daftar pencabutan")
    made = SignatureReport(
        "pembuat", None, "B-B", None, TimeSource.NOBODY, Certification.UNKNOWN, whole, later, later
    )  # fmt: skip
    piece = handing.Piece(tmp_path, "surat.pdf", "01-surat.pdf", "Surat", signed=True, original=tmp_path)
    report = FileReport("01-surat.pdf", "PDF", "", [made])
    assert [*handing._refusals(piece, report, unknown=True)] == []
    assert "--allow-unknown" in "".join(handing._refusals(piece, report, unknown=False))
    doubtful = replace(report, doubts=["Bidang tanda tangan asesor 3 masih kosong."])
    for unknown in (True, False):
        (said,) = handing._refusals(piece, doubtful, unknown=unknown)
        assert said == "01-surat.pdf belum dapat diserahkan: Bidang tanda tangan asesor 3 masih kosong."


def _places(file: Path) -> list[str]:
    return [item.name for item in places(file.read_bytes()) if not item.name.endswith("/penerima")]


def _signed(office: Path, path: str, field: str, pki: Pki, who: str = "") -> None:
    key = str(pki.pkcs12(who or WHO[field.rpartition("/")[2]]))
    own = str(Path(os.environ["LPSE_PASSPHRASE_FILE"]).with_name("kantor.pem"))
    words = ("--pkcs12", key, "--office-key", own, "--timestamp", pki.tsa, "--level", "B-T", "--yes")
    ran = lpse("--project", str(office), "sign", str(office / "build" / path), "--field", field, *words)
    assert ran.code == 0, ran.text


def _refused(hand: tuple[str, ...], folder: Path, *words: str) -> None:
    ran = lpse(*hand, "--out", str(folder / "ditolak"))
    assert (ran.code, [word for word in words if word not in ran.text]) == (1, []), ran.text
    assert not (folder / "ditolak").exists()


def _altered(office: Path, paths: list[str], hand: tuple[str, ...], pki: Pki) -> None:
    """What lies below the first signature, a Word file of something else, an empty place: no document of this period."""
    letter, minutes = (office / "signed" / path for path in paths)
    good, word = letter.read_bytes(), minutes.with_suffix(".docx")
    key = from_pkcs12(pki.pkcs12("approver"), PASSPHRASE)
    below = page_replaced((office / "build" / paths[0]).read_bytes())
    (field,) = _places(office / "build" / paths[0])
    letter.write_bytes(once(below, key, Order(field, Level.BASIC, NOW), pki, Trust([])))
    word.write_bytes((office / "build/buku/panduan-verifikasi.docx").read_bytes())
    bad = (f"{item.name} bukan berkas yang dibuat" for item in (letter, word))
    _refused(hand, office.parent, *bad, "belum ditandatangani pada berita-acara/asesor-3.")
    word.unlink()
    letter.write_bytes(good)


def _open(hand: tuple[str, ...], pki: Pki, target: Path) -> None:
    """Roots without lists of revoked certificates: nothing is handed over unless somebody asks for it, or they are fetched."""
    bare = (*hand[:-1], str(pki.roots()))
    _refused(bare, target.parent, "keabsahannya belum dapat dipastikan", "--allow-unknown", "--online")
    allowed = lpse(*bare, "--allow-unknown", "--out", str(target.parent / "terbuka"))
    assert (allowed.code, "Belum dapat dipastikan keabsahannya: 01-surat-pengantar" in allowed.text) == (2, True), (
        allowed.text
    )
    asked = lpse(*bare, "--online", "--private", "--out", str(target.parent / "ditanyakan"))
    assert (asked.code, asked.text.count(": Sah (sertifikat uji")) == (0, len(SIGNED)), asked.text
    (target.parent / "ditanyakan.zip").unlink()
    half = lpse(*hand, "--out", str(target.parent / "ditanyakan"))
    assert (half.code, "penyusunan terputus" in half.text) == (2, True), half.text


def _again(office: Path, path: str, pki: Pki) -> None:
    """The minutes signed anew, each place by its own assessor."""
    (office / "signed" / path).unlink()
    for field in _places(office / "build" / path):
        _signed(office, path, field, pki)


def _forged(office: Path, paths: dict[str, str], hand: tuple[str, ...], pki: Pki) -> None:
    """A file of another purpose with a line in the log for it, a letter of another signer, a log that says something else."""
    letter, log = office / "signed" / paths["surat-pengantar"], office / "signed" / LOG
    good, told, built = letter.read_bytes(), log.read_bytes(), office / "build" / paths["surat-pengantar"]
    (field,) = _places(built)
    strange = once(
        printed(),
        from_pkcs12(pki.pkcs12("approver"), PASSPHRASE),
        Order("pengesahan/pembuat", Level.BASIC, NOW),
        pki,
        Trust([]),
    )
    origin, after = (hashlib.sha256(data).hexdigest() for data in (built.read_bytes(), strange))
    facts = {"berkas": paths["surat-pengantar"], "bidang": field, "naskah": origin, "sebelum": origin, "sesudah": after}
    record(log, "tanda-tangan", facts, NOW)
    letter.write_bytes(strange)
    _refused(hand, office.parent, "surat-pengantar", "bukan berkas yang dibuat sekarang")

    letter.write_bytes(
        once(
            built.read_bytes(),
            from_pkcs12(pki.pkcs12("maker"), PASSPHRASE),
            Order(field, Level.BASIC, NOW),
            pki,
            Trust([]),
        )
    )
    _refused(
        hand, office.parent, "ditandatangani UJI Pembuat Contoh, bukan UJI Pengesah Contoh", "tidak memuat tanda tangan"
    )
    letter.write_bytes(good)
    log.write_text("")
    for text in told.decode().splitlines():
        line = {key: value for key, value in json.loads(text).items() if key not in {"n", "prev", "h", "t", "event"}}
        record(log, json.loads(text)["event"], {**line, "penanda": "UJI Bupati Contoh"}, NOW)
    _refused(hand, office.parent, "menyebut penanda lain pada baris")
    log.write_bytes(told)


def _qr(signed: Path, folder: Path) -> None:
    """The code that is printed on a signed page, read by a stranger from a picture of it."""
    subprocess.run(["pdftoppm", "-r", "300", "-f", "1", "-l", "1", "-png", signed, folder / "hal"], check=True)
    (page,) = folder.glob("hal*.png")
    words = subprocess.run(["zbarimg", "-q", "--raw", page], capture_output=True, text=True, check=True).stdout.strip()
    key = ("--office-key", str(folder / "umum.pem"))
    good = lpse("qr", words, str(signed), *key)
    assert (good.code, "YA: berkas ini berawal dengan isi yang disebut kode itu." in good.text) == (0, True), good.text
    other = lpse("qr", words, str(folder / "umum.pem"), *key)
    assert (other.code, "TIDAK: berkas ini berisi lain." in other.text) == (1, True)
    assert lpse("qr", words).code == 2
    assert lpse("qr", "LPSE1:ABC", *key).code == 2
