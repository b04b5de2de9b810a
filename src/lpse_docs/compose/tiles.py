"""The tiles of a dashboard: the key figures of the report, and what is not assessed."""

from lpse_docs.compose.ledger import Speaker
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import Words, sentence
from lpse_docs.compose.report import key_facts
from lpse_docs.document.dashboard import Dashboard, Tile


def dashboard(period: Period) -> Dashboard:
    """The key figures as tiles, each leading to its origin; what is not assessed, within the scope or without, warns."""
    figures = (Tile(name, words) for name, words in key_facts(period))
    left = not period.score.complete or bool(period.outside)
    return Dashboard((*figures, Tile("Belum dinilai", _unassessed(period), alert=left)))


def _unassessed(period: Period) -> Words:
    tell = Speaker(period)
    inside, outside = (tell.digits(key) for key in ("kriteria-belum-dinilai", "kriteria-luar"))
    if not period.outside:
        return sentence(inside, " kriteria")
    beyond = sentence(outside, " kriteria di luar lingkup")
    return beyond if period.score.complete else sentence(inside, " kriteria, dan ", beyond)
