"""Runs: words in a character style."""

from lpse_docs.writers.docx.manuscript import Manuscript
from lpse_docs.writers.docx.wordml import SPACE, Element, add, root


def run(into: Element, words: str, style: str, manuscript: Manuscript) -> None:
    """A run of text in a character style, by name; empty text leaves no run."""
    if not words:
        return
    made = manuscript.cast(
        into, _run, manuscript.styles.id(style) if style else "", words[0] == " " or words[-1] == " "
    )
    made[-1].text = words


def _run(style: str, spaced: bool) -> Element:
    made = root("r")
    if style:
        add(add(made, "rPr"), "rStyle", val=style)
    text = add(made, "t")
    if spaced:
        text.set(SPACE, "preserve")
    return made


def line_break(into: Element) -> None:
    """A new line inside a paragraph."""
    add(add(into, "r"), "br")
