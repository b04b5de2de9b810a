"""Small packages to sign, keys of the test PKI, and ways to change a signed file."""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import algos, crl, tsp, x509
from certomancer.registry import ServiceLabel
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from openpyxl import Workbook

from lpse_docs.document.blocks import Cell, Figure, Row, Signature, Table
from lpse_docs.sign import opc as signer
from lpse_docs.verify.opc import Judged, judge
from lpse_docs.verify.report import FileReport
from lpse_docs.verify.trust import Trust
from lpse_docs.writers import docx
from lpse_docs.writers.docx.frame import clear
from tests.pki import PASSPHRASE, Pki
from tests.writers.docx import sample

ROLES = {"pengesah": "approver", "pemeriksa": "examiner"}
Change = Callable[[dict[str, bytes]], None]


@dataclass(frozen=True)
class Key:
    """A key of the test PKI."""

    private: Any
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    def sign(self, data: bytes) -> bytes:
        made = self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())
        assert isinstance(made, bytes)
        return made


@cache
def key(pki: Pki, name: str) -> Key:
    private, own, others = pkcs12.load_key_and_certificates(pki.pkcs12(name).read_bytes(), PASSPHRASE)
    assert isinstance(private, RSAPrivateKey)
    assert own is not None
    own_der, *chain = (x509.Certificate.load(item.public_bytes(Encoding.DER)) for item in (own, *others))
    return Key(private, own_der, tuple(item for item in chain if item.issuer != item.subject))


def stamper(pki: Pki) -> Callable[[bytes], bytes]:
    """The time stamp service of the test PKI, asked without a network."""

    def stamp(data: bytes) -> bytes:
        imprint = {"hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "hashed_message": digest(data)}
        asked = tsp.TimeStampReq({"version": "v1", "message_imprint": imprint, "cert_req": True})
        service = pki.architecture.service_registry.summon_timestamper(ServiceLabel("tsa"), datetime.now(UTC))
        return bytes(service.request_tsa_response(asked)["time_stamp_token"].dump())

    return stamp


def digest(data: bytes) -> bytes:
    return sha256(data).digest()


@cache
def trust(pki: Pki) -> Trust:
    """The root, and lists of today."""
    lists = [crl.CertificateList.load(pki.crl(name)) for name in ("root", "issuing")]
    return Trust(roots=[pki.certificate("root")], crls=lists)


@cache
def document() -> bytes:
    """A Word file with two pictures and three places to sign."""
    people = (("pengesah", "Sekretaris Daerah,"), ("sop-a-pemeriksa", "Kepala LPSE,"), ("sop-a-pembuat", "Staf,"))
    row = Row(tuple(Cell((Signature(field, (post,), f"UJI {field}"),)) for field, post in people))
    pictures = (Figure("satu", "Gambar satu", 20, 20), Figure("dua", "Gambar dua", 20, 20))
    blocks = (sample.p("Nilai pagu 100 juta."), *pictures, Table((1, 1, 1), (row,), "Tanda tangan"))
    look = replaced(sample.theme(), pictures={"satu": sample.png(), "dua": clear()})
    return docx.write(sample.document(*blocks), look)


@cache
def workbook() -> bytes:
    """An Excel file as openpyxl writes it."""
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = 100
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def signed(data: bytes, pki: Pki, *roles: str, timestamp: Callable[[bytes], bytes] | None = None) -> bytes:
    """A file signed in roles, one after the other."""
    for role in roles:
        held = key(pki, ROLES[role])
        data = signer.sign(
            data, held, role=role, name=f"UJI {role}", reason=f"Sebagai {role}", at=datetime.now(UTC).replace(microsecond=0),
            timestamp=timestamp,
        )  # fmt: skip
    return data


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(held: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return made.getvalue()


def changed(data: bytes, change: Change) -> bytes:
    """A copy of a package with some of its parts changed."""
    held = parts(data)
    before = dict(held)
    change(held)
    assert held != before, "nothing was changed"
    return packed(held)


def replace(name: str, old: bytes, new: bytes) -> Change:
    """Exchange the first place of some bytes in a part."""

    def change(held: dict[str, bytes]) -> None:
        assert old in held[name], (name, old)
        held[name] = held[name].replace(old, new, 1)

    return change


def judged(data: bytes, pki: Pki, at: datetime | None = None) -> Judged:
    return judge(data, trust(pki), at or datetime.now(UTC))


def report(made: Judged) -> FileReport:
    """What is judged, as the report of a file, for its verdict."""
    return FileReport(
        "berkas",
        made.kind,
        "",
        signatures=made.signatures,
        faults=made.faults,
        doubts=made.doubts,
        remarks=made.remarks,
    )


def samples(folder: Path, **files: bytes) -> dict[str, Path]:
    """Files on a disk, for programs that read no others."""
    made = {}
    for name, data in files.items():
        made[name] = folder / f"{name}.{'xlsx' if name.startswith('buku') else 'docx'}"
        made[name].write_bytes(data)
    return made
