"""A plan as people read it on the screen: what is reached when, loads, money, and why something is not possible."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from lpse_docs.amounts import person_days, rupiah
from lpse_docs.cli.columns import columns
from lpse_docs.cli.planning import Drawn
from lpse_docs.model.dates import said
from lpse_docs.model.plan import GoalReached
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.calendar import Calendar
from lpse_docs.planning.measure import missed, true_day
from lpse_docs.planning.optimise import available
from lpse_docs.planning.outlook import Outlook
from lpse_docs.planning.packages import Package
from lpse_docs.planning.problem import MISSED, Goal, Method, Target
from lpse_docs.planning.waiting import Wait
from lpse_docs.planning.words import due, target_name, unit_name

EXAMPLE = "CONTOH - bukan hasil penilaian"
NEVER = "tidak tercapai dalam rentang rencana"


def lines(workspace: Workspace, drawn: Drawn) -> list[str]:
    """One plan."""
    return [*_head(workspace, drawn), *_method(drawn), "", *columns(list(_facts(workspace, drawn)))]


def _head(workspace: Workspace, drawn: Drawn) -> list[str]:
    plan = drawn.outlook.draft.plan
    return [plan.title, *([EXAMPLE] if workspace.assessment[plan.period].scorecard.example else [])]


def compared(workspace: Workspace, now: Drawn, then: Drawn) -> list[str]:
    """Two plans side by side; a star marks what differs."""
    left, right = dict(_facts(workspace, now)), dict(_facts(workspace, then))
    rows = [("", "", "Semula", "Dengan perubahan")]
    for name in dict.fromkeys((*left, *right)):
        before, after = left.get(name, "-"), right.get(name, "-")
        rows.append(("*" if before != after else "", name, before, after))
    first = {item.package: item.bucket for item in now.schedule_made.placings}
    moved = sum(first.get(item.package) != item.bucket for item in then.schedule_made.placings)
    told = (
        f"{moved} dari {len(then.schedule_made.placings)} paket kerja berpindah periode."
        if moved
        else "Tidak ada paket kerja yang berpindah periode."
    )
    return [*_head(workspace, now), *_method(then), "", *columns(rows), "", told]


def _method(drawn: Drawn) -> Iterator[str]:
    """How the schedule was found, and how far a better one may be; each goal with what no schedule can better."""
    greedy = drawn.schedule.method is Method.GREEDY
    if all(item.proven for item in drawn.schedule.reached):
        yield "Jadwal terbukti terbaik menurut urutan sasarannya, dihitung per periode rencana."
    elif greedy:
        yield "Jadwal disusun menurut urutan prioritas, tanpa pengoptimal; jadwal yang lebih baik mungkin ada."
        if not available():
            yield "Pasang pengoptimal dengan: ./lpse solver"
    else:
        yield "Jadwal terbaik yang ditemukan; belum terbukti terbaik."
    yield f"Sasaran: {'; '.join(_goal(drawn, it) for it in drawn.schedule_made.reached)}."
    yield from _counted(drawn)
    count, late = missed(drawn.problem, drawn.schedule.placement)
    if drawn.problem.hands and count:
        yield (
            f"Menurut tanggal {count} tenggat terlewat, {late} hari bersama-sama (yang tidak tercapai dihitung sampai setahun "
            "sesudah rentang rencana). Banyaknya ditimbang sesudah tenggat tahap, harinya sesudah paket kerja masuk jadwal."
        )


def _counted(drawn: Drawn) -> Iterator[str]:
    """Why the goal of the targets may be late where the day of a target is not."""
    step = drawn.outlook.draft.plan.step.value
    if any(item.goal == Goal.TARGETS.value and item.value for item in drawn.schedule_made.reached):
        yield (
            f"Sasaran tenggat tahap dihitung per {step}: setiap paket dianggap baru selesai pada hari terakhir {step}nya. "
            "Tanggal di bawah ini memakai hari terakhir paketnya sendiri, jadi dapat lebih awal."
        )


def _goal(drawn: Drawn, item: GoalReached) -> str:
    """What was reached for a goal; of targets that wait for work which the plan does not have, it says only half."""
    gap = f"batas {item.bound}, selisih {item.value - item.bound}"
    far = "; batas ini terlalu jauh untuk membuktikan sesuatu" if item.vague else ""
    known = f"{item.goal} {item.value} ({gap}{far}"
    lost = item.goal == Goal.TARGETS.value and any(_hindered(drawn.outlook, it) for it in drawn.problem.targets)
    return f"{known}; bagi paket yang ada saja, celah tanpa paket tidak dihitung)" if lost else f"{known})"


def _facts(workspace: Workspace, drawn: Drawn) -> Iterator[tuple[str, str]]:
    made, asked = drawn.outlook, drawn.outlook.draft
    for target in drawn.problem.targets:
        end = true_day(drawn.problem, target, drawn.schedule.placement)
        late = f", terlambat {end - target.due} hari" if end > target.due else ""
        told = NEVER if _hindered(made, target) else _reached(asked.calendar, end)
        yield target_name(target), f"{told} (tenggat {due(target, asked.calendar)}{late if told != NEVER else ''})"
    yield "Semua standar terpenuhi", _last(made.standards_met_on.values())
    yield (
        f"Standar terpenuhi pada {said(asked.calendar.end)}",
        f"{made.met(asked.calendar.end)} dari {len(asked.scored.standards)}",
    )
    for item in asked.waits:
        yield (
            f"Menunggu {item.criterion}",
            f"{', '.join(item.evidence)}, diperhitungkan mulai {said(item.until)}; tanpa pekerjaan",
        )
    yield "Paket kerja", f"{len(made.schedule.placings)} terjadwal, {len(made.schedule.unplaced)} tidak tertampung"
    for unit, loads in made.load.items():
        yield f"Beban tertinggi {unit_name(workspace, unit)}", _peak(loads, made.capacity[unit], asked.calendar)
    ceilings = asked.problem.budgets
    for year, money in made.spent.items():
        began = [asked.package[it.package] for it in made.placing.values() if it.bucket.startswith(str(year))]
        yield f"Biaya {year}", _cost(money, ceilings.get(year), began)


def _cost(money: int, ceiling: int | None, began: Sequence[Package]) -> str:
    """What is spent in a year against its ceiling, and how many of the packages that begin in it nobody has costed."""
    untold = sum(not item.estimated for item in began)
    if untold and untold == len(began):
        told = f"tidak diketahui: {untold} paket yang dimulai belum ditaksir"
        return told if ceiling is None else f"{told}; pagu {rupiah(ceiling)}"
    told = rupiah(money) if ceiling is None else f"{rupiah(money)} dari {rupiah(ceiling)}"
    return f"{told}; {untold} paket belum ditaksir" if untold else told


def wait_words(item: Wait) -> str:
    """Evidence that only has to wait, in a line."""
    told = f"{', '.join(item.evidence)} diperhitungkan mulai {said(item.until)}"
    return f"{item.criterion} menunggu: {told}; tidak ada yang dikerjakan."


def _hindered(made: Outlook, target: Target) -> bool:
    """Whether a stage waits for a standard that the plan has no work for any more."""
    letters = {letter for it in made.stages if target.id == f"tahap-{it.stage}" for letter in made.letters(it)}
    return bool(letters & made.opened)


def _reached(calendar: Calendar, end: int) -> str:
    """The last day of what a target waits for; what is not placed counts a year after the horizon or later."""
    return NEVER if end > calendar.day(calendar.end) + MISSED else said(calendar.on(max(0, end - 1)))


def _last(days: Iterable[date | None]) -> str:
    told = list(days)
    known = [day for day in told if day]
    return said(max(known)) if known and len(known) == len(told) else NEVER


def _peak(loads: Sequence[float], capacity: Sequence[float], calendar: Calendar) -> str:
    place = max(range(len(loads)), key=lambda at: (loads[at], -at))
    return f"{person_days(loads[place])} dari {person_days(capacity[place])} ({calendar.periods[place].name})"
