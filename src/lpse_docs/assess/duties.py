"""How far the binding provisions of the regulation are reached: by their criteria, or by the standards as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from lpse_docs.assess.score import Score, StandardScore
from lpse_docs.model.assessment import Status
from lpse_docs.model.regulation import Provision
from lpse_docs.model.standard import Standard
from lpse_docs.model.trace import BINDING, Served


class Reach(StrEnum):
    """What the score says of one provision; never whether the law is obeyed."""

    WHOLE = "semua kriteria kerjanya terpenuhi"
    PART = "sebagian kriteria kerjanya terpenuhi"
    NONE = "tidak satu pun kriteria kerjanya terpenuhi"
    NONE_YET = "belum ada kriteria kerjanya yang terpenuhi; sebagian belum dinilai"
    UNASSESSED = "kriteria kerjanya belum dinilai"
    STEPS = "hanya didukung langkah SOP"
    WAIVED = "dikecualikan dengan alasan"
    OPEN = "belum didukung"
    NOT_APPLICABLE = "kriteria kerjanya dinyatakan tidak berlaku"


SERVED = frozenset({Reach.WHOLE, Reach.PART, Reach.NONE, Reach.NONE_YET, Reach.UNASSESSED})


@dataclass(frozen=True)
class Duty:
    """A binding provision with the criteria that serve it.

    Attributes:
        met: Criteria that are met. unmet: That are not. unassessed: That nobody has assessed.
        standards: The standards themselves, where the provision orders them as a whole (every standard names it in
            its `provisions`): it is reached only with all of them. Else none.
    """

    provision: Provision
    reach: Reach
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    unassessed: tuple[str, ...]
    not_applicable: tuple[str, ...]
    standards: tuple[StandardScore, ...] = ()


def duties(scored: Score, covered: Iterable[Served], standards: Iterable[Standard] = ()) -> tuple[Duty, ...]:
    """Every binding provision (wajib, dilarang) in the order of the regulation."""
    outcomes = {item.criterion: item.outcome for one in scored.standards for item in one.criteria}
    named = [frozenset(item.provisions) for item in standards]
    of_all = frozenset.intersection(*named) if named else frozenset()
    return tuple(
        _of_standards(served, outcomes, scored.standards) if served.provision.id in of_all else _duty(served, outcomes)
        for served in covered
        if served.provision.modality in BINDING
    )


def _duty(served: Served, outcomes: dict[str, Status]) -> Duty:
    codes = [item.id for _, item in served.criteria]
    met, unassessed, off = (
        tuple(code for code in codes if outcomes[code] is outcome)
        for outcome in (Status.MET, Status.UNASSESSED, Status.NOT_APPLICABLE)
    )
    unmet = tuple(code for code in codes if code not in {*met, *unassessed, *off})
    return Duty(served.provision, _reach(served, met, unmet, unassessed), met, unmet, unassessed, off)


def _of_standards(served: Served, outcomes: dict[str, Status], standards: tuple[StandardScore, ...]) -> Duty:
    """A provision that orders the standards as a whole is reached as far as the standards are, not as its criteria."""
    met = sum(item.met for item in standards)
    reach = Reach.WHOLE if met == len(standards) else Reach.PART if met else Reach.NONE
    return replace(_duty(served, outcomes), reach=reach, standards=standards)


def _reach(served: Served, met: tuple[str, ...], unmet: tuple[str, ...], unassessed: tuple[str, ...]) -> Reach:
    if met:
        return Reach.PART if unmet or unassessed else Reach.WHOLE
    if unmet:
        return Reach.NONE_YET if unassessed else Reach.NONE
    if unassessed:
        return Reach.UNASSESSED
    if served.criteria:
        return Reach.NOT_APPLICABLE
    if served.waiver:
        return Reach.WAIVED
    return Reach.STEPS if served.steps else Reach.OPEN
