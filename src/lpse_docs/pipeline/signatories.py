"""Who signed a finished file, held against those whose names are printed in it or who may act in a role."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import PurePosixPath

from lpse_docs.certificates import holder
from lpse_docs.pipeline import official_signer as roster
from lpse_docs.pipeline.bsre_signing import stated
from lpse_docs.pipeline.printed_names import RECIPIENT, Asked, Printed, Taken, printed
from lpse_docs.sign import answer
from lpse_docs.sign.block import blocks
from lpse_docs.verify.report import FileReport

__all__ = ["RECIPIENT", "Asked", "Printed", "Taken", "in_pdf", "printed", "strangers", "taken", "unknown"]

PDF = ".pdf"


def taken(data: bytes, place: str, report: FileReport) -> list[Taken]:
    """The signed places of a file.

    Raises:
        Unsignable: It is a PDF that cannot be read.
    """
    if PurePosixPath(place).suffix != PDF:
        return [Taken(made.place, made.holder) for made in report.signatures if made.holder]
    return in_pdf(data, place)


def in_pdf(data: bytes, place: str) -> list[Taken]:
    """The signed places of a PDF, whether anybody has judged it or not.

    Raises:
        Unsignable: It cannot be read.
    """
    held, stem = blocks(data), PurePosixPath(place).stem
    named = {stated(field, stem): field for field in held.fields} if held else {}
    return [Taken(named.get(reason, field), holder(whose)) for field, reason, whose in answer.made(data)]


def strangers(asked: Asked, made: Sequence[Taken]) -> Iterator[str]:
    """Who signed in the place of another, or in several places that are not all his; each in one sentence."""
    for item in made:
        if reason := asked.stranger(item):
            wanted = " atau ".join(official.name or official.title for official in asked.expected(item.field))
            yield f"bidang {item.field} ditandatangani {item.who.shown}, bukan {wanted}, sebab {reason}."
    for one, other in combinations(made, 2):
        if roster.same(one.who, other.who) and not asked.both(one, other):
            yield f"{one.who.shown} menandatangani bidang {one.field} dan {other.field}, yang disediakan bagi orang berlainan."


def unknown(asked: Asked, made: Sequence[Taken]) -> list[str]:
    """Places of which nobody can say whether the right one signed, for no name is recorded."""
    others = [item for item in made if not item.field.endswith(RECIPIENT)]
    return [item.field for item in others if not roster.recognised(item.who, asked.expected(item.field))]
