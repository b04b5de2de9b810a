"""What if: other capacities, dates and budgets, as they are typed on the command line."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import ceil
from typing import TypeVar

import click

from lpse_docs.amounts import person_days
from lpse_docs.cli.speech import guess
from lpse_docs.model.plan import AdoptionPlan, Budget, Capacity, OtherCapacity, StageTarget
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.calendar import calendar
from lpse_docs.planning.words import unit_name

Key = TypeVar("Key", str, int, tuple[str, str | None])

AMOUNT = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(|rb|ribu|jt|juta|m|miliar)", re.IGNORECASE)
SIZES = {"": 1, "rb": 10**3, "ribu": 10**3, "jt": 10**6, "juta": 10**6, "m": 10**9, "miliar": 10**9}
GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
DAYS = re.compile(r"([+-]?)([0-9]+(?:[.,][0-9]+)?)")
MOST_DAYS, MOST_MONEY, MOST_PEOPLE = 10_000.0, 10**12, 100  # as in the schema of plan.yaml
TRIED = "Dicoba dengan --capacity"


@dataclass(frozen=True)
class Wishes:
    """Changes to a plan, each as it was typed: `UNIT=+10`, `UNIT@2027-T1=+10`, `UNIT=+1`, `tahap-2=2027-06-30`, `2027=50jt`."""

    capacity: Sequence[str] = ()
    deadline: Sequence[str] = ()
    budget: Sequence[str] = ()
    people: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.capacity or self.deadline or self.budget or self.people)

    def granted(self, workspace: Workspace, plan: AdoptionPlan) -> AdoptionPlan:
        """The plan with all wishes fulfilled.

        Raises:
            click.UsageError: A wish names nothing that is known, or cannot be read, or is more than people can work.
        """
        usual, other = self._capacity(workspace, plan)
        changed = {
            "capacity": usual,
            "other_capacity": other,
            "targets": self._targets(workspace, plan),
            "budgets": self._budgets(plan),
        }
        made = plan.model_copy(update=changed)
        _workable(workspace, made)
        return made

    def _capacity(
        self, workspace: Workspace, plan: AdoptionPlan
    ) -> tuple[tuple[Capacity, ...], tuple[OtherCapacity, ...]]:
        """What units can give usually, and in single planning periods."""
        capacity = {item.unit: item for item in plan.capacity}
        other = {(item.unit, item.bucket): item for item in plan.other_capacity}
        for code, value in _once(self.people, "UNIT=ORANG", partial(_unit, workspace, plan)).items():
            usual = capacity.get(code, Capacity(unit=code, person_days=0))
            capacity[code] = usual.model_copy(update={"people": _people(usual.people, value)})
        asked = _once(self.capacity, "UNIT=HARI", partial(_stretch, workspace, plan))
        for (code, bucket), value in sorted(asked.items(), key=lambda item: item[0][1] or ""):
            usual = capacity.get(code, Capacity(unit=code, person_days=0))
            if bucket is None:
                capacity[code] = usual.model_copy(
                    update={"person_days": _person_days(usual.person_days, value, unit_name(workspace, code))}
                )
                continue
            given = other[code, bucket].person_days if (code, bucket) in other else usual.person_days
            days = _person_days(given, value, unit_name(workspace, code))
            other[code, bucket] = OtherCapacity(unit=code, bucket=bucket, person_days=days, reason=TRIED)
        return tuple(capacity.values()), tuple(other.values())

    def _targets(self, workspace: Workspace, plan: AdoptionPlan) -> tuple[StageTarget, ...]:
        asked = _once(self.deadline, "TAHAP=TANGGAL", partial(_stage, workspace))
        changed = {stage: StageTarget(stage=stage, by=_day(plan, value)) for stage, value in asked.items()}
        return tuple(({item.stage: item for item in plan.targets} | changed).values())

    def _budgets(self, plan: AdoptionPlan) -> tuple[Budget, ...]:
        asked = _once(self.budget, "TAHUN=RUPIAH", partial(_year, plan))
        changed = {year: Budget(year=year, ceiling=rupiah_typed(value)) for year, value in asked.items()}
        return tuple(({item.year: item for item in plan.budgets} | changed).values())


def _once(wishes: Sequence[str], form: str, read: Callable[[str], Key]) -> Mapping[Key, str]:
    """What is wished for each thing; two wishes for one thing are refused."""
    found: dict[Key, str] = {}
    for wish in wishes:
        left, right = _halves(wish, form)
        if read(left) in found:
            raise click.UsageError(f"{wish}: {left} sudah disebut; satu perubahan saja untuk setiap hal.")
        found[read(left)] = right
    return found


def _halves(wish: str, form: str) -> tuple[str, str]:
    left, sign, right = wish.partition("=")
    if not (sign and left.strip() and right.strip()):
        raise click.UsageError(f"{wish}: tulis dalam bentuk {form}.")
    return left.strip(), right.strip()


def _unit(workspace: Workspace, plan: AdoptionPlan, typed: str) -> str:
    """A unit of the plan by its code or one of its names."""
    names = dict(_names(workspace, plan))
    if typed.casefold() not in names:
        name = typed if typed.casefold().startswith("unit ") else f"Unit {typed}"
        known = ", ".join(unit_name(workspace, item.unit) for item in plan.capacity)
        told = f"{name[0].upper()}{name[1:]} tidak ada dalam rencana"
        raise click.UsageError(f"{told}; yang ada: {known}.{guess(typed.casefold(), names)}")
    return names[typed.casefold()]


def _stretch(workspace: Workspace, plan: AdoptionPlan, typed: str) -> tuple[str, str | None]:
    """A unit, or a unit in one planning period: `Sekretariat@2027-T1`."""
    name, sign, bucket = typed.rpartition("@")
    if not sign:
        return _unit(workspace, plan, typed), None
    known = calendar(plan, workspace.office.working_hours.days_per_week).index
    code = bucket.strip().upper()
    if code not in known:
        raise click.UsageError(
            f"{typed}: periode {bucket.strip()} tidak ada; yang ada: {', '.join(known)}.{guess(code, known)}"
        )
    return _unit(workspace, plan, name.strip()), code


def _workable(workspace: Workspace, plan: AdoptionPlan) -> None:
    """Refuse more than people can work, as plan.yaml does.

    Raises:
        click.UsageError: A unit would give more.
    """
    spread = calendar(plan, workspace.office.working_hours.days_per_week)
    usual = {item.unit: item for item in plan.capacity}
    asked = [(it.unit, it.person_days, f"setiap {plan.step.value}", spread.longest) for it in plan.capacity]
    for it in plan.other_capacity:
        if it.unit in usual and it.bucket in spread.index:
            period = spread.periods[spread.index[it.bucket]]
            asked.append((it.unit, it.person_days, f"pada {period.name}", spread.weekdays(period.start, period.end)))
    for unit, days, when, each in asked:
        people = usual[unit].people
        if days > people * each:
            name = unit_name(workspace, unit)
            told = f"{name}: {people} orang bekerja paling banyak {person_days(people * each)} {when}"
            way = f'--people "{name}={ceil(days / each)}"'
            raise click.UsageError(f"{told}, bukan {person_days(days)}. Tambah orangnya juga: {way}")


def _names(workspace: Workspace, plan: AdoptionPlan) -> Iterator[tuple[str, str]]:
    units = {item.unit for item in plan.capacity}
    for post in workspace.office.posts:
        if post.id in units:
            yield from ((name.casefold(), post.id) for name in (post.id, post.name, post.short) if name)


def _person_days(usual: float, typed: str, unit: str) -> float:
    read = DAYS.fullmatch(typed)
    if read is not None and read[1] == "-" and float(read[2].replace(",", ".")) > usual:
        raise click.UsageError(f"{typed}: kapasitas {unit} hanya {person_days(usual)}.")
    if read is None:
        raise click.UsageError(f"{typed}: bukan hari-orang; tulis misalnya 45, +10, atau -5.")
    given = float(read[2].replace(",", "."))
    days = {"": given, "+": usual + given, "-": usual - given}[read[1]]
    if days > MOST_DAYS:
        raise click.UsageError(f"{typed}: lebih dari {MOST_DAYS:.0f} hari-orang.")
    return days


def _people(usual: int, typed: str) -> int:
    read = re.fullmatch(r"([+-]?)([0-9]{1,4})", typed)
    if read is None:
        raise click.UsageError(f"{typed}: bukan banyaknya orang; tulis misalnya 3, +1, atau -1.")
    count = {"": 0, "+": usual, "-": usual}[read[1]] + (-1 if read[1] == "-" else 1) * int(read[2])
    if not 1 <= count <= MOST_PEOPLE:
        raise click.UsageError(f"{typed}: banyaknya orang 1 sampai dengan {MOST_PEOPLE}.")
    return count


def _stage(workspace: Workspace, typed: str) -> int:
    known = {f"tahap-{item.stage}": item.stage for item in workspace.office.stages}
    code = typed.casefold().replace(" ", "-")
    if code not in known:
        raise click.UsageError(f"Tahap {typed} tidak dikenal; yang ada: {', '.join(known)}.{guess(code, known)}")
    return known[code]


def _day(plan: AdoptionPlan, typed: str) -> date:
    try:
        day = date.fromisoformat(typed)
    except ValueError as error:
        raise click.UsageError(f"{typed}: bukan tanggal; tulis TTTT-BB-HH, misalnya 2027-06-30.") from error
    if day < plan.start:
        raise click.UsageError(f"{typed}: mendahului awal rencana, {plan.start}.")
    if day > plan.end:
        raise click.UsageError(f"{typed}: sesudah akhir rencana, {plan.end}.")
    return day


def _year(plan: AdoptionPlan, typed: str) -> int:
    years = range(plan.start.year, plan.end.year + 1)
    if not (typed.isascii() and typed.isdigit() and int(typed) in years):
        raise click.UsageError(f"{typed}: bukan tahun rencana ini, {years[0]} sampai dengan {years[-1]}.")
    return int(typed)


def rupiah_typed(typed: str) -> int:
    """Rupiah as people type them: `50jt`, `1,5 m`, `50.000.000`.

    Raises:
        click.UsageError: It is no amount of money, or too much.
    """
    words = typed.casefold().removeprefix("rp").strip()
    if GROUPED.fullmatch(words):
        words = words.replace(".", "")
    read = AMOUNT.fullmatch(words)
    if read is None:
        raise click.UsageError(f"{typed}: bukan jumlah rupiah; tulis misalnya 50jt atau 50.000.000.")
    money = round(float(read[1].replace(",", ".")) * SIZES[read[2]])
    if money > MOST_MONEY:
        raise click.UsageError(f"{typed}: lebih dari seribu miliar rupiah.")
    return money
