"""The way back: filled Excel, Word and PDF files become proposed changes of the YAML sources. Nothing here writes to disk."""

from collections.abc import Callable, Mapping

from lpse_docs.returns import paper_faults

CODES: Mapping[str, Callable[..., object]] = {**paper_faults.CODES}
