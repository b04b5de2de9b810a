"""Documentation that cannot rot: transcripts are run, commands have help and are named."""

import os
import re
import shutil
from pathlib import Path

import click
import pytest

from lpse_docs.cli import group
from tests.cli.conftest import transcript
from tests.cli.test_transcripts import BLOCK

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
FOLDERS = ("standards", "sops", "regulations", "templates", "schemas")


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped workspace as current folder."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "lpse.yaml", tmp_path / "lpse.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def replayed(block: str) -> str:
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{transcript(command.replace('./lpse ', 'lpse-docs '))}" for command in commands)


def test_the_readme_shows_what_the_program_says(shipped: Path) -> None:
    written = README.read_text("utf-8")

    def fresh_session(found: re.Match[str]) -> str:
        told = replayed(found[1])
        shutil.copy(ROOT / "standards/d-risiko.yaml", shipped / "standards/d-risiko.yaml")
        return f"```\n{told}```"

    told = BLOCK.sub(fresh_session, written)
    if os.environ.get("LPSE_UPDATE") == "1":
        README.write_text(told, encoding="utf-8")
    assert told == written


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    written = README.read_text("utf-8")
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        assert command.help
        assert f"./lpse {name}" in written, name


def test_links_of_the_readme_lead_somewhere() -> None:
    for page in (
        README,
        ROOT / "src/lpse_docs/README.md",
        ROOT / "templates/README.md",
        ROOT / "templates/word/README.md",
    ):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), target


def test_every_component_is_described() -> None:
    from lpse_docs.compose.components import ABOUT_OFFICE, ABOUT_PERIOD, ABOUT_WORKSPACE, DRAWN, PLAIN

    guide = (ROOT / "templates/README.md").read_text("utf-8")
    for name in (
        *ABOUT_OFFICE,
        *ABOUT_PERIOD,
        *DRAWN,
        *ABOUT_WORKSPACE,
        *PLAIN,
        "blank",
        "code_table",
        "contents",
        "page_break",
        "section",
        "part",
    ):
        assert f"`{name}(" in guide, name
