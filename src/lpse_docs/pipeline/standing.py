"""What is published now, and what people did to it by hand."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lpse_docs.diagnostics import Diagnostic
from lpse_docs.pipeline import atomic, faults, fresh, manifest, ours, publish
from lpse_docs.pipeline.manifest import Manifest, Published

EDITS = "suntingan"
OFFICE_LOCKS = (".~lock.", "~$")


@dataclass(frozen=True)
class Standing:
    """The published release as it lies on disk.

    Attributes:
        build: The build folder. folder: The release, None before the first build.
        manifest: Its manifest, None when it is damaged.
        found: SHA-256 of every file that is there, by path.
        expected: SHA-256 of every file as it was published, by path, as far as anyone still knows.
    """

    build: Path
    folder: Path | None = None
    manifest: Manifest | None = None
    found: Mapping[str, str] = field(default_factory=dict)
    expected: Mapping[str, str] = field(default_factory=dict)

    @property
    def damaged(self) -> bool:
        """Whether there is a release without a manifest that can be trusted."""
        return self.folder is not None and self.manifest is None

    def intact(self) -> dict[str, Published]:
        """Published files that nobody touched, by path."""
        files = self.manifest.files if self.manifest else ()
        return {item.path: item for item in files if self.found.get(item.path) == item.sha256}

    def complete(self, files: Mapping[str, str]) -> bool:
        """Whether exactly these files (SHA-256 by path) lie there."""
        return dict(self.found) == dict(files)


def look(build: Path, paths: Collection[str] | None = None) -> Standing:
    """Look at the published release, or at some of its files; each is read, since a stat proves nothing."""
    folder = publish.current(build)
    if folder is None:
        return Standing(build)
    known = publish.current_manifest(folder)
    expected = {item.path: item.sha256 for item in known.files} if known else _remembered(build)
    found = {path: _sha256(folder / path) for path in _files(folder) if paths is None or path in paths}
    return Standing(build, folder, known, found, expected)


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        regular = path.is_file() and not path.is_symlink()  # what a link leads to is none of ours
        if regular and not path.name.startswith(OFFICE_LOCKS) and path != folder / manifest.NAME:
            yield path.relative_to(folder).as_posix()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _remembered(build: Path) -> dict[str, str]:
    """Digests from the state of the last build, for when the manifest is damaged."""
    outputs = fresh.read(str(build / fresh.STATE)).get("outputs")
    known = outputs.items() if isinstance(outputs, dict) else ()
    return {path: stamp[4] for path, stamp in known if isinstance(stamp, list) and len(stamp) > 4}


def keep_edits(standing: Standing, coming: Mapping[str, str]) -> list[Diagnostic]:
    """Copy files that were changed or added by hand to `build/suntingan/`, unless they equal what is coming."""
    found = [faults.damaged_manifest()] if standing.damaged else []
    for path, digest in standing.found.items():
        if digest not in (standing.expected.get(path), coming.get(path)):
            found.append(faults.rescued(f"build/{path}", _keep(standing, path, digest)))
    return found


def _keep(standing: Standing, path: str, digest: str) -> str:
    assert standing.folder is not None
    source = standing.folder / path
    target = ours.folder(standing.build / EDITS) / f"{source.stem}.{digest[:8]}{source.suffix}"
    if not target.exists():
        atomic.write(target, source.read_bytes())
    return target.relative_to(standing.build.parent).as_posix()
