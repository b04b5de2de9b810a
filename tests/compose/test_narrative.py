"""Sentences of a period: every number leads to its row of the ledger and is what an independent count gives."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from lpse_docs.assess.gaps import Why
from lpse_docs.compose.law import long_date
from lpse_docs.compose.ledger import PLACES, ledger
from lpse_docs.compose.narrative import SENTENCES
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import within
from lpse_docs.compose.remedy import pressing_table
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Paragraph, Table
from lpse_docs.document.inlines import Emphasis, Inline, Reference, Strong, plain
from lpse_docs.document.outline import walk
from lpse_docs.model.assessment import Assessment, Scope, Status
from lpse_docs.model.plan import StageTarget
from lpse_docs.model.standard import Criterion, EvidenceKind
from lpse_docs.model.trace import BINDING
from lpse_docs.model.workspace import Workspace
from tests.assess.test_score import naive
from tests.compose.periods import FIRST, SECOND, with_periods
from tests.compose.test_numerals import UNITS, read
from tests.planning.plans import plan as planned_for

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
    fulfilled = whole(workspace, outcomes)
    met = len(fulfilled)
    marks = sorted((item.cumulative, item.stage, item.standards) for item in workspace.office.stages)
    behind, ahead = [item for item in marks if item[0] <= met], [item for item in marks if item[0] > met]
    due = {letter for item in [*behind, *ahead[:1]] for letter in item[2]} if ahead else set()
    told = {
        "standar": len(workspace.standards),
        "standar-terpenuhi": met,
        "standar-belum": sum(
            one.letter not in fulfilled and UNASSESSED not in [outcomes[item.id] for item in one.criteria] for one in inside
        ),
        "standar-belum-selesai": sum(UNASSESSED in [outcomes[item.id] for item in one.criteria] for one in inside),
        "standar-lingkup": len(inside),
        "standar-luar": len(workspace.standards) - len(inside),
        "kriteria-berlaku": len(every) - every.count(NOT_APPLICABLE),
        "kriteria-terpenuhi": every.count(MET),
        "kriteria-belum": every.count(UNMET) + every.count(PARTIAL),
        "kriteria-sebagian": every.count(PARTIAL),
        "kriteria-belum-dinilai": sum(outcomes[item.id] is UNASSESSED for one in inside for item in one.criteria),
        "kriteria-luar": sum(len(one.criteria) for one in workspace.standards if one not in inside),
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
        "bukti": len(given.register.evidence),
        "bukti-sah": len(good),
        "bukti-tidak-sah": len(given.register.evidence) - len(good),
        "bukti-dirujuk": len({code for code, _ in cited}),
        "bukti-dihitung": len({code for code, _ in cited if code in good}),
    }  # fmt: skip
    told |= {f"tahap-{stage}-terpenuhi": sum(one in fulfilled for one in letters) for _, stage, letters in marks}
    told |= reasons(given, on)
    if behind:
        told |= {"tanda-tercapai": behind[-1][0], "tahap-tercapai": behind[-1][1]}
    if ahead:
        told |= {"tanda-berikut": ahead[0][0], "tahap-berikut": ahead[0][1], "standar-kurang": ahead[0][0] - met}
    return told | demands(period, outcomes, gaps, cited) | law(workspace, outcomes) | changes(period, outcomes)


def reasons(given: Assessment, on: date) -> dict[str, int]:
    """Registered evidence that is not good by the first reason that holds."""
    found = Counter[str]({"bukti-kedaluwarsa": 0})
    for item in given.register.evidence:
        if valid(given, item.id, on):
            continue
        start = item.effective_from or item.approved_on
        if item.received_on > on:
            found["bukti-belum-diterima"] += 1
        elif item.file is not None and item.file not in given.files:
            found["bukti-tanpa-berkas"] += 1
        elif item.file is not None and given.files[item.file] != item.sha256:
            found["bukti-berubah"] += 1
        elif item.file is None:
            found["bukti-belum-dilihat"] += 1
        elif item.approved_on is None or item.approved_on > on or start is None:
            found["bukti-belum-disahkan"] += 1
        else:
            found["bukti-belum-berlaku" if start > on else "bukti-kedaluwarsa"] += 1
    return dict(found)


def demands(
    period: Period, outcomes: Mapping[str, Status], gaps: list[Criterion], cited: set[tuple[str, str]]
) -> dict[str, int]:
    """What the gaps ask for; what renewing brings is found by scoring anew with evidence that never expires."""
    given, on = period.assessment, period.on
    renew, issue = set[str](), set[str]()
    for item in gaps:
        mine = [given.evidence[code] for code, for_ in cited if for_ == item.id]
        lacking = {it.kind for it in item.evidence} - {it.kind for it in mine if valid(given, it.id, on)}
        past = [it for it in mine if it.kind in lacking and (it.effective_to or date.max) < on]
        said = given.result[item.id].status if given.history.get(item.id) else UNASSESSED
        if said is MET and any(valid(forever(given), it.id, on) for it in past):
            renew.add(item.id)
        elif said is not UNASSESSED and EvidenceKind.DECREE in lacking:
            issue.add(item.id)
    open_ones = sum(outcomes[item.id] is UNASSESSED for item in gaps)
    told = {
        "pembaruan": len(renew),
        "penetapan-kurang": len(issue),
        "kesenjangan-lain": len(gaps) - len(renew) - len(issue) - open_ones,
    }
    then = len(whole(period.workspace, scoped(period.workspace, forever(given), on)))
    if then > len(whole(period.workspace, outcomes)):
        told["standar-bila-diperbarui"] = then
        stages = [item for item in period.workspace.office.stages if item.cumulative <= then]
        told |= {"tahap-bila-diperbarui": max(item.stage for item in stages)} if stages else {}
    return told


def forever(given: Assessment) -> Assessment:
    """The same evidence, none of which expires."""
    kept = tuple(item.model_copy(update={"effective_to": None}) for item in given.register.evidence)
    return replace(given, register=given.register.model_copy(update={"evidence": kept}))


def scoped(workspace: Workspace, given: Assessment, on: date) -> dict[str, Status]:
    outcomes, _ = naive(workspace.standards, given, on)
    inside = {
        item.id for one in workspace.standards if one.letter in given.scorecard.scope.standards for item in one.criteria
    }
    return {code: outcome if code in inside else UNASSESSED for code, outcome in outcomes.items()}


def whole(workspace: Workspace, outcomes: Mapping[str, Status]) -> set[str]:
    """Letters of the standards that are met."""
    of = {one.letter: [outcomes[item.id] for item in one.criteria] for one in workspace.standards}
    return {letter for letter, mine in of.items() if MET in mine and set(mine) <= {MET, NOT_APPLICABLE}}


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
    everywhere = [
        code for code in binding if all(code in one.provisions for one in workspace.standards)
    ]  # Pasal 29 ayat (1) and (2)
    assert len(everywhere) == 2
    reached = len(whole(workspace, outcomes)) == len(workspace.standards)
    applicable = {code: [it for it in mine if it is not NOT_APPLICABLE] for code, mine in serving.items()}
    return {
        "ketentuan": len(binding),
        "ketentuan-berkriteria": sum(bool(mine) or code in everywhere for code, mine in applicable.items()),
        "ketentuan-utuh": sum(
            reached if code in everywhere else bool(mine) and set(mine) == {MET} for code, mine in applicable.items()
        ),
    }


def changes(period: Period, now: Mapping[str, Status]) -> dict[str, int]:
    workspace = period.workspace
    before = [item for item in workspace.assessments if item.scorecard.end < period.card.end]
    if not before or before[-1].scorecard.criteria_digest != period.card.criteria_digest:
        return {}
    was = scoped(workspace, before[-1], before[-1].scorecard.scored_on)
    rank = {UNMET: 0, PARTIAL: 1, MET: 2}
    both = [(rank[was[code]], rank[now[code]]) for code in now if {was[code], now[code]} <= set(rank)]
    old, new = whole(workspace, was), whole(workspace, now)

    def unknown(letter: str, outcomes: Mapping[str, Status]) -> bool:
        mine = {outcomes[item.id] for item in workspace.standard[letter].criteria} - {MET, NOT_APPLICABLE}
        return mine == {UNASSESSED}

    return {
        "standar-sebelumnya": len(old),
        "standar-bertambah": sum(not unknown(letter, was) for letter in new - old),
        "standar-baru-dinilai": sum(unknown(letter, was) for letter in new - old),
        "standar-berkurang": sum(not unknown(letter, now) for letter in old - new),
        "standar-belum-dibandingkan": sum(unknown(letter, now) for letter in old - new),
        "kriteria-dibandingkan": len(both),
        "kriteria-naik": sum(late > early for early, late in both),
        "kriteria-turun": sum(late < early for early, late in both),
        "kriteria-baru-dinilai": sum(was[code] is UNASSESSED and now[code] is not UNASSESSED for code in now),
        "kriteria-belum-dibandingkan": sum(was[code] is not UNASSESSED and now[code] is UNASSESSED for code in now),
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
    plain_words = re.sub(r"^ke(?=[a-z]+ belas)", "", words)
    named = " ".join(word for word in re.findall(r"[a-z]+", plain_words) if word in NUMBER_WORDS)
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
    demanded = [proof.item for _, item in period.workspace.criteria() for proof in item.evidence]
    data = [period.card.title, *(item.scorecard.title for item in period.earlier)]
    data += [item.provision.cite for item in period.duties if item.standards]
    data += sorted({*demanded, *map(within, demanded)}, key=len, reverse=True)
    for _, children in spoken(period):
        words = plain(tuple(child for child in children if not isinstance(child, Reference | Strong)))
        for known in data:
            words = words.replace(known, "")
        words = re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4}|\bS\d\d(-K\d\d)?\b", "", words)
        assert not re.search(r"\d", words), words
        assert not NUMBER_WORDS & set(re.findall(r"[a-z]+", words)), words


@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_sentences(periods: Mapping[str, Period], name: str) -> None:
    for sentence, children in spoken(periods[name]):
        words = plain(children)
        if sentence in {"radar_sentence", "scope_caution", "order_sentence", "cited_sentence"} and not words:
            continue
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
    assert "17 dari 17 standar terpenuhi utuh" in told(best, "result_sentence")
    assert told(best, "stage_sentence").endswith("tidak ada ambang lain sesudahnya.")
    assert "mempertahankan hasil" in told(best, "requests")
    assert "tidak satu pun dari 17 standar terpenuhi utuh" in told(empty, "result_sentence")
    assert told(empty, "stage_sentence").startswith("Jumlah itu belum mencapai ambang tahap mana pun")
    assert told(periods["bare"], "evidence_sentence") == "Belum ada bukti yang terdaftar pada periode ini."


def test_a_comparison_is_made_only_where_it_holds(periods: Mapping[str, Period]) -> None:
    assert told(periods["first"], "change_sentence").startswith("Ini penilaian pertama")
    assert "tidak dapat dibandingkan" in told(periods["incomparable"], "change_sentence")
    assert "4 standar menjadi terpenuhi" in told(periods["second"], "change_sentence")


def test_the_five_most_pressing_gaps_lead_to_their_rows(periods: Mapping[str, Period]) -> None:
    period = periods["second"]
    (table,) = pressing_table(period).blocks
    assert isinstance(table, Table)
    paragraphs = [block for block in walk([table]) if isinstance(block, Paragraph)]
    anchors = [item.anchor for block in paragraphs for item in references(block.children)]
    assert len(table.rows) == 5
    assert [anchor for anchor in anchors if anchor.startswith("celah-")] == [
        f"celah-{gap.criterion.lower()}" for gap in period.gaps if gap.why is not Why.UNASSESSED
    ][:5]


def test_a_narrow_scope_is_said_and_its_criteria_are_counted(periods: Mapping[str, Period]) -> None:
    period = periods["narrow"]
    left = sum(len(one.criteria) for one in period.workspace.standards if one.letter > "h")
    said = told(period, "scope_sentence")
    assert said.startswith("Baru 8 dari 17 standar yang dinilai; ")
    assert f"Standar I, J, K, L, M, N, O, P, dan Q dengan {left} kriteria di luar lingkup" in said
    assert told(period, "result_sentence").endswith(" dan 9 di luar lingkup penilaian.")
    assert "9 standar" not in told(periods["complete"], "scope_sentence")
    assert told(periods["complete"], "scope_sentence") == "Lingkup penilaian mencakup seluruh 17 standar."
    assert "memasukkan 9 standar di luar lingkup" in told(period, "requests")


@pytest.mark.parametrize("name", NAMES)
def test_a_criterion_is_asked_for_once_and_what_nobody_assessed_only_to_be_assessed(
    periods: Mapping[str, Period], name: str
) -> None:
    period = periods[name]
    asked = period.asked
    groups = [gap.criterion for group in (asked.renew, asked.issue, asked.other, asked.assess) for gap in group]
    assert sorted(groups) == sorted(gap.criterion for gap in period.gaps)
    said = re.findall(r"S\d\d-K\d\d", told(period, "requests"))
    assert len(said) == len(set(said))
    assert not set(said) & {gap.criterion for gap in asked.assess}


def test_a_request_names_evidence_code_and_standard(periods: Mapping[str, Period]) -> None:
    period = periods["second"]
    assert period.asked.renew and period.asked.issue
    for gap, verb in ((period.asked.renew[0], "memperbarui"), (period.asked.issue[0], "menerbitkan")):
        standard, criterion, _ = period.criterion[gap.criterion]
        kinds = [item.kind for item in gap.shortfalls]
        name = standard.name.removeprefix("Standar ")
        place = f"({gap.criterion}, {standard.letter.upper()}. {name})"
        (line,) = [
            plain(children) for sort, children in spoken(period) if sort == "requests" and verb in plain(children)
        ]
        assert place in line
        assert any(within(proof.item) in line for proof in criterion.evidence if proof.kind in kinds)


def test_what_renewing_brings_is_told_where_it_is_sure(periods: Mapping[str, Period]) -> None:
    best = periods["best"].assessment
    worn = tuple(
        item.model_copy(update={"effective_to": best.scorecard.scored_on - timedelta(1)})
        if "s04-k02" in item.id
        else item
        for item in best.register.evidence
    )
    register = best.register.model_copy(update={"evidence": worn})
    workspace = replace(periods["best"].workspace, assessments=(replace(best, register=register),))
    period = Period(workspace, workspace.assessments[0])
    assert period.score.met == 16
    assert {item.key: item.value for item in ledger(period)} == expected(period)
    said = told(period, "requests")
    assert "(S04-K02, D. Pengelolaan Risiko Layanan)" in said
    assert "Setelah bukti itu sah, Standar D terpenuhi dan jumlahnya menjadi 17 standar (tahap 4)." in said
    assert "Standar D, yang termasuk tahap yang sudah tercapai, belum terpenuhi." in told(period, "stage_sentence")


def test_nothing_falls_that_nobody_has_assessed(periods: Mapping[str, Period]) -> None:
    period = periods["empty"]  # in both periods
    found = period.change
    assert found is not None
    assert (found.up, found.down, found.gained, found.lost) == ((), (), (), ())
    assert "menerbitkan" not in told(period, "requests") and "memperbarui" not in told(period, "requests")


def test_an_unfinished_assessment_is_compared_with_what_it_has(periods: Mapping[str, Period]) -> None:
    """The first criterion of a standard that was met in both periods is taken away."""
    workspace = periods["complete"].workspace
    first, second = workspace.assessments
    kept = {
        name: tuple(item for item in getattr(second.scorecard, name) if item.criterion != "S01-K01")
        for name in ("results", "history")
    }
    unfinished = replace(second, scorecard=second.scorecard.model_copy(update=kept))
    period = Period(replace(workspace, assessments=(first, unfinished)), unfinished)
    assert {item.key: item.value for item in ledger(period)} == expected(period)
    said = told(period, "change_sentence")
    assert "1 yang semula terpenuhi belum dapat dibandingkan" in said
    assert "1 kriteria belum dapat dibandingkan" in said
    assert told(period, "evidence_sentence") == told(periods["complete"], "evidence_sentence")


@pytest.mark.parametrize("name", NAMES)
def test_what_a_sentence_divides_adds_up_to_the_whole(periods: Mapping[str, Period], name: str) -> None:
    """Standards add up to all of them, criteria to all that apply; what is wanting in the list is none."""
    values = {LEDGER + item.key: item.value for item in ledger(periods[name])}
    for sentence, whole_, apart in (
        ("result_sentence", "angka-standar", set()),
        ("progress_sentence", "angka-kriteria-berlaku", {"angka-kriteria-sebagian"}),
    ):
        (children,) = [children for made, children in spoken(periods[name]) if made == sentence]
        named = {item.anchor for item in references(children)} - apart
        assert sum(values[item] for item in named - {whole_}) == values[whole_] == max(values[item] for item in named)


def test_evidence_that_is_cited_is_told_apart_from_evidence_that_is_good(periods: Mapping[str, Period]) -> None:
    values = expected(periods["second"])
    said = f"Asesor merujuk {values['bukti-dirujuk']} bukti; {values['bukti-dihitung']} diperhitungkan bagi kriteria."
    assert told(periods["second"], "cited_sentence") == said
    assert told(periods["bare"], "cited_sentence") == ""


def test_the_order_of_the_pressing_gaps_is_told_where_they_stand(periods: Mapping[str, Period]) -> None:
    assert told(periods["second"], "order_sentence").endswith(
        "ketentuan wajib paling banyak; yang belum dinilai terakhir."
    )
    assert told(periods["best"], "order_sentence") == ""


def test_a_request_names_the_day_that_the_plan_of_the_period_wants(periods: Mapping[str, Period]) -> None:
    period = periods["narrow"]
    assert "paling lambat" not in told(period, "requests")
    last = max(item.stage for item in period.workspace.office.stages)
    wanted = [StageTarget(stage=2, by=date(2027, 3, 31)), StageTarget(stage=last, by=date(2027, 11, 30))]
    past = StageTarget(stage=1, by=date(2026, 1, 31))
    plan = planned_for().model_copy(update={"period": SECOND, "targets": (past, *wanted)})
    timed = Period(replace(period.workspace, plans=(plan,)), period.assessment)
    lines = [plain(children) for name, children in spoken(timed) if name == "requests"]
    assert {timed.due(letter) for letter in timed.workspace.standard} == {item.by for item in wanted}
    assert all("paling lambat 3" in line for line in lines if "untuk menilai" not in line and "memasukkan" not in line)
    assert any("paling lambat 31 Maret 2027" in line for line in lines)
    other = Period(replace(timed.workspace, plans=(plan.model_copy(update={"period": FIRST}),)), period.assessment)
    assert other.due("a") is None


def test_a_kept_result_names_the_evidence_that_runs_out_first(periods: Mapping[str, Period]) -> None:
    best = periods["best"].assessment
    day = best.scorecard.scored_on + timedelta(40)
    first, *rest = best.register.evidence
    register = best.register.model_copy(update={"evidence": (first.model_copy(update={"effective_to": day}), *rest)})
    workspace = replace(periods["best"].workspace, assessments=(replace(best, register=register),))
    said = told(Period(workspace, workspace.assessments[0]), "requests")
    assert said.endswith(f"{first.id} ({first.kind.value}), diperbarui paling lambat {long_date(day)}.")
