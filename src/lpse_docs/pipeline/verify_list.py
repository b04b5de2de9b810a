"""A sealed list judged with the files it names: signature, digests, statement and log, all from one folder."""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lpse_docs.pipeline import embedded
from lpse_docs.pipeline.logbook import NAME as LOG
from lpse_docs.verify import log, roles, statement, sums
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, ExpectedReport, FileReport, SignatureReport

KIND = "daftar berkas bersegel"
SIGNATURE, STATEMENT = ".p7s", ".intoto.json"
SMALL, LARGE = 4 << 20, 1 << 30  # bytes of a signature or statement; of a listed file
MOST = 20_000  # entries of a folder that are looked at


def recognises(data: bytes) -> bool:
    """Whether a file is a list of digests, or meant to be one."""
    return sums.meant(data)


@dataclass
class _Found:
    """What was found out so far."""

    signatures: list[SignatureReport] = field(default_factory=list)
    taken: list[roles.Made] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def verify(data: bytes, path: str, question: Question) -> FileReport:
    """Judge a list and everything it names; what lies beside it is read, nothing else."""
    digests = sums.parse(data)
    if digests is None:
        digest = hashlib.sha256(data).hexdigest()
        return FileReport(path, KIND, digest, faults=(sums.flaw(data),), unreadable=True)
    found, place = _Found(), Path(path)
    _signature(data, place, question, found)
    changed = [(name, _state(place.parent, name, digest)) for name, digest in digests.items()]
    found.faults += [f"{name} {words}." for name, words in changed if words]
    own = {place.name, place.name + SIGNATURE, place.name + STATEMENT}
    found.doubts += [
        f"{name} tidak ada dalam daftar, jadi tidak disegel." for name in _others(place.parent, {*digests, *own})
    ]
    _statement(digests, place, question, found)
    found.remarks.append(f"{len(digests)} berkas disebut dalam daftar.")
    expected = _expected(question.expected, found)
    return FileReport(
        path=path, kind=KIND, sha256=hashlib.sha256(data).hexdigest(), signatures=tuple(found.signatures),
        faults=tuple(found.faults), doubts=tuple(found.doubts), remarks=tuple(found.remarks),
        expected=expected,
    )  # fmt: skip


def _signature(data: bytes, place: Path, question: Question, found: _Found) -> None:
    beside = small(place.with_name(place.name + SIGNATURE))
    if beside is None:
        found.doubts.append(f"Daftar ini tidak bertanda tangan: {place.name}{SIGNATURE} tidak ada di sampingnya.")
        return
    try:
        report, faults, remarks = sums.judge(data, beside, question)
    except sums.Unsealed as error:
        found.faults.append(str(error))
        found.taken.append(roles.Made("", None, refused=True))
        return
    found.signatures.append(report)
    found.taken.append(roles.Made(sums.PLACE, report.holder, report.intact.answer is Answer.NO))
    found.faults += faults
    found.remarks += remarks


def _expected(wishes: Sequence[str], found: _Found) -> tuple[ExpectedReport, ...]:
    """What became of the roles that must have signed; a list has one place to sign, the seal."""
    expected = roles.judged(found.taken, wishes)
    found.faults += roles.faults(expected)
    found.doubts += roles.doubts(expected)
    if any(item.role != sums.PLACE for item in expected):
        found.remarks.append(f"Daftar hanya mempunyai satu tempat tanda tangan: {sums.PLACE}.")
    return tuple(expected)


def _statement(digests: Mapping[str, str], place: Path, question: Question, found: _Found) -> None:
    """The statement in its envelope must say the same; it is judged with the office's key where there is one."""
    data = small(place.with_name(place.name + STATEMENT))
    made = statement.judge(data, question.keys) if data is not None else None
    if data is not None and made is None:
        found.faults.append(f"{place.name}{STATEMENT} rusak.")
    if data is None and question.keys:
        found.doubts.append(
            f"Kunci kantor diberikan, tetapi {place.name}{STATEMENT} tidak ada: pernyataan kantor hilang."
        )
    if made is None:
        return
    if made.signed.answer is Answer.NO:
        found.faults.append(made.signed.reason)
    else:
        found.remarks.append(made.signed.reason)
    if dict(made.digests) != dict(digests):
        found.faults.append(f"{place.name}{STATEMENT} menyebut berkas atau sidik yang lain.")
    if made.signed.answer is Answer.YES:
        _log(made.facts.get("log"), place, found)
        _sources(made.sources, digests, place, found)
    elif made.sources:
        found.remarks.append(f"{len(made.sources)} sumber di dalam PDF belum dibandingkan: {made.signed.reason}")


def _log(head: str | None, place: Path, found: _Found) -> None:
    """The log must hold, and reach to where the office says it reached."""
    text = small(place.with_name(LOG))
    if text is None:
        return
    found.faults += [f"{LOG}: {words}" for words in log.faults(text.decode(errors="replace"), head)]
    if head is None:
        found.doubts.append(f"Pernyataan kantor tidak menyebut ujung {LOG}; baris terakhirnya mungkin dihapus.")


def _sources(stated: Mapping[str, str], digests: Mapping[str, str], place: Path, found: _Found) -> None:
    """What travels in the files must be what the office stated."""
    if not stated:
        return
    sound = [name for name, digest in digests.items() if not _state(place.parent, name, digest)]
    held = embedded.of_folder(place.parent, sound)
    for name, digest in stated.items():
        if name.partition(embedded.SEPARATOR)[0] in sound and held.get(name) != digest:
            found.faults.append(f"Sumber {name} berbeda dengan pernyataan kantor.")
    found.doubts += [f"Sumber {name} tidak disebut dalam pernyataan kantor." for name in held if name not in stated]
    same = sum(held.get(name) == digest for name, digest in stated.items())
    found.remarks.append(f"{same} dari {len(stated)} sumber di dalam PDF sama dengan pernyataan kantor.")


def _state(folder: Path, name: str, digest: str) -> str:
    """What became of a file in words; empty when it is as it was."""
    place = folder / name
    if any(part.is_symlink() for part in (place, *place.parents) if part != folder and part.is_relative_to(folder)):
        return "berupa tautan"
    try:
        handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return "tidak ada"
    with os.fdopen(handle, "rb") as stream:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > LARGE:
            return "bukan berkas biasa"
        return "" if hashlib.file_digest(stream, "sha256").hexdigest() == digest else "berubah sesudah disegel"


def _others(folder: Path, known: set[str]) -> Iterator[str]:
    for count, path in enumerate(sorted(folder.rglob("*"))):
        name = path.relative_to(folder).as_posix()
        if count > MOST:
            yield "Isi folder selebihnya"
            return
        if name not in known and (path.is_symlink() or not path.is_dir()):
            yield name


def small(path: Path, most: int = SMALL) -> bytes | None:
    """A small file beside the list; None when there is none, or what lies there is no such file."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as stream:
        regular = stat.S_ISREG(os.fstat(handle).st_mode)
        data = stream.read(most + 1) if regular else b""
    return data if regular and len(data) <= most else None
