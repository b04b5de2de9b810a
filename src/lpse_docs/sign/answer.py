"""What came back from a service that signs whole files, looked at as the work of a stranger.

It may have added one invisible signature and what validates it; everything that was sent is still there, byte for byte.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.validation import EmbeddedPdfSignature

from lpse_docs.revisions.reader import Reader
from lpse_docs.sign.levels import Level
from lpse_docs.sign.lineage import ADDED, HIDDEN
from lpse_docs.sign.order import Unsignable
from lpse_docs.sign.pdf import demand_whole

WEAK = frozenset({"md5", "sha1"})
STAMP = "signature_time_stamp_token"


@dataclass(frozen=True, slots=True)
class Answer:
    """A signature that was found whole.

    Attributes:
        certificate: Whose it is, by its own account; nothing is trusted for that.
        chain: The other certificates in it.
        level: What it brings for later.
        field: The place the service gave it. reason: The role it states, if it does.
    """

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    level: Level
    field: str
    reason: str


def proven(before: bytes, after: bytes) -> Answer:
    """The one signature that was added.

    Raises:
        Unsignable: What came back is anything else than what was sent with one more whole, invisible signature.
    """
    if not after.startswith(before):
        raise Unsignable("layanan mengubah berkas yang dikirim")
    try:
        return _proven(before, after)
    except (Unsignable, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - whatever a library stumbles over in a stranger's file is one answer
        raise Unsignable("jawaban layanan bukan PDF bertanda tangan yang utuh") from None


def reasons(data: bytes) -> list[str]:
    """What the signatures of a file state as their reasons; empty for one without.

    Raises:
        Unsignable: It is no PDF that can be read.
    """
    return [reason for reason, _ in stated(data)]


def stated(data: bytes) -> list[tuple[str, x509.Certificate]]:
    """The same, each with whose it is by its own account.

    Raises:
        Unsignable: It is no PDF that can be read.
    """
    return [(reason, certificate) for _, reason, certificate in made(data)]


def made(data: bytes) -> list[tuple[str, str, x509.Certificate]]:
    """Each signature of a file: its field, the reason it states, and whose it is by its own account.

    Raises:
        Unsignable: It is no PDF that can be read.
    """
    try:
        found = Reader(data).embedded_regular_signatures
        return [(item.field_name, _reason(item), item.signer_cert) for item in found]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above
        raise Unsignable("tanda tangan yang sudah ada tidak dapat dibaca") from None


def _proven(before: bytes, after: bytes) -> Answer:
    old, new = Reader(before), Reader(after)
    known = {item.field_name for item in old.embedded_signatures}
    found = new.embedded_regular_signatures
    fresh = [item for item in found if item.field_name not in known]
    if len(fresh) != 1 or len(found) != len(old.embedded_regular_signatures) + 1:
        raise Unsignable(f"layanan menambahkan {len(fresh)} tanda tangan, bukan satu")
    for item in new.embedded_signatures:
        if item.sig_object_type == "/Sig":
            demand_whole(item)
    made = fresh[0]
    _demand_invisible(made)
    if made.docmdp_level is not None:
        raise Unsignable("layanan mengunci berkas, sehingga penanda tangan berikutnya tertutup")
    if made.md_algorithm in WEAK:
        raise Unsignable(f"layanan memakai sidik {made.md_algorithm.upper()}, yang sudah dapat dipalsukan")
    _demand_nothing_else(old, new)
    others = tuple(made.other_embedded_certs)
    return Answer(made.signer_cert, others, _level(new, made), made.field_name, _reason(made))


def _demand_invisible(made: EmbeddedPdfSignature) -> None:
    field = made.sig_field
    box = [float(edge) for edge in field.get("/Rect", (0, 0, 0, 0))]
    seen = box[0] != box[2] and box[1] != box[3]
    if seen and not int(field.get("/F", 0)) & HIDDEN:
        raise Unsignable("layanan menggambar tanda tangan yang terlihat, padahal bloknya sudah tercetak")


def _demand_nothing_else(old: Reader, new: Reader) -> None:
    """A signature vouches for all that came with it, so nothing else may have come with it."""
    before = new.get_historical_resolver(old.xrefs.total_revisions - 1)
    after = new.get_historical_resolver(new.xrefs.total_revisions - 1)
    try:
        ADDED.apply(before, after)
    except SuspiciousModification:
        raise Unsignable("layanan mengubah lebih daripada menambahkan tanda tangan") from None


def _level(reader: Reader, made: EmbeddedPdfSignature) -> Level:
    unsigned = made.signer_info["unsigned_attrs"].native or ()
    stamped = any(item["type"] == STAMP for item in unsigned)
    stored = "/DSS" in reader.root
    later = any(item.signed_revision >= made.signed_revision for item in reader.embedded_timestamp_signatures)
    return Level.ARCHIVE if stored and later else _lesser(stamped=stamped, stored=stored)


def _lesser(*, stamped: bool, stored: bool) -> Level:
    if stamped:
        return Level.LONG_TERM if stored else Level.TIME
    return Level.BASIC


def _reason(made: EmbeddedPdfSignature) -> str:
    said = made.sig_object.get("/Reason", "")
    return str(said) if isinstance(said, generic.TextStringObject) else ""


def signers(found: Sequence[Answer]) -> list[x509.Certificate]:
    """The certificates of some answers, each once."""
    return list({item.certificate.sha256: item.certificate for item in found}.values())
