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
    (b"<wp:simplePos", b"<wp:wrapNone/><wp:simplePos", "wp:anchor has"),
    (b"<wps:bodyPr/>", b"", "wps:wsp has"),
    (b"<wpc:bg/>", b"<wpc:whole/>", "wpc:wpc has"),
    (b"<a:avLst/></a:prstGeom>", b"<a:avLst/><a:gd/></a:prstGeom>", "a:prstGeom has"),
    (b'<a:miter lim="800000"/>', b'<a:miter lim="800000"/><a:prstDash/>', "a:ln has"),
    (b"<wps:cNvCnPr>", b"<wps:cNvSpPr/><wps:cNvCnPr>", "wps:wsp has"),
    (b'<a:stCxn id="2"', b'<a:stCxn id="999"', "shape 999 missing"),
    (b'<wps:cNvPr id="3"', b'<wps:cNvPr id="2"', "shape id 2 repeated"),
    (b'<wps:cNvPr id="2"', b'<wps:cNvPr id="1"', "shape id 1 repeated"),
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
        ("word/document.xml", b"<w:cantSplit/>", b"<w:cantSplit/></w:trPr><w:trPr>", "tr has"),
        ("word/document.xml", b'<w:bookmarkStart w:id="2"', b'<w:bookmarkStart w:id="1"', "bookmark id 1 repeated"),
        ("word/document.xml", b'<w:vMerge w:val="restart"/>', b"", "continues nothing"),
        ("word/document.xml", b'<w:pStyle w:val="sel"/>', b'<w:pStyle w:val="hilang"/>', "style hilang missing"),
        ("word/document.xml", b'r:embed="rId1"', b'r:embed="rId999"', "relationship rId999 missing"),
        ("word/document.xml", b'w:anchor="b_kode"', b'w:anchor="b_lain"', "bookmark b_lain missing"),
        ("word/document.xml", b'<w:bookmarkEnd w:id="1"/>', b"", "never ends"),
        ("word/document.xml", b'<w:gridSpan w:val="3"/>', b'<w:gridSpan w:val="2"/>', "columns in a grid"),
        (
            "word/document.xml",
            b'<w:lock w:val="sdtLocked"/><w:showingPlcHdr/>',
            b"<w:showingPlcHdr/><w:lock/>",
            "sdtPr has",
        ),
        ("word/document.xml", b'<w:lid w:val="id-ID"/>', b"<w:lid/><w:lid/>", "date has"),
        ("word/settings.xml", b'<w:zoom w:percent="100"/>', b"<w:updateFields/>", "settings has updateFields"),
        ("word/numbering.xml", b"<w:nsid", b"<w:lvl/><w:nsid", "abstractNum has"),
    ],
)
def test_validator_sees(part: str, old: bytes, new: bytes, fault: str) -> None:
    data = docx.write(sample.sample(), sample.theme())
    broken = changed(data, part, lambda content: content.replace(old, new))
    assert any(fault in found for found in faults(broken)), faults(broken)[:5]
