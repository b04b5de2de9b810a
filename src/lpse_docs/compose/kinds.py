"""The kinds of documents: which template, which folder, one for each of what."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lpse_docs.compose.period import Period
from lpse_docs.compose.tiles import dashboard
from lpse_docs.document.dashboard import Dashboard
from lpse_docs.model.approval import ApprovalKind, Need
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.plan import AdoptionPlan
from lpse_docs.model.roster import needs
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.review import pursued


@dataclass(frozen=True)
class Subject:
    """What one document is about: its id, what its template sees, and the assessment of a period."""

    id: str
    values: Mapping[str, Any]
    assessment: Assessment | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of document. `dashboard` makes the tiles of one that is a dashboard, which exists on screen only.

    `approval` is what it is to those who approve it; nobody approves a kind without one. `handed` documents of a period are
    signed and handed over to the regent's office.
    """

    template: str
    folder: str
    subjects: Callable[[Workspace], list[Subject]]
    dashboard: Callable[[Period], Dashboard] | None = None
    approval: ApprovalKind | None = None
    handed: bool = False

    def folder_of(self, subject: Subject) -> str:
        """Where a document goes; those of a period have a folder of their own."""
        return f"{self.folder}/{subject.assessment.period}" if subject.assessment else self.folder

    def needs(self, workspace: Workspace, subject: Subject) -> tuple[Need, ...]:
        """Who has to approve a document; a SOP names its approver itself."""
        if self.approval is None:
            return ()
        sop = subject.values.get("sop")
        return needs(workspace.office, self.approval, sop.approver if sop else None)


def _standards(workspace: Workspace) -> list[Subject]:
    return [Subject(f"standar-{item.letter}-{item.id}", {"standard": item}) for item in workspace.standards]


def _scorecards(workspace: Workspace) -> list[Subject]:
    return [Subject(f"kartu-skor-{item.letter}-{item.id}", {"standard": item}) for item in workspace.standards]


def _sops(workspace: Workspace) -> list[Subject]:
    return [Subject(f"sop-{item.letter}-{item.id}", {"sop": item}) for item in workspace.sops]


def _one(name: str) -> Callable[[Workspace], list[Subject]]:
    return lambda _: [Subject(name, {})]


def _periods(name: str) -> Callable[[Workspace], list[Subject]]:
    return lambda workspace: [Subject(f"{name}-{item.period}", {}, item) for item in workspace.assessments]


def _scheduled(workspace: Workspace) -> Iterator[tuple[Assessment, AdoptionPlan]]:
    """Periods with a plan that has a schedule."""
    for item in workspace.assessments:
        if item.period in workspace.plan and item.period in workspace.schedule:
            yield item, workspace.plan[item.period]


def _plans(workspace: Workspace) -> list[Subject]:
    return [Subject(f"rencana-adopsi-{item.period}", {}, item) for item, _ in _scheduled(workspace)]


def _task_sheets(workspace: Workspace) -> list[Subject]:
    """One for each unit that gives something to a plan."""
    return [
        Subject(f"lembar-tugas-{unit}-{item.period}", {"unit": unit}, item)
        for item, plan in _scheduled(workspace)
        for unit in dict.fromkeys(it.unit for it in plan.capacity)
    ]


def _reviews(workspace: Workspace) -> list[Subject]:
    """One for each period on whose scoring date a plan that was agreed on had begun."""
    return [
        Subject(f"pemantauan-rencana-{item.period}", {}, item)
        for item in workspace.assessments
        if pursued(workspace, item)
    ]


KINDS = (
    Kind("manual-standar-lpse.md.j2", "buku", _one("manual-standar-lpse"), approval=ApprovalKind.BOOK),
    Kind("buku-sop.md.j2", "buku", _one("buku-sop"), approval=ApprovalKind.BOOK),
    Kind("matriks-ketertelusuran.md.j2", "buku", _one("matriks-ketertelusuran"), approval=ApprovalKind.BOOK),
    Kind("panduan-pengguna.md.j2", "buku", _one("panduan-pengguna")),
    Kind("panduan-verifikasi.md.j2", "buku", _one("panduan-verifikasi")),
    Kind("sop.md.j2", "sop", _sops, approval=ApprovalKind.SOP),
    Kind("standar.md.j2", "standar", _standards, approval=ApprovalKind.STANDARD),
    Kind("kartu-skor.md.j2", "kartu-skor", _scorecards, approval=ApprovalKind.FORM),
    Kind("kartu-skor-terisi.md.j2", "penilaian", _periods("kartu-skor-terisi"), handed=True),
    Kind("berita-acara-penilaian.md.j2", "penilaian", _periods("berita-acara-penilaian"), handed=True),
    Kind(
        "laporan-kepatuhan.md.j2",
        "penilaian",
        _periods("laporan-kepatuhan"),
        approval=ApprovalKind.REPORT,
        handed=True,
    ),
    Kind("dasbor.md.j2", "penilaian", _periods("dasbor"), dashboard),
    Kind("rencana-adopsi.md.j2", "penilaian", _plans, approval=ApprovalKind.PLAN, handed=True),
    Kind("lembar-tugas.md.j2", "penilaian", _task_sheets, approval=ApprovalKind.PLAN),
    Kind("pemantauan-rencana.md.j2", "penilaian", _reviews, approval=ApprovalKind.PLAN, handed=True),
    Kind("surat-pengantar.md.j2", "penilaian", _periods("surat-pengantar")),
)


def handed_over(workspace: Workspace, assessment: Assessment) -> list[Subject]:
    """The documents of a period that are signed and handed over, the report first."""
    made = [item for kind in KINDS if kind.handed for item in kind.subjects(workspace)]
    found = [item for item in made if item.assessment and item.assessment.period == assessment.period]
    return sorted(found, key=lambda item: not item.id.startswith("laporan-kepatuhan"))
