"""Words on the screen."""

import os
import sys

from lpse_docs.pipeline.fresh import styled, without_style

PROGRAM = os.environ.get("LPSE_PROGRAM", "lpse-docs")  # what the reader types; `./lpse` says its own name


def show(text: str) -> None:
    """Print a report, with colours only where they are welcome."""
    sys.stdout.write(text if styled() else without_style(text))


def tell(sentence: str, *, error: bool = False) -> None:
    """Print one sentence."""
    stream = sys.stderr if error else sys.stdout
    stream.write(sentence + "\n")
