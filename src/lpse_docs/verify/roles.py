"""Which role a place to sign is for, by its name alone: `pengesahan/pembuat-2`, `sop-a-pengesah`, `Pengesah~1`."""

import re
from collections.abc import Iterable, Iterator, Sequence

ROLES = ("pembuat", "pemeriksa", "pengesah")
_COUNT = re.compile(r"(?:~|-\d+$).*")
_SOP = re.compile(r"sop(?:-[a-z0-9]+)+")


def fills(place: str, role: str, document: str = "") -> bool:
    """Whether a place is that of a role, or is called so.

    `sop-a-pengesah` is the place of a role in an SOP, and in a file named `sop-a-registrasi`; but `bukan-pengesah` is
    no place of anybody's role.
    """
    last = _COUNT.sub("", re.split(r"[/.]", place)[-1])
    stem = last.removesuffix(f"-{role}")
    own = stem not in {"", last} and (bool(_SOP.fullmatch(stem)) or f"{document}-".startswith(f"{stem}-"))
    return role in (place, last) or own


def named(path: str) -> str:
    """What a file is called, without its folder and its endings."""
    return path.rpartition("/")[2].partition(".")[0]


def missing(
    signed: Sequence[str], expected: Iterable[str], document: str = "", refused: Sequence[str] = ()
) -> Iterator[str]:
    """One sentence for each role that must have signed and has not, or whose signature is refused."""
    for role in expected:
        if any(fills(place, role, document) for place in signed):
            continue
        there = any(fills(place, role, document) for place in refused)
        yield f"Tanda tangan {role} ada, tetapi ditolak." if there else f"Tanda tangan {role} tidak ada."


def shared(made: Sequence[tuple[str, str]], expected: Iterable[str], document: str = "") -> Iterator[str]:
    """One sentence for each certificate that signed in several expected roles; `made` are places and certificates."""
    roles: dict[str, list[str]] = {}
    for role in expected:
        for certificate in {certificate for place, certificate in made if fills(place, role, document)}:
            roles.setdefault(certificate, []).append(role)
    for several in roles.values():
        if len(several) > 1:
            yield f"Satu sertifikat menandatangani sebagai {' dan '.join(several)}."


def waiting(signed: Sequence[str], free: Sequence[str], document: str = "") -> Iterator[str]:
    """One sentence for each role whose place is prepared and empty."""
    for role in ROLES:
        if any(fills(place, role, document) for place in signed):
            continue
        if any(fills(place, role, document) for place in free):
            yield f"Bidang tanda tangan {role} masih kosong."
