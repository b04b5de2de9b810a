"""The way back: filled Excel, Word and PDF files become proposed changes of the YAML sources. Nothing here writes to disk."""

from collections.abc import Callable, Mapping

from lpse_docs.returns import faults, paper_faults

CODES: Mapping[str, Callable[..., object]] = {**faults.CODES, **paper_faults.CODES}
