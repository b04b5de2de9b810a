"""Handing a period over: what is signed is verified, put into one folder, indexed and sealed, or nothing is written."""

import hashlib
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lpse_docs import writers
from lpse_docs.compose import handover_index
from lpse_docs.compose.handover_index import Entry
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.document.theme import Theme
from lpse_docs.load.project import Memory
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import atomic, log_match, logbook, parcel, signatories, signed_files
from lpse_docs.pipeline.build import Request, refresh
from lpse_docs.pipeline.excerpt import printable
from lpse_docs.pipeline.parcel import Listed, NotReady, Piece
from lpse_docs.pipeline.render import Progress
from lpse_docs.pipeline.sealing import Sealer, seal_folder
from lpse_docs.pipeline.signatories import Asked, Printed, Taken
from lpse_docs.pipeline.signing import zone_of
from lpse_docs.pipeline.verifying import verify_files
from lpse_docs.sign.stamp import Stamps
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, FileReport
from lpse_docs.verify.validity import WITHOUT_DATA

VERDICTS = {Answer.YES: "Sah", Answer.NO: "Ditolak", Answer.UNKNOWN: "Utuh; keabsahan belum dapat dipastikan"}
UNROOTED = (
    "Akar kepercayaan belum ditetapkan, sehingga tidak satu tanda tangan pun dapat dipercaya; sebut foldernya dengan "
    "--roots, atau tetapkan signing.roots pada lpse.yaml."
)
TEST = " (sertifikat uji, bukan tanda tangan sah)"
UNSIGNED = "Tidak bertanda tangan; tercakup segel folder"
DRAFT = "naskahnya masih bertanda DRAF"
OPEN = (
    "Lengkapi daftar pencabutan (.crl) pada folder akar, periksa dengan --online, atau serahkan dengan --allow-unknown."
)
ALLOWED = "Serahkan dengan --allow-unknown bila hal itu dapat diterima."
RESTORE = "pulihkan catatannya, atau tanda tangani lagi berkas di build/."
EPOCH = (1980, 1, 1, 0, 0, 0)


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


@dataclass(frozen=True)
class Handover:
    """What is handed over, whom the sender trusts, and what seals it.

    Attributes:
        unknown: Whether files may go along whose validity is open. memory: Spares parsing sources that were read before.
    """

    root: Path
    workspace: Workspace
    theme: Theme
    assessment: Assessment
    question: Question
    sealer: Sealer
    unknown: bool = False
    memory: Memory = field(default_factory=dict, repr=False)

    def request(self, listed: Sequence[Listed]) -> Request:
        """The build of what is handed over, and of nothing else."""
        names = tuple(dict.fromkeys(item.document for item in listed))
        return Request(self.root, names, paths=frozenset(item.path for item in listed), memory=self.memory)


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
    listed = parcel.listed(wanted.root, wanted.workspace, wanted.assessment)
    outcome = refresh(wanted.request(listed), progress)
    if outcome.release is None:
        return [], list(outcome.diagnostics)
    pieces = parcel.pieces(wanted.root, listed, outcome.documents)
    found = _verified(wanted, pieces, signatories.printed(outcome.documents))
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


def _verified(wanted: Handover, pieces: Sequence[Piece], names: Mapping[str, Printed]) -> dict[str, Judged]:
    """What was found of each signed file, by its place.

    Raises:
        NotReady: One is refused, unsigned where somebody must sign, signed by somebody else, was made from other sources,
            or is not the one the log tells of; or its validity is open and nobody allowed that.
    """
    signed = [item for item in pieces if item.listed.signed]
    parcel.demand_signed(signed, Stamps(wanted.theme))  # a verification takes long, and would have nothing to add
    reports = verify_files([item.source for item in signed], wanted.question)
    bad = [
        sentence
        for item, report in zip(signed, reports, strict=True)
        for sentence in _refusals(item, report, unknown=wanted.unknown)
    ]
    if bad:
        raise NotReady(bad)
    return _known(wanted, list(zip(signed, reports, strict=True)), names)


def _refusals(item: Piece, report: FileReport, *, unknown: bool) -> Iterator[str]:
    """Why a file cannot be handed over as it was judged; `unknown` leaves open the validity of signatures, nothing else."""
    if report.sha256 not in ("", item.sha256):  # empty where nothing could be read, which is refused below
        yield f"{item.place} berubah selagi diperiksa; ulangi."
        return
    refused = report.unreadable or not report.signatures or report.verdict is Answer.NO or not _whole(report)
    if refused:
        said = [*report.faults, *_said(report, Answer.NO), *report.doubts] or ["tanda tangannya ditolak."]
        yield f"{item.place} tidak dapat diserahkan: {' '.join(said)}"
    elif report.doubts:
        yield f"{item.place} belum dapat diserahkan: {' '.join(report.doubts)}"
    elif report.verdict is Answer.UNKNOWN and not unknown:
        why = " ".join(_said(report, Answer.UNKNOWN))
        yield f"{item.place}: keabsahannya belum dapat dipastikan. {why} {OPEN if WITHOUT_DATA in why else ALLOWED}"


def _said(report: FileReport, answer: Answer) -> Iterator[str]:
    """What speaks against signatures, or keeps them open, with whose they are."""
    for made in report.signatures:
        for found in (made.intact, made.valid_then):
            if found.answer is answer:
                yield f"{made.holder.shown if made.holder else 'penanda tangan tidak terbaca'} ({made.place}): {found.reason}"


def _known(
    wanted: Handover, signed: Sequence[tuple[Piece, FileReport]], names: Mapping[str, Printed]
) -> dict[str, Judged]:
    """The signers held against the names in the documents, and the log against the signers.

    Raises:
        NotReady: They differ.
    """
    entries = logbook.entries(wanted.root / signed_files.FOLDER / logbook.NAME)
    bad, found = list[str](), dict[str, Judged]()
    for item, report in signed:
        path = item.listed.path
        made = signatories.taken(item.data, path, report)
        asked = Asked(wanted.root, wanted.workspace.office, path, names.get(item.listed.document, {}))
        bad += [f"{item.place}: {sentence}" for sentence in signatories.strangers(asked, made)]
        original = hashlib.sha256(item.built).hexdigest()
        if wrong := log_match.mismatch(entries, path, report.sha256, original, made):
            bad.append(f"{item.place}: {signed_files.FOLDER}/{logbook.NAME} {wrong}; {RESTORE}")
        lost = tuple(str(entry.get("bidang")) for entry in log_match.lost(entries, path, report.sha256))
        found[item.place] = Judged(report, made, tuple(signatories.unknown(asked, made)), lost)
    if bad:
        raise NotReady(bad)
    return found


def _whole(report: FileReport) -> bool:
    return all(made.intact.answer is Answer.YES for made in report.signatures)


def _filled(wanted: Handover, staging: Path, pieces: Sequence[Piece], found: dict[str, Judged]) -> list[Entry]:
    """Copy everything, write the index, and seal."""
    for item in pieces:
        (staging / item.place).parent.mkdir(parents=True, exist_ok=True)
        atomic.create(staging / item.place, item.data)
    log = wanted.root / signed_files.FOLDER / logbook.NAME
    if log.is_file() and not log.is_symlink():
        atomic.create(staging / logbook.NAME, log.read_bytes())
    entries = [_entry(item, found.get(item.place)) for item in pieces]
    title = f"Dokumen penilaian {wanted.assessment.scorecard.title}"
    day = wanted.sealer.at.astimezone(zone_of(wanted.workspace.office)).date()
    office = wanted.workspace.office
    specimen = office.example or any(_test(item.report) for item in found.values())
    document = handover_index.index(office, title, day, entries, specimen=specimen)
    atomic.create(staging / "00-indeks.pdf", writers.WRITERS["pdf"].write(document, wanted.theme))
    sealed = seal_folder(staging, wanted.sealer)
    if other := [item.place for item in pieces if sealed.get(item.place) != item.sha256]:
        raise NotReady([f"{', '.join(other)} berubah selagi disusun; ulangi."])
    return entries


def _entry(item: Piece, judged: Judged | None) -> Entry:
    if judged is None:
        return Entry(item.place, item.title, (), "; ".join([UNSIGNED, *_drafted(item)]), item.sha256)
    signers = [printable(f"{it.who.shown} ({_role(item, it.field)})") for it in judged.made]
    words = [*_verdict(judged), *_unsigned(item, judged), *_drafted(item)]
    return Entry(item.place, item.title, signers, printable("; ".join(words)), item.sha256)


def _role(item: Piece, field: str) -> str:
    """What a reader calls a place: its last words, without those its document is called by."""
    words, known = field.rpartition("/")[2].split("-"), [*item.listed.document.split("-"), ""]
    other = (number for number, (one, two) in enumerate(zip(words, known, strict=False)) if one != two)
    return " ".join(words[next(other, 0) :])


def _unsigned(item: Piece, judged: Judged) -> Iterator[str]:
    """A Word file takes two signatures at most; its reader learns where the others are."""
    if names := parcel.unsigned_lines(item, judged.made):
        yield f"tanda tangan {', '.join(_role(item, name) for name in names)} hanya ada pada PDF-nya"


def _drafted(item: Piece) -> Iterator[str]:
    """Good signatures make no final document of a draft."""
    if item.draft:
        yield DRAFT


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
