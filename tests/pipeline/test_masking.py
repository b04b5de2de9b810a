"""An excerpt shows where something confidential stands, never what it is: findings end up in logs that many people read."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asn1crypto import x509

from lpse_docs.certificates import Holder, presentable
from lpse_docs.diagnostics import Span
from lpse_docs.model.office import Official
from lpse_docs.pipeline import held_signer, journal, logbook, signing
from lpse_docs.pipeline.excerpt import excerpt, printable, source_lines
from lpse_docs.pipeline.log_match import mismatch
from lpse_docs.pipeline.printed_names import Asked, Line, Taken
from lpse_docs.pipeline.signatories import strangers
from lpse_docs.pipeline.signing import Item, Signed
from lpse_docs.sign.levels import Level
from tests.pki import Pki


def test_a_secret_and_a_national_number_are_hidden_sign_for_sign(tmp_path: Path) -> None:
    text = "name: LPSE\n# passphrase: rahasia123\naddress: NIK 3301234567890123, Kasongan\n"
    (tmp_path / "lpse.yaml").write_text(text, encoding="utf-8")
    lines = source_lines(tmp_path)
    assert lines(Span("lpse.yaml", 1, 1)) == "name: LPSE"
    assert lines(Span("lpse.yaml", 2, 15, 25)) == "# passphrase: ••••••••••"
    shown, marker = excerpt(lines(Span("lpse.yaml", 3, 14)), Span("lpse.yaml", 3, 14, 30))
    assert shown == "address: NIK ••••••••••••••••, Kasongan"
    assert marker == " " * 13 + "^" * 16


DAY, NIK = datetime(2026, 1, 1, tzinfo=UTC), "3301234567890123"
WHO = Holder(f"UJI Contoh {NIK}", f"Kepala NIK{NIK}", "UJI", NIK, "UJI", "1f", DAY, DAY, test=True)


@pytest.mark.parametrize("written", [NIK, "3301 2345 6789 0123", "330123 456789 0123", f"NIK{NIK}", f"ID-{NIK}x"])
def test_a_nik_in_a_certificate_tells_its_region_only(written: str) -> None:
    shown = presentable(Holder(written, written, written, "", written, "1f", DAY, DAY, test=True))
    for words in (shown.name, shown.post, shown.office, shown.issuer):
        assert (
            "3301" in words and words.count(".") == 12 and not any(part in words for part in ("2345", "6789", "0123"))
        )


@pytest.mark.parametrize("written", ["19700101 199503 1 001", "197001011995031001", "UJI-0001", "12345678901234567"])
def test_other_numbers_stay(written: str) -> None:
    assert presentable(Holder(written, "", "", written, "", "1f", DAY, DAY, test=True)).number == written
    assert printable(written) == written and printable("a1234567890123456b") == "a1234567890123456b"


def test_what_is_said_of_a_signer_tells_no_nik_and_compares_it(workspace_folder: Path) -> None:
    desk, _ = signing.desk(workspace_folder)
    assert desk
    line = Line(Official(post="a", title="Anggota", name="Orang Lain", rank=None, nip=None), free=True)
    known = {"uji": {"a/1": line, "a/2": line}}
    item = Item("uji.pdf", "", "", b"", None, "a/2", signers=(("a/1", WHO),))
    said = [found.message for found in held_signer.held(desk, [item], WHO, known)]
    said += strangers(Asked(desk.root, desk.office, "uji.pdf", known["uji"]), [Taken("a/1", WHO), Taken("a/2", WHO)])
    assert len(said) == 5
    assert [words for words in said if "UJI Contoh 3301............" not in words or NIK in words] == []
    own = Official(post="a", title="Anggota", name=WHO.name, rank=None, nip=None)
    alone, known = replace(item, signers=()), {"uji": {"a/2": Line(own, free=True)}}
    assert held_signer.held(desk, [alone], WHO, known) == []
    (fault,) = held_signer.held(desk, [alone], replace(WHO, name="UJI Contoh 3301999999999999"), known)
    assert fault.code == "LPSE817"


@dataclass
class Owner:
    """Whose certificate signed."""

    certificate: x509.Certificate


def test_a_log_is_told_no_nik(workspace_folder: Path, pki: Pki) -> None:
    made = Signed(Item("uji.pdf", "", "", b"", None, "a/1"), Level.BASIC, DAY, b"x")
    (workspace_folder / "signed").mkdir()
    journal.note(workspace_folder, made, Owner(pki.reissued("approver", shown=WHO.name)))
    text = (workspace_folder / "signed" / logbook.NAME).read_text("utf-8")
    assert WHO.shown in text and NIK not in text


@pytest.mark.parametrize("kept", [WHO.name, WHO.shown])
def test_the_log_fits_a_signer_whose_name_holds_a_nik(kept: str) -> None:
    facts = {"bidang": "a/1", "penanda": kept, "sertifikat": "1f", "sebelum": "0", "sesudah": "1"}
    log = [{"event": "tanda-tangan", "berkas": "uji.pdf", "n": 1, **facts}]
    assert mismatch(log, "uji.pdf", "1", "0", [Taken("a/1", WHO)]) == ""
