"""Speed and gaps of scheduling: `python -m tests.bench scheduling [EFFORT]` from the root of the repository.

Prints, for an office of 179 tasks in 17 groups and four units, the processor time of both methods and what they reach; the
goal is a plan for eight quarters within five seconds on two cores, the start of the solver's library included.
"""

import sys
from collections.abc import Callable
from time import perf_counter, process_time

from lpse_docs.planning.formula import cp_sat
from lpse_docs.planning.greedy import greedy
from lpse_docs.planning.optimise import EFFORT, available, optimise
from lpse_docs.planning.problem import Problem, Schedule
from tests.planning.instances import office


def measured(name: str, make: Callable[[Problem], Schedule], problem: Problem) -> None:
    """Make a schedule and print a row."""
    clock, start = perf_counter(), process_time()
    schedule = make(problem)
    taken = f"{process_time() - start:.2f} s, {perf_counter() - clock:.2f} s jam"
    goals = ", ".join(f"{item.goal.name} {item.value} (>= {item.bound})" for item in schedule.reached)
    print(f"| {name} | {taken} | {goals} |", flush=True)


def main() -> None:
    """Measure and print."""
    effort = float(sys.argv[1]) if len(sys.argv) > 1 else EFFORT
    print("| masalah, cara | waktu | hasil (batas) |\n|---|---|---|")
    if available():
        start = process_time()
        cp_sat()
        print(f"| pustaka OR-Tools dimuat | {process_time() - start:.2f} s | |")
    for months, name in ((3, "8 triwulan"), (1, "24 bulan")):
        for seed in (1, 2):
            problem = office(months, seed=seed)
            measured(f"{name} ({seed}), urutan", greedy, problem)
            if available():
                measured(f"{name} ({seed}), optimum", lambda it: optimise(it, effort=effort), problem)


if __name__ == "__main__":
    main()
