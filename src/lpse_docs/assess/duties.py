"""How far the binding provisions of the regulation are reached: which of them have all their working criteria met."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lpse_docs.assess.score import Score
from lpse_docs.model.assessment import Status
from lpse_docs.model.regulation import Provision
from lpse_docs.model.trace import BINDING, Served


class Reach(StrEnum):
    """What the score says of one provision; never whether the law is obeyed."""

    WHOLE = "semua kriteria kerjanya terpenuhi"
    PART = "sebagian kriteria kerjanya terpenuhi"
    NONE = "tidak satu pun kriteria kerjanya terpenuhi"
    STEPS = "hanya dilayani langkah SOP"
    WAIVED = "dikecualikan dengan alasan"
    OPEN = "belum dilayani"
    NOT_APPLICABLE = "kriteria kerjanya dinyatakan tidak berlaku"


@dataclass(frozen=True)
class Duty:
    """A binding provision with the criteria that serve it: those met, those not, those that do not apply."""

    provision: Provision
    reach: Reach
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    not_applicable: tuple[str, ...]


def duties(scored: Score, covered: Iterable[Served]) -> tuple[Duty, ...]:
    """Every binding provision (wajib, dilarang) in the order of the regulation."""
    outcomes = {item.criterion: item.outcome for one in scored.standards for item in one.criteria}
    return tuple(_duty(served, outcomes) for served in covered if served.provision.modality in BINDING)


def _duty(served: Served, outcomes: dict[str, Status]) -> Duty:
    codes = [item.id for _, item in served.criteria]
    met = tuple(code for code in codes if outcomes[code] is Status.MET)
    off = tuple(code for code in codes if outcomes[code] is Status.NOT_APPLICABLE)
    unmet = tuple(code for code in codes if code not in {*met, *off})
    return Duty(served.provision, _reach(served, met, unmet), met, unmet, off)


def _reach(served: Served, met: tuple[str, ...], unmet: tuple[str, ...]) -> Reach:
    if met or unmet:
        return Reach.PART if met and unmet else Reach.WHOLE if met else Reach.NONE
    if served.criteria:
        return Reach.NOT_APPLICABLE
    if served.waiver:
        return Reach.WAIVED
    return Reach.STEPS if served.steps else Reach.OPEN
