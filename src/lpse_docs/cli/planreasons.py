"""Why a plan misses a date, and what would be enough, in the sentences that a schedule keeps for its documents."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from lpse_docs.amounts import person_days, rupiah
from lpse_docs.cli.planning import Drawn
from lpse_docs.model.dates import said
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.calendar import TENTHS, Calendar
from lpse_docs.planning.conflicts import Conflict
from lpse_docs.planning.frame import spending
from lpse_docs.planning.packages import Package
from lpse_docs.planning.problem import Target
from lpse_docs.planning.relax import Budget, Capacity, Demand, Due, Least
from lpse_docs.planning.shortage import Shortage
from lpse_docs.planning.words import due, listed, target_name, unit_name

SHOWN = 6  # packages of a chain


def explained(workspace: Workspace, drawn: Drawn) -> list[str]:
    """Why targets are missed, and what would be enough."""
    reasons = Reasons(workspace, drawn)
    told = (line for item in drawn.conflicts for line in reasons.lines(item))
    return [*reopened(workspace, drawn), *told, *traded(drawn)]


def traded(drawn: Drawn) -> Iterator[str]:
    """Standards that lack money which a package of no standard spends: goals count packages, not what they complete."""
    problem = drawn.problem
    year = {code: problem.buckets[at.bucket].year for code, at in drawn.schedule.placement.items()}
    spent = spending(problem, drawn.schedule.placement)
    for letter, items in sorted(lacking(drawn).items()):
        cost = sum(it.cost for it in items)
        for other in serving_none(drawn):
            left = problem.budgets.get(year[other.id], spent[year[other.id]] + cost) - spent[year[other.id]]
            if left < cost <= left + other.cost:
                yield (
                    f"Paket {other.id}, yang tidak melengkapi standar mana pun, memakai {rupiah(other.cost)} dari pagu "
                    f"{year[other.id]}, sedangkan {listed([it.id for it in items])} ({rupiah(cost)}), yang masih kurang "
                    f"bagi standar {letter.upper()}, tidak tertampung. Bila standar itu lebih penting, tunda paket itu."
                )
                break


def lacking(drawn: Drawn) -> Mapping[str, Sequence[Package]]:
    """Packages without a place, by the standard that lacks nothing else."""
    package, found = drawn.outlook.draft.package, defaultdict(list)
    for code in drawn.schedule.unplaced:
        if code in package and (letter := package[code].letter) and letter not in drawn.opened:
            found[letter].append(package[code])
    return found


def serving_none(drawn: Drawn) -> Sequence[Package]:
    """Packages with a place, not past, that serve no standard and no SOP and that nothing waits for; the cheapest first."""
    placed = drawn.schedule.placement.keys() - drawn.problem.fixed.keys()
    awaited = {code for task in drawn.problem.tasks for code in task.after}
    every = drawn.outlook.draft.package.values()
    found = (it for it in every if it.id in placed - awaited and not (it.letter or it.sop))
    return sorted(found, key=lambda it: (it.cost, it.id))


def reopened(workspace: Workspace, drawn: Drawn) -> Iterator[str]:
    """Gaps for which the plan has no work, and what to do about them."""
    if drawn.opened:
        told = "; ".join(f"standar {letter.upper()} ({', '.join(codes)})" for letter, codes in drawn.opened.items())
        yield f"Terbuka sejak rencana dinilai, tidak ada paketnya: {told}."
        last, own = workspace.assessments[-1].period, drawn.outlook.draft.plan.period
        way = "nilai periode berikutnya, lalu buat" if last == own else f"untuk periode {last} buat"
        yield f"Standar itu tidak dihitung terpenuhi; {way} rencana baru."


class Reasons:
    """The words for conflicts of one plan."""

    def __init__(self, workspace: Workspace, drawn: Drawn) -> None:
        self.workspace, self.drawn = workspace, drawn
        self.calendar: Calendar = drawn.outlook.draft.calendar

    def lines(self, item: Conflict) -> Iterator[str]:
        """One conflict."""
        name = f"{target_name(item.target)} pada {due(item.target, self.calendar)}"
        if item.alone and not item.demands:
            yield f"{name} {self.neglected(item.target)}."
        elif item.unsought:
            yield f"{name} tidak tercapai pada jadwal ini; sebabnya tidak dicari, karena rencana ini terlalu besar."
        elif not item.found and not item.chain:
            yield f"{name} tidak tercapai pada jadwal ini; apakah mungkin, tidak ditemukan dalam batas pencarian."
        else:
            yield f"{name} tidak mungkin: {self.reason(item)}."
        if ways := list(self.ways(item)):
            yield f"Yang dapat dilonggarkan, salah satu saja: {'; '.join(ways)}."

    def neglected(self, target: Target) -> str:
        """Of a target that could be met if only its own work counted: what the schedule puts before it."""
        if any(it.id != target.id for it in self.drawn.problem.targets):
            return (
                "dapat dipenuhi bila pekerjaannya didahulukan; jadwal ini mendahulukan jumlah keterlambatan terkecil "
                "semua tenggat"
            )
        return (
            "tidak tercapai pada jadwal ini; pekerjaannya saja dapat selesai pada waktunya, tetapi jadwal seluruh paket "
            "kerja yang memenuhinya belum ditemukan"
        )

    def reason(self, item: Conflict) -> str:
        """The smallest set of demands, and all that stands in the way for certain."""
        if item.large:
            return "; ".join(map(self.large, item.large[:SHOWN]))
        if item.chain:
            return self.chain(item)
        if not item.demands and self.drawn.schedule_made.made_on > self.calendar.end:
            return f"rentang rencana sudah berakhir pada {said(self.calendar.end)}"
        if not item.demands and item.found:
            return "ada paket kerja yang dengan orang sebanyak ini tidak selesai dalam rentang rencana"
        if item.shortages:
            return "; ".join(self.shortage(it, item) for it in item.shortages)
        names = [self.demand(demand) for demand in item.demands]
        if any(isinstance(demand, Due) for demand in item.demands):
            return f"tidak dapat bersama {listed(names)}"
        return f"{listed(names)} tidak mencukupi"

    def chain(self, item: Conflict) -> str:
        """Packages that follow each other, and the day on which the last one counts."""
        codes = [code for code in item.chain if code in self.drawn.outlook.draft.package]
        waits = {it.id: it for it in self.drawn.outlook.draft.waits}
        if item.chain and item.chain[0] in waits:
            wait = waits[item.chain[0]]
            late = f"bukti kriteria {wait.criterion} baru diperhitungkan mulai {said(wait.until)}"
            return f"{late}, lalu paket {', lalu '.join(codes[:SHOWN])}" if codes else late
        told = codes if len(codes) <= SHOWN else [*codes[: SHOWN // 2], "...", *codes[-SHOWN // 2 :]]
        begin = f"paket {', lalu '.join(told)} berurutan dan" if len(told) > 1 else f"paket {told[0]}"
        return f"{begin} baru diperhitungkan paling cepat {said(self.calendar.on(item.earliest - 1))}"

    def large(self, code: str) -> str:
        """A package that its unit cannot do even if it did nothing else."""
        package = self.drawn.outlook.draft.package[code]
        given = sum(self.drawn.problem.capacity.get(package.unit, ())) / TENTHS
        needed = f"paket {code} memerlukan {person_days(package.effort)}"
        return f"{needed}, padahal {unit_name(self.workspace, package.unit)} hanya dapat memberi {person_days(given)}"

    def shortage(self, item: Shortage, conflict: Conflict) -> str:
        """What is missing, and when; in the planning period of the target, until its day.

        Money is counted by costs alone; where a relief has found more, both numbers are told apart.
        """
        if item.resource is None:
            years = f"{item.first}" if item.first == item.last else f"{item.first}-{item.last}"
            told = f"pagu {years} kekurangan sedikitnya {rupiah(item.amount)}"
            more = max(map(money_alone, conflict.reliefs), default=0)
            apart = f" menurut biaya saja; bila waktu dan kapasitas ikut dihitung, {rupiah(more)}"
            return f"{told}{apart}" if more > item.amount else told
        missing = person_days(item.amount / TENTHS)
        by, last = self.calendar.on(conflict.target.due - 1), self.calendar.periods[item.last]
        until = f" (sampai {said(by)})" if last.start <= by < last.end else ""
        when = f"{self.stretch(item.first, item.last)}{until}"
        return f"{unit_name(self.workspace, item.resource)} kekurangan sedikitnya {missing} {when}"

    def stretch(self, first: int, last: int) -> str:
        """Planning periods: pada triwulan I 2027, or from one to another."""
        names = [self.calendar.periods[place].name for place in (first, last)]
        return f"pada {names[0]}" if first == last else f"dari {names[0]} sampai {names[1]}"

    def ways(self, item: Conflict) -> Iterator[str]:
        """Each thing that alone would be enough."""
        if item.large:
            yield "beban kerja paket itu dikurangi"
        if item.delay is not None:
            least = (
                f" (menurut jadwal ini; sedikitnya {item.at_least} hari)" if item.at_least else " (menurut jadwal ini)"
            )
            least = "" if item.delay <= item.at_least else least
            yield f"tenggat mundur {item.delay} hari{least}"
        elif item.at_least:
            yield "rentang rencana diperpanjang"
        yield from (listed(list(map(self.relief, parts))) for parts in item.reliefs)

    def relief(self, item: Least) -> str:
        """How little more of one kind is enough; a number that is not proven least says so, and one that may not be enough."""
        by_demand = {demand: dict(parts) for demand, parts in self.grouped(item)}
        least = "sedikitnya " if item.proven and not item.sure and len(by_demand) == 1 else ""
        told = listed([self.more(demand, parts, least) for demand, parts in by_demand.items()])
        if not item.sure:
            return f"{told}, belum tentu cukup"
        return told if item.proven else f"{told} (mungkin kurang dari itu sudah cukup)"

    def grouped(self, item: Least) -> Iterator[tuple[Demand, Sequence[tuple[int, int]]]]:
        """The parts of every demand."""
        for demand, found in groupby(item.parts.items(), key=lambda part: part[0][0]):
            yield demand, [(place, amount) for (_, place), amount in found]

    def more(self, demand: Demand, parts: Mapping[int, int], least: str = "") -> str:
        """More of one thing."""
        whole = sum(parts.values())
        match demand:
            case Capacity(resource):
                places = sorted(parts)
                hands = "; perlu tambahan orang" if self.overstrained(resource, parts) else ""
                where = f"({self.stretch(places[0], places[-1])}{hands})"
                return f"{unit_name(self.workspace, resource)} ditambah {least}{person_days(whole / TENTHS)} {where}"
            case Budget(year):
                return f"pagu {year} ditambah {least}{rupiah(whole)}"
            case Due():
                return f"tenggat mundur {whole} hari"

    def overstrained(self, unit: str, parts: Mapping[int, int]) -> bool:
        """Whether the people a unit has cannot give that much more, even if they did nothing else."""
        people = next(it.people for it in self.drawn.outlook.draft.plan.capacity if it.unit == unit)
        given, periods = self.drawn.problem.capacity[unit], self.calendar.periods
        return any(
            given[place] + more > people * TENTHS * self.calendar.working_days(periods[place].start, periods[place].end)
            for place, more in parts.items()
        )

    def demand(self, demand: Demand) -> str:
        """A demand by its name."""
        match demand:
            case Capacity(resource):
                return f"kapasitas {unit_name(self.workspace, resource)}"
            case Budget(year):
                return f"pagu {year}"
            case Due(target):
                return f"tenggat {target_name(next(it for it in self.drawn.problem.targets if it.id == target))}"


def money_alone(relief: Sequence[Least]) -> int:
    """How much more money a relief asks for; nothing when it asks for anything else as well."""
    asked = [(demand, amount) for item in relief for (demand, _), amount in item.parts.items()]
    return sum(amount for _, amount in asked) if all(isinstance(demand, Budget) for demand, _ in asked) else 0
