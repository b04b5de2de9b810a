"""Certificates that were made for something else than signing documents sign nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from cryptography import x509 as pyca

from lpse_docs.certificates import misuse, weakness
from lpse_docs.sign import opc as packaging
from lpse_docs.verify import office
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer
from lpse_docs.verify.trust import Trust
from tests.opc import packages
from tests.pki import Pki
from tests.verify import signed
from tests.verify.conftest import Ask

Use = pyca.oid.ExtendedKeyUsageOID
ADOBE, OWN = (pyca.ObjectIdentifier(it) for it in ("1.2.840.113583.1.1.5", "2.16.360.1.1.1.3.12"))
ONLY = "sertifikat tidak boleh dipakai untuk menandatangani: hanya untuk "
CA = "sertifikat tidak boleh dipakai untuk menandatangani: milik penerbit sertifikat"


@pytest.mark.parametrize(
    ("uses", "words"),
    [
        ([Use.SERVER_AUTH], ONLY + "peladen web"),
        ([Use.TIME_STAMPING], ONLY + "cap waktu"),
        ([Use.OCSP_SIGNING], ONLY + "jawaban pencabutan"),
        ([Use.CODE_SIGNING, Use.SERVER_AUTH], ONLY + "program komputer dan peladen web"),
        ([Use.EMAIL_PROTECTION], None),
        ([Use.CLIENT_AUTH, Use.SERVER_AUTH], None),
        ([Use.ANY_EXTENDED_KEY_USAGE], None),
        ([ADOBE], None),
        ([OWN], None),
        ([], None),
    ],
)
def test_what_a_certificate_was_made_for(uses: list[pyca.ObjectIdentifier], words: str | None, pki: Pki) -> None:
    made = pki.reissued("approver", *([pyca.ExtendedKeyUsage(uses)] if uses else []))
    assert misuse(made) == words
    assert weakness(made, datetime.now(UTC)) == words


def test_an_authority_is_no_signer(pki: Pki) -> None:
    made = pki.reissued("approver", pyca.BasicConstraints(ca=True, path_length=0))
    assert misuse(made) == weakness(made, datetime.now(UTC)) == CA


UNFIT = [
    (pyca.ExtendedKeyUsage([Use.SERVER_AUTH]), ONLY + "peladen web"),
    (pyca.BasicConstraints(ca=True, path_length=0), CA),
]


@pytest.mark.parametrize(("extension", "words"), UNFIT)
def test_a_pdf_signed_with_it_is_refused(
    extension: pyca.ExtensionType, words: str, pki: Pki, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = signed.posing(pki, "approver", pki.reissued("approver", extension))
    monkeypatch.setattr(signed, "_signer", lambda *_: other)
    data = signed.sign(signed.unsigned(), pki, "approver", "pengesah", signer_key_usage=set())
    for trust in ({}, {"trust": Trust()}):
        report = ask(data, expected=("pengesah",), **trust)
        (made,) = report.signatures
        assert (report.verdict, made.valid_then.answer, made.valid_now.answer) == (Answer.NO,) * 3
        assert made.valid_then.reason == words


@pytest.mark.parametrize(("extension", "words"), UNFIT)
def test_a_package_signed_with_it_is_refused(
    extension: pyca.ExtensionType, words: str, pki: Pki, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = replace(packages.key(pki, "approver"), certificate=pki.reissued("approver", extension))
    at = datetime.now(UTC).replace(microsecond=0)
    sign = partial(packaging.sign, packages.document(), held, role="pengesah", name="UJI", reason="x", at=at)
    with pytest.raises(packaging.Refused, match=words):
        sign()
    monkeypatch.setattr(packaging, "weakness", lambda *_: None)
    data = sign()
    report = office.verify(data, "a.docx", Question(at + timedelta(minutes=1), packages.trust(pki), ("pengesah",)))
    assert (report.verdict, report.signatures[0].valid_then.reason) == (Answer.NO, words)
