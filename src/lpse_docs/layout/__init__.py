"""Where everything of a flow stands: columns, rows, symbols, arrows and page breaks, in millimetres, before any writer draws."""

from collections.abc import Callable, Mapping

from lpse_docs.layout import faults
from lpse_docs.layout.flow import flow_pages

CODES: Mapping[str, Callable[..., object]] = {
    "LPSE601": faults.word_too_wide,
    "LPSE602": faults.too_many_lanes,
    "LPSE603": faults.row_too_tall,
    "LPSE604": faults.many_lanes,
    "LPSE605": faults.many_crossings,
    "LPSE606": faults.nothing_to_draw,
    "LPSE607": faults.no_metrics,
}

__all__ = ["CODES", "flow_pages"]
