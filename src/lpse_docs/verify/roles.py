"""Which role a place to sign is for, by its name alone (`pengesahan/pembuat-2`, `sop-a-pengesah`), and who took it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lpse_docs.certificates import NIP, Holder, digits, same_name
from lpse_docs.verify.report import Answer, Conclusion, ExpectedReport

ROLES = ("pembuat", "pemeriksa", "pengesah")
RECIPIENT = "penerima"  # who receives the document signs by hand, or later
MOST = 20  # empty places that are named
_COUNT = re.compile(r"(?:~|-\d+$).*")
_SOP = re.compile(r"sop(?:-[a-z0-9]+)+")
_FORM = re.compile(r".+/(?:tanda-tangan|paraf)-[^/]*")  # a place on a blank form that a document shows


class Made(NamedTuple):
    """A signature as far as roles are concerned: a place it counts for, whose it is, and whether it was refused."""

    place: str
    holder: Holder | None
    refused: bool = False


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


def judged(made: Sequence[Made], expected: Iterable[str], document: str = "") -> list[ExpectedReport]:
    """What became of each role that must have signed, as `pengesah`, or with a NIP or a name: `pengesah=Nama`."""
    return [_judged(made, *_parts(wish), document) for wish in expected]


def _parts(wish: str) -> tuple[str, str]:
    role, _, who = wish.partition("=")
    return role.strip(), who.strip()


def _judged(made: Sequence[Made], role: str, who: str, document: str) -> ExpectedReport:
    there = [item for item in made if fills(item.place, role, document)]
    whole = [item.holder for item in there if not item.refused]
    if not whole:
        return ExpectedReport(role, who, Conclusion(Answer.NO, _absent(made, role, there=bool(there))))
    holders = [item for item in whole if item]
    if not who:
        return ExpectedReport(role, who, Conclusion(Answer.YES, f"Ditandatangani {_told(holders)}."))
    answers = [_matches(item, who) for item in holders]
    if True in answers:
        return ExpectedReport(role, who, Conclusion(Answer.YES, f"Ditandatangani {_told(holders)}."))
    if None in answers or not answers:
        reason = f"Sertifikat {role} ({_told(holders)}) tidak memuat NIP, maka tidak dapat dicocokkan dengan {who}."
        return ExpectedReport(role, who, Conclusion(Answer.UNKNOWN, reason))
    reason = f"Tanda tangan {role} dibuat dengan sertifikat {_told(holders)}, bukan {who}."
    return ExpectedReport(role, who, Conclusion(Answer.NO, reason))


def _absent(made: Sequence[Made], role: str, *, there: bool) -> str:
    if there:
        return f"Tanda tangan {role} ada, tetapi ditolak."
    unread = any(item.refused and not item.place for item in made)
    return f"Tanda tangan {role} tidak ada{' di antara yang dapat dibaca' if unread else ''}."


def numbered(who: str) -> bool:
    """Whether words are a number, such as a NIP, and no name."""
    return bool(digits(who)) and not re.search(r"[^\W\d_]", who)


def _matches(holder: Holder, who: str) -> bool | None:
    """Whether a certificate is that of a person by NIP or name; None when it has no number to compare."""
    if not numbered(who):
        return same_name(holder.name, who)
    number = digits(holder.number)
    return number == digits(who) if len(number) == NIP else None


def _told(holders: Sequence[Holder]) -> str:
    """Whose certificates they are; the number only where it is a NIP."""
    told = [f"{it.shown} (NIP {digits(it.number)})" if len(digits(it.number)) == NIP else it.shown for it in holders]
    return " dan ".join(dict.fromkeys(told)) or "yang pemiliknya tidak terbaca"


def faults(found: Iterable[ExpectedReport]) -> list[str]:
    """Roles nobody took, whose signature is refused, or that somebody else took."""
    return [item.met.reason for item in found if item.met.answer is Answer.NO]


def doubts(found: Iterable[ExpectedReport]) -> list[str]:
    """Roles of which nobody can say whether the right one took them."""
    return [item.met.reason for item in found if item.met.answer is Answer.UNKNOWN]


def shared(made: Sequence[Made], expected: Iterable[str], document: str = "") -> Iterator[str]:
    """One sentence for each certificate that took several expected roles, unless one person was named for all of them."""
    roles: dict[str, list[tuple[str, str]]] = {}
    for role, who in map(_parts, expected):
        there = (it for it in made if it.holder and not it.refused and fills(it.place, role, document))
        for certificate in {f"{it.holder.issuer} {it.holder.serial}" for it in there if it.holder}:
            roles.setdefault(certificate, []).append((role, who))
    for several in roles.values():
        people = {who for _, who in several}
        if len(several) > 1 and (len(people) > 1 or "" in people):
            yield f"Satu sertifikat menandatangani sebagai {' dan '.join(role for role, _ in several)}."


def waiting(free: Sequence[str]) -> Iterator[str]:
    """One sentence for each prepared place that is empty; those of the recipient and of blank forms are not waited for."""
    found = [place for place in free if not later(place)]
    for place in found[:MOST]:
        words = place.rpartition("/")[2].replace("-", " ")
        also = "" if words == place else f" ({place})"
        yield f"Bidang tanda tangan {words}{also} masih kosong."
    if len(found) > MOST:
        yield f"Masih ada {len(found) - MOST} bidang tanda tangan lain yang kosong."


def later(place: str) -> bool:
    """Whether a place is filled in by who receives the document, or on a form it shows."""
    return bool(_FORM.fullmatch(place)) or place.rpartition("/")[2] == RECIPIENT


def spared(free: Sequence[str]) -> Iterator[str]:
    """A sentence about the empty places that nobody waits for."""
    if number := sum(map(later, free)):
        yield f"{number} bidang tanda tangan formulir atau penerima masih kosong; tidak diperhitungkan."
