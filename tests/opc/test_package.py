"""Packages within bounds, and the forms of XML and relationships that are signed."""

import zipfile
from io import BytesIO

import pytest
from lxml import etree

from lpse_docs.opc import package, relations, types
from lpse_docs.opc.package import Unreadable, is_odd, opened
from lpse_docs.opc.xml import canonical, parsed
from tests.opc.packages import document, packed

HEAD = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
TWO = (
    HEAD
    + b'<Relationship Id="rId2" Type="t:b" Target="b.xml"/> <Relationship Target="http://x.id/" Id="rId1" TargetMode="External" Type="t:a"/>'
    b'<Relationship Id="rId10" Type="t:c" Target="/c.xml#x"/></Relationships>'
)


def test_relationships_are_sorted_by_id_and_complete() -> None:
    made = relations.transformed(TWO, "w/_rels/d.xml.rels", ["rId2", "rId10", "rId1"])
    assert made == (
        HEAD + b'<Relationship Id="rId1" Target="http://x.id/" TargetMode="External" Type="t:a"></Relationship>'
        b'<Relationship Id="rId10" Target="/c.xml#x" TargetMode="Internal" Type="t:c"></Relationship>'
        b'<Relationship Id="rId2" Target="b.xml" TargetMode="Internal" Type="t:b"></Relationship></Relationships>'
    )
    assert relations.transformed(TWO, "_rels/.rels", [], ["t:b"]).count(b"<Relationship ") == 1


def test_targets_are_parts() -> None:
    found = relations.relations(TWO, "w/_rels/d.xml.rels")
    assert [item.part for item in found] == ["w/b.xml", "", "c.xml"]
    assert relations.source_of("w/_rels/d.xml.rels") == "w/d.xml"
    assert relations.source_of(relations.ROOT) == ""
    assert [relations.part_of(name) for name in ("", "w/d.xml")] == [relations.ROOT, "w/_rels/d.xml.rels"]


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"<Other/></Relationships>",
        HEAD + b'<Relationship Id="a" Type="t" Target="b"/><Relationship Id="a" Type="t" Target="c"/></Relationships>',
        HEAD + b'<Relationship Id="a" Type="t" Target="b" More="x"/></Relationships>',
        b"<!DOCTYPE x><x/>",
        b"<x",
        b"",
    ],
)
def test_relationships_that_are_none_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        relations.relations(data, "_rels/.rels")


def test_an_element_is_canonical_with_all_that_is_in_scope() -> None:
    root = parsed(b'<a xmlns="urn:a" xmlns:b="urn:b" xml:lang="id"><c z="1" a="2"><b:d/><!-- x -->t</c></a>', "x")
    assert canonical(root[0]) == (b'<c xmlns="urn:a" xmlns:b="urn:b" a="2" z="1" xml:lang="id"><b:d></b:d>t</c>')
    assert canonical(root[0], exclusive=True) == (
        b'<c xmlns="urn:a" a="2" z="1" xml:lang="id"><b:d xmlns:b="urn:b"></b:d>t</c>'
    )
    assert etree.tostring(root, method="c14n", with_comments=False) == canonical(root)


def test_content_types_are_those_of_part_before_ending() -> None:
    kinds = types.content_types(opened(document()))
    assert kinds.of("word/document.xml").endswith("document.main+xml")
    assert kinds.of("WORD/DOCUMENT.XML") == kinds.of("word/document.xml")
    assert kinds.of("word/media/gambar1.PNG") == "image/png"
    assert kinds.of("a.bin") == ""


@pytest.mark.parametrize(
    "name", ["", "/a", "a//b", "a/../b", "a/./b", "a/b.", "a\\b", "a\0b", "a%2Fb", "a/", "a:b", "x/[0].piece"]
)
def test_odd_names(name: str) -> None:
    assert is_odd(name)


def test_names_of_office_are_not_odd() -> None:
    assert not any(is_odd(name) for name in ("[Content_Types].xml", "_rels/.rels", "word/media/image1.png", "a b.xml"))


def test_a_package_beyond_the_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed({"a.xml": b" " * 200_000})
    for name in ("LARGEST_PART", "LARGEST"):
        with monkeypatch.context() as patch:
            patch.setattr(package, name, 100_000)
            with pytest.raises(Unreadable, match="melampaui batas"):
                opened(bomb)
    monkeypatch.setattr(package, "MOST_PARTS", 1)
    with pytest.raises(Unreadable, match="lebih dari 1 bagian"):
        opened(packed({"a": b"", "b": b""}))


def test_a_size_that_lies_is_found_out() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b" " * 5000)
    data = bytearray(made.getvalue())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        opened(bytes(data))


def test_locked_files_are_told_apart() -> None:
    with pytest.raises(Unreadable, match="kata sandi"):
        opened(package.OLE + b"\0" * 100)
