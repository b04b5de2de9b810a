"""Handing a period over: what is signed is verified, put into one folder, indexed and sealed, or nothing is written."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lpse_docs import writers
from lpse_docs.compose import handover_index
from lpse_docs.compose.handover_index import Entry
from lpse_docs.compose.kinds import handed_over
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.document.theme import Theme
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import atomic, fresh, logbook, provenance, publish, signed_files
from lpse_docs.pipeline.bsre_signing import stated
from lpse_docs.pipeline.build import Request, build
from lpse_docs.pipeline.render import Progress
from lpse_docs.pipeline.sealing import Sealer, seal_folder
from lpse_docs.pipeline.signing import zone_of
from lpse_docs.pipeline.verifying import verify_files
from lpse_docs.sign.answer import reasons
from lpse_docs.sign.block import blocks
from lpse_docs.sign.order import Unsignable
from lpse_docs.sign.pdf import places
from lpse_docs.sign.stamp import Stamps
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, FileReport

PDF = ".pdf"
LETTER, GUIDE = "surat-pengantar", "panduan-verifikasi"
VERDICTS = {Answer.YES: "Sah", Answer.NO: "Ditolak", Answer.UNKNOWN: "Utuh; keabsahan belum dapat dipastikan"}
RECIPIENT = "/penerima"  # the place of who receives the documents, signed by hand or later
UNROOTED = (
    "Akar kepercayaan belum ditetapkan, sehingga tidak satu tanda tangan pun dapat dipercaya; sebut foldernya dengan "
    "--roots, atau tetapkan signing.roots pada lpse.yaml."
)
UNSIGNED = "Tidak bertanda tangan; tercakup segel folder"
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Piece:
    """One file to hand over.

    Attributes:
        source: Where it lies now. place: Where it shall lie in the folder.
        signed: Whether it must be signed. original: What was built, from which the signed file was made.
    """

    source: Path
    place: str
    title: str
    signed: bool
    original: Path


class NotReady(Exception):
    """Why nothing is handed over: Indonesian sentences."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Handover:
    """What is handed over, whom the sender trusts, and what seals it."""

    root: Path
    workspace: Workspace
    theme: Theme
    assessment: Assessment
    question: Question
    sealer: Sealer


def hand_over(wanted: Handover, target: Path, progress: Progress) -> tuple[list[Entry], list[Diagnostic]]:
    """Make the folder, whole or not at all, and a zip of it beside.

    Returns:
        The entries of its index; findings of the build when that stands in the way.

    Raises:
        NotReady: Something is not signed in all its places, not of today's sources, or refused by its verification,
            or nobody is trusted.
        Unsealable, Unsignable, Unusable: The seal cannot be made.
        OSError: The disk refuses.
    """
    if not wanted.question.trust.anchors:
        raise NotReady([UNROOTED])
    ids = [item.id for item in handed_over(wanted.workspace, wanted.assessment)]
    period = wanted.assessment.period
    outcome = build(Request(wanted.root, (*ids, f"{LETTER}-{period}", f"dasbor-{period}", GUIDE)), progress)
    if outcome.release is None:
        return [], list(outcome.diagnostics)
    pieces = list(_pieces(wanted, ids, {item.path: item.title for item in outcome.release.files}))
    reports = _verified(wanted, pieces)
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent))
    try:
        entries = _filled(wanted, staging, pieces, reports)
        _proved(staging, wanted.question)
        staging.chmod(0o755)
        packed = _packed(staging, target.name)
        staging.rename(target)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    atomic.write(target.with_name(target.name + ".zip"), packed)
    return entries, []


def _pieces(wanted: Handover, ids: Sequence[str], titles: dict[str, str]) -> Iterator[Piece]:
    """Every file with its place; the letter first, then the guide, then what is handed over.

    Raises:
        NotReady: Something that must be signed is not.
    """
    root, period = wanted.root, wanted.assessment.period
    built = publish.current(root / "build") or root / "build"
    missing: list[str] = []

    def piece(path: str, place: str, *, signed: bool) -> Piece:
        source = root / signed_files.FOLDER / path if signed else built / path
        if not source.is_file() or source.is_symlink():
            missing.append(f"{signed_files.FOLDER if signed else 'build'}/{path} belum ada.")
        return Piece(source, place, titles.get(path, Path(path).stem), signed, built / path)

    folder = f"penilaian/{period}"
    pieces = [
        piece(f"{folder}/{LETTER}-{period}.pdf", f"01-{LETTER}-{period}.pdf", signed=True),
        piece(f"buku/{GUIDE}.pdf", f"02-{GUIDE}.pdf", signed=False),
        *(piece(f"{folder}/{name}.pdf", f"dokumen/{name}.pdf", signed=True) for name in ids),
        piece(f"{folder}/dasbor-{period}.html", f"dokumen/dasbor-{period}.html", signed=False),
    ]
    words = [f"{folder}/{name}.docx" for name in ids if (root / signed_files.FOLDER / folder / f"{name}.docx").exists()]
    pieces += [piece(path, f"dokumen/{Path(path).name}", signed=True) for path in words]
    if missing:
        raise NotReady([*missing, "Tanda tangani dahulu dengan sign."])
    yield from pieces


def _verified(wanted: Handover, pieces: Sequence[Piece]) -> dict[str, FileReport]:
    """The report on each signed file, by its place.

    Raises:
        NotReady: One is refused, unsigned where somebody must sign, or was made from other sources.
    """
    signed, stamps = [item for item in pieces if item.signed], Stamps(wanted.theme)
    old = [
        f"{item.place} bukan berkas yang dibuat sekarang dengan tanda tangan saja: sumbernya berubah, atau berkasnya "
        "diubah; tanda tangani yang sekarang."
        for item in signed
        if not _current(wanted.root, item, stamps)
    ]
    empty = [
        f"{item.place} belum ditandatangani pada {', '.join(names)}." for item in signed if (names := _empty(item))
    ]
    if old or empty:  # a verification takes long, and has nothing to add
        raise NotReady([*old, *empty])
    reports = verify_files([item.source for item in signed], wanted.question)
    bad = [
        f"{item.place} tidak dapat diserahkan: {' '.join([*report.faults, *report.doubts]) or 'tanda tangannya ditolak.'}"
        for item, report in zip(signed, reports, strict=True)
        if report.unreadable or not report.signatures or report.verdict is Answer.NO or not _whole(report)
    ]
    if bad:
        raise NotReady(bad)
    return {item.place: report for item, report in zip(signed, reports, strict=True)}


def _current(root: Path, item: Piece, stamps: Stamps) -> bool:
    """Whether a signed file is what is built now, with signatures and nothing else."""
    place = item.source.relative_to(root / signed_files.FOLDER).as_posix()
    built = item.original.is_file()
    return built and provenance.made_from(place, item.source.read_bytes(), item.original.read_bytes(), stamps)


def _whole(report: FileReport) -> bool:
    return all(made.intact.answer is Answer.YES for made in report.signatures)


def _empty(item: Piece) -> list[str]:
    """The places of a PDF that nobody has signed, but for that of the recipient.

    A Word file takes two signatures at most, so its lines are not demanded: the PDF beside it holds them all.
    """
    if item.source.suffix != PDF:
        return []
    data = item.source.read_bytes()
    try:
        held, said = blocks(data), reasons(data)
        printed = [name for name in held.fields if stated(name, item.source.stem) in said] if held else []
        taken = {*printed, *(place.name for place in places(data) if place.signed)}
        wanted = [place.name for place in places(item.original.read_bytes())]  # what is missing from a file is empty
    except Unsignable as refused:
        return [f"({refused})"]
    return [name for name in wanted if name not in taken and not name.endswith(RECIPIENT)]


def _filled(wanted: Handover, staging: Path, pieces: Sequence[Piece], reports: dict[str, FileReport]) -> list[Entry]:
    """Copy everything, write the index, and seal."""
    for item in pieces:
        (staging / item.place).parent.mkdir(parents=True, exist_ok=True)
        atomic.create(staging / item.place, item.source.read_bytes())
        report = reports.get(item.place)
        if report and fresh.digest(str(staging / item.place)) != report.sha256:
            raise NotReady([f"{item.place} berubah selagi disusun; ulangi."])
    log = wanted.root / signed_files.FOLDER / logbook.NAME
    if log.is_file() and not log.is_symlink():
        atomic.create(staging / logbook.NAME, log.read_bytes())
    entries = [_entry(staging, item, reports.get(item.place)) for item in pieces]
    title = f"Dokumen penilaian {wanted.assessment.scorecard.title}"
    day = wanted.sealer.at.astimezone(zone_of(wanted.workspace.office)).date()
    document = handover_index.index(wanted.workspace.office, title, day, entries)
    atomic.create(staging / "00-indeks.pdf", writers.WRITERS["pdf"].write(document, wanted.theme))
    seal_folder(staging, wanted.sealer)
    return entries


def _entry(staging: Path, item: Piece, report: FileReport | None) -> Entry:
    digest = fresh.digest(str(staging / item.place))
    if report is None:
        return Entry(item.place, item.title, (), UNSIGNED, digest)
    signers = [f"{made.holder.name} ({made.place.rpartition('/')[2]})" for made in report.signatures if made.holder]
    return Entry(item.place, item.title, signers, VERDICTS[report.verdict], digest)


def _proved(staging: Path, question: Question) -> None:
    """See that the sealed folder holds, as its recipient will."""
    (report,) = verify_files([staging / "SHA256SUMS"], question)
    if report.verdict is Answer.NO or report.faults:
        raise NotReady(["Segel folder tidak lulus pemeriksaan:", *report.faults])


def _packed(staging: Path, name: str) -> bytes:
    """The folder as a zip whose bytes tell nothing of this computer."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(item for item in staging.rglob("*") if item.is_file()):
            member = zipfile.ZipInfo(f"{name}/{path.relative_to(staging).as_posix()}", EPOCH)
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(member, path.read_bytes())
    return made.getvalue()
