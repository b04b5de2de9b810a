"""The entry point, and the commands as a whole."""

import gc
import sys
from pathlib import Path

import click
import pytest

from lpse_docs import __main__, cli
from tests.cli.conftest import lpse


def leave(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr(sys, "argv", ["lpse-docs", *arguments])
    try:
        with pytest.raises(SystemExit) as left:
            __main__.main()
    finally:
        gc.enable()
    return left.value.code


def test_takes_the_long_way_then_the_quick_one(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert leave(monkeypatch, "check") == 0
    first = capsysbinary.readouterr().out
    monkeypatch.setattr(cli, "run", lambda: pytest.fail("the long way again"))
    assert leave(monkeypatch, "check") == 0
    assert capsysbinary.readouterr().out == first


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_has_help_in_indonesian(name: str) -> None:
    ran = lpse(name, "--help")
    assert ran.code == 0
    assert ran.text.startswith(f"Pemakaian: lpse-docs {name}")
    for english in ("Usage", "Options", "Show this", "Error", "default:"):
        assert english not in ran.text


def test_the_table_names_every_command_file() -> None:
    context = click.Context(cli.group)
    for name in cli.group.list_commands(context):
        command = cli.group.get_command(context, name)
        assert command is not None
        assert command.name == name
    assert cli.group.get_command(context, "tidak-ada") is None


def test_completion_works(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("_LPSE_DOCS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "lpse-docs ch")
    monkeypatch.setenv("COMP_CWORD", "1")
    with pytest.raises(SystemExit):
        cli.run([])
    assert "plain,check" in capsys.readouterr().out
