"""Keys of files, and where passphrases come from: what is refused, and that nothing secret is ever told."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from lpse_docs.sign.keys import Unusable, demand_strength, no_core_dump, private_bytes
from lpse_docs.sign.passphrase import CREDENTIAL, FILE_VARIABLE, FOLDER_VARIABLE, Offered, Unasked, passphrase
from lpse_docs.sign.pkcs12 import from_pkcs12
from tests.pki import PASSPHRASE, Pki

SECRET = "rahasia-sekali"
NOW = datetime.now(UTC)


def packed(folder: Path, private: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey) -> Path:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "UJI")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(7)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=1))
        .sign(private, None if isinstance(private, ed25519.Ed25519PrivateKey) else SHA256())
    )
    path = folder / "kunci.p12"
    path.touch(0o600)
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"k", private, made, None, BestAvailableEncryption(SECRET.encode()))
    )
    return path


def test_a_key_of_a_file_signs_and_brings_the_certificates_above_it(pki: Pki) -> None:
    key = from_pkcs12(pki.pkcs12("maker"), PASSPHRASE)
    assert key.certificate.dump() == pki.certificate("maker").dump()
    assert [item.subject.native["common_name"] for item in key.chain][:1] == ["UJI Penerbit"]
    public = x509.load_der_x509_certificate(key.certificate.dump()).public_key()
    assert isinstance(public, rsa.RSAPublicKey)
    public.verify(key.sign(b"isi"), b"isi", PKCS1v15(), SHA256())
    demand_strength(key.certificate, NOW)
    assert "PrivateKey" not in repr(key)


def test_elliptic_keys_sign_and_other_kinds_are_refused(tmp_path: Path) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    key = from_pkcs12(packed(tmp_path, private), SECRET.encode())
    private.public_key().verify(key.sign(b"isi"), b"isi", ec.ECDSA(SHA256()))
    with pytest.raises(Unusable, match="RSA atau ECDSA"):
        from_pkcs12(packed(tmp_path, ed25519.Ed25519PrivateKey.generate()), SECRET.encode())


def test_a_weak_key_is_refused(tmp_path: Path) -> None:
    key = from_pkcs12(packed(tmp_path, rsa.generate_private_key(65537, 1024)), SECRET.encode())
    with pytest.raises(Unusable, match="1024 bit"):
        demand_strength(key.certificate, NOW)


def test_a_wrong_passphrase_is_told_without_it(tmp_path: Path) -> None:
    path = packed(tmp_path, ec.generate_private_key(ec.SECP256R1()))
    with pytest.raises(Unusable, match="frasa sandi salah") as caught:
        from_pkcs12(path, b"keliru-benar")
    assert "keliru" not in repr(caught.value) and caught.value.__cause__ is None
    path.write_bytes(b"bukan kunci")
    with pytest.raises(Unusable, match="PKCS#12"):
        from_pkcs12(path, b"")


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602, 0o666])
def test_a_key_others_can_read_or_write_is_refused(tmp_path: Path, mode: int) -> None:
    path = packed(tmp_path, ec.generate_private_key(ec.SECP256R1()))
    path.chmod(mode)
    with pytest.raises(Unusable, match="chmod 600"):
        from_pkcs12(path, SECRET.encode())


def test_links_pipes_folders_and_large_files_are_no_keys(tmp_path: Path) -> None:
    path = packed(tmp_path, ec.generate_private_key(ec.SECP256R1()))
    (tmp_path / "tautan").symlink_to(path)
    os.mkfifo(tmp_path / "pipa", 0o600)
    for name, reason in {"tautan": "tautan", "pipa": "berkas biasa", ".": "berkas biasa", "tiada": "dibuka"}.items():
        with pytest.raises(Unusable, match=reason):
            private_bytes(tmp_path / name, 100)
    with pytest.raises(Unusable, match="terlalu besar"):
        private_bytes(path, 100)


def test_a_crash_leaves_no_memory_on_the_disk() -> None:
    import resource

    no_core_dump()
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


def pipe(content: bytes) -> int:
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    return reading


def test_the_first_place_that_has_a_passphrase_gives_it(tmp_path: Path) -> None:
    path = tmp_path / CREDENTIAL
    path.touch(0o600)
    path.write_text("dari berkas\n")
    given = {FILE_VARIABLE: str(path), "SANDI": "dari lingkungan"}
    offered = Offered(descriptor=pipe(b"dari deskriptor\n"), variable="SANDI")
    assert passphrase(offered, "Frasa sandi", given) == b"dari deskriptor"
    assert "SANDI" not in given
    assert passphrase(Offered(), "Frasa sandi", given) == b"dari berkas"
    assert passphrase(Offered(), "Frasa sandi", {FOLDER_VARIABLE: str(tmp_path)}) == b"dari berkas"
    assert passphrase(Offered(variable="SANDI"), "Frasa sandi", {"SANDI": "dari lingkungan"}) == b"dari lingkungan"


def test_a_variable_leaves_the_environment_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANDI_UJI", SECRET)
    assert passphrase(Offered(variable="SANDI_UJI"), "Frasa sandi") == SECRET.encode()
    assert "SANDI_UJI" not in os.environ


def unreadable(folder: Path) -> tuple[Offered, dict[str, str]]:
    (folder / "sandi").write_text(SECRET)
    (folder / "sandi").chmod(0o640)
    return Offered(), {FILE_VARIABLE: str(folder / "sandi")}


@pytest.mark.parametrize(
    ("offer", "reason"),
    [
        (unreadable, "chmod 600"),
        (lambda _: (Offered(variable="TIADA"), {}), "yang disebut --passphrase-env tidak ada"),
        (lambda _: (Offered(descriptor=999), {}), "yang disebut tidak dapat dibaca"),
        (lambda _: (Offered(descriptor=pipe(b"x" * 5000)), {}), "terlalu banyak"),
    ],
)
def test_a_place_that_cannot_be_trusted_is_refused(
    tmp_path: Path, offer: Callable[[Path], tuple[Offered, dict[str, str]]], reason: str
) -> None:
    offered, environment = offer(tmp_path)
    with pytest.raises(Unusable, match=reason) as caught:
        passphrase(offered, "Frasa sandi", environment)
    assert SECRET not in str(caught.value)


def test_nobody_is_asked_without_a_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("lpse_docs.sign.passphrase.TERMINAL", str(tmp_path / "tiada"))
    with pytest.raises(Unasked, match="--passphrase-fd N"):
        passphrase(Offered(), "PIN", {})


def test_somebody_at_a_terminal_is_asked_without_an_echo(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(label: str) -> str:
        asked.append(label)
        return SECRET

    monkeypatch.setattr("lpse_docs.sign.passphrase.TERMINAL", os.devnull)
    monkeypatch.setattr("getpass.getpass", ask)
    assert passphrase(Offered(), "PIN", {}) == SECRET.encode()
    assert asked == ["PIN: "]
