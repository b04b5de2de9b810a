"""A test PKI with everything a real one has: root, issuing body, signers, a revoked one, OCSP, CRL and time stamps.

Keys are made anew for each run and live in a temporary folder; nobody can mistake them: every name begins with UJI.
"""

import asyncio
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from asn1crypto import pem, x509
from asn1crypto.crl import CertificateList
from certomancer.integrations.aiohttp_animator import build_animator_app
from certomancer.registry import ArchLabel, CertLabel, KeyLabel, PKIArchitecture, ServiceLabel
from certomancer.registry.config import CertomancerConfig
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

NAMES = ("root", "issuing", "ocsp", "tsa", "maker", "examiner", "approver", "revoked", "stranger")
PASSPHRASE = b"sandi uji"
PEOPLE = {
    "maker": ("UJI Pembuat Contoh", "Sekretariat LPSE", "UJI-0001"),
    "examiner": ("UJI Pemeriksa Contoh", "Kepala LPSE", "UJI-0002"),
    "approver": ("UJI Pengesah Contoh", "Sekretaris Daerah", "UJI-0003"),
    "revoked": ("UJI Dicabut Contoh", "Sekretaris Daerah", "UJI-0004"),
}


def _day(value: datetime) -> str:
    return value.strftime("%Y-%m-%dT%H:%M:%S+0000")


def _configuration(folder: Path, url: str, now: datetime) -> dict[str, Any]:
    def valid(years: float, *, ago: float = 1) -> dict[str, Any]:
        return {
            "valid-from": _day(now - timedelta(days=365 * ago)),
            "valid-to": _day(now + timedelta(days=365 * years)),
        }

    def profile(name: str, **params: object) -> dict[str, Any]:
        return {"profiles": [{"id": name, "params": params}]}

    person = {"issuer": "issuing", "validity": valid(2, ago=0.5), "profiles": ["digsig-commitment"]}
    return {
        "external-url-prefix": url,
        "keysets": {
            "uji": {"path-prefix": str(folder), "keys": {name: {"path": f"{name}.key.pem"} for name in NAMES}}
        },
        "pki-architectures": {
            "uji": {
                "keyset": "uji",
                "entity-defaults": {"country-name": "ID", "organization-name": "UJI Kabupaten Contoh"},
                "entities": {
                    "root": {"common-name": "UJI Induk"},
                    "issuing": {"common-name": "UJI Penerbit"},
                    "ocsp": {"common-name": "UJI OCSP"},
                    "tsa": {"common-name": "UJI Cap Waktu"},
                    "stranger": {"common-name": "UJI Induk Lain"},
                    **{
                        key: {"common-name": name, "title": post, "serial-number": number}
                        for key, (name, post, number) in PEOPLE.items()
                    },
                },
                "certs": {
                    "root": {
                        "subject": "root", "subject-key": "root", "issuer": "root", "authority-key": "root",
                        "validity": valid(11), **profile("simple-ca", **{"crl-repo": "root"}),
                    },
                    "stranger": {
                        "subject": "stranger", "subject-key": "stranger", "issuer": "stranger",
                        "authority-key": "stranger", "validity": valid(11), "profiles": ["simple-ca"],
                    },
                    "issuing": {
                        "issuer": "root", "validity": valid(10),
                        **profile(
                            "simple-ca", **{"max-path-len": 0, "crl-repo": "issuing", "ocsp-service": "issuing"}
                        ),
                    },
                    "ocsp": {"issuer": "issuing", "validity": valid(10), "profiles": ["ocsp-responder"]},
                    "tsa": {
                        "issuer": "root", "validity": valid(10),
                        "extensions": [
                            {
                                "id": "key_usage", "critical": True,
                                "smart-value": {"schema": "key-usage", "params": ["digital_signature"]},
                            },
                            {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]},
                            {
                                "id": "crl_distribution_points",
                                "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": ["root"]}},
                            }
                        ],
                    },
                    "maker": person,
                    "examiner": person,
                    "approver": person,
                    "revoked": {
                        **person,
                        "revocation": {"revoked-since": _day(now - timedelta(days=30)), "reason": "key_compromise"},
                    },
                },
                "services": {
                    "ocsp": {
                        "issuing": {
                            "for-issuer": "issuing", "responder-cert": "ocsp", "signing-key": "ocsp",
                            # A file signed at the beginning of a run is still asked at its end.
                            "validity-period": {"hours": 12},
                        }
                    },
                    "crl-repo": {
                        "root": {"for-issuer": "root", "signing-key": "root", "simulated-update-schedule": "P90D"},
                        "issuing": {
                            "for-issuer": "issuing", "signing-key": "issuing", "simulated-update-schedule": "P30D"
                        },
                    },
                    "cert-repo": {
                        "root": {"for-issuer": "root", "publish-issued-certs": True},
                        "issuing": {"for-issuer": "issuing", "publish-issued-certs": False},
                    },
                    "time-stamping": {"tsa": {"signing-key": "tsa", "signing-cert": "tsa"}},
                },
            }
        },
    }  # fmt: skip


@dataclass(frozen=True)
class Pki:
    """A running PKI; `url` answers OCSP, CRL and time stamp requests while the context is open."""

    folder: Path
    architecture: PKIArchitecture
    url: str

    @property
    def tsa(self) -> str:
        """Where time stamps come from."""
        return self.architecture.service_registry.get_tsa_info(ServiceLabel("tsa")).url

    def certificate(self, name: str) -> x509.Certificate:
        """One certificate."""
        return self.architecture.get_cert(CertLabel(name))

    def crl(self, name: str, at: datetime | None = None) -> bytes:
        """The list of revoked certificates of `root` or `issuing` at a time."""
        made = self.architecture.service_registry.get_crl(ServiceLabel(name), at or datetime.now(UTC))
        return bytes(made.dump())

    def revoking(self, issuer: str, gone: Mapping[str, datetime]) -> CertificateList:
        """A list of `root` or `issuing` by which the keys of some certificates are stolen since a day each."""
        began = min(gone.values())
        builder = pyca.CertificateRevocationListBuilder(
            pyca.load_der_x509_certificate(self.certificate(issuer).dump()).subject, began, began + timedelta(days=30)
        )
        for name, since in gone.items():
            one = pyca.RevokedCertificateBuilder(self.certificate(name).serial_number, since)
            why = pyca.CRLReason(pyca.ReasonFlags.key_compromise)
            builder = builder.add_revoked_certificate(one.add_extension(why, critical=False).build())
        key = load_pem_private_key((self.folder / f"{issuer}.key.pem").read_bytes(), None)
        assert isinstance(key, rsa.RSAPrivateKey)
        identifier = pyca.AuthorityKeyIdentifier(self.certificate(issuer).key_identifier, None, None)
        made = builder.add_extension(identifier, critical=False).sign(key, hashes.SHA256())
        return CertificateList.load(made.public_bytes(Encoding.DER))

    def reissued(self, name: str, *extensions: pyca.ExtensionType, shown: str = "") -> x509.Certificate:
        """Another certificate over the key of a signer, by the issuing body, with other extensions or another name."""
        own, above = (pyca.load_der_x509_certificate(self.certificate(it).dump()) for it in (name, "issuing"))
        key = load_pem_private_key((self.folder / "issuing.key.pem").read_bytes(), None)
        assert isinstance(key, rsa.RSAPrivateKey)
        names = [*own.subject, *([pyca.NameAttribute(pyca.NameOID.COMMON_NAME, shown)] if shown else [])]
        subject = pyca.Name(
            [it for it in names if not shown or it.oid != pyca.NameOID.COMMON_NAME or it.value == shown]
        )
        builder = pyca.CertificateBuilder(
            above.subject, subject, own.public_key(), 4711, own.not_valid_before_utc, own.not_valid_after_utc
        )
        usage = own.extensions.get_extension_for_class(pyca.KeyUsage).value
        for extension in (usage, *extensions):
            builder = builder.add_extension(extension, critical=True)
        return x509.Certificate.load(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER))

    def pkcs12(self, name: str, passphrase: bytes = PASSPHRASE) -> Path:
        """A private file with the key and the chain of a signer, made at first use."""
        path = self.folder / f"{name}.p12"
        if not path.exists():
            path.touch(0o600)
            made = self.architecture.package_pkcs12(CertLabel(name), KeyLabel(name), password=passphrase)
            path.write_bytes(made)
        return path

    def roots(self, *names: str) -> Path:
        """A folder with the trusted roots as PEM files; `root` when none is named."""
        wanted = names or ("root",)
        folder = self.folder / ("akar-" + "-".join(wanted))
        folder.mkdir(exist_ok=True)
        for name in wanted:
            (folder / f"{name}.pem").write_bytes(pem.armor("CERTIFICATE", self.certificate(name).dump()))
        return folder


def _keys(folder: Path) -> None:
    for name in NAMES:
        key = rsa.generate_private_key(65537, 2048)
        path = folder / f"{name}.key.pem"
        path.touch(0o600)
        path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


@contextmanager
def running(folder: Path) -> Iterator[Pki]:
    """Make the PKI in a folder and answer for it on the loopback address.

    The animator runs on a loop of its own in a thread, so it answers synchronous and asynchronous callers alike.
    """
    _keys(folder)
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    made = CertomancerConfig(_configuration(folder, url, datetime.now(UTC).replace(microsecond=0)), str(folder))
    architecture = made.get_pki_arch(ArchLabel("uji"))
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def serve() -> web.AppRunner:
        runner = web.AppRunner(build_animator_app({ArchLabel("uji"): architecture}, with_web_ui=False))
        await runner.setup()
        await web.SockSite(runner, listener).start()
        ready.set()
        return runner

    runners: list[web.AppRunner] = []

    def run() -> None:
        asyncio.set_event_loop(loop)
        runners.append(loop.run_until_complete(serve()))
        loop.run_forever()
        loop.run_until_complete(runners[0].cleanup())
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield Pki(folder, architecture, url)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
