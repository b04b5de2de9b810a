"""Makes the first Word reference document; afterwards the file in templates/word is the truth and is edited in Word.

The document that carries the styles is itself written by the Word writer: a specimen page that shows every style.
"""

from collections.abc import Sequence
from typing import Final

from lpse_docs.document.roles import Role
from lpse_docs.writers.docx import look, names
from lpse_docs.writers.docx.lists import abstract_list
from lpse_docs.writers.docx.package import zipped
from lpse_docs.writers.docx.wordml import Element, add, on, points, root, serialise

LANGUAGE: Final = "id-ID"
CONTENT_WIDTH: Final = 9071  # A4 upright between margins of 30 and 20 mm, in twips
FAMILIES: Final = {look.ARIAL: "swiss", look.BOOKMAN: "roman", look.COURIER: "modern"}


def styles_only() -> bytes:
    """A package that holds nothing but styles, numbering and the font table."""
    return zipped(
        {
            "word/styles.xml": serialise(styles()),
            "word/numbering.xml": serialise(numbering()),
            "word/fontTable.xml": serialise(font_table()),
        }
    )


def styles() -> Element:
    """The part styles.xml, from the tables in `look`."""
    made = root("styles")
    _defaults(made)
    _unstyled(made)
    for paragraph in look.PARAGRAPHS:
        _paragraph(made, paragraph)
    _characters(made)
    for table in look.TABLES:
        _table(made, table)
    for number, listing in enumerate(look.LISTS, 1):
        style = _style(made, "numbering", listing.name, "No List")
        add(add(add(style, "pPr"), "numPr"), "numId", val=number)
    return made


def _defaults(made: Element) -> None:
    defaults = add(made, "docDefaults")
    run = add(add(defaults, "rPrDefault"), "rPr")
    _fonts(run, look.ARIAL)
    add(run, "sz", val=22)
    add(run, "szCs", val=22)
    add(run, "lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")
    add(defaults, "pPrDefault")


def _fonts(run: Element, font: str) -> None:
    add(run, "rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)


def _unstyled(made: Element) -> None:
    """The four styles every Word document has."""
    normal = _style(made, "paragraph", "Normal", default=True)
    on(add(normal, "pPr"), "widowControl")
    _style(made, "character", "Default Paragraph Font", default=True)
    table = add(_style(made, "table", "Normal Table", default=True), "tblPr")
    add(table, "tblInd", w=0, type="dxa")
    _padding(table, (0, 5.4, 0, 5.4))
    _style(made, "numbering", "No List", default=True)


def _style(made: Element, kind: str, name: str, base: str = "", *, default: bool = False) -> Element:
    own = name.startswith("LPSE ")
    flags = {"default": 1} if default else {"customStyle": 1} if own else {}
    style = add(made, "style", type=kind, **flags, styleId=names.style_id(name))
    add(style, "name", val=name)
    if base:
        add(style, "basedOn", val=names.style_id(base))
    if name in names.HEADINGS:
        add(style, "next", val=names.style_id(names.ROLES[Role.BODY]))
    if default and name != "Normal":
        add(style, "uiPriority", val=99)
        on(style, "semiHidden", "unhideWhenUsed")
    else:
        add(style, "uiPriority", val=1 if own else 9)
        on(style, "qFormat")
    return style


def _paragraph(made: Element, form: look.Look) -> None:
    style = _style(made, "paragraph", form.name, form.base)
    _layout(add(style, "pPr"), form)
    _letters(add(style, "rPr"), form)


def _layout(holder: Element, form: look.Look) -> None:
    if form.together:
        on(holder, "keepNext")
    if form.outline is not None:
        on(holder, "keepLines")
    on(holder, "widowControl")
    if form.rule:
        _rules(add(holder, "pBdr"), (form.rule,))
    if form.fill:
        add(holder, "shd", val="clear", color="auto", fill=form.fill)
    if form.leader:
        add(add(holder, "tabs"), "tab", val="right", leader="dot", pos=CONTENT_WIDTH)
    on(holder, "suppressAutoHyphens")
    rule = "auto" if form.flexible else "exact" if form.exact else "atLeast"
    line = 240 if form.flexible else points(form.line)
    add(holder, "spacing", before=points(form.before), after=points(form.after), line=line, lineRule=rule)
    if form.indent:
        add(holder, "ind", left=points(form.indent))
    if form.tight:
        on(holder, "contextualSpacing")
    add(holder, "jc", val=form.align or "left")
    if form.outline is not None:
        add(holder, "outlineLvl", val=form.outline)


def _letters(holder: Element, form: look.Look) -> None:
    if form.font != look.ARIAL:
        _fonts(holder, form.font)
    if form.bold:
        on(holder, "b", "bCs")
    if form.font == look.COURIER:
        on(holder, "noProof")
    if form.colour:
        add(holder, "color", val=form.colour)
    add(holder, "sz", val=round(form.size * 2))
    add(holder, "szCs", val=round(form.size * 2))


def _characters(made: Element) -> None:
    for name, tags in (
        (names.STRONG, "b"),
        (names.EMPHASIS, "i"),
        (names.STRONG_EMPHASIS, "bi"),
        (names.REFERENCE, ""),
    ):
        run = add(_style(made, "character", name, "Default Paragraph Font"), "rPr")
        for tag in tags:
            on(run, tag, tag + "Cs")
    link = add(_style(made, "character", names.LINK, "Default Paragraph Font"), "rPr")
    add(link, "color", val=look.LINK_BLUE)
    add(link, "u", val="single")
    holder = add(_style(made, "character", names.PLACEHOLDER, "Default Paragraph Font"), "rPr")
    add(holder, "color", val=look.GREY)
    mark = add(_style(made, "character", names.DRAFT_MARK, "Default Paragraph Font"), "rPr")
    on(mark, "b", "bCs")
    add(mark, "color", val=look.DRAFT_RED)
    add(mark, "bdr", val="single", sz=6, space=0, color=look.DRAFT_RED)


def _table(made: Element, form: look.TableLook) -> None:
    style = _style(made, "table", form.name, "Normal Table")
    table = add(style, "tblPr")
    if form.rules:
        _rules(add(table, "tblBorders"), form.rules)
    _padding(table, form.padding)
    if form.middle:
        add(add(style, "tcPr"), "vAlign", val="center")
    if form.filled:
        head = add(add(style, "tblStylePr", type="firstRow"), "tcPr")
        add(head, "shd", val="clear", color="auto", fill=look.FILL)
        add(head, "vAlign", val="center")
        label = add(add(style, "tblStylePr", type="firstCol"), "tcPr")
        add(label, "shd", val="clear", color="auto", fill=look.LABEL_FILL)


def _rules(holder: Element, rules: Sequence[look.Rule]) -> None:
    for rule in rules:
        add(holder, rule.side, val=rule.kind, sz=round(rule.width * 8), space=rule.space, color=rule.colour)


def _padding(table: Element, padding: tuple[float, float, float, float]) -> None:
    top, right, bottom, left = padding
    cell = add(table, "tblCellMar")
    for side, width in (("top", top), ("left", left), ("bottom", bottom), ("right", right)):
        add(cell, side, w=points(width), type="dxa")


def numbering() -> Element:
    """The part numbering.xml: one abstract list a list style, and the number that binds them."""
    made = root("numbering")
    for number, listing in enumerate(look.LISTS):
        made.append(abstract_list(number, listing, names.style_id(listing.name)))
    for number in range(len(look.LISTS)):
        add(add(made, "num", numId=number + 1), "abstractNumId", val=number)
    return made


def font_table() -> Element:
    """The part fontTable.xml: the official fonts and their kind, so that Word finds a fitting substitute."""
    made = root("fonts")
    for name, family in FAMILIES.items():
        font = add(made, "font", name=name)
        add(font, "family", val=family)
        add(font, "pitch", val="fixed" if family == "modern" else "variable")
    return made
