"""`lpse-docs qr` with a file: only equal bytes, or those with whole signatures after them, are what a code speaks of."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from lpse_docs.sign.token import token
from tests.cli.conftest import Ran, lpse
from tests.pki import Pki
from tests.verify import attacks, signed

OFFICE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
Asked = Callable[[bytes], Ran]


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    """Hold a file against the code of the document as it was printed."""
    form = (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "umum.pem").write_bytes(OFFICE.public_key().public_bytes(*form))
    words = token(hashlib.sha256(signed.unsigned()).hexdigest(), "naskah", date(2026, 11, 26), OFFICE)

    def ask(data: bytes) -> Ran:
        (tmp_path / "berkas.pdf").write_bytes(data)
        return lpse("qr", words, str(tmp_path / "berkas.pdf"), "--office-key", str(tmp_path / "umum.pem"))

    return ask


def test_the_bytes_themselves_and_signatures_after_them(asked: Asked, pki: Pki) -> None:
    same = asked(signed.unsigned())
    assert (same.code, "YA: berkas ini sama dengan" in same.text) == (0, True)
    later = asked(signed.thrice(signed.unsigned(), pki, "B-LTA", certify=True))
    assert (later.code, "Sesudahnya hanya ada tanda tangan" in later.text) == (0, True), later.text


def test_anything_else_after_them_is_left_to_verify(asked: Asked, pki: Pki) -> None:
    wiped = attacks.page_replaced(signed.unsigned())
    signed_later = signed.sign(wiped, pki, "maker", "pembuat")
    wiped_later = attacks.page_replaced(signed.sign(signed.unsigned(), pki, "maker", "pembuat"))
    for data in (wiped, signed_later, wiped_later, signed.unsigned() + b"x"):
        ran = asked(data)
        assert (ran.code, "Periksa dengan verify." in ran.text) == (2, True), ran.text
    assert asked(b"%PDF-1.7\n%%EOF\n").code == 1
