"""Own checks of what PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) demand and what went wrong in real files.

They replace no validator: where one is at hand, ask it too.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any, TypeAlias

import pikepdf
from fontTools.ttLib import TTFont
from lxml import etree

from lpse_docs.audit.faces import composite_widths
from lpse_docs.audit.finding import error, warning
from lpse_docs.audit.opening import DAMAGE, File
from lpse_docs.audit.printed import PdfFile
from lpse_docs.audit.profile import Profile
from lpse_docs.audit.structure import annotations, structure
from lpse_docs.audit.word import PARSER, Element
from lpse_docs.diagnostics import Diagnostic

Faults: TypeAlias = Iterator[str]
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PART = "{http://www.aiim.org/pdfa/ns/id/}part"
CONFORMANCE = "{http://www.aiim.org/pdfa/ns/id/}conformance"
UA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
PREFIX = "{http://www.aiim.org/pdfa/ns/schema#}prefix"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF_NAMES = "{http://ns.adobe.com/pdf/1.3/}"
CLAIMS = {PART: "3", CONFORMANCE: "A", UA_PART: "1"}
FORBIDDEN_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/RichMediaExecute", "/Movie", "/Sound", "/ImportData", "/ResetForm"}
)
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
MOST = 20  # findings a file


def archival(file: File, profile: Profile) -> Iterator[Diagnostic]:  # noqa: ARG001 - every rule is asked alike
    """PDF memenuhi PDF/A-3a untuk arsip dan PDF/UA-1 untuk semua pembaca.

    Mengapa: dokumen disimpan bertahun-tahun dan dibaca pula dengan pembaca layar; keduanya menuntut fon, tag, dan metadata.
    Contoh: PDF hasil pemindaian, atau PDF yang diekspor tanpa tag.
    Perbaikan: pakai PDF dari `build`, atau ekspor dari Word dengan pilihan PDF/A dan tag struktur dokumen.
    """
    if isinstance(file, PdfFile):
        if not _claims(file.pdf):
            message = "PDF ini tidak menyatakan diri sebagai PDF/A-3a dan PDF/UA-1."
            yield warning("LPSE749", file.path, message, "Pakai PDF dari build, atau ekspor sebagai PDF/A bertag.")
            return
        found = list(dict.fromkeys(faults(file.pdf)))
        for fault in found[:MOST]:
            yield error("LPSE749", file.path, f"PDF/A-3a dan PDF/UA-1: {fault}.", "Buat ulang dengan build.")
        if len(found) > MOST:
            yield error("LPSE749", file.path, f"PDF/A-3a dan PDF/UA-1: {len(found) - MOST} kesalahan lain.")


def faults(pdf: pikepdf.Pdf) -> Faults:
    """Everything that is wrong, as phrases; a check that finds the file unlike any PDF says so."""
    for name, check in CHECKS.items():
        try:
            yield from check(pdf)
        except DAMAGE:
            yield f"{name} rusak atau tidak ada"


def _claims(pdf: pikepdf.Pdf) -> bool:
    """Whether a file says that it is both."""
    try:
        said = _said(_rdf(pdf)[0])
    except DAMAGE:
        return False
    return PART in said and UA_PART in said


def _rdf(pdf: pikepdf.Pdf) -> list[Element]:
    data = pdf.Root.Metadata.read_bytes()
    return etree.fromstring(data, PARSER).findall(f"{RDF}RDF")


def _said(rdf: Element) -> dict[str, str]:
    """Properties of all descriptions, written as attributes or as elements."""
    said: dict[str, str] = {}
    for part in rdf:
        said |= {str(key): str(value) for key, value in part.attrib.items()}
        said |= {str(item.tag): (item.text or "").strip() for item in part if len(item) == 0}
    return said


def trailer(pdf: pikepdf.Pdf) -> Faults:
    """An identifier, no encryption."""
    if len(pdf.trailer.get("/ID", [])) != 2:
        yield "tidak ada /ID"
    if pdf.is_encrypted:
        yield "berkas tersandi"


def metadata(pdf: pikepdf.Pdf) -> Faults:
    """Both claims in the first rdf:RDF, and the Info dictionary saying the same as XMP."""
    rdf = _rdf(pdf)
    if len(rdf) != 1:
        yield f"{len(rdf)} unsur rdf:RDF"
    said = _said(rdf[0])
    for key, wanted in CLAIMS.items():
        if said.get(key) != wanted:
            yield f"XMP menyatakan {said.get(key)} untuk {key.rpartition('}')[2]}, bukan {wanted}"
    prefixes = [node.text for node in rdf[0].iter(PREFIX)]
    if prefixes.count("pdfuaid") != 1:
        yield "skema pdfuaid tidak diterangkan satu kali"
    yield from _info_equals_xmp(pdf, rdf[0])


def _info_equals_xmp(pdf: pikepdf.Pdf, rdf: Element) -> Faults:
    def words(tag: str) -> str | None:
        found = [item for node in rdf.iter(tag) for item in (list(node.iter(f"{RDF}li")) or [node])]
        return ", ".join(item.text or "" for item in found) or None

    said = {
        "/Title": words(f"{DUBLIN}title"),
        "/Author": words(f"{DUBLIN}creator"),
        "/Subject": words(f"{DUBLIN}description"),
        "/Keywords": words(f"{PDF_NAMES}Keywords"),
        "/Creator": words(f"{XMP}CreatorTool"),
    }
    for key, value in said.items():
        if (str(pdf.docinfo[key]) if key in pdf.docinfo else None) != value:
            yield f"Info {key} berbeda dari XMP"
    for key, tag in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        moment = datetime.fromisoformat(words(f"{XMP}{tag}") or "")
        if not str(pdf.docinfo.get(key, "")).startswith(f"D:{moment:%Y%m%d%H%M%S}"):
            yield f"Info {key} berbeda dari XMP"


def output_intent(pdf: pikepdf.Pdf) -> Faults:
    """The output intent is sRGB, with its profile."""
    intents = [item for item in pdf.Root.get("/OutputIntents", []) if item.S == "/GTS_PDFA1"]
    if len(intents) != 1 or intents[0].DestOutputProfile.read_bytes()[36:40] != b"acsp":
        yield "tidak ada tujuan keluaran GTS_PDFA1 dengan profil ICC"


def catalog(pdf: pikepdf.Pdf) -> Faults:
    """Marked, with language, title in the window, tab order by structure, no scripts."""
    root: Any = pdf.Root
    nothing: dict[str, Any] = {}
    if not root.get("/MarkInfo", nothing).get("/Marked"):
        yield "tidak bertag"
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", str(root.get("/Lang", ""))):
        yield "bahasa tidak disebut"
    if not root.get("/ViewerPreferences", nothing).get("/DisplayDocTitle"):
        yield "judul tidak ditampilkan pada jendela"
    if not str(pdf.docinfo.get("/Title", "")):
        yield "tidak ada judul"
    if root.get("/AcroForm", nothing).get("/NeedAppearances"):
        yield "tampilan isian diserahkan kepada pembaca PDF"
    for number, page in enumerate(pdf.pages, 1):
        if page.get("/Annots") is not None and page.get("/Tabs") != "/S":
            yield f"urutan tab halaman {number} tidak menurut struktur"
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") in FORBIDDEN_ACTIONS:
            yield f"tindakan {item.S}"


def fonts(pdf: pikepdf.Pdf) -> Faults:
    """Every font embedded, with the widths of its own table."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
            if "/FontDescriptor" in item:
                yield from _font(item)
            if item.get("/Subtype") == "/Type3":
                yield f"fon Type 3 {item.get('/Name')}"


def _font(font: Any) -> Faults:
    files = [font.FontDescriptor[key] for key in FONT_FILES if key in font.FontDescriptor]
    if len(files) != 1:
        yield f"fon {font.BaseFont} tidak tertanam"
        return
    data = files[0].read_bytes()
    if data[:4] not in {b"\x00\x01\x00\x00", b"true", b"OTTO"}:  # a bare CFF or Type 1 carries its widths elsewhere
        return
    table = TTFont(BytesIO(data), lazy=True)
    if "hmtx" not in table:
        return
    order, advances, unit = table.getGlyphOrder(), table["hmtx"].metrics, table["head"].unitsPerEm
    wide = {glyph: (order[glyph], width) for glyph, width in composite_widths(font.get("/W", [])) if glyph < len(order)}
    for code, (name, width) in {**wide, **_simple(font, table)}.items():
        if abs(advances[name][0] * 1000 / unit - width) > 1:
            yield f"fon {font.BaseFont}: lebar tanda {code} adalah {width:g}"


def _simple(font: Any, table: TTFont) -> dict[int, tuple[str, float]]:
    """Glyph and width of each code of a simple font in WinAnsi."""
    if font.Subtype != "/TrueType" or font.get("/Encoding") != "/WinAnsiEncoding" or "cmap" not in table:
        return {}
    first, cmap = int(font.FirstChar), table.getBestCmap() or {}
    signs = {first + n: (bytes([first + n]).decode("cp1252", "replace"), width) for n, width in enumerate(font.Widths)}
    return {code: (cmap[ord(sign)], float(width)) for code, (sign, width) in signs.items() if ord(sign) in cmap}


def attachments(pdf: pikepdf.Pdf) -> Faults:
    """Every embedded file is associated with the document, named, described and typed."""
    associated = [item.objgen for item in pdf.Root.get("/AF", [])]
    if len(set(associated)) != len(associated):
        yield "sebuah lampiran disebut dua kali"
    root: Any = pdf.Root
    names = list(root.Names.EmbeddedFiles.get("/Names", [])) if "/AF" in root else []
    keys = [bytes(name) for name in names[::2]]
    if keys != sorted(keys):
        yield "nama lampiran tidak urut"
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Filespec":
            if item.objgen not in associated:
                yield f"lampiran {item.get('/UF')} tidak ada dalam /AF"
            for key in ("/AFRelationship", "/F", "/UF", "/Desc"):
                if key not in item:
                    yield f"lampiran tanpa {key}"
            if "/" not in str(item.EF.F.get("/Subtype", ""))[1:]:
                yield f"lampiran {item.get('/UF')} tanpa jenis media"


def fields(pdf: pikepdf.Pdf) -> Faults:
    """Field names without repetition; a known kind; letters from an embedded font; boxes that know their states."""
    form: Any = pdf.Root.get("/AcroForm", {"/Fields": []})
    tops = list(form["/Fields"])
    names = [str(field.get("/T", "")) for field in tops]
    for name in sorted({name for name in names if not name or names.count(name) > 1}):
        yield f"nama isian “{name}” berulang atau kosong"
    if "/XFA" in form:
        yield "formulir XFA"
    held = {item.objgen for field in tops for item in (field, *field.get("/Kids", []))}
    for page in pdf.pages:
        for item in page.get("/Annots", []):
            if item.get("/Subtype") == "/Widget" and item.objgen not in held:
                yield f"kotak isian {item.get('/TU')} tidak dimiliki isian mana pun"
    for field in tops:
        yield from _field(field, form)


def _field(field: Any, form: Any) -> Faults:
    name, kind = field.get("/T"), field.get("/FT")
    if kind in {"/Tx", "/Ch"}:
        face = re.match(r"/(\w+) [\d.]+ Tf", str(field.get("/DA", "")))
        if face is None or f"/{face[1]}" not in form.DR.Font:
            yield f"{name}: tidak ada fon untuk mengetik"
        elif not any(key in form.DR.Font[f"/{face[1]}"].FontDescriptor for key in FONT_FILES):
            yield f"{name}: fon tidak tertanam"
    elif kind == "/Btn":
        for box in field.get("/Kids", [field]):
            if set(box.AP.N) <= {"/Off"} or box.AS not in box.AP.N:
                yield f"{name}: kotak tanpa keadaannya"
    elif kind != "/Sig":
        yield f"{name}: jenis isian {kind}"
    if kind == "/Ch" and not len(field.Opt):
        yield f"{name}: tidak ada pilihan"


Check = Callable[[pikepdf.Pdf], Faults]
CHECKS: Mapping[str, Check] = {
    "penutup berkas": trailer,
    "metadata": metadata,
    "tujuan keluaran": output_intent,
    "katalog": catalog,
    "fon": fonts,
    "anotasi": annotations,
    "isian": fields,
    "struktur": structure,
    "lampiran": attachments,
}
