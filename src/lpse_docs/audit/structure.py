"""Tags of a PDF: everything painted is in the structure tree or an artifact, and what the tree names is described."""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

import pikepdf

Faults: TypeAlias = Iterator[str]
PRINT_FLAG = 4
FORBIDDEN_ANNOTATIONS = frozenset({"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/FileAttachment"})
PAINTING = frozenset({"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"})
DEEPEST = 64


def annotations(pdf: pikepdf.Pdf) -> Faults:
    """Printed, with an appearance, and reached from a Form or Link element that points back."""
    parents = dict(_number_tree(pdf.Root.StructTreeRoot.ParentTree))
    for page in pdf.pages:
        for item in page.get("/Annots", []):
            kind = str(item.Subtype)
            if _unseen(item):
                continue
            if kind in FORBIDDEN_ANNOTATIONS:
                yield f"anotasi {kind}"
            if not int(item.get("/F", 0)) & PRINT_FLAG:
                yield f"{kind} tidak ikut dicetak"
            if kind not in {"/Link", "/Popup"} and "/N" not in item.get("/AP", {}):
                yield f"{kind} tanpa tampilan"
            if kind == "/Widget" and not str(item.get("/TU", "")):
                yield "isian tanpa /TU"
            if kind == "/Link" and not str(item.get("/Contents", "")):
                yield "tautan tanpa uraian"
            yield from _owned(item, kind, parents)


def _unseen(item: Any) -> bool:
    """A signature without a place on the page, such as a time stamp: nothing to see, nothing to read out."""
    return item.get("/FT") == "/Sig" and all(float(edge) == 0 for edge in item.Rect)


def _owned(item: Any, kind: str, parents: dict[int, Any]) -> Faults:
    owner = parents.get(int(item.get("/StructParent", -1)))
    tag = {"/Widget": "/Form", "/Link": "/Link"}.get(kind, "/Annot")
    if owner is None or tag != owner.S:
        yield f"{kind} tidak berada dalam unsur {tag}"
    elif not any(kid.get("/Obj") == item for kid in _kids(owner) if isinstance(kid, pikepdf.Dictionary)):
        yield f"unsur {tag} tidak menunjuk kembali"


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _number_tree(tree: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    numbers = list(tree.get("/Nums", []))
    yield from ((int(key), value) for key, value in zip(numbers[::2], numbers[1::2], strict=True))
    for kid in tree.get("/Kids", []) if depth < DEEPEST else ():
        yield from _number_tree(kid, depth + 1)


def structure(pdf: pikepdf.Pdf) -> Faults:
    """All content is either in the tree or an artifact; headings skip no level; figures and tables are described."""
    tagged: set[tuple[Any, int]] = set()
    level = 0
    for element, page in _walk(pdf.Root.StructTreeRoot):
        tag = str(element.S)
        if found := re.fullmatch(r"/H([1-6])", tag):
            if int(found[1]) > level + 1:
                yield f"judul tingkat {found[1]} sesudah tingkat {level}"
            level = int(found[1])
        if tag == "/Figure" and not str(element.get("/Alt", "")):
            yield "gambar tanpa teks pengganti"
        if tag == "/TH" and "/ID" not in element and "/A" not in element:
            yield "sel kepala tanpa tanda pengenal"
        tagged |= set(_contents(element, page))
    for number, sheet in enumerate(pdf.pages, 1):
        used, outside = _marked(sheet)
        if outside:
            yield f"halaman {number}: {outside} coretan di luar tag"
        for mcid in sorted(used):
            if (sheet.objgen, mcid) not in tagged:
                yield f"halaman {number}: isi {mcid} tidak tergantung pada struktur"


def _walk(root: Any) -> Iterator[tuple[Any, Any]]:
    """Every element with the page its content stands on, inherited from above."""
    waiting: list[tuple[Any, Any]] = [(kid, None) for kid in _kids(root)[::-1]]
    seen: set[tuple[int, int]] = set()
    while waiting:
        element, page = waiting.pop()
        if isinstance(element, pikepdf.Dictionary) and "/S" in element and element.objgen not in seen:
            seen |= {element.objgen} - {(0, 0)}
            page = element.get("/Pg", page)
            yield element, page
            waiting += [(kid, page) for kid in _kids(element)[::-1]]


def _contents(element: Any, page: Any) -> Iterator[tuple[Any, int]]:
    """The marked content an element holds, as (page, number)."""
    for kid in _kids(element):
        if isinstance(kid, int) and page is not None:
            yield page.objgen, kid
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            yield kid.get("/Pg", page).objgen, int(kid.MCID)


def _marked(page: Any) -> tuple[set[int], int]:
    """Marked-content numbers of a page, and how many painting operators stand outside of every mark."""
    depth = outside = 0
    used: set[int] = set()
    for step in pikepdf.parse_content_stream(page):
        name = str(step.operator)
        if name in {"BDC", "BMC"}:
            depth += 1
            if name == "BDC" and isinstance(step.operands[1], pikepdf.Dictionary) and "/MCID" in step.operands[1]:
                used.add(int(step.operands[1].MCID))
        elif name == "EMC":
            depth -= 1
        elif name in PAINTING and not depth:
            outside += 1
    return used, outside
