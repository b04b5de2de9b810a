"""What else in a workspace remembers its approvals: kept editions, and the log of signatures.

A record of approvals bears no key, so a line cut off its end leaves no trace in it. Whatever refers to the last line of that
time does: every edition that is kept holds the records it was made with, and the log tells the seal that was last.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.load.files import read_text
from lpse_docs.load.schema import validate
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.approval import ApprovalRecord
from lpse_docs.pipeline import approval_faults as told
from lpse_docs.pipeline import faults, logbook, release
from lpse_docs.sign.chain import BrokenLog

FOLDER = "approvals"
LOG = f"signed/{logbook.NAME}"
EVENT = "pengesahan"  # the fact of a signature, and the event of a later approval


@dataclass(frozen=True, slots=True)
class Head:
    """The last line of a record, as something else in the workspace remembers it.

    Attributes:
        source: Where it is remembered, relative to the workspace.
    """

    document: str
    seal: str
    source: str


def last(root: Path, document: str) -> str:
    """The seal of the last line of a record; empty when there is none."""
    record = _read(*_text(root, f"{FOLDER}/{document}.yaml"))
    return record.entries[-1].seal if record and record.entries else ""


def remember(root: Path, document: str, at: datetime) -> Diagnostic | None:
    """Tell the log how a record ends now, once anything refers to approvals; None, or why the log cannot be continued.

    A workspace in which nothing was signed and no edition was kept has nothing that could be contradicted.
    """
    path = root / LOG
    if not path.exists() and not (root / release.FOLDER).is_dir():
        return None
    try:
        path.parent.mkdir(exist_ok=True)
        if path.parent.is_symlink():
            return told.not_remembered(LOG, "tautan tidak diikuti")
        logbook.record(path, EVENT, {"dokumen": document, EVENT: last(root, document)}, at)
    except BrokenLog as broken:
        return told.not_remembered(LOG, f"baris {broken.line} berubah")
    except logbook.LogRefused as refused:
        return told.not_remembered(LOG, str(refused))
    except OSError as error:
        return told.not_remembered(LOG, faults.reason(error))
    return None


def contradicted(root: Path, records: Mapping[str, ApprovalRecord], only: str | None = None) -> list[Diagnostic]:
    """Records that lost a line which something remembers, each told once.

    Args:
        root: The workspace.
        records: The records as they are, by document.
        only: The one document asked for.
    """
    seals = {code: {item.seal for item in record.entries} for code, record in records.items()}
    found: dict[tuple[str, str], Diagnostic] = {}
    for head in (*_kept(root), *_logged(root)):
        if only in (None, head.document) and head.seal not in seals.get(head.document, ()):
            record = records.get(head.document)
            fault = told.gone(head) if record is None else told.cut(_place(record), head)
            found.setdefault((head.document, fault.code), fault)
    return [*found.values()]


def of_document(root: Path, document: str) -> list[Diagnostic]:
    """The same of one document, without reading the workspace."""
    record = _read(*_text(root, f"{FOLDER}/{document}.yaml"))
    return contradicted(root, {document: record} if record else {}, document)


def _place(record: ApprovalRecord) -> Span:
    return record.entries[-1].at("seal") if record.entries else record.at("document")


def _kept(root: Path) -> Iterator[Head]:
    """The last lines that kept editions hold; each content of a record is read once."""
    known: set[tuple[str, str]] = set()
    for name, kept in release.listed(root):
        for path, digest in kept.sources.items() if kept else ():
            if PurePosixPath(path).parent.as_posix() == FOLDER and (path, digest) not in known:
                known.add((path, digest))
                yield from _of_store(root, path, digest, f"{release.FOLDER}/{name}")


def _of_store(root: Path, path: str, digest: str, source: str) -> Iterator[Head]:
    store = f"{release.FOLDER}/{release.STORE}"
    if release.whole(root / store / digest):
        record = _read(*_text(root, f"{store}/{digest}"))
        if record and record.entries and record.document == PurePosixPath(path).stem:
            yield Head(record.document, record.entries[-1].seal, source)


def _logged(root: Path) -> Iterator[Head]:
    """The last lines that the log tells, of approvals and beside signatures."""
    for entry in logbook.entries(root / LOG):
        document, seal = entry.get("dokumen"), entry.get(EVENT)
        if isinstance(document, str) and isinstance(seal, str) and seal:
            yield Head(document, seal, LOG)


def _text(root: Path, path: str) -> tuple[str | None, str]:
    text, found = read_text(root, path)
    return (None if found else text), path


def _read(text: str | None, path: str) -> ApprovalRecord | None:
    if text is None:
        return None
    value, found = read_yaml(text, path)
    made, _ = validate(ApprovalRecord, value, path)
    return None if found else made
