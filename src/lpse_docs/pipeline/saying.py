"""Values of a scorecard as a sentence shows them."""

from typing import Any

from lpse_docs.model.assessment import Status

LONGEST = 60  # characters of a text
NOTHING = "kosong"


def shown(value: Any) -> str:
    """A value in a sentence: a text of people's own in quotes, cut where it is long."""
    if isinstance(value, str) and not isinstance(value, Status):
        return quoted(value) if value.strip() else NOTHING
    return (", ".join(value) if isinstance(value, tuple) else str(value or "")) or NOTHING


def quoted(words: str) -> str:
    """Words in quotes, at most `LONGEST` characters of them; one sign says that more follow."""
    text = " ".join(words.split())
    return f"“{text}”" if len(text) <= LONGEST else f"“{text[:LONGEST].rstrip(' .…')}…”"
