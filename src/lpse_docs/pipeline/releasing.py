"""The archive of approved editions: keep one with everything it was made from, make it again, compare."""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lpse_docs import __version__
from lpse_docs.diagnostics import Diagnostic, errors
from lpse_docs.load.theme import PICTURES, load_theme
from lpse_docs.model.approval import standing
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import approving, atomic, faults, fresh, provenance, publish, release_faults, witness
from lpse_docs.pipeline.approving import Pending
from lpse_docs.pipeline.build import Request, build
from lpse_docs.pipeline.identity import libraries
from lpse_docs.pipeline.manifest import Manifest
from lpse_docs.pipeline.release import FOLDER, STORE, Release, read, to_bytes, whole
from lpse_docs.pipeline.render import Progress
from lpse_docs.sign.order import Unsignable
from lpse_docs.sign.stamp import Stamps

SIGNED = "signed"
ROOM = 4_000_000_000  # bytes that the sources of an edition may take


@dataclass(frozen=True)
class Kept:
    """What became of the editions asked for.

    Attributes:
        new: Kept now. known: Kept already, with the same files. unready: Ids of documents that are not approved.
        unknown: Ids that no document has.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    new: tuple[Release, ...] = ()
    known: tuple[Release, ...] = ()
    unready: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def keep(root: Path, names: tuple[str, ...], progress: Progress) -> Kept:
    """Keep the approved editions of documents, of all when none is named.

    They are built first, so what is kept is what the sources of today make. Whoever calls holds `releases/` (`turn`).
    """
    desk = approving.desk(root)
    if desk.diagnostics:
        return Kept(tuple(desk.diagnostics))
    unknown = tuple(name for name in names if name not in desk.known)
    wanted = names or tuple(desk.pending)
    ready = {name: desk.pending[name] for name in wanted if name in desk.pending and _final(desk.pending[name])}
    unready = tuple(name for name in names if name not in ready and name not in unknown)
    if unknown or unready or not ready:
        return Kept(unready=unready, unknown=unknown, documents=desk.known)
    outcome = build(Request(root, tuple(ready)), progress)
    if outcome.release is None:
        return Kept(tuple(outcome.diagnostics))
    try:
        made = [(item, _kept(root, item, outcome.release)) for item in ready.values()]
    except OSError as error:
        return Kept((release_faults.not_kept(faults.reason(error)),))
    new = tuple(release for _, (release, added) in made if added)
    return Kept(new=new, known=tuple(release for _, (release, added) in made if not added))


def _final(item: Pending) -> bool:
    return standing(item.record, item.needs, item.content).final


def _kept(root: Path, item: Pending, built: Manifest) -> tuple[Release, bool]:
    """Put an edition into the archive; the bytes first, so a record never names what is not there."""
    folder = root / FOLDER
    made = _release(root, item, built)
    path = folder / made.name
    before = read(path)
    if before:  # the same files; what was signed meanwhile joins them
        made = replace(before, signed={**before.signed, **made.signed})
        if made == before:
            return before, False
    current = publish.current(root / "build") or root / "build"
    places = {
        **{digest: root / name for name, digest in made.sources.items()},
        **{digest: current / name for name, digest in made.files.items()},
        **{digest: root / SIGNED / name for name, digest in made.signed.items()},
    }
    (folder / STORE).mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(exist_ok=True)
    for digest in sorted(made.digests):
        _stored(folder / STORE / digest, places[digest])
    atomic.write(path, to_bytes(made))
    return made, True


def _stored(target: Path, source: Path) -> None:
    if target.exists():
        return
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != target.name:
        raise OSError(5, "berubah selagi disimpan", str(source))
    atomic.write(target, data)


def _release(root: Path, item: Pending, built: Manifest) -> Release:
    found = standing(item.record, item.needs, item.content)
    files = {made.path: made.sha256 for made in built.files if made.document == item.id}
    sources = {name for made in built.files if made.document == item.id for name, _ in made.sources}
    periods = {"/".join(name.split("/")[:2]) + "/" for name in sources if name.startswith("assessments/")}
    inputs = [name for name in fresh.readable(str(root)) if not fresh.is_evidence(name) or name.startswith((*periods,))]
    return Release(
        document=item.id,
        title=item.title,
        edition=built.edition,
        content=item.content,
        effective=found.held.start.isoformat() if found.held else "",
        version=__version__,
        libraries=libraries(),
        files=files,
        signed={name: fresh.digest(str(path)) for name, path in _signed(root, files)},
        sources={name: fresh.digest(str(root / name)) for name in inputs},
    )


def _signed(root: Path, files: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    """Signed files that are these very files with signatures and nothing else."""
    current = publish.current(root / "build") or root / "build"
    stamps = _stamps(root)
    for name in files:
        path = root / SIGNED / name
        if path.is_symlink() or not path.is_file():
            continue
        data = path.read_bytes()
        if provenance.made_from(name, data, (current / name).read_bytes(), stamps) and _sound(name, data):
            yield name, path


def _stamps(root: Path) -> Stamps:
    """What draws the blocks of the files of a workspace."""
    theme, _ = load_theme(root)
    assert theme  # its files were built with it
    return Stamps(theme)


def _sound(name: str, data: bytes) -> bool:
    """Whether a file is signed, and every signature in it is whole."""
    try:
        return provenance.demand_whole(name, data) > 0
    except Unsignable:
        return False


def compare(root: Path, release: Release, progress: Progress) -> list[Diagnostic]:
    """Make an edition again from the sources that were kept with it, in a folder of its own, and compare every byte.

    Nothing that a record says is believed: what can be told from the sources is told again, the rest is held against the files.
    """
    store, path = root / FOLDER / STORE, f"{FOLDER}/{release.name}"
    if contradicted := witness.of_document(root, release.document):
        return contradicted
    broken = {digest for digest in release.digests if not whole(store / digest)}
    if broken:
        named = {**release.sources, **release.files, **release.signed}
        return [release_faults.damaged(path, name) for name, digest in sorted(named.items()) if digest in broken]
    with tempfile.TemporaryDirectory() as folder:
        made = _made_again(Path(folder), path, release, store, progress)
        if not isinstance(made, Manifest):
            return made
        stamps = _stamps(Path(folder))
    if forged := [name for name in sorted(release.signed) if not _signed_edition(root, release, name, stamps)]:
        return [release_faults.damaged(path, f"tanda tangan pada {name}") for name in forged]
    files = {item.path: item.sha256 for item in made.files if item.document == release.document}
    other = [name for name in sorted({*files, *release.files}) if files.get(name) != release.files.get(name)]
    program = (release.version, dict(release.libraries)) == (__version__, dict(libraries()))
    return [release_faults.differs(path, name, same_program=program) for name in other]


def _made_again(
    office: Path, path: str, release: Release, store: Path, progress: Progress
) -> Manifest | list[Diagnostic]:
    """What is built from the kept sources, when it is the approved edition the record speaks of."""
    if not _laid_out(office, release, store):
        return [release_faults.damaged(path, "daftar sumbernya")]
    desk = approving.desk(office, release.document)
    found = desk.pending.get(release.document)
    if desk.workspace is None or found is None:
        return list(desk.diagnostics) or [release_faults.damaged(path, "dokumennya")]
    said = (release.title, release.content, release.edition, release.effective)
    if _told(found, desk.workspace) != said:
        return [release_faults.damaged(path, "catatan judul, isi, edisi, pengesahan, atau tanggal berlakunya")]
    outcome = build(Request(office, (release.document,)), progress)
    return outcome.release or errors(outcome.diagnostics) or [release_faults.damaged(path, "dokumennya")]


def _told(item: Pending, workspace: Workspace) -> tuple[str, str, str, str]:
    """What a record must say of an approved edition: its title, content and number, and the day it came into force."""
    held = standing(item.record, item.needs, item.content).held
    begins = held.start.isoformat() if held else "belum disahkan"
    return item.title, item.content, workspace.office.edition.number, begins


def _signed_edition(root: Path, release: Release, name: str, stamps: Stamps) -> bool:
    """Whether what is kept as a signed file is the kept file of that path with whole signatures and nothing else."""
    store = root / FOLDER / STORE
    if name not in release.files:
        return False
    data, original = ((store / listed[name]).read_bytes() for listed in (release.signed, release.files))
    return provenance.made_from(name, data, original, stamps) and _sound(name, data)


def _laid_out(office: Path, release: Release, store: Path) -> bool:
    """Lay out the workspace as it was; False when the sources are none that a build reads, or too many.

    Anything else, as a cache in `build/`, would be believed by the build. Folders that may be empty are made, for only
    files were kept.
    """
    if sum((store / digest).stat().st_size for digest in release.sources.values()) > ROOM:
        return False
    try:
        for name in (PICTURES, *fresh.YAML_FOLDERS):
            (office / name).mkdir(parents=True, exist_ok=True)
        for name, digest in release.sources.items():
            target = office / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((store / digest).read_bytes())
    except OSError:  # a path that is a folder of another, or too long
        return False
    return sorted(release.sources) == fresh.readable(str(office))
