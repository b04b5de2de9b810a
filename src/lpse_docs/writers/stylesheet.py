"""What can be wrong with a style sheet whoever reads it: brackets, rules, declarations, addresses."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import tinycss2

from lpse_docs.diagnostics import Span
from lpse_docs.writers.failure import Flaw

PRINT, SCREEN = "templates/css/print.css", "templates/css/screen.css"
MAX_DEPTH = 24
MAX_SIZE = 100_000
CLOSES = {")": "(", "]": "[", "}": "{"}
# Comments, quoted texts and bare addresses are stepped over whole; what is left are brackets.
PIECE = re.compile(
    r"""/\*.*?(?:\*/|\Z) | "(?:\\.|[^"\\\n])*(?:"|(?=\n)|\Z) | '(?:\\.|[^'\\\n])*(?:'|(?=\n)|\Z)
    | url\(\s*[^"'\s)][^)]*\) | \\. | [()\[\]{}]""",
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
HOLDS_RULES = frozenset({"media", "supports", "layer", "container"})
TOP = "kurung kurawal setelah “pemilih” belum ada"
INSIDE = "sifat ini salah tulis; tulis “nama: nilai;”"


def flaws(css: str, path: str, allowed: Callable[[str], bool]) -> list[Flaw]:
    """Everything that can be said without knowing the properties; broken brackets hide the rest.

    Args:
        css: The style sheet.
        path: Its path in the workspace.
        allowed: Whether an address may be used; none may lead out of the document.
    """
    if found := list(_brackets(css, path)):
        return found
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    broken = [Flaw(said, _beginning(css, path, error)) for said, error in _errors(rules, TOP)]
    parts = list(_parts(rules))
    broken += [Flaw(f"ukuran “{node.serialize()}” terlalu besar", _at(path, node)) for node in parts if _immense(node)]
    return broken + [
        Flaw(f"alamat “{address}” tidak diizinkan atau tidak ada", _at(path, node))
        for part in parts
        for address, node in _addresses(part)
        if not allowed(address)
    ]


def place_of(css: str, path: str, address: str) -> Span:
    """Where a style sheet names an address, or a text such as the name of a font."""
    offset = css.find(address)
    return _span(css, path, offset) if offset >= 0 else Span(path, 1, 1)


def _brackets(css: str, path: str) -> Iterator[Flaw]:
    """The first bracket, quote or comment without its counterpart; a parser would swallow the rest in silence."""
    opened: list[re.Match[str]] = []
    for hit in PIECE.finditer(css):
        piece = hit[0]
        if piece in CLOSES.values():
            opened.append(hit)
        elif piece in CLOSES and opened and opened[-1][0] == CLOSES[piece]:
            opened.pop()
        elif problem := _unpaired(piece):
            culprit = opened[-1] if piece in CLOSES and opened else hit
            said = f"kurung “{culprit[0]}” belum ditutup" if culprit is not hit else problem
            yield Flaw(said, _span(css, path, culprit.start()))
            return
        if len(opened) > MAX_DEPTH:
            yield Flaw("kurung bersarang terlalu dalam", _span(css, path, hit.start()))
            return
    if opened:
        yield Flaw(f"kurung “{opened[-1][0]}” belum ditutup", _span(css, path, opened[-1].start()))


def _unpaired(piece: str) -> str:
    """What is wrong with a piece that stands alone; nothing for one that is whole."""
    if piece in CLOSES:
        return f"kurung penutup “{piece}” tanpa kurung pembuka"
    if piece.startswith("/*") and (len(piece) < len("/**/") or not piece.endswith("*/")):
        return "komentar “/*” belum ditutup"
    if piece[0] in "\"'" and (len(piece) == 1 or piece[-1] != piece[0]):
        return "tanda kutip belum ditutup"
    return ""


def _errors(nodes: Iterable[Any], said: str) -> Iterator[tuple[str, Any]]:
    """Every rule and declaration that cannot be read, with what to say."""
    for node in nodes:
        if node.type == "error":
            yield said, node
        elif getattr(node, "content", None) and node.type in {"at-rule", "qualified-rule"}:
            if node.type == "at-rule" and node.lower_at_keyword in HOLDS_RULES:
                yield from _errors(tinycss2.parse_rule_list(node.content, True, True), TOP)
            else:
                yield from _errors(tinycss2.parse_blocks_contents(node.content, True, True), INSIDE)


def _parts(nodes: Iterable[Any]) -> Iterator[Any]:
    """Every rule, value and bracket of a sheet."""
    for node in nodes:
        yield node
        for inside in ("prelude", "content", "arguments"):
            yield from _parts(getattr(node, inside, None) or ())


def _immense(node: Any) -> bool:
    """Whether a number would overflow the arithmetic of Pango (32 bits, 1024 units a point)."""
    return node.type in {"dimension", "percentage", "number"} and not abs(node.value) < MAX_SIZE


def _addresses(node: Any) -> Iterator[tuple[str, Any]]:
    """The address a node names, with its place; one that is badly written is none that is allowed."""
    if node.type == "url":
        yield node.value, node
    elif node.type == "error" and node.kind == "bad-url":
        yield "url(...)", node
    elif node.type == "function" and node.lower_name in {"url", "src"}:
        yield from ((part.value, part) for part in node.arguments if part.type == "string")
    elif node.type == "function" and node.lower_name == "local":  # a font of this machine
        yield tinycss2.serialize([node]), node
    elif node.type == "at-rule" and node.lower_at_keyword == "import":
        yield from ((part.value, part) for part in node.prelude if part.type == "string")


def _at(path: str, node: Any) -> Span:
    return Span(path, node.source_line, node.source_column)


def _beginning(css: str, path: str, error: Any) -> Span:
    """Where the rule or declaration begins whose last sign a parse error names."""
    end = sum(len(line) + 1 for line in css.split("\n")[: error.source_line - 1]) + error.source_column - 1
    begin = max(css.rfind(sign, 0, end) for sign in ";{}") + 1
    blank = re.compile(r"\s*").match(css, begin)
    return _span(css, path, min(blank.end() if blank else begin, end))


def _span(css: str, path: str, offset: int) -> Span:
    before = css[:offset]
    return Span(path, before.count("\n") + 1, offset - before.rfind("\n"))
