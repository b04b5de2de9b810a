"""The test PKI itself, before openssl as a stranger."""

import subprocess
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from certomancer.registry.common import ServiceLabel

from lpse_docs.certificates import holder, weakness
from tests.pki import PASSPHRASE, Pki

pytestmark = pytest.mark.needs("openssl")


def test_a_signer_is_trusted_through_the_issuing_body(pki: Pki, tmp_path: Path) -> None:
    chain, leaf = tmp_path / "penerbit.pem", tmp_path / "pengesah.der"
    packed = subprocess.run(
        ["openssl", "pkcs12", "-in", pki.pkcs12("approver"), "-passin", f"pass:{PASSPHRASE.decode()}", "-nokeys"],
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    chain.write_bytes(packed)
    leaf.write_bytes(pki.certificate("approver").dump())
    root = pki.roots() / "root.pem"
    ran = subprocess.run(
        ["openssl", "verify", "-CAfile", root, "-untrusted", chain, leaf], check=False, capture_output=True
    )
    assert ran.returncode == 0, ran.stderr


def test_its_services_answer(pki: Pki) -> None:
    url = pki.url + "/uji/crls/issuing/latest.crl"
    with urllib.request.urlopen(url) as answer:
        assert answer.read()[:1] == b"0"
    assert pki.tsa.startswith(pki.url)


def test_what_the_responder_says_outlives_a_run_of_the_tests(pki: Pki) -> None:
    """A file signed at its beginning is asked whether it is valid now at its end."""
    own = pki.architecture.service_registry.get_ocsp_info(ServiceLabel("issuing"))
    assert own.validity_period
    assert own.validity_period > timedelta(hours=3)


def test_a_holder_is_told_from_the_certificate(pki: Pki) -> None:
    certificate, now = pki.certificate("approver"), datetime.now(UTC)
    who = holder(certificate)
    assert (who.name, who.post, who.number, who.test) == (
        "UJI Pengesah Contoh", "Sekretaris Daerah", "UJI-0003", True,
    )  # fmt: skip
    assert weakness(certificate, now) is None
    assert "baru berlaku" in (weakness(certificate, who.begins - timedelta(days=1)) or "")
    assert "habis" in (weakness(certificate, who.ends + timedelta(days=1)) or "")
    assert "menandatangani" in (weakness(pki.certificate("root"), now) or "")
