"""Own checks of a written PDF: what PDF/A-3a and PDF/UA-1 demand and what went wrong in real files (SIGNING 1.3)."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
from fontTools.ttLib import TTFont

PRINT_FLAG = 4
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PART = "{http://www.aiim.org/pdfa/ns/id/}part"
CONFORMANCE = "{http://www.aiim.org/pdfa/ns/id/}conformance"
UA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF_NAMES = "{http://ns.adobe.com/pdf/1.3/}"
FORBIDDEN_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/RichMediaExecute", "/Movie", "/Sound", "/ImportData", "/ResetForm"}
)
FORBIDDEN_ANNOTATIONS = frozenset({"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/FileAttachment"})
Faults = Iterator[str]


def faults(data: bytes) -> list[str]:
    """Everything that is wrong with a PDF file, as sentences; empty when it is as it should be."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [fault for check in CHECKS for fault in check(pdf)]


def trailer(pdf: pikepdf.Pdf) -> Faults:
    """An identifier, no encryption."""
    if len(pdf.trailer.get("/ID", [])) != 2:
        yield "trailer without /ID"
    if pdf.is_encrypted:
        yield "encrypted"


def metadata(pdf: pikepdf.Pdf) -> Faults:
    """Both claims in the first rdf:RDF, and the Info dictionary saying the same as XMP."""
    root = ET.fromstring(pdf.Root.Metadata.read_bytes())
    rdf = root.findall(f"{RDF}RDF")
    if len(rdf) != 1:
        yield f"{len(rdf)} rdf:RDF elements"
    claims = {key: value for part in rdf[0] for key, value in part.attrib.items()}
    wanted = {PART: "3", CONFORMANCE: "A", UA_PART: "1"}
    yield from (f"XMP claims {claims.get(key)} for {key}" for key, value in wanted.items() if claims.get(key) != value)
    schemas = [node.text for node in rdf[0].iter("{http://www.aiim.org/pdfa/ns/schema#}prefix")]
    if schemas != ["pdfuaid"]:
        yield f"extension schemas: {schemas}"
    yield from _info_equals_xmp(pdf, rdf[0])


def _info_equals_xmp(pdf: pikepdf.Pdf, rdf: ET.Element) -> Faults:
    def words(tag: str) -> str | None:
        found = [item for node in rdf.iter(tag) for item in (list(node.iter(f"{RDF}li")) or [node])]
        return ", ".join(item.text or "" for item in found) or None

    said = {
        "/Title": words(f"{DUBLIN}title"),
        "/Author": words(f"{DUBLIN}creator"),
        "/Subject": words(f"{DUBLIN}description"),
    }
    said |= {"/Keywords": words(f"{PDF_NAMES}Keywords"), "/Creator": words(f"{XMP}CreatorTool")}
    for key, value in said.items():
        if (str(pdf.docinfo[key]) if key in pdf.docinfo else None) != value:
            yield f"Info {key} differs from XMP {value!r}"
    for key, tag in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        moment = datetime.fromisoformat(words(f"{XMP}{tag}") or "")
        if str(pdf.docinfo[key]) != f"D:{moment:%Y%m%d%H%M%S}Z":
            yield f"Info {key} differs from XMP"


def output_intent(pdf: pikepdf.Pdf) -> Faults:
    """sRGB as the output intent, with its profile."""
    intents = [item for item in pdf.Root.get("/OutputIntents", []) if item.S == "/GTS_PDFA1"]
    if len(intents) != 1 or intents[0].DestOutputProfile.read_bytes()[36:40] != b"acsp":
        yield "no output intent GTS_PDFA1 with an ICC profile"


def catalog(pdf: pikepdf.Pdf) -> Faults:
    """Marked, with language, title in the window, tab order by structure, no scripts."""
    root: Any = pdf.Root
    nothing: dict[str, Any] = {}
    if not root.get("/MarkInfo", nothing).get("/Marked"):
        yield "not marked as tagged"
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", str(root.get("/Lang", ""))):
        yield "no language"
    if not root.get("/ViewerPreferences", nothing).get("/DisplayDocTitle"):
        yield "title not displayed"
    if not str(pdf.docinfo.get("/Title", "")):
        yield "no title"
    if root.get("/AcroForm", nothing).get("/NeedAppearances"):
        yield "appearances left to the viewer"
    yield from (f"page {n} without /Tabs /S" for n, page in enumerate(pdf.pages, 1) if page.get("/Tabs") != "/S")
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") in FORBIDDEN_ACTIONS:
            yield f"action {item.S}"


def fonts(pdf: pikepdf.Pdf) -> Faults:
    """Every font embedded, with the widths of its own table."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/FontDescriptor" in item:
            yield from _font(item)
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and item.get("/Subtype") == "/Type3":
            yield f"Type 3 font {item.get('/Name')}"


def _font(font: Any) -> Faults:
    files = [
        font.FontDescriptor[key] for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in font.FontDescriptor
    ]
    if len(files) != 1:
        yield f"font {font.BaseFont} is not embedded"
        return
    table = TTFont(BytesIO(files[0].read_bytes()), lazy=True)
    order, advances, unit = table.getGlyphOrder(), table["hmtx"].metrics, table["head"].unitsPerEm
    glyphs = {glyph: (order[glyph], width) for glyph, width in _widths(font.get("/W", []))}
    for glyph, (name, width) in {**glyphs, **_encoded(font, table)}.items():
        if abs(advances[name][0] * 1000 / unit - width) > 1:
            yield f"font {font.BaseFont}: width of glyph {glyph} is {width}"


def _encoded(font: Any, table: TTFont) -> dict[int, tuple[str, float]]:
    """Glyph and width of each code of a simple font, which must be in WinAnsi."""
    if font.Subtype != "/TrueType":
        return {}
    signs = {code: bytes([code]).decode("cp1252", "replace") for code in range(int(font.FirstChar), 256)}
    assert font.Encoding == "/WinAnsiEncoding" and len(font.Widths) == len(signs)
    cmap = table.getBestCmap()
    widths = zip(signs.items(), font.Widths, strict=True)
    return {code: (cmap[ord(sign)], float(width)) for (code, sign), width in widths if ord(sign) in cmap}


def _widths(array: Any) -> Iterator[tuple[int, float]]:
    items = list(array)
    while items:
        first, second = items.pop(0), items.pop(0)
        if isinstance(second, pikepdf.Array):
            yield from ((int(first) + n, float(width)) for n, width in enumerate(second))
        else:
            width = float(items.pop(0))
            yield from ((glyph, width) for glyph in range(int(first), int(second) + 1))


def annotations(pdf: pikepdf.Pdf) -> Faults:
    """Printed, with an appearance, and reached from a Form or Link element that points back."""
    parents = _number_tree(pdf.Root.StructTreeRoot.ParentTree)
    for page in pdf.pages:
        for item in page.get("/Annots", []):
            kind = str(item.Subtype)
            if kind in FORBIDDEN_ANNOTATIONS:
                yield f"annotation {kind}"
            if not int(item.get("/F", 0)) & PRINT_FLAG:
                yield f"{kind} without the print flag"
            if kind not in {"/Link", "/Popup"} and "/N" not in item.get("/AP", {}):
                yield f"{kind} without an appearance"
            if kind == "/Widget" and not str(item.get("/TU", "")):
                yield "field without /TU"
            if kind == "/Link" and not str(item.get("/Contents", "")):
                yield "link without words"
            yield from _owned(item, kind, parents)


def fields(pdf: pikepdf.Pdf) -> Faults:
    """Field names without repetition; a known kind; letters from an embedded font; boxes that know their states."""
    form: Any = pdf.Root.get("/AcroForm", {"/Fields": []})
    tops = list(form["/Fields"])
    names = [str(field.get("/T", "")) for field in tops]
    yield from (f"field name {name} repeated or empty" for name in sorted(names) if not name or names.count(name) > 1)
    if "/XFA" in form:
        yield "XFA form"
    below = [kid for field in tops for kid in field.get("/Kids", [])]
    held = {item.objgen for item in (*tops, *below)}
    widgets = [item for page in pdf.pages for item in page.get("/Annots", []) if item.Subtype == "/Widget"]
    yield from (f"widget {item.get('/TU')} belongs to no field" for item in widgets if item.objgen not in held)
    for field in tops:
        yield from _field(field, form)


def _field(field: Any, form: Any) -> Faults:
    name, kind = field.T, field.get("/FT")
    if kind in {"/Tx", "/Ch"}:
        face = re.match(r"/(\w+) [\d.]+ Tf", str(field.get("/DA", "")))
        if face is None or f"/{face[1]}" not in form.DR.Font:
            yield f"{name}: no font to type with"
        if "/FontFile2" not in next(iter(form.DR.Font.values())).FontDescriptor:
            yield f"{name}: font not embedded"
    elif kind == "/Btn":
        for box in field.get("/Kids", [field]):
            if set(box.AP.N) <= {"/Off"} or box.AS not in box.AP.N:
                yield f"{name}: a box without its states"
    elif kind != "/Sig":
        yield f"{name}: kind {kind}"
    if kind == "/Ch" and not len(field.Opt):
        yield f"{name}: nothing to choose"


def _owned(item: Any, kind: str, parents: dict[int, Any]) -> Faults:
    owner = parents.get(int(item.get("/StructParent", -1)))
    tag = {"/Widget": "/Form", "/Link": "/Link"}[kind]
    if owner is None or tag != owner.S:
        yield f"{kind} is not in a {tag} element"
    elif not any(kid.get("/Obj") == item for kid in _kids(owner) if isinstance(kid, pikepdf.Dictionary)):
        yield f"{kind}: the element does not point back"


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _number_tree(tree: Any) -> dict[int, Any]:
    numbers = list(tree.Nums)
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def profiles(pdf: pikepdf.Pdf) -> Faults:
    """One colour profile, and not an empty one: whoever names a colour space means the same."""
    found = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/N" in item and "/Type" not in item]
    yield from (f"{len(found)} colour profiles" for _ in [0] if len(found) != 1)
    yield from ("empty colour profile" for item in found if not item.read_bytes())


def structure(pdf: pikepdf.Pdf) -> Faults:
    """All content is either in the tree or an artifact; headings skip no level; figures and tables are described."""
    root = pdf.Root.StructTreeRoot
    tagged: set[tuple[Any, int]] = set()
    level = 0
    for element in _walk(root):
        tag = str(element.S)
        if found := re.fullmatch(r"/H([1-6])", tag):
            if int(found[1]) > level + 1:
                yield f"heading level {found[1]} after {level}"
            level = int(found[1])
        if tag == "/Figure" and not str(element.get("/Alt", "")):
            yield "figure without /Alt"
        if tag == "/TH" and "/ID" not in element:
            yield "header cell without /ID"
        tagged |= {(element.Pg.objgen, kid) for kid in _kids(element) if isinstance(kid, int)}
    for number, page in enumerate(pdf.pages, 1):
        used, outside = _marked(page)
        yield from (f"page {number}: {outside} operators outside of any mark" for _ in [0] if outside)
        yield from (
            f"page {number}: content {mcid} hangs nowhere" for mcid in sorted(used) if (page.objgen, mcid) not in tagged
        )


def _walk(root: Any) -> Iterator[Any]:
    waiting = _kids(root)[::-1]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            waiting += _kids(element)[::-1]


def _marked(page: Any) -> tuple[set[int], int]:
    """Marked-content numbers of a page, and how many painting operators stand outside of every mark."""
    depth = outside = 0
    used: set[int] = set()
    for step in pikepdf.parse_content_stream(page):
        name = str(step.operator)
        if name in {"BDC", "BMC"}:
            depth += 1
            if name == "BDC" and "/MCID" in step.operands[1]:
                used.add(int(step.operands[1].MCID))
        elif name == "EMC":
            depth -= 1
        elif name in {"Tj", "TJ", "f", "f*", "S", "s", "B", "Do", "sh"} and not depth:
            outside += 1
    return used, outside


def attachments(pdf: pikepdf.Pdf) -> Faults:
    """Every embedded file is associated with the document, named, described and typed."""
    associated = [item.objgen for item in pdf.Root.get("/AF", [])]
    if len(set(associated)) != len(associated):
        yield "an attachment is associated twice"
    root: Any = pdf.Root
    names = list(root.Names.EmbeddedFiles.Names) if "/AF" in root else []
    keys = [bytes(name) for name in names[::2]]
    if keys != sorted(keys):
        yield "names of attachments are not sorted"
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Filespec":
            if item.objgen not in associated:
                yield f"{item.UF} is not in /AF"
            missing = [key for key in ("/AFRelationship", "/F", "/UF", "/Desc") if key not in item]
            yield from (f"attachment without {key}" for key in missing)
            if "/" not in str(item.EF.F.get("/Subtype", ""))[1:]:
                yield f"{item.UF} has no media type"


Check = Callable[[pikepdf.Pdf], Faults]
CHECKS: tuple[Check, ...] = (
    trailer,
    metadata,
    output_intent,
    catalog,
    fonts,
    annotations,
    fields,
    profiles,
    structure,
    attachments,
)
