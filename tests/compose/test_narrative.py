"""Sentences of a period: every number leads to its row of the ledger and is what an independent count gives."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from lpse_docs.compose.ledger import PLACES, ledger
from lpse_docs.compose.narrative import SENTENCES
from lpse_docs.compose.period import Period
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Items, Paragraph
from lpse_docs.document.inlines import Emphasis, Inline, Reference, Strong, plain
from lpse_docs.document.outline import walk
from lpse_docs.model.assessment import Assessment, Scope, Status
from lpse_docs.model.standard import EvidenceKind
from lpse_docs.model.trace import BINDING
from lpse_docs.model.workspace import Workspace
from tests.assess.test_score import naive
from tests.compose.periods import FIRST, SECOND, with_periods
from tests.compose.test_numerals import UNITS, read

MET, PARTIAL, UNMET, NOT_APPLICABLE, UNASSESSED = Status
NUMBER_WORDS = {*UNITS, "belas", "puluh", "ratus", "ribu", "seratus", "seribu"}
LEDGER = "angka-"


def cases(workspace: Workspace) -> Iterator[tuple[str, Period]]:
    usual, whole = with_periods(workspace), with_periods(workspace, complete=True)
    yield "first", Period(usual, usual.assessment[FIRST])
    yield "second", Period(usual, usual.assessment[SECOND])
    yield "complete", Period(whole, whole.assessment[SECOND])
    narrow = with_periods(workspace, scope=Scope(standards=tuple("abcdefgh")))
    yield "narrow", Period(narrow, narrow.assessment[SECOND])
    empty = with_periods(workspace, results=(), history=())
    yield "empty", Period(empty, empty.assessment[SECOND])
    bare = replace(empty, assessments=(_without_evidence(empty.assessment[FIRST]),))
    yield "bare", Period(bare, bare.assessments[0])
    other = with_periods(workspace)
    former = other.assessment[FIRST]
    card = former.scorecard.model_copy(update={"criteria_digest": "0" * 64})
    changed = replace(other, assessments=(replace(former, scorecard=card), other.assessment[SECOND]))
    yield "incomparable", Period(changed, changed.assessment[SECOND])
    best = replace(whole, assessments=(everything_met(whole, SECOND),))
    yield "best", Period(best, best.assessments[0])


def _without_evidence(given: Assessment) -> Assessment:
    return replace(given, register=given.register.model_copy(update={"evidence": ()}), files={})


def everything_met(workspace: Workspace, name: str) -> Assessment:
    """The period with good evidence for every criterion."""
    letters = "".join(item.letter for item in workspace.standards)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.compose.periods.WHOLE", {FIRST: letters, SECOND: letters})
        made = with_periods(workspace, complete=True).assessment[name]
    results = tuple(
        item.model_copy(update={"status": MET, "reason": None}) if item.status is NOT_APPLICABLE else item
        for item in made.scorecard.results
    )
    history = tuple(item.model_copy(update={"after": MET}) for item in made.scorecard.history)
    return replace(made, scorecard=made.scorecard.model_copy(update={"results": results, "history": history}))


@pytest.fixture(scope="module")
def periods(workspace: Workspace) -> Mapping[str, Period]:
    return dict(cases(workspace))


def expected(period: Period) -> dict[str, int]:
    """Every number counted anew, from the files alone."""
    workspace, given = period.workspace, period.assessment
    card, on = given.scorecard, given.scorecard.scored_on
    inside = [item for item in workspace.standards if item.letter in card.scope.standards]
    outcomes = scoped(workspace, given, on)
    every = list(outcomes.values())
    gaps = [item for one in inside for item in one.criteria if outcomes[item.id] not in {MET, NOT_APPLICABLE}]
    good = {item.id for item in given.register.evidence if valid(given, item.id, on)}
    cited = {
        (code, result.criterion)
        for result in card.results
        if result.criterion in {item.id for one in inside for item in one.criteria}
        for code in result.evidence
    }
    kinds = {
        criterion: {given.evidence[code].kind for code, for_ in cited if for_ == criterion and code in good}
        for criterion in outcomes
    }
    met = whole(workspace, outcomes)
    marks = sorted((item.cumulative, item.stage, item.standards) for item in workspace.office.stages)
    behind, ahead = [item for item in marks if item[0] <= met], [item for item in marks if item[0] > met]
    due = {letter for item in [*behind, *ahead[:1]] for letter in item[2]} if ahead else set()
    told = {
        "standar": len(workspace.standards),
        "standar-terpenuhi": met,
        "standar-lingkup": len(inside),
        "standar-luar": len(workspace.standards) - len(inside),
        "kriteria-berlaku": len(every) - every.count(NOT_APPLICABLE),
        "kriteria-terpenuhi": every.count(MET),
        "kriteria-belum-dinilai": sum(outcomes[item.id] is UNASSESSED for one in inside for item in one.criteria),
        "kriteria-tidak-berlaku": every.count(NOT_APPLICABLE),
        "kriteria-diturunkan": sum(
            result.status is MET and outcomes[result.criterion] is not MET and bool(given.history.get(result.criterion))
            for result in card.results
            if any(item.id == result.criterion for one in inside for item in one.criteria)
        ),
        "kesenjangan": len(gaps),
        "kesenjangan-tahap": sum(
            outcomes[item.id] not in {MET, NOT_APPLICABLE} for one in inside if one.letter in due for item in one.criteria
        ),
        "penetapan-kurang": sum(
            EvidenceKind.DECREE in {proof.kind for proof in item.evidence} - kinds[item.id] for item in gaps
        ),
        "bukti": len(given.register.evidence),
        "bukti-dihitung": len({code for code, _ in cited if code in good}),
        "bukti-kedaluwarsa": len(
            {code for code, _ in cited if (given.evidence[code].effective_to or date.max) < on}
        ),
    }  # fmt: skip
    if behind:
        told |= {"tanda-tercapai": behind[-1][0], "tahap-tercapai": behind[-1][1]}
    if ahead:
        told |= {"tanda-berikut": ahead[0][0], "tahap-berikut": ahead[0][1], "standar-kurang": ahead[0][0] - met}
    return told | law(workspace, outcomes) | changes(period, outcomes)


def scoped(workspace: Workspace, given: Assessment, on: date) -> dict[str, Status]:
    outcomes, _ = naive(workspace.standards, given, on)
    inside = {
        item.id for one in workspace.standards if one.letter in given.scorecard.scope.standards for item in one.criteria
    }
    return {code: outcome if code in inside else UNASSESSED for code, outcome in outcomes.items()}


def whole(workspace: Workspace, outcomes: Mapping[str, Status]) -> int:
    of = [[outcomes[item.id] for item in one.criteria] for one in workspace.standards]
    return sum(MET in mine and set(mine) <= {MET, NOT_APPLICABLE} for mine in of)


def valid(given: Assessment, code: str, on: date) -> bool:
    item = given.evidence[code]
    start = item.effective_from or item.approved_on
    intact = item.file is not None and given.files.get(item.file) == item.sha256
    in_force = start is not None and start <= on <= (item.effective_to or date.max)
    return intact and in_force and item.approved_on is not None and max(item.approved_on, item.received_on) <= on


def law(workspace: Workspace, outcomes: Mapping[str, Status]) -> dict[str, int]:
    binding = [item.id for item in workspace.regulation.provisions if item.modality in BINDING]
    serving = {
        code: [outcomes[item.id] for _, item in workspace.criteria() if code in item.provisions] for code in binding
    }
    applicable = {code: [it for it in mine if it is not NOT_APPLICABLE] for code, mine in serving.items()}
    return {
        "ketentuan": len(binding),
        "ketentuan-berkriteria": sum(map(bool, applicable.values())),
        "ketentuan-utuh": sum(bool(mine) and set(mine) == {MET} for mine in applicable.values()),
    }


def changes(period: Period, now: Mapping[str, Status]) -> dict[str, int]:
    workspace = period.workspace
    before = [item for item in workspace.assessments if item.scorecard.end < period.card.end]
    if not before or before[-1].scorecard.criteria_digest != period.card.criteria_digest:
        return {}
    was = scoped(workspace, before[-1], before[-1].scorecard.scored_on)
    rank = {UNASSESSED: 0, UNMET: 0, PARTIAL: 1, MET: 2}
    both = [(rank[was[code]], rank[now[code]]) for code in now if NOT_APPLICABLE not in {was[code], now[code]}]
    letters = {
        key: {
            one.letter for one in workspace.standards
            if MET in (mine := [outcomes[item.id] for item in one.criteria]) and set(mine) <= {MET, NOT_APPLICABLE}
        }
        for key, outcomes in (("was", was), ("now", now))
    }  # fmt: skip
    return {
        "standar-sebelumnya": len(letters["was"]),
        "standar-bertambah": len(letters["now"] - letters["was"]),
        "standar-berkurang": len(letters["was"] - letters["now"]),
        "kriteria-naik": sum(new > old for old, new in both),
        "kriteria-turun": sum(new < old for old, new in both),
    }


def spoken(period: Period) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    """Every line that the sentences of a period make, with the name of the sentence."""
    for name, made in SENTENCES.items():
        told = made(period)
        if isinstance(told, Fragment):
            yield from ((name, block.children) for block in walk(told.blocks) if isinstance(block, Paragraph))
        else:
            yield name, told.children


def references(children: tuple[Inline, ...]) -> Iterator[Reference]:
    for child in children:
        if isinstance(child, Reference):
            yield child
        elif isinstance(child, Strong | Emphasis):
            yield from references(child.children)


def numbers(words: str) -> set[int]:
    """What a reference says, in digits or in words; one with both says the same twice."""
    digits = {int(found) for found in re.findall(r"\d+", words)}
    named = " ".join(word for word in re.findall(r"[a-z]+", words) if word in NUMBER_WORDS)
    none = words.startswith("tidak satu pun")
    return digits | ({0} if none else {read(named)} if named else set())


NAMES = ("first", "second", "complete", "narrow", "empty", "bare", "incomparable", "best")


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_the_ledger_is_what_an_independent_count_gives(periods: Mapping[str, Period], name: str) -> None:
    told = {item.key: item.value for item in ledger(periods[name])}
    assert told == expected(periods[name])
    assert {item.place for item in ledger(periods[name])} <= set(PLACES)


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_a_sentence_leads_to_its_row_and_says_its_value(
    periods: Mapping[str, Period], name: str
) -> None:
    period = periods[name]
    values = {LEDGER + key: value for key, value in expected(period).items()}
    seen = 0
    for _, children in spoken(period):
        for item in references(children):
            if item.anchor.startswith(LEDGER):
                assert numbers(plain(item.children)) == {values[item.anchor]}, plain(children)
                seen += 1
    assert seen > 10


@pytest.mark.parametrize("name", NAMES)
def test_no_number_stands_outside_of_a_reference(periods: Mapping[str, Period], name: str) -> None:
    period = periods[name]
    data = [period.card.title, *(item.scorecard.title for item in period.earlier)]
    for sentence, children in spoken(period):
        if sentence == "pressing_list":
            continue  # a criterion may speak of numbers
        words = plain(tuple(child for child in children if not isinstance(child, Reference | Strong)))
        for known in data:
            words = words.replace(known, "")
        words = re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4}", "", words)
        assert not re.search(r"\d", words), words
        assert not NUMBER_WORDS & set(re.findall(r"[a-z]+", words)), words


@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_sentences(periods: Mapping[str, Period], name: str) -> None:
    for _, children in spoken(periods[name]):
        words = plain(children)
        assert re.fullmatch(r"[A-Z].*[.]", words), words
        assert not re.search(r"  | [.,;]|%|\bnol\b|None", words), words


def told(period: Period, sentence: str) -> str:
    return " ".join(plain(children) for name, children in spoken(period) if name == sentence)


def test_what_is_not_assessed_is_said_first_and_nothing_sounds_final(periods: Mapping[str, Period]) -> None:
    for name in ("first", "second", "empty"):
        left = expected(periods[name])["kriteria-belum-dinilai"]
        assert told(periods[name], "incomplete_notice").startswith(f"BELUM LENGKAP: {left} kriteria belum dinilai.")
        assert told(periods[name], "result_sentence").startswith("Untuk sementara")
    assert told(periods["complete"], "incomplete_notice") == ""
    assert told(periods["complete"], "result_sentence").startswith("Menurut keadaan")


def test_the_best_and_the_emptiest_period_read_well(periods: Mapping[str, Period]) -> None:
    best, empty = periods["best"], periods["empty"]
    assert "tujuh belas standar (17 dari 17) terpenuhi secara utuh" in told(best, "result_sentence")
    assert told(best, "stage_sentence").endswith("tidak ada tanda lain di depan.")
    assert told(best, "pressing_list") == "Tidak ada kesenjangan dalam lingkup penilaian."
    assert "mempertahankan hasil" in told(best, "requests")
    assert "tidak satu pun standar (0 dari 17) terpenuhi secara utuh" in told(empty, "result_sentence")
    assert told(empty, "stage_sentence").startswith("Jumlah itu belum mencapai tanda tahap mana pun")
    assert told(periods["bare"], "evidence_sentence") == "Belum ada bukti yang terdaftar pada periode ini."


def test_a_comparison_is_made_only_where_it_holds(periods: Mapping[str, Period]) -> None:
    assert told(periods["first"], "change_sentence").startswith("Ini penilaian pertama")
    assert "tidak dapat dibandingkan" in told(periods["incomparable"], "change_sentence")
    assert "empat standar menjadi terpenuhi" in told(periods["second"], "change_sentence")


def test_the_five_most_pressing_gaps_lead_to_their_rows(periods: Mapping[str, Period]) -> None:
    period = periods["second"]
    (listed,) = SENTENCES["pressing_list"](period).blocks  # type: ignore[union-attr]
    assert isinstance(listed, Items)
    assert len(listed.items) == 5
    anchors = [item.anchor for _, children in spoken(period) for item in references(children)]
    assert [anchor for anchor in anchors if anchor.startswith("celah-")] == [
        f"celah-{gap.criterion.lower()}" for gap in period.gaps[:5]
    ]
