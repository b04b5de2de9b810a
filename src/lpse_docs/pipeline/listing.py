"""A list of digests beside files, or named by the reader: is it sealed, and what it says of one file and its sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lpse_docs.pipeline import verify_list
from lpse_docs.pipeline.embedded import SEPARATOR
from lpse_docs.verify import statement, sums
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, FileReport
from lpse_docs.verify.trust import Unfit

LONGEST = 8 << 20
UNLISTED = "Berkas ini tidak tercantum pada daftar sidik {name}."
NO_KEY = "daftar tidak memuat sumber, dan pernyataan kantor belum dapat dipercaya tanpa --office-key"


@dataclass
class Listing:
    """A list of digests.

    Attributes:
        path: Where it lies; what it names lies below its folder.
        files: Digest by path. sources: Digest of what travels in files, as the office states it.
        without: Why there is nothing of sources.
        faults: Why it must not be believed. doubts: Why it may not be believed yet.
    """

    path: Path
    files: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    without: str = "tidak tercantum pada daftar sidik"
    faults: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def place(self, path: Path) -> str:
        """The path of a file below the folder of the list; empty when it lies elsewhere."""
        folder, file = self.path.parent.resolve(), path.parent.resolve() / path.name
        return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else ""

    def asked(self, path: Path, question: Question) -> Question:
        """What is asked of one file by this list."""
        place = self.place(path)
        before = f"{place}{SEPARATOR}"
        own = {name.removeprefix(before): told for name, told in self.sources.items() if name.startswith(before)}
        return replace(
            question, digest=self.files.get(place), digests={**self.files, **own} or None, without=self.without
        )

    def told(self, report: FileReport, path: Path) -> FileReport:
        """A report with what is wrong with the list, and whether it names the file."""
        if report.unreadable or path.resolve() == self.path.resolve():
            return report
        unlisted = self.files and self.place(path) not in self.files
        more = [UNLISTED.format(name=self.path.name)] if unlisted else []
        faults, doubts = (*report.faults, *self.faults), (*report.doubts, *self.doubts, *more)
        return replace(report, faults=faults, doubts=doubts)


def listing(path: Path, question: Question, *, demanded: bool) -> Listing:
    """Read a list and judge its seal; one that only lies there and is no list is a doubt.

    Raises:
        Unfit: The reader named it, and it is no list.
    """
    data = verify_list.small(path, LONGEST)
    files = sums.parse(data) if data is not None else None
    if data is None or files is None:
        words = "bukan daftar sidik SHA-256 seperti tulisan sha256sum"
        if demanded:
            raise Unfit(f"{path}: {words}.")
        return Listing(path, doubts=[f"{path.name} di samping berkas {words}."])
    made = Listing(path, files)
    _seal(made, data, question)
    _statement(made, question)
    return made


def _seal(made: Listing, data: bytes, question: Question) -> None:
    beside = verify_list.small(made.path.with_name(made.path.name + verify_list.SIGNATURE))
    if beside is None:
        made.doubts.append(f"Daftar tidak tersegel: {made.path.name} tidak bertanda tangan.")
        return
    try:
        report, faults, _ = sums.judge(data, beside, question)
    except sums.Unsealed as error:
        made.faults.append(f"Segel daftar sidik ditolak: {error}")
        return
    made.faults += faults
    for item in (report.intact, report.valid_then):
        if item.answer is Answer.NO:
            made.faults.append(f"Segel daftar sidik ditolak: {item.reason}.")
        elif item.answer is Answer.UNKNOWN:
            made.doubts.append(f"Segel daftar sidik belum dapat dipastikan: {item.reason}.")


def _statement(made: Listing, question: Question) -> None:
    """What the office states of sources counts only when its key signed it."""
    data = verify_list.small(made.path.with_name(made.path.name + verify_list.STATEMENT))
    if data is None:
        if question.keys:
            made.doubts.append("Kunci kantor diberikan, tetapi pernyataan kantor tidak ada di samping daftar sidik.")
        return
    told = statement.judge(data, question.keys)
    if told is None or dict(told.digests) != dict(made.files):
        made.faults.append("Pernyataan kantor di samping daftar sidik rusak atau menyebut berkas lain.")
    elif told.signed.answer is Answer.NO:
        made.faults.append(told.signed.reason)
    elif told.signed.answer is Answer.YES:
        made.sources = told.sources
    else:
        made.without = NO_KEY


def beside(files: Sequence[Path]) -> Path | None:
    """The list of digests that lies in the one folder of all files, when there is one."""
    folders = {path.parent for path in files}
    found = folders.pop() / sums.NAME if len(folders) == 1 else None
    return found if found and found.is_file() else None
