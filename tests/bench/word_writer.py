"""Speed of the Word writer: `python -m tests.bench word_writer` from the root of the repository.

Prints medians of five: a table of 400 rows, the rich sample, and as many samples as make up the shipped set (about 17,000
paragraphs). The goal for the set is 0.8 s (two cores of a shared machine).
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter

from lpse_docs.document.blocks import Row, Table
from lpse_docs.writers import docx
from tests.writers.docx import sample

ROUNDS = 5
SET = 46  # samples of about 380 paragraphs


def seconds(work: Callable[[], object]) -> float:
    """Median time of a piece of work."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


def main() -> None:
    """Measure and print."""
    theme, rich = sample.theme(), sample.sample()
    cells = tuple(sample.c(f"kolom {number}") for number in range(6))
    long = sample.document(Table((1.0,) * 6, (Row(cells),) * 400, "Panjang"))
    docx.write(rich, theme)
    print(f"400 baris     {seconds(lambda: docx.write(long, theme)):.3f} s")
    print(f"satu contoh   {seconds(lambda: docx.write(rich, theme)):.3f} s")
    print(f"seluruh set   {seconds(lambda: [docx.write(rich, theme) for _ in range(SET)]):.3f} s")


if __name__ == "__main__":
    main()
