"""The attack table of SIGNING 1.6 and more: each is refused, and for the right reason."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from lpse_docs.verify import pdf, pdf_structure
from lpse_docs.verify.pdf_begun import only_signed
from lpse_docs.verify.report import Answer, FileReport
from lpse_docs.verify.trust import Trust
from lpse_docs.verify.validity import UNPROVEN
from tests.pki import Pki
from tests.verify import attacks, signed
from tests.verify.conftest import Ask, Files

CHANGED = "sesudah ditandatangani, berkas diubah dengan cara yang tidak diizinkan"
ATTACKS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "one bit": (attacks.one_bit, "isi tidak sama dengan yang ditandatangani"),
    "page replaced": (attacks.page_replaced, CHANGED),
    "annotation laid over": (attacks.annotation_over, CHANGED),
    "embedded source replaced": (attacks.source_replaced, CHANGED),
    "field filled in after the last": (attacks.filled_in, "isian surat/nomor diubah"),
    "field drawn anew": (attacks.field_redrawn, "isian surat/nomor diubah"),
    "mark of a signature drawn anew": (attacks.stamp_redrawn, CHANGED),
    "mark of a signature exchanged": (attacks.stamp_exchanged, CHANGED),
    "title changed": (attacks.retitled, "keterangan berkas (judul) diubah"),
    "signature in two fields": (attacks.signature_moved, "Satu tanda tangan dipakai pada lebih dari satu bidang."),
    "signature outside the form": (attacks.signature_outside, "tidak terhubung dengan bidang formulir"),
    "script added": (attacks.script_added, CHANGED),
    "room of the signature used": (attacks.padded, "sesudah tanda tangan ada data yang tidak tercakup"),
    "signature written otherwise": (attacks.written_otherwise, "celah tanda tangan berisi hal lain"),
    "bytes behind": (attacks.appended, "byte sesudah akhir PDF"),
    "gap widened": (attacks.range_widened, "celah tanda tangan berisi hal lain"),
}


def words(report: FileReport) -> str:
    """Everything that speaks against a file."""
    against = [item for made in report.signatures for item in (made.intact, made.valid_then)]
    return "\n".join(
        [*report.faults, *report.doubts, *(item.reason for item in against if item.answer is not Answer.YES)]
    )


@pytest.mark.parametrize("level", ["plain", "archived", "certified"])
def test_an_untouched_file_is_good(level: str, files: Files, ask: Ask) -> None:
    report = ask(getattr(files, level))
    assert words(report) == ""
    assert report.verdict is Answer.YES
    assert [made.place for made in report.signatures] == list(signed.ROLES)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_on_the_certified_file_is_refused(name: str, files: Files, ask: Ask) -> None:
    attack, why = ATTACKS[name]
    changed = attack(files.certified)
    assert changed != files.certified
    report = ask(changed)
    assert why in words(report)
    assert report.verdict is Answer.NO


@pytest.mark.parametrize(
    "name", ["page replaced", "field filled in after the last", "field drawn anew", "title changed"]
)
def test_an_attack_on_a_plain_file_is_refused(name: str, files: Files, ask: Ask) -> None:
    attack, why = ATTACKS[name]
    report = ask(attack(files.plain))
    assert why in words(report)
    assert report.verdict is Answer.NO


def test_a_picture_in_an_empty_field_is_refused(files: Files, pki: Pki, ask: Ask) -> None:
    """Without certification pyHanko has nothing against a new field."""
    report = ask(attacks.covered(files.plain))
    assert "gambar pada bidang tambahan" in words(report)
    assert report.verdict is Answer.NO
    assert ask(signed.stamp(attacks.covered(files.plain), pki, "tambahan")).verdict is Answer.NO


def test_a_visible_field_that_came_later_is_to_be_looked_at(files: Files, pki: Pki, ask: Ask) -> None:
    report = ask(signed.sign(attacks.covered(files.plain), pki, "maker", "tambahan"))
    assert report.verdict is Answer.UNKNOWN
    assert "Bidang tambahan ditambahkan sesudah tanda tangan pertama dan tampak pada halaman" in words(report)


@pytest.mark.parametrize("attack", [attacks.filled_in, attacks.field_redrawn, attacks.retitled])
@pytest.mark.parametrize("level", ["plain", "archived", "certified"])
def test_a_time_stamp_vouches_for_no_content(
    level: str, attack: Callable[[bytes], bytes], files: Files, pki: Pki, ask: Ask
) -> None:
    report = ask(signed.stamp(attack(getattr(files, level)), pki, "cap"))
    assert report.verdict is Answer.NO, words(report)


def test_a_time_stamp_takes_nobodys_place(files: Files, pki: Pki, ask: Ask) -> None:
    second = signed.sign(files.single, pki, "examiner", "pemeriksa")
    report = ask(signed.stamp(second, pki, "pengesah"), expected=())
    assert report.verdict is Answer.NO
    assert "Bidang tanda tangan pengesah masih kosong." in report.doubts


@pytest.mark.parametrize("attack", [attacks.filled_in, attacks.retitled])
def test_who_signs_elsewhere_vouches_for_nobody(
    attack: Callable[[bytes], bytes], files: Files, pki: Pki, ask: Ask
) -> None:
    report = ask(signed.sign(attack(files.plain), pki, "maker", "lain"))
    assert report.verdict is Answer.UNKNOWN
    assert "Hanya tanda tangan pada bidang tambahan yang meliputi perubahan ini" in words(report)


def test_only_signed_means_that_nothing_is_covered(files: Files, pki: Pki) -> None:
    now = datetime.now(UTC)
    begin = signed.unsigned()
    assert only_signed(begin, files.plain, now)
    assert not only_signed(begin, attacks.covered(files.plain), now)
    assert not only_signed(begin, signed.sign(attacks.covered(begin), pki, "stranger", "tambahan"), now)


def test_what_is_filled_in_between_two_signatures_is_named(files: Files, pki: Pki, ask: Ask) -> None:
    filled = attacks.filled_in(files.single)
    report = ask(signed.sign(filled, pki, "examiner", "pemeriksa"), expected=("pembuat", "pemeriksa"))
    assert "Sesudah tanda tangan pembuat: isian surat/nomor diubah." in report.changes
    assert report.verdict is Answer.YES, words(report)


def test_the_mark_of_a_signature_is_its_signers(files: Files, pki: Pki, ask: Ask) -> None:
    redrawn = attacks.stamp_redrawn(files.single)
    report = ask(signed.sign(redrawn, pki, "examiner", "pemeriksa"), expected=("pembuat", "pemeriksa"))
    assert report.signatures[0].intact.reason == CHANGED
    assert report.verdict is Answer.NO


def test_cut_back_to_the_first_signature_its_roles_are_missing(files: Files, ask: Ask) -> None:
    cut = attacks.cut_back(files.plain)
    report = ask(cut)
    assert (report.verdict, report.signatures[0].intact.answer) == (Answer.NO, Answer.YES)
    assert report.faults == ["Tanda tangan pemeriksa tidak ada.", "Tanda tangan pengesah tidak ada."]
    unasked = ask(cut, expected=())
    assert unasked.verdict is Answer.UNKNOWN
    assert "Bidang tanda tangan pengesah masih kosong." in unasked.doubts


def test_cut_back_an_archived_file_has_lost_more(files: Files, root_alone: Trust, ask: Ask) -> None:
    report = ask(attacks.cut_back(files.certified), trust=root_alone, expected=("pembuat",))
    assert (report.verdict, report.signatures[0].level) == (Answer.UNKNOWN, f"B-T{UNPROVEN}")


def test_another_root_is_not_enough(files: Files, pki: Pki, ask: Ask) -> None:
    report = ask(files.certified, trust=Trust(roots=[pki.certificate("stranger")]))
    assert report.verdict is Answer.NO
    assert "tidak bermuara pada akar yang dipercaya" in words(report)


def test_a_visible_field_after_certification_is_refused(files: Files, pki: Pki, ask: Ask) -> None:
    changed = signed.sign_new(files.certified, pki, "maker", "lain", box=(50, 50, 150, 90))
    report = ask(changed)
    assert report.verdict is Answer.NO
    assert CHANGED in words(report) or "mengunci" in words(report)


def test_an_invisible_signature_after_certification_is_named_and_allowed(files: Files, pki: Pki, ask: Ask) -> None:
    changed = signed.sign_new(files.certified, pki, "maker", "lain")
    report = ask(changed)
    assert report.verdict is Answer.YES, words(report)
    assert any("tanda tangan lain ditambahkan" in item for item in report.changes)


def test_a_stranger_who_signs_too_spoils_the_file(files: Files, pki: Pki, ask: Ask) -> None:
    changed = signed.sign_new(files.certified, pki, "stranger", "lain")
    assert ask(changed).verdict is Answer.NO


@pytest.mark.parametrize(
    ("attack", "why", "verdict"),
    [
        (attacks.prepended, "Ada byte sebelum kepala PDF", Answer.UNKNOWN),
        (attacks.hybrid, "dua daftar objek sekaligus", Answer.NO),
        (attacks.broken_list, "Berkas PDF rusak atau tidak lengkap", Answer.UNKNOWN),
        (lambda data: data[:-30], "byte sesudah akhir PDF", Answer.UNKNOWN),
    ],
    ids=["bytes before", "hybrid", "broken list", "cut"],
)
def test_a_broken_structure_is_never_good(
    attack: Callable[[bytes], bytes], why: str, verdict: Answer, files: Files, ask: Ask
) -> None:
    report = ask(attack(files.plain))
    assert report.verdict is verdict
    assert why in words(report)


@pytest.mark.parametrize(
    "data", [b"%PDF-", b"%PDF-1.7\n" + b"[" * 50_000, b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\n" + b"\0" * 999]
)
def test_garbage_is_one_sentence(data: bytes, ask: Ask) -> None:
    report = ask(data)
    assert report.unreadable
    assert report.faults[0] == "Berkas PDF rusak atau tidak lengkap, sehingga tidak dapat diperiksa."


def test_a_revoked_signer_is_refused(pki: Pki, ask: Ask) -> None:
    report = ask(signed.sign(signed.unsigned(), pki, "revoked", "pengesah"), expected=("pengesah",))
    assert report.verdict is Answer.NO
    assert "sertifikat sudah dicabut sejak" in report.signatures[0].valid_then.reason


@pytest.mark.parametrize(
    ("bound", "says"), [("OBJECTS", "objek"), ("REVISIONS", "kali"), ("SIGNATURES", "tanda tangan")]
)
def test_too_much_is_refused(bound: str, says: str, files: Files, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf if bound == "SIGNATURES" else pdf_structure, bound, 1)
    report = ask(files.plain)
    assert report.unreadable
    assert says in report.faults[0]
