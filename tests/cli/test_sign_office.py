"""`sign` over Word and Excel files as people type it: their lines, at most two signatures, and everything else as it was."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from lpse_docs.opc.package import opened
from lpse_docs.pipeline import logbook
from lpse_docs.pipeline.log_match import mismatch
from lpse_docs.pipeline.signatories import taken
from lpse_docs.sign import office
from lpse_docs.sign.order import Unsignable
from lpse_docs.verify.office import verify
from lpse_docs.verify.question import Question
from tests.cli.conftest import Ran, lpse
from tests.opc.packages import document, workbook
from tests.pki import PASSPHRASE, Pki

pytestmark = pytest.mark.needs("openssl")


@pytest.fixture
def root(workspace_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a Word and an Excel file, as if built."""
    for name, data in (("sop/sop-a-uji.docx", document()), ("buku/uji.xlsx", workbook())):
        (workspace_folder / "build" / name).parent.mkdir(parents=True)
        (workspace_folder / "build" / name).write_bytes(data)
    return workspace_folder


def sign(root: Path, pki: Pki, place: str, who: str, *words: str) -> Ran:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANDI", PASSPHRASE.decode())
        key = ("--pkcs12", str(pki.pkcs12(who)), "--passphrase-env", "SANDI", "--yes", "--timestamp", pki.tsa)
        return lpse("--project", str(root), "sign", str(root / "build" / place), *key, *words)


@pytest.mark.parametrize("place", ["sop/sop-a-uji.docx", "buku/uji.xlsx"])
def test_two_people_sign_and_a_third_is_refused(root: Path, pki: Pki, place: str) -> None:
    before = (root / "build" / place).read_bytes()
    for who, role in (("examiner", "pemeriksa"), ("maker", "pembuat")):
        ran = sign(root, pki, place, who, "--role", role, "--level", "B-LT")
        assert (ran.code, f"(peran {role}), tingkat B-T\n" in ran.text) == (0, True), ran.text
        assert "B-LT" not in ran.text and "LPSE821" in ran.text
    signed = (root / "signed" / place).read_bytes()
    assert (root / "build" / place).read_bytes() == before
    assert office.continues(before, signed) and not office.continues(signed, before)
    old, new = opened(before), opened(signed)
    assert {name for name in new.parts if old.parts.get(name) != new[name]} == {
        "[Content_Types].xml", "_rels/.rels", *(name for name in new.parts if name.startswith("_xmlsignatures/")),
    }  # fmt: skip
    field = ("--field", "pengesah") if place.endswith("docx") else ("--role", "pengesah")
    third = sign(root, pki, place, "approver", *field)
    assert (third.code, "paling banyak 2" in third.text) == (1, True), third.text
    assert (root / "signed" / place).read_bytes() == signed
    report = verify(signed, place, Question(datetime.now(UTC)))
    log, now, then = logbook.entries(root / "signed" / logbook.NAME), sha256(signed), sha256(before)
    assert mismatch(log, place, now.hexdigest(), then.hexdigest(), taken(signed, place, report)) == ""
    checked = lpse("verify", str(root / "signed" / place), "--roots", str(pki.roots()))
    assert "UJI Pembuat Contoh" in checked.text and "utuh                          YA" in checked.text
    assert lpse("verify", str(root / "signed" / place), "--roots", str(pki.roots()), "--expect", "pengesah").code == 1


def test_what_is_no_package_is_refused(root: Path, pki: Pki) -> None:
    (root / "build/sop/sop-a-uji.docx").write_bytes(b"PK\x03\x04" + bytes(100))
    ran = sign(root, pki, "sop/sop-a-uji.docx", "approver", "--role", "pengesah")
    assert (ran.code, "aket rusak" in ran.text) == (1, True), ran.text
    with pytest.raises(Unsignable, match="paket rusak"):
        office.title(b"x")
    assert not office.continues(b"x", document())
    assert office.title(document()) and [item.name for item in office.places(workbook())] == [
        "pengesahan/pembuat", "pengesahan/pemeriksa", "pengesahan/pengesah",
    ]  # fmt: skip


def test_a_result_with_another_change_is_not_proven(pki: Pki) -> None:
    from tests.opc.packages import changed, replace, signed

    made = signed(document(), pki, "pengesah")
    office.prove(document(), made, None, "pengesah")  # type: ignore[arg-type] # the key does not matter here
    other = changed(made, replace("word/document.xml", b"<w:t", b"<w:t "))
    with pytest.raises(Unsignable):
        office.prove(document(), other, None, "pengesah")  # type: ignore[arg-type]
    with pytest.raises(Unsignable):
        office.prove(document(), document(), None, "pengesah")  # type: ignore[arg-type]
