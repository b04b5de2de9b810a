"""The page of a preview as bytes."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs.diagnostics import Diagnostic, Severity, Span
from lpse_docs.pipeline.preview import View
from lpse_docs.web.page import POLICY, SHOWN, page
from lpse_docs.writers.markup import Element, element


def html(words: str) -> Element:
    header = element("header", {}, [words])
    return element("html", {"lang": "id"}, [element("head", {}), element("body", {}, [header])])


PLAIN = View("sop-a", html("Kepala"), ("sops/a.yaml",))
HOSTILE = "<img src=x onerror=alert(1)></pre></details><script>alert('x')</script>&amp;"


class Reader(HTMLParser):
    """Collects tags and words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(view: View, source: str = "") -> Reader:
    reader = Reader()
    reader.feed(page(view, lambda _: source).html.decode())
    return reader


def finding(message: str = "pesan", severity: Severity = Severity.ERROR, hint: str = "", line: int = 3) -> Diagnostic:
    return Diagnostic("LPSE503", severity, message, Span("sops/a.yaml", line, 1 if line else 0, 5 if line else 0), hint)


def test_without_findings_there_is_no_box() -> None:
    assert "details" not in read(PLAIN).tags


def test_an_error_is_told_with_its_place_line_and_hint() -> None:
    words = "|".join(read(replace(PLAIN, diagnostics=[finding(hint="Ganti.")]), "salah: ya").words)
    assert "1 galat. Dokumen di bawah masih keadaan terakhir yang benar." in words
    assert "galat[LPSE503]:| pesan|sops/a.yaml:3:1|salah: ya\n^^^^|Saran: Ganti." in words


def test_errors_are_unfolded_and_warnings_folded() -> None:
    grave = page(replace(PLAIN, diagnostics=[finding()]), lambda _: "").html
    assert b'<details class="perabot temuan galat" role="alert" open' in grave
    mild = page(replace(PLAIN, diagnostics=[finding(severity=Severity.WARNING)]), lambda _: "").html
    assert b'<details class="perabot temuan">' in mild
    assert b"1 peringatan." in mild
    assert "keadaan terakhir" not in mild.decode()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60), st.text(max_size=30))
def test_no_finding_makes_an_element(message: str, hint: str, source: str, path: str) -> None:
    item = Diagnostic("LPSE503", Severity.ERROR, HOSTILE + message, Span(path, 1, 1, 3), hint + HOSTILE)
    reader = read(replace(PLAIN, diagnostics=[item]), HOSTILE + source.replace("\n", " "))
    assert reader.tags.count("script") == 1
    assert "img" not in reader.tags
    assert sum(HOSTILE in word for word in reader.words) == 3


def test_very_many_findings_are_cut() -> None:
    many = [finding(f"pesan {number}", line=number) for number in range(1, SHOWN + 8)]
    reader = read(replace(PLAIN, diagnostics=many))
    assert reader.tags.count("li") == SHOWN + 1
    assert "dan 7 temuan lain; semuanya ada di terminal." in reader.words


def test_the_policy_admits_the_one_script_and_nothing_from_elsewhere() -> None:
    text = page(PLAIN, lambda _: "").html.decode()
    (script,) = re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["script-src"] == f"'sha256-{digest}'"
    assert rules["default-src"] == "'none'"
    assert not re.search(r"https?:|\*|unsafe-eval", POLICY)


@pytest.mark.parametrize("other", [replace(PLAIN, diagnostics=[finding()]), replace(PLAIN, page=html("Lain"))])
def test_the_revision_tells_pages_apart(other: View) -> None:
    one = page(PLAIN, lambda _: "")
    assert one == page(PLAIN, lambda _: "")
    assert one.revision in one.html.decode()
    assert page(other, lambda _: "").revision != one.revision
