"""Full and closed disks, and power that goes at any moment: the release seen through build/ stays whole."""

import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lpse_docs import writers
from tests.pipeline.conftest import Site
from tests.pipeline.test_build import codes


def whole(site: Site) -> bool:
    """Whether everything the visible manifest names is there with its digest."""
    manifest = json.loads((site.target / "manifest.json").read_bytes())
    digests = {item["path"]: item["sha256"] for item in manifest["files"]}
    return all(
        hashlib.sha256((site.target / path).read_bytes()).hexdigest() == known for path, known in digests.items()
    )


@pytest.fixture
def small_disk(site: Site) -> Iterator[Site]:
    """The build folder on a file system of its own."""
    site.target.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=800k", "tmpfs", site.target], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting is not permitted here")
    try:
        yield site
    finally:
        subprocess.run(["umount", site.target], check=True)


def test_a_full_disk_keeps_the_old_release(small_disk: Site) -> None:
    site = small_disk
    assert site.build().release is not None
    before = site.files()
    (site.target / "suntingan").mkdir()
    filler = site.target / "suntingan/penuh"
    with pytest.raises(OSError, match="No space"), filler.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"x" * 4096)
    site.edit("lpse.yaml", "number: '1'", "number: '2'")
    assert "LPSE702" in codes(site.build())
    assert site.files() == before
    assert not list(site.target.glob(".build-*"))
    filler.unlink()
    assert site.build().release is not None
    assert whole(site)


def test_a_disk_that_fills_while_publishing_keeps_the_old_release(small_disk: Site) -> None:
    site = small_disk
    site.build()
    before = site.files()
    site.edit("lpse.yaml", "number: '1'", "number: '2'")
    block = os.statvfs(site.target).f_frsize
    size = sum(-(-len(data) // block) * block for data in before.values())
    (site.target / "suntingan").mkdir()
    free = os.statvfs(site.target).f_bavail * block
    (site.target / "suntingan/penuh").write_bytes(b"x" * max(0, free - size - size // 2))
    assert codes(site.build()) == {"LPSE702"}
    assert site.files() == before
    assert not list(site.target.glob(".build-*"))


def test_files_over_the_limit_keep_the_old_release(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    before = site.files()
    monkeypatch.setattr(writers.WRITERS["pdf"], "write", lambda *_: b"x" * 3_000_000)
    site.edit("lpse.yaml", "number: '1'", "number: '2'")
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, hard))
    try:
        assert "LPSE702" in codes(site.build())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, hard))
    assert site.files() == before


def test_a_read_only_target_is_said_so(small_disk: Site) -> None:
    site = small_disk
    site.build()
    before = site.files()
    site.edit("lpse.yaml", "number: '1'", "number: '2'")
    subprocess.run(["mount", "-o", "remount,ro", site.target], check=True)
    assert codes(site.build()) == {"LPSE701"}
    assert site.files() == before


def test_a_folder_without_permission_is_said_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    (found,) = site.build().diagnostics
    assert (found.code, found.span.path) == ("LPSE701", "build")


def test_an_unexpected_fault_of_the_disk_goes_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("lpse_docs.pipeline.publish.publish", fail)
    with pytest.raises(OSError, match="Input/output"):
        site.build()


def edition(site: Site, number: int) -> None:
    text = (site.root / "lpse.yaml").read_text("utf-8")
    head, _, tail = text.partition("  number: '")
    (site.root / "lpse.yaml").write_text(f"{head}  number: '{number}'{tail.partition(chr(39))[2]}", encoding="utf-8")


def test_killed_at_any_moment_the_release_is_whole(site: Site) -> None:
    """kill -9 at twenty-five random moments of a build that changes every file."""
    site.build()
    began = time.monotonic()
    edition(site, 100)
    site.build()
    duration = time.monotonic() - began
    chance = random.Random(20180)
    for number in range(25):
        edition(site, 200 + number)
        pid = os.fork()
        if pid == 0:
            site.build()
            os._exit(0)
        time.sleep(chance.uniform(0, duration * 1.1))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        assert whole(site), number
    assert site.build().release is not None
    assert whole(site)
    assert len(list(site.target.glob(".release-*"))) == 1
    assert not list(site.target.glob(".build-*"))


def test_a_reader_never_sees_two_editions_mixed(site: Site) -> None:
    site.build()
    pid = os.fork()
    if pid == 0:
        for number in range(8):
            edition(site, 300 + number)
            site.build()
        os._exit(0)
    reads = 0
    while os.waitpid(pid, os.WNOHANG)[0] == 0:
        release = (site.target / ".current").resolve()
        try:
            manifest = json.loads((release / "manifest.json").read_bytes())
            found = {
                item["path"]: hashlib.sha256((release / item["path"]).read_bytes()).hexdigest()
                for item in manifest["files"]
            }
        except FileNotFoundError:
            assert (site.target / ".current").resolve() != release  # it was replaced while we read
            continue
        assert found == {item["path"]: item["sha256"] for item in manifest["files"]}
        reads += 1
    assert reads > 0


def test_a_link_that_somebody_removed_comes_back(site: Site) -> None:
    site.build()
    before = site.files()
    (site.target / "standar").unlink()
    site.build()
    assert (site.target / "standar").is_symlink()
    assert site.files() == before


def test_a_link_among_the_documents_is_never_followed(site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_text("bukan milik kita", encoding="utf-8")
    site.build()
    (site.target / "standar/rahasia.txt").symlink_to(secret)
    site.build()
    assert not list(site.target.rglob("suntingan/*"))
    assert secret.read_text("utf-8") == "bukan milik kita"
