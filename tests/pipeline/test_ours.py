"""What lies in build/ and is not ours is neither followed, nor overwritten, nor deleted."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from lpse_docs.pipeline import ours
from lpse_docs.pipeline.cache import Cache
from tests.pipeline.conftest import Site
from tests.pipeline.test_build import codes

Placing = Callable[[Path, Path], None]


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """A folder of somebody else, with names like ours in it."""
    folder = tmp_path / "milik orang"
    for name in (
        "ab/ab00",
        f"ab/{'ab' * 32}",
        ".cache/fontconfig/precious",
        ".release-old/x",
        ".build-tools/x",
        f".release-{'0' * 16}/x",
        ".build-00000000/x",
        ".current.00000000",
        ".catatan.00000000.tmp",
        ".lock",
        ".verdict.json",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("penting")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["", ".cache", ".cache/ab", "suntingan", ".current", "standar", ".lock"])
def test_a_link_in_the_place_of_ours_is_refused(site: Site, stranger: Path, name: str) -> None:
    before = contents(stranger)
    if name == "suntingan":
        site.build()
        (site.target / "sop/sop-a-pendaftaran.docx").write_bytes(b"suntingan saya")
    link = site.target / name if name else site.target
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(stranger)
    outcome = site.build()
    assert codes(outcome) == {"LPSE705"}
    assert outcome.diagnostics[0].span.path == str(Path("build", name))
    assert contents(stranger) == before


def linked(path: Path, victim: Path) -> None:
    path.symlink_to(victim)


def hard_linked(path: Path, victim: Path) -> None:
    path.hardlink_to(victim)


def dangling(path: Path, victim: Path) -> None:
    path.symlink_to(victim.with_name("belum ada"))


def pipe(path: Path, _: Path) -> None:
    os.mkfifo(path)


def folder(path: Path, _: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("said", ["keep\n", "123\n"])
@pytest.mark.parametrize("place", [linked, hard_linked, dangling, pipe, folder])
def test_a_lock_that_is_not_ours_is_refused(site: Site, tmp_path: Path, place: Placing, said: str) -> None:
    victim = tmp_path / "korban"
    victim.write_text(said)
    site.target.mkdir()
    place(site.target / ".lock", victim)
    outcome = site.build()
    assert [(item.code, item.span.path) for item in outcome.diagnostics] == [("LPSE705", "build/.lock")]
    assert victim.read_text() == said
    assert not victim.with_name("belum ada").exists()


@pytest.mark.parametrize("name", [".state.json", ".verdict.json"])
@pytest.mark.parametrize("place", [linked, pipe])
def test_memory_that_is_not_ours_is_neither_read_nor_followed(
    site: Site, tmp_path: Path, name: str, place: Placing
) -> None:
    victim = tmp_path / "korban"
    site.build()
    if (site.target / name).exists():
        (site.target / name).rename(victim)
    victim.touch()
    before = victim.read_bytes()
    place(site.target / name, victim)
    assert site.build().release is not None
    assert victim.read_bytes() == before


STRANGE = (
    ".cache/ab/catatan",
    f".cache/catatan/{'ab' * 32}",
    ".release-lama/x",
    ".build-alat/x",
    ".catatan.tmp",
    ".current.txt",
    f".release-{'0' * 16}.txt",
)


def test_cleaning_leaves_what_only_looks_like_ours(site: Site) -> None:
    site.build()
    for name in STRANGE:
        (site.target / name).parent.mkdir(exist_ok=True)
        (site.target / name).write_text("penting")
    site.edit("lpse.yaml", "number: '1'", "number: '2'")
    assert site.build().release is not None
    assert [name for name in STRANGE if not (site.target / name).is_file()] == []


def test_cleaning_removes_what_interrupted_builds_left(site: Site) -> None:
    site.build()
    left = (
        f".release-{'0' * 16}/x",
        f".release-{'0' * 16}-2/x",
        ".build-00000000/x",
        "..state.json.00000000.tmp",
        f".cache/ab/{'ab' * 32}",
        f".cache/ab/.{'ab' * 32}.00000000.tmp",
    )
    for name in left:
        (site.target / name).parent.mkdir(exist_ok=True)
        (site.target / name).write_text("sisa")
    (site.target / ".current.00000000").symlink_to("x")
    site.build()
    assert [name for name in (*left, ".current.00000000") if os.path.lexists(site.target / name)] == []


def test_a_release_that_is_a_link_is_not_the_published_one(site: Site, stranger: Path) -> None:
    site.build()
    before = contents(stranger)
    name = f".release-{'1' * 16}"
    (site.target / name).symlink_to(stranger)
    (site.target / ".current").unlink()
    (site.target / ".current").symlink_to(name)
    assert site.build().release is not None
    assert not (site.target / "suntingan").exists()
    assert contents(stranger) == before


@pytest.mark.parametrize("place", [linked, pipe])
def test_an_entry_of_the_cache_that_is_not_ours_counts_as_missing(tmp_path: Path, place: Placing) -> None:
    cache = Cache.at(tmp_path / "cache")
    key, victim = "ab" * 32, tmp_path / "korban"
    cache.put(key, b"isi")
    (tmp_path / "cache/ab" / key).rename(victim)
    place(tmp_path / "cache/ab" / key, victim)
    assert cache.get(key) is None
    cache.put(key, b"lain")
    assert cache.get(key) == b"lain"
    assert victim.read_bytes().endswith(b"isi")


def test_an_unreadable_file_is_no_stranger(tmp_path: Path) -> None:
    assert ours.read(tmp_path / "tidak ada") is None
    with pytest.raises(FileNotFoundError):
        ours.opened(tmp_path / "tidak ada", os.O_RDONLY)
