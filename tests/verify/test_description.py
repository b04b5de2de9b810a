"""What a file says of itself is compared by what it says: other programs spell the same title otherwise."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pyhanko.pdf_utils import generic as real

from lpse_docs.sign.levels import Level, Trust
from lpse_docs.sign.order import Order
from lpse_docs.sign.pkcs12 import from_pkcs12
from lpse_docs.verify import pdf_description
from lpse_docs.verify.pdf_description import Description, retold
from lpse_docs.verify.report import Answer
from tests.pki import PASSPHRASE, Pki
from tests.sign.test_pdf import once
from tests.verify import attacks, signed
from tests.verify.conftest import Ask, Files

generic: Any = real
DC, RDF = "http://purl.org/dc/elements/1.1/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XMP = "http://ns.adobe.com/xap/1.0/"
LIST = '<d:title><r:Alt><r:li xml:lang="x-default">Judul</r:li></r:Alt></d:title>'


def packet(inside: str, *, prefix: str = "d", beside: str = "") -> Description:
    made = Description()
    text = f'<r:RDF xmlns:r="{RDF}" xmlns:{prefix}="{DC}" xmlns:x="{XMP}"><r:Description {beside}>{inside}</r:Description></r:RDF>'
    for key, words in pdf_description._packet(text.encode()):
        made.say(key, words)
    return made


@pytest.mark.parametrize(
    ("other", "names"),
    [
        (packet(LIST.replace("d:", "dc:"), prefix="dc"), []),
        (packet(LIST.replace("<r:Alt>", "\n <r:Alt>").replace("<d:title>", f'<d:title xmlns:d="{DC}">')), []),
        (packet("", beside='d:title="Judul"'), []),
        (packet(LIST, beside='x:ModifyDate="2026-01-02"'), []),
        (packet(LIST.replace("Judul", "Lain")), ["judul"]),
        (packet(LIST.replace("Judul", "Judul<!-- -->Lain")), ["judul"]),
        (packet(LIST.replace("x-default", "en")), ["judul"]),
        (packet(LIST + LIST), ["judul"]),
        (packet(""), ["judul"]),
        (packet(LIST, beside='d:creator="Orang Lain"'), ["penulis"]),
        (packet("<"), ["judul", "hal lain"]),
        (packet(LIST + " " * (1 << 20)), ["judul", "hal lain"]),
    ],
)
def test_only_what_is_said_otherwise_is_told(other: Description, names: list[str]) -> None:
    assert retold(packet(LIST), other) == names


def test_another_program_that_signs_changes_no_title(pki: Pki, ask: Ask) -> None:
    key = from_pkcs12(pki.pkcs12("maker"), PASSPHRASE)
    now = datetime.now(UTC) - timedelta(seconds=2)
    data = once(signed.unsigned(), key, Order("pembuat", Level.BASIC, now), pki, Trust([]))
    report = ask(signed.sign_new(data, pki, "examiner", "lain"), expected=("pembuat",))
    assert (report.verdict, report.doubts) == (Answer.YES, [])
    assert report.changes[0] == "Sesudah tanda tangan pembuat: bidang tanda tangan ditambahkan."


def test_a_day_alone_is_called_a_day(files: Files, ask: Ask) -> None:
    def change(writer: Any) -> None:
        writer.trailer["/Info"]["/CreationDate"] = generic.TextStringObject("D:20200101000000Z")
        writer.update_container(writer.trailer["/Info"])

    report = ask(attacks.updated(files.single, change), expected=("pembuat",))
    assert (report.verdict, report.changes) == (
        Answer.YES,
        ["Sesudah tanda tangan pembuat: tanggal dalam keterangan berkas diubah."],
    )
