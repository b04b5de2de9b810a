"""A tiny plan with its schedule: two standards, two SOPs, packages placed one behind the other wherever there is room."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from lpse_docs.model.assessment import Assessment, Status
from lpse_docs.model.evidence import Confidentiality
from lpse_docs.model.office import Stage
from lpse_docs.model.plan import (
    AdoptionPlan,
    AdoptionSchedule,
    BucketSize,
    Budget,
    Capacity,
    GoalReached,
    Holiday,
    Leave,
    OtherCapacity,
    StageTarget,
    WorkPackage,
)
from lpse_docs.model.standard import Confidence, EvidenceKind
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.outlook import Draft, Outlook, draft, timetable
from lpse_docs.planning.problem import Method, Placement, Schedule, Task
from tests.assess.samples import PERIOD, assessment, evidence, result, standard
from tests.oscal.samples import shipped

POLICY, DECREE, RECORD = EvidenceKind
MADE_ON = date(2026, 12, 1)
OFFICE, SYSTEMS = "sekretariat", "unit-administrasi-sistem"
STANDARDS = (
    standard("a", (POLICY, RECORD), (DECREE,), (RECORD,)),
    standard("c", (POLICY,), (RECORD,)).model_copy(update={"depends_on": ("a",)}),
)
STAGES = (
    Stage(stage=1, cumulative=1, standards=("a",), reason="Contoh.", confidence=Confidence.PROPOSAL),
    Stage(stage=2, cumulative=2, standards=("c",), reason="Contoh.", confidence=Confidence.PROPOSAL),
)
OWN = (
    WorkPackage(id="pelatihan", title="Pelatihan petugas", unit=OFFICE, effort=12.5, cost=7_500_000),
    WorkPackage(id="S01-K02", cost=1_000_000, effort=4.3),
    WorkPackage(id="audit", title="Audit luar", criterion="S03-K02", unit=SYSTEMS, effort=45, cost=40_000_000,
                earliest=date(2027, 5, 10), after=("pelatihan",), produces=(RECORD,), running_in=30),
    WorkPackage(id="rapat", title="Rapat awal", unit=OFFICE, effort=1, done_on=date(2026, 11, 20)),
)  # fmt: skip


def period(**changed: Any) -> Assessment:
    """A period with one criterion met, one cited by classified evidence, the rest open."""
    register = (
        evidence("sandi", RECORD, "S03-K02", title="Topologi jaringan", confidentiality=Confidentiality.CLASSIFIED,
                 effective_to=date(2026, 3, 1)),
        evidence("rekam", RECORD, "S01-K03"),
    )  # fmt: skip
    said = (
        result("S01-K03", Status.MET, "rekam"),
        result("S03-K02", Status.PARTIAL, "sandi", finding="Belum *lengkap*."),
    )
    return assessment(STANDARDS, said, register, **changed)


def plan(**changed: Any) -> AdoptionPlan:
    """A plan of two years in quarters."""
    usual: dict[str, Any] = {
        "period": PERIOD,
        "title": "Rencana Adopsi Bertahap Tahun 2027-2028",
        "start": date(2027, 1, 1),
        "end": date(2028, 12, 31),
        "step": BucketSize.QUARTER,
        "capacity": (
            Capacity(unit=OFFICE, people=2, person_days=20),
            Capacity(unit=SYSTEMS, people=2, person_days=25),
            Capacity(unit="unit-layanan-dukungan", people=1, person_days=15),
            Capacity(unit="unit-registrasi-verifikasi", people=1, person_days=10),
        ),
        "other_capacity": (
            OtherCapacity(unit=OFFICE, bucket="2027-T4", person_days=5, reason="Masa penyusunan anggaran"),
        ),
        "holidays": (Holiday(start=date(2027, 3, 8), end=date(2027, 3, 12), name="Idulfitri"),),
        "leave": (Leave(unit=SYSTEMS, start=date(2027, 7, 1), end=date(2027, 7, 14), person_days=4, note="Pelatihan"),),
        "budgets": (Budget(year=2027, ceiling=50_000_000),),
        "targets": (StageTarget(stage=1, by=date(2027, 6, 30)), StageTarget(stage=2, by=date(2028, 12, 31))),
        "packages": OWN,
    }
    return AdoptionPlan(**{**usual, **changed})


def workspace(given: Assessment, asked: AdoptionPlan) -> Workspace:
    """The shipped office with the tiny standards, the first two SOPs, and one plan."""
    whole = shipped()
    office = whole.office.model_copy(update={"stages": STAGES})
    return replace(
        whole,
        office=office,
        standards=STANDARDS,
        sops=whole.sops[:2],
        assessments=(given,),
        plans=(asked,),
        schedules=(),
    )


def in_turn(asked: Draft) -> Schedule:
    """Task for task in an order that respects what waits for what, each as early as people and money allow."""
    problem = asked.problem
    spare = {unit: list(parts) for unit, parts in problem.capacity.items()}
    purse = dict(problem.budgets)
    counts: dict[str, int] = {}
    placed: list[Placement] = []
    waiting = list(problem.tasks)
    while ready := [task for task in waiting if all(code in counts for code in task.after)]:
        task = ready[0]
        waiting.remove(task)
        begin = max([task.release, *(counts[code] for code in task.after)])
        for number, bucket in enumerate(problem.buckets):
            start = max(begin, bucket.begin)
            if start < bucket.end and _fits(task, number, spare, task.cost <= purse.get(bucket.year, task.cost)):
                last = problem.buckets[number + task.spanned - 1]
                if start + task.length > last.end:
                    continue
                for unit, parts in task.load.items():
                    for offset, part in enumerate(parts):
                        spare[unit][number + offset] -= part
                if bucket.year in purse:
                    purse[bucket.year] -= task.cost
                placed.append(Placement(task.id, number, start, start + task.length))
                counts[task.id] = (
                    last.end if task.length and task.running_in else start + task.length
                ) + task.running_in
                break
    missing = tuple(sorted({task.id for task in problem.tasks} - counts.keys()))
    return Schedule(tuple(placed), missing, Method.GREEDY, ())


def _fits(task: Task, first: int, spare: dict[str, list[int]], paid: bool) -> bool:
    return paid and all(
        first + offset < len(spare[unit]) and spare[unit][first + offset] >= part
        for unit, parts in task.load.items()
        for offset, part in enumerate(parts)
    )


def scheduled(space: Workspace, asked: AdoptionPlan, given: Assessment) -> Outlook:
    """What a plan promises when its packages are placed in turn."""
    made = draft(space, asked, given)
    told: AdoptionSchedule = timetable(made, in_turn(made), MADE_ON)
    reached = (GoalReached(goal="tenggat tahap", value=10, bound=4),)
    return Outlook(made, told.model_copy(update={"reached": reached}), space.office.stages)


@cache
def tiny() -> tuple[Workspace, Outlook]:
    """The tiny plan and what it promises."""
    return built()


def built(asked: AdoptionPlan | None = None, given: Assessment | None = None) -> tuple[Workspace, Outlook]:
    """A workspace and the outlook of one plan; by default the tiny ones."""
    asked, given = asked or plan(), given or period()
    space = workspace(given, asked)
    return space, scheduled(space, asked, given)
