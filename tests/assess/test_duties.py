"""Binding provisions: which have all their criteria met, in words that do not promise more."""

from collections.abc import Iterable

import pytest

from lpse_docs.assess.duties import Reach, duties
from lpse_docs.assess.score import score
from lpse_docs.model.assessment import Status
from lpse_docs.model.regulation import Modality
from lpse_docs.model.standard import EvidenceKind
from lpse_docs.model.trace import Served
from tests.assess.samples import assessment, evidence, result, standard
from tests.assess.test_gaps import STAGES, provision

POLICY, *_ = EvidenceKind
ONE = standard("a", (POLICY,), (POLICY,))
CRITERIA = tuple((ONE, item) for item in ONE.criteria)


def reach(statuses: Iterable[Status], served: Served) -> Reach:
    said = [
        result(item.id, status, "k", reason="Alasan.") for item, status in zip(ONE.criteria, statuses, strict=False)
    ]
    proof = evidence("k", POLICY, *(item.id for item in ONE.criteria))
    (duty,) = duties(score(assessment([ONE], said, [proof]), [ONE], STAGES), [served])
    return duty.reach


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((Status.MET, Status.MET), Reach.WHOLE),
        ((Status.MET, Status.NOT_APPLICABLE), Reach.WHOLE),
        ((Status.MET, Status.PARTIAL), Reach.PART),
        ((Status.MET,), Reach.PART),
        ((Status.PARTIAL, Status.UNMET), Reach.NONE),
        ((Status.PARTIAL,), Reach.NONE_YET),
        ((), Reach.UNASSESSED),
        ((Status.NOT_APPLICABLE,), Reach.UNASSESSED),
        ((Status.NOT_APPLICABLE, Status.NOT_APPLICABLE), Reach.NOT_APPLICABLE),
    ],
)
def test_a_provision_is_whole_only_with_every_applicable_criterion(
    statuses: tuple[Status, ...], expected: Reach
) -> None:
    assert reach(statuses, Served(provision("P1", Modality.MUST), CRITERIA, (), None)) is expected


def test_what_no_criterion_serves_is_told_apart() -> None:
    law = provision("P1", Modality.MUST_NOT)
    assert reach((), Served(law, (), (), "Di luar kendali.")) is Reach.WAIVED
    assert reach((), Served(law, (), (), None)) is Reach.OPEN


def test_only_binding_provisions_are_looked_at() -> None:
    scored = score(assessment([ONE], []), [ONE], STAGES)
    served = [Served(provision(f"P{n}", modality), CRITERIA, (), None) for n, modality in enumerate(Modality)]
    assert {item.provision.modality for item in duties(scored, served)} == {Modality.MUST, Modality.MUST_NOT}


@pytest.mark.parametrize(
    ("met", "expected"), [("", Reach.NONE), ("a", Reach.PART), ("b", Reach.PART), ("ab", Reach.WHOLE)]
)
def test_a_provision_that_every_standard_names_is_reached_with_the_standards(met: str, expected: Reach) -> None:
    """Pasal 29: one criterion that serves it does not make it obeyed."""
    both = tuple(standard(one, (POLICY,)).model_copy(update={"provisions": ("P1", f"P-{one}")}) for one in "ab")
    codes = {one.letter: one.criteria[0].id for one in both}
    proof = evidence("k", POLICY, *codes.values())
    scored = score(assessment(both, [result(codes[one], Status.MET, "k") for one in met], [proof]), both, STAGES)
    law = Served(provision("P1", Modality.MUST), ((both[0], both[0].criteria[0]),), (), None)
    other = Served(provision("P2", Modality.MUST), law.criteria, (), None)
    whole, own = duties(scored, [law, other], both)
    assert whole.reach is expected
    assert [one.letter for one in whole.standards if one.met] == list(met)
    assert own.standards == () and own.reach is (Reach.WHOLE if "a" in met else Reach.UNASSESSED)
