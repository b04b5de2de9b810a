"""`build --check`: make what is published again without the cache and prove that the bytes are the same."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lpse_docs.diagnostics import Diagnostic, errors
from lpse_docs.pipeline import faults, manifest
from lpse_docs.pipeline.build import Outcome, Request, storage_fault
from lpse_docs.pipeline.cache import Cache
from lpse_docs.pipeline.ground import survey
from lpse_docs.pipeline.plan import Output, outputs
from lpse_docs.pipeline.prepare import prepare
from lpse_docs.pipeline.render import Progress, Staff, render, tasks
from lpse_docs.pipeline.standing import Standing, look


def compare(request: Request, progress: Progress) -> Outcome:
    """Rebuild into a temporary folder and compare with what is published; publishes nothing."""
    standing = look(request.root / "build")
    if standing.folder is None:
        return Outcome([faults.nothing_published()])
    ground = survey(request.root)
    prepared = prepare(request.root, ground)
    if prepared.ready is None:
        return Outcome(prepared.diagnostics, reports=prepared.reports)
    made, clashes = outputs(ground, prepared.ready)
    if clashes:
        return Outcome([*prepared.diagnostics, *clashes])
    wanted, missing = published(made, standing)
    try:
        with tempfile.TemporaryDirectory() as folder:
            cache = Cache(Path(folder))
            staff = Staff(request.crew())
            work, hindrances = tasks(wanted, prepared.ready, cache, staff)
            progress.planned(len(work), 0)
            done = render(work, prepared.ready, cache, staff, progress)
            found = prepared.diagnostics + hindrances + done.diagnostics
            if not errors(found):
                found += differences(wanted, standing, cache)
    except OSError as error:
        return Outcome([storage_fault(error, request.root)])
    found += [faults.unpublished(by_document(missing))] if missing else []
    return Outcome(found, None if errors(found) else standing.manifest, len(wanted), done.reports)


def published(made: Sequence[Output], standing: Standing) -> tuple[list[Output], list[Output]]:
    """What is published and what a partial build left out; without a manifest nobody knows, and all is compared."""
    if standing.manifest is None:
        return list(made), []
    known = {item.path for item in standing.manifest.files}
    return [item for item in made if item.path in known], [item for item in made if item.path not in known]


def by_document(files: Sequence[Output]) -> dict[str, list[str]]:
    """The formats of each document."""
    found: dict[str, list[str]] = {}
    for item in files:
        found.setdefault(item.document, []).append(item.format)
    return found


@dataclass(frozen=True)
class Rebuilt:
    """One file made again, beside what was published under its path."""

    path: str
    fresh: str | None
    published: str | None
    lying: str | None


def differences(made: Sequence[Output], standing: Standing, cache: Cache) -> list[Diagnostic]:
    """One finding for each file that is not what its sources make."""
    found = [faults.damaged_manifest()] if standing.damaged else []
    pairs = ((item.path, _difference(item)) for item in _pairs(made, standing, cache))
    return found + [faults.differs(f"build/{path}", reason) for path, reason in pairs if reason]


def _pairs(made: Sequence[Output], standing: Standing, cache: Cache) -> Iterator[Rebuilt]:
    published = {item.path: item.sha256 for item in standing.manifest.files} if standing.manifest else {}
    again = {item.path: manifest.measure(cache.get(item.key) or b"")[0] for item in made}
    for path in sorted({*again, *published, *standing.found}):
        yield Rebuilt(path, again.get(path), published.get(path), standing.found.get(path))


def _difference(item: Rebuilt) -> str:
    if item.fresh is None:
        return "berkas ini tidak dibuat dari sumber mana pun"
    if item.published is None:
        return "berkas ini belum diterbitkan"
    if item.lying is None:
        return "berkas ini hilang"
    if item.lying != item.published:
        return "berkas ini diubah setelah diterbitkan"
    if item.fresh != item.published:
        return "pembangunan ulang menghasilkan isi lain"
    return ""
