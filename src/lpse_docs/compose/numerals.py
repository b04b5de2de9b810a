"""How numbers are written (EYD V, penulisan bilangan): in figures in reports, in words where officialdom spells them."""

from lpse_docs.amounts import dotted

ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
GROUPS = ((1_000_000, "juta"), (1000, "ribu"), (100, "ratus"), (10, "puluh"))


def in_words(number: int) -> str:
    """`17` -> `tujuh belas`, `100` -> `seratus`, `1000` -> `seribu`; whole numbers from nought to 999,999,999."""
    if not 0 <= number < 10**9:
        raise ValueError(f"bilangan di luar jangkauan: {number}")
    if number < len(ONES):
        return ONES[number]
    if number < 20:
        return f"{ONES[number - 10]} belas"
    size, name = next(group for group in GROUPS if number >= group[0])
    many, rest = divmod(number, size)
    head = f"se{name}" if many == 1 and size in {100, 1000} else f"{in_words(many)} {name}"
    return f"{head} {in_words(rest)}" if rest else head


def in_figures(number: int) -> str:
    """A number as every sentence of a report or plan tells it: `17`, `1.250`; none is `tidak satu pun`.

    EYD V writes a number of one or two words in letters except where numbers are told in a row or in detail. A report
    tells all its numbers so, and what stands in figures once stays in figures: `5 dari 17 standar`, `1 kriteria`.
    """
    return dotted(number) if number else "tidak satu pun"
