"""Whose place a field is: by its name, and only when it was prepared before the first signature."""

from datetime import UTC, datetime

import pytest

from lpse_docs.certificates import Holder
from lpse_docs.verify import office
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, FileReport
from lpse_docs.verify.roles import Made, faults, fills, judged, named, shared, spared, waiting
from lpse_docs.verify.trust import Trust
from tests.opc import packages
from tests.pki import Pki
from tests.verify import signed
from tests.verify.conftest import Ask, Files


@pytest.mark.parametrize(
    ("place", "document", "says"),
    [
        ("pengesah", "", True),
        ("pengesahan/pengesah-2", "", True),
        ("sop-a-pengesah", "salinan", True),
        ("kartu-pengesah", "kartu-skor-d", True),
        ("kartu-pengesah", "surat", False),
        ("bukan-pengesah", "sop-a", False),
        ("lain/bukan-pengesah", "sop-a", False),
        ("-pengesah", "", False),
        ("pengesah-palsu", "", False),
    ],
)
def test_a_name_fills_a_role_only_in_its_document(place: str, document: str, says: bool) -> None:
    assert fills(place, "pengesah", document) is says


def test_a_refused_signature_is_not_called_absent() -> None:
    refused = Made("pemeriksa", None, refused=True)
    assert faults(judged([refused], ("pembuat", "pemeriksa"))) == [
        "Tanda tangan pembuat tidak ada.", "Tanda tangan pemeriksa ada, tetapi ditolak.",
    ]  # fmt: skip
    nameless = judged([Made("", None, refused=True)], ("pembuat",))
    assert faults(nameless) == ["Tanda tangan pembuat tidak ada di antara yang dapat dibaca."]
    assert named("a/b/sop-a.2.pdf") == "sop-a"


DAY = datetime(2026, 1, 2, tzinfo=UTC)


def taken(place: str, name: str, number: str = "", serial: str = "1") -> Made:
    return Made(place, Holder(name, "", "", number, "UJI", serial, DAY, DAY, test=True))


@pytest.mark.parametrize(
    ("wish", "answer", "says"),
    [
        ("pengesah=Drs. Contoh Satu, M.Si.", Answer.YES, "Ditandatangani Contoh Satu"),
        ("pengesah=19700101 199503 1 001", Answer.YES, "(NIP 197001011995031001)"),
        ("pengesah=197001011995031002", Answer.NO, "dibuat dengan sertifikat Contoh Satu (NIP 1970"),
        ("pengesah=Contoh Dua", Answer.NO, "bukan Contoh Dua"),
        ("pembuat=197001011995031001", Answer.UNKNOWN, "tidak memuat NIP"),
        ("pembuat=Contoh Dua", Answer.YES, ""),
        ("pemeriksa=Contoh Dua", Answer.NO, "tidak ada"),
    ],
)
def test_a_role_is_taken_by_the_one_expected(wish: str, answer: Answer, says: str) -> None:
    made = [taken("pengesahan/pengesah", "CONTOH SATU", "197001011995031001"), taken("pembuat", "Contoh Dua", "990101")]
    ((_, _, met),) = [(item.role, item.who, item.met) for item in judged(made, [wish])]
    assert (met.answer, says.casefold() in met.reason.casefold()) == (answer, True), met


def test_one_certificate_in_two_roles_is_a_doubt_unless_one_person_was_named_for_both() -> None:
    made = [taken("pembuat", "Contoh"), taken("pemeriksa", "Contoh"), taken("pengesah", "Lain", "", "2")]
    told = ["Satu sertifikat menandatangani sebagai pembuat dan pemeriksa."]
    for wishes in (["pembuat", "pemeriksa", "pengesah"], ["pembuat=Contoh", "pemeriksa", "pengesah"]):
        assert list(shared(made, wishes)) == told
    assert list(shared(made, ["pembuat=Contoh", "pemeriksa=Contoh"])) == []


def test_every_empty_place_is_named_but_those_of_forms_and_the_recipient() -> None:
    free = ["pengesah", "berita-acara/asesor-2", "surat/penerima", "formulir/tanda-tangan-pemohon", "uji/paraf-kepala"]
    assert list(waiting(free)) == [
        "Bidang tanda tangan pengesah masih kosong.",
        "Bidang tanda tangan asesor 2 (berita-acara/asesor-2) masih kosong.",
    ]
    assert list(spared(free)) == ["3 bidang tanda tangan formulir atau penerima masih kosong; tidak diperhitungkan."]
    assert (len(many := list(waiting([f"a{n}" for n in range(99)]))), many[-1]) == (
        21, "Masih ada 79 bidang tanda tangan lain yang kosong.",
    )  # fmt: skip


def test_a_file_with_an_empty_place_is_not_concluded(files: Files, ask: Ask) -> None:
    report = ask(files.single, expected=())
    assert report.verdict is Answer.UNKNOWN
    assert [word for word in report.doubts if "kosong" in word] == [
        "Bidang tanda tangan pemeriksa masih kosong.", "Bidang tanda tangan pengesah masih kosong.",
    ]  # fmt: skip
    assert not any("kosong" in word for word in ask(signed.unsigned(), expected=()).doubts)


def test_a_place_added_after_the_first_signature_is_nobodys_role(files: Files, pki: Pki, ask: Ask) -> None:
    for name in ("lain/pengesah", "sop-a-pengesah"):
        report = ask(signed.sign_new(files.single, pki, "approver", name), expected=("pembuat", "pengesah"))
        assert (report.verdict, "Tanda tangan pengesah tidak ada." in report.faults) == (Answer.NO, True)


def test_one_certificate_in_two_expected_roles_is_a_doubt(files: Files, pki: Pki, ask: Ask) -> None:
    data = signed.sign(files.single, pki, "maker", "pemeriksa")
    report = ask(data, expected=("pembuat", "pemeriksa"))
    assert (report.verdict, report.faults) == (Answer.UNKNOWN, [])
    assert "Satu sertifikat menandatangani sebagai pembuat dan pemeriksa." in report.doubts
    assert ask(data, expected=("pembuat",)).verdict is Answer.YES


def test_word_files_answer_alike(pki: Pki, trust: Trust) -> None:
    made = packages.signed(packages.document(), pki, "pengesah")

    def asked(data: bytes, *expected: str) -> FileReport:
        return office.verify(data, "sop-a-uji.docx", Question(datetime.now(UTC), trust, expected))

    assert list(asked(made).doubts) == [
        "Bidang tanda tangan sop a pemeriksa (sop-a-pemeriksa) masih kosong.",
        "Bidang tanda tangan sop a pembuat (sop-a-pembuat) masih kosong.",
    ]
    assert asked(made, "pengesah=UJI Pengesah Contoh").doubts == ()
    assert asked(made, "pengesah=UJI Pembuat Contoh").expected[0].met.answer is Answer.NO
    torn = packages.changed(
        made, packages.replace("_xmlsignatures/sig1.xml", b"<SignatureValue>", b"<SignatureValue>A")
    )
    (told,) = (item.met.reason for item in asked(torn, "pengesah").expected)
    assert told in {
        "Tanda tangan pengesah ada, tetapi ditolak.", "Tanda tangan pengesah tidak ada di antara yang dapat dibaca.",
    }  # fmt: skip
    assert not any("kosong" in word for word in asked(packages.document()).doubts)
