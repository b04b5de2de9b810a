"""The look comes from the reference document alone, whoever saved it."""

import ast
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree

from lpse_docs.document.blocks import Heading, Paragraph
from lpse_docs.document.inlines import Emphasis, Reference, Strong, text
from lpse_docs.document.roles import Role
from lpse_docs.writers import docx
from lpse_docs.writers.docx import missing_styles, names
from lpse_docs.writers.docx.reference import styles_only
from lpse_docs.writers.docx.specimen import USES, first_reference
from lpse_docs.writers.failure import WriteError
from tests.writers.docx import sample
from tests.writers.docx.look_inside import contents, part, style, values, words, written
from tests.writers.docx.schema import W, faults, parts

ALLOWED = {
    "pPr": {"pStyle", "keepNext", "pageBreakBefore", "numPr", "sectPr", "tabs"},
    "rPr": {"rStyle"},
    "tblPr": {"tblStyle", "tblW", "tblInd", "tblLayout", "tblLook", "tblCaption", "tblDescription"},
    "trPr": {"cantSplit", "tblHeader", "trHeight"},
    "tcPr": {"tcW", "gridSpan", "vMerge"},
}

MEASURES = {"color", "sz", "szCs"}  # of the letters in a chart, like the places and tones of its shapes


def edited(reference: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A reference document with changed parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in contents(reference).items():
            archive.writestr(name, changes.get(name, bytes)(data))
    return buffer.getvalue()


def in_styles(old: bytes, new: bytes) -> bytes:
    """The committed reference document with a change in its styles."""
    reference = sample.theme().reference_docx
    assert old in contents(reference)["word/styles.xml"]
    return edited(reference, {"word/styles.xml": lambda data: data.replace(old, new)})


def style_of(properties: etree._Element) -> str:
    return style(next(properties.iterancestors(W + "p"), properties))


def test_no_direct_formatting() -> None:
    for name, root in parts(docx.write(sample.sample(), sample.theme())).items():
        if re.match(r"word/(document|header|footer)", name):
            for tag, allowed in ALLOWED.items():
                for properties in root.iter(W + tag):
                    drawn = MEASURES if tag == "rPr" and style_of(properties) == "grafik-kata" else set()
                    assert {child.tag.removeprefix(W) for child in properties} <= allowed | drawn, name


def test_tab_stops_stand_in_contents_only() -> None:
    main = part(docx.write(sample.sample(), sample.theme()))
    assert all(style(tabs.getparent().getparent()).startswith("TOC") for tabs in main.iter(W + "tabs"))  # type: ignore[union-attr, arg-type]


def test_restyling_changes_the_styles_part_only() -> None:
    restyled = in_styles(b'w:fill="E6E6E6"', b'w:fill="FFE699"')
    before = contents(docx.write(sample.sample(), sample.theme()))
    after = contents(docx.write(sample.sample(), sample.theme(restyled)))
    assert {name for name in before if before[name] != after[name]} == {"word/styles.xml"}
    assert after["word/styles.xml"] == contents(restyled)["word/styles.xml"]


def test_styles_are_found_by_name_when_word_has_renamed_the_ids() -> None:
    """A localised Word saves `a1`, `a2` ... as ids and may change the case of names."""
    styles = part(sample.theme().reference_docx, "word/styles.xml")
    ids = {old: f"a{number}" for number, old in enumerate(values(styles, "style", "styleId"))}

    def renamed(data: bytes) -> bytes:
        for tag in ("basedOn", "next", "styleLink", "pStyle", "rStyle", "tblStyle"):
            data = re.sub(rb'(<w:%s w:val=")([^"]*)' % tag.encode(), lambda m: m[1] + ids[m[2].decode()].encode(), data)
        data = re.sub(rb'(w:styleId=")([^"]*)', lambda m: m[1] + ids[m[2].decode()].encode(), data)
        return data.replace(b'"heading 1"', b'"Heading 1"')

    names_of_parts = ("word/styles.xml", "word/numbering.xml", "word/document.xml")
    reference = edited(sample.theme().reference_docx, dict.fromkeys(names_of_parts, renamed))
    data = docx.write(sample.sample(), sample.theme(reference))
    assert missing_styles(reference) == ()
    assert faults(data) == []
    assert ids["Heading1"] in {style(entry) for entry in part(data).iter(W + "p")}
    assert values(part(data, "word/numbering.xml"), "abstractNumId") == values(
        part(docx.write(sample.sample(), sample.theme()), "word/numbering.xml"), "abstractNumId"
    )


def test_reference_document_has_every_style() -> None:
    assert missing_styles(sample.theme().reference_docx) == ()
    assert set(USES) == set(Role)


def test_missing_style_is_named_and_the_document_still_written() -> None:
    reference = in_styles(b'w:val="LPSE Catatan"', b'w:val="Catatan Lama"')
    assert missing_styles(reference) == ("LPSE Catatan",)
    assert part(docx.write(sample.sample(), sample.theme(reference))) is not None


def test_lists_survive_a_reference_that_lost_its_list_styles() -> None:
    reference = edited(
        sample.theme().reference_docx,
        {"word/numbering.xml": lambda _: b'<w:numbering xmlns:w="' + W[1:-1].encode() + b'"/>'},
    )
    data = docx.write(sample.document(sample.nested_list()), sample.theme(reference))
    assert len(values(part(data, "word/numbering.xml"), "abstractNumId")) >= 4
    assert set(values(part(data), "numId")) <= set(values(part(data, "word/numbering.xml"), "num", "numId"))


def test_specimen_lists_do_not_travel() -> None:
    numbering = part(docx.write(sample.document(sample.p("x")), sample.theme()), "word/numbering.xml")
    assert len(list(numbering.iter(W + "num"))) == len(names.LISTS)


def test_embedded_fonts_and_picture_bullets_stay_behind() -> None:
    reference = edited(
        sample.theme().reference_docx,
        {
            "word/fontTable.xml": lambda data: data.replace(
                b"<w:family", b'<w:embedRegular xmlns:r="urn:r" r:embed="rId1"/><w:family'
            ),
            "word/numbering.xml": lambda data: data.replace(
                b"<w:lvlJc", b'<w:lvlPicBulletId w:val="0"/><w:lvlJc'
            ).replace(b"<w:abstractNum ", b'<w:numPicBullet w:numPicBulletId="0"/><w:abstractNum ', 1),
        },
    )
    written_parts = contents(docx.write(sample.sample(), sample.theme(reference)))
    assert "word/fontTable.xml" not in written_parts
    assert b"PicBullet" not in written_parts["word/numbering.xml"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"bukan zip",
        edited(styles_only(), {"word/styles.xml": lambda _: b"<rusak"}),
    ],
)
def test_unreadable_reference_is_said_in_words(data: bytes) -> None:
    with pytest.raises(WriteError, match="dokumen acuan Word"):
        docx.write(sample.document(), sample.theme(data))


def test_reference_without_styles_part_is_unreadable() -> None:
    buffer = BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    with pytest.raises(WriteError):
        missing_styles(buffer.getvalue())


def run_styles(main: object) -> list[tuple[str, str]]:
    """(words, character style) of every run."""
    found = []
    for run in main.iter(W + "r"):  # type: ignore[attr-defined]
        mark = run.find(f"{W}rPr/{W}rStyle")
        found.append((words(run), "" if mark is None else mark.get(W + "val")))
    return found


def test_strong_is_left_out_where_the_style_is_bold_already() -> None:
    """Word toggles: bold in a bold paragraph style would print light (ECMA-376 17.7.3)."""
    inline = (Strong(text("tebal")), Strong((Emphasis(text("dua")),)))
    assert run_styles(written(Paragraph(inline))) == [("tebal", "Strong"), ("dua", "tebal-miring")]
    assert run_styles(written(Paragraph(inline, Role.CELL_HEADER))) == [("tebal", ""), ("dua", "Emphasis")]
    assert run_styles(written(Heading(1, inline, "x"))) == [("tebal", ""), ("dua", "Emphasis")]


def test_bold_is_inherited_from_the_base_style_and_can_be_switched_off() -> None:
    paragraph = sample.document(Paragraph((Strong(text("x")),), Role.CELL_HEADER))
    off = in_styles(b"<w:b/>", b'<w:b w:val="0"/>')
    assert run_styles(part(docx.write(paragraph, sample.theme(off)))) == [("x", "Strong")]
    based = in_styles(
        b'<w:name w:val="LPSE Sel"/><w:basedOn w:val="Normal"/>',
        b'<w:name w:val="LPSE Sel"/><w:basedOn w:val="sel-kepala"/>',
    )
    plain = replace(paragraph, sections=sample.document(Paragraph((Strong(text("x")),), Role.CELL)).sections)
    assert run_styles(part(docx.write(plain, sample.theme(based)))) == [("x", "")]
    ring = in_styles(
        b'<w:name w:val="LPSE Sel"/><w:basedOn w:val="Normal"/>', b'<w:name w:val="LPSE Sel"/><w:basedOn w:val="sel"/>'
    )
    assert run_styles(part(docx.write(plain, sample.theme(ring)))) == [("x", "Strong")]


def test_strong_reference_keeps_its_weight() -> None:
    main = written(
        Heading(1, text("A"), "a"), Paragraph((Reference("a", (Strong(text("lihat")),)), Reference("a", text(" A"))))
    )
    assert run_styles(main)[1:] == [("lihat", "Strong"), (" A", "rujukan")]


def test_first_reference_is_reproducible() -> None:
    assert first_reference(sample.WORDS) == first_reference(sample.WORDS)
    assert missing_styles(styles_only()) == ()


def test_every_style_is_explained_in_the_readme() -> None:
    explained = (sample.ROOT / "templates/word/README.md").read_text(encoding="utf-8")
    ranges = {f"heading {level}" for level in (2, 3)} | {f"toc {level}" for level in (2, 3)}
    assert [name for name in names.REQUIRED if name not in explained and name not in ranges] == []


def test_the_command_of_the_readme_makes_a_whole_reference_document() -> None:
    readme = (sample.ROOT / "templates/word/README.md").read_text(encoding="utf-8")
    words_given = re.search(r"first_reference\((\{.*\})\)\)", readme)
    assert words_given is not None
    assert missing_styles(first_reference(ast.literal_eval(words_given[1]))) == ()
