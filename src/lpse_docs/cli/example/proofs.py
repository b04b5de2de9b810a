"""The evidence register of the example: one policy and one decree a standard, one record for each that is demanded."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from lpse_docs.cli.example.chance import chosen, day, number
from lpse_docs.cli.example.plan import Case, Plan, found
from lpse_docs.cli.example.store import content, suffix
from lpse_docs.model.assessment import Status
from lpse_docs.model.evidence import Confidentiality, Evidence, EvidenceRegister
from lpse_docs.model.standard import Criterion, EvidenceKind, Standard

TITLES = {EvidenceKind.POLICY: "Contoh kebijakan tentang", EvidenceKind.DECREE: "Contoh keputusan tentang"}
DRAFTING = timedelta(120)  # how long before it is handed in a policy or decree was approved, at most


@dataclass(frozen=True)
class _Proof:
    """One piece of evidence before it has a code."""

    kind: EvidenceKind
    title: str
    letter: str
    criteria: tuple[str, ...]
    case: Case | None


def collect(
    plan: Plan, standards: Sequence[Standard], posts: Sequence[str], earlier: Sequence[Evidence]
) -> EvidenceRegister:
    """What is handed in during a period, by the day on which it is received.

    Args:
        plan: The period.
        standards: Those in scope.
        posts: Who may own evidence.
        earlier: Evidence of the period before; what is still in force keeps its dates.
    """
    known = {item.title: item for item in earlier if item.kind is not EvidenceKind.RECORD}
    proofs = _joined(proof for standard in standards for proof in _proofs(plan, standard))
    dated = [(proof, _facts(plan, proof, posts, known.get(proof.title))) for proof in proofs]
    dated.sort(key=lambda pair: pair[1]["received_on"])
    made = tuple(_made(f"bukti-{place:03d}", proof, facts) for place, (proof, facts) in enumerate(dated, 1))
    return EvidenceRegister(period=plan.period, evidence=made)


def _joined(proofs: Iterable[_Proof]) -> list[_Proof]:
    """What several standards demand under one name is handed in once."""
    found_: dict[str, _Proof] = {}
    for proof in proofs:
        before = found_.get(proof.title)
        criteria = tuple(dict.fromkeys((*(before.criteria if before else ()), *proof.criteria)))
        found_[proof.title] = replace(before or proof, criteria=criteria)
    return list(found_.values())


def _proofs(plan: Plan, standard: Standard) -> Iterator[_Proof]:
    """What a standard brings; a policy or decree serves all of its criteria but those with a case of their own."""
    subject = standard.name.removeprefix("Standar ").lower()
    shared: dict[EvidenceKind, list[str]] = {kind: [] for kind in TITLES}
    for place, criterion in enumerate(standard.criteria):
        case = plan.cases.get(criterion.id)
        for order, (kind, item) in enumerate(_brought(plan, standard, place, criterion)):
            special = case if order == 0 or (case and case.first) else None
            if kind in shared and not (special and special.evidence):
                shared[kind].append(criterion.id)
            else:
                yield _Proof(kind, f"Contoh {kind.value}: {item}", standard.letter, (criterion.id,), special)
    for kind, criteria in shared.items():
        if criteria:
            served = tuple(dict.fromkeys(criteria))
            yield _Proof(kind, f"{TITLES[kind]} {subject}", standard.letter, served, None)


def _brought(plan: Plan, standard: Standard, place: int, criterion: Criterion) -> list[tuple[EvidenceKind, str]]:
    """What is handed in for a criterion: all that is demanded, a part of it, or nothing."""
    case = plan.cases.get(criterion.id)
    demanded = [(it.kind, it.item) for it in criterion.evidence if case is None or it.kind in case.kinds]
    match found(plan, standard.letter, place, criterion.id):
        case Status.MET:
            return demanded
        case Status.PARTIAL:
            return demanded[:1]
    return []


def _facts(plan: Plan, proof: _Proof, posts: Sequence[str], before: Evidence | None) -> dict[str, Any]:
    """Dates, owner and confidentiality of a piece of evidence."""
    words = (plan.period, proof.title)
    first, last = plan.received
    if proof.case and proof.case.first and plan.follow_up:
        first, last = plan.visits[1] + timedelta(10), plan.follow_up[0] - timedelta(3)
    received = day(first, last, *words, "diterima")
    facts = {
        "received_on": received,
        **(_kept(before) if before else _new(proof, received)),
        "owner": chosen(posts, "pemilik", proof.letter) if posts else None,
        "confidentiality": _seen_by_whom(proof),
    }
    changed = dict(proof.case.evidence) if proof.case else {}
    if changed.get("approved_on", received) is None:
        changed.update(effective_from=None, effective_to=None, review_on=None)
    return facts | changed


def _kept(before: Evidence) -> dict[str, Any]:
    return {name: getattr(before, name) for name in ("approved_on", "effective_from", "effective_to", "review_on")}


def _new(proof: _Proof, received: date) -> dict[str, Any]:
    """When something new was approved, and from when to when it is in force."""
    lead = 14 if proof.kind is EvidenceKind.RECORD else DRAFTING.days
    approved = day(_weekday(received - timedelta(lead)), received, proof.title, "disahkan")
    facts: dict[str, Any] = {"approved_on": approved, "effective_from": approved}
    if proof.kind is not EvidenceKind.RECORD:
        facts["review_on"] = _weekday(approved + timedelta(365))
        if number(3, proof.title, "masa") == 0:
            facts["effective_to"] = approved + timedelta(365 + number(400, proof.title, "akhir"))
    return facts


def _weekday(day_: date) -> date:
    return day_ - timedelta(max(0, day_.weekday() - 4))


def _seen_by_whom(proof: _Proof) -> Confidentiality:
    """A few decrees are public; most things are for the office."""
    public = proof.kind is not EvidenceKind.RECORD and number(2, proof.title, "terbuka") == 0
    return Confidentiality.PUBLIC if public else Confidentiality.RESTRICTED


def _made(code: str, proof: _Proof, facts: dict[str, Any]) -> Evidence:
    item = Evidence(id=code, title=proof.title, kind=proof.kind, criteria=proof.criteria, **facts)
    if item.location:
        return item
    file = f"contoh-{code}{suffix(proof.kind)}"
    return item.model_copy(update={"file": file, "sha256": hashlib.sha256(content(item)).hexdigest()})
