"""Whether a text that somebody had to give says anything at all."""

LETTERS = 2  # "-", "." and "x" are typed to get past a question, not to answer it


def worded(text: str | None) -> bool:
    """Whether a text has real words in it: at least two letters, whatever signs stand around them."""
    return sum(map(str.isalpha, text or "")) >= LETTERS
