"""Days in returned files: one rule for every format, told once for each file and day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.assessment import Scorecard
from lpse_docs.model.dating import misdated
from lpse_docs.pipeline import return_faults as refusals

IMPORTED = "hari pengambilan"


@dataclass(frozen=True)
class Dated:
    """The day of a judgement, and where it was written down."""

    criterion: str
    day: date
    file: str
    place: str


def odd_days(told: Iterable[Dated], card: Scorecard, on: date) -> Iterator[tuple[Diagnostic, tuple[str, ...]]]:
    """Days on which a judgement cannot have been given, or hardly; with each the criteria that it spoils.

    Args:
        told: What the files say.
        card: Of the period they are taken into.
        on: The day of taking them in.
    """
    groups: dict[tuple[str, date], list[Dated]] = {}
    for item in told:
        groups.setdefault((item.file, item.day), []).append(item)
    for (file, day), items in groups.items():
        if odd := misdated(day, card.start, on, IMPORTED):
            more = f" dan {len(items) - 1} tempat lain" if len(items) > 1 else ""
            found = refusals.odd_day(f"{file}, {items[0].place}{more}", day, odd, file)
            yield found, tuple(item.criterion for item in items) if odd.impossible else ()


def odd_import(card: Scorecard, on: date) -> Iterator[Diagnostic]:
    """The day of the changes themselves, when it lies before the period."""
    if odd := misdated(on, card.start, on, IMPORTED):
        yield refusals.odd_day("--on", on, odd, card.at("start").path)
