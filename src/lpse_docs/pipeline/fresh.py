"""Whether anything changed since last time, decided without reading a single YAML file.

Only `os`, `stat`, `sys`, `json` and `hashlib` are used: importing click or pydantic alone would take longer than
the whole answer. A file counts as unchanged when its stat is the recorded one; when the stat differs
(a copy, a checkout, a touched file) its digest decides.
"""

import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

Stamp: TypeAlias = list[Any]  # size, mtime_ns, ctime_ns, inode, sha256
Stamps: TypeAlias = dict[str, Stamp]

STATE = ".state.json"
VERDICT = ".verdict.json"
VERSION = 1
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
YAML_FOLDERS = ("standards", "sops", "regulations", "assessments", "approvals")
SOURCES = (".yaml", ".yml", ".yaml.txt", ".yml.txt")  # the last are not read, but `check` says so
ASSETS = (".py", ".js", ".css")  # what the program is made of
SETTLED_NS = 50_000_000  # a file written less than this before its stat may change again within one clock tick
DEPTH = 5
ESCAPE = "\x1b"
BROKEN_PIPE = 128 + 13  # what a shell makes of SIGPIPE


def find_root(start: str) -> str | None:
    """The workspace a folder belongs to: the nearest folder upwards that holds `lpse.yaml`, whatever that is.

    A pipe, a folder or a dangling link of that name is for the loader to tell; it is not missing.
    """
    folder = os.path.abspath(start)
    while not os.path.lexists(os.path.join(folder, "lpse.yaml")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def home() -> str | None:
    """The workspace this program lies in, when it runs from a checkout; `./lpse` works from anywhere because of it."""
    folder = os.path.dirname(os.path.dirname(PACKAGE))
    return folder if os.path.isfile(os.path.join(folder, "lpse.yaml")) else None


def inputs(root: str) -> list[str]:
    """Everything of the workspace that a build reads or complains about, relative, sorted; not all of it is a file."""
    found = [os.path.relpath(path, root) for path in _walk(os.path.join(root, "templates"), root)]
    for folder in YAML_FOLDERS:
        found += [
            os.path.relpath(path, root)
            for path in _walk(os.path.join(root, folder), root)
            if path.lower().endswith(SOURCES) or is_evidence(os.path.relpath(path, root))
        ]
    if os.path.isfile(os.path.join(root, "lpse.yaml")):
        found.append("lpse.yaml")
    return sorted(found)


def is_evidence(path: str) -> bool:
    """Whether a path relative to the workspace lies in the evidence store of a period; whatever it is, it is no source."""
    parts = path.split(os.sep)
    return len(parts) > 3 and parts[0] == "assessments" and parts[2] == "evidence"


def readable(root: str) -> list[str]:
    """Those of the inputs that are files inside the workspace and may be read; the others are for the loader to tell.

    As long as there are others nothing counts as unchanged: they are not stamped.
    """
    paths = ((name, os.path.join(root, name)) for name in inputs(root))
    return [name for name, path in paths if os.path.isfile(path) and os.access(path, os.R_OK) and _inside(path, root)]


def _inside(path: str, root: str) -> bool:
    return os.path.realpath(path).startswith(os.path.realpath(root) + os.sep)


def program_files() -> list[str]:
    """Every module, script and style sheet of the program, relative to the package, sorted."""
    return sorted(os.path.relpath(path, PACKAGE) for path in _walk(PACKAGE, PACKAGE) if path.endswith(ASSETS))


def _walk(folder: str, root: str, depth: int = DEPTH) -> Iterator[str]:
    """Files below a folder; hidden files, lock files of office programs and editors' spare copies are passed over.

    Links that lead out of the root and pipes stand for themselves, and so does a folder with the name of a source.
    The depth is bounded because a link may lead back up.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")) or entry.name.endswith("~") or entry.name == "__pycache__":
            continue
        below = _is_folder(entry, root)
        if below and depth:
            yield from _walk(entry.path, root, depth - 1)
        if not below or entry.name.endswith((".yaml", ".yml")):
            yield entry.path


def _is_folder(entry: "os.DirEntry[str]", root: str) -> bool:
    try:
        return entry.is_dir() and not (entry.is_symlink() and not _inside(entry.path, root))
    except OSError:  # a link that leads to itself
        return False


def digest(path: str) -> str:
    """SHA-256 of a file."""
    import hashlib  # noqa: PLC0415 - loading OpenSSL takes as long as all the rest; mostly the stat is enough

    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def stamp(path: str, now_ns: int) -> Stamp:
    """Stat and digest of a file; the stat of one written a moment ago is not trusted later."""
    seen = os.stat(path)
    settled = max(seen.st_mtime_ns, seen.st_ctime_ns) < now_ns - SETTLED_NS
    return [seen.st_size, seen.st_mtime_ns if settled else 0, seen.st_ctime_ns, seen.st_ino, digest(path)]


def stamps(base: str, names: Iterable[str], now_ns: int) -> Stamps:
    """Stamps of several files by relative name."""
    return {name: stamp(os.path.join(base, name), now_ns) for name in names}


def same(base: str, name: str, known: Stamp) -> bool:
    """Whether a file is as recorded."""
    path = os.path.join(base, name)
    seen = os.stat(path)
    if [seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino] == known[:4]:
        return True
    return bool(seen.st_size == known[0]) and digest(path) == known[4]


def folders_of_libraries(paths: Iterable[str]) -> list[list[Any]]:
    """Folders that hold the installed libraries, with their times: installing or removing one changes them."""
    return [[path, os.stat(path).st_mtime_ns] for path in sorted(set(paths))]


def _program_same(recorded: Mapping[str, Any]) -> bool:
    return (
        recorded["version"] == VERSION
        and recorded["python"] == sys.version
        and recorded["package"] == PACKAGE
        and all(os.stat(path).st_mtime_ns == time for path, time in recorded["libraries"])
    )


def _inputs_same(root: str, recorded: Mapping[str, Any]) -> bool:
    return (
        inputs(root) == list(recorded["inputs"])
        and program_files() == list(recorded["program"])
        and all(same(root, name, known) for name, known in recorded["inputs"].items())
        and all(same(PACKAGE, name, known) for name, known in recorded["program"].items())
    )


def read(path: str) -> dict[str, Any]:
    """A state file; anything unreadable counts as empty, and so does a link or a pipe."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), encoding="utf-8") as stream:
            found = json.load(stream) if stat.S_ISREG(os.fstat(stream.fileno()).st_mode) else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def verdict(root: str) -> dict[str, Any] | None:
    """What the last `check` found, when it would find the same today."""
    recorded = read(os.path.join(root, "build", VERDICT))
    try:
        return recorded if _program_same(recorded) and _inputs_same(root, recorded) else None
    except (OSError, KeyError, TypeError, ValueError, IndexError, AttributeError):
        return None


def build_note(root: str) -> str | None:
    """What to tell when a whole `build` would change nothing; None when there is work to do."""
    target = os.path.join(root, "build")
    recorded = read(os.path.join(target, STATE))
    try:
        current = (
            _program_same(recorded)
            and os.readlink(os.path.join(target, ".current")) == recorded["release"]
            and _inputs_same(root, recorded)
            and all(same(target, name, known) for name, known in recorded["outputs"].items())
        )
        return str(recorded["note"]) if current else None
    except (OSError, KeyError, TypeError, ValueError, IndexError, AttributeError):
        return None


def answer(arguments: list[str]) -> int | None:
    """Answer a plain `build` or `check` at once, with its exit code; None when the whole program is needed."""
    match arguments:
        case ["build" | "check" as command]:
            root = find_root(os.curdir) or home()
        case ["--project", folder, "build" | "check" as command]:
            root = os.path.abspath(folder)
        case _:
            return None
    if root is None:
        return None
    if command == "build":
        note = build_note(root)
        return None if note is None else _say(note + "\n", 0)
    found = verdict(root)
    return None if found is None else _say(str(found.get("text", "")), int(found.get("exit", 1)))


def _say(text: str, code: int) -> int:
    if not styled():
        text = without_style(text)
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # nobody reads any more; the exit flush of Python must keep quiet about it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    return code


def styled() -> bool:
    """Whether the terminal takes colours (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def without_style(text: str) -> str:
    """Text without the colour marks that `cli.report` writes; no other escape ever gets into a report."""
    first, *rest = text.split(ESCAPE)
    return first + "".join(part.partition("m")[2] for part in rest)
