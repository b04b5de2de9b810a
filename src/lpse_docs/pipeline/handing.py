"""Handing a period over: what is signed is verified, put into one folder, indexed and sealed, or nothing is written."""

import re
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
from lpse_docs.pipeline import atomic, fresh, log_match, logbook, provenance, publish, signatories, signed_files
from lpse_docs.pipeline.bsre_signing import stated
from lpse_docs.pipeline.build import Request, build
from lpse_docs.pipeline.excerpt import printable
from lpse_docs.pipeline.render import Progress
from lpse_docs.pipeline.sealing import Sealer, seal_folder
from lpse_docs.pipeline.signatories import RECIPIENT, Asked, Taken
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
UNROOTED = (
    "Akar kepercayaan belum ditetapkan, sehingga tidak satu tanda tangan pun dapat dipercaya; sebut foldernya dengan "
    "--roots, atau tetapkan signing.roots pada lpse.yaml."
)
TEST = " (sertifikat uji, bukan tanda tangan sah)"
UNSIGNED = "Tidak bertanda tangan; tercakup segel folder"
OPEN = (
    "Lengkapi daftar pencabutan (.crl) pada folder akar, periksa dengan --online, atau serahkan dengan --allow-unknown."
)
RESTORE = "pulihkan catatannya, atau tanda tangani lagi berkas di build/."
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Piece:
    """One file to hand over.

    Attributes:
        source: Where it lies now. place: Where it shall lie in the folder.
        path: Where it lies below `build/` or `signed/`.
        signed: Whether it must be signed. original: What was built, from which the signed file was made.
    """

    source: Path
    path: str
    place: str
    title: str
    signed: bool
    original: Path


@dataclass(frozen=True)
class Judged:
    """What was found of a signed file.

    Attributes:
        made: Who signed which place.
        strangers: Places of which nobody can say whether the right one signed. lost: Those of interrupted signatures in the log.
    """

    report: FileReport
    made: Sequence[Taken]
    strangers: tuple[str, ...]
    lost: tuple[str, ...]


class NotReady(Exception):
    """Why nothing is handed over: Indonesian sentences."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Handover:
    """What is handed over, whom the sender trusts, and what seals it; `unknown` allows files whose validity is open."""

    root: Path
    workspace: Workspace
    theme: Theme
    assessment: Assessment
    question: Question
    sealer: Sealer
    unknown: bool = False


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
    found = _verified(wanted, pieces)
    _sweep(target)
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent))
    spare = staging.with_suffix(".zip.tmp")
    try:
        entries = _filled(wanted, staging, pieces, found)
        _proved(staging, wanted.question)
        staging.chmod(0o755)
        atomic.create(spare, _packed(staging, target.name))
        staging.rename(target)
        spare.rename(target.with_name(target.name + ".zip"))
        atomic.sync_folder(target.parent)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        spare.unlink(missing_ok=True)
        raise
    return entries, []


def _sweep(target: Path) -> None:
    """Remove what a hand-over to the same place left beside it when it was killed; only for who holds `signed/`."""
    left = re.compile(rf"\.{re.escape(target.name)}\.[a-z0-9_]{{8}}(\.zip)?\.tmp")
    for path in target.parent.iterdir():
        if left.fullmatch(path.name) and not path.is_symlink():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


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
        return Piece(source, path, place, titles.get(path, Path(path).stem), signed, built / path)

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


def _verified(wanted: Handover, pieces: Sequence[Piece]) -> dict[str, Judged]:
    """What was found of each signed file, by its place.

    Raises:
        NotReady: One is refused, unsigned where somebody must sign, signed by somebody else, was made from other sources,
            or is not the one the log tells of; or its validity is open and nobody allowed that.
    """
    signed, stamps = [item for item in pieces if item.signed], Stamps(wanted.theme)
    old = [
        f"{item.place} bukan berkas yang dibuat sekarang dengan tanda tangan saja: sumbernya berubah, atau berkasnya "
        "diubah; tanda tangani yang sekarang."
        for item in signed
        if not _current(item, stamps)
    ]
    empty = [
        f"{item.place} belum ditandatangani pada {', '.join(names)}." for item in signed if (names := _empty(item))
    ]
    if old or empty:  # a verification takes long, and has nothing to add
        raise NotReady([*old, *empty])
    reports = verify_files([item.source for item in signed], wanted.question)
    bad = [
        sentence
        for item, report in zip(signed, reports, strict=True)
        for sentence in _refusals(item, report, unknown=wanted.unknown)
    ]
    if bad:
        raise NotReady(bad)
    return _known(wanted, signed, reports)


def _refusals(item: Piece, report: FileReport, *, unknown: bool) -> Iterator[str]:
    """Why a file cannot be handed over as it was judged; `unknown` leaves open the validity of signatures, nothing else."""
    refused = report.unreadable or not report.signatures or report.verdict is Answer.NO or not _whole(report)
    if refused:
        said = [*report.faults, *_said(report, Answer.NO), *report.doubts] or ["tanda tangannya ditolak."]
        yield f"{item.place} tidak dapat diserahkan: {' '.join(said)}"
    elif report.doubts:
        yield f"{item.place} belum dapat diserahkan: {' '.join(report.doubts)}"
    elif report.verdict is Answer.UNKNOWN and not unknown:
        why = " ".join(_said(report, Answer.UNKNOWN))
        yield f"{item.place}: keabsahannya belum dapat dipastikan. {why} {OPEN}"


def _said(report: FileReport, answer: Answer) -> Iterator[str]:
    """What speaks against signatures, or keeps them open, with whose they are."""
    for made in report.signatures:
        for found in (made.intact, made.valid_then):
            if found.answer is answer:
                yield f"{made.holder.name if made.holder else 'penanda tangan tidak terbaca'} ({made.place}): {found.reason}"


def _known(wanted: Handover, signed: Sequence[Piece], reports: Sequence[FileReport]) -> dict[str, Judged]:
    """The signers held against the names in the documents, and the log against the signers.

    Raises:
        NotReady: They differ.
    """
    names = signatories.printed(wanted.root, list(dict.fromkeys(item.source.stem for item in signed)))
    entries = logbook.entries(wanted.root / signed_files.FOLDER / logbook.NAME)
    bad, found = list[str](), dict[str, Judged]()
    for item, report in zip(signed, reports, strict=True):
        made = signatories.taken(item.source.read_bytes(), item.path, report)
        asked = Asked(wanted.root, wanted.workspace.office, item.path, names.get(item.source.stem, {}))
        bad += [f"{item.place}: {sentence}" for sentence in signatories.strangers(asked, made)]
        original = fresh.digest(str(item.original))
        if wrong := log_match.mismatch(entries, item.path, report.sha256, original, made):
            bad.append(f"{item.place}: {signed_files.FOLDER}/{logbook.NAME} {wrong}; {RESTORE}")
        lost = tuple(str(entry.get("bidang")) for entry in log_match.lost(entries, item.path, report.sha256))
        found[item.place] = Judged(report, made, tuple(signatories.unknown(asked, made)), lost)
    if bad:
        raise NotReady(bad)
    return found


def _current(item: Piece, stamps: Stamps) -> bool:
    """Whether a signed file is what is built now, with signatures and nothing else."""
    built = item.original.is_file()
    return built and provenance.made_from(item.path, item.source.read_bytes(), item.original.read_bytes(), stamps)


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


def _filled(wanted: Handover, staging: Path, pieces: Sequence[Piece], found: dict[str, Judged]) -> list[Entry]:
    """Copy everything, write the index, and seal."""
    for item in pieces:
        (staging / item.place).parent.mkdir(parents=True, exist_ok=True)
        atomic.create(staging / item.place, item.source.read_bytes())
        judged = found.get(item.place)
        if judged and fresh.digest(str(staging / item.place)) != judged.report.sha256:
            raise NotReady([f"{item.place} berubah selagi disusun; ulangi."])
    log = wanted.root / signed_files.FOLDER / logbook.NAME
    if log.is_file() and not log.is_symlink():
        atomic.create(staging / logbook.NAME, log.read_bytes())
    entries = [_entry(staging, item, found.get(item.place)) for item in pieces]
    title = f"Dokumen penilaian {wanted.assessment.scorecard.title}"
    day = wanted.sealer.at.astimezone(zone_of(wanted.workspace.office)).date()
    office = wanted.workspace.office
    specimen = office.example or any(_test(item.report) for item in found.values())
    document = handover_index.index(office, title, day, entries, specimen=specimen)
    atomic.create(staging / "00-indeks.pdf", writers.WRITERS["pdf"].write(document, wanted.theme))
    seal_folder(staging, wanted.sealer)
    return entries


def _entry(staging: Path, item: Piece, judged: Judged | None) -> Entry:
    digest = fresh.digest(str(staging / item.place))
    if judged is None:
        return Entry(item.place, item.title, (), UNSIGNED, digest)
    signers = [printable(f"{it.who.name} ({it.field.rpartition('/')[2]})") for it in judged.made]
    return Entry(item.place, item.title, signers, printable("; ".join(_verdict(judged))), digest)


def _verdict(judged: Judged) -> Iterator[str]:
    """What the index says of a file: a test certificate, and what nobody could find out, are never left unsaid."""
    report = judged.report
    yield VERDICTS[report.verdict] + (TEST if _test(report) else "")
    if judged.strangers:
        yield f"penanda tangan {', '.join(judged.strangers)} tidak dapat dicocokkan karena namanya belum tercatat"
    if judged.lost:
        yield f"catatan menyebut penandatanganan lain yang hasilnya tidak ada, pada {', '.join(judged.lost)}"


def _test(report: FileReport) -> bool:
    return any(made.holder and made.holder.test for made in report.signatures)


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
