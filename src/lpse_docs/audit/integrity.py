"""Whether Word opens a package without repair: types, relationships, order, identity, tables (RN-07)."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from lxml import etree

from lpse_docs.audit.schema import MC, WP, WPC, WPG, WPS, A, R, W, misplaced
from lpse_docs.audit.word import MAIN, OFFICE_DOCUMENT, RELATIONSHIP, STYLES, Element, WordFile, integer, value, words

Faults: TypeAlias = Iterator[str]
TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"
NUMBERING = "word/numbering.xml"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# What names something else, by the kind of thing that is named.
STYLED = frozenset((W + "pStyle", W + "rStyle", W + "tblStyle"))
GLUE = frozenset((A + "stCxn", A + "endCxn"))
NUMBER, LINK, MARK, ANCHOR = W + "numId", W + "hyperlink", W + "bookmarkStart", W + "anchor"
REFERENCES = (*STYLED, *GLUE, NUMBER, LINK, MARK)
RELATED = (R + "id", R + "embed", R + "link")
BELOW_ROW = (W + "sdt", W + "sdtContent", W + "customXml")


def faults(file: WordFile) -> list[str]:
    """What Word would stumble over, in words."""
    found = [fault for check in (_types, _roots, _targets) for fault in check(file)]
    found += [
        f"{name}: {kind} berisi {' '.join(tags)}" for name, part in file.trees() for kind, tags in misplaced(part)
    ]
    return [*found, *_repeated(file), *_lost(file), *_tables(file)]


def _types(file: WordFile) -> Faults:
    """Every part has a content type, and every type that is told of a part has that part."""
    if TYPES not in file.parts:
        yield f"{TYPES} tidak ada"
        return
    types = file.tree(TYPES)
    known = {item.get("Extension", "").lower() for item in types.iter(_TYPE + "Default")}
    named = [item.get("PartName", "").removeprefix("/") for item in types.iter(_TYPE + "Override")]
    yield from (
        f"jenis isi bagian {name} disebut dua kali" for name in sorted({n for n in named if named.count(n) > 1})
    )
    yield from (f"bagian {name} disebut tetapi tidak ada" for name in sorted(set(named) - set(file.parts)))
    for name in file.parts:
        if name not in {TYPES, *named} and name.rpartition(".")[2].lower() not in known:
            yield f"bagian {name} tidak mempunyai jenis isi"


def _roots(file: WordFile) -> Faults:
    relations = file.tree(ROOT_RELATIONS).iter(RELATIONSHIP) if ROOT_RELATIONS in file.parts else ()
    mains = [item.get("Target", "") for item in relations if item.get("Type", "").endswith(OFFICE_DOCUMENT)]
    if [target.removeprefix("/") for target in mains] != [MAIN]:
        yield f"paket tidak menunjuk {MAIN} sebagai dokumennya"
    if file.main.tag != W + "document" or file.main.find(W + "body") is None:
        yield f"{MAIN} bukan dokumen Word biasa (misalnya Strict Open XML)"


def _targets(file: WordFile) -> Faults:
    """Relationships lead to parts that are there, and have ids of their own."""
    for name in file.parts:
        folder, _, base = name.rpartition("/")
        if base.endswith(".rels"):
            owner = f"{folder.removesuffix('_rels')}{base.removesuffix('.rels')}"
            relations = list(file.relations(owner))
            ids = [key for key, _, _ in relations]
            yield from (f"hubungan {key} pada {name} berulang" for key in sorted({k for k in ids if ids.count(k) > 1}))
            for key, target, inside in relations:
                if inside and target.partition("#")[0] not in file.parts and not target.startswith("#"):
                    yield f"hubungan {key} pada {name} menunjuk {target} yang tidak ada"


def _repeated(file: WordFile) -> Faults:
    main = file.main
    ids: dict[str, Sequence[str | None]] = {
        "id markah": [mark.get(W + "id") for mark in main.iter(W + "bookmarkStart")],
        "nama markah": [str(mark.get(W + "name")).lower() for mark in main.iter(W + "bookmarkStart")],
        "id gambar": [drawing.get("id") for drawing in main.iter(WP + "docPr")],
        "id bentuk": [shape.get("id") for shape in main.iter(WP + "docPr", WPS + "cNvPr")],
        "id isian": [
            found.get(W + "val") for item in main.iter(W + "sdtPr") if (found := item.find(W + "id")) is not None
        ],
    }
    if NUMBERING in file.parts:
        ids["nomor daftar"] = [item.get(W + "numId") for item in file.tree(NUMBERING).iter(W + "num")]
    if STYLES in file.parts:
        ids["gaya"] = [item.get(W + "styleId") for item in file.tree(STYLES).iter(W + "style")]
    for what, values in ids.items():
        yield from (f"{what} {item} berulang" for item in sorted({str(v) for v in values if values.count(v) > 1}))


def _lost(file: WordFile) -> Faults:
    """References of the text that lead nowhere."""
    main = file.main
    listed = file.tree(NUMBERING).iter(W + "num") if NUMBERING in file.parts else ()
    numbers = {"0", *(item.get(W + "numId") for item in listed)}
    marks = {mark.get(W + "name") for mark in main.iter(W + "bookmarkStart")}
    ends = {mark.get(W + "id") for mark in main.iter(W + "bookmarkEnd")}
    for element in main.iter(*REFERENCES):
        match element.tag:
            case tag if tag in STYLED and value(element) not in file.styles:
                yield f"gaya {value(element)} tidak ada"
            case tag if tag == NUMBER and value(element) not in numbers:
                yield f"nomor daftar {value(element)} tidak ada"
            case tag if tag == LINK and element.get(ANCHOR) and element.get(ANCHOR) not in marks | {"_top"}:
                yield f"markah {element.get(ANCHOR)} tidak ada"
            case tag if tag in GLUE and element.get("id") not in _shapes_around(element):
                yield f"bentuk {element.get('id')} tidak ada"
            case tag if tag == MARK and element.get(W + "id") not in ends:
                yield f"markah {element.get(W + 'name')} tidak berakhir"
    for name, part in file.trees():
        if name.startswith("word/") and not name.endswith(".rels"):
            yield from _lost_relations(file, name, part)


def _lost_relations(file: WordFile, name: str, part: Element) -> Faults:
    known = {"", *(key for key, _, _ in file.relations(name))}
    for element in part.iter(etree.Element):
        for attribute in RELATED if element.attrib else ():
            if (told := element.get(attribute, "")) not in known:
                yield f"hubungan {told} pada {name} tidak ada"


def _shapes_around(glue: Element) -> set[str | None]:
    """Ids of the shapes in the same canvas or group."""
    around = next(glue.iterancestors(WPC + "wpc", WPG + "wgp"), None)
    return set() if around is None else {shape.get("id") for shape in around.iter(WPS + "cNvPr")}


def _tables(file: WordFile) -> Faults:
    for table in file.main.iter(W + "tbl"):
        grid = [integer(item.get(W + "w")) for item in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        above: dict[int, int] = {}
        for row in table.iterchildren(W + "tr"):
            column, spans = _skipped(row, "gridBefore"), {}
            for cell in _cells(row):
                count = integer(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None:
                    spans[column] = count
                    if value(merge) != "restart" and above.get(column) != count:
                        yield f"sel gabungan pada kolom {column + 1} tidak melanjutkan apa pun"
                children = [item for item in cell.iterchildren() if item.tag in {W + "p", W + "tbl", W + "sdt"}]
                if not children or children[-1].tag == W + "tbl":
                    yield "sel tidak berakhir dengan paragraf"
                column += count
            column += _skipped(row, "gridAfter")
            if column != len(grid):
                yield f"baris dengan {column} kolom pada kisi {len(grid)} kolom"
            above = spans
        if table.getparent().tag in {W + "body", W + "tc"} and table.getnext() is None:  # type: ignore[union-attr] # a table has a parent
            yield "tabel tidak diikuti paragraf"


def _cells(row: Element) -> Iterator[Element]:
    """Cells of a row, those inside a content control too."""
    for item in row.iterchildren():
        if item.tag == W + "tc":
            yield item
        elif item.tag in BELOW_ROW:
            yield from _cells(item)


def _skipped(row: Element, key: str) -> int:
    return integer(value(row.find(f"{W}trPr/{W}{key}")))


def untold(file: WordFile) -> Iterator[str]:
    """Pictures and drawings without a word for people who cannot see them, by name."""
    decorative = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
    for about in file.main.iter(WP + "docPr"):
        shown = any(item.get("val") in {"1", "true"} for item in about.iter(decorative))
        if not about.get("descr", "").strip() and not shown:
            yield about.get("name", "") or about.get("id", "")


def drawn_heads(file: WordFile, heads: Sequence[str]) -> bool:
    """Whether the heads of a flow stand outside of every table, as in a table that is drawn of text boxes."""
    loose = {
        words(item).strip().lower()
        for item in file.main.iter(W + "p")
        if next(item.iterancestors(W + "tc", MC + "Fallback"), None) is None
    }
    return {head.lower() for head in heads} <= loose
