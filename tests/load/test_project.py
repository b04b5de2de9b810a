"""Reading whole workspaces: everything at once, nothing raised, nothing lost."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs import checks
from lpse_docs.diagnostics import Severity
from lpse_docs.load.project import load_project
from lpse_docs.load.templates import load_templates
from lpse_docs.load.theme import load_theme
from tests.casefile import BASE

ROOT = Path(__file__).parents[2]
PATHS = sorted(str(file.relative_to(BASE)) for file in BASE.rglob("*.yaml"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "w"))


def test_a_whole_workspace_is_read_in_order_of_letters(root: Path) -> None:
    (root / "sops/z-lain.yaml").write_text(
        (root / "sops/a-registrasi.yaml").read_text("utf-8").replace("letter: a", "letter: z")
    )
    loaded = load_project(root)
    assert loaded.workspace is not None
    assert [item.letter for item in loaded.workspace.standards] == ["a", "b"]
    assert [item.letter for item in loaded.workspace.sops] == ["a", "f", "z"]
    assert set(loaded.texts) == {*(path for path in PATHS if "templates" not in path), "sops/z-lain.yaml"}
    assert str(loaded.workspace.sops[0].flows[0].steps[0].at("activity")) == "sops/a-registrasi.yaml:46:19"


def test_every_fault_of_every_file_is_found_in_one_run(root: Path) -> None:
    (root / "lpse.yaml").write_text("name: [\n")
    (root / "regulations/acts.yaml").write_text("acts: 5\nacts: 6\n")
    (root / "standards/a-kebijakan.yaml").write_bytes(b"\xff")
    (root / "sops/a-registrasi.yaml").unlink()
    (root / "sops/a-registrasi.yaml").mkdir()
    loaded = load_project(root)
    assert loaded.workspace is None
    assert [(item.span.path, item.code) for item in loaded.diagnostics] == [
        ("lpse.yaml", "LPSE003"),
        ("regulations/acts.yaml", "LPSE033"),
        ("regulations/acts.yaml", "LPSE009"),
        ("sops/a-registrasi.yaml", "LPSE017"),
        ("standards/a-kebijakan.yaml", "LPSE002"),
    ]


def test_a_broken_file_still_shows_its_lines(root: Path) -> None:
    (root / "lpse.yaml").write_text("name: [\n")
    assert load_project(root).texts["lpse.yaml"] == "name: [\n"


def test_a_fault_that_leaves_the_domain_whole_does_not_hide_it(root: Path) -> None:
    (root / "standards/catatan.yml").write_text("x: 1\n")
    (root / "sops/a-registrasi.yaml").rename(root / "sops/c-registrasi.yaml")
    loaded = load_project(root)
    assert [item.code for item in loaded.diagnostics] == ["LPSE030", "LPSE019"]
    assert loaded.workspace is not None


def test_byte_order_mark_and_windows_line_ends_change_no_place(root: Path) -> None:
    path = root / "sops/a-registrasi.yaml"
    plain = load_project(root)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    windows = load_project(root)
    assert plain.workspace is not None
    assert windows.workspace is not None
    assert windows.diagnostics == []
    assert windows.workspace.sops == plain.workspace.sops
    assert windows.workspace.sops[0].at("letter") == plain.workspace.sops[0].at("letter")
    assert not windows.texts["sops/a-registrasi.yaml"].startswith("\ufeff")


def test_a_place_that_is_no_workspace_is_said_file_by_file(tmp_path: Path) -> None:
    loaded = load_project(tmp_path / "tidak ada")
    assert {item.code for item in loaded.diagnostics} == {"LPSE018"}
    assert {"lpse.yaml", "standards", "sops"} <= {item.span.path for item in loaded.diagnostics}


def test_a_file_that_may_not_be_read_is_a_fault(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    monkeypatch.setattr(Path, "iterdir", refuse)
    loaded = load_project(root)
    assert {(item.code, item.message) for item in loaded.diagnostics} == {
        ("LPSE001", "Berkas tidak dapat dibaca: izin baca ditolak.")
    }


def test_unknown_trouble_of_the_system_is_named_by_its_symbol(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.open", fail)
    assert "galat sistem ENOSPC" in load_project(root).diagnostics[0].message


def test_circles_of_links_before_python_3_13(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def circle(*_: object, **__: object) -> Path:
        raise RuntimeError("Symlink loop")

    monkeypatch.setattr(Path, "resolve", circle)
    assert "tautan berputar" in load_project(root).diagnostics[0].message


def test_links_inside_the_workspace_are_fine(root: Path) -> None:
    (root / "arsip").mkdir()
    (root / "standards/a-kebijakan.yaml").rename(root / "arsip/kebijakan.yaml")
    (root / "standards/a-kebijakan.yaml").symlink_to("../arsip/kebijakan.yaml")
    assert load_project(root).diagnostics == []


def test_names_that_are_not_utf8_are_told_printably(root: Path) -> None:
    try:
        (root / os.fsdecode(b"standards/\xff.yaml")).write_text("x")
        (root / os.fsdecode(b"templates/documents/\xff.md.j2")).write_text("x")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    found = load_project(root).diagnostics + load_templates(root)[1]
    assert [item.span.path for item in found] == ["standards/\ufffd.yaml", "templates/documents/\ufffd.md.j2"]


def test_templates_and_theme_of_the_base() -> None:
    texts, found = load_templates(BASE)
    assert found == []
    assert texts == {"sop.md.j2": "# {{ sop.title }}\n", "bagian/sop.md.j2": "Bagian.\n"}
    theme, found = load_theme(BASE)
    assert found == []
    assert theme is not None
    assert theme.words["draft"] == "DRAF"
    assert (theme.print_css, theme.screen_css) == ("body { color: black }\n",) * 2
    assert set(theme.fonts) == {"Contoh.ttf"}
    assert set(theme.pictures) == {"lambang"}


def test_templates_too_deep_are_not_followed(root: Path) -> None:
    (root / "templates/documents/bagian/lagi/lagi").mkdir(parents=True)
    (root / "templates/documents/bagian/lagi/lagi/x.md.j2").write_text("x")
    texts, found = load_templates(root)
    assert set(texts) == {"sop.md.j2", "bagian/sop.md.j2"}
    assert [item.code for item in found] == ["LPSE019"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PATHS), data=st.binary(max_size=200))
def test_random_bytes_in_any_file_never_raise(root: Path, path: str, data: bytes) -> None:
    original = (root / path).read_bytes()
    (root / path).write_bytes(data)
    loaded, (_, found) = load_project(root), load_theme(root)
    (root / path).write_bytes(original)
    assert loaded.diagnostics or found


SHIPPED = [file for folder in ("sops", "standards", "regulations") for file in sorted((ROOT / folder).glob("*.yaml"))]
# fmt: off
NOISE = st.sampled_from([
    "\n", " ", "  ", ":", ": ", "-", "- ", "'", "\"", "[", "{", "]", "}", "#", "&", "*", "!", "null", "0", "x", "\t", "\u0001",
    "99999999999999999999", "true", "2026-02-30", "[[[[", "{a: b}", "\u00e9", "\u200b", "|\n", "id", "next: x\n",
])
# fmt: on


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(PATHS),
    changes=st.lists(st.tuples(st.floats(0, 1), NOISE, st.integers(0, 12)), min_size=1, max_size=5),
)
def test_mutations_of_valid_files_never_raise(root: Path, path: str, changes: list[tuple[float, str, int]]) -> None:
    original = (root / path).read_text("utf-8")
    text = original
    for where, noise, cut in changes:
        start = int(where * len(text))
        text = text[:start] + noise + text[start + cut :]
    (root / path).write_text(text, encoding="utf-8")
    loaded = load_project(root)
    load_theme(root)
    (root / path).write_text(original, encoding="utf-8")
    if loaded.workspace is None:
        assert any(item.severity is Severity.ERROR for item in loaded.diagnostics)
    else:
        checks.run(loaded.workspace)
    assert all(item.span.path and item.message.endswith((".", "?")) for item in loaded.diagnostics)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_lines_lost_from_shipped_files_never_raise(data: st.DataObject) -> None:
    """Through reader and schema only: the files are long."""
    from lpse_docs.load.schema import validate
    from lpse_docs.load.yaml_nodes import read_yaml
    from lpse_docs.model.place import Placed
    from lpse_docs.model.regulation import Acts, Regulation, Sources
    from lpse_docs.model.sop import Sop
    from lpse_docs.model.standard import Standard

    file = data.draw(st.sampled_from(SHIPPED))
    models: dict[str, type[Placed]] = {"sops": Sop, "standards": Standard, "acts": Acts, "sources": Sources}
    model = models.get(file.parent.name) or models.get(file.stem) or Regulation
    lines = file.read_text("utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        del lines[data.draw(st.integers(0, max(0, len(lines) - 2)))]
    value, faults = read_yaml("\n".join(lines), file.name)
    if value is not None:
        made, misfits = validate(model, value, file.name)
        assert (made is None) == bool(misfits)
    else:
        assert faults


def test_the_shipped_workspace_has_no_error() -> None:
    """The workspace at the root of the repository: it loads whole, and no rule finds an error."""
    loaded = load_project(ROOT)
    assert loaded.diagnostics == []
    assert loaded.workspace is not None
    assert [item for item in checks.run(loaded.workspace) if item.severity is Severity.ERROR] == []
    theme, found = load_theme(ROOT)
    assert theme is not None, found
    assert found + load_templates(ROOT)[1] == []
