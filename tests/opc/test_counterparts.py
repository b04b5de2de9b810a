"""Strangers judge what we sign: xmlsec1 the signature of each part, LibreOffice the whole file."""

import subprocess
from pathlib import Path

import pytest
from asn1crypto import pem

from tests import office
from tests.opc.packages import changed, document, parts, replace, samples, signed, stamper, workbook
from tests.pki import Pki

XMLSEC = (
    "xmlsec1", "--verify", "--ignore-manifests", "--id-attr:Id", "http://www.w3.org/2000/09/xmldsig#:Object",
    "--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
)  # fmt: skip
# What the verifier of LibreOffice says of files, one line each: signatures, how many are valid, how many certificates are.
BASIC = """
Sub Main
  Dim none As Object, options(0) As New com.sun.star.beans.PropertyValue
  options(0).Name = "StorageFormat"
  options(0).Value = "ZipFormat"
  factory = createUnoService("com.sun.star.embed.StorageFactory")
  judge = createUnoService("com.sun.star.security.DocumentDigitalSignatures")
  answers = FreeFile
  Open "{answers}" For Output As #answers
  For Each address In Array({addresses})
    storage = factory.createInstanceWithArguments(Array(address, 1, options()))
    found = judge.verifyDocumentContentSignatures(storage, none)
    valid = 0
    trusted = 0
    For Each item In found
      If item.SignatureIsValid Then valid = valid + 1
      If item.CertificateStatus = 0 Then trusted = trusted + 1
    Next
    Print #answers, UBound(found) + 1 & " " & valid & " " & trusted
  Next
  Close #answers
  StarDesktop.terminate
End Sub
"""


@pytest.mark.needs("xmlsec1")
def test_xmlsec_finds_every_reference_good(pki: Pki, tmp_path: Path) -> None:
    root, issuing = pki.roots() / "root.pem", tmp_path / "penerbit.pem"
    issuing.write_bytes(pem.armor("CERTIFICATE", pki.certificate("issuing").dump()))
    for number, data in enumerate(
        (signed(document(), pki, "pengesah", timestamp=stamper(pki)), signed(workbook(), pki, "pengesah"))
    ):
        part = tmp_path / f"sig{number}.xml"
        part.write_bytes(parts(data)["_xmlsignatures/sig1.xml"])
        command = [*XMLSEC, "--trusted-pem", str(root), "--untrusted-pem", str(issuing), str(part)]
        ran = subprocess.run(command, check=False, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        assert f"SignedInfo References (ok/all): {(5, 3)[number]}/{(5, 3)[number]}" in ran.stdout + ran.stderr


@pytest.mark.needs("soffice", "certutil")
def test_libreoffice_calls_them_valid(pki: Pki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    twice = signed(document(), pki, "pengesah", "pemeriksa", timestamp=stamper(pki))
    files = samples(
        tmp_path,
        sekali=signed(document(), pki, "pengesah"),
        dua=twice,
        buku=signed(workbook(), pki, "pengesah"),
        ubah=changed(twice, replace("word/document.xml", b"100 juta", b"900 juta")),
        buku_ubah=changed(signed(workbook(), pki, "pengesah"), replace("xl/worksheets/sheet1.xml", b"100", b"900")),
    )
    monkeypatch.setenv("MOZILLA_CERTIFICATE_FOLDER", f"sql:{certificates(pki, tmp_path / 'nss')}")
    answers = tmp_path / "jawaban.txt"
    addresses = ", ".join(f'"{file.as_uri()}"' for file in files.values())
    profile = tmp_path / "profil"
    profile.mkdir()
    office.perform(BASIC.replace("{answers}", str(answers)).replace("{addresses}", addresses), profile)
    told = dict(zip(files, answers.read_text().split("\n"), strict=False))
    assert told == {"sekali": "1 1 1", "dua": "2 2 2", "buku": "1 1 1", "ubah": "2 0 2", "buku_ubah": "1 0 1"}


def certificates(pki: Pki, folder: Path) -> Path:
    """A certificate store of NSS that trusts the root of the test PKI."""
    folder.mkdir()
    store = ["-d", f"sql:{folder}"]
    subprocess.run(["certutil", "-N", "--empty-password", *store], check=True, capture_output=True)
    for name, trusted in (("root", "CT,C,C"), ("issuing", ",,")):
        file = folder / f"{name}.der"
        file.write_bytes(pki.certificate(name).dump())
        subprocess.run(
            ["certutil", "-A", "-n", name, "-t", trusted, "-i", file, *store], check=True, capture_output=True
        )
    return folder
