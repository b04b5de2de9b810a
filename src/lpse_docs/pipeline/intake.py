"""Evidence taken in: the file first, whole and on disk, then the register; whatever fails leaves both as they were."""

import contextlib
import errno
import hashlib
import os
import re
import secrets
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lpse_docs.diagnostics import Diagnostic, Severity, Span
from lpse_docs.load.files import TEXT_LIMIT
from lpse_docs.load.schema import validate
from lpse_docs.load.secrets import secrets as secrets_in
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.evidence import Evidence, EvidenceRegister
from lpse_docs.pipeline import evidence_faults as faults
from lpse_docs.pipeline.content import LARGEST, examined, suffix
from lpse_docs.pipeline.excerpt import printable
from lpse_docs.pipeline.faults import changed_meanwhile, reason
from lpse_docs.pipeline.turn import turn
from lpse_docs.pipeline.workers import Crew, Failed, Limits, Trouble, run
from lpse_docs.returns.page import Unwritable
from lpse_docs.returns.register import registered, supporting

LIMITS = Limits(wall=300.0, processor=30, memory=1 << 30)
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
SOURCE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # opening a pipe must not wait
FRESH = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
ODD = frozenset({errno.ELOOP, errno.ENOTDIR, errno.ENXIO})  # what a link in the place of a folder or file gives
REGISTER = "evidence.yaml"
STORE = "evidence"
LONGEST = 50  # characters of a code, and of the words behind it


class Refused(Exception):
    """A file or a store that is refused; carries the finding."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


def content(path: Path) -> bytes:
    """The bytes of a regular file, read through one descriptor, so that nothing can be exchanged after the check.

    Raises:
        Refused: It is a link, folder, pipe, too large, or cannot be read.
    """
    shown = path.name
    if printable(shown) != shown:
        raise Refused(faults.not_a_file(printable(shown), "namanya memuat tanda yang tidak terlihat"))
    try:
        handle = os.open(path, SOURCE)
    except OSError as error:
        link = path.is_symlink()
        why = "ini tautan, bukan berkasnya" if link else "tidak ada" if not path.exists() else reason(error)
        raise Refused(faults.not_a_file(shown, why)) from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Refused(faults.not_a_file(shown, "ini folder, pipa, atau perangkat, bukan berkas"))
        with open(handle, "rb", closefd=False) as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise Refused(faults.not_a_file(shown, reason(error))) from error
    finally:
        os.close(handle)
    if len(data) > LARGEST:
        raise Refused(faults.too_large(shown, f"lebih dari {LARGEST >> 20} MiB"))
    return data


def judged(data: bytes, name: str) -> list[Diagnostic]:
    """What speaks against a content, found in a worker that may hang or eat memory without harm."""

    def perform(_task: int) -> list[dict[str, Any]]:
        return [asdict(item) for item in examined(data, name)]

    answer = next(iter(run(range(1), perform, Crew(1, LIMITS))))
    if isinstance(answer, Failed):
        if answer.trouble is Trouble.RAISED:
            raise RuntimeError(answer.detail)
        return [faults.damaged(name, "isinya menghentikan pemeriksaan")]
    return [
        Diagnostic(i["code"], Severity(i["severity"]), i["message"], Span(**i["span"]), i["hint"]) for i in answer.value
    ]


def stored_name(code: str, name: str) -> str:
    """A flat, safe name in the store, made from the code and the name the file came with."""
    ending = suffix(name)
    stem = unicodedata.normalize("NFKD", name[: len(name) - len(ending)]).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", stem)[:LONGEST].strip("-")
    return "-".join(filter(None, (code[:LONGEST].strip("-"), words))) + ending


def take(root: Path, period: str, seen: str, item: Evidence, data: bytes | None = None) -> Diagnostic | None:
    """Put a file into the store, then its entry into the register; None when both stand there.

    Args:
        root: The workspace.
        period: The code of the period.
        seen: The text of the register when the entry was made.
        item: The entry: a new one, or one that is there already and now supports more criteria.
        data: What the file of a new entry holds.
    """
    path = f"assessments/{period}/{REGISTER}"
    try:
        with turn(root), _period(root, period) as folder:
            if _text(folder) != seen:
                return changed_meanwhile(path)
            text = _changed(seen, item, path)
            if found := _unfit(seen, text, path):
                return found
            with _placed(folder, item.file, data) if item.file and data is not None else contextlib.nullcontext():
                _write(folder, REGISTER, text.encode(), replace=True)
    except Unwritable as fault:
        return faults.not_stored(path, f"daftar ditulis dalam kurung siku pada baris {fault.line}")
    except FileExistsError:
        return faults.not_stored(path, "nama berkas itu sudah ada di gudang")
    except OSError as error:
        why = "ada tautan atau hal lain di tempat folder atau berkasnya" if error.errno in ODD else reason(error)
        return faults.not_stored(path, why)
    return None


def _unfit(before: str, after: str, path: str) -> Diagnostic | None:
    """Why a new text would not be read again: it is too long, or holds a secret that the old one did not."""
    if len(after.encode()) > TEXT_LIMIT:
        return faults.not_stored(path, f"daftar melampaui {TEXT_LIMIT} bita")
    old = {item.span.line for item in secrets_in(before, path)}
    return next((item for item in secrets_in(after, path) if item.span.line not in old), None)


@contextmanager
def _period(root: Path, period: str) -> Iterator[int]:
    """The folder of a period, reached without following a link."""
    with contextlib.ExitStack() as stack:
        handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        stack.callback(os.close, handle)
        for name in ("assessments", period):
            handle = os.open(name, FOLDER, dir_fd=handle)
            stack.callback(os.close, handle)
        yield handle


def _text(folder: int) -> str:
    """The register as it stands now; a link in its place is refused by the system."""
    with os.fdopen(os.open(REGISTER, SOURCE, dir_fd=folder), "rb") as file:
        return file.read(TEXT_LIMIT + 4).decode("utf-8", "replace").removeprefix("\ufeff")


@contextmanager
def _placed(folder: int, name: str, data: bytes) -> Iterator[None]:
    """Have a file in the store while the register is written; it goes again when that fails."""
    with contextlib.suppress(FileExistsError):
        os.mkdir(STORE, 0o755, dir_fd=folder)
    store = os.open(STORE, FOLDER, dir_fd=folder)
    try:
        if _same(store, name, data):  # an earlier attempt was killed before it was registered
            yield
            return
        _write(store, name, data, replace=False)
        try:
            yield
        except BaseException:
            os.unlink(name, dir_fd=store)
            raise
    finally:
        os.close(store)


def _same(store: int, name: str, data: bytes) -> bool:
    """Whether this very content stands in the store already."""
    with contextlib.suppress(OSError), os.fdopen(os.open(name, SOURCE, dir_fd=store), "rb") as file:
        return stat.S_ISREG(os.fstat(file.fileno()).st_mode) and file.read(len(data) + 1) == data
    return False


def _write(folder: int, name: str, data: bytes, *, replace: bool) -> None:
    """Write a file whole and wait for the disk; a name that is taken stays taken unless it shall be replaced."""
    spare = f".{name[:100]}.{secrets.token_hex(4)}.tmp"
    try:
        with os.fdopen(os.open(spare, FRESH, 0o644, dir_fd=folder), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            os.rename(spare, name, src_dir_fd=folder, dst_dir_fd=folder)
        else:
            os.link(spare, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(spare, dir_fd=folder)
    try:
        os.fsync(folder)
    except OSError:
        if not replace:
            os.unlink(name, dir_fd=folder)
        raise


def _changed(before: str, item: Evidence, path: str) -> str:
    """The new text of the register; that it says what it shall, and nothing else, is seen before it is written."""
    old = _register(before, path)
    known = next((it for it in old.evidence if it.id == item.id), None)
    if known is None:
        after, wanted = registered(before, item), (*old.evidence, item)
    else:
        after = supporting(before, item.id, [code for code in item.criteria if code not in known.criteria])
        wanted = tuple(item if it.id == item.id else it for it in old.evidence)
    new = _register(after, path)
    if [it.model_dump() for it in new.evidence] != [it.model_dump() for it in wanted] or new.period != old.period:
        raise RuntimeError(f"{path}: the new text does not say what it should")
    return after


def _register(text: str, path: str) -> EvidenceRegister:
    value, found = read_yaml(text, path)
    made, misfits = validate(EvidenceRegister, value, path)
    if made is None or found:
        raise RuntimeError(f"{path}: {[*found, *misfits]}")
    return made


def digest(data: bytes) -> str:
    """SHA-256 as the register writes it."""
    return hashlib.sha256(data).hexdigest()
