"""The tiles of a dashboard: the key figures of the report, and what is not assessed."""

from lpse_docs.compose.ledger import Speaker
from lpse_docs.compose.period import Period
from lpse_docs.compose.report import key_facts
from lpse_docs.document.dashboard import Dashboard, Tile
from lpse_docs.document.inlines import Text


def dashboard(period: Period) -> Dashboard:
    """The key figures as tiles, each leading to its origin; what is not assessed warns."""
    left = Speaker(period).digits("kriteria-belum-dinilai"), Text(" kriteria")
    figures = (Tile(name, words) for name, words in key_facts(period))
    return Dashboard((*figures, Tile("Belum dinilai", left, alert=not period.score.complete)))
