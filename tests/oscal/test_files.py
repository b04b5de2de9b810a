"""The three files: valid, whole, deterministic, and they tell what the score tells."""

import json
import os
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs.assess.score import Doubt, score
from lpse_docs.exports import oscal
from lpse_docs.exports.oscal.ids import NS
from lpse_docs.load.project import load_project
from lpse_docs.model.assessment import Assessment, Assessor, AssessorRole, Scope, Status
from lpse_docs.model.evidence import Confidentiality, Evidence, EvidenceRegister
from lpse_docs.model.standard import EvidenceKind, Standard
from tests.assess.samples import assessment, evidence, result, standard
from tests.assess.test_score import cases
from tests.oscal.judge import Node, faults, loose, nodes, parsed
from tests.oscal.samples import shipped, workspace

POLICY, DECREE, RECORD = EvidenceKind
MET, PARTIAL, UNMET, NOT_APPLICABLE, UNASSESSED = Status
FIVE = (standard("a", (POLICY,), (POLICY, RECORD), (POLICY,), (POLICY,), (POLICY,)), standard("b", (POLICY,)))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def made(standards: tuple[Standard, ...], period: Assessment) -> dict[str, Node]:
    return parsed(oscal.write(workspace(standards, period), period))


def result_of(documents: dict[str, Node]) -> Node:
    found: Node = documents["assessment-results"]["assessment-results"]["results"][0]
    return found


def properties(node: Node) -> dict[str, str]:
    return {item["name"]: item["value"] for item in node["props"]}


def five(**changed: Any) -> Assessment:
    """One criterion of every outcome in standard a, and standard b outside the scope."""
    said = [
        result("S01-K01", MET, "k"),
        result("S01-K02", MET, "k", "tua"),
        result("S01-K03", UNMET, finding="Belum *ada*.", recommendation="Susun."),
        result("S01-K04", NOT_APPLICABLE, reason="Tidak ada ruang server."),
    ]
    register = [
        evidence("k", POLICY, "S01-K01", "S01-K02"),
        evidence("tua", RECORD, "S01-K02", effective_to=date(2026, 3, 1)),
    ]
    return assessment(FIVE, said, register, **{"scope": Scope(standards=("a",), note="Hanya a."), **changed})


def findings(documents: dict[str, Node]) -> dict[str, tuple[str, str, str | None]]:
    """State, reason and degree by criterion."""
    return {
        item["target"]["target-id"]: (
            item["target"]["status"]["state"],
            item["target"]["status"]["reason"],
            item["target"].get("implementation-status", {}).get("state"),
        )
        for item in result_of(documents)["findings"]
    }


def test_only_what_counts_as_met_is_satisfied() -> None:
    assert findings(made(FIVE, five())) == {
        "s01-k01_smt": ("satisfied", "pass", "implemented"),
        "s01-k02_smt": ("not-satisfied", "fail", "partial"),
        "s01-k03_smt": ("not-satisfied", "fail", None),
        "s01-k04_smt": ("not-satisfied", "other", "not-applicable"),
        "s01-k05_smt": ("not-satisfied", "other", None),
    }


def test_a_finding_tells_why() -> None:
    told = {item["title"]: item for item in result_of(made(FIVE, five()))["findings"]}
    remarks = {title: item["target"]["status"]["remarks"] for title, item in told.items()}
    assert remarks["Kriteria S01-K02"] == (
        "Terpenuhi sebagian.\n\nAsesor menilai: terpenuhi.\n\nBukti yang belum ada: rekaman (tua kedaluwarsa)."
    )
    assert remarks["Kriteria S01-K04"].endswith("\n\nAlasan: Tidak ada ruang server.")
    assert remarks["Kriteria S01-K05"] == "Belum dinilai; tidak dihitung terpenuhi."
    assert told["Kriteria S01-K03"]["description"] == r"Belum \*ada\*."
    assert told["Kriteria S01-K03"]["remarks"] == "Rekomendasi: Susun."
    assert Doubt.EXPIRED.value in remarks["Kriteria S01-K02"]


def test_what_lies_outside_the_scope_is_told_and_has_no_finding() -> None:
    found = result_of(made(FIVE, five()))
    assert found["remarks"] == "Di luar lingkup dan tidak dihitung terpenuhi: standar B."
    assert found["reviewed-controls"]["remarks"] == "Hanya a."
    assert found["description"] == (
        "0 dari 2 standar terpenuhi pada 2026-06-30. Belum lengkap: 1 kriteria dalam lingkup belum dinilai."
    )


@pytest.mark.parametrize("scope", [(), ("b",), ("a", "b")])
def test_any_scope_can_be_written(scope: tuple[str, ...]) -> None:
    documents = made(FIVE, five(scope=Scope(standards=scope)))
    assert faults(documents) == []
    assert loose(documents) == []
    assert len(result_of(documents).get("findings", [])) == sum(
        len(one.criteria) for one in FIVE if one.letter in scope
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_whatever_was_found_the_files_are_valid_and_tell_the_score(
    case: tuple[tuple[Standard, ...], Assessment],
) -> None:
    standards, period = case
    documents = made(standards, period)
    assert faults(documents) == []
    assert loose(documents) == []
    scored = score(period, standards, shipped().office.stages)
    found = result_of(documents)
    findings = found.get("findings", [])
    states = Counter(item["target"]["status"]["state"] for item in findings)
    outcomes = Counter(properties(item)["outcome"] for item in findings)
    assert states["satisfied"] == scored.fulfilled == outcomes[MET]
    assert outcomes[UNASSESSED] == scored.unassessed
    inside = [one for one in scored.standards if one.in_scope]
    assert len(findings) - outcomes[NOT_APPLICABLE] == sum(one.applicable for one in inside)
    told = properties(found)
    assert (told["standards-met"], told["criteria-met"]) == (str(scored.met), str(scored.fulfilled))
    assert told["complete"] == ("ya" if scored.complete else "tidak")
    counted = {code for one in inside for item in one.criteria for code in item.counted}
    assert {properties(item)["evidence-code"] for item in found.get("observations", [])} == counted


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_no_text_makes_a_file_invalid(first: str, second: str) -> None:
    standards = (
        FIVE[0].model_copy(update={"name": first, "purpose": second, "roles": (first,), "notes": second}),
        FIVE[1],
    )
    period = five(scope=Scope(standards=("a", "b"), note=second))
    results = tuple(
        item.model_copy(update={"finding": first, "recommendation": second, "reason": first})
        for item in period.scorecard.results
    )
    register = tuple(item.model_copy(update={"title": second}) for item in period.register.evidence)
    period = replace(
        period,
        scorecard=period.scorecard.model_copy(update={"results": results, "title": first}),
        register=EvidenceRegister(period=period.period, evidence=register),
    )
    assert faults(made(standards, period)) == []


def test_the_shipped_standards_become_a_whole_catalog() -> None:
    files = oscal.write(shipped(), None)
    documents = parsed(files)
    assert list(documents) == ["catalog"]
    assert faults(documents) == []
    assert loose(documents) == []
    groups = documents["catalog"]["catalog"]["groups"]
    assert [item["title"] for item in groups] == [item.name for item in shipped().standards]
    for group, one in zip(groups, shipped().standards, strict=True):
        for control, criterion in zip(group["controls"], one.criteria, strict=True):
            parts = {item["name"]: item for item in control["parts"]}
            demands = parts["assessment-method"]["parts"]
            assert control["id"] == criterion.id.lower()
            assert parts["statement"]["prose"] == criterion.statement
            assert [(it["props"][0]["value"], it["prose"]) for it in demands] == [
                (it.kind.value, it.item) for it in criterion.evidence
            ]
            assert properties(control)["confidence"] == criterion.confidence.value
            assert [it["resource-fragment"] for it in control.get("links", []) if "resource-fragment" in it] == list(
                criterion.provisions
            )


def test_every_file_says_that_the_criteria_are_not_the_official_ones() -> None:
    for name, document in made(FIVE, five()).items():
        head = document[name]["metadata"]
        assert "kriteria kerja" in head["remarks"].lower()
        assert "LKPP" in head["remarks"]
        assert head["oscal-version"] == "1.2.1"
        assert properties(head)["language"] == "id-ID"


def test_an_example_is_marked_and_nothing_else_is() -> None:
    for example in (True, False):
        documents = made(FIVE, five(example=example))
        for name in ("assessment-plan", "assessment-results"):
            head = documents[name][name]["metadata"]
            assert head["title"].startswith("CONTOH - bukan hasil penilaian: ") is example
            assert head["remarks"].startswith("CONTOH - bukan hasil penilaian.") is example
            assert ("example" in properties(head)) is example
        assert "CONTOH" not in json.dumps(documents["catalog"])


def secret(**changed: Any) -> Evidence:
    return evidence("k", POLICY, "S01-K01", "S01-K02", title="Topologi jaringan", **changed)


def test_classified_evidence_is_named_by_code_and_kind_alone() -> None:
    item = secret(
        confidentiality=Confidentiality.CLASSIFIED, received_on=date(2026, 3, 3), effective_to=date(2026, 12, 24)
    )
    documents = made(FIVE, assessment(FIVE, [result("S01-K01", MET, "k")], [item]))
    text = json.dumps(documents, ensure_ascii=False)
    assert findings(documents)["s01-k01_smt"][0] == "satisfied"
    for hidden in ("Topologi", str(item.sha256), "k.txt", "2026-03-03", "2026-12-24", "ni:///"):
        assert hidden not in text
    assert result_of(documents)["observations"][0]["description"] == "k (kebijakan)"


def test_other_evidence_is_named_by_title_and_digest() -> None:
    item = secret(effective_to=date(2026, 12, 24))
    documents = made(FIVE, assessment(FIVE, [result("S01-K01", MET, "k")], [item]))
    seen = result_of(documents)["observations"][0]
    resources = documents["assessment-results"]["assessment-results"]["back-matter"]["resources"]
    found = next(one for one in resources if f"#{one['uuid']}" == seen["relevant-evidence"][0]["href"])
    assert found["rlinks"][0]["hashes"] == [{"algorithm": "SHA-256", "value": item.sha256}]
    assert found["description"] == "k (kebijakan): Topologi jaringan"
    assert (seen["collected"], seen["expires"]) == ("2026-03-02T00:00:00+07:00", "2026-12-24T23:59:59+07:00")


def test_evidence_without_a_file_tells_its_place_and_who_saw_it() -> None:
    item = secret(
        file=None, sha256=None, location="Lemari_1", seen_by="asesor-2", seen_on=date(2026, 4, 4), effective_to=None
    )
    documents = made(FIVE, assessment(FIVE, [result("S01-K01", MET, "k")], [item]))
    seen = result_of(documents)["observations"][0]
    actor = seen["origins"][0]["actors"][0]["actor-uuid"]
    parties = documents["assessment-results"]["assessment-results"]["metadata"]["parties"]
    assert next(one["short-name"] for one in parties if one["uuid"] == actor) == "asesor-2"
    resources = documents["assessment-results"]["assessment-results"]["back-matter"]["resources"]
    assert resources[1]["remarks"] == r"Dilihat di letaknya: Lemari\_1"
    assert "rlinks" not in resources[1]


def test_an_expiry_beyond_what_oscal_writes_is_left_out() -> None:
    late = secret().model_copy(update={"effective_to": date(9999, 12, 31)})
    documents = made(FIVE, assessment(FIVE, [result("S01-K01", MET, "k")], [late]))
    assert "expires" not in result_of(documents)["observations"][0]


def test_nobody_is_named() -> None:
    team = (Assessor(id="asesor-1", role=AssessorRole.LEAD, name="Budi Contoh", post="kepala-lpse"),)
    documents = made(FIVE, five(assessors=team))
    assert "Budi" not in json.dumps(documents)
    people = [item for item in nodes(documents) if item.get("type") == "person"]
    assert [item["short-name"] for item in people] == ["asesor-1", "asesor-1"]


def test_a_team_of_nobody_can_be_written() -> None:
    documents = made(FIVE, five(assessors=()))
    assert faults(documents) == []
    assert loose(documents) == []


def test_history_is_a_log_whose_entries_keep_their_identifiers() -> None:
    period = five()
    shorter = replace(period, scorecard=period.scorecard.model_copy(update={"history": period.scorecard.history[:2]}))
    logs = [result_of(made(FIVE, one))["assessment-log"]["entries"] for one in (period, shorter)]
    assert logs[0][:2] == logs[1]
    assert logs[0][0]["description"] == "Dari belum-dinilai menjadi terpenuhi."


def test_the_same_sources_give_the_same_bytes() -> None:
    assert oscal.write(workspace(FIVE, five()), five()) == oscal.write(workspace(FIVE, five()), five())


def test_two_offices_share_no_identifier() -> None:
    here = workspace(FIVE, five())
    there = replace(here, office=here.office.model_copy(update={"region": "Kabupaten Lain"}))
    found = [
        {item["uuid"] for item in nodes(parsed(oscal.write(one, five()))) if "uuid" in item} for one in (here, there)
    ]
    assert found[0].isdisjoint(found[1])


def test_a_file_knows_whether_it_was_edited() -> None:
    for name, data in oscal.write(workspace(FIVE, five()), five()).items():
        model = oscal.MODELS[name]
        assert oscal.untouched(model, data)
        document = json.loads(data)
        assert oscal.untouched(model, json.dumps(document).encode()), "only its look changed"
        document[model]["metadata"]["title"] += "."
        assert not oscal.untouched(model, json.dumps(document).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"catalog": 1}',
        b'{"catalog": {"uuid": 1}}',
        b'{"catalog": {"uuid": "x", "metadata": {"document-ids": [1]}}}',
        b'{"catalog": {"uuid": "x", "metadata": {"document-ids": [{"scheme": [], "identifier": 1}]}}}',
        f'{{"catalog": {{"uuid": "x", "metadata": {{"document-ids": [{{"scheme": "{NS}", "identifier": 1}}]}}}}}}'.encode(),
        b"[" * 100_000,
    ],
    ids=lambda data: repr(data[:20]),
)
def test_what_is_no_file_of_ours_is_known(data: bytes) -> None:
    assert not oscal.untouched("catalog", data)


def test_golden(workspace_folder: Path) -> None:
    """A small period, read as structure. After a wanted change write it anew with LPSE_UPDATE_GOLDEN=1 and read the difference."""
    small = load_project(workspace_folder).workspace
    assert small is not None
    documents = parsed(oscal.write(replace(small, standards=FIVE), five()))
    for name, document in documents.items():
        place = Path(__file__).parent / "golden" / f"{name}.json"
        if os.environ.get("LPSE_UPDATE_GOLDEN") == "1":
            place.parent.mkdir(exist_ok=True)
            place.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        assert document == json.loads(place.read_text("utf-8")), name


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("observation-uuid", "c56d34aa-cd87-59ff-84b4-f87949a90ece"),
        ("target-id", "s01-k09_smt"),
        ("control-id", "s09-k01"),
        ("role-id", "asesor-tamu"),
        ("uuid", "ef18c28c-20dd-464d-84b6-8fd3e66a2375"),
        ("href", "#c56d34aa-cd87-59ff-84b4-f87949a90ece"),
    ],
)
def test_the_walk_sees_a_broken_reference(key: str, value: str) -> None:
    documents = made(FIVE, five())
    place = next(item for item in nodes(documents["assessment-results"]) if key in item)
    place[key] = value
    assert any(value in fault for fault in loose(documents))


def test_the_schemas_see_a_broken_file() -> None:
    documents = made(FIVE, five())
    result_of(documents)["findings"][0]["target"]["status"]["state"] = "mungkin"
    documents["catalog"]["catalog"]["groups"][0]["id"] = "4 d"
    assert {fault.split(":")[0] for fault in faults(documents)} == {"catalog", "assessment-results"}
