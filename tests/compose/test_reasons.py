"""Faults of templates are told in Indonesian, with line and column."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.compose.template import Engine, TemplateFault
from lpse_docs.document.page import Orientation


class Office:
    """Something without attributes."""


CONTEXT = {
    "name": "Katingan",
    "one": lambda value: value,
    "orientation": Orientation,
    "office": Office(),
}
ENGLISH = (
    r"\b(the|is|not|of|unexpected|expected|object|has|tag|block|argument|arguments|named|found|undefined|missing|"
    r"positional|unsupported|operand|by|zero|too|large|string|invalid|cannot|must)\b"
)
PIECES = st.sampled_from(
    [
        *(
            "{{",
            "}}",
            "{%",
            "%}",
            "{#",
            "#}",
            "{%-",
            "|",
            "(",
            ")",
            "[",
            "]",
            "'",
            '"',
            "\\",
            ".",
            ",",
            "=",
            "~",
            "**",
            "%",
        ),
        *(
            "for",
            "endfor",
            "if",
            "else",
            "endif",
            "set",
            "block",
            "macro",
            "call",
            "include",
            "import",
            "raw",
            "filter",
        ),
        *(
            "in",
            "is",
            "not",
            "name",
            "one",
            "office",
            "loop",
            "caller",
            "range",
            "none",
            "1",
            "0",
            "1e999",
            "x.y",
            "\n",
        ),
        *(" ", string.ascii_letters),
    ]
)


def fault(body: str) -> TemplateFault | None:
    return Engine({"x.md.j2": body}).fill("x.md.j2", CONTEXT)[2]


@pytest.mark.parametrize(
    ("body", "place", "said"),
    [
        ("{% for a in name %}x", "1:1", "{% for %} belum ditutup: {% endfor %} atau {% else %} tidak ada"),
        ("a {% endif %}", "1:6", "{% endif %} berada di tempat yang salah"),
        ("{% if name %}{% endfor %}{% endif %}", "1:17", "{% endfor %} berada di tempat yang salah"),
        ("{% ulangi %}", "1:4", "perintah {% ulangi %} tidak dikenal"),
        ("{{ name office }}", "1:9", "“office” tidak boleh di sini; yang diperlukan “}}”"),
        ("{{ name", "1:1", "“akhir templat” tidak boleh di sini; yang diperlukan “}}”"),
        ("{{ (name }}", "1:10", "“}” tidak boleh di sini; yang diperlukan “)”"),
        ("{{ name) }}", "1:8", "“)” tidak boleh di sini"),
        ("{{ name $ }}", "1:9", "tanda “$” tidak boleh di dalam kurung templat"),
        ('{{ one("a) }}', "1:8", "tanda kutip belum ditutup"),
        ("\n{{ }}", "2:1", "nilai diperlukan sebelum “}}”"),
        ("{% %}", "1:1", "nama perintah setelah {% belum ada"),
        ("{# catatan", "1:1", "komentar {# belum ditutup dengan #}"),
        ("{% raw %} x", "1:1", "{% raw %} belum ditutup: {% endraw %} tidak ada"),
        ("{{ name | kapital }}", "1:11", "penyaring “kapital” tidak ada atau tidak diizinkan"),
        ("{{ name is besar }}", "1:12", "pengujian “besar” tidak ada"),
        ("{% set 1 = 2 %}", "1:1", "nilai tidak dapat ditetapkan dengan cara ini"),
        ("x\n{{ tabel }}", "2:4", "“tabel” tidak dikenal"),
        ("{{ office.nama }}", "1:11", "“nama” tidak ada pada nilai jenis Office"),
        ("{{ none.nama }}", "1:9", "“nama” tidak ada pada nilai kosong"),
        ("{{ name.__class__ }}", "1:9", "“__class__” tidak boleh dipakai dalam templat"),
        ("{{ one() }}", "1:1", "isian komponen tidak lengkap, berlebih, atau salah nama"),
        ("{{ name() }}", "1:1", "yang dipanggil bukan komponen"),
        ("{% for a in 5 %}{% endfor %}", "1:1", "nilai itu bukan daftar"),
        ("{{ 1 / 0 }}", "1:1", "pembagian dengan nol"),
        ("{{ 'a' + 1 }}", "1:1", "jenis nilainya tidak cocok"),
        ("{% include 'lain.md.j2' %}", "1:13", "templat “lain.md.j2” tidak ada"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "1:10", "bagian {% block a %} ditulis dua kali"),
        (r"{{ '\x' }}", "1:1", "garis miring terbalik “\\” salah pakai di dalam teks berkutip"),
        ("{{ range(10000000) }}", "1:1", "range(...) terlalu besar"),
        ("{{ 9 ** 9 }}", "1:1", "operator ** tidak diizinkan untuk nilai ini"),
        ("{{ orientation('miring') }}", "1:17", "nilai “miring” tidak termasuk pilihan yang tersedia"),
        ("{{ name | truncate(-5) }}", "1:1", "bagian templat pada baris ini tidak dapat dipakai"),
        ("{% for a in name %}" * 25 + "{% endfor %}" * 25, "1:1", "perintah bersarang terlalu dalam"),
        ("{{ " + "(" * 400 + "1" + ")" * 400 + " }}", "1:1", "templat atau komponen memanggil dirinya tanpa akhir"),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_indonesian_where_it_is(body: str, place: str, said: str) -> None:
    found = fault(body)
    assert found is not None
    assert (f"{found.line}:{found.column}", found.reason) == (place, said)


@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_whatever_a_template_holds_its_fault_is_a_value_without_english(body: str) -> None:
    found = fault(body)
    if found:
        bare = re.sub(r"“[^”]*”|\{%.*?%\}", "", found.reason)
        assert not re.search(ENGLISH, bare), found.reason
        assert 1 <= found.line <= body.count("\n") + 1
        assert found.column >= 1
