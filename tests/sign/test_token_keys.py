"""Keys that stay where they are: in a token (SoftHSM2), or behind a service on the network."""

import base64
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from lpse_docs.sign.keys import Unusable
from lpse_docs.sign.pkcs11 import from_pkcs11
from lpse_docs.sign.remote import from_remote
from tests.pki import PASSPHRASE, Pki
from tests.sign.test_keys import SECRET as SERVICE_SECRET
from tests.sign.test_keys import packed

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN, TOKEN = "271828", "UJI LPSE"


def verifies(certificate: asn1.Certificate, made: bytes, data: bytes) -> None:
    public = x509.load_der_x509_certificate(certificate.dump()).public_key()
    if isinstance(public, rsa.RSAPublicKey):
        public.verify(made, data, PKCS1v15(), SHA256())
    else:
        assert isinstance(public, ec.EllipticCurvePublicKey)
        public.verify(made, data, ec.ECDSA(SHA256()))


@pytest.fixture(scope="module")
def token(pki: Pki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A token with an RSA key of the PKI and an elliptic one."""
    import pkcs11
    from pkcs11.util.ec import decode_ec_private_key, encode_named_curve_parameters
    from pkcs11.util.rsa import decode_rsa_private_key

    folder = tmp_path_factory.mktemp("token")
    (folder / "kunci").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'kunci'}\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        subprocess.run(
            ["softhsm2-util", "--init-token", "--free", "--label", TOKEN, "--so-pin", "12345678", "--pin", PIN],
            check=True,
            capture_output=True,
        )
        library = pkcs11.lib(str(MODULE))
        library.reinitialize()
        curve = load_pkcs12(
            packed(folder, ec.generate_private_key(ec.SECP256R1())).read_bytes(), SERVICE_SECRET.encode()
        )
        assert curve.key and curve.cert
        private = load_pem_private_key((pki.folder / "maker.key.pem").read_bytes(), None)
        der = private.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        with library.get_token(token_label=TOKEN).open(user_pin=PIN, rw=True) as session:
            base = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.SIGN: True}
            named = {pkcs11.Attribute.ID: b"1", pkcs11.Attribute.LABEL: "rsa"}
            session.create_object({**decode_rsa_private_key(der), **base, **named})
            other = {pkcs11.Attribute.ID: b"2", pkcs11.Attribute.LABEL: "lengkung"}
            packed_key = curve.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
            session.create_object({**decode_ec_private_key(packed_key), **base, **other})
            assert encode_named_curve_parameters("1.2.840.10045.3.1.7")
            for facts, content in (
                (named, pki.certificate("maker").dump()),
                (other, curve.cert.certificate.public_bytes(Encoding.DER)),
                ({pkcs11.Attribute.ID: b"3", pkcs11.Attribute.LABEL: "penerbit"}, pki.certificate("issuing").dump()),
            ):
                certificate = asn1.Certificate.load(content)
                session.create_object(
                    {
                        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                        pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                        pkcs11.Attribute.TOKEN: True,
                        pkcs11.Attribute.SUBJECT: certificate.subject.dump(),
                        pkcs11.Attribute.VALUE: content,
                        **facts,
                    }
                )
        yield folder


pytestmark = pytest.mark.needs("softhsm2-util")


@pytest.mark.parametrize(("label", "chain"), [("rsa", ["UJI Penerbit"]), ("lengkung", [])])
def test_a_key_in_a_token_signs(token: Path, label: str, chain: list[str]) -> None:
    with from_pkcs11(MODULE, TOKEN, PIN.encode, label) as key:
        verifies(key.certificate, key.sign(b"isi"), b"isi")
        assert [item.subject.native["common_name"] for item in key.chain] == chain
        assert PIN not in repr(key)


@pytest.mark.parametrize(
    ("module", "name", "pin", "label", "reason"),
    [
        (MODULE, TOKEN, "000000", "rsa", "PIN salah"),
        (MODULE, "TIADA", PIN, "rsa", "tidak ditemukan"),
        (MODULE, TOKEN, PIN, None, "sebut dengan --key: lengkung, rsa"),
        (MODULE, TOKEN, PIN, "tiada", "tepat satu"),
        (Path("/tiada.so"), TOKEN, PIN, "rsa", "tidak ditemukan"),
    ],
)
def test_a_token_that_does_not_fit_is_told(
    token: Path, *, module: Path, name: str, pin: str, label: str | None, reason: str
) -> None:
    with pytest.raises(Unusable, match=reason) as caught, from_pkcs11(module, name, pin.encode, label):
        pass
    assert pin not in str(caught.value)


def test_without_the_library_a_token_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    with pytest.raises(Unusable, match="python-pkcs11"), from_pkcs11(MODULE, TOKEN, PIN.encode):
        pass


@contextmanager
def service(answers: dict[str, Any], seen: list[Any]) -> Iterator[str]:
    """A service that gives these answers by path: a value, or a function of what was asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(None)

        def do_POST(self) -> None:
            self.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def answer(self, asked: Any) -> None:
            seen.append((self.path, self.headers.get("Authorization"), asked))
            value = answers[self.path]
            status, content = value(asked) if callable(value) else value
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hsm"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def honest(pki: Pki) -> dict[str, Any]:
    held = load_pkcs12(pki.pkcs12("maker").read_bytes(), PASSPHRASE).key
    assert isinstance(held, rsa.RSAPrivateKey)

    def sign(asked: dict[str, str]) -> tuple[int, Any]:
        assert asked["algorithm"] == "sha256"
        digest = base64.b64decode(asked["digest"])
        return 200, {"signature": b64(held.sign(digest, PKCS1v15(), Prehashed(SHA256())))}

    leaf, issuer = pki.certificate("maker"), pki.certificate("issuing")
    certificates = {"certificate": b64(leaf.dump()), "chain": [b64(issuer.dump())]}
    return {"/hsm/certificate": (200, certificates), "/hsm/sign": sign}


def test_a_service_signs_digests_and_never_sees_the_document(pki: Pki) -> None:
    seen: list[Any] = []
    with service(honest(pki), seen) as url:
        key = from_remote(url, (), SERVICE_SECRET.encode())
        verifies(key.certificate, key.sign(b"isi rahasia"), b"isi rahasia")
    assert [item.subject.native["common_name"] for item in key.chain] == ["UJI Penerbit"]
    assert {word for _, word, _ in seen} == {f"Bearer {SERVICE_SECRET}"}
    assert "isi rahasia" not in repr(seen) and SERVICE_SECRET not in repr(key)


@pytest.mark.parametrize(
    ("path", "answer", "reason"),
    [
        ("/hsm/certificate", (401, {"said": SERVICE_SECRET}), "menolak"),
        ("/hsm/certificate", (302, {}), "tidak menjawab"),
        ("/hsm/certificate", (200, b"[" * 90_000), "tidak menjawab"),
        ("/hsm/certificate", (200, b"x" * 300_000), "tidak menjawab"),
        ("/hsm/certificate", (200, {"certificate": "bukan"}), "tidak dapat dibaca"),
        ("/hsm/certificate", (200, {"certificate": b64(b"0\x03abc")}), "tidak dapat dibaca"),
        ("/hsm/sign", (200, {"signature": b64(bytes(256))}), "tidak cocok"),
        ("/hsm/sign", (200, {"signature": 7}), "tidak cocok"),
        ("/hsm/sign", (500, {"said": SERVICE_SECRET}), "tidak menjawab"),
    ],
)
def test_a_service_that_answers_badly_is_told_without_secrets(pki: Pki, path: str, answer: Any, reason: str) -> None:
    with service({**honest(pki), path: answer}, []) as url, pytest.raises(Unusable, match=reason) as caught:
        from_remote(url, (), SERVICE_SECRET.encode()).sign(b"isi")
    assert SERVICE_SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://tte.contoh.go.id/hsm", "https"),
        ("https://tte.contoh.go.id/hsm", "signing.remote"),
        ("https://nama:sandi@127.0.0.1/hsm", "nama, sandi"),
        ("ftp://127.0.0.1/", "https"),
        ("https://[::1", "tidak dapat dibaca"),
        ("http://127.0.0.1:1/hsm", "tidak dapat dihubungi"),
    ],
)
def test_only_services_the_office_named_are_asked(url: str, reason: str) -> None:
    with pytest.raises(Unusable, match=reason):
        from_remote(url, ("lain.contoh.go.id",), b"")


def test_the_library_of_softhsm_is_there() -> None:
    assert shutil.which("softhsm2-util") and MODULE.exists()
