"""Speed and gaps of scheduling: `python -m tests.bench scheduling [EFFORT]` from the root of the repository.

Prints, for an office of 179 tasks in 17 groups and four units, the processor time of both methods, that time as a multiple
of a fixed piece of work of this machine, and what they reach. Last comes the first plan of an empty office by the command
`plan`, explanations included, for several capacities: their goal is five seconds on two idle cores. Machines and their load differ, so compare ratios.
"""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from shutil import copytree, ignore_patterns
from subprocess import DEVNULL, run
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from lpse_docs.planning.formula import cp_sat
from lpse_docs.planning.greedy import greedy
from lpse_docs.planning.optimise import EFFORT, available, optimise
from lpse_docs.planning.problem import Problem, Schedule
from tests.planning.instances import office

ROOT = Path(__file__).parents[2]
PERIOD = (
    "2026-semester-2",
    "--title",
    "Semester II",
    "--start",
    "2026-07-01",
    "--end",
    "2026-12-31",
    "--assessor",
    "a:ketua",
)
EVERY, EVERY_NAME = "[a-z-]+", "semua unit"
OFFICES = (
    ("triwulan", "sekretariat", 30),
    ("triwulan", "sekretariat", 47),
    ("triwulan", "sekretariat", 60),
    ("bulan", "sekretariat", 10),
    ("bulan", EVERY, 15),
)
SOURCES = ("standards", "sops", "regulations", "assessments", "templates", "lpse.yaml")


def unit() -> float:
    """Processor time of a fixed piece of work: sums and look-ups, as a schedule by priorities is made of."""
    start = process_time()
    room = dict.fromkeys(range(1000), 0)
    for number in range(1_000_000):
        room[number % 1000] += number & 7
    return process_time() - start


def measured(name: str, make: Callable[[Problem], Schedule], problem: Problem) -> None:
    """Make a schedule and print a row."""
    clock, start = perf_counter(), process_time()
    schedule = make(problem)
    taken = process_time() - start
    goals = ", ".join(f"{item.goal.name} {item.value} (>= {item.bound})" for item in schedule.reached)
    print(
        f"| {name} | {taken:.2f} s, {perf_counter() - clock:.2f} s jam | {taken / unit():.0f} | {goals} |", flush=True
    )


def first_plan() -> None:
    """The command on an office that has nothing yet, with more and more capacity, in a process of its own each."""
    with TemporaryDirectory() as folder:
        office = Path(folder) / "kantor"
        for name in SOURCES:
            source = ROOT / name
            if source.is_dir():
                copytree(source, office / name, ignore=ignore_patterns("build"))
            else:
                (office / name).write_bytes(source.read_bytes())
        lpse(office, "assess", "new", *PERIOD)
        lpse(office, "plan", "new", "--on", "2026-07-06")
        [plan] = office.glob("assessments/*/plan.yaml")
        written = plan.read_text(encoding="utf-8")
        for step, unit_name, days in OFFICES:
            text = written.replace("step: triwulan", f"step: {step}")
            text = re.sub(r"person_days: \d+", f"person_days: {10 if step == 'bulan' else 30}", text)
            text = re.sub(rf"(unit: {unit_name}, people: 1, person_days:) \d+", rf"\1 {days}", text)
            plan.write_text(text, encoding="utf-8")
            planned(office, f"{step}, {EVERY_NAME if unit_name == EVERY else unit_name} {days}")


def planned(office: Path, name: str) -> None:
    """Plan once and print a row."""
    clock, before = perf_counter(), children()
    lpse(office, "plan", "--on", "2026-07-06")
    taken = children() - before
    print(f"| perintah plan, {name} | {taken:.2f} s, {perf_counter() - clock:.2f} s jam | {taken / unit():.0f} | |")


def children() -> float:
    """Processor time of the processes that ended."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def lpse(office: Path, *words: str) -> None:
    """Run a command of this program."""
    command = [sys.executable, "-m", "lpse_docs", "--project", str(office), *words]
    run(command, check=True, stdout=DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT / "src")})


def main() -> None:
    """Measure and print."""
    effort = float(sys.argv[1]) if len(sys.argv) > 1 else EFFORT
    print("| masalah, cara | waktu prosesor | kali satuan | hasil (batas) |\n|---|---|---|---|")
    if available():
        start = process_time()
        cp_sat()
        print(f"| pustaka OR-Tools dimuat | {process_time() - start:.2f} s | | |")
    for months, name in ((3, "8 triwulan"), (1, "24 bulan")):
        for seed in (1, 2):
            problem = office(months, seed=seed)
            measured(f"{name} ({seed}), urutan", greedy, problem)
            if available():
                measured(f"{name} ({seed}), optimum", lambda it: optimise(it, effort=effort), problem)
    first_plan()


if __name__ == "__main__":
    main()
