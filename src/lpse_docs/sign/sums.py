"""`SHA256SUMS`: every file of a folder with its digest, in the form that `sha256sum -c` reads (GNU coreutils)."""

import re
from collections.abc import Mapping

NAME = "SHA256SUMS"
ODD = re.compile(r"[\x00-\x1f\x7f\\]")


def sums(digests: Mapping[str, str]) -> bytes:
    """The list, sorted by name.

    Args:
        digests: The SHA-256 of each file, in lower case hexadecimal, by its path below the folder with `/`.

    Raises:
        ValueError: A name would need an escape, which not every program reads.
    """
    for name in digests:
        if ODD.search(name):
            raise ValueError(name)
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()
