"""Files that are not what their names promise: one clear answer each, and in time."""

import os
import shutil
from pathlib import Path

import pytest

from lpse_docs.load import schema
from lpse_docs.load.project import load_project
from tests.casefile import BASE
from tests.cli.conftest import lpse


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "w"))


def told(root: Path, path: str) -> list[tuple[str, str]]:
    return [(item.code, item.message) for item in load_project(root).diagnostics if item.span.path == path]


@pytest.mark.parametrize("kind", ["pipe", "folder", "link"])
@pytest.mark.parametrize("named", [True, False])
def test_an_odd_lpse_yaml_is_told_not_missed(
    root: Path, kind: str, named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = root / "lpse.yaml"
    office.unlink()
    match kind:
        case "pipe":
            os.mkfifo(office)
        case "folder":
            office.mkdir()
        case "link":
            office.symlink_to("belum-ada.yaml")
    monkeypatch.chdir(root / "standards")
    ran = lpse(*(["--project", str(root)] if named else []), "list")
    assert ran.code == 1
    assert ("LPSE018" if kind == "link" else "LPSE017") in ran.text
    assert "Tidak ada lpse.yaml" not in ran.text


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf16_is_one_finding_with_or_without_its_mark(root: Path, coding: str) -> None:
    path = root / "standards/a-kebijakan.yaml"
    path.write_bytes(path.read_text("utf-8").encode(coding))
    assert told(root, "standards/a-kebijakan.yaml") == [("LPSE002", "Berkas bukan UTF-8, melainkan UTF-16.")]


def test_a_stray_zero_byte_is_no_other_encoding(root: Path) -> None:
    path = root / "standards/a-kebijakan.yaml"
    path.write_text(path.read_text("utf-8") + "# \0\n", encoding="utf-8")
    assert [code for code, _ in told(root, "standards/a-kebijakan.yaml")] == ["LPSE014"]


@pytest.mark.parametrize("place", ["standards/a-kebijakan.yaml", "sops"])
def test_a_link_to_itself_is_told_like_a_dangling_one(root: Path, place: str) -> None:
    found = []
    for target in (Path(place).name, "belum-ada"):
        link = root / place
        if link.is_dir() and not link.is_symlink():
            shutil.rmtree(link)
        else:
            link.unlink()
        link.symlink_to(target)
        found.append(told(root, place))
    assert found[0] == found[1] == [("LPSE018", "Tautan ini tidak menunjuk ke berkas atau folder mana pun.")]


def test_of_two_documents_only_that_is_said(root: Path) -> None:
    path = root / "standards/a-kebijakan.yaml"
    path.write_text("asing: 1\n---\n" + path.read_text("utf-8"), encoding="utf-8")
    assert [code for code, _ in told(root, "standards/a-kebijakan.yaml")] == ["LPSE004"]


def test_a_flood_of_unknown_keys_is_told_without_a_guess_for_each(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guesses were twelve of the sixteen seconds that 60,000 unknown keys took."""
    guessed: list[str] = []

    def no_guess(word: str, *_: object) -> list[str]:
        guessed.append(word)
        return []

    monkeypatch.setattr(schema, "get_close_matches", no_guess)
    path = root / "standards/a-kebijakan.yaml"
    flood = "".join(f"kunci_{number}: 1\n" for number in range(5_000))
    path.write_text(path.read_text("utf-8") + flood, encoding="utf-8")
    found = load_project(root).diagnostics
    assert len(found) == 101
    assert any("Masih ada 4.900 galat lain" in item.message for item in found)
    assert len(guessed) == schema.GUESSES
