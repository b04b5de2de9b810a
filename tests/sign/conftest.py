"""A small PDF with three places to sign, and the signers of the test PKI."""

from functools import cache

import pytest

from lpse_docs.document.blocks import Document, Signature
from lpse_docs.sign.levels import Trust
from lpse_docs.sign.pkcs12 import FileKey, from_pkcs12
from lpse_docs.writers.pdf import write
from tests.pki import PASSPHRASE, Pki
from tests.writers import look
from tests.writers.build import of, p

ROLES = {"pembuat": "maker", "pemeriksa": "examiner", "pengesah": "approver"}


def paper() -> Document:
    """A document with a place for each role."""
    blocks = [Signature(f"pengesahan/{role}", (role.upper(),), "Nama Contoh") for role in ROLES]
    return of(p("Dokumen uji yang ditandatangani tiga orang."), *blocks)


@cache
def printed() -> bytes:
    """The document as a PDF; printed once for all tests of a process."""
    return write(paper(), look.theme())


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """The unsigned PDF."""
    return printed()


@pytest.fixture(scope="session")
def keys(pki: Pki) -> dict[str, FileKey]:
    """The keys of the signers by their name in the PKI."""
    return {name: from_pkcs12(pki.pkcs12(name), PASSPHRASE) for name in (*ROLES.values(), "revoked")}


@pytest.fixture(scope="session")
def trust(pki: Pki) -> Trust:
    """The office trusts the root of the PKI."""
    return Trust([pki.certificate("root")])
