"""What a signed file was made from, and whether the signatures it has may be built upon."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from lpse_docs.pipeline import publish
from lpse_docs.sign import lineage, office, pdf
from lpse_docs.sign.block import Blocks, blocks, printed
from lpse_docs.sign.order import Unsignable
from lpse_docs.sign.stamp import Notice, Stamps
from lpse_docs.sign.token import PREFIX
from lpse_docs.verify import office as office_judge
from lpse_docs.verify import pdf as pdf_judge
from lpse_docs.verify import token
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, SignatureReport
from lpse_docs.verify.trust import Trust

PDF = ".pdf"
ANY_DAY = Question(datetime(2000, 1, 1, tzinfo=UTC), Trust())  # whether something is whole depends on no day


def made_from(place: str, signed: bytes, original: bytes, stamps: Stamps) -> bool:
    """Whether a signed file is one that was built, with signatures and nothing else. No log is believed for that.

    BSrE signs a variant with printed blocks, which differs from what was built in its first bytes: it is made again.

    Args:
        place: Where the file lies below `signed/`.
        signed: The file.
        original: What was built.
        stamps: Draws the blocks.
    """
    if not _is_pdf(place):
        return office.continues(original, signed)
    return lineage.continues(original, signed) or _of_variant(signed, original, stamps)


def _of_variant(signed: bytes, original: bytes, stamps: Stamps) -> bool:
    try:
        held = blocks(signed)
        if held is None or held.origin != hashlib.sha256(original).hexdigest() or not _own_code(held):
            return False
        variant = printed(original, held.fields, Notice(test=held.test), stamps, held.token)
    except Unsignable:
        return False
    return lineage.continues(variant, signed)


def _own_code(held: Blocks) -> bool:
    """Whether the QR code of the blocks speaks of this very file, and leads nowhere else."""
    said = token.read(held.token)
    return not held.token or (held.token.startswith(PREFIX) and said is not None and said.sha256 == held.origin)


def built(root: Path, place: str) -> bytes | None:
    """What lies in `build/` under the path of a signed file; None when there is nothing."""
    path = (publish.current(root / "build") or root / "build") / place
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def demand_sound(root: Path, place: str, data: bytes) -> Sequence[SignatureReport]:
    """See that nothing but whole signatures lies above what was built.

    Returns:
        The signatures there are.

    Raises:
        Unsignable: A signature does not hold, or something was changed that none of them vouches for.
    """
    original = built(root, place)
    if original and _is_pdf(place) and data.startswith(original) and not lineage.continues(original, data):
        raise Unsignable(
            "berkas diubah di luar tanda tangan sejak dibuat; kembalikan, atau mulai dari berkas di build/"
        )
    if _is_pdf(place) and not any(item.signed for item in pdf.places(data)):
        return ()
    return whole(place, data)


def demand_whole(place: str, data: bytes) -> int:
    """See that a recipient who has only the file will find every signature in it whole; tell how many there are.

    Raises:
        Unsignable: One is not.
    """
    return len(whole(place, data))


def whole(place: str, data: bytes) -> Sequence[SignatureReport]:
    """The signatures of a file, every one of them whole for a recipient who has only the file.

    Raises:
        Unsignable: One is not.
    """
    verify = pdf_judge.verify if _is_pdf(place) else office_judge.verify
    report = verify(data, place, ANY_DAY)
    broken = [item.intact.reason for item in report.signatures if item.intact.answer is not Answer.YES]
    wrong = [*report.faults, *broken] if report.signatures or report.unreadable else []
    if wrong:
        raise Unsignable(f"tanda tangan yang sudah ada tidak utuh ({wrong[0].removesuffix('.')})")
    return report.signatures


def _is_pdf(place: str) -> bool:
    return PurePosixPath(place).suffix.lower() == PDF
