"""Load against capacity: what is drawn is in proportion, what is too much is seen and said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpse_docs.document.chart import Box, Caption, Chart, Stroke, Tone
from lpse_docs.layout.load import DAYS, HEADING, MILLIONS, Column, Panel, Unit, load
from lpse_docs.writers import limits
from tests.layout import plans, reader
from tests.layout.picture import around, wrongs
from tests.layout.test_gantt import SETUPS

FACE = reader.face()
NAMES = st.lists(st.text("aeiknrstuMPWl", min_size=1, max_size=16), max_size=6).map(" ".join)
AMOUNTS = st.integers(0, 4000).map(lambda tenths: tenths / 10)


@st.composite
def panels(draw: st.DrawFn) -> list[Panel]:
    """Some units with as many periods each."""
    periods = draw(st.lists(NAMES, max_size=40))
    size = draw(st.sampled_from((1, 1_000_000)))
    column = st.tuples(AMOUNTS, st.none() | AMOUNTS)
    return [
        Panel(
            draw(NAMES),
            tuple(
                Column(name, used * size, limit and limit * size) for name in periods for used, limit in (draw(column),)
            ),
        )
        for _ in range(draw(st.integers(1, 6)))
    ]


@given(panels(), st.sampled_from((DAYS, MILLIONS)), SETUPS)
@settings(max_examples=60, deadline=None)
def test_any_load_is_clean_and_fits_its_pages(units: list[Panel], unit: Unit, setup: object) -> None:
    charts = load("Beban", units, FACE, setup, unit)  # type: ignore[arg-type]
    for chart in charts:
        assert list(wrongs(chart)) == []
        assert chart.width <= setup.content_width  # type: ignore[attr-defined]
        assert chart.height <= setup.content_height - limits.BESIDE_CHART  # type: ignore[attr-defined]
    told = " ".join(chart.alt for chart in charts)
    assert all(column.told(unit) in told for panel in units for column in panel.columns)


@pytest.mark.parametrize("name", plans.burdens())
def test_the_samples_are_clean(name: str) -> None:
    for chart in plans.burdens()[name]:
        assert list(wrongs(chart)) == []
        for part in captions(chart):
            assert around(part).left >= 0.49 and around(part).right <= chart.width - 0.49


def captions(chart: Chart) -> list[Caption]:
    return [part for part in chart.parts if isinstance(part, Caption)]


def test_too_much_is_dark_hatched_marked_and_in_strong_letters() -> None:
    columns = (Column("TW I", 10, 20), Column("TW II", 20, 20), Column("TW III", 30, 20), Column("TW IV", 5.04, 5))
    (chart,) = load("Beban", [Panel("Unit", columns)], FACE, plans.UPRIGHT)
    floor = max(
        part.y + part.height
        for part in chart.parts
        if isinstance(part, Box) and part.tone is Tone.MIDDLE and part.x < 100 and part.height > 6
    )
    bars = [part for part in chart.parts if isinstance(part, Box) and part.tone is Tone.MIDDLE and part.y < floor]
    assert [bar.height / bars[0].height for bar in bars] == pytest.approx([1, 2, 2, 0.504])
    over = [part for part in chart.parts if isinstance(part, Box) and part.tone is Tone.DARK and part.y < floor]
    assert [part.height for part in over] == pytest.approx([bars[0].height])
    hatches = [part for part in chart.parts if isinstance(part, Stroke) and part.tone is Tone.PAPER]
    assert len(hatches) == 2 and len(hatches[0].points) > 10  # the excess, and its sample
    said = {part.words: part.strong for part in captions(chart)}
    assert said["30/20"] and not said["20/20"] and not said["5/5"]
    assert {"beban/kapasitas (hari-orang)", "kapasitas", "melebihi kapasitas"} <= set(said)
    assert "TW III 30 dari 20 (lebih 10)" in chart.alt


def test_money_is_in_millions_with_a_comma() -> None:
    (chart,) = plans.burdens()["anggaran"]
    said = {part.words for part in captions(chart)}
    assert {"48,5/50", "1.262,5/1.200", "310", "belanja/pagu (juta rupiah)"} <= said
    assert "2028 1.262,5 dari 1.200 (lebih 62,5), 2029 310." in chart.alt


def test_many_periods_put_the_numbers_on_two_lines() -> None:
    said = {part.words for part in captions(plans.burdens()["beban-bulan"][0])}
    assert {"22,5", "/20"} <= said


def test_panels_stand_side_by_side_where_the_page_is_wide() -> None:
    names = {
        part.words: part.x for part in captions(plans.burdens()["beban-mendatar"][0]) if part.words in plans.OFFICES
    }
    assert len(names) == len(plans.OFFICES) and len(set(names.values())) == 2


@pytest.mark.parametrize(("amount", "said"), [(0, "0"), (12.5, "12,5"), (1250, "1.250"), (0.04, "0"), (-0.01, "0")])
def test_numbers_as_printed(amount: float, said: str) -> None:
    assert DAYS.number(amount) == said


def test_nothing_is_no_picture() -> None:
    assert load("Beban", [], FACE, plans.UPRIGHT) == ()
    (chart,) = load("Beban", [Panel("Unit", ())], FACE, plans.UPRIGHT)
    assert list(wrongs(chart)) == []


def test_a_page_keeps_room_for_the_heading() -> None:
    assert HEADING >= limits.BESIDE_CHART


def test_many_units_take_several_pages_that_hold_them() -> None:
    many = [Panel(f"Unit {n}", plans.panels()[0].columns) for n in range(40)]
    for setup in (plans.UPRIGHT, plans.LYING):
        charts = load("Beban", many, FACE, setup)
        assert len(charts) > 1
        assert all(chart.height <= setup.content_height - limits.BESIDE_CHART for chart in charts)
        said = [part.words for chart in charts for part in captions(chart) if part.words.startswith("Unit ")]
        assert said == [panel.name for panel in many]
        assert charts[0].title == f"Beban (1 dari {len(charts)})"
