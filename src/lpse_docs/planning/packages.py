"""Work packages: for every criterion that is not met, for every SOP not in force, and the office's own.

What nobody described is assumed from the kinds of evidence that are wanting. Every assumption is kept with its package,
so that it can be printed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from lpse_docs.assess.score import CriterionScore, Score
from lpse_docs.model.assessment import Status
from lpse_docs.model.plan import AdoptionPlan, PlanDefaults, WorkPackage
from lpse_docs.model.sop import Sop
from lpse_docs.model.standard import Criterion, EvidenceKind, Standard
from lpse_docs.model.workspace import Workspace

GROUND = (EvidenceKind.POLICY, EvidenceKind.DECREE)  # what others rest on: rules and appointments
SOP_STEPS = ("susun", "sah", "tinjau")


class Assumed(StrEnum):
    """What of a package was assumed, not told."""

    EFFORT = "beban kerja"
    COST = "biaya"
    RUNNING_IN = "masa berjalan"
    UNIT = "unit pelaksana"
    ORDER = "urutan"


@dataclass(frozen=True)
class Package:
    """One work package, whole.

    Attributes:
        letter: Of the standard it serves, if any. sop: Letter of the SOP it serves, if any.
        effort: Person-days. cost: Rupiah. running_in: Days from its end until its evidence counts.
        after: Packages, and grounds of standards (`dasar-<letter>`), that must count before it begins.
        assumed: What was assumed.
    """

    id: str
    title: str
    unit: str
    effort: float = 0
    cost: int = 0
    letter: str | None = None
    sop: str | None = None
    criterion: str | None = None
    produces: tuple[EvidenceKind, ...] = ()
    running_in: int = 0
    earliest: date | None = None
    after: tuple[str, ...] = ()
    done_on: date | None = None
    assumed: frozenset[Assumed] = field(default_factory=frozenset)

    @property
    def estimated(self) -> bool:
        """Whether somebody has said what it costs."""
        return bool(self.cost) or Assumed.COST not in self.assumed

    @property
    def grounds(self) -> bool:
        """Whether it makes rules or appointments that other work rests on."""
        return self.letter is not None and any(kind in GROUND for kind in self.produces)


def ground(letter: str) -> str:
    """The milestone at which the rules and appointments of a standard are made."""
    return f"dasar-{letter}"


def packages(
    workspace: Workspace, plan: AdoptionPlan, scored: Score, coming: Collection[tuple[str, EvidenceKind]] = ()
) -> tuple[Package, ...]:
    """Every work package of a plan, in the order of standards, SOPs and the plan's file.

    Evidence that is `coming`, by criterion and kind, needs no work.
    """
    own = {item.id: item for item in plan.packages}
    made = [*_of_standards(workspace, scored, coming), *_of_sops(workspace)]
    known = {item.id for item in made}
    kept = [_changed(item, own[item.id]) if item.id in own else item for item in made]
    kept += [_own(workspace, item) for item in plan.packages if item.id not in known and not _settled(workspace, item)]
    return tuple(item for item in kept if not _left_out(own, item))


def _left_out(own: Mapping[str, WorkPackage], item: Package) -> bool:
    return item.id in own and own[item.id].left_out is not None


def _settled(workspace: Workspace, item: WorkPackage) -> bool:
    """Whether a package only changes one that is not needed any more: its criterion is met, or its SOP in force."""
    usual = {code for _, it in workspace.criteria() for code in (it.id, f"{it.id}-rekaman")}
    return item.id in usual | {f"sop-{sop.letter}-{step}" for sop in workspace.sops for step in SOP_STEPS}


def _of_standards(
    workspace: Workspace, scored: Score, coming: Collection[tuple[str, EvidenceKind]]
) -> Iterator[Package]:
    owners = {item.letter: item.unit for item in workspace.office.planning.standards}
    for standard in workspace.standards:
        of_standard = {item.criterion: item for item in scored.standard(standard.letter).criteria}
        for criterion in standard.criteria:
            item = of_standard[criterion.id]
            if item.outcome not in {Status.MET, Status.NOT_APPLICABLE}:
                base = Package(
                    criterion.id, "", owners.get(standard.letter, ""), letter=standard.letter, criterion=criterion.id
                )
                wanting = [kind for kind in _wanting(criterion, item) if (criterion.id, kind) not in coming]
                yield from _of_criterion(workspace.office.planning, standard, criterion, wanting, base)


def _wanting(criterion: Criterion, item: CriterionScore) -> list[EvidenceKind]:
    """The kinds of evidence that nothing proves yet; all that are demanded when the evidence is whole, but not judged so."""
    demanded = [kind for kind in EvidenceKind if any(kind is it.kind for it in criterion.evidence)]
    return [shortfall.kind for shortfall in item.shortfalls] or demanded


def _of_criterion(
    defaults: PlanDefaults, standard: Standard, criterion: Criterion, wanting: Iterable[EvidenceKind], base: Package
) -> Iterator[Package]:
    """Rules and appointments first, after those of the standards it depends on; then records kept by them."""
    grounds = tuple(kind for kind in wanting if kind in GROUND)
    records = tuple(kind for kind in wanting if kind not in GROUND)
    base = replace(base, assumed=frozenset(Assumed))
    if grounds:
        first = tuple(ground(letter) for letter in standard.depends_on)
        yield replace(_usual(defaults, grounds, base), title=_named(criterion, grounds), after=first)
    if records:
        code = f"{criterion.id}-rekaman" if grounds else criterion.id
        title = _named(criterion, records)
        yield replace(_usual(defaults, records, base), id=code, title=title, after=(ground(standard.letter),))


def _named(criterion: Criterion, kinds: tuple[EvidenceKind, ...]) -> str:
    return "; ".join(it.item for it in criterion.evidence if it.kind in kinds)


def _usual(defaults: PlanDefaults, kinds: tuple[EvidenceKind, ...], base: Package) -> Package:
    """A package with the effort, cost and running-in time that its kinds of evidence take as a rule."""
    usual = [item for item in defaults.efforts if item.kind in kinds]
    return replace(
        base,
        produces=kinds,
        effort=sum(item.effort for item in usual),
        cost=sum(item.cost for item in usual),
        running_in=max((item.running_in for item in usual), default=0),
    )


def _of_sops(workspace: Workspace) -> Iterator[Package]:
    owners = {item.letter: item.unit for item in workspace.office.planning.sops}
    for sop in workspace.sops:
        if sop.effective is None:
            yield from _of_sop(sop, owners.get(sop.letter, ""), workspace.office.planning)


def _of_sop(sop: Sop, unit: str, defaults: PlanDefaults) -> Iterator[Package]:
    """Drafting, approval and first review of one SOP (Pasal 21 ayat (3))."""
    usual = defaults.sop
    draft, approve, review = (f"sop-{sop.letter}-{step}" for step in SOP_STEPS)
    base = Package(draft, f"Menyusun naskah SOP {sop.title}", unit, usual.drafting, sop=sop.letter)
    base = replace(base, assumed=frozenset(Assumed) - {Assumed.RUNNING_IN})
    yield base
    yield replace(
        base,
        id=approve,
        title=f"Mengesahkan SOP {sop.title}",
        effort=usual.approval,
        after=(draft,),
        running_in=usual.review_after,
    )
    yield replace(
        base, id=review, title=f"Meninjau pertama kali SOP {sop.title}", effort=usual.review, after=(approve,)
    )


def _changed(base: Package, told: WorkPackage) -> Package:
    """A package with what the plan says of it in the place of what was assumed."""
    values: Mapping[str, object] = {
        "title": told.title,
        "unit": told.unit,
        "effort": told.effort,
        "cost": told.cost,
        "running_in": told.running_in,
        "earliest": told.earliest,
        "done_on": told.done_on,
        "produces": told.produces or None,
        "after": (*base.after, *told.after) if told.after else None,
    }
    given = {name: value for name, value in values.items() if value is not None}
    said = {Assumed.EFFORT: "effort", Assumed.COST: "cost", Assumed.RUNNING_IN: "running_in", Assumed.UNIT: "unit"}
    kept = frozenset(item for item in base.assumed if said.get(item) not in given)
    return replace(base, **given, assumed=kept)  # type: ignore[arg-type]


def _own(workspace: Workspace, told: WorkPackage) -> Package:
    """A package that only the plan knows."""
    letter = next((standard.letter for standard, it in workspace.criteria() if it.id == told.criterion), None)
    base = Package(told.id, told.id, "", letter=letter, criterion=told.criterion, assumed=frozenset(Assumed))
    return _changed(_usual(workspace.office.planning, told.produces, base), told)
