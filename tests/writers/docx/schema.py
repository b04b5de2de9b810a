"""A small validator: children in the order of ECMA-376, ids unique, references that lead somewhere.

Word "repairs" or refuses files that break these rules, LibreOffice forgives most of them.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WPC, WPG, WPS = (
    f"{{http://schemas.microsoft.com/office/word/2010/wordprocessing{kind}}}" for kind in ("Canvas", "Group", "Shape")
)
PREFIXES = {
    W: "",
    R: "r:",
    WP: "wp:",
    A: "a:",
    PIC: "pic:",
    MC: "mc:",
    WPC: "wpc:",
    WPG: "wpg:",
    WPS: "wps:",
    W14: "w14:",
}

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid"
    " spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl"
    " divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
    " webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
    " eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
    " tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols"
    " formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal"
    " personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "pBdr": "top left bottom right between bar",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex comboBox date docPartObj"
    " dropDownList text w14:checkbox",
    "date": "dateFormat lid storeMappedDataAs calendar",
    "dropDownList": "listItem",
    "settings": "writeProtection view zoom removePersonalInformation defaultTabStop autoHyphenation consecutiveHyphenLimit"
    " characterSpacingControl footnotePr endnotePr compat docVars rsids mathPr themeFontLang clrSchemeMapping decimalSymbol"
    " listSeparator",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "txbxContent": "p tbl",
    "wp:inline": "wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphic",
    "wp:anchor": "wp:simplePos wp:positionH wp:positionV wp:extent wp:effectExtent wp:wrapNone wp:docPr"
    " wp:cNvGraphicFramePr a:graphic",
    "wp:positionH": "wp:align wp:posOffset",
    "wp:positionV": "wp:align wp:posOffset",
    "mc:AlternateContent": "mc:Choice mc:Fallback",
    "wpc:wpc": "wpc:bg wpc:whole wps:wsp",
    "wpg:wgp": "wpg:cNvPr wpg:cNvGrpSpPr wpg:grpSpPr wps:wsp",
    "wps:wsp": "wps:cNvPr wps:cNvSpPr wps:cNvCnPr wps:spPr wps:style wps:txbx wps:linkedTxbx wps:bodyPr",
    "wps:txbx": "txbxContent",
    "wps:cNvCnPr": "a:cxnSpLocks a:stCxn a:endCxn",
    "wps:spPr": "a:xfrm a:custGeom a:prstGeom a:noFill a:solidFill a:ln",
    "pic:pic": "pic:nvPicPr pic:blipFill pic:spPr",
    "pic:spPr": "a:xfrm a:custGeom a:prstGeom a:noFill a:solidFill a:ln",
    "a:graphic": "a:graphicData",
    "a:xfrm": "a:off a:ext a:chOff a:chExt",
    "a:prstGeom": "a:avLst",
    "a:avLst": "a:gd",
    "a:custGeom": "a:avLst a:gdLst a:ahLst a:cxnLst a:rect a:pathLst",
    "a:path": "a:moveTo a:lnTo",
    "a:moveTo": "a:pt",
    "a:lnTo": "a:pt",
    "a:ln": "a:noFill a:solidFill a:prstDash a:round a:bevel a:miter a:headEnd a:tailEnd",
}
NEEDED = {
    "wp:anchor": "wp:simplePos wp:positionH wp:positionV wp:extent wp:wrapNone wp:docPr wp:cNvGraphicFramePr a:graphic",
    "wps:wsp": "wps:spPr wps:bodyPr",
    "wpg:wgp": "wpg:cNvGrpSpPr wpg:grpSpPr",
    "a:custGeom": "a:pathLst",
}
EITHER = ({"wps:cNvSpPr", "wps:cNvCnPr"}, {"a:custGeom", "a:prstGeom"}, {"a:noFill", "a:solidFill"})
_MANY = (
    "headerReference footerReference tc tr lvl lvlOverride listItem style abstractNum num tblStylePr bookmarkStart bookmarkEnd"
    " p tbl mc:Choice wps:wsp a:lnTo a:gd"
)
MANY = frozenset(_MANY.split())
_MIXED = {"txbxContent"}
_ORDER = {parent: children.split() for parent, children in ORDER.items()}


def parts(data: bytes) -> dict[str, etree._Element]:
    """Every XML part of a package."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def faults(data: bytes) -> list[str]:
    """What Word would stumble over."""
    found = parts(data)
    return [
        *(fault for name, part in found.items() for fault in _misplaced(name, part)),
        *_repeated_ids(found),
        *_lost_references(found),
        *_tables(found["word/document.xml"]),
    ]


def _misplaced(name: str, part: etree._Element) -> Iterator[str]:
    for element in part.iter(etree.Element):
        kind = _short(element)
        order = _ORDER.get(kind)
        if order:
            tags = [_short(child) for child in element]
            unknown = [tag for tag in tags if tag not in order]
            places = [order.index(tag) for tag in tags if tag in order]
            twice = any(tags.count(tag) > 1 for tag in tags if tag not in MANY)
            lacking = set(NEEDED.get(kind, "").split()) - set(tags)
            rivals = any(pair <= set(tags) for pair in EITHER)
            if (kind not in _MIXED and places != sorted(places)) or unknown or twice or lacking or rivals:
                yield f"{name}: {kind} has {' '.join(tags)}"


def _short(element: etree._Element) -> str:
    """`w:` tags without a prefix, those of drawings with their usual one."""
    namespace, _, tag = element.tag.rpartition("}")
    return PREFIXES.get(namespace + "}", "?:") + tag


def _repeated_ids(found: dict[str, etree._Element]) -> Iterator[str]:
    main = found["word/document.xml"]
    ids: dict[str, list[str | None]] = {
        "bookmark id": [mark.get(W + "id") for mark in main.iter(W + "bookmarkStart")],
        "bookmark name": [str(mark.get(W + "name")).lower() for mark in main.iter(W + "bookmarkStart")],
        "drawing id": [drawing.get("id") for drawing in main.iter(WP + "docPr")],
        "shape id": [shape.get("id") for shape in main.iter(WP + "docPr", WPS + "cNvPr")],
        "control id": [control.find(f"{W}sdtPr/{W}id").get(W + "val") for control in main.iter(W + "sdt")],  # type: ignore[union-attr]
        "number": [number.get(W + "numId") for number in found["word/numbering.xml"].iter(W + "num")],
        "style id": [style.get(W + "styleId") for style in found["word/styles.xml"].iter(W + "style")],
    }
    for what, values in ids.items():
        yield from (f"{what} {value} repeated" for value in sorted({str(v) for v in values if values.count(v) > 1}))


def _lost_references(found: dict[str, etree._Element]) -> Iterator[str]:
    main = found["word/document.xml"]
    rels = {entry.get("Id") for entry in found["word/_rels/document.xml.rels"]}
    styles = {style.get(W + "styleId") for style in found["word/styles.xml"].iter(W + "style")}
    numbers = {number.get(W + "numId") for number in found["word/numbering.xml"].iter(W + "num")}
    marks = {mark.get(W + "name") for mark in main.iter(W + "bookmarkStart")}
    ends = {mark.get(W + "id") for mark in main.iter(W + "bookmarkEnd")}
    for element in main.iter(etree.Element):
        value = element.get(W + "val")
        for attribute in (R + "id", R + "embed"):
            if element.get(attribute, next(iter(rels))) not in rels:
                yield f"relationship {element.get(attribute)} missing"
        if element.tag in {W + "pStyle", W + "rStyle", W + "tblStyle"} and value not in styles:
            yield f"style {value} missing"
        if element.tag == W + "numId" and value not in numbers:
            yield f"number {value} missing"
        if element.tag == W + "hyperlink" and element.get(W + "anchor") and element.get(W + "anchor") not in marks:
            yield f"bookmark {element.get(W + 'anchor')} missing"
        if element.tag in {A + "stCxn", A + "endCxn"} and element.get("id") not in _shapes_around(element):
            yield f"shape {element.get('id')} missing"
        if element.tag == W + "bookmarkStart" and element.get(W + "id") not in ends:
            yield f"bookmark {element.get(W + 'name')} never ends"


def _shapes_around(glue: etree._Element) -> set[str | None]:
    """Ids of the shapes in the same canvas or group."""
    around = next(glue.iterancestors(WPC + "wpc", WPG + "wgp"))
    return {shape.get("id") for shape in around.iter(WPS + "cNvPr")}


def _tables(main: etree._Element) -> Iterator[str]:
    for table in main.iter(W + "tbl"):
        grid = [int(str(column.get(W + "w"))) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        if sum(grid) != int(table.find(f"{W}tblPr/{W}tblW").get(W + "w")):  # type: ignore[union-attr, arg-type]
            yield "table width is not the sum of its columns"
        above: dict[int, int] = {}
        for row in table.iterchildren(W + "tr"):
            column, spans = 0, {}
            for cell in row.iterchildren(W + "tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                count = 1 if span is None else int(str(span.get(W + "val")))
                if merge is not None:
                    spans[column] = count
                    if merge.get(W + "val") == "continue" and above.get(column) != count:
                        yield f"row span at column {column} continues nothing"
                if int(str(cell.find(f"{W}tcPr/{W}tcW").get(W + "w"))) != sum(grid[column : column + count]):  # type: ignore[union-attr]
                    yield "cell width is not the sum of its columns"
                if len(cell) == 0 or cell[-1].tag != W + "p":
                    yield "cell does not end in a paragraph"
                column += count
            if column != len(grid):
                yield f"row of {column} columns in a grid of {len(grid)}"
            above = spans
    for element in main.iter(W + "tbl"):
        follower = element.getnext()
        if follower is None or follower.tag != W + "p":
            yield "table is not followed by a paragraph"
