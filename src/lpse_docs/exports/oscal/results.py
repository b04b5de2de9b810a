"""A period as OSCAL assessment results: one result, a finding for every criterion in scope."""

from collections.abc import Iterable

from lpse_docs.assess.score import CriterionScore, Score, Shortfall, StandardScore
from lpse_docs.exports.oscal import ids, plan
from lpse_docs.exports.oscal.author import Author, prop
from lpse_docs.exports.oscal.observations import counted, observation, observation_id, resource
from lpse_docs.exports.oscal.seal import Node
from lpse_docs.exports.oscal.wording import line, prose
from lpse_docs.model.assessment import Assessment, Status, StatusChange
from lpse_docs.model.workspace import Workspace

FILE = "assessment-results.json"
REMARKS = (
    "Hasil penilaian internal menurut kriteria kerja; bukan penilaian LKPP dan bukan pernyataan kepatuhan. Hasilnya "
    "ialah banyaknya standar yang terpenuhi seutuhnya; banyaknya kriteria hanya menunjukkan kemajuan."
)
REASONS = {Status.MET: "pass", Status.PARTIAL: "fail", Status.UNMET: "fail"}
IMPLEMENTED = {Status.MET: "implemented", Status.PARTIAL: "partial", Status.NOT_APPLICABLE: "not-applicable"}
SPOKEN = {
    Status.MET: "Terpenuhi.",
    Status.PARTIAL: "Terpenuhi sebagian.",
    Status.UNMET: "Belum terpenuhi.",
    Status.NOT_APPLICABLE: "Tidak berlaku; keluar dari hitungan dan tidak dinyatakan terpenuhi.",
    Status.UNASSESSED: "Belum dinilai; tidak dihitung terpenuhi.",
}


def results(workspace: Workspace, period: Assessment, author: Author, scored: Score) -> Node:
    """The content of the assessment results."""
    card, office = period.scorecard, workspace.office
    title = f"Hasil penilaian Standar {office.abbreviation} {office.region}, {card.title}"
    proofs = counted(period, scored)
    return {
        "metadata": author.head(title, scored.on, REMARKS, ("periode", period.period, "hasil"), period),
        "import-ap": {"href": plan.FILE},
        "results": [_result(workspace, period, author, scored)],
        "back-matter": {
            "resources": [plan.catalog_resource(author), *(resource(period, author, item) for item in proofs)]
        },
    }


def _result(workspace: Workspace, period: Assessment, author: Author, scored: Score) -> Node:
    card = period.scorecard
    total, unassessed = len(scored.standards), scored.unassessed
    told = f"{scored.met} dari {total} standar terpenuhi pada {scored.on.isoformat()}."
    wanting = f" Belum lengkap: {unassessed} kriteria dalam lingkup belum dinilai." if unassessed else ""
    return {
        "uuid": author.ids.of("periode", period.period, "hasil", "isi"),
        "title": line(card.title),
        "description": prose(told + wanting),
        "start": author.moment(card.start),
        "end": author.moment(card.end, end=True),
        "props": [*_counts(period, scored), *(_standard(item, workspace) for item in scored.standards)],
        "reviewed-controls": plan.reviewed(workspace, period, author),
        "assessment-log": _log(period, author, scored),
        "observations": [observation(period, author, item, scored) for item in counted(period, scored)],
        "findings": [
            finding(period, author, item) for one in scored.standards if one.in_scope for item in one.criteria
        ],
        "remarks": _outside(scored),
    }


def _counts(period: Assessment, scored: Score) -> Iterable[Node]:
    yield prop("scored-on", scored.on.isoformat())
    yield prop("standards-met", str(scored.met))
    yield prop("standards-total", str(len(scored.standards)))
    yield prop("criteria-met", str(scored.fulfilled))
    yield prop("criteria-applicable", str(scored.applicable))
    yield prop("criteria-unassessed", str(scored.unassessed))
    yield prop("complete", "ya" if scored.complete else "tidak")
    yield prop("stage-reached", str(scored.stage.stage) if scored.stage else "belum ada")
    yield prop("criteria-digest", period.scorecard.criteria_digest)


def _standard(item: StandardScore, workspace: Workspace) -> Node:
    told = "terpenuhi" if item.met else "belum terpenuhi" if item.in_scope else "di luar lingkup"
    progress = f"{item.fulfilled} dari {item.applicable} kriteria yang berlaku terpenuhi."
    return prop("standard", told, kind=ids.group(workspace.standard[item.letter]), remarks=progress)


def _outside(scored: Score) -> str | None:
    """A word on the standards nobody assessed this time."""
    letters = [item.letter.upper() for item in scored.standards if not item.in_scope]
    if not letters:
        return None
    return prose(f"Di luar lingkup dan tidak dihitung terpenuhi: standar {', '.join(letters)}.")


def _log(period: Assessment, author: Author, scored: Score) -> Node | None:
    """The history of statuses until the scoring date; its lines are only ever added, so their places are stable."""
    told = [
        _change(period, author, place, item)
        for place, item in enumerate(period.scorecard.history)
        if period.speaks_of(item.changed_on) <= scored.on
    ]
    return {"entries": told} if told else None


def _change(period: Assessment, author: Author, place: int, item: StatusChange) -> Node:
    party = author.assessor(period, item.changed_by)
    return {
        "uuid": author.ids.of("periode", period.period, "riwayat", str(place)),
        "title": f"Status {item.criterion}",
        "description": prose(f"Dari {item.before.value} menjadi {item.after.value}."),
        "start": author.moment(item.changed_on),
        "logged-by": [{"party-uuid": party}] if party else None,
        "related-tasks": [{"task-uuid": plan.assessing_id(period, author)}],
    }


def finding_id(period: Assessment, author: Author, criterion: str) -> str:
    """The identifier of what was found of a criterion."""
    return author.ids.of("periode", period.period, "temuan", criterion)


def finding(period: Assessment, author: Author, item: CriterionScore) -> Node:
    """What was found of a criterion."""
    result = period.result.get(item.criterion)
    assessed = item.judged is not Status.UNASSESSED
    return {
        "uuid": finding_id(period, author, item.criterion),
        "title": f"Kriteria {item.criterion}",
        "description": prose(result.finding if assessed and result and result.finding else SPOKEN[item.outcome]),
        "props": [prop("judged", item.judged.value), prop("outcome", item.outcome.value)],
        "origins": author.signed(period, result.assessor) if assessed and result else None,
        "target": _target(item, result.reason if assessed and result else None),
        "related-observations": [{"observation-uuid": observation_id(period, author, code)} for code in item.counted],
        "remarks": prose(f"Rekomendasi: {result.recommendation}")
        if assessed and result and result.recommendation
        else None,
    }


def _target(item: CriterionScore, reason: str | None) -> Node:
    """What became of the criterion. Only what counts as met is satisfied; OSCAL has no third state."""
    degree = IMPLEMENTED.get(item.outcome)
    return {
        "type": "statement-id",
        "target-id": ids.statement(item.criterion),
        "status": {
            "state": "satisfied" if item.outcome is Status.MET else "not-satisfied",
            "reason": REASONS.get(item.outcome, "other"),
            "remarks": prose("\n\n".join(_explained(item, reason))),
        },
        "implementation-status": {"state": degree} if degree else None,
    }


def _explained(item: CriterionScore, reason: str | None) -> Iterable[str]:
    yield SPOKEN[item.outcome]
    if item.lowered:
        yield f"Asesor menilai: {item.judged.value}."
    if reason and reason.strip():
        yield f"Alasan: {reason.strip()}"
    if item.outcome not in {Status.NOT_APPLICABLE, Status.UNASSESSED}:
        yield from (_wanting(one) for one in item.shortfalls)


def _wanting(shortfall: Shortfall) -> str:
    cited = "; ".join(f"{code} {doubt.value}" for code, doubt in shortfall.cited)
    return f"Bukti yang belum ada: {shortfall.kind.value}{f' ({cited})' if cited else ''}."
