"""Gantt charts: each line of a plan once, on its days, on pages that hold it, with its words."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpse_docs.document.chart import Area, Box, Caption, Chart, Stroke, Tone
from lpse_docs.document.page import Margins, Orientation, PageSetup, Paper
from lpse_docs.layout.gantt import HEADING, UNPLACED, Group, Horizon, Line, gantt, overview
from lpse_docs.layout.timescale import MONTHS, Marked, Scale, Shade, day_words, period_words
from lpse_docs.writers import limits
from tests.layout import figures, plans, reader
from tests.layout.picture import area, around, wrongs

FACE = reader.face()
START = date(2026, 11, 26)
DAYS = st.integers(0, 1500).map(lambda n: START + timedelta(n))
LENGTHS = st.integers(0, 400)
NAMES = st.lists(st.text("aeiknrstuMPWl", min_size=1, max_size=16), max_size=18).map(" ".join)
SETUPS = st.builds(PageSetup, st.sampled_from(Paper), st.sampled_from(Orientation), st.just(Margins()))


@st.composite
def lines(draw: st.DrawFn, code: str) -> Line:
    """A line in any state: planned, running, finished, moved, or without a place."""
    start = draw(st.none() | DAYS)
    if start is None:
        return Line(code, draw(NAMES), draw(st.sampled_from(("", "UASE", "Sekretariat LPSE"))))
    end = start + timedelta(draw(LENGTHS))
    ready = draw(st.none() | LENGTHS.map(lambda n: end + timedelta(n)))
    done = draw(st.none() | LENGTHS.map(lambda n: start + timedelta(n - 20)))
    base = draw(st.none() | st.tuples(DAYS, LENGTHS).map(lambda pair: (pair[0], pair[0] + timedelta(pair[1]))))
    return Line(
        code, draw(NAMES), draw(st.sampled_from(("", "UASE"))), start, end, ready, draw(st.none() | DAYS), done, base
    )


@st.composite
def groups(draw: st.DrawFn) -> tuple[Group, ...]:
    """Some groups with and without heads, a few of them longer than a page."""
    made = []
    for number in range(draw(st.integers(1, 5))):
        head = draw(lines(f"G{number}")) if draw(st.booleans()) else None
        count = draw(st.sampled_from((0, 1, 4, 9, 45)))
        line = draw(lines("x"))
        some = [draw(lines(f"{number}-{n:02}")) if n < 6 else _like(line, f"{number}-{n:02}") for n in range(count)]
        made.append(Group(head, tuple(some)))
    return tuple(made)


def _like(line: Line, code: str) -> Line:
    return Line(code, line.title, line.owner, line.start, line.end, line.ready, line.counts, line.done, line.baseline)


MARKS = st.lists(st.builds(Marked, NAMES, DAYS, st.booleans()), max_size=6).map(tuple)
SHADES = st.lists(st.builds(lambda day, n: Shade("Libur", day, day + timedelta(n)), DAYS, LENGTHS), max_size=4).map(
    tuple
)
HORIZONS = st.builds(
    lambda day, n, marks, shades, today: Horizon(day, day + timedelta(n), marks, shades, today),
    DAYS, st.integers(0, 1500), MARKS, SHADES, st.none() | DAYS,
)  # fmt: skip


def captions(chart: Chart) -> Iterator[Caption]:
    return (part for part in chart.parts if isinstance(part, Caption))


def codes(chart: Chart, known: Sequence[str]) -> list[str]:
    """The codes of its rows from top to bottom."""
    return [part.words for part in captions(chart) if part.words in known]


@given(groups(), HORIZONS, SETUPS)
@settings(max_examples=60, deadline=None)
def test_any_plan_has_every_row_once_on_pages_that_hold_it(
    plan: tuple[Group, ...], horizon: Horizon, setup: PageSetup
) -> None:
    charts = gantt("Rencana", plan, horizon, FACE, setup)
    rows = [row for group in plan for row in group.rows]
    known = [row.line.code for row in rows]
    assert [code for chart in charts for code in codes(chart, known)] == known
    for chart in charts:
        assert list(wrongs(chart)) == []
        assert chart.width <= setup.content_width
        assert chart.height <= setup.content_height - limits.BESIDE_CHART
    told = [next(chart for chart in charts if code in codes(chart, known)).alt for code in known]
    assert all(row.line.told in alt for row, alt in zip(rows, told, strict=True))


@given(groups(), HORIZONS, SETUPS)
@settings(max_examples=40, deadline=None)
def test_bars_lie_in_their_columns_in_the_order_of_their_days(
    plan: tuple[Group, ...], horizon: Horizon, setup: PageSetup
) -> None:
    charts = gantt("Rencana", plan, horizon, FACE, setup)
    work = [row.line.work for group in plan for row in group.rows if not row.head]
    for chart in charts:
        edge = max(
            min(p[0] for p in part.points) for part in chart.parts if isinstance(part, Stroke) and _upright(part, chart)
        )
        bars = [part for part in chart.parts if isinstance(part, Box) and part.outline]
        shown = [bar for bar in bars if bar.y + bar.height < _floor(chart)]
        assert all(bar.x >= edge - 0.01 and bar.x + bar.width <= chart.width for bar in shown)
    bars = [part for chart in charts for part in chart.parts if isinstance(part, Box) and _work(part, chart)]
    days = [days for days in work if days]
    assert len(bars) == len(days)
    for (bar, one), (other, two) in pairwise(zip(bars, days, strict=True)):
        if one[0] < two[0] and min(one[1] - one[0], two[1] - two[0]) > timedelta(30):
            assert area(bar).left < area(other).left


def _upright(stroke: Stroke, chart: Chart) -> bool:
    """Whether it is the left edge of the columns of time: the only line of two points from head to floor."""
    return len(stroke.points) == 2 and stroke.points[0][1] == 0.5 and stroke.points[1][1] == _floor(chart)


def _floor(chart: Chart) -> float:
    return max(part.points[2][1] for part in chart.parts if isinstance(part, Stroke) and len(part.points) == 5)


def _work(part: Box, chart: Chart) -> bool:
    """Whether it is the bar of a work package."""
    return part.tone is Tone.MIDDLE and part.outline and part.y < _floor(chart)


@pytest.mark.parametrize("name", plans.every())
def test_the_sample_plan_is_clean(name: str) -> None:
    for chart in plans.every()[name]:
        assert list(wrongs(chart)) == []
        for part in captions(chart):
            assert around(part).left >= 0.49 and around(part).right <= chart.width - 0.49


def test_groups_stay_whole_where_they_fit() -> None:
    """Each standard of the sample fits a page, so it begins and ends on one."""
    letters = [{code[0] for code in codes(chart, KNOWN)} for chart in plans.every()["rencana"]]
    assert sum(map(len, letters)) == len(figures.NAMES)


KNOWN = [row.line.code for group in plans.groups() for row in group.rows]


def test_no_head_ends_a_picture() -> None:
    many = Group(
        Line("H", "Kepala", "", START, START), tuple(Line(f"{n:03}", "Isi", "", START, START) for n in range(90))
    )
    for before in range(60):
        some = Group(None, tuple(Line(f"z{n:02}", "Isi", "", START, START) for n in range(before)))
        for chart in gantt("Rencana", (some, many), Horizon(START, START), FACE, plans.UPRIGHT):
            found = [part.words for part in captions(chart) if part.x == 1.5]
            assert found[-1] != "H"


def test_an_overview_of_standards_and_sops_stands_on_one_page() -> None:
    for name in ("ikhtisar", "ikhtisar-tegak"):
        assert len(plans.every()[name]) == 1
    many = [Line(f"{n:02}", "Pengelolaan Hubungan", "UASE", START, START) for n in range(27)]
    (chart,) = overview("Ikhtisar", many, plans.HORIZON, FACE, plans.LYING)
    assert list(wrongs(chart)) == []


def test_words_are_few_boxes() -> None:
    """All words of the rows follow one another line by line, which Word takes as one text."""
    for chart in plans.every()["rencana"]:
        said = list(captions(chart))
        assert list(chart.parts[-len(said) :]) == said
        assert all(one.size != other.size or one.y <= other.y for one, other in pairwise(said))


def test_a_day_is_as_wide_as_a_day() -> None:
    scale = Scale.of([date(2027, 1, 15), date(2027, 12, 2)], 0.0, 365.0)
    assert (scale.first, scale.last) == (date(2027, 1, 1), date(2027, 12, 31))
    assert scale.begin(date(2027, 3, 1)) == pytest.approx(59)
    assert scale.end(date(2027, 3, 1)) == pytest.approx(60)
    assert [span.right - span.left for span in scale.joined(3)] == pytest.approx([90, 91, 92, 92])
    assert len(scale.months) == 12 and len(scale.joined(12)) == 1


def test_signs_tell_work_progress_running_in_and_the_plan_before() -> None:
    days = [date(2027, 1, 1), date(2027, 4, 10), date(2027, 7, 19)]
    line = Line(
        "A-01", "Uji", "UASE", days[0], days[1], days[2], days[2], date(2027, 2, 19), (date(2027, 1, 2), days[1])
    )
    (chart,) = gantt("Rencana", [Group(None, (line,))], Horizon(days[0], date(2027, 12, 31)), FACE, plans.UPRIGHT)
    boxes = [part for part in chart.parts if isinstance(part, Box) and part.y < _floor(chart)]
    tail, work, done, base = boxes
    assert [part.tone for part in boxes] == [Tone.PAPER, Tone.MIDDLE, Tone.DARK, Tone.LIGHT]
    assert len({part.height for part in boxes}) == 4
    assert tail.x == pytest.approx(work.x + work.width - work.width / 100)
    assert done.width == pytest.approx(work.width / 2)
    assert base.y > work.y + work.height and base.x == pytest.approx(work.x + work.width / 100)
    diamond = next(part for part in chart.parts if isinstance(part, Area))
    assert diamond.points[0][0] == pytest.approx(tail.x + tail.width)
    said = {"pengerjaan", "bagian yang selesai", "masa berjalan", "rencana semula", "standar terpenuhi"}
    assert said <= {part.words for part in captions(chart)}
    assert line.told == (
        "A-01 Uji (UASE): 1 Jan 2027 sampai 10 Apr 2027, selesai dikerjakan sampai 19 Feb 2027, "
        "masa berjalan sampai 19 Jul 2027, terpenuhi 19 Jul 2027, rencana semula 2 Jan 2027 sampai 10 Apr 2027"
    )


def test_targets_and_today_are_named_and_the_missed_one_is_crossed() -> None:
    chart = plans.every()["ikhtisar-tegak"][0]
    said = {part.words for part in captions(chart)}
    assert {"Tahap 1: 30 Jun 2027", "Tahap 2: 31 Des 2027 (terlambat)", "Hari ini: 15 Sep 2027"} <= said
    strokes = [part for part in chart.parts if isinstance(part, Stroke)]
    assert sum(part.dashed for part in strokes) == 4
    assert (
        sum(
            part.points[0][0] != part.points[1][0] and part.points[0][1] != part.points[1][1]
            for part in strokes
            if len(part.points) == 2
        )
        == 2
    )
    for words in (*said, "Idulfitri 1448 H 8 Mar 2027 sampai 14 Mar 2027"):
        if words.startswith(("Tahap", "Hari", "Idul")):
            assert words in chart.alt


def test_what_has_no_place_is_said() -> None:
    (chart,) = gantt("Rencana", [Group(None, (Line("A-01", "Uji"),))], plans.HORIZON, FACE, plans.UPRIGHT)
    assert UNPLACED in {part.words for part in captions(chart)} and f"A-01 Uji: {UNPLACED}." in chart.alt


def test_no_plan_is_no_picture() -> None:
    assert gantt("Rencana", [], plans.HORIZON, FACE, plans.UPRIGHT) == ()
    assert overview("Ikhtisar", [], plans.HORIZON, FACE, plans.UPRIGHT) == ()


def test_days_in_words() -> None:
    assert day_words(date(2027, 8, 7)) == "7 Agu 2027" and len(set(MONTHS)) == 12
    assert period_words(date(2027, 8, 7), date(2027, 8, 7)) == "7 Agu 2027"


def test_a_page_keeps_room_for_the_heading() -> None:
    assert HEADING >= limits.BESIDE_CHART


def test_a_long_name_at_the_right_edge_keeps_clear_of_all_before_it() -> None:
    days = (date(2027, 3, 1), date(2027, 4, 1), date(2028, 2, 1), date(2028, 11, 1))
    names = ("Satu", "Dua", "Tiga", "Tahap empat dengan nama yang cukup panjang")
    horizon = Horizon(plans.FIRST, plans.LAST, tuple(map(Marked, names, days)))
    (chart,) = gantt("Rencana", [Group(None, (Line("A-01", "Uji"),))], horizon, FACE, plans.UPRIGHT)
    assert list(wrongs(chart)) == []


def test_the_words_of_a_row_are_never_cut() -> None:
    title = "Pengelolaan Keamanan Server dan Jaringan (2 dari 7 tidak tertampung), Unit Administrasi Sistem Elektronik"
    head = Line("K", title, "", START, START)
    (chart,) = gantt("Rencana", [Group(head, (Line("K-01", title),))], plans.HORIZON, FACE, plans.UPRIGHT)
    said = " ".join(part.words for part in captions(chart))
    assert "…" not in said and said.count("tertampung), Unit") == 2 and list(wrongs(chart)) == []


def test_a_flag_at_its_line_leads_to_the_name_of_a_day_before_and_after_it() -> None:
    days = (date(2027, 3, 1), plans.LAST)
    horizon = Horizon(plans.FIRST, plans.LAST, (Marked("Tahap 1", days[0]), Marked("Tahap 2", days[1])))
    (chart,) = gantt("Rencana", [Group(None, (Line("A-01", "Uji"),))], horizon, FACE, plans.UPRIGHT)
    flags = [part for part in chart.parts if isinstance(part, Area)]
    names = [part for part in captions(chart) if part.words.startswith("Tahap")]
    assert len(flags) == len(names) == 2
    for flag, name, before in zip(flags, names, (False, True), strict=True):
        line, tip = flag.points[0][0], flag.points[1][0]
        assert (tip < line) is before is (name.x < line)
        assert (around(name).right < tip) if before else (tip < around(name).left)
