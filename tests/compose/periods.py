"""Two periods of the shipped standards, invented: every status, every reason why evidence does not count."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from lpse_docs.diagnostics import Span
from lpse_docs.model.assessment import Assessment, Assessor, AssessorRole, Result, Status
from lpse_docs.model.evidence import Confidentiality, Evidence
from lpse_docs.model.place import Placed
from lpse_docs.model.standard import Criterion, Standard
from lpse_docs.model.workspace import Workspace
from tests.assess import samples

FIRST, SECOND = "2026-semester-1", "2026-semester-2"
TEAM = (
    Assessor(id="asesor-1", role=AssessorRole.LEAD, post="sekretariat", name=None),
    Assessor(id="asesor-2", role=AssessorRole.MEMBER, name=None),
    Assessor(id="asesor-3", role=AssessorRole.MODERATOR, name=None),
)
WHOLE = {FIRST: "achm", SECOND: "abcdfhlm"}  # standards that are met
END = {FIRST: date(2026, 6, 30), SECOND: date(2026, 12, 31)}
TITLE = {FIRST: "Semester I Tahun 2026", SECOND: "Semester II Tahun 2026"}
FINDING = "Dokumen tersedia dan telah dipakai, tetapi pembaruan terakhir belum dicatat pada register perubahan."
ADVICE = "Perbarui dokumen, sahkan kembali, dan catat perubahannya pada register."


def with_periods(workspace: Workspace, *, complete: bool = False, **changed: Any) -> Workspace:
    """The workspace with both periods; some criteria of the second are not assessed unless it is to be complete."""
    made = [period(workspace.standards, name, complete=complete, **changed) for name in (FIRST, SECOND)]
    return replace(workspace, assessments=tuple(made))


def period(standards: Sequence[Standard], name: str, *, complete: bool = False, **changed: Any) -> Assessment:
    """One period, placed in its files; `changed` are other facts of the scorecard."""
    results: list[Result] = []
    register: list[Evidence] = []
    for standard in standards:
        for place, criterion in enumerate(standard.criteria):
            proofs = list(_proofs(criterion, END[name], met=standard.letter in WHOLE[name], place=place))
            register += proofs
            results += _result(standard, criterion, proofs, name, place, complete=complete)
    made = samples.assessment(
        standards, results, register, period=name, title=TITLE[name], end=END[name], scored_on=END[name],
        start=END[name] - timedelta(days=180), assessors=TEAM,
    )  # fmt: skip
    register_file = made.register.model_copy(update={"period": name})
    folder = f"assessments/{name}"
    return replace(
        made,
        scorecard=placed(made.scorecard.model_copy(update=changed), f"{folder}/scorecard.yaml"),
        register=placed(register_file, f"{folder}/evidence.yaml"),
    )


def placed(value: Placed, path: str) -> Any:
    """A copy of a value that says it was read from a file."""
    made = value.model_copy()
    made._places = {"": Span(path, 1, 1)}
    return made


def _proofs(criterion: Criterion, end: date, *, met: bool, place: int) -> Iterable[Evidence]:
    """Good evidence for what is met; else each fifth piece has a fault of its own, and some are missing."""
    for kind in dict.fromkeys(item.kind for item in criterion.evidence):
        code = f"bukti-{criterion.id.lower()}-{kind.value[:3]}"
        common = {"title": f"Dokumen {kind.value} bagi {criterion.id}", "confidentiality": _secrecy(place)}
        faults: list[dict[str, Any]] = [
            {},
            {"effective_to": end - timedelta(30)},
            {"approved_on": None, "effective_from": None},
            {"sha256": "0" * 64},
        ]
        if met:
            yield samples.evidence(code, kind, criterion.id, **common)
        elif place % 5 < len(faults):
            yield samples.evidence(code, kind, criterion.id, **common, **faults[place % 5])


def _secrecy(place: int) -> Confidentiality:
    return Confidentiality.CLASSIFIED if place % 7 == 6 else Confidentiality.RESTRICTED


def _result(
    standard: Standard, criterion: Criterion, proofs: list[Evidence], name: str, place: int, *, complete: bool
) -> Iterable[Result]:
    said = Status.MET
    if standard.letter not in WHOLE[name]:
        said = (Status.MET, Status.MET, Status.PARTIAL, Status.UNMET, Status.UNASSESSED)[(place + standard.number) % 5]
    if said is Status.UNASSESSED:
        if not complete:
            return
        said = Status.UNMET
    if standard.letter in "eq" and place == 1:
        said = Status.NOT_APPLICABLE
    yield Result(
        criterion=criterion.id,
        status=said,
        reason="Unit tidak menyediakan layanan itu." if said is Status.NOT_APPLICABLE else None,
        finding=FINDING if place % 2 else "Dokumen lengkap.",
        recommendation=ADVICE if said in {Status.PARTIAL, Status.UNMET} else None,
        evidence=tuple(item.id for item in proofs),
        assessor="asesor-1" if place % 2 else "asesor-2",
        assessed_on=END[name] - timedelta(20),
    )
