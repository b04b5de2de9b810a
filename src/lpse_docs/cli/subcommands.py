"""Commands that have commands below them, one line each in a table of theirs."""

from collections.abc import Mapping

from lpse_docs.cli import Commands
from lpse_docs.cli.speech import OPTIONS


def subcommands(name: str, sentence: str, table: Mapping[str, tuple[str, str]]) -> Commands:
    """A command for a table of others: module and function of each, and what it does."""
    made = Commands(name, options_metavar=OPTIONS, subcommand_metavar="PERINTAH [ARGUMEN]...", help=sentence)
    made.table = table
    return made
