"""Every change to a signed file is refused, those too that other verifiers let pass (SIGNING 2.5)."""

import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace as with_
from datetime import UTC, datetime
from io import BytesIO

import pytest

from lpse_docs.opc.package import Unreadable
from lpse_docs.opc.vocabulary import CORE, CUSTOM, EXTENDED, THUMBNAIL
from lpse_docs.pipeline.fetching import Fetcher
from lpse_docs.verify import office
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer
from lpse_docs.verify.trust import Trust
from tests.opc import packages
from tests.opc.packages import (
    Change,
    changed,
    document,
    judged,
    parts,
    replace,
    report,
    signed,
    stamper,
    trust,
    workbook,
)
from tests.pki import Pki

MAIN, SIG1, ROOT, TYPES = "word/document.xml", "_xmlsignatures/sig1.xml", "_rels/.rels", "[Content_Types].xml"
RELS, ORIGIN = "word/_rels/document.xml.rels", "_xmlsignatures/_rels/origin.sigs.rels"
OBJECT = re.compile(rb'<Object [^>]*Id="idPackageObject".*?</Object>', re.DOTALL)


@pytest.fixture(scope="module")
def twice(pki: Pki) -> bytes:
    """A document signed in two roles, the first with a time stamp."""
    once = signed(document(), pki, "pengesah", timestamp=stamper(pki))
    return signed(once, pki, "pemeriksa")


def added(name: str, data: bytes) -> Change:
    return lambda held: held.update({name: data})


def all_of(*changes: Change) -> Change:
    def change(held: dict[str, bytes]) -> None:
        for one in changes:
            one(held)

    return change


def swapped(held: dict[str, bytes]) -> None:
    """The two pictures exchange their relationships."""
    one, two = b'Target="media/gambar1.png"', b'Target="media/gambar2.png"'
    assert one in held[RELS]
    assert two in held[RELS]
    held[RELS] = held[RELS].replace(one, b"\0").replace(two, one).replace(b"\0", two)


def new_header(held: dict[str, bytes]) -> None:
    """A header that no relationship of the signed ones leads to, in use through a new one."""
    held["word/header9.xml"] = held["word/header1.xml"].replace(b"Standar", b"PALSU")
    relation = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header9.xml"/>'
    replace(RELS, b"</Relationships>", relation + b"</Relationships>")(held)
    kind = b'<Override PartName="/word/header9.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>'
    replace(TYPES, b"</Types>", kind + b"</Types>")(held)


def wrapped(held: dict[str, bytes]) -> None:
    """The signed Object stays where it was; one with the same Id and other content stands before it."""
    object_ = OBJECT.search(held[SIG1])
    assert object_
    false = object_[0].replace(b"<DigestValue>", b"<DigestValue>AAAA", 1)
    held[SIG1] = held[SIG1].replace(object_[0], false + object_[0])


def loose_object(held: dict[str, bytes]) -> None:
    """An Object that no reference leads to, with a list of its own."""
    object_ = OBJECT.search(held[SIG1])
    assert object_
    other = object_[0].replace(b"idPackageObject", b"idOther").replace(b"idSignatureTime", b"idOtherTime")
    held[SIG1] = held[SIG1].replace(b"</Signature>", other + b"</Signature>")


def comment_in_reason(held: dict[str, bytes]) -> None:
    replace(SIG1, b"Sebagai pengesah", b"Sebagai<!-- bukan --> pengesah")(held)


def certificate_of_second(held: dict[str, bytes]) -> None:
    """The certificate of the other signer stands in the first signature."""
    pattern = re.compile(rb"<X509Certificate>.*?</X509Certificate>", re.DOTALL)
    other = pattern.search(held["_xmlsignatures/sig2.xml"])
    assert other
    held[SIG1] = pattern.sub(other[0], held[SIG1], count=1)


def stamp_of_other(held: dict[str, bytes]) -> None:
    """The time stamp of the first signature stands in the second, whose signature it is not of."""
    stamp = re.search(rb"<xd:SignatureTimeStamp>.*?</xd:SignatureTimeStamp>", held[SIG1], re.DOTALL)
    assert stamp
    replace(
        "_xmlsignatures/sig2.xml", b"<xd:UnsignedSignatureProperties>", b"<xd:UnsignedSignatureProperties>" + stamp[0]
    )(held)


def signature_as_content(held: dict[str, bytes]) -> None:
    """What looks like part of the signatures is a header of the document."""
    held["_xmlsignatures/sig3.xml"] = held["word/header1.xml"]
    for name, kind, target in (
        (ORIGIN, "package/2006/relationships/digital-signature/signature", "sig3.xml"),
        (RELS, "officeDocument/2006/relationships/header", "/_xmlsignatures/sig3.xml"),
    ):
        relation = f'<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/{kind}" Target="{target}"/>'
        replace(name, b"</Relationships>", relation.encode() + b"</Relationships>")(held)


ATTACKS: dict[str, Change] = {
    "one character": replace(MAIN, b"100 juta", b"900 juta"),
    "a newline at the end": lambda held: held.update({MAIN: held[MAIN] + b"\n"}),
    "footer": lambda held: held.update({"word/footer1.xml": held["word/footer1.xml"].replace(b"LPSE", b"XPSE")}),
    "styles": lambda held: held.update({"word/styles.xml": held["word/styles.xml"] + b" "}),
    "a picture": lambda held: held.update({"word/media/gambar1.png": held["word/media/gambar2.png"]}),
    "pictures swapped": swapped,
    "reason": replace(SIG1, b"Sebagai pengesah", b"Sebagai penonton"),
    "role": replace(SIG1, b">pengesah<", b">pemilik<"),
    "signing time": lambda held: held.update({SIG1: re.sub(rb"(SigningTime>)\d{4}", rb"\g<1>2020", held[SIG1])}),
    "time in the list": lambda held: held.update({SIG1: re.sub(rb"(mdssi:Value>)\d{4}", rb"\g<1>2020", held[SIG1])}),
    "picture of the line": lambda held: held.update(
        {SIG1: re.sub(rb'(Id="idInvalidSigLnImg"[^>]*>)[^<]+', rb"\g<1>AAAA", held[SIG1])}
    ),
    "a new header": new_header,
    "a part nobody uses": added("word/media/gambar9.png", b"\x89PNG"),
    "a loose part at the top": added("catatan.xml", b"<a/>"),
    "a part after the fashion of pieces": added("word/comments.xml", b"<a/>"),
    "content type of the document": replace(
        TYPES, b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"
    ),
    "content type by default": replace(TYPES, b'"image/png"', b'"image/svg+xml"'),
    "a second object of the same id": wrapped,
    "an object that is not signed": loose_object,
    "a comment in the reason": comment_in_reason,
    "certificate of somebody else": certificate_of_second,
    "time stamp of another signature": stamp_of_other,
    "time stamp broken": lambda held: held.update(
        {SIG1: re.sub(rb"(EncapsulatedTimeStamp>....................)....", rb"\g<1>AAAA", held[SIG1])}
    ),
    "signature that is a header": signature_as_content,
    "a relationship of the package": replace(
        ROOT, b"</Relationships>",
        b'<Relationship Id="rId77" Type="urn:lain" Target="word/document.xml"/></Relationships>',
    ),
    "the document is another part": replace(ROOT, b'"word/document.xml"', b'"word/styles.xml"'),
    "relationships without a mode": replace(RELS, b'Target="styles.xml"', b'Target="styles.xml" TargetMode="External"'),
    "a relationship less": lambda held: held.update(
        {RELS: re.sub(rb'<Relationship [^>]*Target="header1.xml"/>', b"", held[RELS])}
    ),
    "signatures without their list": lambda held: held.update(
        {ROOT: re.sub(rb'<Relationship [^>]*digital-signature/origin[^>]*/>', b"", held[ROOT])}
    ),
    "a signature that is not listed": lambda held: held.update(
        {ORIGIN: re.sub(rb'<Relationship [^>]*Target="sig2.xml"/>', b"", held[ORIGIN])}
    ),
    "algorithm of the signature": replace(SIG1, b"xmldsig-more#rsa-sha256", b"xmldsig-more#rsa-sha512"),
    "algorithm that nobody knows": replace(SIG1, b"xmldsig-more#rsa-sha256", b"xmldsig-more#hmac-sha256"),
    "a transform that nobody knows": replace(
        SIG1, b'<Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>',
        b'<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/>',
    ),
    "a reference out of the file": replace(SIG1, b'URI="#idOfficeObject"', b'URI="http://127.0.0.1/x"'),
    "a document type": replace(SIG1, b"<Signature ", b"<!DOCTYPE Signature><Signature "),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_changed_file_is_refused(attack: str, twice: bytes, pki: Pki) -> None:
    try:
        made = report(judged(changed(twice, ATTACKS[attack]), pki))
    except Unreadable:
        return  # nothing is said of it at all
    assert made.verdict is not Answer.YES, made
    assert made.faults or any(item.intact.answer is not Answer.YES for item in made.signatures), made


def test_the_untouched_file_is_valid(twice: bytes, pki: Pki) -> None:
    made = report(judged(twice, pki))
    assert made.verdict is Answer.YES, made
    assert [(item.place, item.level) for item in made.signatures] == [("pengesah", "B-T"), ("pemeriksa", "B-B")]
    assert report(judged(packages.packed(parts(twice)), pki)).verdict is Answer.YES  # another zip of the same parts


def test_a_removed_signature_is_missed_in_its_role(twice: bytes, pki: Pki) -> None:
    def less(held: dict[str, bytes]) -> None:
        del held["_xmlsignatures/sig2.xml"]
        held[ORIGIN] = re.sub(rb'<Relationship [^>]*Target="sig2.xml"/>', b"", held[ORIGIN])
        held[TYPES] = re.sub(rb"<Override [^>]*sig2[^>]*/>", b"", held[TYPES])

    made = judged(changed(twice, less), pki)
    assert [item.place for item in made.signatures] == ["pengesah"]  # whoever demands both roles sees it
    question = Question(datetime.now(UTC), trust(pki), ("pengesah", "pemeriksa"))
    assert office.verify(twice, "a.docx", question).verdict is Answer.YES
    demanded = office.verify(changed(twice, less), "a.docx", question)
    assert demanded.verdict is Answer.NO
    sealed = Question(datetime.now(UTC), trust(pki), digest="0" * 64)
    assert "daftar sidik" in office.verify(twice, "keluar/a.docx", sealed).faults[0]
    assert demanded.faults == ("Tanda tangan pemeriksa tidak ada.",)


def test_a_third_place_is_not_waited_for(twice: bytes, pki: Pki) -> None:
    """A document has three places, a package two signatures at most."""
    question = Question(datetime.now(UTC), trust(pki))
    full = office.verify(twice, "sop-a.docx", question)
    assert (full.verdict, full.doubts) == (Answer.YES, ())
    assert any("paling banyak 2 tanda tangan" in remark for remark in full.remarks)
    assert any("pembuat (sop-a-pembuat) masih kosong" in remark for remark in full.remarks)
    demanded = office.verify(twice, "sop-a.docx", with_(question, expected=("pembuat",)))
    assert demanded.faults == ("Tanda tangan pembuat tidak ada.",)
    once = office.verify(signed(document(), pki, "pengesah"), "sop-a.docx", question)
    assert once.verdict is Answer.UNKNOWN
    assert len(once.doubts) == 2
    spoilt = office.verify(changed(twice, replace(MAIN, b"100 juta", b"900 juta")), "sop-a.docx", question)
    assert spoilt.verdict is Answer.NO


def test_services_are_asked_when_wanted(twice: bytes, pki: Pki) -> None:
    question = Question(datetime.now(UTC), Trust(roots=[pki.certificate("root")]))
    assert office.verify(twice, "a.docx", question).verdict is Answer.UNKNOWN
    asked = office.verify(twice, "a.docx", with_(question, fetch=Fetcher(private=True), expected=("pengesah",)))
    assert asked.verdict is Answer.YES, [item.valid_then.reason for item in asked.signatures]


def test_what_is_no_package_is_a_report(pki: Pki) -> None:
    assert office.recognises(workbook())
    made = office.verify(workbook()[:-9], "a.xlsx", Question(datetime.now(UTC), trust(pki)))
    assert made.unreadable
    assert made.faults == ("Paket rusak, terpotong, atau bukan DOCX maupun XLSX.",)


def test_properties_of_the_file_are_not_signed_and_that_is_told(twice: bytes, pki: Pki) -> None:
    core = "docProps/core.xml"
    made = report(judged(changed(twice, replace(core, b"Contoh naskah", b"Judul lain")), pki))
    assert made.verdict is Answer.YES
    assert any(core in remark for remark in made.remarks)


def fact_added(name: str, kind: str, content_type: str, data: bytes) -> Change:
    """A fact about the file that the signer's package had not."""

    def change(held: dict[str, bytes]) -> None:
        held[name] = data
        override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'.encode()
        held["[Content_Types].xml"] = held["[Content_Types].xml"].replace(b"</Types>", override)
        relation = f'<Relationship Id="rId77" Type="{kind}" Target="{name}"/></Relationships>'.encode()
        held["_rels/.rels"] = held["_rels/.rels"].replace(b"</Relationships>", relation)

    return change


CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


@pytest.mark.parametrize("name", ["word/header9.xml", "docProps/core2.xml"])
@pytest.mark.parametrize("kind", [CORE_TYPE, HEADER_TYPE])
@pytest.mark.parametrize("relation", [CORE, EXTENDED])
def test_a_second_fact_lets_no_part_in(relation: str, kind: str, name: str, twice: bytes, pki: Pki) -> None:
    made = report(judged(changed(twice, fact_added(name, relation, kind, b"<a/>")), pki))
    assert made.verdict is Answer.NO
    assert any(f"lebih dari satu {relation.rpartition('/')[2]}" in fault for fault in made.faults)


@pytest.mark.parametrize(("name", "kind"), [("word/header9.xml", CORE_TYPE), ("docProps/core2.xml", HEADER_TYPE)])
def test_a_fact_of_another_type_or_place_must_be_signed(name: str, kind: str, twice: bytes, pki: Pki) -> None:
    """The core properties are exchanged for a part that could be content."""

    def moved(held: dict[str, bytes]) -> None:
        held[ROOT] = held[ROOT].replace(b"docProps/core.xml", name.encode())
        del held["docProps/core.xml"]
        override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
        held.update({name: b"<a/>", TYPES: held[TYPES].replace(b"</Types>", override)})

    made = report(judged(changed(twice, moved), pki))
    assert made.verdict is Answer.NO
    assert any(f"bagian {name} tidak tercakup" in item.intact.reason for item in made.signatures)


PROPERTIES = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
FACTS = [("docProps/custom.xml", CUSTOM, CUSTOM_TYPE, PROPERTIES), ("docProps/kecil.png", THUMBNAIL, "image/png", b"x")]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact[0])
@pytest.mark.parametrize("make", [document, workbook])
def test_facts_added_after_signing_are_a_doubt(
    fact: tuple[str, str, str, bytes], make: Callable[[], bytes], pki: Pki
) -> None:
    whole = signed(make(), pki, "pengesah")
    assert report(judged(whole, pki)).verdict is Answer.YES
    made = report(judged(changed(whole, fact_added(*fact)), pki))
    assert (made.verdict, made.faults) == (Answer.UNKNOWN, ())
    assert any(fact[0] in doubt for doubt in made.doubts)


def test_facts_that_the_signer_had_are_signed(pki: Pki) -> None:
    whole = signed(changed(document(), fact_added(*FACTS[0])), pki, "pengesah")
    assert report(judged(whole, pki)).verdict is Answer.YES
    made = report(judged(changed(whole, replace("docProps/custom.xml", b"<Prop", b"<!-- --><Prop")), pki))
    assert made.verdict is Answer.NO


BOMB = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize("data", [BOMB, b"<a>", b"", b"<a>" + b" " * (1 << 20) + b"</a>"])
@pytest.mark.parametrize("name", ["docProps/core.xml", "docProps/app.xml"])
def test_facts_that_no_program_should_open_are_refused(name: str, data: bytes, twice: bytes, pki: Pki) -> None:
    def change(held: dict[str, bytes]) -> None:
        held[name] = data

    made = report(judged(changed(twice, change), pki))
    assert made.verdict is Answer.NO
    assert any(name in fault for fault in made.faults)


def test_a_thumbnail_is_a_picture(pki: Pki) -> None:
    whole = changed(
        signed(document(), pki, "pengesah"), fact_added("docProps/kecil.xml", THUMBNAIL, "text/html", b"<a/>")
    )
    assert report(judged(whole, pki)).verdict is Answer.NO


def zipped(*members: tuple[str, bytes]) -> bytes:
    made = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as archive:
        warnings.simplefilter("ignore")  # zipfile warns of two members of one name
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize(
    "name", [MAIN, "word/Document.xml", "word/document%2Exml", "../a.xml", "word//a.xml", "word\\a.xml", "/a.xml", "a/"]
)
def test_names_that_readers_could_mistake_are_refused(name: str, twice: bytes, pki: Pki) -> None:
    with pytest.raises(Unreadable):
        judged(zipped(*parts(twice).items(), (name, b"<a/>")), pki)


def test_what_hides_between_the_parts_is_refused(twice: bytes, pki: Pki) -> None:
    for hidden in (b"%PDF-1.7\n" + twice, twice + b"akhir", twice[:-22] + b"PK\x03\x04" * 20 + twice[-22:]):
        with pytest.raises(Unreadable):
            judged(hidden, pki)


def test_a_number_in_a_workbook_is_seen(pki: Pki) -> None:
    data = signed(workbook(), pki, "pengesah")
    assert report(judged(data, pki)).verdict is Answer.YES
    sheet = "xl/worksheets/sheet1.xml"
    made = report(judged(changed(data, replace(sheet, b"100", b"900")), pki))
    assert made.verdict is Answer.NO
