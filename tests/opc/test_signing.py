"""Signing Word and Excel files: what is written, what stays, and what is refused."""

from dataclasses import replace as with_
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import docx as python_docx
import openpyxl
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from lxml import etree

from lpse_docs.opc.lines import line_id, lines
from lpse_docs.opc.vocabulary import DS, OFFICE, XADES
from lpse_docs.sign import opc as signer
from lpse_docs.sign.opc_picture import TEST, pictures
from lpse_docs.verify.report import Answer, TimeSource
from tests.opc.packages import (
    Change,
    Key,
    changed,
    document,
    judged,
    key,
    parts,
    replace,
    report,
    signed,
    stamper,
    workbook,
)
from tests.pki import Pki

SIG1 = "_xmlsignatures/sig1.xml"
AT = datetime(2026, 11, 26, 9, 30, tzinfo=timezone(timedelta(hours=7)))


def one(data: bytes, held: Key, **said: object) -> bytes:
    told: dict[str, object] = {"role": "pengesah", "name": "UJI Pengesah", "reason": "Uji", "at": datetime.now(UTC)}
    return signer.sign(data, held, **{**told, **said})  # type: ignore[arg-type]


def test_everything_else_stays_byte_for_byte(pki: Pki) -> None:
    for data in (document(), workbook()):
        before, after = parts(data), parts(signed(data, pki, "pengesah", "pemeriksa"))
        new = {SIG1, "_xmlsignatures/sig2.xml", "_xmlsignatures/origin.sigs", "_xmlsignatures/_rels/origin.sigs.rels"}
        assert set(after) - set(before) == new
        assert {name for name in before if before[name] != after[name]} == {"[Content_Types].xml", "_rels/.rels"}
        assert list(after)[: len(before)] == list(before)


def test_a_second_signature_leaves_the_first_alone(pki: Pki) -> None:
    once = signed(document(), pki, "pengesah")
    twice = signed(once, pki, "pemeriksa")
    assert parts(once)[SIG1] == parts(twice)[SIG1]
    assert parts(once)["_rels/.rels"] == parts(twice)["_rels/.rels"]


def test_the_same_moment_gives_the_same_bytes(pki: Pki) -> None:
    now, held = datetime.now(UTC), key(pki, "approver")
    assert one(document(), held, at=now) == one(document(), held, at=now)


def test_libraries_still_open_a_signed_file(pki: Pki) -> None:
    assert "100 juta" in python_docx.Document(BytesIO(signed(document(), pki, "pengesah"))).paragraphs[0].text
    assert openpyxl.load_workbook(BytesIO(signed(workbook(), pki, "pengesah"))).worksheets[0]["A1"].value == 100


def test_the_line_of_the_role_is_filled(pki: Pki) -> None:
    data = signed(document(), pki, "pengesah", "pemeriksa")
    said = [etree.fromstring(parts(data)[f"_xmlsignatures/sig{n}.xml"]) for n in (1, 2)]
    told = [
        [item.findtext(f".//{OFFICE}{tag}") for tag in ("SetupID", "SignatureText", "SignatureType")] for item in said
    ]
    assert told == [[line_id("pengesah"), "UJI pengesah", "2"], [line_id("sop-a-pemeriksa"), "UJI pemeriksa", "2"]]
    pictured = [item.get("Id") for item in said[0].iter(DS + "Object")]
    assert pictured == ["idPackageObject", "idOfficeObject", "idValidSigLnImg", "idInvalidSigLnImg", None]
    assert [item.field for item in signer.lines(document())] == ["pengesah", "sop-a-pemeriksa", "sop-a-pembuat"]
    assert [item.field for item in signer.lines(data)] == ["sop-a-pembuat"]


def test_without_a_line_the_signature_is_not_seen_on_the_page(pki: Pki) -> None:
    said = etree.fromstring(parts(signed(workbook(), pki, "pengesah"))[SIG1])
    assert said.findtext(f".//{OFFICE}SignatureType") == "1"
    assert not said.findtext(f".//{OFFICE}SetupID")
    assert len(list(said.iter(DS + "Object"))) == 3


def test_lines_tell_whom_they_are_for() -> None:
    main = etree.fromstring(parts(document())["word/document.xml"])
    told = [(item.field, item.name, item.post) for item in lines(main)]
    assert told[0] == ("pengesah", "UJI pengesah", "Sekretaris Daerah")
    assert len({item.id for item in lines(main)}) == 3


def test_a_time_stamp_proves_the_time(pki: Pki) -> None:
    data = signed(document(), pki, "pengesah", timestamp=stamper(pki))
    later = datetime.now(UTC) + timedelta(days=1)
    (made,) = judged(data, pki, later).signatures
    assert (made.level, made.time_source, made.intact.answer) == ("B-T", TimeSource.STAMP, Answer.YES)
    assert made.valid_then.answer is Answer.YES


def test_a_stamp_over_something_else_is_not_kept(pki: Pki) -> None:
    stamp = stamper(pki)
    with pytest.raises(signer.Refused, match="bukan untuk tanda tangan ini"):
        one(document(), key(pki, "approver"), timestamp=lambda data: stamp(data + b"."))
    with pytest.raises(signer.Refused, match="rusak"):
        one(document(), key(pki, "approver"), timestamp=lambda _: b"0\x03abc")


def test_a_third_signature_is_refused(pki: Pki) -> None:
    with pytest.raises(signer.Refused, match="sudah memuat 2 tanda tangan; paling banyak 2"):
        one(signed(document(), pki, "pengesah", "pemeriksa"), key(pki, "maker"), role="pembuat")


def orphan(held: dict[str, bytes]) -> None:
    held["word/lepas.xml"] = b"<a/>"


def without_relationships(held: dict[str, bytes]) -> None:
    del held["_rels/.rels"]


UNSIGNABLE: dict[str, tuple[Change, str]] = {
    "orphan": (orphan, "bagian word/lepas.xml tidak tertaut"),
    "untyped": (replace("[Content_Types].xml", b'"image/png"', b'""'), "tidak mempunyai jenis isi"),
    "no document": (replace("_rels/.rels", b"word/document.xml", b"word/tidak-ada.xml"), "tidak menyebut dokumennya"),
    "no relationships": (without_relationships, "tidak utuh"),
    "broken": (replace("_rels/.rels", b"<Relationships", b"<Relation"), "bukan XML yang utuh"),
}


@pytest.mark.parametrize("fault", UNSIGNABLE)
def test_a_package_that_is_not_whole_is_refused(fault: str, pki: Pki) -> None:
    change, words = UNSIGNABLE[fault]
    with pytest.raises(signer.Refused, match=words):
        one(changed(document(), change), key(pki, "approver"))


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", bytes.fromhex("d0cf11e0a1b11ae1") * 9, document()[:-40]])
def test_what_is_no_package_is_refused(data: bytes, pki: Pki) -> None:
    with pytest.raises(signer.Refused):
        one(data, key(pki, "approver"))


def test_a_certificate_that_may_not_sign_is_refused(pki: Pki) -> None:
    with pytest.raises(signer.Refused, match="habis masa berlakunya"):
        one(document(), key(pki, "approver"), at=datetime.now(UTC) + timedelta(days=3000))
    other = with_(key(pki, "approver"), private=key(pki, "examiner").private)
    with pytest.raises(signer.Refused, match="kunci tidak cocok"):
        one(document(), other)


def test_a_revoked_or_strange_signer_is_not_concluded(pki: Pki) -> None:
    data = one(document(), key(pki, "revoked"))
    made = judged(data, pki)
    assert made.signatures[0].intact.answer is Answer.YES
    assert made.signatures[0].valid_then.answer is not Answer.YES
    assert report(made).verdict is not Answer.YES


def test_elliptic_curves_sign_too(pki: Pki, tmp_path: Path) -> None:
    """A certificate over a curve, issued by the PKI for this test alone."""
    from asn1crypto import x509
    from cryptography import x509 as pyca
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.oid import NameOID

    private = ec.generate_private_key(ec.SECP256R1())
    name = pyca.Name([pyca.NameAttribute(NameOID.COMMON_NAME, "UJI Kurva")])
    now = datetime.now(UTC)
    made = (
        pyca.CertificateBuilder().subject_name(name).issuer_name(name).public_key(private.public_key()).serial_number(7)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=9)).sign(private, hashes.SHA256())
    )  # fmt: skip

    class Curve:
        certificate = x509.Certificate.load(made.public_bytes(Encoding.DER))
        chain = ()

        def sign(self, data: bytes) -> bytes:
            return private.sign(data, ec.ECDSA(hashes.SHA256()))

    signed_ = signer.sign(document(), Curve(), role="", name="UJI", reason="", at=now)
    (report_,) = judged(signed_, pki).signatures
    assert report_.intact.answer is Answer.YES
    assert report_.valid_then.answer is Answer.NO
    broken = changed(signed_, replace(SIG1, b"<SignatureValue>", b"<SignatureValue>AAAA"))
    assert judged(broken, pki).signatures[0].intact.answer is Answer.NO


def test_pictures_say_who_and_when_and_that_it_was_a_test() -> None:
    assert len({*pictures("UJI", AT, test=True), *pictures("UJI", AT, test=False)}) == 4
    assert "BUKAN TANDA TANGAN SAH" in TEST
    assert pictures("Nama yang sangat panjang " * 6, AT, test=False)[0].startswith(b"\x89PNG")


def test_the_certificate_is_named_twice(pki: Pki) -> None:
    """KeyInfo holds the signer's alone; the others stand where they confuse nobody."""
    said = etree.fromstring(parts(signed(document(), pki, "pengesah"))[SIG1])
    assert len(list(said.iter(DS + "X509Certificate"))) == 1
    assert len(list(said.iter(XADES + "EncapsulatedX509Certificate"))) == 1
    assert len(list(said.iter(XADES + "CertDigest"))) == 1
