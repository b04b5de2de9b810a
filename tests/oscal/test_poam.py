"""The plan of action and milestones: valid, whole, and it tells the dates of the schedule."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs.exports import oscal
from lpse_docs.model.assessment import Scope, Status
from lpse_docs.model.evidence import Confidentiality
from lpse_docs.planning.outlook import Outlook
from tests.assess.samples import assessment, evidence, result
from tests.oscal.judge import Node, declared, faults, loose, nodes, parsed
from tests.planning.plans import POLICY, STANDARDS, SYSTEMS, built, plan, tiny

NAME = "plan-of-action-and-milestones"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def made(space: Any, outlook: Outlook) -> dict[str, Node]:
    return parsed(oscal.write(space, space.assessments[0], outlook))


@pytest.fixture(scope="module")
def documents() -> dict[str, Node]:
    return made(*tiny())


@pytest.fixture(scope="module")
def body(documents: dict[str, Node]) -> Node:
    found: Node = documents[NAME][NAME]
    return found


def tasks(body: Node) -> dict[str, Node]:
    return {
        item["title"]: item for item in nodes(body) if item.get("type") in {"action", "milestone"} and "uuid" in item
    }


def test_it_is_valid_and_every_reference_leads_somewhere(documents: dict[str, Node]) -> None:
    assert list(documents) == ["catalog", "assessment-plan", "assessment-results", NAME]
    assert faults(documents) == []
    assert loose(documents) == []


def test_every_gap_is_an_item_with_its_finding_and_risk(body: Node) -> None:
    titles = [item["title"].split(":")[0] for item in body["poam-items"]]
    assert titles[:4] == ["Kriteria S01-K01", "Kriteria S01-K02", "Kriteria S03-K01", "Kriteria S03-K02"]
    assert [title.startswith("SOP ") for title in titles[4:]] == [True, True]
    findings = {item["uuid"]: item for item in body["findings"]}
    for item in body["poam-items"][:4]:
        [link] = item["related-findings"]
        assert findings[link["finding-uuid"]]["title"] == item["title"].split(":")[0]
    assert {item["target"]["status"]["state"] for item in findings.values()} == {"not-satisfied"}
    assert {item["uuid"] for item in body["risks"]} == {
        link["risk-uuid"] for item in body["poam-items"] for link in item["related-risks"]
    }


def test_tasks_and_milestones_have_the_dates_of_the_schedule(body: Node) -> None:
    _, outlook = tiny()
    told = tasks(body)
    audit, placing = told["Audit luar"], outlook.placing["audit"]
    assert audit["timing"]["within-date-range"] == {
        "start": f"{placing.start}T00:00:00+07:00",
        "end": f"{placing.finish}T23:59:59+07:00",
    }
    assert audit["responsible-roles"] == [{"role-id": f"jabatan-{SYSTEMS}"}]
    assert audit["description"] == "Paket kerja audit. Setelah: pelatihan."
    counts = max(day for code in ("audit", "S03-K02") if (day := outlook.counts_on(outlook.draft.package[code])))
    assert told["S03-K02 dapat dinilai terpenuhi"]["timing"]["on-date"]["date"] == f"{counts}T23:59:59+07:00"
    risks = {item["title"].split(":")[0]: item.get("deadline") for item in body["risks"]}
    assert risks["Kriteria S01-K01"] == "2027-06-30T23:59:59+07:00"
    assert risks["Kriteria S03-K01"] == "2028-12-31T23:59:59+07:00"


def test_what_waits_depends_on_what_it_waits_for(body: Node) -> None:
    found = {item["props"][0]["value"]: item for item in nodes(body) if item.get("type") == "action"}
    wanted = {link["task-uuid"] for link in found["S01-K01-rekaman"]["dependencies"]}
    assert wanted == {found["S01-K01"]["uuid"], found["S01-K02"]["uuid"]}


def test_what_has_no_place_has_no_date() -> None:
    space, outlook = tiny()
    left = tuple(item for item in outlook.schedule.placings if item.package != "audit")
    found = made(space, replace(outlook, schedule=outlook.schedule.model_copy(update={"placings": left})))
    assert faults(found) == []
    assert loose(found) == []
    told = tasks(found[NAME][NAME])
    assert "timing" not in told["Audit luar"]
    assert told["Audit luar"]["remarks"] == "Tidak tertampung dalam jadwal."
    assert "S03-K02 dapat dinilai terpenuhi" not in told


def test_classified_evidence_stays_unnamed(documents: dict[str, Node]) -> None:
    text = json.dumps(documents[NAME], ensure_ascii=False)
    assert "Topologi" not in text
    assert "sandi.txt" not in text


@pytest.mark.parametrize("scope", ["ac", "c"])
def test_what_counts_already_for_a_gap_is_an_observation(scope: str) -> None:
    proof = evidence("kunci", POLICY, "S01-K01", title="Kunci peladen", confidentiality=Confidentiality.CLASSIFIED)
    period = assessment(
        STANDARDS, [result("S01-K01", Status.PARTIAL, "kunci")], [proof], scope=Scope(standards=tuple(scope))
    )
    found = made(*built(given=period))
    assert faults(found) == []
    assert loose(found) == []
    [seen] = found[NAME][NAME]["observations"]
    assert seen["description"] == "kunci (kebijakan)"
    assert found[NAME][NAME]["poam-items"][0]["related-observations"] == [{"observation-uuid": seen["uuid"]}]
    text = json.dumps(found[NAME], ensure_ascii=False)
    assert not [word for word in ("Kunci peladen", str(proof.sha256), "kunci.txt") if word in text]


def test_done_work_is_told_with_its_day() -> None:
    own = tuple(
        item.model_copy(update={"done_on": date(2026, 10, 5)}) if item.id == "audit" else item
        for item in plan().packages
    )
    found = made(*built(plan(packages=own)))
    assert faults(found) == []
    assert tasks(found[NAME][NAME])["Audit luar"]["timing"] == {"on-date": {"date": "2026-10-05T23:59:59+07:00"}}


def test_identifiers_stay_when_the_schedule_moves(body: Node) -> None:
    space, outlook = tiny()
    told = outlook.schedule.placings
    moved = (told[0].model_copy(update={"finish": date(2027, 2, 1)}), *told[1:])
    later = made(space, replace(outlook, schedule=outlook.schedule.model_copy(update={"placings": moved})))[NAME][NAME]
    assert set(declared(later)) ^ set(declared(body)) == {
        later["uuid"],
        body["uuid"],
    }


def test_the_same_plan_gives_the_same_bytes_and_edits_are_noticed() -> None:
    (one, outlook), (other, again) = tiny(), built()
    files = oscal.write(one, one.assessments[0], outlook)
    assert files == oscal.write(other, other.assessments[0], again)
    data = files[f"{NAME}.json"]
    assert oscal.untouched(NAME, data)
    assert not oscal.untouched(NAME, data.replace(b"Audit luar", b"Audit dalam"))


def test_a_plan_with_nothing_left_makes_no_file() -> None:
    space, outlook = tiny()
    empty = replace(outlook.draft, packages=(), problem=replace(outlook.draft.problem, tasks=()))
    bare = Outlook(empty, outlook.schedule.model_copy(update={"placings": ()}), outlook.stages)
    assert NAME not in made(space, bare)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_no_text_makes_the_file_invalid(first: str, second: str) -> None:
    own = plan().packages
    told = (own[0], own[1].model_copy(update={"title": first}), own[2].model_copy(update={"title": second}), own[3])
    found = made(*built(plan(packages=told, title=f"Rencana {first}")))
    assert faults(found) == []
    assert loose(found) == []
