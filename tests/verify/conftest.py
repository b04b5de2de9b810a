"""Signed files, made once; what they are asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
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


@dataclass(frozen=True)
class Files:
    """One document, three signatures, at three levels; and one with the first signature alone."""

    single: bytes
    plain: bytes
    archived: bytes
    certified: bytes


@pytest.fixture(scope="session")
def files(pki: Pki) -> Files:
    unsigned = signed.unsigned()
    single = signed.sign(unsigned, pki, "maker", "pembuat")
    plain = single
    for name, role in zip(signed.SIGNERS[1:], signed.ROLES[1:], strict=True):
        plain = signed.sign(plain, pki, name, role)
    return Files(
        single, plain, signed.thrice(unsigned, pki, "B-LTA"), signed.thrice(unsigned, pki, "B-LTA", certify=True)
    )


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
