"""`seal`, `qr` and `handover` as people type them, and what recipients find."""

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
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

from lpse_docs.cli import handover
from lpse_docs.compose.handover_index import Entry
from lpse_docs.compose.kinds import Subject, handed_over
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.load.project import load_project
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import handing, parcel, signatories, signing
from lpse_docs.pipeline.build import Request, refresh
from lpse_docs.pipeline.fetching import Fetcher
from lpse_docs.pipeline.handing import Handover
from lpse_docs.pipeline.logbook import NAME as LOG
from lpse_docs.pipeline.logbook import record
from lpse_docs.pipeline.parcel import Listed, NotReady, Piece
from lpse_docs.pipeline.sealing import Sealer
from lpse_docs.pipeline.signatories import Printed
from lpse_docs.pipeline.verifying import trust_in
from lpse_docs.sign.levels import Level, Trust
from lpse_docs.sign.order import Order
from lpse_docs.sign.pdf import places
from lpse_docs.sign.pkcs12 import from_pkcs12
from lpse_docs.sign.token import token
from lpse_docs.verify.log import faults
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, Certification, Conclusion, FileReport, SignatureReport, TimeSource
from lpse_docs.verify.validity import WITHOUT_DATA
from tests.cli.conftest import Ran, lpse
from tests.cli.test_sign_bsre import given
from tests.pipeline.conftest import Silent
from tests.pki import PASSPHRASE, PEOPLE, Pki
from tests.sign.bsre_service import CLIENT, Emulator, people, running
from tests.sign.conftest import printed
from tests.sign.test_pdf import NOW, once
from tests.verify.attacks import page_replaced
from tests.verify.signed import sign as by_other

pytestmark = pytest.mark.needs("pdftoppm", "zbarimg")
PERIOD = "2026-semester-1"
OFFICE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
WHO = {"pengirim": "approver", "asesor-1": "maker", "asesor-2": "examiner", "asesor-3": "approver"}
LETTER, MINUTES, WORD = (
    f"penilaian/{PERIOD}/{name}"
    for name in (
        f"surat-pengantar-{PERIOD}.pdf", f"berita-acara-penilaian-{PERIOD}.pdf", f"berita-acara-penilaian-{PERIOD}.docx",
    )
)  # fmt: skip
PATHS = (LETTER, MINUTES)


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the office's key and the passphrase of all others."""
    folder = tmp_path_factory.mktemp("kunci")
    for name, data in (
        ("kantor.pem", OFFICE.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())),
        ("sandi", PASSPHRASE),
    ):
        (folder / name).touch(0o600)
        (folder / name).write_bytes(data)
    public = OFFICE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (folder / "umum.pem").write_bytes(public)
    return folder


@pytest.fixture(autouse=True)
def passphrase(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every key finds its passphrase."""
    monkeypatch.setenv("LPSE_PASSPHRASE_FILE", str(secrets / "sandi"))


@pytest.fixture
def keys(tmp_path: Path, secrets: Path, pki: Pki) -> tuple[str, ...]:
    """The options that name both keys."""
    shutil.copytree(secrets, tmp_path, dirs_exist_ok=True)
    return "--pkcs12", str(pki.pkcs12("approver")), "--office-key", str(tmp_path / "kantor.pem")


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory, pki: Pki) -> str:
    """Trusted roots, with the lists of revoked certificates of today."""
    folder = shutil.copytree(pki.roots(), tmp_path_factory.mktemp("akar") / "akar")
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
def service(pki: Pki) -> Iterator[Emulator]:
    """A service that signs whole files."""
    with running(pki) as made:
        yield made


@pytest.fixture(scope="module")
def office(example: Path, tmp_path_factory: pytest.TempPathFactory, service: Emulator) -> Path:
    """A demo office without plans, so that fewer documents are made; what is handed over is built."""
    folder = Path(shutil.copytree(example, tmp_path_factory.mktemp("serah") / "kantor"))
    for name in ("plan.yaml", "schedule.yaml", "approved.yaml"):
        for path in folder.glob(f"assessments/*/{name}"):
            path.unlink()
    with (folder / "lpse.yaml").open("a") as stream:
        stream.write(f"signing:\n  bsre:\n    url: {service.url}\n    test: true\n")
    _named(folder / "lpse.yaml", "Contoh Nama Kepala LPSE", PEOPLE["approver"][0])
    for number, who in enumerate(("maker", "examiner"), 1):  # the third assessor has no name
        words = f"id: asesor-{number}\n    role: {'ketua' if number == 1 else 'anggota'}\n    name: "
        _named(folder / f"assessments/{PERIOD}/scorecard.yaml", f"{words}null", f"{words}{PEOPLE[who][0]}")
    paths = frozenset({*PATHS, WORD, "buku/panduan-verifikasi.pdf", f"penilaian/{PERIOD}/dasbor-{PERIOD}.html"})
    outcome = refresh(Request(folder, tuple(Path(path).stem for path in paths), paths=paths), Silent())
    assert outcome.release and {item.path for item in outcome.release.files} == paths
    return folder


def _named(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


@pytest.fixture(autouse=True, scope="module")
def minutes_are_handed_over() -> Iterator[None]:
    """The letter and the minutes are enough: the report would take a minute to be printed and judged."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parcel, "handed_over", minutes_alone)
        yield


def minutes_alone(workspace: Workspace, assessment: Assessment) -> list[Subject]:
    return [item for item in handed_over(workspace, assessment) if item.id.startswith("berita-acara")]


@pytest.fixture(scope="module")
def signed(office: Path, pki: Pki, secrets: Path) -> Path:
    """The office with everything signed as people sign: the letter by BSrE, the minutes by three keys, their Word file by two."""
    free = [(path, field) for path in PATHS for field in _places(office / "build" / path)]
    assert len(free) == len(WHO) and all(field.rpartition("/")[2] in WHO for _, field in free)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LPSE_PASSPHRASE_FILE", str(secrets / "sandi"))
        _by_service(office, LETTER, "surat-pengantar/pengirim", secrets)
        for assessor in ("asesor-1", "asesor-2", "asesor-3"):
            field = f"berita-acara/{assessor}"
            _signed(office, MINUTES, field, pki, "--level", "B-T", "--timestamp", pki.tsa)
            if assessor != "asesor-3":  # a Word file takes two
                _signed(office, WORD, field, pki, "--level", "B-B")
    log = (office / "signed" / LOG).read_text("utf-8")
    assert (len(log.splitlines()), list(faults(log))) == (6, [])
    return office


def _places(file: Path) -> list[str]:
    return [item.name for item in places(file.read_bytes()) if not item.name.endswith("/penerima")]


def _signed(office: Path, path: str, field: str, pki: Pki, *words: str) -> None:
    own = str(Path(os.environ["LPSE_PASSPHRASE_FILE"]).with_name("kantor.pem"))
    key = ("--pkcs12", str(pki.pkcs12(WHO[field.rpartition("/")[2]])), "--office-key", own, "--yes")
    ran = lpse("--project", str(office), "sign", str(office / "build" / path), "--field", field, *key, *words)
    assert ran.code == 0, ran.text


def _by_service(office: Path, path: str, field: str, secrets: Path) -> None:
    person = people()[2]
    secret = ("--bsre-client-fd", str(given(CLIENT)), "--passphrase-fd", str(given(person.passphrase)))
    words = ("--field", field, "--bsre", "--yes", "--email", person.email, "--office-key", str(secrets / "kantor.pem"))
    ran = lpse("--project", str(office), "sign", str(office / "build" / path), *words, *secret)
    assert ran.code == 0, ran.text


@pytest.fixture
def hand(signed: Path, keys: tuple[str, ...], roots: str) -> tuple[str, ...]:
    """The command line that hands the period over."""
    return "--project", str(signed), "handover", PERIOD, *keys, "--roots", roots


def test_nothing_is_handed_over_unsigned_or_untrusted(
    office: Path, tmp_path: Path, keys: tuple[str, ...], roots: str
) -> None:
    bare = Path(shutil.copytree(office, tmp_path / "kantor", symlinks=True, ignore=shutil.ignore_patterns("signed")))
    hand = ("--project", str(bare), "handover", PERIOD, *keys, "--out", str(tmp_path / "serah"))
    early = lpse(*hand, "--roots", roots)
    assert (early.code, early.text.count(" belum ada.")) == (1, len(PATHS)), early.text
    untrusted = lpse(*hand)
    assert (untrusted.code, "Akar kepercayaan belum ditetapkan" in untrusted.text) == (1, True), untrusted.text
    (tmp_path / "serah.zip").touch()
    half = lpse(*hand, "--roots", roots)
    assert (half.code, "penyusunan terputus" in half.text) == (2, True), half.text
    assert not (tmp_path / "serah").exists() and [*tmp_path.glob(".serah*")] == []


@pytest.mark.needs("openssl", "sha256sum", "pdfsig")
def test_a_period_is_handed_over_whole(signed: Path, hand: tuple[str, ...], tmp_path: Path, roots: str) -> None:
    target, log = tmp_path / "serah", (signed / "signed" / LOG).read_bytes()
    state = {path: path.stat().st_mtime_ns for path in (signed / "build").rglob("*") if path.is_file()}
    (tmp_path / ".serah.abcd_123.tmp").mkdir()  # as a killed run leaves it
    (tmp_path / ".serah.abcd_123.zip.tmp").write_bytes(b"PK")
    done = lpse(*hand, "--out", str(target))
    assert (done.code, done.text.count(": Sah (sertifikat uji")) == (0, len(PATHS) + 1), done.text
    assert "penanda tangan berita-acara/asesor-3 tidak dapat dicocokkan" in done.text
    now = {path: path.stat().st_mtime_ns for path in (signed / "build").rglob("*") if path.is_file()}
    assert {path for path in {*state, *now} if state.get(path) != now.get(path)} <= {signed / "build/.lock"}
    assert verify(target, roots).code == 0
    assert [*tmp_path.glob(".serah*")] == []
    with zipfile.ZipFile(tmp_path / "serah.zip") as packed:
        assert {name.removeprefix("serah/") for name in packed.namelist()} == {
            path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()
        }
    assert (target / LOG).read_bytes() == log
    again = lpse(*hand, "--out", str(target))
    assert (again.code, "sudah ada" in again.text) == (2, True)  # nothing that is there is replaced
    _as_told(target, Path(roots))
    _qr(target, tmp_path)


def _as_told(folder: Path, roots: Path) -> None:
    """What the guide tells who has neither this program nor its makers' word."""
    told = [
        ["sha256sum", "-c", "--quiet", "SHA256SUMS"],
        ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "SHA256SUMS.p7s", "-content", "SHA256SUMS",
         "-CAfile", str(roots / "root.pem"), "-purpose", "any", "-out", os.devnull],
    ]  # fmt: skip
    for words in told:
        ran = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
    for name, signers in ((f"01-surat-pengantar-{PERIOD}", 1), (f"dokumen/berita-acara-penilaian-{PERIOD}", 3)):
        said = subprocess.run(
            ["pdfsig", "-nocert", folder / f"{name}.pdf"], capture_output=True, text=True, check=False
        ).stdout
        assert said.count("Signature is Valid") == signers, said


@dataclass(frozen=True)
class Ready:
    """What a hand-over has before it judges anything, taken apart so that each refusal costs what it must."""

    wanted: Handover
    pieces: Sequence[Piece]
    names: Mapping[str, Printed]

    def said(self, path: str = "", data: bytes = b"", *, folder: Path | None = None, unknown: bool = False) -> str:
        """Why nothing would be handed over with one file of other bytes; only that one is judged then."""
        pieces = [item for item in self.pieces if item.listed.path == path or not path]
        if path:
            (item,) = pieces
            source = item.source
            if folder:
                source = folder / item.source.name
                source.write_bytes(data)
            pieces = [replace(item, data=data or item.data, source=source)]
        try:
            handing._verified(replace(self.wanted, unknown=unknown), pieces, self.names)
        except NotReady as refused:
            return " ".join(refused.reasons)
        return ""


@pytest.fixture(scope="module")
def ready(signed: Path, roots: str, pki: Pki) -> Ready:
    """A hand-over of the signed office; nothing is sealed, so nobody needs a key."""
    desk, _ = signing.desk(signed)
    workspace = load_project(signed).workspace
    assert desk and workspace
    question = Question(datetime.now(UTC), trust_in(Path(roots), None))
    sealer = Sealer(from_pkcs12(pki.pkcs12("approver"), PASSPHRASE), NOW, nullcontext)  # type: ignore[arg-type]
    wanted = Handover(signed, workspace, desk.theme, workspace.assessment[PERIOD], question, sealer)
    listed = parcel.listed(signed, workspace, wanted.assessment)
    outcome = refresh(wanted.request(listed), Silent())
    return Ready(wanted, parcel.pieces(signed, listed, outcome.documents), signatories.printed(outcome.documents))


def test_only_what_was_built_with_every_place_signed(ready: Ready, signed: Path, tmp_path: Path, pki: Pki) -> None:
    built, minutes = ((signed / folder / MINUTES).read_bytes() for folder in ("build", "signed"))
    (letter,) = [item for item in ready.pieces if item.listed.path == LETTER]
    one = _one(pki, built, "berita-acara/asesor-1", "maker")
    assert "belum ditandatangani pada berita-acara/asesor-2, berita-acara/asesor-3." in ready.said(MINUTES, one)
    strange = "bukan berkas yang dibuat sekarang"
    assert strange in ready.said(MINUTES, _one(pki, page_replaced(built), "berita-acara/asesor-1", "maker"))
    assert strange in ready.said(MINUTES, _one(pki, printed(), "pengesahan/pembuat", "maker"))
    assert strange in ready.said(WORD, (signed / "build/buku/panduan-verifikasi.pdf").read_bytes())
    for path, data in ((MINUTES, bytearray(minutes)), (LETTER, bytearray(letter.data))):
        data[len(data) // 3] ^= 1
        assert strange in ready.said(path, bytes(data))
    other = replace(letter, source=tmp_path / "lain.pdf")
    other.source.write_bytes(letter.built)
    with pytest.raises(NotReady, match="berubah selagi diperiksa"):
        handing._verified(ready.wanted, [other], ready.names)


def _one(pki: Pki, data: bytes, field: str, who: str) -> bytes:
    return once(data, from_pkcs12(pki.pkcs12(who), PASSPHRASE), Order(field, Level.BASIC, NOW), pki, Trust([]))


def test_who_signed_is_held_against_the_names_and_the_log(ready: Ready, signed: Path, tmp_path: Path, pki: Pki) -> None:
    log = signed / "signed" / LOG
    good = log.read_bytes()
    letter = _one(pki, (signed / "build" / LETTER).read_bytes(), "surat-pengantar/pengirim", "maker")
    said = ready.said(LETTER, letter, folder=tmp_path)
    assert "ditandatangani UJI Pembuat Contoh, bukan UJI Pengesah Contoh" in said
    assert "tidak memuat tanda tangan" in said
    (word,) = [item for item in ready.pieces if item.listed.path == WORD]
    assert parcel.unsigned_lines(word, [])[-1] == "berita-acara/asesor-2"
    more = by_other((signed / "signed" / MINUTES).read_bytes(), pki, "maker", "tambahan")
    assert "tidak memuat tanda tangan" in ready.said(MINUTES, more, folder=tmp_path)
    minutes = (signed / "build" / MINUTES).read_bytes()
    for assessor, who in (("asesor-1", "maker"), ("asesor-2", "examiner"), ("asesor-3", "maker")):
        minutes = _one(pki, minutes, f"berita-acara/{assessor}", who)
    both = "UJI Pembuat Contoh menandatangani bidang berita-acara/asesor-1 dan berita-acara/asesor-3"
    assert both in ready.said(MINUTES, minutes, folder=tmp_path)
    try:
        log.write_text("")
        for text in good.decode().splitlines():
            facts = {
                key: value for key, value in json.loads(text).items() if key not in {"n", "prev", "h", "t", "event"}
            }
            record(log, json.loads(text)["event"], {**facts, "penanda": "UJI Bupati Contoh"}, NOW)
        assert "menyebut penanda lain pada baris" in ready.said(LETTER)
    finally:
        log.write_bytes(good)


def test_open_validity_is_handed_over_only_when_somebody_asks(ready: Ready, signed: Path, pki: Pki) -> None:
    bare = Question(datetime.now(UTC), trust_in(pki.roots(), None))
    blind = replace(ready, wanted=replace(ready.wanted, question=bare))
    said = blind.said(LETTER)
    assert all(word in said for word in ("keabsahannya belum dapat dipastikan", "--allow-unknown", "--online")), said
    assert blind.said(LETTER, unknown=True) == ""
    asking = replace(bare, fetch=Fetcher(private=True))
    assert replace(ready, wanted=replace(ready.wanted, question=asking)).said(LETTER) == ""


def test_the_command_says_what_it_leaves_open(
    hand: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Handover] = []

    def handed(wanted: Handover, _target: Path, _progress: object) -> tuple[list[Entry], list[Diagnostic]]:
        seen.append(wanted)
        return [Entry("01-surat.pdf", "Surat", (), handing.VERDICTS[Answer.UNKNOWN], "0" * 64)], []

    monkeypatch.setattr(handover, "hand_over", handed)
    ran = lpse(*hand, "--allow-unknown", "--online", "--private", "--out", str(tmp_path / "terbuka"))
    assert (ran.code, "Belum dapat dipastikan keabsahannya: 01-surat.pdf." in ran.text) == (2, True), ran.text
    assert lpse(*hand, "--out", str(tmp_path / "tertutup")).code == 2
    assert [(wanted.unknown, wanted.question.fetch is not None) for wanted in seen] == [(True, True), (False, False)]


def test_leaving_validity_open_leaves_nothing_else_open(tmp_path: Path) -> None:
    whole, later = Conclusion(Answer.YES, "utuh"), Conclusion(Answer.UNKNOWN, "sertifikat sudah habis")
    made = SignatureReport(
        "pembuat", None, "B-B", None, TimeSource.NOBODY, Certification.UNKNOWN, whole, later, later
    )  # fmt: skip
    piece = Piece(Listed("surat.pdf", "01-surat.pdf", signed=True), "Surat", tmp_path, b"", b"")
    report = FileReport("01-surat.pdf", "PDF", piece.sha256, [made])
    assert [*handing._refusals(piece, report, unknown=True)] == []
    assert "--allow-unknown" in "".join(handing._refusals(piece, report, unknown=False))
    assert ".crl" not in "".join(handing._refusals(piece, report, unknown=False))
    assert handing._entry(replace(piece, draft=True), None).verdict.endswith("; naskahnya masih bertanda DRAF")
    assert [handing._role(piece, name) for name in ("surat-disusun", "a/asesor-1", "surat")] == [
        "disusun",
        "asesor 1",
        "surat",
    ]
    asked = replace(made, valid_then=Conclusion(Answer.UNKNOWN, WITHOUT_DATA))
    assert ".crl" in "".join(handing._refusals(piece, replace(report, signatures=[asked]), unknown=False))
    doubtful = replace(report, doubts=["Bidang tanda tangan asesor 3 masih kosong."])
    for unknown in (True, False):
        (said,) = handing._refusals(piece, doubtful, unknown=unknown)
        assert said == "01-surat.pdf belum dapat diserahkan: Bidang tanda tangan asesor 3 masih kosong."


def _qr(folder: Path, keys: Path) -> None:
    """The code that is printed on a page, read by a stranger from a picture of it; and one that names another file."""
    letter, minutes = (folder / name for name in (f"01-surat-pengantar-{PERIOD}.pdf", f"dokumen/{Path(MINUTES).name}"))
    page = keys / "hal"
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", "-singlefile", letter, page], check=True)
    read = ["zbarimg", "-q", "--raw", str(page.with_suffix(".png"))]
    words = subprocess.run(read, capture_output=True, text=True, check=True).stdout.strip()
    key = ("--office-key", str(keys / "umum.pem"))
    blocks = lpse("qr", words, str(letter), *key)  # BSrE signs no continuation of what was built
    assert (blocks.code, "BELUM DAPAT DIPASTIKAN: berkas ini mengaku dibuat dari" in blocks.text) == (2, True), (
        blocks.text
    )
    other = lpse("qr", words, str(keys / "umum.pem"), *key)
    assert (other.code, "TIDAK: berkas ini berisi lain." in other.text) == (1, True), other.text
    built = minutes.read_bytes().partition(b"%%EOF\n")
    said = token(sha256(b"".join(built[:2])).hexdigest(), "berita-acara|1", NOW.date(), OFFICE)
    good = lpse("qr", said, str(minutes), *key)
    assert (good.code, "YA: berkas ini berawal dengan isi yang disebut kode itu." in good.text) == (0, True), good.text
    assert lpse("qr", words).code == 2
    assert lpse("qr", "LPSE1:ABC", *key).code == 2
