"""What is wrong with a style sheet whoever reads it, and where."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.writers.stylesheet import SCREEN, flaws, place_of
from tests.writers import look

PIECES = st.sampled_from(
    [
        *"{}()[];:,.#@*/\\\"'\n ",
        "p",
        ".isi",
        "color",
        "red",
        "url(",
        "@media",
        "@page",
        "@import",
        "/*",
        "*/",
        "1px",
        "&",
    ]
)


def told(css: str) -> list[str]:
    return [
        f"{flaw.span and flaw.span.line}:{flaw.span and flaw.span.column} {flaw.sentence}"
        for flaw in flaws(css, SCREEN, "ada".__eq__)
    ]


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("p { color: red }\n.a { b: c", "2:4 kurung “{” belum ditutup"),
        ("p { width: calc(1px ; }\nq { color: red }", "1:16 kurung “(” belum ditutup"),
        ("p { color: red } }", "1:18 kurung penutup “}” tanpa kurung pembuka"),
        ("p {}\n  /* catatan", "2:3 komentar “/*” belum ditutup"),
        ("/*/", "1:1 komentar “/*” belum ditutup"),
        ('p { content: "a\n }', "1:14 tanda kutip belum ditutup"),
        ("p { content: 'a }", "1:14 tanda kutip belum ditutup"),
        ("a(" * 30, "1:50 kurung bersarang terlalu dalam"),
        ("p color: red", "1:1 kurung kurawal setelah “pemilih” belum ada"),
        ("p { color red }", "1:5 sifat ini salah tulis; tulis “nama: nilai;”"),
        ("@media print { p { a b: c } }", "1:20 sifat ini salah tulis; tulis “nama: nilai;”"),
        ("p { margin: 0 1e9pt }", "1:15 ukuran “1e9pt” terlalu besar"),
        ("p { width: calc(1px + 100000%) }", "1:23 ukuran “100000%” terlalu besar"),
        ("p { background: url(lain) }", "1:17 alamat “lain” tidak diizinkan atau tidak ada"),
        ("@media print { p { background: url( 'lain' ) } }", "1:37 alamat “lain” tidak diizinkan atau tidak ada"),
        ("@import 'lain';", "1:9 alamat “lain” tidak diizinkan atau tidak ada"),
        ("@font-face { src: local(Arial) }", "1:19 alamat “local(Arial)” tidak diizinkan atau tidak ada"),
        ("p { background: url(a\nb) }", "1:17 alamat “url(...)” tidak diizinkan atau tidak ada"),
    ],
)  # fmt: skip
def test_a_flaw_has_its_place(css: str, found: str) -> None:
    assert told(css) == [found]


@pytest.mark.parametrize(
    "css",
    [
        "",
        'p { background: url(ada) } /* } \' " */ a::before { content: \'}\' "\\"{" }',
        "@media print { p { & q { color: red } } } @page { @top-left { content: '' } }",
        ".a\\{b { color: red }",
        look.theme().print_css.replace("url(", "x("),
        look.theme().screen_css.replace("local(", "x("),  # which the screen page may name
    ],
)
def test_what_is_right_is_left_alone(css: str) -> None:
    assert told(css) == []


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_gives_flaws_inside_of_it(css: str) -> None:
    lines = css.split("\n")
    for flaw in flaws(css, SCREEN, lambda _: False):
        assert flaw.span is not None
        assert 1 <= flaw.span.line <= len(lines)
        assert 1 <= flaw.span.column <= len(lines[flaw.span.line - 1]) + 1
        assert not re.search(r"\b(expected|unexpected|got|reached|token|bad)\b", flaw.sentence.partition("“")[0])


def test_a_text_that_is_nowhere_is_at_the_beginning() -> None:
    assert str(place_of("a\n b", SCREEN, "b")) == f"{SCREEN}:2:2"
    assert str(place_of("a\n b", SCREEN, "c")) == f"{SCREEN}:1:1"
