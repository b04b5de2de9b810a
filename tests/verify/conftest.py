"""Signed files, made once; what they are asked."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import pytest
from asn1crypto import crl

from lpse_docs.verify import pdf
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import FileReport
from lpse_docs.verify.trust import Trust
from tests.pki import Pki
from tests.verify import signed

Ask = Callable[..., FileReport]


class Files:
    """One document, three signatures, at three levels; and one with the first signature alone. Made when wanted."""

    def __init__(self, pki: Pki) -> None:
        self.pki = pki

    @cached_property
    def single(self) -> bytes:
        return signed.sign(signed.unsigned(), self.pki, "maker", "pembuat")

    @cached_property
    def plain(self) -> bytes:
        second = signed.sign(self.single, self.pki, "examiner", "pemeriksa")
        return signed.sign(second, self.pki, "approver", "pengesah")

    @cached_property
    def archived(self) -> bytes:
        return signed.thrice(signed.unsigned(), self.pki, "B-LTA")

    @cached_property
    def certified(self) -> bytes:
        return signed.thrice(signed.unsigned(), self.pki, "B-LTA", certify=True)


@pytest.fixture(scope="session")
def files(pki: Pki) -> Files:
    return Files(pki)


@pytest.fixture(scope="session")
def trust(pki: Pki) -> Trust:
    """The root, and lists of today: enough for files that carry nothing themselves."""
    lists = [crl.CertificateList.load(pki.crl(name)) for name in ("root", "issuing")]
    return Trust(roots=[pki.certificate("root")], crls=lists)


@pytest.fixture(scope="session")
def root_alone(pki: Pki) -> Trust:
    return Trust(roots=[pki.certificate("root")])


@pytest.fixture
def ask(trust: Trust) -> Ask:
    """Judge a file; all three roles are expected unless something else is said."""

    def asked(data: bytes, **more: Any) -> FileReport:
        given = {"on": datetime.now(UTC), "trust": trust, "expected": signed.ROLES, **more}
        return pdf.verify(data, "naskah.pdf", Question(**given))

    return asked
