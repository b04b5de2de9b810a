"""Signed PDF files, ours and others': PAdES, and the older kinds as far as they can be judged (ETSI EN 319 142)."""

import asyncio
import hashlib
import logging
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from lpse_docs.revisions.bounded import Overfull
from lpse_docs.revisions.reader import Reader
from lpse_docs.verify import pdf_blocks, roles
from lpse_docs.verify.pdf_changes import Change, changes, drawn_later, field_names
from lpse_docs.verify.pdf_signature import Judge, Signed
from lpse_docs.verify.pdf_sources import sources
from lpse_docs.verify.pdf_structure import (
    HEADER,
    Survey,
    doubts_of_survey,
    faults_of_bytes,
    faults_of_fields,
    faults_of_survey,
)
from lpse_docs.verify.pdf_values import dictionary, entry, raw, resolved
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, FileReport, SignatureReport

KIND = "PDF"
LARGEST = 200 << 20
SIGNATURES = 40
LENIENT = "Susunan berkas menyimpang dari baku PDF; program lain dapat menampilkannya lain."
DAMAGED = "Berkas PDF rusak atau tidak lengkap, sehingga tidak dapat diperiksa."
BEGINNING = 1024  # bytes in which other programs look for the head (ISO 32000-1, implementation note 13)


def recognises(data: bytes) -> bool:
    """Whether bytes are meant to be a PDF."""
    return HEADER in data[:BEGINNING]


def verify(data: bytes, path: str, question: Question) -> FileReport:
    """Judge one PDF file; whatever is in it, the answer is a report."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL + 1)
    report = FileReport(path, KIND, hashlib.sha256(data).hexdigest())
    if len(data) > LARGEST:
        return _unreadable(report, f"Berkas lebih dari {LARGEST >> 20} MiB.")
    try:
        try:
            return _judged(report, data, question, strict=True)
        except PdfError:
            judged = _judged(report, data, question, strict=False)
            return replace(judged, doubts=(*judged.doubts, LENIENT))
    except Overfull as error:
        return _unreadable(report, str(error))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever a library stumbles over in a made-up file is one answer
        return _unreadable(report, DAMAGED, *faults_of_bytes(data))


def _unreadable(report: FileReport, *words: str) -> FileReport:
    return replace(report, faults=words, unreadable=True)


@dataclass
class Opened:
    """A file with its fields: those that are signed in the order they were, time stamps apart, and the empty ones."""

    reader: Reader
    fields: list[tuple[str, Any]]
    signed: list[Signed] = field(default_factory=list)
    stamps: list[Signed] = field(default_factory=list)

    @cached_property
    def blocks(self) -> list[str]:
        """Names of blocks printed instead of fields."""
        return pdf_blocks.printed(self.reader)

    @cached_property
    def claimed(self) -> list[str]:
        """Those whose role a signature states."""
        return pdf_blocks.claimed(self.blocks, self.signed)

    @property
    def all(self) -> list[Signed]:
        """Signatures and stamps in the order they were made."""
        return sorted([*self.signed, *self.stamps], key=lambda item: item.revision)

    @cached_property
    def prepared(self) -> Set[str]:
        """Names of the fields that were there when the first signature was made; all, when none was."""
        whole = [item for item in self.all if item.embedded]
        if not whole:
            return {name for name, _ in self.fields}
        return field_names(self.reader.get_historical_resolver(whole[0].revision))

    @property
    def empty(self) -> list[str]:
        """Names of fields that nobody has signed; a time stamp in a prepared one is nobody's signature."""
        stamped = {item.name for item in self.stamps} & self.prepared
        return [name for name, value in self.fields if not value or name in stamped]


def _opened(data: bytes, *, strict: bool) -> Opened:
    reader = Reader(data, strict=strict)
    if reader.encrypted:
        raise Overfull("Berkas terkunci dengan kata sandi, sehingga tidak dapat diperiksa.")
    found = list(enumerate_sig_fields(reader))
    if len([1 for _, value, _ in found if value]) > SIGNATURES:
        raise Overfull(f"Berkas berisi lebih dari {SIGNATURES} tanda tangan.")
    opened = Opened(reader, [(name, _raw(item)) for name, _, item in found])
    for name, value, item in found:
        if value:
            made = _signed(reader, name, item)
            (opened.stamps if made.stamp else opened.signed).append(made)
    opened.signed.sort(key=lambda item: item.revision)
    opened.stamps.sort(key=lambda item: item.revision)
    return opened


def _raw(item: Any) -> Any:
    return raw(resolved(item), "/V")


def _signed(reader: Reader, name: str, item: Any) -> Signed:
    kind = str(entry(entry(resolved(item), "/V"), "/SubFilter") or "")
    place = _raw(item)
    spot = (place.idnum, place.generation) if isinstance(place, generic.IndirectObject) else (0, 0)
    try:
        return Signed(name, kind, spot, EmbeddedPdfSignature(reader, item, name))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - old kinds hold something else than a CMS; broken ones anything
        return Signed(name, kind, spot, None)


def _judged(report: FileReport, data: bytes, question: Question, *, strict: bool) -> FileReport:
    opened = _opened(data, strict=strict)
    survey = Survey(opened.reader)
    known = {item.spot for item in opened.all} | _usage_rights(opened.reader)
    found = sources(opened.reader, question.digests, question.without)
    done = changes(opened.reader, [item.embedded for item in opened.all if item.embedded], _names(opened))
    judge = Judge(data, opened.reader, question, opened.signed, opened.stamps, done)
    reports = asyncio.run(judge.reports())
    taken, document = _taken(opened, reports), roles.named(report.path)
    expected = roles.judged(taken, question.expected, document)
    free = opened.empty if opened.signed and not question.expected else []
    faults = [
        *faults_of_bytes(data),
        *(
            ["Berkas memakai dua daftar objek sekaligus (rujukan silang hibrida)."]
            if opened.reader.xrefs.hybrid_xrefs_present
            else []
        ),
        *faults_of_fields(opened.fields),
        *faults_of_survey(survey, known),
        *found.faults,
        *_after_the_last(opened, len(data), done),
        *judge.faults,
        *roles.faults(expected),
        *_other_digest(report, question),
    ]
    return replace(
        report,
        signatures=reports,
        changes=_told(opened, done),
        faults=faults,
        doubts=[
            *doubts_of_survey(survey),
            *judge.doubts,
            *_drawn_over(opened),
            *_vouched_by_others(opened, done),
            *roles.doubts(expected),
            *roles.waiting(free),
            *([] if question.expected else _unclaimed(opened)),
            *roles.shared(taken, question.expected, document),
        ],
        remarks=[*judge.remarks, *_remarks(survey, reports), *roles.spared(free)],
        sources=found.reports,
        expected=expected,
    )


def _usage_rights(reader: Reader) -> set[tuple[int, int]]:
    """What Adobe's programs sign to unlock functions of their own (ISO 32000-1, 12.8.2.3): no signature of a person."""
    held = raw(dictionary(reader.root, "/Perms"), "/UR3")
    return {(held.idnum, held.generation)} if isinstance(held, generic.IndirectObject) else set()


def _names(opened: Opened) -> list[str]:
    return [
        "cap waktu dokumen ditambahkan" if item.stamp else f"tanda tangan {item.name} ditambahkan"
        for item in opened.all
        if item.embedded
    ]


def _told(opened: Opened, done: Sequence[Change]) -> list[str]:
    """Each change with the signature it came after."""
    told = []
    for change in done:
        before = [item for item in opened.all if item.embedded and item.revision < change.revision]
        after = "cap waktu dokumen" if before[-1].stamp else f"tanda tangan {before[-1].name}"
        told.append(f"Sesudah {after}: {change.words}.")
    return told


def _after_the_last(opened: Opened, size: int, done: Sequence[Change]) -> Iterator[str]:
    """What the last signature does not cover; stamps, which anybody can get, and data for validating it may follow."""
    last = next((item for item in reversed(opened.signed or opened.stamps) if item.embedded), None)
    if last is None:
        return
    later = [item for item in done if item.revision > last.revision]
    if any(item.uncovered for item in later):
        yield "Sesudah tanda tangan terakhir berkas diubah: " + ", ".join(item.words for item in later) + "."
    ranges = last.embedded.byte_range if last.embedded else []
    if not later and len(ranges) == 4 and ranges[2] + ranges[3] != size:
        yield "Tanda tangan terakhir tidak meliputi seluruh berkas."


def _drawn_over(opened: Opened) -> Iterator[str]:
    """Fields that may lie over what the first one signed."""
    first = next((item for item in opened.all if item.embedded), None)
    names = {item.name for item in opened.signed}
    for name in drawn_later(opened.reader, first.revision) if first else ():
        if name in names:
            yield f"Bidang {name} ditambahkan sesudah tanda tangan pertama dan tampak pada halaman; pastikan isi tidak tertutup."


def _vouched_by_others(opened: Opened, done: Sequence[Change]) -> Iterator[str]:
    """What was changed after all prepared places were signed, and is covered by a signature somewhere else alone."""
    own = [item.revision for item in opened.signed if item.embedded and item.name in opened.prepared]
    every = [item.revision for item in opened.signed if item.embedded]
    for change in done:
        if own and change.uncovered and own[-1] < change.revision <= every[-1]:
            yield f"Hanya tanda tangan pada bidang tambahan yang meliputi perubahan ini: {change.words}."


def _taken(opened: Opened, reports: Sequence[SignatureReport]) -> list[roles.Made]:
    """The places that count for a role, with who took them, and the printed blocks whose role a signature states.

    A place somebody added after the first signature was prepared by nobody.
    """
    made = []
    for item, report in zip(opened.signed, reports, strict=True):
        own = [item.name] if item.name in opened.prepared else []
        places = [*own, *pdf_blocks.claimed(opened.blocks, [item])]
        made += [roles.Made(place, report.holder, report.intact.answer is Answer.NO) for place in places]
    return made


def _unclaimed(opened: Opened) -> Iterator[str]:
    """Printed blocks that nobody has signed."""
    for block in opened.blocks:
        if block not in opened.claimed:
            yield f"Blok tercetak {block} belum mempunyai tanda tangan."


def _other_digest(report: FileReport, question: Question) -> Iterator[str]:
    if question.digest and question.digest.lower() != report.sha256:
        yield "Sidik berkas ini berbeda dengan yang tercantum pada daftar sidik."


def _remarks(survey: Survey, reports: Sequence[SignatureReport]) -> Iterator[str]:
    if not reports:
        yield "Berkas ini tidak ditandatangani."
    if survey.layers:
        yield "Berkas memakai lapisan yang dapat disembunyikan; periksa tampilannya."
    holders = [(item.holder.issuer, item.holder.serial) for item in reports if item.holder]
    if len(set(holders)) < len(holders):
        yield "Satu sertifikat menandatangani lebih dari satu kali."
    if any(item.holder and item.holder.test for item in reports):
        yield "SERTIFIKAT UJI: contoh, bukan tanda tangan yang sah."
