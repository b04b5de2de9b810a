"""The tiles of a dashboard: the key figures of the report, and how standards and criteria add up."""

from collections.abc import Iterator

from lpse_docs.compose.ledger import Speaker
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import row_of, sentence
from lpse_docs.compose.report import key_facts
from lpse_docs.compose.verdicts import Verdict
from lpse_docs.document.dashboard import Dashboard, Tile


def dashboard(period: Period) -> Dashboard:
    """The key figures as tiles, each leading to its origin; what is not assessed, within the scope or without, warns."""
    figures = (Tile(name, words) for name, words in key_facts(period))
    return Dashboard((*figures, *_others(period), *_unassessed(period)))


def _others(period: Period) -> Iterator[Tile]:
    """Standards that are assessed and not met, and the criteria: those met, those not."""
    tell = Speaker(period)
    yield Tile("Standar belum terpenuhi", (tell.digits("standar-belum"),))
    met = sentence(tell.digits("kriteria-terpenuhi"), " dari ", tell.digits("kriteria-berlaku"))
    yield Tile("Kriteria terpenuhi", met)
    yield Tile("Kriteria belum terpenuhi", (tell.digits("kriteria-belum"),))


def _unassessed(period: Period) -> Iterator[Tile]:
    """What is left to assess; with the other tiles it adds up to all standards and all criteria that apply."""
    tell = Speaker(period)
    left = tell.parts(("standar-belum-selesai", "standar"))
    inside = sentence(tell.digits("kriteria-belum-dinilai"), " kriteria")
    yield Tile("Belum selesai dinilai", row_of([*left, inside]), alert=not period.score.complete)
    if period.outside:
        beyond = tell.parts(("standar-luar", "standar"), ("kriteria-luar", "kriteria"))
        yield Tile(Verdict.OUTSIDE.value, row_of(beyond), alert=True)
