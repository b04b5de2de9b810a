"""Reading written documents back, format by format, as lines that can be compared."""

from html.parser import HTMLParser

from lpse_docs.document.inlines import BOX, BREAK
from tests.writers.docx.readback import docx_lines

__all__ = ["docx_lines", "html_lines", "text_lines"]

BLOCKS = frozenset(
    {
        "section",
        "nav",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
    }
)
UNSEEN = frozenset({"head", "caption", "svg", "select"})
TICKED = frozenset({"checkbox", "radio"})
VOID = frozenset({"br", "img", "meta", "col", "input"})


def text_lines(data: bytes) -> list[str]:
    """The lines of a text file."""
    return folded(data.decode().split("\n"))


def html_lines(data: bytes) -> list[str]:
    """Visible lines of the document in a screen page; head, foot and side contents of the page left out."""
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    assert not reader.open, f"elements left open: {reader.open}"
    return folded("".join(reader.parts).split("\n"))


def folded(lines: list[str]) -> list[str]:
    """White space folded, places to break and empty lines dropped."""
    return [line for line in (" ".join(line.replace(BREAK, "").split()) for line in lines) if line]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.parts.append("\n")
        if tag == "svg":  # a drawing is read as its alternative text
            self.parts.append(f"\n{dict(attrs)['aria-label']}\n")
        if tag in {"br", "select", "textarea"}:
            self.parts.append(" ")
        if tag == "input":
            self.parts.append(BOX if dict(attrs)["type"] in TICKED else " ")
        if tag not in VOID:
            furniture = "perabot" in (dict(attrs).get("class") or "").split()
            self.open.append((tag, furniture or tag in UNSEEN))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.open.pop()
        assert opened == tag, f"{opened} closed by {tag}"
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not any(unseen for _, unseen in self.open):
            self.parts.append(data.replace("\n", " "))
