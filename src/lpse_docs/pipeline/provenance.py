"""What a signed PDF was made from."""

import hashlib
from pathlib import Path

from lpse_docs.pipeline import logbook
from lpse_docs.pipeline.signed_files import FOLDER


def made_from(root: Path, place: str, signed: bytes, original: bytes) -> bool:
    """Whether a signed PDF was made from one that was built: it begins with it, or the log says so."""
    return signed.startswith(original) or logged(root, place, signed, hashlib.sha256(original).hexdigest())


def logged(root: Path, place: str, signed: bytes, original: str) -> bool:
    """Whether the log says what a signed file was made from.

    BSrE signs a variant with printed blocks, which differs from what was built in its first bytes.

    Args:
        root: The workspace.
        place: Where the file lies below `signed/`.
        signed: The file.
        original: The digest of what was built.
    """
    facts = {"berkas": place, "naskah": original, "sesudah": hashlib.sha256(signed).hexdigest()}
    return any(facts.items() <= entry.items() for entry in logbook.entries(root / FOLDER / logbook.NAME))
