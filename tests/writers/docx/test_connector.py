"""Connectors follow their lines: the presets are drawn here from their own formulas, independently of the writer."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.document.drawing import Point
from lpse_docs.writers.docx.connector import NARROWEST, Connector, Corner, connector, corners

PATHS = {  # ECMA-376-1, presetShapeDefinitions.xml
    "straightConnector1": "l,t r,b",
    "bentConnector2": "l,t r,t r,b",
    "bentConnector3": "l,t x1,t x1,b r,b",
    "bentConnector4": "l,t x1,t x1,y2 r,y2 r,b",
    "bentConnector5": "l,t x1,t x1,y2 x3,y2 x3,b r,b",
}
ROUNDING = 200  # EMU, 6 micrometres
LENGTHS = st.floats(0.01, 250).map(lambda length: round(length, 3)).flatmap(lambda n: st.sampled_from((n, -n)))


def drawn(made: Connector) -> list[tuple[float, float]]:
    """Corners of a preset: guides first, then flips, then the quarter turn (ECMA-376 20.1.7.6)."""
    adjustments = dict(enumerate(made.adjustments, 1))
    guides = {"l": 0.0, "t": 0.0, "r": float(made.width), "b": float(made.height)}
    for name, number, length in (("x1", 1, made.width), ("y2", 2, made.height), ("x3", 3, made.width)):
        guides[name] = length * adjustments.get(number, 0) / 100_000
    points = []
    for step in PATHS[made.preset].split():
        x, y = (
            guides[name] - length / 2 for name, length in zip(step.split(","), (made.width, made.height), strict=True)
        )
        x, y = (-x if made.flips[0] else x), (-y if made.flips[1] else y)
        x, y = (-y, x) if made.turned else (x, y)
        points.append((made.x + made.width / 2 + x, made.y + made.height / 2 + y))
    return points


@st.composite
def lines(draw: st.DrawFn, least: int = 1, most: int = 5) -> list[Point]:
    """Lines of level and upright pieces in turn, which may come back to where they began."""
    at = [draw(st.floats(0, 300)), draw(st.floats(0, 300))]
    axis = draw(st.integers(0, 1))
    points = [(at[0], at[1])]
    for length in draw(st.lists(LENGTHS, min_size=least, max_size=most)):
        at[axis] += length
        points.append((at[0], at[1]))
        axis = 1 - axis
    if draw(st.booleans()) and len(points) > 3:  # straight back over the beginning: a frame of no width
        points[-1] = (points[0][0], points[-1][1]) if axis else (points[-1][0], points[0][1])
    return points


@given(lines())
def test_preset_follows_the_line(points: list[Point]) -> None:
    line = corners(points)
    if len(line) < 2:
        return
    made = connector(line)
    assert made is not None
    got = drawn(made)
    assert len(got) == len(line)
    widened = NARROWEST / 2 if min(made.width, made.height) <= NARROWEST else 0
    for number, (have, want) in enumerate(zip(got, line, strict=True)):
        slack = ROUNDING + (0 if 2 <= number <= len(line) - 3 else widened)  # first and last piece may shift
        assert abs(have[0] - want[0]) <= slack
        assert abs(have[1] - want[1]) <= slack


@given(lines())
def test_numbers_fit_where_word_reads_them(points: list[Point]) -> None:
    line = corners(points)
    made = connector(line) if len(line) > 1 else None
    if made:
        assert len(made.adjustments) == max(0, len(line) - 3)
        assert all(abs(value) < 2**31 for value in made.adjustments)
        assert min(made.width, made.height) >= 0


@given(lines(6, 9))
def test_no_preset_has_more_than_five_pieces(points: list[Point]) -> None:
    line = corners(points)
    if len(line) > 6:
        assert connector(line) is None


def test_bent_lines_that_slant_have_no_preset_and_straight_ones_do() -> None:
    assert connector([(0, 0), (10, 10), (20, 10)]) is None
    made = connector([(10, 10), (0, 0)])
    assert made is not None
    assert drawn(made) == [(10, 10), (0, 0)]


@given(lines(), st.floats(0.1, 0.9))
def test_points_on_a_straight_piece_do_not_count(points: list[Point], share: float) -> None:
    halved: list[Point] = [points[0], points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        halved += [(ax + (bx - ax) * share, ay + (by - ay) * share), (bx, by), (bx, by)]
    assert corners(halved) == corners(points)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ([(0, 0), (9, 0), (9, 5)], ("bentConnector2", (False, False), False, ())),
        ([(0, 0), (0, 5), (9, 5)], ("bentConnector2", (False, True), True, ())),
        ([(9, 5), (9, 0), (0, 0)], ("bentConnector2", (True, False), True, ())),
        ([(0, 0), (3, 0), (3, 5), (9, 5)], ("bentConnector3", (False, False), False, (33333,))),
        ([(9, 0), (12, 0), (12, 5), (0, 5)], ("bentConnector3", (True, False), False, (-33333,))),
        ([(0, 0), (4, 0), (4, -2), (8, -2), (8, 4)], ("bentConnector4", (False, False), False, (50000, -50000))),
    ],
)
def test_presets_by_example(line: list[Corner], expected: tuple[object, ...]) -> None:
    made = connector([(x * 36000, y * 36000) for x, y in line])
    assert made is not None
    assert (made.preset, made.flips, made.turned, made.adjustments) == expected
