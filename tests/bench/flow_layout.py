"""Speed of the flow layout: `python -m tests.bench flow_layout` from the root of the repository.

Prints processor time, medians of nine: the gallery's flow of 40 steps and 8 actors (the goal is 50 ms on two cores of a
shared machine), and all shipped flows together.
"""

from collections.abc import Callable
from statistics import median
from time import process_time

from lpse_docs.compose.flow import chart
from lpse_docs.document.page import Paper
from lpse_docs.layout import flow_pages
from tests.layout.gallery import FOLDER, Hard, landscape, read, shipped
from tests.layout.reader import face

ROUNDS = 9


def milliseconds(work: Callable[[], object]) -> float:
    """Median processor time of a piece of work that starts from nothing."""
    times = []
    for _ in range(ROUNDS):
        flow_pages.cache_clear()
        start = process_time()
        work()
        times.append(process_time() - start)
    return median(times) * 1000


def main() -> None:
    """Measure and print."""
    hard = read(FOLDER / "empat-puluh-langkah.yaml")
    flows = [Hard(chart(shipped(), sop, flow), landscape(Paper.A4)) for sop in shipped().sops for flow in sop.flows]
    print(f"40 langkah, 8 pelaksana  {milliseconds(lambda: flow_pages(hard.chart, hard.setup, face())):.0f} ms")
    print(
        f"{len(flows)} alur bawaan           {milliseconds(lambda: [flow_pages(f.chart, f.setup, face()) for f in flows]):.0f} ms"
    )


if __name__ == "__main__":
    main()
