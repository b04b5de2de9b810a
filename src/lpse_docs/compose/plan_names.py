"""How an adoption plan names its packages, planning periods and standards, in cells and in sentences."""

from collections.abc import Iterable, Sequence

from lpse_docs.amounts import dotted
from lpse_docs.compose.cells import joined, lines
from lpse_docs.compose.law import long_date
from lpse_docs.compose.office import short_name
from lpse_docs.compose.phrasing import Words, in_a_row, row_of
from lpse_docs.compose.planned import Planned
from lpse_docs.document.inlines import Inline, Reference, text
from lpse_docs.planning.packages import Package

NOWHERE = "tidak tertampung"
SHOWN = 5  # codes in a sentence; the rest is counted
GROUND = "dasar-"


def package_anchor(code: str) -> str:
    """Anchor of a package in the table of its unit."""
    return f"paket-{code.lower()}"


def package_link(code: str) -> Inline:
    """The code of a package, leading to its row."""
    return Reference(package_anchor(code), text(code))


def promise_anchor(stage: int) -> str:
    """Anchor of a stage among the promises."""
    return f"janji-tahap-{stage}"


def begun(words: str) -> str:
    """Words as they stand at the begin of a sentence or cell: `triwulan I 2027` -> `Triwulan I 2027`."""
    return f"{words[:1].upper()}{words[1:]}"


def bucket_name(plan: Planned, code: str) -> str:
    """A planning period by its code, at the begin of a cell."""
    calendar = plan.outlook.draft.calendar
    return begun(calendar.periods[calendar.index[code]].name) if code in calendar.index else code


def bucket_words(plan: Planned, item: Package) -> str:
    """The planning period in which a package begins."""
    if item.done_on:
        return "selesai"
    placing = plan.outlook.placing.get(item.id)
    return bucket_name(plan, placing.bucket) if placing else NOWHERE


def work_days(plan: Planned, item: Package) -> tuple[Inline, ...]:
    """First and last day of the work of a package."""
    placing = plan.outlook.placing.get(item.id)
    if item.done_on or placing is None:
        return text(long_date(item.done_on) or "-")
    return lines((long_date(placing.start), f"s.d. {long_date(placing.finish)}"))


def served(item: Package) -> tuple[Inline, ...]:
    """Which criterion or SOP a package serves; its code tells the criterion that it is named after."""
    if item.criterion and item.id.startswith(item.criterion):
        return text(f"Standar {(item.letter or '').upper()}")
    if item.criterion:
        return text(f"Standar {(item.letter or '').upper()}, {item.criterion}")
    if item.sop:
        return text(f"SOP huruf {item.sop.upper()}")
    return text("-")


def short_title(item: Package) -> str:
    """The first of the things that a package makes."""
    return item.title.split("; ")[0]


def links(items: Sequence[Package], shown: int = SHOWN) -> Words:
    """Codes in a row, the first few of many: `S01-K01, S01-K02, dan 7 paket lain`."""
    parts = [(package_link(item.id),) for item in items[:shown]]
    if len(items) > shown:
        return (*joined(parts), *text(f", dan {dotted(len(items) - shown)} paket lain"))
    return row_of(parts)


def standards_named(plan: Planned, letters: Iterable[str], *, named: int = 4) -> str:
    """Standards in a row: with their names while they are few, else as letters; all of them in one word."""
    known = sorted(letter for letter in set(letters) if letter in plan.period.workspace.standard)
    if len(known) == len(plan.period.standards) > named:
        return f"seluruh {len(known)} standar"
    if len(known) > named:
        return f"{len(known)} standar ({spanned([letter.upper() for letter in known])})"
    names = (short_name(plan.period.workspace.standard[letter].name) for letter in known)
    return f"standar {in_a_row([f'{letter.upper()} ({name})' for letter, name in zip(known, names, strict=True)])}"


def still_ahead(plan: Planned, item: Package) -> list[str]:
    """What a package really waits for: what is done already, or was never needed, is left out."""
    known = plan.outlook.draft.problem.task
    return sorted({code for code in item.after if code in known})


def after_words(plan: Planned, item: Package) -> Words:
    """What a package waits for, the grounds of standards in one phrase; a dash when it waits for nothing."""
    codes = still_ahead(plan, item)
    grounds = [code.removeprefix(GROUND).upper() for code in codes if code.startswith(GROUND)]
    others = [(package_link(code),) for code in codes if not code.startswith(GROUND)]
    return joined([*([text(f"dasar standar {spanned(grounds)}")] if grounds else []), *others], text("; ")) or text("-")


def spanned(letters: Sequence[str]) -> str:
    """Letters in a row, runs of three and more drawn together: `A-D, F, dan H`."""
    runs: list[list[str]] = []
    for letter in sorted(letters):
        if runs and ord(letter[0]) == ord(runs[-1][-1][0]) + 1:
            runs[-1].append(letter)
        else:
            runs.append([letter])
    parts: list[str] = []
    for run in runs:
        parts += [f"{run[0]}\u2013{run[-1]}"] if len(run) > 2 else run
    return in_a_row(parts)
