"""Order, cache, workers, outputs, manifest: the only door to disk and clock.

`fresh` answers "nothing changed" with the standard library alone, so this file imports nothing:
whoever asks for `CODES` pays for them.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lpse_docs.pipeline.faults import CODES as CODES


def __getattr__(name: str) -> object:
    """Hand out `CODES` on first use."""
    if name == "CODES":
        from lpse_docs.pipeline.faults import CODES  # noqa: PLC0415 - see the module's docstring

        return CODES
    raise AttributeError(name)
