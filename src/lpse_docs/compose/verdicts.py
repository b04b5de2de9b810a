"""The words for results: one for each outcome of a criterion and each result of a standard, the same in every document."""

from enum import StrEnum

from lpse_docs.assess.score import StandardScore
from lpse_docs.model.assessment import Status

STATUS_WORDS = {
    Status.MET: "Terpenuhi",
    Status.PARTIAL: "Terpenuhi sebagian",
    Status.UNMET: "Belum terpenuhi",
    Status.NOT_APPLICABLE: "Tidak berlaku",
    Status.UNASSESSED: "Belum dinilai",
}


class Verdict(StrEnum):
    """What is said of a standard; never that it is met while something of it is not assessed."""

    MET = "Terpenuhi"
    UNMET = "Belum terpenuhi"
    UNFINISHED = "Belum selesai dinilai"
    OUTSIDE = "Di luar lingkup"


def verdict(scored: StandardScore) -> Verdict:
    """The result of a standard; every standard has exactly one, so that their numbers add up to all of them."""
    if not scored.in_scope:
        return Verdict.OUTSIDE
    if scored.met:
        return Verdict.MET
    return Verdict.UNFINISHED if scored.unassessed else Verdict.UNMET


def outcome_words(scored: StandardScore, outcome: Status) -> str:
    """The outcome of a criterion of a standard; outside of the scope nobody has assessed it."""
    return STATUS_WORDS[outcome] if scored.in_scope else Verdict.OUTSIDE.value
