"""Blocks printed instead of places to sign, for signers whose service adds a field of its own (such as BSrE).

The field says nothing of the role then, so the signature states it as its reason, and the file names the blocks it has.
"""

from collections.abc import Sequence

from pyhanko.pdf_utils.reader import PdfFileReader

from lpse_docs.verify.pdf_signature import Signed
from lpse_docs.verify.pdf_values import dictionary, entry, items
from lpse_docs.verify.roles import ROLES, fills

MOST = 40


def printed(reader: PdfFileReader) -> list[str]:
    """The names of the blocks a file says are printed in it; it says so in what the first signature covers."""
    ours = dictionary(dictionary(reader.root, "/PieceInfo"), "/LPSE")
    return [str(item) for item in items(dictionary(ours, "/Private"), "/Blok")][:MOST]


def origin(reader: PdfFileReader) -> str:
    """The digest of the file that one with printed blocks says it was made from; empty when it says nothing."""
    ours = dictionary(dictionary(reader.root, "/PieceInfo"), "/LPSE")
    return str(entry(dictionary(ours, "/Private"), "/Naskah") or "")


def stated(made: Signed) -> str:
    """What a signature states as its reason; empty when it states nothing."""
    return str(entry(made.embedded.sig_object, "/Reason") or "") if made.embedded else ""


def claimed(blocks: Sequence[str], signed: Sequence[Signed]) -> list[str]:
    """The blocks whose role a signature states: `Pengesah`, or `Pengesah 2` for `pengesahan/pengesah-2`."""
    said = {stated(item).strip().lower() for item in signed}
    return [block for block in blocks if not said.isdisjoint(_statements(block))]


def _statements(block: str) -> set[str]:
    """What a signature may state for a block: its name, its last part with a count, or the role it is for."""
    head, _, last = block.lower().rpartition("/")
    words = {last.replace("-", " ")} if head else {role for role in ROLES if fills(block, role)}
    return {block.lower(), *words}
