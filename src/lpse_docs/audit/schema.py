"""Order of children in Word's parts (ECMA-376), as far as documents like ours use them.

Word "repairs" or refuses files that break these rules, LibreOffice forgives most of them. Elements that are not named
here, such as the marks of a revision, may stand anywhere: the lists are complete for what our own writer writes.
"""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
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
    W14: "w14:",
    WPC: "wpc:",
    WPG: "wpg:",
    WPS: "wps:",
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
    "sectPr": "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType"
    " cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal"
    " personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "tblBorders": "top left|start bottom right|end insideH insideV",
    "tblCellMar": "top left|start bottom right|end",
    "pBdr": "top left bottom right between bar",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex"
    " comboBox|date|docPartObj|dropDownList|text|w14:checkbox",
    "date": "dateFormat lid storeMappedDataAs calendar",
    "dropDownList": "listItem",
    "settings": "writeProtection view zoom removePersonalInformation defaultTabStop autoHyphenation consecutiveHyphenLimit"
    " characterSpacingControl footnotePr endnotePr compat docVars rsids mathPr themeFontLang clrSchemeMapping decimalSymbol"
    " listSeparator",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "txbxContent": "p|tbl",
    "wp:inline": "wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphic",
    "wp:anchor": "wp:simplePos wp:positionH wp:positionV wp:extent wp:effectExtent"
    " wp:wrapNone|wp:wrapSquare|wp:wrapTight|wp:wrapThrough|wp:wrapTopAndBottom wp:docPr wp:cNvGraphicFramePr a:graphic",
    "wp:positionH": "wp:align|wp:posOffset",
    "wp:positionV": "wp:align|wp:posOffset",
    "mc:AlternateContent": "mc:Choice mc:Fallback",
    "wpc:wpc": "wpc:bg wpc:whole wps:wsp",
    "wpg:wgp": "wpg:cNvPr wpg:cNvGrpSpPr wpg:grpSpPr wps:wsp",
    "wps:wsp": "wps:cNvPr wps:cNvSpPr|wps:cNvCnPr wps:spPr wps:style wps:txbx|wps:linkedTxbx wps:bodyPr",
    "wps:txbx": "txbxContent",
    "wps:cNvCnPr": "a:cxnSpLocks a:stCxn a:endCxn",
    "wps:spPr": "a:xfrm a:custGeom|a:prstGeom a:noFill|a:solidFill a:ln",
    "pic:pic": "pic:nvPicPr pic:blipFill pic:spPr",
    "pic:spPr": "a:xfrm a:custGeom|a:prstGeom a:noFill|a:solidFill a:ln",
    "a:graphic": "a:graphicData",
    "a:xfrm": "a:off a:ext a:chOff a:chExt",
    "a:prstGeom": "a:avLst",
    "a:avLst": "a:gd",
    "a:custGeom": "a:avLst a:gdLst a:ahLst a:cxnLst a:rect a:pathLst",
    "a:path": "a:moveTo|a:lnTo|a:close",
    "a:moveTo": "a:pt",
    "a:lnTo": "a:pt",
    "a:ln": "a:noFill|a:solidFill a:prstDash a:round|a:bevel|a:miter a:headEnd a:tailEnd",
}
NEEDED = {
    "wp:anchor": "wp:simplePos wp:positionH wp:positionV wp:extent wp:docPr a:graphic",
    "wp:inline": "wp:extent wp:docPr a:graphic",
    "wps:wsp": "wps:spPr wps:bodyPr",
    "wpg:wgp": "wpg:cNvGrpSpPr wpg:grpSpPr",
    "a:custGeom": "a:pathLst",
    "tbl": "tblPr tblGrid",
}
CHOSEN = {  # exactly one of a group
    "wp:anchor": ("wp:wrapNone", "wp:wrapSquare", "wp:wrapTight", "wp:wrapThrough", "wp:wrapTopAndBottom"),
    "wp:positionH": ("wp:align", "wp:posOffset"),
    "wp:positionV": ("wp:align", "wp:posOffset"),
}
FREE = {  # any of these, in any order (ECMA-376 part 1, CT_TrPr)
    "trPr": frozenset(
        [
            "cnfStyle",
            "divId",
            "gridBefore",
            "gridAfter",
            "wBefore",
            "wAfter",
            "cantSplit",
            "trHeight",
            "tblHeader",
            "tblCellSpacing",
            "jc",
            "hidden",
            "ins",
            "del",
            "trPrChange",
        ]
    ),
}
_MANY = (
    "headerReference footerReference tc tr lvl lvlOverride listItem style abstractNum num tblStylePr"
    " p tbl mc:Choice wps:wsp a:moveTo a:lnTo a:close a:gd"
)
MANY = frozenset(_MANY.split())
GROUPS = {parent: [group.split("|") for group in order.split()] for parent, order in ORDER.items()}
PLACES = {parent: {tag: n for n, group in enumerate(groups) for tag in group} for parent, groups in GROUPS.items()}
_SINGLE = {  # groups of which at most one may stand
    parent: [group for group in groups if len(group) > 1 and not MANY & set(group)] for parent, groups in GROUPS.items()
}


def misplaced(part: etree._Element) -> Iterator[tuple[str, list[str]]]:
    """Elements whose children stand in a wrong order, are lacking, or exclude each other; with those children."""
    for element in part.iter(etree.Element):
        kind = short(element)
        places = PLACES.get(kind)
        if kind in FREE:
            children = [short(child) for child in element.iterchildren(etree.Element)]
            if not FREE[kind].issuperset(children):
                yield kind, children
        elif places is not None:
            tags = [tag for tag in map(short, element.iterchildren(etree.Element)) if tag in places]
            if _wrong(kind, tags, places):
                yield kind, tags


def _wrong(kind: str, tags: list[str], places: dict[str, int]) -> bool:
    order = [places[tag] for tag in tags]
    present = set(tags)
    chosen = CHOSEN.get(kind)
    return (
        order != sorted(order)
        or len(present - MANY) != sum(tag not in MANY for tag in tags)
        or not present.issuperset(NEEDED.get(kind, "").split())
        or any(len(present & set(group)) > 1 for group in _SINGLE[kind])
        or (chosen is not None and not present & set(chosen))
    )


def short(element: etree._Element) -> str:
    """`w:` tags without a prefix, those of drawings with their usual one."""
    return _short(element.tag)


@lru_cache(maxsize=1024)
def _short(whole: str) -> str:
    namespace, _, tag = whole.rpartition("}")
    return PREFIXES.get(namespace + "}", "?:") + tag
