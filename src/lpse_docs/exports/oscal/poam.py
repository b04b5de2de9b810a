"""An adoption plan as an OSCAL plan of action and milestones: an item for every criterion and SOP that is wanting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lpse_docs.assess.score import CriterionScore
from lpse_docs.exports.agenda import Agenda, Entry, named, waiting_words
from lpse_docs.exports.oscal import ids, plan
from lpse_docs.exports.oscal.author import Author, prop
from lpse_docs.exports.oscal.observations import observation, observation_id, resource
from lpse_docs.exports.oscal.results import SPOKEN, finding, finding_id
from lpse_docs.exports.oscal.seal import Node
from lpse_docs.exports.oscal.wording import line, prose
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.outlook import Outlook
from lpse_docs.planning.waiting import Wait

FILE = "plan-of-action-and-milestones.json"
REMARKS = (
    "Rencana tindak lanjut menurut rencana adopsi bertahap dan kriteria kerja; bukan penilaian LKPP. Beban, biaya, dan "
    "tanggal adalah rencana; sebagian berasal dari asumsi yang disebut pada setiap tugas."
)
UNPLACED = "Tidak tertampung dalam jadwal."
UNCOUNTED = "Belum semua paket kerja tertampung dalam jadwal; tanggalnya belum dapat disebut."


@dataclass(frozen=True)
class _Gap:
    """What is wanting, the packages that mend it, and the evidence that only has to wait."""

    key: str
    title: str
    description: str
    statement: str
    entries: tuple[Entry, ...]
    letter: str | None = None
    score: CriterionScore | None = None
    waits: tuple[Wait, ...] = ()


@dataclass(frozen=True)
class _Plan:
    """The plan of a period and the office that keeps it."""

    agenda: Agenda
    period: Assessment
    author: Author

    def id(self, *path: str) -> str:
        """The identifier of a thing of this plan."""
        return self.author.ids.of("periode", self.period.period, "rencana-adopsi", *path)

    def gaps(self) -> Iterator[_Gap]:
        """Criteria in the order of the standards, then SOPs; work that serves neither has no item."""
        entries = self.agenda.entries
        for standard, criterion in self.agenda.workspace.criteria():
            own = tuple(item for item in entries if item.package.criterion == criterion.id)
            idle = tuple(item for item in self.agenda.waits if item.criterion == criterion.id)
            if (own or idle) and standard.letter in self.agenda.outlook.standards_met_on:
                scored = self.agenda.outlook.draft.scored.standard(standard.letter)
                score = next(item for item in scored.criteria if item.criterion == criterion.id)
                title = f"Kriteria {criterion.id}: {criterion.statement}"
                told = f"{named(standard)} belum terpenuhi selama kriteria {criterion.id} belum terpenuhi."
                yield _Gap(criterion.id, title, SPOKEN[score.outcome], told, own, standard.letter, score, idle)
        for sop in self.agenda.workspace.sops:
            own = tuple(item for item in entries if item.package.sop == sop.letter)
            if own:
                told = f"Layanan berjalan tanpa SOP {sop.title} yang disahkan."
                yield _Gap(f"sop-{sop.letter}", f"SOP {sop.title}", "SOP belum berlaku.", told, own)

    def due(self, letter: str | None) -> date | None:
        """The date by which the stage of a standard shall be reached."""
        stage = next((item.stage for item in self.agenda.outlook.stages if letter in item.standards), None)
        return next((it.by for it in self.agenda.outlook.draft.plan.targets if it.stage == stage), None)

    def counts_on(self, gap: _Gap) -> date | None:
        """The day from which everything counts that a gap is mended with."""
        days = [self.agenda.outlook.counts_on(item.package) for item in gap.entries]
        days += [item.until for item in gap.waits]
        known = [day for day in days if day]
        return max(known) if len(known) == len(days) else None


def poam(workspace: Workspace, period: Assessment, author: Author, outlook: Outlook) -> Node | None:
    """The content of the plan of action and milestones; None when nothing is left to be done."""
    made = _Plan(Agenda(workspace, outlook), period, author)
    gaps = list(made.gaps())
    if not gaps:
        return None
    office, scored = workspace.office, outlook.draft.scored
    codes = {code for gap in gaps if gap.score for code in gap.score.counted}
    proofs = [item for item in period.evidence.values() if item.id in codes]
    title = f"Rencana tindak lanjut Standar {office.abbreviation} {office.region}, {outlook.draft.plan.title}"
    path = ("periode", period.period, "rencana-adopsi")
    known = {item.package.id for gap in gaps for item in gap.entries}
    return {
        "metadata": author.head(title, made.agenda.made_on, REMARKS, path, period),
        "import-ssp": plan.import_ssp(author),
        "local-definitions": {"components": [plan.unit(author)]},
        "observations": [observation(period, author, item, scored) for item in proofs],
        "risks": [_risk(made, gap, known) for gap in gaps],
        "findings": [finding(period, author, gap.score) for gap in gaps if gap.score],
        "poam-items": [_item(made, gap, {item.id for item in proofs}) for gap in gaps],
        "back-matter": {
            "resources": [
                plan.description(author),
                plan.catalog_resource(author),
                *(resource(period, author, item) for item in proofs),
            ]
        },
    }


def _item(made: _Plan, gap: _Gap, proofs: set[str]) -> Node:
    day = made.counts_on(gap)
    codes = [code for code in gap.score.counted if code in proofs] if gap.score else []
    return {
        "uuid": made.id("butir", gap.key),
        "title": line(gap.title),
        "description": prose(gap.description),
        "props": [
            prop("standard", gap.letter.upper()) if gap.letter else None,
            prop("planned-met-on", day.isoformat()) if day else None,
        ],
        "related-findings": [{"finding-uuid": finding_id(made.period, made.author, gap.key)}] if gap.score else None,
        "related-observations": [
            {"observation-uuid": observation_id(made.period, made.author, code)} for code in codes
        ],
        "related-risks": [{"risk-uuid": made.id("risiko", gap.key)}],
        "remarks": None if day else UNCOUNTED,
    }


def _risk(made: _Plan, gap: _Gap, known: set[str]) -> Node:
    """What it means that something is wanting, and how it is mended."""
    due = made.due(gap.letter)
    return {
        "uuid": made.id("risiko", gap.key),
        "title": line(gap.title),
        "description": prose(gap.description),
        "statement": prose(gap.statement),
        "status": "open",
        "deadline": made.author.moment(due, end=True) if due else None,
        "remediations": [_remediation(made, gap, known)],
    }


def _remediation(made: _Plan, gap: _Gap, known: set[str]) -> Node:
    done = not gap.waits and all(item.package.done_on for item in gap.entries)
    tasks = [*(_task(made, item, known) for item in gap.entries), *(_waiting(made, item) for item in gap.waits)]
    titles = [*(item.package.title for item in gap.entries), *(item.title for item in gap.waits)]
    return {
        "uuid": made.id("penanganan", gap.key),
        "lifecycle": "completed" if done else "planned",
        "title": line(f"Penanganan {gap.key}"),
        "description": prose("\n\n".join(titles)),
        "tasks": [*tasks, _milestone(made, gap)],
    }


def _task(made: _Plan, entry: Entry, known: set[str]) -> Node:
    """One package; waiting for work that has no item here is told in words."""
    item, office = entry.package, made.agenda.workspace
    counts = made.agenda.outlook.counts_on(item)
    others = [before.id for before in entry.before if before.id not in known]
    return {
        "uuid": made.id("paket", item.id),
        "type": "action",
        "title": line(item.title),
        "description": prose(f"Paket kerja {item.id}." + (f" Setelah: {', '.join(others)}." if others else "")),
        "props": [
            prop("package", item.id),
            prop("effort-person-days", f"{item.effort:g}"),
            prop("cost-rupiah", str(item.cost)) if item.estimated else None,
            *(prop("evidence-kind", kind.value) for kind in item.produces),
            *(prop("assumed", one.value) for one in sorted(item.assumed)),
            prop("counts-on", counts.isoformat()) if counts else None,
        ],
        "timing": _timing(made, entry),
        "dependencies": [{"task-uuid": made.id("paket", it.id)} for it in entry.before if it.id in known],
        "responsible-roles": [{"role-id": ids.role(office.post[item.unit])}] if item.unit in office.post else None,
        "remarks": UNPLACED if entry.placing is None and item.done_on is None else None,
    }


def _waiting(made: _Plan, item: Wait) -> Node:
    """Evidence that only has to wait: a day without work."""
    return {
        "uuid": made.id("tunggu", item.criterion, item.kind.value),
        "type": "milestone",
        "title": line(item.title),
        "description": prose(waiting_words(item)),
        "props": [prop("evidence-kind", item.kind.value), prop("counts-on", item.until.isoformat())],
        "timing": {"on-date": {"date": made.author.moment(item.until, end=True)}},
    }


def _timing(made: _Plan, entry: Entry) -> Node | None:
    moment = made.author.moment
    if entry.package.done_on:
        return {"on-date": {"date": moment(entry.package.done_on, end=True)}}
    if entry.placing is None:
        return None
    return {"within-date-range": {"start": moment(entry.placing.start), "end": moment(entry.placing.finish, end=True)}}


def _milestone(made: _Plan, gap: _Gap) -> Node | None:
    """The day on which everything counts: at its end, as the work that it waits for is over at the end of a day."""
    day = made.counts_on(gap)
    if day is None:
        return None
    return {
        "uuid": made.id("tonggak", gap.key),
        "type": "milestone",
        "title": line(f"{gap.key} dapat dinilai terpenuhi" if gap.score else f"{gap.title} berlaku dan ditinjau"),
        "timing": {"on-date": {"date": made.author.moment(day, end=True)}},
        "dependencies": [
            *({"task-uuid": made.id("paket", item.package.id)} for item in gap.entries),
            *({"task-uuid": made.id("tunggu", item.criterion, item.kind.value)} for item in gap.waits),
        ],
    }
