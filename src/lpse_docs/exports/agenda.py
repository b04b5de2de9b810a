"""What every export of an adoption plan tells: packages with their place in the schedule, and what waits for what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lpse_docs.model.dates import said
from lpse_docs.model.plan import Placing
from lpse_docs.model.standard import Standard
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.outlook import Outlook
from lpse_docs.planning.packages import Package, ground
from lpse_docs.planning.problem import Task
from lpse_docs.planning.waiting import Wait

MARK = "CONTOH - bukan hasil penilaian: "
OTHERS = "Pekerjaan lain"


@dataclass(frozen=True)
class Entry:
    """One package of the plan.

    Attributes:
        task: What of it is to be scheduled; None when it is done.
        placing: When it is done; None when it is done already or has no place.
        before: The packages whose evidence must count before it begins.
    """

    package: Package
    heading: str
    task: Task | None
    placing: Placing | None
    before: tuple[Package, ...]

    @property
    def span(self) -> int:
        """In how many planning periods it lies."""
        return self.task.spanned if self.task else 0

    @property
    def length(self) -> int:
        """Days that it takes."""
        return self.task.length if self.task else 0

    @property
    def days(self) -> int:
        """Calendar days from its first to its last day; nothing for what takes no time."""
        if self.placing and self.task and self.task.length:
            return (self.placing.finish - self.placing.start).days + 1
        return self.length


@dataclass(frozen=True)
class Agenda:
    """A plan with its schedule, as it is told."""

    workspace: Workspace
    outlook: Outlook

    @property
    def made_on(self) -> date:
        """The day the schedule was made: the only date of a file that is not a date of the plan."""
        return self.outlook.schedule.made_on

    @property
    def period(self) -> str:
        """The code of the period the plan belongs to."""
        return self.outlook.draft.plan.period

    @property
    def title(self) -> str:
        """The title of the plan, marked when the period is an example."""
        assessment = self.workspace.assessment.get(self.period)
        mark = MARK if assessment is not None and assessment.scorecard.example else ""
        return f"{mark}{self.outlook.draft.plan.title}"

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All packages in the order of standards, SOPs and the plan's file."""
        return tuple(self._entry(item) for item in self.outlook.draft.packages)

    @property
    def waits(self) -> tuple[Wait, ...]:
        """Evidence that nobody works for, in the order of the standards."""
        return self.outlook.draft.waits

    @cached_property
    def headings(self) -> Mapping[str, tuple[Entry, ...]]:
        """Packages by the standard or SOP they serve, in the order of the packages."""
        found: dict[str, list[Entry]] = {}
        for item in self.entries:
            found.setdefault(item.heading, []).append(item)
        return {heading: tuple(items) for heading, items in found.items()}

    def _entry(self, item: Package) -> Entry:
        draft = self.outlook.draft
        placing = None if item.done_on else self.outlook.placing.get(item.id)
        return Entry(item, self.heading(item), draft.problem.task.get(item.id), placing, self._before(item))

    def heading(self, item: Package) -> str:
        """The standard or SOP a package serves, as the head of a group."""
        if item.letter:
            standard = next((it for it in self.workspace.standards if it.letter == item.letter), None)
            return named(standard) if standard else OTHERS
        sop = next((it for it in self.workspace.sops if it.letter == item.sop), None)
        return f"SOP {sop.letter.upper()}. {sop.title}" if sop else OTHERS

    def _before(self, item: Package) -> tuple[Package, ...]:
        """Packages named, and those that make the rules and appointments of a standard named; all once."""
        packages = self.outlook.draft.packages
        wanted = [
            other
            for code in item.after
            for other in packages
            if other.id == code or (other.grounds and other.letter and ground(other.letter) == code)
        ]
        return tuple(dict.fromkeys(other for other in wanted if other.id != item.id and other.done_on is None))

    def unit(self, code: str) -> str:
        """The name of a unit."""
        post = self.workspace.post.get(code)
        return post.name if post else code

    def short(self, code: str) -> str:
        """The short name of a unit."""
        post = self.workspace.post.get(code)
        return (post.short or post.name) if post else code


def waiting_words(item: Wait) -> str:
    """That evidence is registered and only has to wait."""
    return f"Menunggu: {', '.join(item.evidence)} diperhitungkan mulai {said(item.until)}; tanpa pekerjaan dan biaya."


def named(standard: Standard) -> str:
    """A standard as the head of a group."""
    return f"Standar {standard.letter.upper()}. {standard.name.removeprefix('Standar ')}"
