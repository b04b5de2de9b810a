"""The goal "Word opens it without repair", as far as it can be checked without Word."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from lpse_docs.writers import docx
from tests.writers.docx import flows, sample
from tests.writers.docx.look_inside import contents
from tests.writers.docx.schema import faults

Change = Callable[[bytes], bytes]


def changed(data: bytes, part: str, change: Change) -> bytes:
    """A copy of a package with one part changed."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return buffer.getvalue()


def test_rich_document_has_no_faults() -> None:
    assert faults(docx.write(sample.sample(), sample.theme())) == []


FLOW_FAULTS = [
    (b"<wp:simplePos", b"<wp:wrapNone/><wp:simplePos", "wp:anchor berisi"),
    (b"<wps:bodyPr/>", b"", "wps:wsp berisi"),
    (b"<wpc:bg/>", b"<wpc:whole/>", "wpc:wpc berisi"),
    (b"<a:avLst/></a:prstGeom>", b"<a:avLst/><a:gd/></a:prstGeom>", "a:prstGeom berisi"),
    (b'<a:miter lim="800000"/>', b'<a:miter lim="800000"/><a:prstDash/>', "a:ln berisi"),
    (b"<wps:cNvCnPr>", b"<wps:cNvSpPr/><wps:cNvCnPr>", "wps:wsp berisi"),
    (b'<a:stCxn id="2"', b'<a:stCxn id="999"', "bentuk 999 tidak ada"),
    (b'<wps:cNvPr id="3"', b'<wps:cNvPr id="2"', "id bentuk 2 berulang"),
    (b'<wps:cNvPr id="2"', b'<wps:cNvPr id="1"', "id bentuk 1 berulang"),
]


@pytest.mark.parametrize(("old", "new", "fault"), FLOW_FAULTS)
def test_validator_sees_faults_of_drawings(old: bytes, new: bytes, fault: str) -> None:
    data = docx.write(sample.document(flows.small()), sample.theme())
    assert old in contents(data)["word/document.xml"]
    broken = changed(data, "word/document.xml", lambda content: content.replace(old, new))
    assert any(fault in found for found in faults(broken)), faults(broken)[:5]


def test_reference_document_has_no_faults() -> None:
    assert faults(sample.theme().reference_docx) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        ("word/document.xml", b"<w:cantSplit/>", b"<w:cantSplit/></w:trPr><w:trPr>", "tr berisi"),
        ("word/document.xml", b'<w:bookmarkStart w:id="2"', b'<w:bookmarkStart w:id="1"', "id markah 1 berulang"),
        ("word/document.xml", b'<w:vMerge w:val="restart"/>', b"", "tidak melanjutkan apa pun"),
        ("word/document.xml", b'<w:pStyle w:val="sel"/>', b'<w:pStyle w:val="hilang"/>', "gaya hilang tidak ada"),
        (
            "word/document.xml",
            b'r:embed="rId1"',
            b'r:embed="rId999"',
            "hubungan rId999 pada word/document.xml tidak ada",
        ),
        ("word/document.xml", b'w:anchor="b_kode"', b'w:anchor="b_lain"', "markah b_lain tidak ada"),
        ("word/document.xml", b'<w:bookmarkEnd w:id="1"/>', b"", "tidak berakhir"),
        ("word/document.xml", b'<w:gridSpan w:val="3"/>', b'<w:gridSpan w:val="2"/>', "kolom pada kisi"),
        (
            "word/document.xml",
            b'<w:lock w:val="sdtLocked"/><w:showingPlcHdr/>',
            b"<w:showingPlcHdr/><w:lock/>",
            "sdtPr berisi",
        ),
        ("word/document.xml", b'<w:lid w:val="id-ID"/>', b"<w:lid/><w:lid/>", "date berisi"),
        ("word/settings.xml", b'<w:zoom w:percent="100"/>', b"<w:updateFields/>", "settings berisi updateFields"),
        ("word/numbering.xml", b"<w:nsid", b"<w:lvl/><w:nsid", "abstractNum berisi"),
    ],
)
def test_validator_sees(part: str, old: bytes, new: bytes, fault: str) -> None:
    data = docx.write(sample.sample(), sample.theme())
    broken = changed(data, part, lambda content: content.replace(old, new))
    assert any(fault in found for found in faults(broken)), faults(broken)[:5]
