"""Components of the minutes of an assessment: day and place in words, where assessors differed, who signs."""

from collections.abc import Sequence

from lpse_docs.compose.assessment import ROLE_WORDS
from lpse_docs.compose.cells import cell, cell_of
from lpse_docs.compose.numerals import day_in_words
from lpse_docs.compose.period import Period
from lpse_docs.compose.template import Fragment, Phrase, printed
from lpse_docs.document.blocks import Row, Signature, Table
from lpse_docs.document.inlines import BLANK_DOTS, text
from lpse_docs.document.roles import TableRole


def minutes_opening(period: Period) -> Phrase:
    """`Pada hari ini Selasa, tanggal tiga puluh bulan Juni tahun ..., bertempat di ...`: the scoring date and the seat."""
    words = f"Pada hari ini {day_in_words(period.on)}, bertempat di {period.workspace.office.place}"
    return Phrase(text(words))


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
