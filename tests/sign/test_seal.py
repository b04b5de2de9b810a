"""A sealed folder: openssl and sha256sum agree, our own judge sees every change, and nothing else is believed."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import pem
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lpse_docs.pipeline import logbook, verify_list
from lpse_docs.pipeline.fetching import Fetcher
from lpse_docs.pipeline.listing import listing
from lpse_docs.pipeline.sealing import OWN, Sealer, Unsealable, seal_folder
from lpse_docs.pipeline.verifying import verify_files
from lpse_docs.sign import statement
from lpse_docs.sign.levels import Level
from lpse_docs.sign.levels import Trust as SigningTrust
from lpse_docs.sign.pdf import services
from lpse_docs.sign.pkcs12 import from_pkcs12
from lpse_docs.verify import sums
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, FileReport, TimeSource
from lpse_docs.verify.trust import trusted
from tests.pki import PASSPHRASE, Pki
from tests.verify import signed

pytestmark = pytest.mark.needs("openssl")
OFFICE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NOW = datetime.now(UTC)
FILES = {"surat.pdf": b"surat", "dokumen/sop a.pdf": b"sop", "indeks.html": b"indeks"}


def sealer(pki: Pki, name: str = "approver", *, stamped: bool = False) -> Sealer:
    key = from_pkcs12(pki.pkcs12(name), PASSPHRASE)
    level = Level.TIME if stamped else Level.BASIC
    return Sealer(key, NOW, lambda: services(key, level, pki.tsa, SigningTrust()), OFFICE, {})


@pytest.fixture(scope="module")
def sealed(pki: Pki, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serah") / "folder"
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    head = logbook.record(folder / logbook.NAME, "tanda-tangan", {"berkas": "surat.pdf"}, NOW)
    made = sealer(pki, stamped=True)
    seal_folder(folder, Sealer(made.key, made.at, made.services, OFFICE, {"log": head.digest}))
    return folder


@pytest.fixture
def folder(sealed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sealed, tmp_path / "f")


def question(pki: Pki, root: str = "root", on: datetime | None = None) -> Question:
    roots = [(path.name, path.read_bytes()) for path in pki.roots(root).iterdir()]
    lists = [(f"{name}.crl", pki.crl(name)) for name in ("root", "issuing")]
    on = on or datetime.now(UTC) + timedelta(minutes=1)  # this module may have been read long before it runs
    return Question(on, trusted([*roots, *lists]), keys=(OFFICE.public_key(),))


def judged(folder: Path, asked: Question) -> FileReport:
    path = folder / "SHA256SUMS"
    assert verify_list.recognises(path.read_bytes())
    return verify_list.verify(path.read_bytes(), str(path), asked)


def test_what_was_sealed_is_valid_and_says_by_whom_and_when(folder: Path, pki: Pki) -> None:
    report = judged(folder, question(pki))
    (made,) = report.signatures
    assert (report.verdict, report.faults, report.doubts) == (Answer.YES, (), ())
    assert made.holder and made.holder.name == "UJI Pengesah Contoh"
    assert (made.level, made.time_source) == ("B-T", TimeSource.STAMP)
    assert "4 berkas disebut dalam daftar." in report.remarks


@pytest.mark.parametrize(("option", "level"), [("-cades", "B-B"), ("-nosmimecap", "CMS"), ("-noattr", "CMS")])
def test_a_seal_that_does_not_name_its_certificate_is_of_no_level(
    option: str, level: str, folder: Path, pki: Pki, tmp_path: Path
) -> None:
    for name in ("approver", "issuing"):
        (tmp_path / f"{name}.pem").write_bytes(pem.armor("CERTIFICATE", pki.certificate(name).dump()))
    line = ["openssl", "cms", "-sign", "-binary", option, "-md", "sha256", "-outform", "DER"]
    line += ["-signer", str(tmp_path / "approver.pem"), "-certfile", str(tmp_path / "issuing.pem")]
    line += ["-inkey", str(pki.folder / "approver.key.pem"), "-in", "SHA256SUMS", "-out", "SHA256SUMS.p7s"]
    subprocess.run(line, cwd=folder, check=True)
    report = judged(folder, question(pki))
    told = [words for words in report.remarks if "Tanda tangan segel tidak mengikat sertifikatnya" in words]
    assert (report.verdict, report.signatures[0].level, bool(told)) == (Answer.YES, level, level == "CMS")


@pytest.fixture(scope="module")
def sourced(pki: Pki, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed folder with a signed PDF that carries its sources."""
    folder = tmp_path_factory.mktemp("sumber") / "folder"
    (folder / "dokumen").mkdir(parents=True)
    data = signed.sign(signed.unsigned(), pki, "approver", "pengesah", "B-LT")
    (folder / "dokumen/naskah.pdf").write_bytes(data)
    seal_folder(folder, sealer(pki, stamped=True))

    return folder


def held(folder: Path, asked: Question) -> FileReport:
    """The PDF of the folder, held against the list."""
    file, path = folder / "dokumen/naskah.pdf", folder / "SHA256SUMS"
    return verify_files([file], asked, listing(path, asked, demanded=True))[0]


def expecting(pki: Pki) -> Question:
    return replace(question(pki), expected=("pengesah",))


def test_sources_are_held_against_what_the_office_states(sourced: Path, pki: Pki) -> None:
    report = judged(sourced, question(pki))
    assert (report.verdict, report.faults, report.doubts) == (Answer.YES, (), ())
    count = len(signed.SOURCES)
    assert f"{count} dari {count} sumber di dalam PDF sama dengan pernyataan kantor." in report.remarks
    one = held(sourced, expecting(pki))
    assert (one.verdict, {item.equal.answer for item in one.sources}) == (Answer.YES, {Answer.YES})
    nobody = held(sourced, replace(expecting(pki), keys=()))
    assert {item.equal.answer for item in nobody.sources} == {Answer.UNKNOWN}
    assert all("--office-key" in item.equal.reason for item in nobody.sources)


def _resealed(folder: Path, pki: Pki) -> None:
    """Somebody with a certificate and without the office's key."""
    (folder / "SHA256SUMS.intoto.json").unlink()
    made = sealer(pki)
    seal_folder(folder, Sealer(made.key, made.at, made.services))


def test_other_sources_than_stated_are_refused(sourced: Path, pki: Pki, tmp_path: Path) -> None:
    """The office's key vouches for the sources, whatever was signed and sealed later."""
    folder = shutil.copytree(sourced, tmp_path / "f")
    digests = sums.parse((folder / "SHA256SUMS").read_bytes()) or {}
    stated = statement.statement(digests, {}, {"dokumen/naskah.pdf!lpse.yaml": "0" * 64})
    (folder / "SHA256SUMS.intoto.json").write_bytes(statement.envelope(stated, OFFICE))
    report = judged(folder, question(pki))
    assert "Sumber dokumen/naskah.pdf!lpse.yaml berbeda dengan pernyataan kantor." in report.faults
    assert any("tidak disebut dalam pernyataan kantor" in item for item in report.doubts)
    assert held(folder, expecting(pki)).verdict is Answer.NO


def test_a_list_means_files_by_their_path_below_its_folder(sourced: Path, pki: Pki, tmp_path: Path) -> None:
    folder = shutil.copytree(sourced, tmp_path / "f")
    file = folder / "dokumen/naskah.pdf"
    file.write_bytes(signed.sign(signed.unsigned(), pki, "approver", "pengesah", "B-LT"))
    assert any("berbeda dengan yang tercantum" in item for item in held(folder, expecting(pki)).faults)
    file.rename(folder / "naskah.pdf")
    listed = listing(folder / "SHA256SUMS", expecting(pki), demanded=True)
    (moved,) = verify_files([folder / "naskah.pdf"], expecting(pki), listed)
    assert "Berkas ini tidak tercantum pada daftar sidik SHA256SUMS." in moved.doubts


def test_the_seal_of_a_list_is_judged_as_well(sourced: Path, pki: Pki, tmp_path: Path) -> None:
    folder = shutil.copytree(sourced, tmp_path / "f")
    assert any("Segel daftar sidik ditolak" in item for item in held(folder, question(pki, "stranger")).faults)
    (folder / "SHA256SUMS.p7s").write_bytes(b"x")
    assert held(folder, expecting(pki)).verdict is Answer.NO
    (folder / "SHA256SUMS.p7s").unlink()
    report = held(folder, expecting(pki))
    assert (report.verdict, report.faults) == (Answer.UNKNOWN, ())
    assert any("Daftar tidak tersegel" in item for item in report.doubts)


def test_an_office_key_without_its_statement_is_a_doubt(sourced: Path, folder: Path, pki: Pki, tmp_path: Path) -> None:
    """Somebody sealed anew; the office's statement is lost with what was removed."""
    other = shutil.copytree(sourced, tmp_path / "lain")
    _resealed(other, pki)
    for report in (judged(other, question(pki)), held(other, expecting(pki))):
        assert (report.verdict, report.faults) == (Answer.UNKNOWN, ())
        assert any("Kunci kantor diberikan, tetapi" in item for item in report.doubts)
    seal_folder(folder, sealer(pki))
    assert any("tidak menyebut ujung" in item for item in judged(folder, question(pki)).doubts)


def test_strangers_check_it_with_what_they_have(folder: Path, pki: Pki) -> None:
    told = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"], check=False, cwd=folder, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    command = [
        "openssl", "cms", "-verify", "-inform", "DER", "-in", "SHA256SUMS.p7s", "-content", "SHA256SUMS", "-binary",
        "-CAfile", str(pki.roots() / "root.pem"), "-purpose", "any", "-out", "/dev/null",
    ]  # fmt: skip
    assert subprocess.run(command, check=False, cwd=folder, capture_output=True).returncode == 0
    with (folder / "SHA256SUMS").open("ab") as stream:
        stream.write(b"\n")
    assert subprocess.run(command, check=False, cwd=folder, capture_output=True).returncode != 0


def _swap(folder: Path) -> None:
    (folder / "surat.pdf").write_bytes(b"sop")
    (folder / "dokumen/sop a.pdf").write_bytes(b"surat")


def _hide(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text().splitlines(keepends=True)
    (folder / "SHA256SUMS").write_text("".join(lines[1:]))


def _link(folder: Path) -> None:
    (folder / "surat.pdf").rename(folder.parent / "surat.pdf")
    (folder / "surat.pdf").symlink_to(folder.parent / "surat.pdf")


def _restate(folder: Path) -> None:
    text = (folder / "SHA256SUMS.intoto.json").read_text()
    (folder / "SHA256SUMS.intoto.json").write_text(text.replace('"sig": "', '"sig": "AA'))


ATTACKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "one byte": (lambda it: (it / "surat.pdf").write_bytes(b"surat."), "surat.pdf berubah sesudah disegel"),
    "swapped": (_swap, "surat.pdf berubah"),
    "gone": (lambda it: (it / "indeks.html").unlink(), "indeks.html tidak ada"),
    "a link": (_link, "surat.pdf berupa tautan"),
    "line removed": (_hide, "menyebut berkas atau sidik yang lain"),
    "broken signature": (lambda it: (it / "SHA256SUMS.p7s").write_bytes(b"x"), "rusak"),
    "cut signature": (
        lambda it: (it / "SHA256SUMS.p7s").write_bytes((it / "SHA256SUMS.p7s").read_bytes()[:-9]), "rusak",
    ),
    "broken statement": (lambda it: (it / "SHA256SUMS.intoto.json").write_text("{}"), "rusak"),
    "other statement": (_restate, "Pernyataan tidak ditandatangani kunci kantor"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_every_change_is_refused(name: str, folder: Path, pki: Pki) -> None:
    change, words = ATTACKS[name]
    change(folder)
    report = judged(folder, question(pki))
    assert report.verdict is Answer.NO
    assert any(words in item for item in report.faults), report.faults


def test_a_cut_log_is_seen_by_what_the_statement_says(folder: Path, pki: Pki) -> None:
    (folder / logbook.NAME).write_text("")
    listed = {path.name for path in folder.iterdir()}
    assert logbook.NAME in listed
    assert any("Ujung catatan yang disegel" in item for item in judged(folder, question(pki)).faults)


def test_what_nobody_sealed_keeps_it_open(folder: Path, pki: Pki) -> None:
    (folder / "surat palsu.pdf").write_bytes(b"x")
    report = judged(folder, question(pki))
    assert (report.verdict, report.doubts) == (
        Answer.UNKNOWN, ("surat palsu.pdf tidak ada dalam daftar, jadi tidak disegel.",),
    )  # fmt: skip


def test_another_root_no_root_or_no_signature_are_never_valid(folder: Path, pki: Pki) -> None:
    assert judged(folder, question(pki, "stranger")).verdict is Answer.NO
    assert judged(folder, Question(NOW)).verdict is Answer.UNKNOWN
    (folder / "SHA256SUMS.p7s").unlink()
    assert judged(folder, question(pki)).verdict is Answer.UNKNOWN


def test_years_later_the_time_stamp_still_proves_it(folder: Path, pki: Pki) -> None:
    (made,) = judged(folder, question(pki, on=NOW + timedelta(days=365 * 3))).signatures
    assert (made.valid_then.answer, made.valid_now.answer) == (Answer.YES, Answer.UNKNOWN)


def test_services_are_asked_when_wanted(folder: Path, pki: Pki) -> None:
    roots = trusted([(path.name, path.read_bytes()) for path in pki.roots("root").iterdir()])
    asked = Question(datetime.now(UTC), roots, keys=(OFFICE.public_key(),))
    assert judged(folder, asked).verdict is Answer.UNKNOWN
    report = judged(folder, replace(asked, fetch=Fetcher(private=True)))
    assert report.verdict is Answer.YES, [item.valid_then.reason for item in report.signatures]


def test_a_revoked_signer_is_refused(pki: Pki, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    seal_folder(tmp_path, sealer(pki, "revoked", stamped=True))
    (made,) = judged(tmp_path, question(pki)).signatures
    assert (made.valid_then.answer, made.valid_now.answer) == (Answer.NO, Answer.NO)


def test_what_cannot_be_sealed_is_refused_and_nothing_is_written(pki: Pki, tmp_path: Path) -> None:
    with pytest.raises(Unsealable, match="kosong"):
        seal_folder(tmp_path, sealer(pki))
    (tmp_path / "a\\b").write_text("x")
    with pytest.raises(Unsealable, match="nama berkas"):
        seal_folder(tmp_path, sealer(pki))
    (tmp_path / "l").symlink_to("/etc/hostname")
    with pytest.raises(Unsealable, match="l bukan berkas biasa"):
        seal_folder(tmp_path, sealer(pki))
    assert not OWN & {path.name for path in tmp_path.iterdir()}


def wishing(pki: Pki, *wishes: str) -> Question:
    return replace(question(pki), expected=wishes)


@pytest.mark.parametrize(
    ("wish", "answer", "words"),
    [
        ("segel", Answer.YES, "Ditandatangani UJI Pengesah Contoh."),
        ("segel=uji pengesah contoh", Answer.YES, "Ditandatangani UJI Pengesah Contoh."),
        ("segel=UJI Pembuat Contoh", Answer.NO, "dibuat dengan sertifikat UJI Pengesah Contoh, bukan UJI Pembuat"),
        ("segel=198001012005011001", Answer.UNKNOWN, "tidak memuat NIP"),
        ("pengesah", Answer.NO, "Tanda tangan pengesah tidak ada."),
    ],
)
def test_a_list_has_one_place_to_sign(wish: str, answer: Answer, words: str, sealed: Path, pki: Pki) -> None:
    report = judged(sealed, wishing(pki, wish))
    (made,) = report.expected
    assert (report.verdict, made.met.answer) == (answer, answer)
    assert words in made.met.reason
    assert (made.met.reason in (*report.faults, *report.doubts)) == (answer is not Answer.YES)
    assert any("hanya mempunyai satu tempat" in remark for remark in report.remarks) == (wish == "pengesah")


def test_an_expected_seal_that_is_lacking_or_broken_is_refused(folder: Path, pki: Pki) -> None:
    (folder / "SHA256SUMS.p7s").write_bytes(b"x")
    broken = judged(folder, wishing(pki, "segel"))
    assert "Tanda tangan segel tidak ada di antara yang dapat dibaca." in broken.faults
    (folder / "SHA256SUMS.p7s").unlink()
    lacking = judged(folder, wishing(pki, "segel"))
    assert (lacking.verdict, lacking.faults) == (Answer.NO, ("Tanda tangan segel tidak ada.",))


LINE = b"a" * 64 + b"  surat.pdf"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (LINE + b"\r\n", "baris 1 berakhir dengan CRLF"),
        (LINE + b"\n" + LINE.replace(b"  ", b" *") + b"\n", "baris 2 memakai tanda *"),
        (b"# daftar\n" + LINE + b"\n", "baris 1 berupa keterangan atau kosong"),
        (LINE.upper() + b"\n", "baris 1 memuat sidik berhuruf besar"),
        (LINE + b"\nlain\n", "baris 2 bukan sidik SHA-256"),
        (LINE + b"\n" + LINE + b"\n", "satu berkas dua kali"),
        (LINE.replace(b"  ", b"  ../") + b"\n", "di luar foldernya"),
        (LINE + b"\xff\n", "baris 1 bukan teks UTF-8"),
    ],
)
def test_a_list_of_another_form_is_told_why(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "SHA256SUMS"
    path.write_bytes(data)
    (report,) = verify_files([path], Question(NOW))
    assert (report.unreadable, report.verdict) == (True, Answer.UNKNOWN)
    assert words in report.faults[0]


def test_what_is_no_list_is_not_called_one() -> None:
    for data in (b"", b"a" * 70, b"#" * 70_000, b"\n" * 200, b"a" * 64 + b"--x"):
        assert not verify_list.recognises(data)
