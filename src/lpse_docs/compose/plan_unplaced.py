"""What does not fit into an adoption plan, and why: who lacks people when, what runs out of money, what is waited for."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from lpse_docs.amounts import decimal, dotted, rupiah
from lpse_docs.compose.law import long_date
from lpse_docs.compose.phrasing import Words, in_a_row, row_of, sentence
from lpse_docs.compose.plan_causes import Cause, Hindrance, unplaced
from lpse_docs.compose.plan_figures import tell
from lpse_docs.compose.plan_names import SHOWN, links, package_link
from lpse_docs.compose.planned import Planned, Sum
from lpse_docs.document.blocks import Block, Items, Paragraph
from lpse_docs.document.inlines import Strong, text
from lpse_docs.document.roles import Marker
from lpse_docs.planning.packages import Package

FEW = 3  # codes in brackets
Key = TypeVar("Key", bound=Hashable)


def unplaced_work(plan: Planned) -> Iterator[tuple[Block, ...]]:
    """How much work does not fit, and below it why; nothing when all fits."""
    if not plan.unplaced:
        return
    lines = list(reasons(plan, unplaced(plan)))
    ends = [*(";" for _ in lines[1:]), "."]
    why = tuple((Paragraph(sentence(line, end)),) for line, end in zip(lines, ends, strict=True))
    yield (Paragraph(sentence(unplaced_head(plan), ":")), Items(why, Marker.BULLET))


def unplaced_head(plan: Planned) -> Words:
    """How much work does not fit, as the begin of a sentence."""
    whole = Sum.of(plan.unplaced)
    head = Strong((tell(plan.period, "paket-tidak-muat", "paket kerja"),))
    days = tell(plan.period, "beban-tidak-muat", "hari-orang")
    money = f", {rupiah(whole.cost)}" if whole.cost else ""
    end = long_date(plan.outlook.draft.calendar.end)
    return sentence("Sebanyak ", head, " (", days, f"{money}) tidak tertampung sampai dengan {end}")


def unplaced_reasons(plan: Planned) -> int:
    """How many reasons there are for work that does not fit."""
    return len(list(reasons(plan, unplaced(plan))))


def reasons(plan: Planned, found: Sequence[Hindrance]) -> Iterator[Words]:
    """Packages without a place by what is in the way of each; every package stands once."""
    yield from _money(found)
    yield from _money_and_people(plan, found)
    yield from _people(plan, found)
    yield from _waiting(plan, found)
    yield from _time(found)
    order = [it.package for it in found if it.causes == (Cause.ORDER,)]
    if order:
        told = f"{_many(order)} tidak memperoleh tempat pada jadwal ini walaupun kapasitas dan pagu masih tersisa: "
        yield sentence(told, links(order))


def _grouped(found: Sequence[Hindrance], key: Callable[[Hindrance], Key]) -> dict[Key, list[Hindrance]]:
    groups: dict[Key, list[Hindrance]] = defaultdict(list)
    for item in found:
        groups[key(item)].append(item)
    return groups


def _many(items: Sequence[object]) -> str:
    return f"{dotted(len(items))} paket"


def _years(found: Sequence[Hindrance]) -> str:
    return in_a_row([str(year) for year in sorted({year for it in found for year in it.years})])


def _costs(found: Sequence[Hindrance]) -> Words:
    """What each costs and how much of that is lacking."""
    return row_of(
        [
            sentence(package_link(it.package.id), f" {rupiah(it.package.cost)} (kurang {rupiah(it.lacking)})")
            for it in found
        ]
    )


def _money(found: Sequence[Hindrance]) -> Iterator[Words]:
    money = [it for it in found if it.causes == (Cause.MONEY,)]
    if money:
        yield sentence(f"pagu {_years(money)} tidak mencukupi bagi {_many(money)}: ", _costs(money))


def _money_and_people(plan: Planned, found: Sequence[Hindrance]) -> Iterator[Words]:
    """Where both are in the way: each of them, or either."""
    dear = [it for it in found if Cause.MONEY in it.causes and Cause.CAPACITY in it.causes]
    for (unit, places, both), items in _grouped(dear, lambda it: (it.package.unit, it.places, it.both)).items():
        people = f"hari-orang {plan.unit(unit).name} {periods_named(plan, places)}"
        ways = "keduanya perlu ditambah" if both else "salah satunya perlu ditambah"
        yield sentence(
            f"pagu {_years(items)} dan {people} tidak mencukupi bagi {_many(items)}, ", ways, ": ", _costs(items)
        )


def _people(plan: Planned, found: Sequence[Hindrance]) -> Iterator[Words]:
    """Unit by unit, the planning periods in which too little of it is left; what comes late for what it waits for by itself."""
    people = [it for it in found if it.causes == (Cause.CAPACITY,)]
    order = {unit.code: place for place, unit in enumerate(plan.units)}
    people.sort(key=lambda it: (order[it.package.unit], it.places))
    for (unit, places, _), items in _grouped(people, lambda it: (it.package.unit, it.places, bool(it.last))).items():
        effort = decimal(sum(it.package.effort for it in items))
        head = f"sisa hari-orang {plan.unit(unit).name} {periods_named(plan, places)} tidak mencukupi bagi"
        begin = f"{head} {_many(items)} ({effort} hari-orang)"
        yield sentence(begin, _behind(plan, items, " yang baru dapat dimulai sesudah "), ": ", links(_packages(items)))


def _packages(found: Sequence[Hindrance]) -> list[Package]:
    return [it.package for it in found]


def _behind(plan: Planned, found: Sequence[Hindrance], lead: str) -> Words:
    """What packages wait for last, with the day on which it counts."""
    last = {it.id: it for item in found for it in item.last}
    days = [(plan.outlook.counts_on(it), it) for it in last.values()]
    named = [sentence(package_link(it.id), f" ({long_date(day)})") for day, it in days[:SHOWN] if day]
    more = [text(f"{dotted(len(days) - SHOWN)} paket lain")] if len(days) > SHOWN else []
    return sentence(lead, row_of([*named, *more])) if named else ()


def _waiting(plan: Planned, found: Sequence[Hindrance]) -> Iterator[Words]:
    """What waits for work that does not fit either, and what waits for work that comes too late."""
    others = [it for it in found if it.causes == (Cause.OTHERS,)]
    lost = _grouped([it for it in others if it.lost], lambda it: it.lost)
    many = sorted((items for items in lost.values() if len(items) > 1), key=len, reverse=True)
    for items in many[:SHOWN]:
        head = sentence(f"{_many(items)} menunggu ", links(items[0].lost, FEW), ", yang tidak tertampung: ")
        yield sentence(head, links(_packages(items)))
    single = [items[0] for items in lost.values() if len(items) == 1]
    yield from _alone([*(it for items in many[SHOWN:] for it in items), *single])
    behind = [it for it in others if not it.lost]
    if behind:
        waits = _behind(plan, behind, " sesudah ")
        told = f"{_many(behind)} tidak selesai lagi dalam rentang rencana"
        yield sentence(told, waits, ": ", links(_packages(behind)))


def _alone(found: Sequence[Hindrance]) -> Iterator[Words]:
    """Packages that wait for something of their own that does not fit."""
    if found:
        parts = [sentence(package_link(it.package.id), " (menunggu ", links(it.lost, FEW), ")") for it in found[:SHOWN]]
        more = [text(f"{dotted(len(found) - SHOWN)} paket lain")] if len(found) > SHOWN else []
        yield sentence(f"{_many(found)} menunggu paket yang tidak tertampung: ", row_of([*parts, *more]))


def _time(found: Sequence[Hindrance]) -> Iterator[Words]:
    """What has no room in time from the day on which it may begin."""
    for ready, items in _grouped([it for it in found if it.causes == (Cause.TIME,)], lambda it: it.ready).items():
        when = f" paling cepat dapat dimulai pada {long_date(ready)} dan" if ready else ""
        yield sentence(f"{_many(items)}{when} tidak selesai dalam rentang rencana: ", links(_packages(items)))


def periods_named(plan: Planned, places: Sequence[int]) -> str:
    """Planning periods in a sentence: `pada triwulan I 2027 dan dari triwulan III 2027 sampai triwulan II 2028`."""
    names = [it.name for it in plan.outlook.draft.calendar.periods]
    runs = [[at for _, at in run] for _, run in groupby(enumerate(sorted(places)), key=lambda it: it[1] - it[0])]
    return in_a_row(
        [f"dari {names[run[0]]} sampai {names[run[-1]]}" if len(run) > 1 else f"pada {names[run[0]]}" for run in runs]
    )
