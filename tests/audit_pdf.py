"""PDF/A-3a and PDF/UA-1 by the product's own checks, of bytes."""

from io import BytesIO

import pikepdf

from lpse_docs.audit import archive


def faults(data: bytes) -> list[str]:
    """Everything that is wrong with a PDF file, as phrases; empty when it is as it should be."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(archive.faults(pdf))
