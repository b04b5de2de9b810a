"""Evidence that counts, as observations of an OSCAL assessment and as the resources they point to."""

from lpse_docs.assess.score import Score
from lpse_docs.exports.oscal.author import Author, prop
from lpse_docs.exports.oscal.plan import component
from lpse_docs.exports.oscal.seal import Node
from lpse_docs.exports.oscal.wording import YEARS, line, named_by_digest, prose
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.evidence import Confidentiality, Evidence

CLASSIFIED = "Bukti rahasia; hanya kode dan jenisnya yang disebut."


def counted(period: Assessment, scored: Score) -> list[Evidence]:
    """Every piece of evidence that counts for a criterion in scope, in the order of the register."""
    codes = {
        code
        for standard in scored.standards
        if standard.in_scope
        for criterion in standard.criteria
        for code in criterion.counted
    }
    return [item for item in period.evidence.values() if item.id in codes]


def observation_id(period: Assessment, author: Author, code: str) -> str:
    """The identifier of the observation that a piece of evidence is good."""
    return author.ids.of("periode", period.period, "pengamatan", code)


def _resource_id(period: Assessment, author: Author, code: str) -> str:
    return author.ids.of("periode", period.period, "bukti", code)


def observation(period: Assessment, author: Author, item: Evidence, scored: Score) -> Node:
    """One examined piece of evidence. A classified one tells its code and kind: not even a day of its own."""
    open_ = item.confidentiality is not Confidentiality.CLASSIFIED
    day = (item.seen_on or item.received_on) if open_ else scored.on
    until = item.effective_to if open_ and item.effective_to and item.effective_to.year in YEARS else None
    return {
        "uuid": observation_id(period, author, item.id),
        "title": f"Bukti {item.id}",
        "description": prose(_called(item)),
        "props": [
            prop("evidence-code", item.id),
            prop("evidence-kind", item.kind.value),
            prop("confidentiality", item.confidentiality.value),
        ],
        "methods": ["EXAMINE"],
        "types": ["control-objective"],
        "origins": author.signed(period, item.seen_by) if open_ else None,
        "subjects": [{"subject-uuid": component(author), "type": "component"}],
        "relevant-evidence": [
            {"href": f"#{_resource_id(period, author, item.id)}", "description": prose(_called(item))}
        ],
        "collected": author.moment(day),
        "expires": author.moment(until, end=True) if until else None,
    }


def resource(period: Assessment, author: Author, item: Evidence) -> Node:
    """What an observation points to: a file by its digest, or a place; nothing more of a classified one."""
    base = {
        "uuid": _resource_id(period, author, item.id),
        "title": f"Bukti {item.id}",
        "description": prose(_called(item)),
        "props": [{"name": "type", "value": "evidence"}],
    }
    if item.confidentiality is Confidentiality.CLASSIFIED:
        return {**base, "remarks": CLASSIFIED}
    if item.sha256 and item.file:
        hashes = [{"algorithm": "SHA-256", "value": item.sha256}]
        return {**base, "rlinks": [{"href": named_by_digest(item.sha256), "hashes": hashes}]}
    return {**base, "remarks": line(f"Dilihat di letaknya: {item.location}")}


def _called(item: Evidence) -> str:
    if item.confidentiality is Confidentiality.CLASSIFIED:
        return f"{item.id} ({item.kind.value})"
    return f"{item.id} ({item.kind.value}): {item.title}"
