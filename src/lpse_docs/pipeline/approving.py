"""Approvals from the command line to the disk: how the documents stand now, and one more entry in a record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lpse_docs.compose import compose, subjects
from lpse_docs.compose.kinds import Kind, Subject
from lpse_docs.diagnostics import Diagnostic, errors
from lpse_docs.load.files import TEXT_LIMIT, read_text
from lpse_docs.load.schema import validate
from lpse_docs.load.secrets import secrets
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.approval import ApprovalAct, ApprovalEntry, ApprovalRecord, Need
from lpse_docs.model.seal import continued
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import approval_faults as refusals
from lpse_docs.pipeline import atomic, faults
from lpse_docs.pipeline.bounds import bounded
from lpse_docs.pipeline.codes import summaries
from lpse_docs.pipeline.prepare import read_and_check
from lpse_docs.returns.page import Page, Unwritable

FOLDER = "approvals"


@dataclass(frozen=True)
class Pending:
    """A document that approvals are given for, with who gives them and what has been given."""

    id: str
    title: str
    content: str
    needs: tuple[Need, ...]
    record: ApprovalRecord | None
    subject: Subject


@dataclass(frozen=True)
class Desk:
    """Every document that can be approved; empty when an error stands in the way.

    Attributes:
        known: Ids of all documents, whether anybody approves them or not.
    """

    workspace: Workspace | None
    pending: Mapping[str, Pending]
    known: tuple[str, ...]
    diagnostics: Sequence[Diagnostic]


def desk(root: Path, only: str | None = None) -> Desk:
    """Read, check and compose a workspace, or one document of it, as a build would.

    Args:
        root: The workspace.
        only: The id of the one document wanted.
    """
    checked = read_and_check(root)
    workspace, theme = checked.workspace, checked.theme
    if workspace is None or theme is None or errors(checked.diagnostics):
        return Desk(workspace, {}, (), errors(checked.diagnostics))
    made = {subject.id: (kind, subject) for kind, subject in subjects(workspace)}
    with bounded():
        documents, found = compose(
            workspace,
            checked.templates,
            {},
            theme.fonts,
            codes=summaries(),
            foreign=theme.words.get("foreign", ""),
            only=only,
            digests=True,
        )
    pending = {
        item.id: _pending(workspace, *made[item.id], item.title, item.content) for item in documents if item.content
    }
    return Desk(workspace, pending, tuple(made), errors(found))


def _pending(workspace: Workspace, kind: Kind, subject: Subject, title: str, content: str) -> Pending:
    needs = kind.needs(workspace, subject)
    return Pending(subject.id, title, content, needs, workspace.approval.get(subject.id), subject)


def extended(document: str, known: ApprovalRecord | None, entry: ApprovalEntry) -> ApprovalRecord:
    """A record with one more entry at its end, sealed behind the others."""
    before = known.entries if known else ()
    return ApprovalRecord(document=document, entries=(*before, *continued(before, [entry])))


def record(root: Path, document: str, known: ApprovalRecord | None, entry: ApprovalEntry) -> Diagnostic | None:
    """Add an entry at the end of a record, sealed behind the others; None when it stands there, else what prevented it.

    Whoever calls holds the folder (`turn`), from before the record was read.

    Args:
        root: The workspace.
        document: The id of the document.
        known: Its record as it was read; None when there is none.
        entry: What is added; its seal does not count.
    """
    path = f"{FOLDER}/{document}.yaml"
    try:
        _swept(root)
        text = _before(root, path, known)
        if text is None:
            return faults.changed_meanwhile(path)
        wanted = extended(document, known, entry)
        after = _appended(text, wanted.entries[-1])
        if len(after.encode()) > TEXT_LIMIT:
            return refusals.not_recorded(path, f"lebih dari {TEXT_LIMIT // 1_000_000} MB")
        if exposed := next(secrets(after, path), None):  # once sealed, it could not be taken back
            return exposed
        _prove(_read(after, path), wanted)
        target = root / path
        if not target.parent.resolve().is_relative_to(root.resolve()) or target.is_symlink():
            return refusals.not_recorded(path, "tautan tidak diikuti")
        atomic.write(target, after.encode())
    except Unwritable as fault:
        return refusals.not_recorded(path, f"baris {fault.line} tidak ditulis sebagai butir daftar")
    except OSError as error:
        return refusals.not_recorded(path, faults.reason(error))
    return None


def _swept(root: Path) -> None:
    """Remove what an interrupted writing left; only for who holds the folder."""
    folder = root / FOLDER
    if folder.is_dir() and folder.resolve().is_relative_to(root.resolve()):
        for path in folder.iterdir():
            if atomic.SPARE.fullmatch(path.name) and path.is_file() and not path.is_symlink():
                path.unlink(missing_ok=True)


def _before(root: Path, path: str, known: ApprovalRecord | None) -> str | None:
    """The text of a record; None when it does not say what was read."""
    if known is None:
        return None if (root / path).exists() else f"document: {Path(path).stem}\n"
    text, found = read_text(root, path)
    return None if text is None or found or _dumped(_read(text, path)) != known.model_dump() else text


def _appended(text: str, entry: ApprovalEntry) -> str:
    page = Page(text)
    values = {name: getattr(entry, name) for name in ApprovalEntry.model_fields}
    if entry.act is ApprovalAct.APPROVE:
        values.pop("act")
    page.append("entries", [values])
    return page.text()


def _dumped(made: ApprovalRecord | None) -> object:
    return made.model_dump() if made else None


def _read(text: str, path: str) -> ApprovalRecord | None:
    value, found = read_yaml(text, path)
    made, _ = validate(ApprovalRecord, value, path)
    return None if found else made


def _prove(made: ApprovalRecord | None, wanted: ApprovalRecord) -> None:
    """See that the new text says what it shall; a fault of the program stops here."""
    if made is None or made.model_dump() != wanted.model_dump():
        raise RuntimeError(f"{wanted.document}: the new record does not say what it should")
