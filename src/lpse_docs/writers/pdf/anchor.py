"""The sign by which a signing service finds where its mark goes: once for each signature, nowhere else (RN-04)."""

from lpse_docs.document.blocks import Document, Signature
from lpse_docs.document.outline import blocks_of
from lpse_docs.document.theme import Theme
from lpse_docs.writers.failure import Flaw, WriteError
from lpse_docs.writers.fonts import printed_words


def check_anchors(document: Document, theme: Theme) -> None:
    """Refuse a document whose words hold the sign of a place to sign: the mark could go there."""
    anchors = {block.anchor for block in blocks_of(document) if isinstance(block, Signature)} - {""}
    if not anchors:
        return
    found = [
        Flaw(f"tanda jangkar {anchor} terdapat pada teks; ganti signature_anchor di lpse.yaml", origin)
        for words, origin in printed_words(document, theme)
        for anchor in sorted(anchors)
        if anchor in words and words != anchor
    ]
    if found:
        raise WriteError("tanda jangkar tanda tangan tidak hanya berada pada bidang tanda tangan", found)
