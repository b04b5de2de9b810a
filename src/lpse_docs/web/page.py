"""The page of a preview: the document with what is to be said about its sources above it, and the refreshing script."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lpse_docs.diagnostics import Diagnostic, summary
from lpse_docs.pipeline.excerpt import Lines, excerpt, printable
from lpse_docs.pipeline.preview import View
from lpse_docs.writers.markup import Element, element, to_html

SHOWN = 50
SCRIPT = Path(__file__).with_name("refresh.js").read_text("utf-8")
STYLE = Path(__file__).with_name("preview.css").read_text("utf-8")
HASH = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()

# Nothing but this one script runs and nothing is fetched from elsewhere. The widths of table columns stand in `style`
# attributes, hence 'unsafe-inline' for styles; without addresses to load from they can send nothing out.
POLICY = (
    f"default-src 'none'; script-src 'sha256-{HASH}'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
LOST = "Pratinjau terputus; halaman ini tidak lagi mengikuti berkas."


@dataclass(frozen=True)
class Page:
    """What is served, and the digest by which the browser knows whether it shows it."""

    html: bytes
    revision: str


def page(view: View, lines: Lines) -> Page:
    """The document of a view with its findings; `lines` looks source lines up."""
    assert view.page is not None
    head, body = view.page
    above = [element("p", {"class": "perabot putus", "role": "status", "hidden": ""}, [LOST]), *_findings(view, lines)]
    at = next(index for index, child in enumerate(body, 1) if child.tag == "header")
    more = [element("style", {}, [STYLE]), element("script", {"type": "module"}, [SCRIPT])]
    # New elements around the old children: the view's own tree stays as it is for the next time.
    whole_head = element("head", head.attrib, [*head, *more])
    whole = element(
        "html", view.page.attrib, [whole_head, element("body", body.attrib, [*body[:at], *above, *body[at:]])]
    )
    revision = hashlib.sha256(to_html(whole)).hexdigest()
    whole_head.append(element("meta", {"name": "revisi", "content": revision}))
    return Page(to_html(whole), revision)


def _findings(view: View, lines: Lines) -> Iterator[Element]:
    """A box with every finding; open when an error keeps the document as it was, else folded."""
    found = view.findings
    if not found:
        return
    told = element("summary", {}, [_headline(view)])
    items = element("ol", {}, [*(_finding(item, lines) for item in found[:SHOWN]), *_rest(found)])
    grave = {"class": "perabot temuan galat", "role": "alert", "open": ""}
    yield element("details", grave if view.errors else {"class": "perabot temuan"}, [told, items])


def _headline(view: View) -> str:
    counted = summary(view.findings)
    return f"{counted} Dokumen di bawah masih keadaan terakhir yang benar." if view.errors else counted


def _finding(item: Diagnostic, lines: Lines) -> Element:
    kind = element("span", {"class": "jenis"}, [f"{item.severity}[{item.code}]:"])
    parts = [
        element("p", {}, [kind, f" {printable(item.message)}"]),
        element("p", {"class": "tempat"}, [printable(str(item.span))]),
    ]
    if (source := lines(item.span)).strip():
        parts.append(element("pre", {}, ["\n".join(excerpt(source, item.span))]))
    if item.hint:
        parts.append(element("p", {}, [f"Saran: {printable(item.hint)}"]))
    return element("li", {}, parts)


def _rest(found: Sequence[Diagnostic]) -> Iterator[Element]:
    if len(found) > SHOWN:
        yield element("li", {}, [f"dan {len(found) - SHOWN} temuan lain; semuanya ada di terminal."])
