"""Small assessments made in Python: one standard or the shipped ones, evidence that is good unless told otherwise."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from lpse_docs.model.assessment import (
    Assessment,
    Assessor,
    AssessorRole,
    Result,
    Scope,
    Scorecard,
    Status,
    StatusChange,
    criteria_digest,
)
from lpse_docs.model.evidence import Evidence, EvidenceRegister
from lpse_docs.model.standard import Confidence, Criterion, EvidenceKind, EvidenceRequirement, Standard

PERIOD = "2026-semester-1"
SCORED = date(2026, 6, 30)
ASSESSORS = (
    Assessor(id="asesor-1", role=AssessorRole.LEAD, name=None),
    Assessor(id="asesor-2", role=AssessorRole.MEMBER, name=None),
)


def standard(letter: str, *kinds: Iterable[EvidenceKind]) -> Standard:
    """A standard with a criterion for each set of demanded kinds of evidence."""
    number = ord(letter) - ord("a") + 1
    return Standard(
        letter=letter,
        number=number,
        id=f"standar-{letter}",
        name=f"Standar {letter.upper()}",
        article=f"Pasal 29 ayat (1) huruf {letter}",
        purpose="Tujuan.",
        purpose_confidence=Confidence.PROPOSAL,
        stage=1,
        roles=(),
        criteria=tuple(
            Criterion(
                id=f"S{number:02d}-K{place:02d}",
                statement=f"Kriteria {place}.",
                evidence=tuple(EvidenceRequirement(kind=kind, item=f"Bukti {kind.value}") for kind in demanded),
                confidence=Confidence.PROPOSAL,
            )
            for place, demanded in enumerate(kinds, 1)
        ),
    )


def content(code: str) -> bytes:
    """What the file of a piece of evidence holds."""
    return f"isi {code}\n".encode()


def digest(code: str) -> str:
    """SHA-256 of that file."""
    return hashlib.sha256(content(code)).hexdigest()


def evidence(code: str, kind: EvidenceKind, *criteria: str, **changed: Any) -> Evidence:
    """A good piece of evidence: received, approved, in force, its file intact."""
    good = {
        "id": code,
        "title": f"Bukti {code}",
        "kind": kind,
        "file": f"{code}.txt",
        "sha256": digest(code),
        "received_on": date(2026, 3, 2),
        "approved_on": date(2026, 2, 2),
        "effective_from": date(2026, 2, 2),
        "criteria": criteria,
    }
    return Evidence(**{**good, **changed})


def result(criterion: str, status: Status, *codes: str, **more: Any) -> Result:
    """What asesor-1 said of a criterion on 2026-06-01."""
    return Result(
        criterion=criterion, status=status, evidence=codes, assessor="asesor-1", assessed_on=date(2026, 6, 1), **more
    )


def assessment(
    standards: Iterable[Standard],
    results: Iterable[Result],
    register: Iterable[Evidence] = (),
    *,
    history: Iterable[StatusChange] | None = None,
    files: dict[str, str] | None = None,
    **changed: Any,
) -> Assessment:
    """An assessment whose history follows from its results and whose store holds every registered file."""
    standards, results, register = tuple(standards), tuple(results), tuple(register)
    told = [
        StatusChange(
            criterion=item.criterion,
            changed_on=item.assessed_on or SCORED,
            changed_by=item.assessor or "asesor-1",
            before=Status.UNASSESSED,
            after=item.status,
        )
        for item in results
        if item.status is not Status.UNASSESSED
    ]
    card = {
        "period": PERIOD,
        "title": "Semester I Tahun 2026",
        "start": date(2026, 1, 1),
        "end": date(2026, 6, 30),
        "scored_on": SCORED,
        "criteria_digest": criteria_digest(standards),
        "scope": Scope(standards=tuple(item.letter for item in standards)),
        "assessors": ASSESSORS,
        "results": results,
        "history": tuple(told if history is None else history),
    }
    stored = {item.file: digest(item.id) for item in register if item.file}
    return Assessment(
        Scorecard(**{**card, **changed}),
        EvidenceRegister(period=PERIOD, evidence=register),
        (),
        stored if files is None else files,
    )
