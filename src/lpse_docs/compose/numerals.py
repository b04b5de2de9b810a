"""Numbers in words, as officialdom writes them (EYD V, penulisan bilangan: `dua ribu dua puluh enam`)."""

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


def of_all(number: int, total: int, noun: str) -> str:
    """`sepuluh standar (10 dari 17)`; one word for none, `tidak satu pun standar (0 dari 17)`."""
    return f"{none_or(number)} {noun} ({number} dari {total})"


def counted(number: int, noun: str) -> str:
    """`satu kriteria`, `dua puluh tiga kriteria`, `tidak satu pun kriteria`; nouns have no plural."""
    return f"{none_or(number)} {noun}"


def none_or(number: int) -> str:
    """The number in words; none is `tidak satu pun`."""
    return in_words(number) if number else "tidak satu pun"
