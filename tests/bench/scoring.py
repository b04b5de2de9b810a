"""Speed of scoring: `python -m tests.bench scoring` from the root of the repository.

Prints processor time after loading, medians of nine: the shipped criteria with 2,000 pieces of evidence (the goal is 0.2 s
on two cores of a shared machine), ten times as many, and the agreement of two assessors; read them as ratios.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time

from lpse_docs.assess.agreement import agreements, differences, unfinished
from lpse_docs.assess.score import score
from lpse_docs.load.project import load_project
from lpse_docs.model.assessment import Assessment, BlindScores, Result, Status
from lpse_docs.model.standard import EvidenceKind
from lpse_docs.model.workspace import Workspace
from tests.assess.samples import PERIOD, assessment, evidence

ROOT = Path(__file__).parents[2]
ROUNDS = 9
KINDS = tuple(EvidenceKind)


def filled(workspace: Workspace, pieces: int) -> Assessment:
    """A period in which every criterion is met, its evidence of every kind in turn."""
    codes = [item.id for _, item in workspace.criteria()]
    register = [
        evidence(f"bukti-{number}", KINDS[number // len(codes) % 3], codes[number % len(codes)])
        for number in range(pieces)
    ]
    cited: dict[str, list[str]] = {code: [] for code in codes}
    for item in register:
        cited[item.criteria[0]].append(item.id)
    results = [
        Result(criterion=code, status=Status.MET, evidence=tuple(cited[code]), assessor="asesor-1") for code in codes
    ]
    held = assessment(workspace.standards, results, register)
    sheets = [
        BlindScores(period=PERIOD, assessor=by, criteria_digest="0" * 64, results=tuple(results))
        for by in ("asesor-1", "asesor-2")
    ]
    return replace(held, blind=tuple(sheets))


def milliseconds(held: Assessment, work: Callable[[Assessment], object]) -> float:
    """Median processor time of a piece of work over a period whose indexes are not made yet."""
    times = []
    for _ in range(ROUNDS):
        fresh = replace(held)
        start = process_time()
        work(fresh)
        times.append(process_time() - start)
    return median(times) * 1000


def main() -> None:
    """Measure and print."""
    workspace = load_project(ROOT).workspace
    assert workspace is not None
    standards, stages = workspace.standards, workspace.office.stages
    count = len(workspace.criteria())
    for pieces in (2_000, 20_000):
        held = filled(workspace, pieces)
        assert score(held, standards, stages).met == len(standards)
        taken = milliseconds(held, lambda it: score(it, standards, stages))
        print(f"nilai, {count} kriteria, {pieces} bukti     {taken:.1f} ms")
    held = filled(workspace, 2_000)
    taken = milliseconds(
        held, lambda it: (agreements(it, standards), differences(it, standards), unfinished(it, standards))
    )
    print(f"kesepakatan dua asesor, {count} kriteria  {taken:.1f} ms")


if __name__ == "__main__":
    main()
