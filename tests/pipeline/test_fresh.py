"""The quick answer: when it may be given, and that it stays quick."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lpse_docs.diagnostics import Diagnostic
from lpse_docs.pipeline import fresh, verdict
from tests.pipeline.conftest import Site
from tests.tiny import ROOT

HEAVY = ("click", "pydantic", "jinja2", "lxml", "weasyprint", "ruamel", "rich")


def current(site: Site) -> bool:
    return fresh.build_note(str(site.root)) is not None


def test_says_nothing_before_the_first_build(site: Site) -> None:
    assert not current(site)


def test_says_so_when_nothing_changed(site: Site) -> None:
    site.build()
    assert "25 berkas" in (fresh.build_note(str(site.root)) or "")


@pytest.mark.parametrize(
    "path",
    [
        "lpse.yaml",
        "standards/a-kebijakan.yaml",
        "templates/documents/sop.md.j2",
        "templates/words.yaml",
        "build/sop/sop-a-pendaftaran.pdf",
        "build/manifest.json",
    ],
)
def test_notices_a_change_of(site: Site, path: str) -> None:
    site.build()
    with (site.root / path).open("ab") as stream:
        stream.write(b" \n")
    assert not current(site)


def test_notices_a_change_that_keeps_size_and_time(site: Site) -> None:
    site.build()
    path = site.root / "standards/a-kebijakan.yaml"
    seen = path.stat()
    path.write_text(path.read_text("utf-8").replace("arah layanan", "arah layanam"), encoding="utf-8")
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert not current(site)


def test_a_touched_or_copied_file_is_not_a_change(site: Site) -> None:
    site.build()
    path = site.root / "standards/a-kebijakan.yaml"
    copy = path.with_name("copy")
    shutil.copy(path, copy)
    copy.replace(path)
    os.utime(site.target / "sop/sop-a-pendaftaran.pdf")
    assert current(site)


@pytest.mark.parametrize(
    "path", ["standards/b-baru.yaml", "templates/pictures/lambang.svg", "assessments/2026/bukti.yaml"]
)
def test_notices_a_new_file(site: Site, path: str) -> None:
    site.build()
    (site.root / path).parent.mkdir(parents=True, exist_ok=True)
    (site.root / path).write_text("x")
    assert not current(site)


@pytest.mark.parametrize("path", ["standards/a-kebijakan.yaml", "build/buku/buku-sop.html", "build/.state.json"])
def test_notices_a_missing_file(site: Site, path: str) -> None:
    site.build()
    (site.root / path).unlink()
    assert not current(site)


@pytest.mark.parametrize(
    "path", ["standards/.a.swp", "standards/a-kebijakan.yaml~", "templates/word/~$reference.docx", "catatan.txt"]
)
def test_ignores_what_no_build_reads(site: Site, path: str) -> None:
    site.build()
    (site.root / path).write_text("x")
    assert current(site)


def test_a_damaged_state_means_work(site: Site) -> None:
    site.build()
    for content in ("", "{", "[]", "null", '{"version": 1}', '{"version": 1, "python": []}', "\0"):
        (site.target / fresh.STATE).write_text(content)
        assert not current(site), content
        assert site.build().rendered == 0, content
        assert current(site), content


def test_a_state_of_odd_shape_means_work(site: Site) -> None:
    site.build()
    path = site.target / fresh.STATE
    whole = json.loads(path.read_bytes())
    odd: tuple[object, ...] = (None, 3, "x", [1], {"lpse.yaml": []}, {"lpse.yaml": 3})
    for key in ("inputs", "outputs", "program", "libraries"):
        for value in odd:
            path.write_text(json.dumps({**whole, key: value}))
            assert not current(site), (key, value)
    path.write_text(json.dumps(whole))
    assert current(site)


def test_another_library_or_python_means_work(site: Site) -> None:
    site.build()
    path = site.target / fresh.STATE
    state = json.loads(path.read_bytes())
    path.write_text(json.dumps({**state, "python": "3.99"}))
    assert not current(site)
    path.write_text(json.dumps({**state, "libraries": [[folder, 1] for folder, _ in state["libraries"]]}))
    assert not current(site)


def run(site: Site, *arguments: str, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys, atexit; from lpse_docs.__main__ import main, fresh\n"
        "fresh.program_files = lambda: ['__init__.py']\n"
        f"atexit.register(lambda: sys.stderr.write(' '.join(m for m in {HEAVY!r} if m in sys.modules)))\n"
        "main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **more}
    command = [sys.executable, "-P", "-c", code, *arguments]
    return subprocess.run(command, cwd=cwd or site.root, env=environment, capture_output=True, text=True, check=False)


def test_the_quick_path_imports_nothing_heavy(site: Site) -> None:
    site.build()
    below = site.root / "standards"
    for arguments, folder in (
        (("build",), site.root),
        (("build",), below),
        (("--project", str(site.root), "build"), Path("/")),
    ):
        done = run(site, *arguments, cwd=folder)
        assert (done.returncode, done.stderr) == (0, ""), arguments
        assert done.stdout.startswith("Tidak ada yang berubah")


def test_other_command_lines_take_the_long_way(site: Site) -> None:
    for arguments in [], ["build", "--check"], ["build", "x"], ["--version"], ["check", "--strict"]:
        assert fresh.answer(arguments) is None


def test_outside_a_workspace_the_checkout_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fresh.find_root("/") is None
    assert fresh.home() == str(ROOT)
    monkeypatch.chdir("/")
    monkeypatch.setattr(fresh, "PACKAGE", str(tmp_path / "a/b/c"))
    assert fresh.home() is None
    assert fresh.answer(["build"]) is None


def test_a_linked_folder_of_templates_is_followed_once(site: Site) -> None:
    (site.root / "templates/documents/bagian").mkdir()
    (site.root / "templates/documents/bagian/lagi").symlink_to("..")
    assert len(fresh.inputs(str(site.root))) < 1000


def test_what_a_link_leads_to_outside_is_not_looked_at(site: Site, tmp_path: Path) -> None:
    (tmp_path / "luar").mkdir()
    (tmp_path / "luar/rahasia.yaml").write_text("rahasia: 1\n")
    (site.root / "templates/luar").symlink_to(tmp_path / "luar")
    (site.root / "assessments").mkdir()
    (site.root / "assessments/rahasia.yaml").symlink_to(tmp_path / "luar/rahasia.yaml")
    (site.root / "assessments/folder").symlink_to(tmp_path / "luar")
    known = fresh.readable(str(site.root))
    assert not [name for name in known if "luar" in name or "assessments" in name]
    assert not [name for name in fresh.inputs(str(site.root)) if "luar/" in name or "folder/" in name]


def check(site: Site) -> list[Diagnostic]:
    return verdict.check(site.root, lambda _: "")


def verdict_is_known(site: Site) -> bool:
    return fresh.verdict(str(site.root)) is not None


def test_a_folder_linked_inside_the_workspace_is_read(site: Site) -> None:
    (site.root / "standards").rename(site.root / "naskah")
    (site.root / "standards").symlink_to("naskah")
    assert "standards/a-kebijakan.yaml" in fresh.readable(str(site.root))


def folder(path: Path) -> None:
    path.mkdir()


def dangling(path: Path) -> None:
    path.symlink_to("tidak-ada")


@pytest.mark.parametrize("place", [folder, os.mkfifo, dangling])
def test_what_is_no_file_is_not_passed_over_in_silence(site: Site, place: Callable[[Path], None]) -> None:
    check(site)
    assert verdict_is_known(site)
    place(site.root / "sops/z.yaml")
    assert not verdict_is_known(site)
    assert "sops/z.yaml" in {item.span.path for item in check(site)}


def test_a_folder_that_is_only_warned_of_stops_no_build(site: Site) -> None:
    (site.root / "regulations/z.yaml").mkdir()
    assert site.build().release is not None


def test_style_is_for_terminals_only(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert fresh.without_style("\x1b[1;31mgalat\x1b[0m: x\n") == "galat: x\n"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert fresh.styled()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not fresh.styled()
