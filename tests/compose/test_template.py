"""Templates run in a sandbox, and faults name the template's line."""

from datetime import date
from pathlib import Path

import pytest

from lpse_docs.compose import compose
from lpse_docs.compose.template import TOKEN, Engine
from lpse_docs.model.duration import parse_duration
from lpse_docs.model.office import Post
from lpse_docs.model.regulation import ActStatus
from lpse_docs.pipeline import prepare
from tests import tiny


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__ }}",
        "{{ name.__class__.__mro__ }}",
        "{{ 9 ** 999999 }}",
        "{{ 'x' * 3000000000 }}",
        "{{ [1] * 3000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ name.format(1) }}",
        "{{ name.ljust(1000000000) }}",
        "{{ name | attr('__class__') }}",
        "{{ '%1000000000d' | format(1) }}",
        "{{ name | center(1000000000) }}",
        "{% for i in range(1000000000) %}x{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ 2000000000 * 2000000000 }}",
        "{{ lipsum(n=1) }}",
        "{{ dict(a=1) }}",
        "{{ name | replace('a', 'aaaaaaaa') }}",
        "{{ [1] | batch(900000000, 'x') }}",
    ],
)
def test_an_attack_is_refused_with_its_line(attack: str) -> None:
    text, _, fault = Engine({"x.md.j2": f"satu\n\n{attack}\n"}).fill("x.md.j2", {"name": "Katingan"})
    assert not text
    assert fault is not None
    assert (fault.name, fault.line) == ("x.md.j2", 3)


def test_output_has_a_bound() -> None:
    loops = "{% for i in range(9999) %}{% for j in range(9999) %}xxxxxxxxxx{% endfor %}{% endfor %}"
    _, _, fault = Engine({"x.md.j2": loops}).fill("x.md.j2", {})
    assert fault is not None
    assert "terlalu besar" in fault.reason


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("a\n{{ tabel_kriteria(standard) }}\n", 2),
        ("a\nb\n{% for x in y %}\n", 3),
        ("a\n\n\n{{ office.nama }}\n", 4),
        ("{{ \n", 1),
    ],
)
def test_a_fault_points_at_its_line(body: str, line: int) -> None:
    _, _, fault = Engine({"x.md.j2": body}).fill("x.md.j2", {"office": object()})
    assert fault is not None
    assert fault.line == line


def test_a_fault_in_an_included_part_names_the_part() -> None:
    templates = {"x.md.j2": "a\n{% include 'bagian/y.md.j2' %}\n", "bagian/y.md.j2": "b\nc\n{{ tidak_ada() }}\n"}
    _, _, fault = Engine(templates).fill("x.md.j2", {})
    assert fault is not None
    assert (fault.name, fault.line) == ("bagian/y.md.j2", 3)


def test_a_missing_part_is_a_fault() -> None:
    _, _, fault = Engine({}).fill("x.md.j2", {})
    assert fault is not None
    assert fault.name == "x.md.j2"


@pytest.mark.parametrize(
    "body",
    [
        "{{ range }}",
        "{{ office }}",
        "{{ self }}",
        "{{ [1, 2] }}",
        "{{ {'a': 1} }}",
        "{{ true }}",
        "{{ none }}",
        "{{ cover }}",
        "{{ 'x' ~ office }}",
        "{{ office ~ 'x' }}",
        "{{ office | upper }}",
        "{{ office | string }}",
        "{{ cover | title }}",
        "{{ [range] | first }}",
        "{{ office.posts }}",
    ],
)
def test_what_only_python_has_a_word_for_is_not_printed(body: str) -> None:
    post = Post(id="kepala", name="Kepala")
    values = {"office": post, "cover": test_a_missing_part_is_a_fault}
    text, _, fault = Engine({"x.md.j2": f"satu\n{body.replace('office.posts', '[office]')}\n"}).fill("x.md.j2", values)
    assert not text
    assert fault is not None
    assert fault.line == 2
    assert "yang dicetak" in fault.reason


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{{ 'a' ~ 1 ~ post.name }}", "a1Kepala"),
        ("{{ 2.5 }}", "2.5"),
        ("{{ day }}", "2026-01-02"),
        ("{{ kind }}", "berlaku"),
        ("{{ kind | upper }}", "BERLAKU"),
        ("{{ time }}", "15 menit"),
    ],
)
def test_text_numbers_dates_and_words_of_lists_are_printed(body: str, words: str) -> None:
    values = {
        "post": Post(id="kepala", name="Kepala"),
        "day": date(2026, 1, 2),
        "kind": ActStatus.IN_FORCE,
        "time": parse_duration("15 menit"),
    }
    _, slots, fault = Engine({"x.md.j2": body}).fill("x.md.j2", values)
    assert fault is None
    assert slots.values == [words]


def test_a_constant_is_itself_each_time_a_template_is_filled() -> None:
    engine = Engine({"x.md.j2": "{% for item in items %}{{ item }}{% endfor %}{{ 'tetap' }}"})
    for items in (["satu"], ["satu", "dua", "tiga"]):
        text, slots, _ = engine.fill("x.md.j2", {"items": items})
        assert [slots.values[int(number)] for number in TOKEN.findall(text)] == [*items, "tetap"]


def test_a_template_that_is_missing_is_a_missing_file(tmp_path: Path) -> None:
    root = tiny.write(tmp_path / "w")
    (root / "templates/documents/sop.md.j2").unlink()
    found = prepare.read_and_check(root)
    assert found.workspace is not None
    assert found.theme is not None
    _, faults = compose(found.workspace, found.templates, {}, found.theme.fonts)
    assert {(item.code, str(item.span)) for item in faults} >= {("LPSE018", "templates/documents/sop.md.j2")}
    assert "LPSE901" not in {item.code for item in faults}
