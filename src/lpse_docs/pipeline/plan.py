"""Which files a set of documents makes, and what each of them depends on."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from lpse_docs.diagnostics import Diagnostic
from lpse_docs.document.blocks import Document
from lpse_docs.document.outline import has_contents
from lpse_docs.document.theme import Theme
from lpse_docs.pipeline import faults
from lpse_docs.pipeline.ground import Ground, Ready

FORMATS = ("pdf", "docx", "html", "xlsx")
MATRIX = "matriks-ketertelusuran"
MATRIX_TITLE = "Matriks Ketertelusuran"
MATRIX_FOLDER = "buku"
WEIGHT = {"pdf": 2, "docx": 2, "html": 1, "xlsx": 1}


@dataclass(frozen=True)
class Output:
    """One file to be.

    Attributes:
        document: Id of its document. format: One of `FORMATS`.
        path: Path below `build/`.
        key: Digest of all that goes into it: document, theme, program, libraries.
        pages_key: Key of the record of its printing, which has the page numbers: of a PDF, and of a Word file
            that prints page numbers; else empty.
        parts_key: What the keys of printed parts begin with, for the same files.
        cost: Rough effort, to begin with the longest.
    """

    document: str
    title: str
    format: str
    path: str
    key: str
    sources: tuple[tuple[str, str], ...]
    pages_key: str = ""
    parts_key: str = ""
    cost: int = 0


def outputs(ground: Ground, ready: Ready) -> tuple[list[Output], list[Diagnostic]]:
    """Every file of the workspace in every format."""
    program = ground.program_digest
    themes = {kind: digest(program, kind, *looks(ready.theme, kind)) for kind in ("pdf", "docx", "html")}
    made = [output for document in ready.documents for output in _of_document(document, themes, ready)]
    made.append(_matrix(ready, program))
    seen: set[str] = set()
    twice = [item.path for item in made if item.path in seen or seen.add(item.path)]  # type: ignore[func-returns-value] # None
    return made, [faults.same_name(f"build/{path}") for path in twice]


def formats_of(document: Document) -> tuple[str, ...]:
    """The formats a document is written in; a dashboard is for the screen."""
    return ("html",) if document.dashboard else ("pdf", "docx", "html")


def _of_document(document: Document, themes: Mapping[str, str], ready: Ready) -> Iterable[Output]:
    sources = _sources(document, ready)
    bare = repr(replace(document, attachments=(), sources=()))  # only a PDF carries its sources inside
    attached = [f"{item.name}\n{item.description}\n{_sha256(item.data)}" for item in document.attachments]
    pages_key = digest("pages", themes["pdf"], bare)
    needing = ("pdf", "docx") if has_contents(document) else ("pdf",)
    keys = {
        "pdf": digest(themes["pdf"], bare, *attached),
        "docx": digest(themes["docx"], bare, *([pages_key] if "docx" in needing else [])),
        "html": digest(themes["html"], bare),
    }
    for suffix in formats_of(document):
        key = keys[suffix]
        path = str(PurePosixPath(document.folder, f"{document.id}.{suffix}"))
        printing = (pages_key, themes["pdf"]) if suffix in needing else ("", "")
        yield Output(document.id, document.title, suffix, path, key, sources, *printing, len(bare) * WEIGHT[suffix])


def _matrix(ready: Ready, program: str) -> Output:
    sources = tuple(sorted((path, _sha256(data)) for path, data in ready.sources.items()))
    folder = next((item.folder for item in ready.documents if item.id == MATRIX), MATRIX_FOLDER)
    path = str(PurePosixPath(folder, f"{MATRIX}.xlsx"))
    return Output(MATRIX, MATRIX_TITLE, "xlsx", path, digest(program, "xlsx", repr(sources)), sources, cost=1)


def _sources(document: Document, ready: Ready) -> tuple[tuple[str, str], ...]:
    """The YAML files a document was made from, with their digests."""
    return tuple(sorted((path, _sha256(ready.sources[path])) for path in document.sources if path in ready.sources))


def looks(theme: Theme, suffix: str) -> list[str]:
    """What of a theme can change a file of this format."""
    sheets = {"pdf": theme.print_css, "html": theme.screen_css, "docx": _sha256(theme.reference_docx)}
    parts = [repr(sorted(theme.words.items())), sheets[suffix]]
    return parts + [
        f"{name} {_sha256(data)}" for files in (theme.fonts, theme.pictures) for name, data in sorted(files.items())
    ]


def digest(*parts: str) -> str:
    """One digest over parts; the length before each keeps `a, bc` and `ab, c` apart."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
