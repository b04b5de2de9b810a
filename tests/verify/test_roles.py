"""Whose place a field is: by its name, and only when it was prepared before the first signature."""

import pytest

from lpse_docs.verify.report import Answer
from lpse_docs.verify.roles import Made, faults, fills, judged, named
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
