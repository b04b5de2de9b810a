"""Findings in every form."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.cli import report
from lpse_docs.diagnostics import Diagnostic, Severity, Span
from lpse_docs.pipeline.excerpt import source_lines
from lpse_docs.pipeline.fresh import without_style

LONG = "statement: " + "kata " * 60 + "SALAH " + "kata " * 60


def finding(message: str = "pesan", line: int = 3, column: int = 5, end: int = 9, path: str = "a.yaml") -> Diagnostic:
    return Diagnostic("LPSE503", Severity.WARNING, message, Span(path, line, column, end), "saran")


def nothing(_: Span) -> str:
    return ""


def test_full_marks_the_place() -> None:
    text = without_style(report.full([finding()], lambda _: "abc salah xyz"))
    assert text == (
        "peringatan[LPSE503]: pesan\n --> a.yaml:3:5\n  |\n3 | abc salah xyz\n  |     ^^^^\n  = saran: saran\n\n1 peringatan.\n"
    )


def test_no_line_of_a_file_outside_is_shown(tmp_path: Path) -> None:
    (tmp_path / "rahasia").write_text("kata sandi\n")
    root = tmp_path / "ruang"
    root.mkdir()
    (root / "a.yaml").symlink_to(tmp_path / "rahasia")
    (root / "b.yaml").write_text("isi\n")
    lines = source_lines(root)
    assert lines(Span("a.yaml", 1, 1)) == ""
    assert lines(Span("b.yaml", 1, 1)) == "isi"


def test_full_shows_the_middle_of_a_long_line() -> None:
    column = LONG.index("SALAH") + 1
    lines = without_style(report.full([finding(column=column, end=column + 5)], lambda _: LONG)).split("\n")
    shown, marker = lines[3], lines[4]
    assert len(shown) < 120
    assert shown[marker.index("^") : marker.rindex("^") + 1] == "SALAH"
    assert "…" in shown


@given(
    st.text(min_size=1, max_size=300).filter(str.strip), st.integers(0, 400), st.integers(0, 400), st.text(max_size=40)
)
def test_no_text_can_steer_the_terminal_or_break_the_frame(line: str, column: int, end: int, message: str) -> None:
    text = without_style(report.full([finding(message, 1, column, end)], lambda _: line.replace("\n", " ")))
    assert not any(ord(char) < 32 and char != "\n" for char in text)
    assert text.count("\n") == 8


def test_without_a_line_only_the_file_is_named() -> None:
    item = Diagnostic("LPSE018", Severity.ERROR, "hilang", Span("a.yaml"))
    assert without_style(report.full([item], nothing)) == "galat[LPSE018]: hilang\n--> a.yaml\n\n1 galat.\n"
    assert report.github([item], nothing) == "::error file=a.yaml,title=LPSE018::hilang\n"
    location = json.loads(report.sarif([item], nothing))["runs"][0]["results"][0]["locations"][0]
    assert location == {"physicalLocation": {"artifactLocation": {"uri": "a.yaml"}}}


def test_github_escapes_what_would_end_a_property() -> None:
    text = report.github([finding("50%\nsudah", path="a,b:c.yaml")], nothing)
    assert text == "::warning file=a%2Cb%3Ac.yaml,line=3,col=5,endColumn=9,title=LPSE503::50%25\ufffdsudah saran\n"


def test_sarif_carries_rules_and_encoded_paths() -> None:
    content = json.loads(report.sarif([finding(path="sop baru/é.yaml")], nothing))
    run = content["runs"][0]
    assert run["tool"]["driver"]["rules"][0]["id"] == "LPSE503"
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "sop%20baru/%C3%A9.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endColumn": 9}


def test_json_is_whole() -> None:
    content = json.loads(report.as_json([finding()], nothing))
    assert content["counts"] == {"galat": 0, "peringatan": 1, "info": 0}
    assert content["diagnostics"][0]["hint"] == "saran"


@pytest.mark.parametrize("output", report.OUTPUTS)
def test_nothing_found(output: str) -> None:
    text = report.OUTPUTS[output]([], nothing)
    assert text == {"full": "Tidak ada temuan.\n", "concise": "", "github": ""}.get(output, text)
