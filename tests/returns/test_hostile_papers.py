"""Files that are not what they should be: each gets its own answer, and none holds or breaks the reader."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpse_docs.document.blocks import Document
from lpse_docs.writers import docx, pdf
from tests.returns import papers
from tests.returns.test_papers import SHEETS, read, refusal
from tests.writers import look
from tests.writers.build import of, p

WRITE: dict[str, Callable[[Document], bytes]] = {
    "kartu.docx": lambda made: docx.write(made, look.theme()),
    "kartu.pdf": lambda made: pdf.write(made, look.theme()),
}
RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def outside(kind: str) -> bytes:
    made = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="https://contoh.example/" TargetMode="External"/>'
    return papers.changed(
        papers.word(), RELATIONS, lambda it: it.replace(b"</Relationships>", made.encode() + b"</Relationships>")
    )


@pytest.mark.parametrize("name", SHEETS)
def test_another_document_of_ours(name: str) -> None:
    told = refusal(name, WRITE[name](of(papers.place("formulir/uraian"), keywords=("formulir",))))
    assert (told.code, told.message) == ("LPSE570", f"{name}: dokumen ini dari program ini, tetapi bukan kartu skor.")


def silenced(file: pikepdf.Pdf) -> None:
    del file.trailer["/Info"]
    del file.Root["/Metadata"]


def nameless_form(file: pikepdf.Pdf) -> None:
    silenced(file)
    for number, field in enumerate(file.Root.AcroForm.Fields):
        field.T = f"Teks{number}"


def wordless(core: bytes) -> bytes:
    return core.replace(b"kartu-skor:d", b"").replace(b"kriteria:", b"")


def test_a_scorecard_without_its_keywords_is_told_as_such() -> None:
    plain = papers.changed(papers.word(), "docProps/core.xml", wordless)
    for name, data in (("kartu.docx", plain), ("kartu.pdf", papers.edited(papers.printed(), silenced))):
        told = refusal(name, data)
        assert told.code == "LPSE570"
        assert "kata kunci yang memuat asalnya telah hilang" in told.message


def test_documents_of_other_programs() -> None:
    other = papers.changed(papers.word(), "word/styles.xml", lambda it: it.replace(b'"LPSE ', b'"Lain '))
    other = papers.changed(other, "docProps/core.xml", wordless)
    other = papers.changed(other, papers.MAIN, lambda it: it.replace(b'w:tag w:val="', b'w:tag w:val="lain-'))
    for name, data in (("kartu.docx", other), ("kartu.pdf", papers.edited(papers.printed(), nameless_form))):
        told = refusal(name, data)
        assert (told.code, "bukan dari program ini" in told.message) == ("LPSE570", True)


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_whose_places_are_gone(name: str) -> None:
    flat = of(p("S04-K01 terpenuhi"), keywords=("kartu-skor:d", f"kriteria:{papers.DIGEST}"))
    assert refusal(name, WRITE[name](flat)).code == "LPSE574"


def test_macros_are_refused() -> None:
    told = refusal("kartu.docx", papers.packed({**papers.unpacked(papers.word()), "word/vbaProject.bin": b"x"}))
    assert (told.code, told.message) == ("LPSE572", "kartu.docx: dokumen ini memuat makro.")
    types = papers.changed(
        papers.word(),
        "[Content_Types].xml",
        lambda it: it.replace(b"wordprocessingml.document.main", b"macroEnabled.main"),
    )
    assert refusal("kartu.docx", types).code == "LPSE572"


def test_files_outside_are_refused_but_addresses_to_click_are_not() -> None:
    for kind in ("attachedTemplate", "image", "oleObject"):
        assert refusal("kartu.docx", outside(kind)).code == "LPSE572"
    made, found = read("kartu.docx", outside("hyperlink"))
    assert made is not None and found == []


def test_packages_that_swell_or_lie() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"word/besar{number}.xml", b" " * (24 << 20))
    told = refusal("kartu.docx", out.getvalue())
    assert (told.code, told.message) == ("LPSE571", "kartu.docx: paket dokumen ini mengembang melampaui batas.")
    many = papers.packed({f"word/{number}.xml": b"" for number in range(2001)})
    assert "melampaui batas" in refusal("kartu.docx", many).message
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out := BytesIO(), "w") as archive:
        archive.writestr("word/document.xml", b"<a/>")
        archive.writestr("word/document.xml", b"<b/>")
    assert "dua bagian bernama sama" in refusal("kartu.docx", out.getvalue()).message


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>'
    told = refusal("kartu.docx", papers.changed(papers.word(), papers.MAIN, lambda _: bomb))
    assert (told.code, "DOCTYPE" in told.message) == ("LPSE571", True)


def test_deep_trees_are_refused() -> None:
    deep = b"<a>" * 5000 + b"</a>" * 5000
    assert refusal("kartu.docx", papers.changed(papers.word(), papers.MAIN, lambda _: deep)).code == "LPSE571"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("kartu.docx", b"", "rusak, terpotong, atau bukan DOCX"),
        ("kartu.docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "terkunci dengan kata sandi"),
        ("kartu.docx", papers.packed({"a.txt": b"a"}), "bukan dokumen Word"),
        ("kartu.pdf", b"", "bukan PDF"),
        ("kartu.pdf", b"%PDF-1.7\nrusak", "rusak atau terpotong"),
    ],
)
def test_damaged_and_locked_files(name: str, data: bytes, said: str) -> None:
    told = refusal(name, data)
    assert (told.code, said in told.message) == ("LPSE571", True)


@pytest.mark.parametrize(("user", "said"), [("sandi", "terkunci dengan kata sandi"), ("", "dilindungi")])
def test_an_encrypted_pdf(user: str, said: str) -> None:
    lock = pikepdf.Encryption(owner="pemilik", user=user)
    told = refusal("kartu.pdf", papers.edited(papers.printed(), lambda file: None, encryption=lock))
    assert (told.code, said in told.message) == ("LPSE571", True)


def test_xfa_is_refused() -> None:
    def xfa(file: pikepdf.Pdf) -> None:
        file.Root.AcroForm.XFA = pikepdf.String("x")

    told = refusal("kartu.pdf", papers.edited(papers.printed(), xfa))
    assert (told.code, "formulir XFA" in told.message) == ("LPSE572", True)


def test_a_form_that_goes_round_or_down_without_end() -> None:
    def ring(file: pikepdf.Pdf) -> None:
        field = file.make_indirect(pikepdf.Dictionary(T="ular"))
        field.Kids = pikepdf.Array([field])
        file.Root.AcroForm.Fields.append(field)

    made, found = read("kartu.pdf", papers.edited(papers.printed(), ring))
    assert made is not None and found == []

    def well(file: pikepdf.Pdf) -> None:
        top = bottom = file.make_indirect(pikepdf.Dictionary(T="a"))
        for _ in range(40):
            below = file.make_indirect(pikepdf.Dictionary(T="a"))
            bottom.Kids = pikepdf.Array([below])
            bottom = below
        file.Root.AcroForm.Fields.append(top)

    assert "melampaui batas" in refusal("kartu.pdf", papers.edited(papers.printed(), well)).message


def test_a_field_of_an_odd_shape_is_not_a_value() -> None:
    def odd(file: pikepdf.Pdf) -> None:
        for field in file.Root.AcroForm.Fields:
            if str(field.T) == "S04-K01/temuan":
                field.V = file.make_stream(b"\xfe\xff" + "isi é".encode("utf-16-be"))
            elif str(field.T) == "S04-K01/alasan":
                field.V = pikepdf.Dictionary(A=1)
            elif str(field.T) == "S04-K01/bukti":
                field.V = pikepdf.String("Bukti-001; bukti-002")

    made, found = read("kartu.pdf", papers.edited(papers.printed(), odd))
    assert made is not None and found == []
    held = made.filled["S04-K01"]
    assert (held.finding, held.reason, held.evidence) == ("isi é", None, ("bukti-001", "bukti-002"))


@pytest.mark.parametrize("name", SHEETS)
@settings(max_examples=40, deadline=4000)
@given(data=st.data())
def test_flipped_bytes_never_crash_the_reader(name: str, data: st.DataObject) -> None:
    whole = bytearray(papers.word() if name.endswith("docx") else papers.printed())
    if data.draw(st.booleans()):
        del whole[data.draw(st.integers(0, len(whole) - 1)) :]
    for spot in data.draw(st.lists(st.integers(0, max(len(whole) - 1, 0)), max_size=20)):
        if whole:
            whole[spot] = data.draw(st.integers(0, 255))
    made, found = read(name, bytes(whole))
    assert made is not None or len(found) == 1


@settings(max_examples=40, deadline=4000)
@given(data=st.data())
def test_flipped_bytes_inside_the_text_of_a_document(data: st.DataObject) -> None:
    def flip(main: bytes) -> bytes:
        whole = bytearray(main)
        for spot in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=6)):
            whole[spot] = data.draw(st.integers(0, 255))
        return bytes(whole)

    part = data.draw(st.sampled_from((papers.MAIN, "docProps/core.xml", "_rels/.rels", "[Content_Types].xml")))
    made, found = read("kartu.docx", papers.changed(papers.word(), part, flip))
    assert made is not None or len(found) == 1


def test_a_package_whose_list_lies_about_a_size() -> None:
    whole = bytearray(papers.word())
    at = whole.rindex(b"PK\x01\x02")
    whole[at + 24 : at + 28] = struct.pack("<I", 5)
    made, found = read("kartu.docx", bytes(whole))
    assert made is not None or found[0].code == "LPSE571"
