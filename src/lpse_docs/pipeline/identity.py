"""Which program makes the files: its own modules and the libraries that shape the bytes."""

import hashlib
import platform
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from lpse_docs import __version__
from lpse_docs.pipeline import fresh

LIBRARIES = (
    "cssselect2",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown",
    "openpyxl",
    "pikepdf",
    "pillow",
    "pydantic",
    "pydyf",
    "pyphen",
    "python-docx",
    "ruamel.yaml",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
    "zopfli",
)


@cache
def libraries() -> dict[str, str]:
    """Versions of everything that shapes the bytes, by name."""
    found = {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name in LIBRARIES:
        try:
            found[name] = distribution(name).version
        except PackageNotFoundError:
            found[name] = "-"
    return dict(sorted(found.items()))


def library_folders() -> list[str]:
    """Where those libraries are installed."""
    found = set()
    for name in LIBRARIES:
        try:
            found.add(str(distribution(name).locate_file("")))
        except PackageNotFoundError:
            continue
    return sorted(found)


def program_digest(stamps: fresh.Stamps) -> str:
    """One digest for the program: its version, its modules (already stamped) and its libraries."""
    lines = [__version__, *(f"{name} {version}" for name, version in libraries().items())]
    lines += [f"{Path(name).as_posix()} {stamp[4]}" for name, stamp in sorted(stamps.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
