"""A stolen key of a time stamp: whoever has it dates a signature back to before the signer's own key was revoked."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import crl

from lpse_docs.pipeline.sealing import Sealer, seal_folder
from lpse_docs.pipeline.verifying import verify_file
from lpse_docs.sign.levels import Level
from lpse_docs.sign.levels import Trust as SigningTrust
from lpse_docs.sign.pdf import services
from lpse_docs.sign.pkcs12 import from_pkcs12
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, TimeSource
from lpse_docs.verify.trust import Trust
from tests.opc import packages
from tests.pki import PASSPHRASE, Pki
from tests.verify import signed

HOUR = timedelta(hours=1)


def a_pdf(folder: Path, pki: Pki) -> Path:
    (folder / "surat.pdf").write_bytes(signed.sign(signed.unsigned(), pki, "approver", "pengesah", "B-T"))
    return folder / "surat.pdf"


def a_document(folder: Path, pki: Pki) -> Path:
    made = packages.signed(packages.document(), pki, "pengesah", timestamp=packages.stamper(pki))
    (folder / "surat.docx").write_bytes(made)
    return folder / "surat.docx"


def a_seal(folder: Path, pki: Pki) -> Path:
    (folder / "surat.txt").write_text("surat")
    key = from_pkcs12(pki.pkcs12("approver"), PASSPHRASE)
    stamps = services(key, Level.TIME, pki.tsa, SigningTrust())
    seal_folder(folder, Sealer(key, datetime.now(UTC), lambda: stamps, None, {}))
    return folder / "SHA256SUMS"


@pytest.mark.parametrize("make", [a_pdf, a_document, a_seal])
def test_a_stamp_of_a_stolen_key_proves_nothing(make: Callable[[Path, Pki], Path], tmp_path: Path, pki: Pki) -> None:
    path = make(tmp_path, pki)
    soon = datetime.now(UTC) + HOUR
    gone = pki.revoking("issuing", {"approver": soon})
    for known, source in (
        (crl.CertificateList.load(pki.crl("root")), TimeSource.STAMP),
        (pki.revoking("root", {"tsa": soon}), TimeSource.CLAIM),
    ):
        trust = Trust(roots=[pki.certificate("root")], crls=[gone, known])
        (made,) = verify_file(path, Question(soon + HOUR, trust)).signatures
        assert made.time_source is source
        assert (made.valid_then.answer is Answer.YES) == (source is TimeSource.STAMP), made.valid_then
