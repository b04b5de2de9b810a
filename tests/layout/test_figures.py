"""Charts of figures: nothing overlaps, nothing is lost, and the words tell every number."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpse_docs.document.chart import Area, Box, Caption, Chart, Stroke, Tone
from lpse_docs.layout.bars import bars
from lpse_docs.layout.captions import Measure
from lpse_docs.layout.heatmap import Line, heatmap
from lpse_docs.layout.marks import MEANINGS, Mark, marked
from lpse_docs.layout.progress import Progress
from lpse_docs.layout.radar import Round, radar
from lpse_docs.layout.trend import Goal, Period, trend
from tests.layout import figures, reader
from tests.layout.picture import around, wrongs

FACE = reader.face()
WORDS = st.text("aeiknrstuMPWl", min_size=1, max_size=14)
NAMES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
CELLS = st.lists(st.sampled_from("tsbx?"), max_size=20).map("".join)


@st.composite
def standards(draw: st.DrawFn) -> tuple[Line, ...]:
    """Up to twenty standards with names of any length and criteria in any state."""
    states = draw(st.lists(CELLS, min_size=1, max_size=20))
    made = [figures.line(n % len(figures.NAMES), cells) for n, cells in enumerate(states)]
    named = [(item, draw(NAMES)) for item in made]
    return tuple(
        Line(Progress(chr(65 + n), name, *_counts(item.progress)), item.cells) for n, (item, name) in enumerate(named)
    )


def _counts(item: Progress) -> tuple[int, int, int, bool]:
    return item.met, item.of, item.unassessed, item.whole


PERIODS = st.lists(st.builds(Period, NAMES, st.integers(0, 17), st.booleans()), min_size=1, max_size=12)
GOALS = st.lists(st.builds(Goal, st.integers(0, 17), NAMES), max_size=8)


def of(kind: type[Box] | type[Area] | type[Stroke] | type[Caption], chart: Chart) -> list[object]:
    return [part for part in chart.parts if isinstance(part, kind)]


def words(chart: Chart) -> list[str]:
    return [part.words for part in chart.parts if isinstance(part, Caption)]


@pytest.mark.parametrize("name", figures.every())
def test_shipped_kinds_of_charts_are_clean(name: str) -> None:
    chart = figures.every()[name]
    assert list(wrongs(chart)) == []
    assert chart.width <= 160 and chart.height <= 200
    assert chart == figures.every()[name]


@given(standards())
@settings(max_examples=60, deadline=None)
def test_any_heat_map_is_clean(lines: tuple[Line, ...]) -> None:
    assert list(wrongs(heatmap("Peta", lines, FACE))) == []


@given(standards(), standards(), NAMES, NAMES)
@settings(max_examples=60, deadline=None)
def test_any_radar_is_clean(now: tuple[Line, ...], before: tuple[Line, ...], name: str, other: str) -> None:
    current, previous = (
        Round(title, tuple(item.progress for item in lines)) for title, lines in ((name, now), (other, before))
    )
    assert list(wrongs(radar("Radar", current, FACE, previous))) == []
    assert list(wrongs(radar("Radar", current, FACE))) == []


@given(standards())
@settings(max_examples=40, deadline=None)
def test_any_bars_are_clean(lines: tuple[Line, ...]) -> None:
    assert list(wrongs(bars("Kemajuan", tuple(item.progress for item in lines), FACE))) == []


@given(PERIODS, GOALS)
@settings(max_examples=120, deadline=None)
def test_any_trend_is_clean(periods: list[Period], goals: list[Goal]) -> None:
    assert list(wrongs(trend("Tren", periods, goals, 17, FACE))) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda: heatmap("Peta", (), FACE),
        lambda: radar("Radar", Round("Kini", ()), FACE),
        lambda: bars("Kemajuan", (), FACE),
        lambda: trend("Tren", (), (), 0, FACE),
    ],
)
def test_nothing_to_show_is_shown_as_nothing(make: Callable[[], Chart]) -> None:
    assert list(wrongs(make())) == []


def test_the_judge_sees_what_is_wrong() -> None:
    """Otherwise the properties above would say nothing."""
    first = Caption(5, 5, "Standar", 2.8)
    cases = {
        "menimpa": (first, Caption(8, 5.5, "Kriteria", 2.8)),
        "keluar": (Caption(38, 5, "Standar", 2.8),),
        "tertutup": (first, Box(0, 0, 40, 10)),
        "tidak terlihat": (Box(0, 0, 40, 10, Tone.DARK), first),
        "berukuran": (Caption(5, 5, "Standar", 2.0),),
    }
    for said, parts in cases.items():
        assert any(said in wrong for wrong in wrongs(Chart(40, 10, parts, "", ""))), said
    assert any("keluar" in wrong for wrong in wrongs(Chart(40, 10, (Box(35, 1, 9, 5),), "", "")))


def test_a_heat_map_has_a_sign_for_each_criterion() -> None:
    lines = figures.lines()
    chart = heatmap("Peta", lines, FACE)
    dark = [part for part in of(Box, chart) if isinstance(part, Box) and part.tone is Tone.DARK and part.outline]
    assert len(dark) == sum(states.count("t") for states in figures.STATES) + 1  # and the sample in the legend
    assert words(chart).count("Terpenuhi") == sum(item.progress.whole for item in lines) == 6
    assert [MEANINGS[mark] for mark in Mark if mark is not Mark.OUT_OF_SCOPE] == [
        said for said in words(chart) if said in MEANINGS.values()
    ]
    assert words(chart)[-1] == "Standar yang terpenuhi seluruhnya: 6 dari 17"
    assert "8/12" in words(chart) and "–" in words(chart)


def test_what_is_out_of_scope_has_a_sign_of_its_own() -> None:
    """Not that of what should have been assessed and was not."""
    outside = Progress("I", "Keamanan Perangkat", 0, 2, 2, outside=True)
    chart = heatmap("Peta", [Line(outside, (("K01", Mark.OUT_OF_SCOPE), ("K02", Mark.OUT_OF_SCOPE)))], FACE)
    assert "di luar lingkup" in words(chart) and "belum dinilai" not in words(chart)
    assert "I Keamanan Perangkat: di luar lingkup, 0 dari 2 kriteria; di luar lingkup K01, K02." in chart.alt


def test_signs_differ_in_form_whatever_their_tone() -> None:
    forms = set()
    for mark in Mark:
        forms.add(tuple((type(part).__name__, getattr(part, "points", ())) for part in marked(mark, 0, 0, 6, 6)))
    assert len(forms) == len(Mark)


def test_a_heat_map_tells_every_cell() -> None:
    lines = figures.lines()
    told = heatmap("Peta", lines, FACE).alt
    for line in lines:
        sentence = next(part for part in told.split(". ") if part.startswith(f"{line.progress.letter} "))
        for mark in Mark:
            codes = [code for code, said in line.cells if said is mark]
            found = re.search(rf"(?:^|; ){MEANINGS[mark]} ([K0-9, ]+)(?=;|\.|$)", sentence)
            assert (found[1].split(", ") if found else []) == codes


@pytest.mark.parametrize("kind", ["radar", "batang"])
def test_alternative_text_has_every_count(kind: str) -> None:
    chart = figures.every()[kind]
    assert chart.title in chart.alt
    for item in figures.now().standards:
        wanted = f"{item.met} dari {item.of} kriteria" if item.of else "tidak ada kriteria yang berlaku"
        assert f"{item.letter} {item.name}: {wanted}" in chart.alt
    assert "Q Penilaian Internal: 0 dari 8 kriteria, 8 belum dinilai" in chart.alt
    assert chart.alt.count("standar terpenuhi") == 6


def test_a_radar_fills_the_current_period_and_dashes_the_one_before() -> None:
    chart = figures.every()["radar"]
    areas = [part for part in of(Area, chart) if isinstance(part, Area) and part.tone is Tone.MIDDLE]
    assert [len(part.points) for part in areas] == [17]
    dashed = [part for part in of(Stroke, chart) if isinstance(part, Stroke) and part.dashed]
    assert sum(len(part.points) > 2 for part in dashed) == 1
    assert sum(len(part.points) == 2 for part in dashed) == 2 + 1  # two spokes nobody has assessed, and the legend
    assert {"P?", "Q?", "setengah", "0", "seluruh", "kriteria", figures.NOW, figures.BEFORE} <= set(words(chart))
    assert "belum dinilai" in words(chart)


def test_a_share_is_as_long_as_it_is() -> None:
    """Half of the criteria is half of the way, everything the outer ring."""
    items = (Progress("A", "a", 4, 8), Progress("B", "b", 8, 8), Progress("C", "c", 0, 8), Progress("D", "d", 2, 8))
    chart = radar("Radar", Round("Kini", items), FACE)
    (shape,) = [part.points for part in chart.parts if isinstance(part, Area) and part.tone is Tone.MIDDLE]
    outer = next(part.points for part in chart.parts if isinstance(part, Area))
    centre = (sum(x for x, _ in outer) / 4, sum(y for _, y in outer) / 4)
    for item, end, point in zip(items, outer, shape, strict=True):
        wanted = [c + (e - c) * item.met / item.of for c, e in zip(centre, end, strict=True)]
        assert list(point) == pytest.approx(wanted)


def test_bars_fill_what_is_met() -> None:
    items = (Progress("A", "Satu", 3, 5, 1), Progress("B", "Dua", 5, 5, whole=True))
    chart = bars("Kemajuan", items, FACE)
    fields = [part for part in chart.parts if isinstance(part, Box) and part.outline]
    assert [part.tone for part in fields[:10]] == [*[Tone.DARK] * 3, Tone.PAPER, Tone.LIGHT, *[Tone.DARK] * 5]
    assert [one.x + one.width == pytest.approx(other.x) for one, other in pairwise(fields[:5])] == [True] * 4
    assert {"3 dari 5", "5 dari 5", "Terpenuhi"} <= set(words(chart))


def test_columns_of_a_trend_are_in_proportion() -> None:
    chart = trend("Tren", (Period("a", 6), Period("b", 12), Period("c", 0)), figures.GOALS, 17, FACE)
    columns = [part for part in chart.parts if isinstance(part, Box) and part.tone is Tone.DARK]
    assert [part.height / columns[0].height for part in columns] == pytest.approx([1, 2])
    levels = sorted(
        (part.points[0][1] for part in chart.parts if isinstance(part, Stroke) and part.dashed), reverse=True
    )
    assert columns[0].y == pytest.approx(levels[0]) and columns[1].y == pytest.approx(levels[2])
    assert [goal.words for goal in figures.GOALS] == [said for said in words(chart) if " standar: " in said]


def test_a_trend_tells_counts_marks_and_what_is_not_finished() -> None:
    told = figures.every()["tren"].alt
    assert "Semester I Tahun 2026: 0; Semester II Tahun 2026: 2 (belum semua standar selesai dinilai)." in told
    assert "Batas: 6 standar: tahap 1; 10 standar: tahap 2; 12 standar: tahap 3; 17 standar: tahap 4." in told
    assert "dari 17 standar" in told


@given(NAMES, st.floats(1, 60), st.integers(1, 4))
@settings(max_examples=100, deadline=None)
def test_lines_fit_their_room_and_keep_the_words(name: str, room: float, most: int) -> None:
    lines = Measure(FACE).lines(name, room, 7, most)
    assert len(lines) <= most
    assert all(reader.width(line, reader.Style(7, 0, 0, 0)) <= room + 1e-9 for line in lines)
    if not any(line.endswith("…") or not line for line in lines):
        assert " ".join(lines) == name


@pytest.mark.parametrize("name", figures.every())
def test_captions_stay_clear_of_the_edge(name: str) -> None:
    """Other programs round; half a millimetre is enough for them."""
    chart = figures.every()[name]
    for part in chart.parts:
        if isinstance(part, Caption):
            assert around(part).left >= 0.49 and around(part).right <= chart.width - 0.49
