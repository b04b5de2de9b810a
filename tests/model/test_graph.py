"""Ways through flows: generated small flows against every way tried one by one."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.model.duration import Duration, Unit, WorkingTime
from lpse_docs.model.graph import Graph, total
from lpse_docs.model.office import WorkingHours
from lpse_docs.model.sop import Exit, Flow, Step, StepKind

HOURS = WorkingHours(hours_per_day=7.5, days_per_week=5)
CODES = "abcdefg"


def step(code: str, kind: StepKind, minutes: int, *targets: str) -> Step:
    """A step that leads to these; two targets are answered with Ya and Tidak."""
    exits = [Exit(label=label, next=target) for label, target in zip(("Ya", "Tidak"), targets, strict=False)]
    return Step(
        id=code,
        kind=kind,
        activity="Memeriksa berkas",
        actors=("sekretariat",),
        inputs=("Berkas",),
        duration=Duration(minutes, minutes + 5, Unit.MINUTE),
        output=("Berkas",),
        next=targets[0] if len(targets) == 1 else None,
        exits=tuple(exits) if len(targets) == 2 else (),
    )


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Up to seven steps of any kind that lead anywhere, also to steps that are not there."""
    count = draw(st.integers(1, len(CODES)))
    targets = st.lists(st.sampled_from(f"{CODES[:count]}z"), max_size=2)
    steps = [
        step(code, draw(st.sampled_from(StepKind)), draw(st.integers(1, 60)), *draw(targets)) for code in CODES[:count]
    ]
    return Flow(id="alur", title="Alur", steps=tuple(steps))


def ways(graph: Graph, begin: str, *so_far: str) -> Iterator[tuple[str, ...]]:
    """Every way without a loop from a step, however far it leads."""
    if begin in so_far:
        return
    way = (*so_far, begin)
    yield way
    for target in graph.onward[begin]:
        yield from ways(graph, target, *way)


def finished(graph: Graph) -> list[tuple[str, ...]]:
    """Every way without a loop from a start to an end."""
    return [way for start in graph.starts for way in ways(graph, start) if way[-1] in graph.ends]


@given(flows())
def test_the_shortest_way_is_the_least_of_all_ways(flow: Flow) -> None:
    graph = Graph(flow)
    times = [total([graph.steps[code] for code in way], HOURS) for way in finished(graph)]
    found = graph.shortest(HOURS)
    assert bool(found) == bool(times)
    if times:
        assert total(found, HOURS).low == min(time.low for time in times)
        assert tuple(item.id for item in found) in finished(graph)


@given(flows())
def test_the_usual_way_has_no_loop_and_exists_when_any_does(flow: Flow) -> None:
    graph = Graph(flow)
    found = tuple(item.id for item in graph.usual())
    assert bool(found) == bool(finished(graph))
    assert not found or found in finished(graph)
    assert total(graph.shortest(HOURS), HOURS).low <= total(graph.usual(), HOURS).low


@given(flows())
def test_lost_steps_are_those_no_way_from_a_start_meets(flow: Flow) -> None:
    graph = Graph(flow)
    met = {code for start in graph.starts for way in ways(graph, start) for code in way}
    lost = graph.lost()
    assert not met & set(lost)
    assert {code for head in lost for way in ways(graph, head) for code in way} | met == set(graph.steps)


@given(flows())
def test_endless_are_those_from_which_every_way_goes_on(flow: Flow) -> None:
    graph = Graph(flow)
    stops = {code for code, targets in graph.onward.items() if not targets} | graph.ends
    endless = {code for code in graph.steps if not any(way[-1] in stops for way in ways(graph, code))}
    named = graph.endless()
    assert set(named) <= endless
    assert all(any(set(way) & set(named) for way in ways(graph, code)) for code in endless)


@given(flows())
def test_what_comes_after_is_what_ways_lead_to(flow: Flow) -> None:
    graph = Graph(flow)
    for code in graph.steps:
        led = {met for target in graph.onward[code] for way in ways(graph, target) for met in way}
        assert graph.after(code) == led


@pytest.mark.parametrize(
    ("steps", "usual"),
    [
        # The answer yes is the usual one, also when it stands second.
        ([("a", "mulai", "b"), ("b", "keputusan", "c", "d"), ("c", "selesai"), ("d", "selesai")], "abc"),
        # An exit back is not taken even when it says yes.
        ([("a", "mulai", "b"), ("b", "proses", "c"), ("c", "keputusan", "b", "d"), ("d", "selesai")], "abcd"),
        # A branch that leads nowhere is left again.
        ([("a", "mulai", "b"), ("b", "keputusan", "c", "d"), ("c", "proses", "b"), ("d", "selesai")], "abd"),
        ([("a", "mulai", "b"), ("b", "proses", "b")], ""),
    ],
)
def test_usual_answers(steps: list[tuple[str, ...]], usual: str) -> None:
    made = tuple(step(code, StepKind(kind), 1, *targets) for code, kind, *targets in steps)
    way = Graph(Flow(id="alur", title="Alur", steps=made)).usual()
    assert "".join(item.id for item in way) == usual


def test_of_repeated_codes_the_first_counts_and_a_large_flow_is_no_matter() -> None:
    chain = [step(f"s{row}", StepKind.PROCESS, 1, f"s{row + 1}") for row in range(1, 3000)]
    made = [step("s0", StepKind.START, 1, "s1"), *chain, step("s3000", StepKind.END, 1), step("s1", StepKind.END, 1)]
    graph = Graph(Flow(id="alur", title="Alur", steps=tuple(made)))
    assert total(graph.usual(), HOURS) == WorkingTime(3001, 3001 * 6)
    assert len(graph.shortest(HOURS)) == 3001
    assert graph.lost() == graph.endless() == []
