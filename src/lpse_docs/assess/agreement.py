"""How far assessors who marked blind agree: exact agreement, Cohen's kappa, and the list of differences.

Blind means blind: nothing here is to be shown before `unfinished` is empty, but to a moderator.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from lpse_docs.model.assessment import Assessment, BlindScores, Result, Status
from lpse_docs.model.standard import Standard


class Strength(StrEnum):
    """Words for a kappa after Landis and Koch (Biometrics 33, 1977, pp. 159-174), who call their bounds arbitrary."""

    POOR = "lebih rendah daripada kebetulan"
    SLIGHT = "sangat lemah"
    FAIR = "lemah"
    MODERATE = "sedang"
    SUBSTANTIAL = "kuat"
    ALMOST_PERFECT = "hampir sempurna"


BOUNDS = (
    (Fraction(1, 5), Strength.SLIGHT),
    (Fraction(2, 5), Strength.FAIR),
    (Fraction(3, 5), Strength.MODERATE),
    (Fraction(4, 5), Strength.SUBSTANTIAL),
    (Fraction(1), Strength.ALMOST_PERFECT),
)


@dataclass(frozen=True)
class Agreement:
    """Two assessors over the criteria that both have marked.

    Attributes:
        first, second: Codes of the assessors.
        marks: The two marks by criterion, in order of the criteria.
    """

    first: str
    second: str
    marks: Mapping[str, tuple[Status, Status]]

    @property
    def compared(self) -> int:
        """How many criteria both have marked: the m of n/m."""
        return len(self.marks)

    @property
    def agreed(self) -> int:
        """How many they marked alike: the n of n/m."""
        return sum(one is two for one, two in self.marks.values())

    @property
    def kappa(self) -> Fraction | None:
        """Cohen's kappa, exactly (Educational and Psychological Measurement 20, 1960, pp. 37-46); from -1 to 1.

        None where it is not defined: nothing was compared, or both gave one and the same mark throughout.
        """
        firsts, seconds = (Counter(pair[side] for pair in self.marks.values()) for side in (0, 1))
        chance = sum(number * seconds[mark] for mark, number in firsts.items())
        whole = self.compared**2
        return Fraction(self.agreed * self.compared - chance, whole - chance) if whole > chance else None

    @property
    def strength(self) -> Strength | None:
        """The kappa in words; None where it is not defined."""
        kappa = self.kappa
        if kappa is None or kappa < 0:
            return None if kappa is None else Strength.POOR
        return next(word for bound, word in BOUNDS if kappa <= bound)

    def within(self, standard: Standard) -> "Agreement":
        """The same for the criteria of one standard."""
        inside = {item.id for item in standard.criteria}
        return Agreement(self.first, self.second, {code: pair for code, pair in self.marks.items() if code in inside})


@dataclass(frozen=True)
class Difference:
    """A criterion that not all who marked it marked alike; `marks` are by assessor."""

    criterion: str
    marks: Mapping[str, Result]


def agreements(assessment: Assessment, standards: Iterable[Standard]) -> tuple[Agreement, ...]:
    """Every pair of assessors who marked blind, in order of their codes; over the criteria within the scope."""
    scope = criteria(assessment, standards)
    marked = [(sheet.assessor, _marks(sheet)) for sheet in sheets(assessment)]
    return tuple(
        Agreement(one, two, {code: (a[code].status, b[code].status) for code in scope if code in a and code in b})
        for (one, a), (two, b) in combinations(marked, 2)
    )


def differences(assessment: Assessment, standards: Iterable[Standard]) -> tuple[Difference, ...]:
    """All criteria within the scope over which the assessors differ, in order."""
    said = ((code, marks_of(assessment, code)) for code in criteria(assessment, standards))
    return tuple(Difference(code, marks) for code, marks in said if len({item.status for item in marks.values()}) > 1)


def marks_of(assessment: Assessment, criterion: str) -> dict[str, Result]:
    """What each assessor who marked blind says of a criterion, by assessor; who has not marked it is left out."""
    marked = ((sheet.assessor, _marks(sheet).get(criterion)) for sheet in sheets(assessment))
    return {by: mark for by, mark in marked if mark is not None}


def unfinished(assessment: Assessment, standards: Iterable[Standard]) -> dict[str, tuple[str, ...]]:
    """Criteria within the scope still to be marked, by assessor: everyone of the team but moderators, whoever has begun."""
    scope = criteria(assessment, standards)
    waiting = {by: tuple(code for code in scope if code not in marks) for by, marks in assessment.marks.items()}
    return {by: codes for by, codes in waiting.items() if codes}


def criteria(assessment: Assessment, standards: Iterable[Standard]) -> tuple[str, ...]:
    """Codes of the criteria within the scope, in order."""
    scope = assessment.scorecard.scope.standards
    return tuple(item.id for standard in standards if standard.letter in scope for item in standard.criteria)


def sheets(assessment: Assessment) -> Sequence[BlindScores]:
    """The blind marks in order of the assessors' codes."""
    return sorted(assessment.blind, key=lambda sheet: sheet.assessor)


def _marks(sheet: BlindScores) -> Mapping[str, Result]:
    return {item.criterion: item for item in sheet.results if item.status is not Status.UNASSESSED}
