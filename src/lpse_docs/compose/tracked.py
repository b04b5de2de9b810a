"""A plan against what has become of it, as its report sees it: the counts by unit and stage, and every number it tells."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property

from lpse_docs.amounts import rupiah
from lpse_docs.compose.period import Period
from lpse_docs.compose.plan_figures import Figure, counted
from lpse_docs.compose.planned import Planned, Unit
from lpse_docs.compose.reasons import Refused
from lpse_docs.model.office import Stage
from lpse_docs.planning.review import Review, review
from lpse_docs.planning.track import Standing, Tracked

NO_REVIEW = "tidak ada rencana yang disetujui dan telah berjalan pada tanggal hitung periode ini"
PLACES = {
    "keadaan-menurut-unit": "Keadaan menurut Unit",
    "tahap-dan-standar": "Tahap dan Standar",
    "paket-kerja": "Paket Kerja",
    "anggaran": "Anggaran",
}


@dataclass(frozen=True)
class Tally:
    """Packages by how they stand; those due are done or late."""

    every: int = 0
    due: int = 0
    done: int = 0
    late: int = 0
    ahead_of_time: int = 0
    running: int = 0
    early: int = 0
    ahead: int = 0
    unplaced: int = 0

    @classmethod
    def of(cls, items: Sequence[Tracked], on: date) -> "Tally":
        """Count packages on a date."""
        due = [item for item in items if is_due(item, on)]
        standing = [item.standing for item in items]
        done = sum(item.standing is Standing.DONE for item in due)
        return cls(
            every=len(items),
            due=len(due),
            done=done,
            late=standing.count(Standing.LATE),
            ahead_of_time=standing.count(Standing.DONE) - done,
            running=standing.count(Standing.RUNNING),
            early=standing.count(Standing.EARLY),
            ahead=standing.count(Standing.AHEAD) + standing.count(Standing.HELD),
            unplaced=standing.count(Standing.UNPLACED),
        )

    @property
    def numbers(self) -> Sequence[int]:
        """In the order of the table's columns."""
        return [getattr(self, item.name) for item in fields(self)]


def is_due(item: Tracked, on: date) -> bool:
    """Whether a package should have been done before a date."""
    return item.placing is not None and item.placing.finish < on


@dataclass(frozen=True)
class Prospect:
    """A stage: its target, the day agreed on, the day of now, and the standards that have no day."""

    stage: Stage
    due: date | None
    agreed: date | None
    now: date | None
    dayless: tuple[str, ...]

    @property
    def late(self) -> bool:
        """Whether what has a day misses the target."""
        return self.due is not None and self.now is not None and self.now > self.due


@dataclass(frozen=True, eq=False)
class Pursued:
    """The plan that is reviewed on the scoring date of a period."""

    period: Period
    review: Review
    plan: Planned

    @property
    def on(self) -> date:
        """The scoring date."""
        return self.review.on

    @cached_property
    def tally(self) -> Tally:
        """All packages."""
        return Tally.of(self.review.items, self.on)

    @cached_property
    def units(self) -> Sequence[Unit]:
        """Units with work in the plan, in its order."""
        codes = [item.unit for item in self.plan.plan.capacity] + [item.package.unit for item in self.review.items]
        return [self.plan.unit(code) for code in dict.fromkeys(codes) if self.of(code)]

    def of(self, unit: str) -> Sequence[Tracked]:
        """The packages of a unit, by the day on which they should be done."""
        return sorted((item for item in self.review.items if item.package.unit == unit), key=_day)

    @cached_property
    def late(self) -> Sequence[Tracked]:
        """What is late, the longest first."""
        items = (item for item in self.review.items if item.standing is Standing.LATE)
        return sorted(items, key=lambda it: (-it.days, it.package.id))

    def of_stage(self, stage: Stage | None) -> Sequence[Tracked]:
        """The packages of a stage's standards; of none, those of SOPs and the office's own."""
        letters = set(stage.standards) if stage else {None}
        return [item for item in self.review.items if item.package.letter in letters]

    @cached_property
    def prospects(self) -> Sequence["Prospect"]:
        """Every stage with its days."""
        due = {item.stage: item.by for item in self.plan.plan.targets}
        return [self._prospect(stage, due.get(stage.stage)) for stage in self.plan.outlook.stages]

    def _prospect(self, stage: Stage, due: date | None) -> "Prospect":
        letters = [letter for it in self.plan.outlook.stages if it.stage <= stage.stage for letter in it.standards]
        days = {letter: self.review.expected(letter) for letter in letters}
        known = [day for day in days.values() if day]
        dayless = tuple(letter for letter, day in days.items() if day is None)
        return Prospect(stage, due, self.review.agreed.stage_on(stage), max(known, default=None), dayless)

    @cached_property
    def moved(self) -> Sequence[Tracked]:
        """Open packages that begin in another planning period than was agreed on, or not at all."""
        now = self.review.now.placing
        return [
            item
            for item in self.review.open
            if item.placing and (item.package.id not in now or now[item.package.id].bucket != item.placing.bucket)
        ]

    @cached_property
    def nowhere(self) -> Sequence[Tracked]:
        """Open packages without a place in the schedule of now."""
        return [item for item in self.review.open if item.package.id not in self.review.now.placing]

    @cached_property
    def money(self) -> Mapping[int, tuple[int, int, int]]:
        """By year: cost agreed on, cost of what is done by then, cost by the schedule of now."""
        now = self.review.now.spent
        done = self._costs(lambda item: item.standing is Standing.DONE)
        return {year: (cost, done.get(year, 0), self._ahead.get(year, 0)) for year, cost in self._agreed(now).items()}

    def _agreed(self, years: Mapping[int, int]) -> Mapping[int, int]:
        return dict.fromkeys(years, 0) | self._costs(lambda _: True)

    @cached_property
    def _ahead(self) -> Mapping[int, int]:
        """Cost of what is open, by the year of the schedule of now."""
        found: dict[int, int] = {}
        for item in self.review.open:
            placing = self.review.now.placing.get(item.package.id)
            if placing:
                year = int(placing.bucket[:4])
                found[year] = found.get(year, 0) + item.package.cost
        return found

    def _costs(self, wanted: Callable[[Tracked], bool]) -> dict[int, int]:
        """Cost by the year that was agreed on."""
        found: dict[int, int] = {}
        for item in self.review.items:
            if item.placing and wanted(item):
                year = int(item.placing.bucket[:4])
                found[year] = found.get(year, 0) + item.package.cost
        return found


def _day(item: Tracked) -> tuple[date, date, str]:
    days = (item.placing.finish, item.placing.start) if item.placing else (date.max, date.max)
    return (*days, item.package.id)


def _made(period: Period) -> Pursued:
    found = review(period.workspace, period.assessment)
    if found is None:
        raise Refused(NO_REVIEW)
    of_plan = Period(period.workspace, period.workspace.assessment[found.plan])
    done = frozenset(code for code, standing in found.standing.items() if standing is Standing.DONE)
    return Pursued(period, found, Planned(of_plan, found.now, found.on, done))


def pursued(period: Period) -> Pursued:
    """The review of a period, computed once; a period without one is a fault of the template."""
    return period.once(_made)


def figures(period: Period) -> tuple[Figure, ...]:
    """Every number that stands in a sentence of the review."""
    return period.once(_figures)


def _figures(period: Period) -> tuple[Figure, ...]:
    return (*_packages(pursued(period)), *_standards(pursued(period)), *_costs(pursued(period)))


def _packages(held: Pursued) -> Iterator[Figure]:
    it, place = held.tally, "keadaan-menurut-unit"
    rule = "Paket yang hari terakhirnya menurut jadwal yang disetujui mendahului tanggal hitung."
    yield counted("jatuh-tempo", it.due, "Paket jatuh tempo", rule, place)
    rule = "Paket jatuh tempo yang kriterianya terpenuhi, yang buktinya telah terhitung, atau yang dinyatakan selesai."
    yield counted("selesai", it.done, "Paket jatuh tempo yang selesai", rule, place)
    yield counted("terlambat", it.late, "Paket terlambat", "Paket jatuh tempo yang belum selesai.", place)
    rule = "Paket yang selesai sebelum jatuh tempo."
    yield counted("selesai-awal", it.ahead_of_time, "Paket selesai lebih awal", rule, place)
    rule = "Paket yang seharusnya sedang dikerjakan pada tanggal hitung dan belum selesai."
    yield counted("berjalan", it.running, "Paket sedang berjalan", rule, place)
    rule = "Paket yang belum waktunya, tetapi sebagian hasilnya sudah tampak pada penilaian."
    yield counted("dimulai-awal", it.early, "Paket dimulai lebih awal", rule, place)
    rule = "Paket terbuka yang dimulai pada periode rencana lain daripada yang disetujui, atau tidak tertampung."
    yield counted("berpindah", len(held.moved), "Paket berpindah periode", rule, "paket-kerja")
    rule = "Paket terbuka tanpa tempat pada jadwal sekarang."
    yield counted("tanpa-tempat", len(held.nowhere), "Paket tidak tertampung", rule, "paket-kerja")


def _standards(held: Pursued) -> Iterator[Figure]:
    scored, place = held.review.scored, "tahap-dan-standar"
    yield counted("standar", len(scored.standards), "Seluruh standar", "Standar menurut Pasal 29 ayat (1).", place)
    yield counted("standar-nyata", scored.met, "Standar terpenuhi", "Standar terpenuhi pada tanggal hitung.", place)
    rule = "Standar yang terpenuhi pada tanggal hitung bila jadwal yang disetujui ditepati."
    yield counted("standar-rencana", held.review.agreed.met(held.on), "Standar menurut rencana", rule, place)


def _costs(held: Pursued) -> Iterator[Figure]:
    agreed, done, _ = (sum(column) for column in zip(*held.money.values(), strict=True))
    rule = "Jumlah biaya rencana paket yang selesai; realisasi anggaran tidak dicatat di sini."
    yield Figure("biaya-selesai", rupiah(done), rupiah(done), "Biaya rencana paket selesai", rule, "anggaran")
    rule = "Jumlah biaya semua paket menurut jadwal yang disetujui."
    yield Figure("biaya-rencana", rupiah(agreed), rupiah(agreed), "Biaya menurut rencana", rule, "anggaran")
