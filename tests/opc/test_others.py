"""A file that Word itself signed, with SHA-1 and before it signed everything."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lpse_docs.verify.opc import judge
from lpse_docs.verify.report import Answer, Certification, TimeSource
from lpse_docs.verify.trust import Trust
from tests.opc.packages import Change, changed, document, report, signed, trust
from tests.pki import Pki

WORD = Path(__file__).parents[1] / "cases/signatures/word-2010-pratinjau.docx"
NOW = datetime(2026, 11, 26, tzinfo=UTC)


def without_custom_parts(held: dict[str, bytes]) -> None:
    """Take away what this Word did not sign yet, with the relationship to it."""
    for name in [name for name in held if name.startswith("customXml/")]:
        del held[name]
    rels = "word/_rels/document.xml.rels"
    start = held[rels].index(b'<Relationship Id="rId1"')
    held[rels] = held[rels][:start] + held[rels][held[rels].index(b"/>", start) + 2 :]


def test_what_word_signed_is_understood_but_not_concluded() -> None:
    made = judge(changed(WORD.read_bytes(), without_custom_parts), Trust(), NOW)
    (one,) = made.signatures
    assert (made.kind, made.faults, one.level) == ("dokumen Word", (), "XML-DSig")
    assert (one.time, one.time_source) == (datetime(2009, 9, 10, 14, 14, 4, tzinfo=UTC), TimeSource.CLAIM)
    assert one.intact.answer is Answer.UNKNOWN
    assert "SHA-1" in one.intact.reason
    assert one.certification is Certification.UNKNOWN
    assert "alasan Test: Test Signature" in made.remarks
    assert any("Tanda tangan oleh Test tidak mengikat sertifikatnya" in words for words in made.remarks)


def test_what_word_left_open_is_told() -> None:
    (one,) = judge(WORD.read_bytes(), Trust(), NOW).signatures
    assert one.intact.answer is Answer.NO
    assert "customXml/item1.xml tidak tercakup" in one.intact.reason


def test_an_unsigned_file_says_so(pki: Pki) -> None:
    made = judge(document(), trust(pki), datetime.now(UTC))
    assert made.remarks[-1] == "berkas ini tidak bertanda tangan digital"
    assert report(made).verdict is Answer.UNKNOWN


def macro(held: dict[str, bytes]) -> None:
    types = held["[Content_Types].xml"]
    held["[Content_Types].xml"] = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def template(held: dict[str, bytes]) -> None:
    rels = "word/_rels/document.xml.rels"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    relation = b'<Relationship Id="rId99" Type="' + kind + b'" Target="http://luar.id/a.dotm" TargetMode="External"/>'
    held[rels] = held[rels].replace(b"</Relationships>", relation + b"</Relationships>")


@pytest.mark.parametrize(("change", "words"), [(macro, "makro"), (template, "http://luar.id/a.dotm")])
def test_what_a_signature_does_not_make_harmless_is_told(change: Change, words: str, pki: Pki) -> None:
    made = judge(signed(changed(document(), change), pki, "pengesah"), trust(pki), datetime.now(UTC))
    assert made.signatures[0].intact.answer is Answer.YES
    assert any(words in remark for remark in made.remarks)
