"""Agreement as people read it: for each pair of assessors, for each standard, and criterion by criterion where they differ."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any

from lpse_docs import __version__
from lpse_docs.assess.agreement import Agreement, Difference, agreements, differences
from lpse_docs.cli.columns import columns
from lpse_docs.cli.scoreboard import EXAMPLE
from lpse_docs.model.assessment import Assessment, Status
from lpse_docs.model.standard import Standard

UNDEFINED = "tidak terdefinisi"
CAUTION = "Sebutan kappa menurut Landis dan Koch (1977), yang menyebut batasnya sendiri sembarang; bacalah bersama perbedaannya."


def lines(assessment: Assessment, standards: Sequence[Standard], waiting: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The report, line by line; `waiting` are the criteria still to be marked, by assessor."""
    card = assessment.scorecard
    yield f"{card.title}: kesepakatan nilai buta"
    if card.example:
        yield EXAMPLE
    yield from (f"BELUM SELESAI: {by} belum menilai {len(codes)} kriteria." for by, codes in waiting.items())
    inside = [item for item in standards if item.letter in card.scope.standards]
    for pair in agreements(assessment, standards):
        yield ""
        yield f"{pair.first} dan {pair.second}: {_summary(pair)}"
        yield from columns([_row(item, pair.within(item)) for item in inside])
    yield CAUTION
    yield ""
    if any(pair.compared for pair in agreements(assessment, standards)):
        yield from _differing(assessment, differences(assessment, standards))
    else:
        yield "Belum ada yang dapat dibandingkan."


def _summary(pair: Agreement) -> str:
    told = f"{decimal(pair.kappa)} ({pair.strength})" if pair.kappa is not None else UNDEFINED
    return f"sepakat {pair.agreed} dari {pair.compared} kriteria; kappa {told}"


def _row(standard: Standard, pair: Agreement) -> tuple[str, str, str, str]:
    name = standard.name.removeprefix("Standar ")
    kappa = f"kappa {UNDEFINED if pair.kappa is None else decimal(pair.kappa)}"
    return f"  {standard.letter.upper()}", name, f"{pair.agreed} dari {pair.compared}", kappa


def decimal(kappa: Fraction) -> str:
    """A kappa with two decimals; 1 is written for full agreement alone."""
    exact = Decimal(kappa.numerator) / Decimal(kappa.denominator)
    shown = exact.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    return str(Decimal("0.99") if shown == 1 and kappa != 1 else shown + 0).replace(".", ",")


def _differing(assessment: Assessment, found: Sequence[Difference]) -> Iterator[str]:
    """Every difference with what was decided, if anything was."""
    if not found:
        yield "Tidak ada perbedaan."
        return
    rows = [(item.criterion, _marks(item), _decided(assessment, item.criterion)) for item in found]
    left = sum(not assessment.settled(item.criterion) for item in found)
    yield f"Perbedaan: {len(found)} kriteria, {left} belum diputus."
    yield from columns(rows)


def _marks(item: Difference) -> str:
    return ", ".join(f"{by} {said(mark.status)}" for by, mark in item.marks.items())


def _decided(assessment: Assessment, criterion: str) -> str:
    status = _status(assessment, criterion)
    if status is not Status.UNASSESSED:
        return f"diputus {said(status)}: {assessment.result[criterion].reason}"
    result = assessment.result.get(criterion)
    held = result.status if result else status
    return "belum diputus" + ("" if held is status else f" (kartu skor menulis {said(held)})")


def _status(assessment: Assessment, criterion: str) -> Status:
    """What was decided; not assessed while it was not decided by who may, with a reason."""
    return assessment.result[criterion].status if assessment.settled(criterion) else Status.UNASSESSED


def said(status: Status) -> str:
    """A status as a word in a sentence."""
    return status.value.replace("-", " ")


def plain(
    assessment: Assessment, standards: Sequence[Standard], waiting: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """For programs; keys are only ever added."""
    inside = [item for item in standards if item.letter in assessment.scorecard.scope.standards]
    return {
        "version": __version__,
        "period": assessment.period,
        "example": assessment.scorecard.example,
        "unfinished": {by: len(codes) for by, codes in waiting.items()},
        "pairs": [
            {
                "assessors": [pair.first, pair.second],
                **_figures(pair),
                "standards": {item.letter: _figures(pair.within(item)) for item in inside},
            }
            for pair in agreements(assessment, standards)
        ],
        "differences": [
            {
                "criterion": item.criterion,
                "marks": {by: mark.status.value for by, mark in item.marks.items()},
                "decided": _status(assessment, item.criterion).value,
                "reason": assessment.result[item.criterion].reason if item.criterion in assessment.result else None,
            }
            for item in differences(assessment, standards)
        ],
    }


def _figures(pair: Agreement) -> dict[str, Any]:
    kappa = pair.kappa
    return {"agreed": pair.agreed, "compared": pair.compared, "kappa": None if kappa is None else str(kappa)}
