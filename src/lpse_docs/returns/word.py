"""A filled Word scorecard: content controls by their tags (ISO 29500-1, 17.5.2)."""

from posixpath import normpath

from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.workspace import Workspace
from lpse_docs.returns import paper_faults as faults
from lpse_docs.returns.nameless import is_place, name_of
from lpse_docs.returns.package import Package, Refused
from lpse_docs.returns.paper import Answer, Paper, Read, read_paper
from lpse_docs.returns.wordwise import Element, child, is_on, local, value, words

MACROS = ("vbaproject.bin", "vbadata.xml")
MACRO_TYPES = ("macroenabled", "vbaproject")
HARMLESS = "hyperlink"  # an address that only a reader's click would open
TICK = "Ya"
STYLE = "LPSE "  # every style of this program's documents begins like this


def read(name: str, data: bytes, workspace: Workspace) -> Read:  # noqa: ARG001 - the signature of every reader
    """What a filled Word scorecard says."""
    try:
        package = Package(data)
        if unsafe := _unsafe(package, name):
            return None, [unsafe]
        main = _main(package)
        if main is None:
            raise Refused("berkas ini bukan dokumen Word")
        paper = Paper(name, _keywords(package), *_answers(main))
        return read_paper(paper, made_here=_made_here(package))
    except Refused as fault:
        return None, [faults.not_opened(name, str(fault))]


def _unsafe(package: Package, name: str) -> Diagnostic | None:
    """Why a document is not even looked into."""
    types = package.part("[Content_Types].xml")
    told = [value(item, "ContentType").lower() for item in types] if types is not None else []
    macros = any(part.lower().endswith(MACROS) for part in package.names)
    if macros or any(mark in kind for mark in MACRO_TYPES for kind in told):
        return faults.not_safe(name, "dokumen ini memuat makro.", "Simpan sebagai .docx tanpa makro.")
    if any(_outside(package, part) for part in sorted(package.names) if part.endswith(".rels")):
        sentence = "dokumen ini merujuk berkas di luar dirinya (templat, gambar, atau objek)."
        return faults.not_safe(name, sentence, "Pindahkan isiannya ke kartu skor yang bersih.")
    return None


def _outside(package: Package, part: str) -> bool:
    relations = package.part(part)
    return relations is not None and any(
        value(item, "TargetMode") == "External" and not value(item, "Type").endswith(f"/{HARMLESS}")
        for item in relations
    )


def _main(package: Package) -> Element | None:
    """The text of the document, wherever the package says it lies."""
    for item in package.relations(""):
        if value(item, "Type").endswith("/officeDocument"):
            root = package.part(normpath(value(item, "Target").lstrip("/")))
            return root if root is not None and local(root) == "document" else None
    return None


def _keywords(package: Package) -> str:
    for item in package.relations(""):
        if value(item, "Type").endswith("/core-properties"):
            core = package.part(normpath(value(item, "Target").lstrip("/")))
            said = child(core, "keywords")
            return "" if said is None else "".join(map(str, said.itertext()))
    return ""


def _made_here(package: Package) -> bool:
    styles = package.part("word/styles.xml")
    return styles is not None and any(
        value(child(item, "name")).startswith(STYLE) for item in styles if local(item) == "style"
    )


def _answers(main: Element) -> tuple[tuple[Answer, ...], bool]:
    """What stands in the controls that people fill in, and whether these have tags."""
    controls = [(control, child(control, "sdtPr"), child(control, "sdtContent")) for control in main.iter("{*}sdt")]
    tags = [value(child(properties, "tag")) for _, properties, _ in controls]
    tagged = any(tags)
    named = (
        (tag if tagged else name_of(control, properties), properties, content)
        for tag, (control, properties, content) in zip(tags, controls, strict=True)
        if properties is not None and (tag if tagged else is_place(properties))
    )
    return tuple(_answer(*item, joints=not tagged) for item in named), tagged


def _answer(name: str, properties: Element, content: Element | None, *, joints: bool) -> Answer:
    box = child(properties, "checkbox")
    if box is not None:
        mark = child(box, "checked")
        return Answer(name, TICK if mark is not None and is_on(mark) else "")
    if content is None or is_on(child(properties, "showingPlcHdr")):
        return Answer(name, "")
    kept = value(child(properties, "date"), "fullDate")
    return Answer(name, words(content, joints=joints), kept)
