"""Instances of the public project scheduling library PSPLIB (Kolisch and Sprecher 1996), with buckets of one day."""

from pathlib import Path

from lpse_docs.planning.problem import Bucket, Problem, Target, Task


def read(path: Path, days: int) -> Problem:
    """A single-mode instance within some days; its target is the end of the last job, due at once."""
    lines = path.read_text("ascii").splitlines()
    followers = {int(row[0]): row[3:] for row in rows(lines, "PRECEDENCE RELATIONS:", 2)}
    requests = {int(row[0]): [int(word) for word in row[2:]] for row in rows(lines, "REQUESTS/DURATIONS:", 3)}
    [limits] = rows(lines, "RESOURCEAVAILABILITIES:", 2)
    tasks = tuple(
        Task(
            id=f"{job:02}",
            length=length,
            load={f"R{at}": (need,) * max(1, length) for at, need in enumerate(needs)},
            after=tuple(f"{other:02}" for other, after in followers.items() if str(job) in after),
        )
        for job, (length, *needs) in requests.items()
    )
    return Problem(
        buckets=tuple(Bucket(day, day + 1) for day in range(days)),
        capacity={f"R{at}": (int(limit),) * days for at, limit in enumerate(limits)},
        tasks=tasks,
        targets=(Target("makespan", (tasks[-1].id,), 0),),
    )


def rows(lines: list[str], title: str, skipped: int) -> list[list[str]]:
    """The numbers of a table, up to the line of stars."""
    begin = lines.index(title) + skipped
    end = next(number for number in range(begin, len(lines)) if lines[number].startswith("*"))
    return [line.split() for line in lines[begin:end]]
