"""Components of the minutes of an assessment: day and place, where assessors differed, who signs."""

from collections.abc import Sequence

from lpse_docs.compose.assessment import ROLE_WORDS
from lpse_docs.compose.cells import cell, cell_of
from lpse_docs.compose.period import Period
from lpse_docs.compose.template import Fragment, Phrase, printed
from lpse_docs.document.blocks import Row, Signature, Table
from lpse_docs.document.inlines import BLANK_DOTS, Text, text
from lpse_docs.document.roles import TableRole

DAY_DOTS = "." * 16


def minutes_opening(period: Period) -> Phrase:
    """`Pada hari ini ..., tanggal ..., bertempat di ...`: the day of signing is filled in by hand, the seat is known."""
    parts = ("Pada hari ini ", ", tanggal ", " bulan ", " tahun ", f", bertempat di {period.workspace.office.place}")
    return Phrase(tuple(part for words in parts[:-1] for part in (Text(words), Text(DAY_DOTS))) + text(parts[-1]))


def assessor_signatures(period: Period, form: str) -> Fragment:
    """A place to sign for each assessor, two or three a row; without a team one dotted place stays free."""
    form = printed(form)
    blocks = [
        Signature(f"{form}/{item.id}", (f"{ROLE_WORDS[item.role]},",), item.name, bare=True)
        for item in period.card.assessors
    ] or [Signature(f"{form}/asesor", (f"{BLANK_DOTS},",), bare=True)]
    across = 2 if len(blocks) in {1, 2, 4} else 3
    rows = tuple(_row(blocks[start : start + across], across) for start in range(0, len(blocks), across))
    return Fragment((Table((1,) * across, rows, "Tanda tangan tim penilai", role=TableRole.PLAIN),))


def _row(blocks: Sequence[Signature], across: int) -> Row:
    return Row(tuple(cell_of([block]) for block in blocks) + (cell(""),) * (across - len(blocks)))
