"""The build: read, check, compose, render what is missing, publish all at once."""

import errno
import fnmatch
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from lpse_docs import __version__
from lpse_docs.diagnostics import Diagnostic, errors
from lpse_docs.document.blocks import Document
from lpse_docs.load.theme import load_theme
from lpse_docs.pipeline import faults, lock, manifest, ours, publish, state
from lpse_docs.pipeline.cache import Cache
from lpse_docs.pipeline.ground import Ground, Ready, survey
from lpse_docs.pipeline.identity import libraries
from lpse_docs.pipeline.manifest import Manifest, Published
from lpse_docs.pipeline.plan import FORMATS, Output, outputs
from lpse_docs.pipeline.prepare import Themed, prepare
from lpse_docs.pipeline.printing import press, used_keys
from lpse_docs.pipeline.render import Progress, Staff, render, tasks
from lpse_docs.pipeline.standing import Standing, keep_edits, look
from lpse_docs.pipeline.workers import Crew, Limits

if TYPE_CHECKING:
    from lpse_docs.load.project import Memory

WAIT = 60.0
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
ODD = frozenset({errno.EISDIR, errno.ENOTEMPTY, errno.ELOOP, errno.ENXIO, errno.ENAMETOOLONG})
DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}) | ODD


@dataclass(frozen=True)
class Request:
    """What to build.

    Attributes:
        names: Ids of documents or patterns such as `sop-*`; none means all.
        formats: Formats to publish.
        jobs: Workers at most; 0 means one for each processor, two at most: more gain little and cost memory.
        wait: Seconds to wait for another build of the same workspace.
        paths: Paths of the files to publish, of those documents and formats; None means all.
        memory: Spares parsing files that were read before.
    """

    root: Path
    names: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    jobs: int = 0
    limits: Limits = field(default_factory=Limits)
    wait: float = WAIT
    paths: frozenset[str] | None = None
    memory: "Memory" = field(default_factory=dict, repr=False)

    def crew(self, close: Sequence[int] = ()) -> Crew:
        """The workers to use."""
        return Crew(self.jobs or min(2, os.cpu_count() or 1), self.limits, close)

    def asks(self, item: Output) -> bool:
        """Whether a file is asked for."""
        named = not self.names or any(fnmatch.fnmatchcase(item.document, name) for name in self.names)
        return named and item.format in self.formats and (self.paths is None or item.path in self.paths)


@dataclass(frozen=True)
class Outcome:
    """What a build did.

    Attributes:
        release: Everything now published; None when nothing was, and the previous build stays.
        rendered: How many files were made anew.
        reports: Tracebacks for the maintainers.
        unknown: Names that fit no document; then nothing was done.
        known: Ids that could have been named.
        documents: What was composed.
    """

    diagnostics: list[Diagnostic]
    release: Manifest | None = None
    rendered: int = 0
    reports: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True)
class Choice:
    """What a build makes (`wanted`) and what it leaves as it is (`kept`)."""

    wanted: Sequence[Output]
    kept: Sequence[Published]


Making: TypeAlias = Callable[[Request, Path, Progress, int], Outcome]


def build(request: Request, progress: Progress) -> Outcome:
    """Build and publish; whatever goes wrong, the previous build stays whole."""
    return _locked(request, progress, _build)


def refresh(request: Request, progress: Progress) -> Outcome:
    """See that the named documents, by their ids, are published as they would be made now, and build them when they are not.

    While they are, nothing else is composed and nothing is written.
    """
    return _locked(request, progress, _refreshed)


def _locked(request: Request, progress: Progress, making: Making) -> Outcome:
    target = request.root / "build"
    try:
        ours.folder(target)
        with lock.hold(target, request.wait, progress.waiting) as handle:
            publish.clean(target)
            return making(request, target, progress, handle)
    except lock.Busy as other:
        return Outcome([faults.busy(other.pid)])
    except ours.Occupied as place:
        return Outcome([faults.occupied(_shown(place.path, request.root))])
    except publish.NoLinks:
        return Outcome([faults.no_links("build")])
    except OSError as error:
        return Outcome([storage_fault(error, request.root)])


def _refreshed(request: Request, target: Path, progress: Progress, handle: int) -> Outcome:
    return _published(request, target, handle) or _build(request, target, progress, handle)


def _published(request: Request, target: Path, handle: int) -> Outcome | None:
    """What is published, when every file that is asked for is what would be made now; None when one is not."""
    ground = survey(request.root)
    prepared = prepare(request.root, ground, [handle], memory=request.memory, only=request.names)
    if prepared.ready is None:
        return Outcome(prepared.diagnostics, reports=prepared.reports)
    made, _ = outputs(ground, prepared.ready)
    keys = {item.path: item.key for item in made if request.asks(item)}
    standing = look(target, keys)
    intact = {path: item.key for path, item in standing.intact().items()}
    if intact != keys or {item.id for item in prepared.ready.documents} != {*request.names}:
        return None
    return Outcome(prepared.diagnostics, standing.manifest, documents=prepared.ready.documents)


def storage_fault(error: OSError, root: Path) -> Diagnostic:
    """A full or closed disk, in words; anything else is a fault of the program and goes up."""
    if error.errno in FULL:
        return faults.disk_full("build")
    if error.errno in DENIED:
        where = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else root / "build"
        return faults.not_writable(_shown(where, root), faults.reason(error))
    raise error


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _build(request: Request, target: Path, progress: Progress, handle: int) -> Outcome:
    ground, cache = survey(request.root), Cache.at(target / ".cache")
    themed = load_theme(request.root)
    crew = request.crew([handle])
    if themed[0] is None or "pdf" not in request.formats:
        return _made(request, target, progress, Ahead(ground, themed, cache, Staff(crew)))
    with press(themed[0], cache, crew) as worker:
        return _made(request, target, progress, Ahead(ground, themed, cache, Staff(crew, worker)))


@dataclass(frozen=True)
class Ahead:
    """What a build has before it reads the sources."""

    ground: Ground
    themed: Themed
    cache: Cache
    staff: Staff


def _made(request: Request, target: Path, progress: Progress, ahead: Ahead) -> Outcome:
    ground, cache = ahead.ground, ahead.cache
    prepared = prepare(request.root, ground, ahead.staff.crew.close, ahead.themed, memory=request.memory)
    if prepared.ready is None:
        return Outcome(prepared.diagnostics, reports=prepared.reports)
    made, clashes = outputs(ground, prepared.ready)
    known = tuple(dict.fromkeys(item.document for item in made))
    unknown = tuple(name for name in request.names if not fnmatch.filter(known, name))
    if clashes or unknown:
        return Outcome([*prepared.diagnostics, *clashes], unknown=unknown, known=known)
    standing = look(target)
    choice = choose(made, standing, request)
    ready_made, missing = at_hand(choice.wanted, standing, cache)
    staff = ahead.staff.for_files(missing, cache)
    work, hindrances = tasks(missing, prepared.ready, cache, staff)
    progress.planned(len(work), len(ready_made))
    done = render(work, prepared.ready, cache, staff, progress)
    found = prepared.diagnostics + hindrances + done.diagnostics
    if errors(found):
        return Outcome(found, reports=done.reports)
    content = ready_made | {item.path: _fetched(item, cache) for item in missing}
    release = _release(choice, content, prepared.ready, standing)
    found += _publish(standing, release, content, choice)
    if not choice.kept:  # what is left as it is may need its parts again
        cache.prune(used_keys(made, cache))
    _remember(target, ground, release, made)
    return Outcome(found, release, len(missing), documents=prepared.ready.documents)


def choose(made: Sequence[Output], standing: Standing, request: Request) -> Choice:
    """What to make and what to leave. A published file that was damaged is made again, asked for or not."""
    intact = standing.intact()
    published = {item.path for item in standing.manifest.files} if standing.manifest else set()
    wanted = [item for item in made if request.asks(item) or (item.path in published and item.path not in intact)]
    if not request.names and set(request.formats) == set(FORMATS):
        return Choice(wanted, [])
    current = {item.path: item.key for item in made}
    ours = {item.path for item in wanted}
    kept = [
        replace(item, stale=current.get(path) != item.key) for path, item in sorted(intact.items()) if path not in ours
    ]
    return Choice(wanted, kept)


def at_hand(wanted: Sequence[Output], standing: Standing, cache: Cache) -> tuple[dict[str, bytes | Path], list[Output]]:
    """Files that need no rendering, by path, and those that do."""
    intact = standing.intact()
    found: dict[str, bytes | Path] = {}
    missing: list[Output] = []
    for item in wanted:
        published = intact.get(item.path)
        if standing.folder and published and published.key == item.key:
            found[item.path] = standing.folder / item.path
        elif (data := cache.get(item.key)) is not None:
            found[item.path] = data
        else:
            missing.append(item)
    return found, missing


def _fetched(item: Output, cache: Cache) -> bytes:
    data = cache.get(item.key)
    if data is None:
        raise OSError(errno.EIO, f"just written and already unreadable: {item.path}")
    return data


def _release(choice: Choice, content: Mapping[str, bytes | Path], ready: Ready, standing: Standing) -> Manifest:
    intact = standing.intact()
    files = list(choice.kept)
    for item in choice.wanted:
        data = content[item.path]
        sha256, size = (
            manifest.measure(data) if isinstance(data, bytes) else (intact[item.path].sha256, intact[item.path].size)
        )
        files.append(Published(item.path, item.document, item.title, item.format, sha256, size, item.key, item.sources))
    return Manifest(ready.workspace.office.edition.number, __version__, libraries(), tuple(sorted(files)))


def _publish(
    standing: Standing, release: Manifest, content: Mapping[str, bytes | Path], choice: Choice
) -> list[Diagnostic]:
    """Save what people edited, then switch to the new release unless it is the one that stands."""
    digests = {item.path: item.sha256 for item in release.files}
    found = keep_edits(standing, digests)
    if standing.manifest != release or not standing.complete(digests) or not publish.linked(standing.build, digests):
        folder = standing.folder or standing.build
        files = {**content, **{item.path: folder / item.path for item in choice.kept}}
        publish.publish(standing.build, files, manifest.to_bytes(release))
    late = [item.path for item in release.files if item.stale]
    return found + ([faults.stale(late)] if late else [])


def _remember(target: Path, ground: Ground, release: Manifest, made: Sequence[Output]) -> None:
    """Next time `fresh` may answer, but only if everything there is to build is published and current."""
    folder = publish.current(target)
    complete = {item.path for item in release.files} == {item.path for item in made}
    if folder is None or not complete or any(item.stale for item in release.files):
        state.forget_build(target)
        return
    paths = [*(item.path for item in release.files), manifest.NAME]
    note = f"Tidak ada yang berubah: {len(release.files)} berkas di build/ sudah sesuai dengan sumbernya."
    state.remember_build(target, ground, folder.name, paths, note)
