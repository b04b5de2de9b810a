"""Which role a place to sign is for, by its name alone: `pengesahan/pembuat-2`, `sop-a-pengesah`, `Pengesah~1`."""

import re
from collections.abc import Iterable, Iterator, Sequence

ROLES = ("pembuat", "pemeriksa", "pengesah")
_COUNT = re.compile(r"(?:~|-\d+$).*")


def fills(place: str, role: str) -> bool:
    """Whether a place is that of a role, or is called so."""
    last = _COUNT.sub("", re.split(r"[/.]", place)[-1])
    return role in (place, last) or last.endswith(f"-{role}")


def missing(signed: Sequence[str], expected: Iterable[str]) -> Iterator[str]:
    """One sentence for each role that must have signed and has not."""
    for role in expected:
        if not any(fills(place, role) for place in signed):
            yield f"Tanda tangan {role} tidak ada."


def waiting(signed: Sequence[str], free: Sequence[str]) -> Iterator[str]:
    """One sentence for each role whose place is prepared and empty."""
    for role in ROLES:
        if not any(fills(place, role) for place in signed) and any(fills(place, role) for place in free):
            yield f"Bidang tanda tangan {role} masih kosong."
