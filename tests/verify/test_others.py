"""Signatures of other programs: older kinds, weak digests, and what second verifiers say."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils import generic as real
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.attributes import SigningCertificateV2Provider
from pyhanko.sign.fields import SigSeedSubFilter

from lpse_docs.revisions.reader import Reader
from lpse_docs.verify.report import Answer, FileReport
from lpse_docs.verify.trust import Trust
from tests.pki import Pki
from tests.verify import attacks, signed
from tests.verify.conftest import Ask, Files

generic: Any = real
ONE = ("pengesah",)


def only(report: FileReport) -> tuple[Answer, str, str]:
    (made,) = report.signatures
    return report.verdict, made.level, made.intact.reason


def test_pkcs7_is_judged_like_any_other(pki: Pki, ask: Ask) -> None:
    other: dict[str, Any] = {"subfilter": SigSeedSubFilter.ADOBE_PKCS7_DETACHED}
    data = signed.sign(signed.unsigned(), pki, "approver", "pengesah", **other)
    assert only(ask(data, expected=ONE)) == (Answer.YES, "PKCS#7", "isi sama dengan yang ditandatangani")
    stamped = signed.sign(signed.unsigned(), pki, "approver", "pengesah", "B-LT", **other)
    assert only(ask(stamped, expected=ONE))[1] == "PKCS#7 dengan cap waktu dan data validasi"


@pytest.mark.parametrize("kind", [SigSeedSubFilter.PADES, SigSeedSubFilter.ADOBE_PKCS7_DETACHED])
def test_a_signature_that_does_not_name_its_certificate_says_so(
    kind: SigSeedSubFilter, pki: Pki, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "Tanda tangan pengesah tidak mengikat sertifikatnya; sertifikat lain atas kunci yang sama dapat menggantikannya."
    bound = signed.sign(signed.unsigned(), pki, "approver", "pengesah", subfilter=kind)

    async def nothing(*_: object, **__: object) -> None:
        """No attribute is made."""

    monkeypatch.setattr(SigningCertificateV2Provider, "build_attr_value", nothing)
    free = signed.sign(signed.unsigned(), pki, "approver", "pengesah", subfilter=kind)
    verdict, level, _ = only(report := ask(free, expected=ONE))
    assert (verdict, words in report.remarks, level in {"PAdES", "PKCS#7"}) == (Answer.YES, True, True)
    assert words not in ask(bound, expected=ONE).remarks


def test_sha1_proves_nothing_any_more(pki: Pki, ask: Ask) -> None:
    data = signed.sign(
        signed.unsigned(), pki, "approver", "pengesah", md_algorithm="sha1", subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    )  # fmt: skip
    verdict, _, why = only(ask(data, expected=ONE))
    assert verdict is Answer.UNKNOWN
    assert "SHA1 cocok, tetapi" in why


@pytest.mark.parametrize(
    ("kind", "level"),
    [("/adbe.x509.rsa_sha1", "RSA dengan SHA-1 (cara lama)"), ("/adbe.pkcs7.sha1", "PKCS#7 dengan SHA-1 (cara lama)"), ("/Lain", "Lain")],
)  # fmt: skip
def test_an_old_kind_is_named_and_not_judged(kind: str, level: str, ask: Ask) -> None:
    def change(writer: Any) -> None:
        spans = generic.ArrayObject(map(generic.NumberObject, (0, 100, 200, 300)))
        entries = {"/Type": pdf_name("/Sig"), "/SubFilter": pdf_name(kind), "/ByteRange": spans}
        made = generic.DictionaryObject({pdf_name(key): value for key, value in entries.items()})
        made[pdf_name("/Contents")] = generic.ByteStringObject(b"\x04\x02ab")
        place = attacks.field(writer, "pengesah")
        place["/V"] = writer.add_object(made)
        writer.update_container(place)

    report = ask(attacks.updated(signed.unsigned(), change), expected=ONE)
    (found,) = report.signatures
    assert (report.verdict, found.level, found.holder) == (Answer.UNKNOWN, level, None)
    assert found.intact.answer is Answer.UNKNOWN


def test_one_signature_that_cannot_be_read_spoils_no_other(pki: Pki, ask: Ask) -> None:
    data = signed.sign(signed.sign(signed.unsigned(), pki, "maker", "pembuat"), pki, "approver", "pengesah")
    _, begin, end, _ = attacks.ranges(data)[-1]
    held = data[begin:end].replace(b"608648016503040201", b"608648016503040277")  # SHA-256, and a digest of no name
    report = ask(data[:begin] + held + data[end:])
    first, second = report.signatures
    assert (report.unreadable, report.verdict) == (False, Answer.NO)  # one of those expected is not there
    assert (first.intact.answer, second.intact.answer) == (Answer.YES, Answer.UNKNOWN)
    assert second.intact.reason == "susunan tanda tangan tidak dikenal atau rusak"


def test_a_reference_to_nothing_is_null(pki: Pki, ask: Ask) -> None:
    def change(writer: Any) -> None:
        attacks.page(writer)["/PieceInfo"] = generic.IndirectObject(4000, 0, writer)
        writer.update_container(attacks.page(writer))

    data = signed.sign(attacks.updated(signed.unsigned(), change), pki, "maker", "pembuat", "B-LT")
    report = ask(signed.sign(data, pki, "approver", "pengesah", "B-LT"), expected=("pembuat", "pengesah"))
    assert [item.intact.answer for item in report.signatures] == [Answer.YES, Answer.YES]


def test_changes_that_cannot_be_compared_are_no_proof(pki: Pki, ask: Ask) -> None:
    """A field whose name has a period, which no program may write and some do (ISO 32000-2, 12.7.4.2)."""

    def change(writer: Any) -> None:
        entries = {"/FT": pdf_name("/Tx"), "/T": generic.TextStringObject("a.b")}
        made = generic.DictionaryObject({pdf_name(key): value for key, value in entries.items()})
        writer.root["/AcroForm"]["/Fields"].append(writer.add_object(made))
        writer.update_container(writer.root["/AcroForm"]["/Fields"])

    data = signed.sign(attacks.updated(signed.unsigned(), change), pki, "approver", "pengesah")
    assert only(ask(data, expected=ONE))[0] is Answer.YES
    report = ask(attacks.page_replaced(data), expected=ONE)
    assert (report.unreadable, report.verdict) == (False, Answer.NO)
    assert only(report)[2] == "perubahan sesudah ditandatangani tidak dapat dinilai"


@pytest.mark.needs("qpdf")
def test_a_file_written_for_the_web_has_its_first_two_lists_in_one(pki: Pki, ask: Ask, tmp_path: Path) -> None:
    plain, fast = tmp_path / "biasa.pdf", tmp_path / "cepat.pdf"
    plain.write_bytes(signed.unsigned())
    subprocess.run(["qpdf", "--linearize", plain, fast], check=True)
    reader = Reader(fast.read_bytes())
    assert reader.linearized and reader.get_historical_resolver(0).root["/Type"] == "/Catalog"
    data = signed.sign(fast.read_bytes(), pki, "approver", "pengesah")
    assert only(ask(data, expected=ONE))[0] is Answer.YES
    assert ask(attacks.page_replaced(data), expected=ONE).verdict is Answer.NO
    assert not Reader(signed.sign(signed.unsigned(), pki, "approver", "pengesah")).linearized


def test_an_unsigned_file_is_not_good(ask: Ask) -> None:
    report = ask(signed.unsigned(), expected=())
    assert report.verdict is Answer.UNKNOWN
    assert "Berkas ini tidak ditandatangani." in report.remarks


def test_a_signed_script_is_a_doubt(pki: Pki, ask: Ask) -> None:
    data = signed.sign(attacks.script_added(signed.unsigned()), pki, "approver", "pengesah")
    report = ask(data, expected=ONE)
    assert report.verdict is Answer.UNKNOWN
    assert any("JavaScript" in item for item in report.doubts)


def test_sources_are_held_against_a_list(files: Files, ask: Ask) -> None:
    import hashlib

    listed = {name: hashlib.sha256(data).hexdigest() for name, data in signed.SOURCES.items()}
    assert {item.equal.answer for item in ask(files.plain, digests=listed).sources} == {Answer.YES}
    report = ask(files.plain, digests={**listed, "lpse.yaml": "0" * 64})
    assert report.verdict is Answer.NO
    assert {item.name: item.equal.answer for item in report.sources}["lpse.yaml"] is Answer.NO
    assert ask(files.plain, digest="0" * 64).verdict is Answer.NO


def test_a_file_without_roots_tells_its_sources(files: Files, ask: Ask) -> None:
    report = ask(files.plain, trust=Trust())
    assert {item.name for item in report.sources} == set(signed.SOURCES)


@pytest.fixture(scope="module")
def store(pki: Pki, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of NSS that trusts the root."""
    folder = tmp_path_factory.mktemp("nss")
    certutil = ["certutil", "-d", f"sql:{folder}"]
    subprocess.run([*certutil, "-N", "--empty-password"], check=True, capture_output=True)
    for name, flags in (("root", "CT,C,C"), ("issuing", ",,")):
        path = pki.roots(name) / f"{name}.pem"
        subprocess.run([*certutil, "-A", "-n", name, "-t", flags, "-i", path], check=True, capture_output=True)
    return folder


Attack = Callable[[bytes], bytes]
SEEN: list[Attack | None] = [None, attacks.one_bit]
MISSED: list[Attack] = [attacks.page_replaced, attacks.annotation_over, attacks.source_replaced]


@pytest.mark.needs("pdfsig", "certutil")
@pytest.mark.parametrize("attack", [*SEEN, *MISSED])
def test_pdfsig_agrees_on_untouched_files_and_misses_what_came_later(
    attack: Attack | None, files: Files, ask: Ask, store: Path, tmp_path: Path
) -> None:
    """It does not look at revisions after a signature."""
    data = attack(files.plain) if attack else files.plain
    path = tmp_path / "naskah.pdf"
    path.write_bytes(data)
    told = subprocess.run(
        ["pdfsig", "-no-ocsp", "-nssdir", f"sql:{store}", path], capture_output=True, text=True, check=False
    ).stdout
    says = "Digest Mismatch." if attack is attacks.one_bit else "Signature is Valid."
    assert re.findall(r"Signature Validation: (.*)", told) == [says] * 3
    assert ask(data).verdict is (Answer.NO if attack else Answer.YES)


@pytest.mark.needs("openssl")
def test_openssl_agrees_on_the_signature_itself(files: Files, pki: Pki, tmp_path: Path) -> None:
    """The bytes it covers and the CMS it holds are what any program finds."""
    _, first, second, rest = attacks.ranges(files.single)[0]
    content, token, root = tmp_path / "isi", tmp_path / "ttd.der", pki.roots() / "root.pem"
    content.write_bytes(files.single[:first] + files.single[second : second + rest])
    token.write_bytes(bytes.fromhex(files.single[first + 1 : second - 1].decode()))
    line: list[str | Path] = [
        "openssl",
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        token,
        "-content",
        content,
    ]
    line += ["-CAfile", root, "-purpose", "any", "-out", tmp_path / "keluar"]
    assert subprocess.run(line, capture_output=True, check=False).returncode == 0
    content.write_bytes(content.read_bytes().replace(b"%PDF", b"%PDG", 1))
    assert subprocess.run(line, capture_output=True, check=False).returncode != 0
