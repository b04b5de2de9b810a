"""`verify`: judge signed files, each in a worker that may hang or eat memory without harm.

A recipient has the file only: no workspace is needed, and nothing is written.
"""

import hashlib
import os
import re
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from lpse_docs.pipeline import verify_list
from lpse_docs.pipeline.listing import Listing
from lpse_docs.pipeline.workers import Crew, Done, Failed, Limits, Trouble, run
from lpse_docs.verify import office, pdf
from lpse_docs.verify.pdf_begun import only_signed, says_made_from
from lpse_docs.verify.question import Question
from lpse_docs.verify.record import read, written
from lpse_docs.verify.report import FileReport
from lpse_docs.verify.trust import LARGEST, MOST, SUFFIXES, Trust, Unfit, trusted

LIMITS = Limits(wall=900.0, processor=90, memory=2 << 30)  # a signed book takes 3 s, most of it reading objects
BIGGEST = 200 << 20
END = re.compile(rb"%%EOF(?:\r\n|\n|\r)?")
REVISIONS = 1000  # ends of revisions that are looked at
REASONS = {
    Trouble.LATE: "Pemeriksaan berkas ini terlalu lama, jadi dihentikan.",
    Trouble.MEMORY: "Pemeriksaan berkas ini membutuhkan terlalu banyak memori.",
    Trouble.DIED: "Isi berkas ini menghentikan pemeriksaan.",
    Trouble.DISK: "Ruang simpan penuh.",
    Trouble.RAISED: "Berkas rusak, sehingga tidak dapat diperiksa.",
}


@dataclass(frozen=True)
class Kind:
    """A kind of file: how its bytes are known, and who judges them."""

    recognises: Callable[[bytes], bool]
    verify: Callable[[bytes, str, Question], FileReport]


KINDS: Sequence[Kind] = (
    Kind(pdf.recognises, pdf.verify),
    Kind(office.recognises, office.verify),
    Kind(verify_list.recognises, verify_list.verify),
)
"""What can be judged; the first that knows the bytes does it."""


def verify_files(
    files: Sequence[Path], question: Question, listed: Listing | None = None, *, limits: Limits = LIMITS
) -> list[FileReport]:
    """A report for each file, in their order; held against a list of digests where there is one."""

    def perform(task: int) -> dict[str, Any]:
        path = files[task]
        asked = listed.asked(path, question) if listed else question
        report = verify_file(path, asked)
        return written(listed.told(report, path) if listed else report)

    results = {made.task: made for made in run(range(len(files)), perform, Crew(min(2, len(files)), limits))}
    return [_report(results[task], path) for task, path in enumerate(files)]


def _report(made: Done | Failed, path: Path) -> FileReport:
    return read(made.value) if isinstance(made, Done) else _unreadable(path, REASONS[made.trouble])


def verify_file(path: Path, question: Question) -> FileReport:
    """Judge one file by what its bytes are, whatever it is called."""
    try:
        data = _bytes(path, BIGGEST)
    except OSError as error:
        return _unreadable(path, f"Berkas tidak dapat dibaca: {error.strerror or error}.")
    if len(data) > BIGGEST:
        return _unreadable(path, f"Berkas lebih dari {BIGGEST >> 20} MiB.")
    for kind in KINDS:
        if kind.recognises(data):
            return kind.verify(data, path.as_posix(), question)
    return _unreadable(path, "Berkas ini bukan PDF, Word, Excel, atau daftar SHA256SUMS.")


def _unreadable(path: Path, words: str) -> FileReport:
    return FileReport(path.as_posix(), "tidak dikenal", "", faults=(words,), unreadable=True)


def _bytes(path: Path, most: int) -> bytes:
    """A regular file, at most one byte more than allowed; anything that would wait for somebody is refused."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("bukan berkas biasa")
        return stream.read(most + 1)


def trust_in(roots: Path | None, certified: Path | None) -> Trust:
    """What lies in the folders a reader names.

    Raises:
        Unfit: A folder cannot be read, or holds something else.
    """
    return trusted(_files(roots) if roots else (), _files(certified) if certified else ())


def _files(folder: Path) -> list[tuple[str, bytes]]:
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
        if not paths:
            raise Unfit(f"{folder}: tidak berisi sertifikat (.pem, .crt, .cer, .der) atau daftar pencabutan (.crl).")
        if len(paths) > MOST:
            raise Unfit(f"{folder}: berisi lebih dari {MOST} berkas.")
        return [(path.name, _bytes(path, LARGEST)) for path in paths]
    except OSError as error:
        raise Unfit(f"{folder}: tidak dapat dibaca ({error.strerror or error}).") from error


def office_keys(files: Sequence[Path]) -> tuple[Ed25519PublicKey, ...]:
    """Public keys of the office.

    Raises:
        Unfit: A file cannot be read, or holds something else.
    """
    found = []
    for path in files:
        try:
            key = load_pem_public_key(_bytes(path, LARGEST))
        except OSError as error:
            raise Unfit(f"{path}: tidak dapat dibaca ({error.strerror or error}).") from error
        except (ValueError, UnsupportedAlgorithm) as error:
            raise Unfit(f"{path}: bukan kunci umum (PEM).") from error
        if not isinstance(key, Ed25519PublicKey):
            raise Unfit(f"{path}: bukan kunci Ed25519.")
        found.append(key)
    return tuple(found)


class Same(Enum):
    """How a file stands to what a digest names."""

    EQUAL = "sama"
    SIGNED = "ditandatangani sesudahnya"
    LONGER = "bertambah"
    PRINTED = "blok tercetak"
    OTHER = "lain"


def sameness(path: Path, sha256: str, at: datetime) -> Same:
    """Whether a file is what a digest names, or that with more after it; a signed PDF begins with what was signed.

    One whose blocks were printed for a service that signs whole files only says what it was made from.

    Raises:
        Unfit: It cannot be read.
    """
    try:
        data = _bytes(path, BIGGEST)
    except OSError as error:
        raise Unfit(f"{path}: tidak dapat dibaca ({error.strerror or error}).") from error
    length = _begun(data, sha256)
    if len(data) > BIGGEST or not (length or pdf.recognises(data)):
        return Same.OTHER
    if length == len(data):
        return Same.EQUAL

    def perform(_: int) -> dict[str, Any]:
        return {"so": only_signed(data[:length], data, at) if length else says_made_from(sha256, data, at)}

    (made,) = run(range(1), perform, Crew(1, LIMITS))
    yes, no = (Same.SIGNED, Same.LONGER) if length else (Same.PRINTED, Same.OTHER)
    return yes if isinstance(made, Done) and made.value["so"] else no


def _begun(data: bytes, sha256: str) -> int | None:
    """How many bytes have a digest; the whole file, or what ends as a PDF does."""
    ends = [hit.end() for hit in islice(END.finditer(data), REVISIONS)]
    whole, start = hashlib.sha256(), 0
    for end in [*ends, len(data)]:
        whole.update(data[start:end])
        start = end
        if whole.hexdigest() == sha256:
            return end
    return None
