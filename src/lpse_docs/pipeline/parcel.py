"""What is handed over of a period: which files, where each of them lies, and whether it is what was built, signed everywhere."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from lpse_docs.compose.kinds import handed_over
from lpse_docs.document.blocks import Document
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import provenance, publish, signatories, signed_files
from lpse_docs.pipeline.signatories import RECIPIENT, Taken
from lpse_docs.pipeline.verifying import LIMITS, REASONS
from lpse_docs.pipeline.workers import Crew, Done, Failed, run
from lpse_docs.sign import office
from lpse_docs.sign.order import Unsignable
from lpse_docs.sign.pdf import places
from lpse_docs.sign.stamp import Stamps

PDF = ".pdf"
LETTER, GUIDE, DASHBOARD = "surat-pengantar", "panduan-verifikasi", "dasbor"
OTHER = (
    "bukan berkas yang dibuat sekarang dengan tanda tangan saja: sumbernya berubah, atau berkasnya diubah; "
    "tanda tangani yang sekarang."
)
FIRST = "Buat dokumennya dahulu dengan build bila belum, lalu tanda tangani dengan sign."


class NotReady(Exception):
    """Why nothing is handed over: Indonesian sentences."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Listed:
    """One file to hand over: its path below `build/`, or below `signed/` when it must be signed, and its place in the folder."""

    path: str
    place: str
    signed: bool

    @property
    def document(self) -> str:
        """The id of its document."""
        return PurePosixPath(self.path).stem

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF."""
        return PurePosixPath(self.path).suffix == PDF


@dataclass(frozen=True)
class Piece:
    """A file as it was read, once for everything that is asked of it.

    Attributes:
        title: What its document calls itself.
        source: Where it lies.
        data: What is handed over. built: What was built, from which a signed file was made.
        draft: Whether DRAF stands on its pages.
    """

    listed: Listed
    title: str
    source: Path
    data: bytes = field(repr=False)
    built: bytes = field(repr=False)
    draft: bool = False

    @property
    def place(self) -> str:
        """Where it shall lie in the folder."""
        return self.listed.place

    @cached_property
    def sha256(self) -> str:
        """The digest of what is handed over."""
        return hashlib.sha256(self.data).hexdigest()


def listed(root: Path, workspace: Workspace, assessment: Assessment) -> list[Listed]:
    """Every file with its place; the letter first, then the guide, then what is handed over, a Word file where one is signed.

    Raises:
        NotReady: Something that must be signed is not.
    """
    period = assessment.period
    ids, folder = [item.id for item in handed_over(workspace, assessment)], f"penilaian/{period}"
    words = [path for name in ids if os.path.lexists(root / signed_files.FOLDER / (path := f"{folder}/{name}.docx"))]
    found = [
        Listed(f"{folder}/{LETTER}-{period}.pdf", f"01-{LETTER}-{period}.pdf", signed=True),
        Listed(f"buku/{GUIDE}.pdf", f"02-{GUIDE}.pdf", signed=False),
        *(Listed(f"{folder}/{name}.pdf", f"dokumen/{name}.pdf", signed=True) for name in ids),
        Listed(f"{folder}/{DASHBOARD}-{period}.html", f"dokumen/{DASHBOARD}-{period}.html", signed=False),
        *(Listed(path, f"dokumen/{PurePosixPath(path).name}", signed=True) for path in words),
    ]
    names = [f"{signed_files.FOLDER}/{item.path}" for item in found if item.signed]
    if missing := [f"{name} belum ada." for name in names if not os.path.lexists(root / name)]:
        raise NotReady([*missing, FIRST])
    return found


def pieces(root: Path, wanted: Sequence[Listed], documents: Sequence[Document]) -> list[Piece]:
    """The files as they lie there, of documents that were composed for them.

    Raises:
        NotReady: One cannot be read, or is a link.
    """
    built, known = publish.current(root / "build") or root / "build", {item.id: item for item in documents}
    found, wrong = list[Piece](), list[str]()
    for item in wanted:
        source = root / signed_files.FOLDER / item.path if item.signed else built / item.path
        try:
            data = signed_files.content(source)
            original = signed_files.content(built / item.path) if item.signed else data
        except signed_files.Unkept as refused:
            wrong.append(f"{signed_files.FOLDER if item.signed else 'build'}/{item.path}: {refused}.")
        else:
            made = known.get(item.document)
            title, draft = (made.title, made.draft) if made else (item.document, False)
            found.append(Piece(item, title, source, data, original, draft))
    if wrong:
        raise NotReady(wrong)
    return found


def demand_signed(found: Sequence[Piece], stamps: Stamps) -> None:
    """See that each file is what was built with signatures and nothing else, and that nobody's place is empty.

    Raises:
        NotReady: One is not.
    """
    old = _changed(found, stamps)
    empty = [f"{item.place} belum ditandatangani pada {', '.join(names)}." for item in found if (names := _empty(item))]
    if old or empty:
        raise NotReady([*old, *empty])


def _changed(found: Sequence[Piece], stamps: Stamps) -> list[str]:
    """Why files are not what was built with signatures; each is compared in a worker that may hang without harm."""

    def perform(task: int) -> bool:
        item = found[task]
        return provenance.made_from(item.listed.path, item.data, item.built, stamps)

    done = {made.task: made for made in run(range(len(found)), perform, Crew(min(2, len(found)), LIMITS))}
    return [sentence for task, item in enumerate(found) if (sentence := _difference(item, done[task]))]


def _difference(item: Piece, made: Done | Failed) -> str:
    if isinstance(made, Failed):
        return f"{item.place} tidak dapat diserahkan: {REASONS[made.trouble]}"
    return "" if made.value else f"{item.place} {OTHER}"


def unsigned_lines(item: Piece, made: Sequence[Taken]) -> list[str]:
    """The places of a Word file that nobody signed in it; the PDF beside it is signed in all of them."""
    if item.listed.is_pdf:
        return []
    taken = {it.field for it in made}
    return [place.name for place in office.places(item.built) if place.name not in taken]


def _empty(item: Piece) -> list[str]:
    """The places of a PDF that nobody has signed, but for that of the recipient; a time stamp is nobody's signature.

    A Word file takes two signatures at most, so its lines are not demanded: the PDF beside it holds them all.
    """
    if not item.listed.is_pdf:
        return []
    try:
        taken = {made.field for made in signatories.in_pdf(item.data, item.listed.path)}
        wanted = [place.name for place in places(item.built)]  # what is missing from a file is empty
    except Unsignable as refused:
        return [f"({refused})"]
    return [name for name in wanted if name not in taken and not name.endswith(RECIPIENT)]
