"""How sentences of a period name things: a gap by its criterion, a standard by letter and name, evidence by what it is."""

from collections.abc import Iterable, Sequence

from lpse_docs.assess.gaps import Gap
from lpse_docs.assess.score import Shortfall
from lpse_docs.compose.cells import joined
from lpse_docs.compose.office import short_name
from lpse_docs.compose.period import Period
from lpse_docs.document.inlines import Inline, Reference, text
from lpse_docs.model.standard import Standard

Words = tuple[Inline, ...]


def sentence(*parts: str | Inline | Words) -> Words:
    """Words, numbers and phrases in a row."""
    return tuple(
        inline
        for part in parts
        for inline in (text(part) if isinstance(part, str) else part if isinstance(part, tuple) else (part,))
    )


def gap_anchor(code: str) -> str:
    """Anchor of a criterion in the list of gaps."""
    return f"celah-{code.lower()}"


def in_a_row(names: Sequence[str]) -> str:
    """`H`, `H dan I`, `H, I, dan J`."""
    if len(names) < 3:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"


def row_of(phrases: Sequence[Words]) -> Words:
    """The same with phrases: `a`, `a dan b`, `a, b, dan c`."""
    if len(phrases) < 3:
        return joined(phrases, text(" dan "))
    return sentence(joined(phrases[:-1]), ", dan ", phrases[-1])


def standards_in_a_row(standards: Iterable[Standard]) -> str:
    """`Standar H, I, dan J`, in the order of their letters."""
    return f"Standar {in_a_row(sorted({item.letter.upper() for item in standards}))}"


def standard_name(standard: Standard) -> str:
    """`H. Pengelolaan Sumber Daya Manusia`."""
    return f"{standard.letter.upper()}. {short_name(standard.name)}"


def place_of(period: Period, gap: Gap) -> Words:
    """`S08-K05, H. Pengelolaan Sumber Daya Manusia`; the code leads to its row in the list of gaps."""
    standard, _, _ = period.criterion[gap.criterion]
    code = Reference(gap_anchor(gap.criterion), text(gap.criterion))
    return sentence(code, f", {standard_name(standard)}")


def wanted(period: Period, gap: Gap, shortfalls: Iterable[Shortfall]) -> str:
    """What a criterion demands of the kinds that are wanting, as a sentence names it."""
    kinds = {item.kind for item in shortfalls}
    demanded = period.criterion[gap.criterion][1].evidence
    return in_a_row([within(item.item) for item in demanded if item.kind in kinds])


def within(words: str) -> str:
    """Words as they stand inside a sentence: `Surat tugas` -> `surat tugas`, but `SOP aset` stays."""
    first = words.split(maxsplit=1)[0]
    return words if any(sign.isupper() for sign in first[1:]) else words[:1].lower() + words[1:]
