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


def in_text(number: int) -> str:
    """As a sentence says it (EYD V): one or two words in letters, `tujuh belas`; what takes more in figures, `161`."""
    words = in_words(number)
    return words if len(words.split()) <= 2 else str(number)


def counted(number: int, noun: str) -> str:
    """`satu kriteria`, `23 kriteria`, `tidak satu pun kriteria`; nouns have no plural."""
    return f"{none_or(number)} {noun}"


def none_or(number: int) -> str:
    """The number as a sentence says it; none is `tidak satu pun`."""
    return in_text(number) if number else "tidak satu pun"


def all_of(number: int, noun: str) -> str:
    """`ketujuh belas standar`, `semua 161 kriteria`; one is `satu-satunya standar`."""
    words = in_text(number)
    if number < 2:
        return f"satu-satunya {noun}" if number else counted(number, noun)
    return f"semua {words} {noun}" if words.isdigit() else f"ke{words} {noun}"
