"""`lpse-docs plan` and what is below it, in a small workspace whose first assessment has just begun."""

import re
import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest

from lpse_docs.cli.planning import Asked, Drawn
from lpse_docs.cli.planreasons import Reasons
from lpse_docs.cli.plantries import GROSS
from lpse_docs.cli.wishes import Wishes, rupiah_typed
from lpse_docs.load.project import load_project
from lpse_docs.model.plan import AdoptionSchedule
from lpse_docs.planning import arrange, conflicts
from lpse_docs.planning.calendar import unknown_years
from lpse_docs.planning.outlook import draft
from lpse_docs.planning.problem import Method, Schedule, Target
from lpse_docs.planning.relax import Budget as Money
from lpse_docs.planning.relax import Demand, Least
from tests.cli.conftest import Ran, lpse
from tests.planning.dates import wrong
from tests.planning.plans import tiny

PERIOD = "2026-semester-2"
DAY = ("--on", "2026-12-31")


OWNERS = """planning:
  standards:
    - {letter: a, unit: sekretariat}
  sops:
    - {letter: a, unit: unit-registrasi}
"""


@pytest.fixture
def planned(here: Path) -> Path:
    """A workspace with a first plan, and no schedule yet."""
    office = here / "lpse.yaml"
    office.write_text(office.read_text("utf-8") + OWNERS, encoding="utf-8")
    begun = lpse("assess", "new", PERIOD, "--title", "Semester II", "--start", "2026-07-01", "--end", "2026-12-31")
    assert begun.code == 0, begun.text
    made = lpse("plan", "new")
    assert made.code == 0, made.text
    return here


def schedule(root: Path, name: str = "schedule.yaml") -> AdoptionSchedule:
    found = load_project(root).workspace
    assert found is not None
    return (found.agreed if name == "approved.yaml" else found.schedule)[PERIOD]


def plan_file(root: Path) -> Path:
    return root / f"assessments/{PERIOD}/plan.yaml"


def without_holidays(root: Path) -> str:
    """The plan with whole capacities, so that numbers are round."""
    return re.sub(r"holidays:\n(  - .*\n)+", "holidays: []\n", plan_file(root).read_text("utf-8"))


def folder(root: Path) -> set[str]:
    return {item.name for item in (root / f"assessments/{PERIOD}").iterdir()}


@pytest.mark.parametrize("code", ["2027", "2027-01", "no", "1e3"])
def test_a_first_plan_needs_no_typing_whatever_the_period_is_called(here: Path, code: str) -> None:
    office = here / "lpse.yaml"
    office.write_text(office.read_text("utf-8") + OWNERS, encoding="utf-8")
    assert lpse("assess", "new", code, "--title", "P", "--start", "2026-07-01", "--end", "2026-12-31").code == 0
    assert lpse("plan", "new", *DAY).code == 0
    saved = lpse("plan", "--save", *DAY)
    assert saved.code == 0, saved.text
    found = load_project(here).workspace
    assert found is not None
    assert found.plan.keys() == found.schedule.keys() == {code}
    packages = draft(found, found.plan[code], found.assessment[code]).packages
    assert found.schedule[code].placings
    assert list(wrong(here / "assessments" / code, {it.id: (it.unit, it.effort) for it in packages})) == []


def test_a_first_plan_needs_no_typing(planned: Path) -> None:
    shown = lpse("plan", *DAY)
    assert shown.code == 0
    assert "Jadwal terbukti terbaik menurut urutan sasarannya, dihitung per periode rencana." in shown.text
    assert re.search(r"Paket kerja +\d+ terjadwal, 0 tidak tertampung", shown.text)
    assert "schedule.yaml" not in folder(planned)
    again = lpse("plan", "new")
    assert (again.code, "sudah ada" in again.text) == (2, True)


@pytest.mark.parametrize(("on", "start"), [("2026-11-26", "2027-01-01"), ("2027-04-01", "2027-07-01")])
def test_a_first_plan_begins_when_it_can_be_begun(planned: Path, on: str, start: str) -> None:
    plan_file(planned).unlink()
    assert lpse("plan", "new", "--on", on).code == 0
    assert f"\nstart: {start}\n" in plan_file(planned).read_text("utf-8")
    found = load_project(planned).workspace
    assert found is not None
    plan = found.plan[PERIOD]
    assert len(plan.holidays) == 10
    assert all(plan.start <= it.start == it.end <= plan.end for it in plan.holidays)
    assert unknown_years(plan) == tuple(range(plan.start.year, plan.end.year + 1))
    assert lpse("plan", "--save", "--on", on).code == 0
    assert not {it.start for it in schedule(planned).placings} & {it.start for it in plan.holidays}


def test_a_package_of_absurd_effort_is_named(planned: Path) -> None:
    text = without_holidays(planned)
    changed = text.replace("packages: []\n", "packages:\n  - {id: S01-K01, effort: 10000}\n")
    plan_file(planned).write_text(changed, encoding="utf-8")
    shown = lpse("plan", *DAY)
    assert shown.code == 0
    assert (
        "tidak mungkin: paket S01-K01 memerlukan 10.000 hari-orang, padahal Sekretariat LPSE hanya dapat memberi "
        "240 hari-orang." in shown.text
    ), shown.text
    assert "beban kerja paket itu dikurangi" in shown.text
    told = re.search(r"^(\d+) peringatan tentang plan.yaml; lihat dengan: .* check$", shown.text, re.MULTILINE)
    assert told
    assert len(re.findall(r"peringatan\[.*\n *--> assessments/[^/]+/plan.yaml", lpse("check").text)) == int(told[1])


def test_a_very_large_plan_is_scheduled_by_priority(planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert planned.is_dir()
    monkeypatch.setattr(arrange, "LARGEST", 0)
    shown = lpse("plan", *DAY)
    assert "tanpa pengoptimal" in shown.text
    assert "Pasang pengoptimal" not in shown.text
    assert "selisih" in shown.text


def test_a_saved_schedule_is_whole_valid_and_always_the_same(planned: Path) -> None:
    assert lpse("plan", "--save", *DAY).code == 0
    first = (plan_file(planned).parent / "schedule.yaml").read_bytes()
    checked = lpse("check")
    assert not re.search(r"galat\[LPSE6|LPSE62[5-8]", checked.text), checked.text
    assert lpse("plan", "--save", *DAY).code == 0
    assert (plan_file(planned).parent / "schedule.yaml").read_bytes() == first


def test_what_if_stands_beside_what_is_and_writes_nothing(planned: Path) -> None:
    before = folder(planned)
    shown = lpse(
        "plan", *DAY, "--capacity", "Sekretariat=+10", "--deadline", "tahap-1=2027-03-31", "--budget", "2027=1,5jt"
    )
    assert shown.code == 0, shown.text
    assert re.search(r"^\* +Tahap 1 .*tenggat 31 Maret 2027", shown.text, re.MULTILINE)
    assert "paket yang dimulai belum ditaksir; pagu Rp1.500.000" in shown.text
    assert folder(planned) == before
    refused = lpse("plan", "--save", "--budget", "2027=1jt")
    assert refused.code == 2


@pytest.mark.parametrize(
    ("option", "wish", "words"),
    [
        ("--capacity", "Sekretaria=+10", "Unit Sekretaria tidak ada dalam rencana; yang ada: "),
        ("--capacity", "Unit Ngawur=+10", "Galat: Unit Ngawur tidak ada dalam rencana"),
        ("--capacity", "Bupati=+5", "Unit Bupati tidak ada dalam rencana"),
        ("--capacity", "Sekretariat=-500", "-500: kapasitas Sekretariat LPSE hanya 30 hari-orang"),
        ("--capacity", "Sekretariat=+37", "1 orang bekerja paling banyak 66 hari-orang setiap triwulan, bukan 67"),
        ("--capacity", "Sekretariat@2027-T1=65", "paling banyak 64 hari-orang pada triwulan I 2027"),
        ("--capacity", "Sekretariat@2029-T1=+1", "periode 2029-T1 tidak ada; yang ada: 2027-T1, "),
        ("--capacity", "Sekretaria@2027-T1=+1", "Unit Sekretaria tidak ada dalam rencana"),
        ("--people", "Sekretariat=0", "banyaknya orang 1 sampai dengan 100"),
        ("--people", "Sekretariat=1,5", "bukan banyaknya orang"),
        ("--deadline", "tahap-1=2030-06-30", "sesudah akhir rencana, 2028-12-31"),
        ("--capacity", "Sekretariat", "tulis dalam bentuk UNIT=HARI"),
        ("--capacity", "Sekretariat=banyak", "bukan hari-orang"),
        ("--capacity", "Sekretariat=99999", "lebih dari 10000"),
        ("--deadline", "tahap-9=2027-06-30", "tidak dikenal; yang ada: tahap-1"),
        ("--deadline", "tahap-1=30 Juni 2027", "bukan tanggal"),
        ("--deadline", "tahap-1=2020-06-30", "mendahului awal rencana"),
        ("--budget", "2050=1jt", "bukan tahun rencana ini, 2027 sampai dengan 2028"),
        ("--budget", "2027=banyak", "bukan jumlah rupiah"),
    ],
)
def test_a_wish_that_cannot_be_read_is_told(planned: Path, option: str, wish: str, words: str) -> None:
    refused = lpse("plan", option, wish)
    assert (refused.code, words in refused.text) == (2, True), refused.text


@pytest.mark.parametrize(
    ("option", "first", "second", "words"),
    [
        ("--capacity", "Sekretariat=+10", "sekretariat=5", "sudah disebut"),
        ("--capacity", "Sekretariat@2027-T1=+10", "sekretariat@2027-t1=5", "sudah disebut"),
        ("--people", "Sekretariat=2", "sekretariat=+1", "sudah disebut"),
        ("--deadline", "tahap-1=2027-06-30", "Tahap 1=2027-09-30", "sudah disebut"),
        ("--budget", "2027=1jt", "2027=1jt", "sudah disebut"),
    ],
)
def test_two_wishes_for_one_thing_are_refused(planned: Path, option: str, first: str, second: str, words: str) -> None:
    assert planned.is_dir()
    refused = lpse("plan", option, first, option, second)
    assert (refused.code, words in refused.text) == (2, True), refused.text


def test_an_order_of_stages_that_a_plan_may_have_can_be_wished() -> None:
    workspace, outlook = tiny()
    asked = Asked(workspace, workspace.assessments[0], outlook.draft)
    early = Wishes(deadline=("tahap-2=2027-03-31",)).granted(workspace, outlook.draft.plan)
    assert asked.warned(early) == ["Peringatan: Tahap 2 ditenggatkan sebelum tahap 1 (30 Juni 2027)."]
    both = Wishes(deadline=("tahap-2=2027-09-30", "tahap-1=2027-03-31")).granted(workspace, outlook.draft.plan)
    assert [str(it.by) for it in both.targets] == ["2027-03-31", "2027-09-30"]
    assert asked.warned(both) == []


def test_capacity_of_one_planning_period_and_people_are_wished() -> None:
    workspace, outlook = tiny()
    wishes = Wishes(
        ("Sekretariat=+5", "Unit Layanan dan Dukungan@2027-T2=+10", "sekretariat@2027-T4=60", "Sekretariat@2028-T1=-1"),
        people=("Sekretariat=+1",),
    )
    made = wishes.granted(workspace, outlook.draft.plan)
    usual = {item.unit: (item.people, item.person_days) for item in made.capacity}
    assert (usual["sekretariat"], usual["unit-layanan-dukungan"]) == ((3, 25), (1, 15))
    other = {(item.unit, item.bucket): item.person_days for item in made.other_capacity}
    assert other == {
        ("unit-layanan-dukungan", "2027-T2"): 25, ("sekretariat", "2027-T4"): 60, ("sekretariat", "2028-T1"): 24
    }  # fmt: skip
    with pytest.raises(click.UsageError, match=r'--people "Sekretariat LPSE=4"'):
        Wishes(("Sekretariat@2027-T2=200",)).granted(workspace, outlook.draft.plan)


@pytest.mark.parametrize(
    ("typed", "money"),
    [("50jt", 50_000_000), ("1,5 m", 1_500_000_000), ("Rp50.000.000", 50_000_000), ("250 ribu", 250_000), ("7", 7)],
)
def test_money_as_people_type_it(typed: str, money: int) -> None:
    assert rupiah_typed(typed) == money


@pytest.mark.parametrize("typed", ["", "-5", "1.5.0", "9999 miliar", "٥", "1e9"])
def test_what_is_no_money_is_refused(typed: str) -> None:
    with pytest.raises(click.UsageError):
        rupiah_typed(typed)


def test_an_impossible_target_is_explained_and_kept_for_the_documents(planned: Path) -> None:
    text = plan_file(planned).read_text("utf-8")
    plan_file(planned).write_text(re.sub(r"(stage: 1, by: )[\d-]+", r"\g<1>2027-01-05", text), encoding="utf-8")
    shown = lpse("plan", "--save", *DAY)
    assert shown.code == 0, shown.text
    assert "Tahap 1 pada 5 Januari 2027 tidak mungkin:" in shown.text
    assert any("tidak mungkin" in words for words in schedule(planned).explanations)
    approved = lpse("plan", "approve", "--on", "2027-01-04")
    assert (approved.code, "jadwal ini melewati tenggat tahap 1." in approved.text) == (0, True)


@pytest.mark.parametrize("solver", [True, False])
def test_who_lacks_what_is_told_with_and_without_the_solver(
    planned: Path, monkeypatch: pytest.MonkeyPatch, solver: bool
) -> None:
    if not solver:
        monkeypatch.setattr(arrange, "available", lambda: False)
        monkeypatch.setattr(conflicts, "available", lambda: False)
    text = re.sub(r"(stage: 1, by: )[\d-]+", r"\g<1>2027-06-30", without_holidays(planned))
    text = text.replace("people: 1, person_days: 30}", "people: 1, person_days: 1}", 1)
    plan_file(planned).write_text(text, encoding="utf-8")
    lines = lpse("plan", *DAY).text.splitlines()
    [at] = [place for place, line in enumerate(lines) if line.startswith("Tahap 1 pada 30 Juni 2027 tidak mungkin:")]
    lacking = re.search(r"kekurangan sedikitnya (\d+) hari-orang (.* 2027)\.", lines[at])
    assert lacking, lines[at]
    enough = re.search(r"Sekretariat LPSE ditambah (?:sedikitnya )?(\d+) hari-orang \(", lines[at + 1])
    assert enough and int(enough[1]) >= int(lacking[1]), lines[at + 1]


def test_people_who_cannot_do_more_need_company(planned: Path) -> None:
    text = re.sub(r"(stage: 1, by: )[\d-]+", r"\g<1>2027-06-30", plan_file(planned).read_text("utf-8"))
    large = "{{id: {0}, title: Besar, criterion: S01-K01, unit: sekretariat, effort: 60, cost: {1}}}"
    own = f"packages: [{large.format('satu', 5)}, {large.format('dua', 0)}]"
    own += "\nbudgets: [{year: 2027, ceiling: 2}]"
    text = text.replace("packages: []", own).replace("budgets: []\n", "")
    plan_file(planned).write_text(text, encoding="utf-8")
    shown = lpse("plan", *DAY).text
    assert "perlu tambahan orang" in shown
    assert "pagu 2027 kekurangan sedikitnya Rp3" in shown
    assert "pagu 2027 ditambah Rp3" in shown


def test_without_the_solver_the_schedule_is_labelled(planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrange, "available", lambda: False)
    shown = lpse("plan", "--save", *DAY)
    assert "tanpa pengoptimal; jadwal yang lebih baik mungkin ada" in shown.text
    assert schedule(planned).method == "urutan prioritas tanpa pengoptimal"


def test_what_was_approved_is_kept_and_tracked(planned: Path) -> None:
    assert lpse("plan", "approve", *DAY).code == 2  # nothing to approve
    assert lpse("plan", "--save", *DAY).code == 0
    assert "mendahului" in lpse("plan", "approve", "--on", "2026-01-01").text
    assert lpse("plan", "approve", "--on", "2027-01-04").code == 0
    agreed = schedule(planned, "approved.yaml")
    assert str(agreed.approved_on) == "2027-01-04"
    twice = lpse("plan", "approve", "--on", "2027-01-05")
    assert (twice.code, "sudah disetujui pada 4 Januari 2027" in twice.text) == (2, True)
    assert str(schedule(planned, "approved.yaml").approved_on) == "2027-01-04"
    late = lpse("plan", "track", "--on", "2028-01-01", "--save")
    assert late.code == 0, late.text
    assert re.search(r"\d+ terlambat", late.text)
    now = {item.package: item for item in schedule(planned).placings}
    overdue = [item for item in agreed.placings if str(item.finish) < "2028-01-01"]
    assert overdue
    assert all(str(now[item.package].start) >= "2028-01-01" for item in overdue if item.package in now)
    assert "LPSE627" not in lpse("check").text


def test_a_schedule_that_is_out_of_date_is_not_approved(planned: Path) -> None:
    assert lpse("plan", "--save", *DAY).code == 0
    text = plan_file(planned).read_text("utf-8")
    plan_file(planned).write_text(text.replace("person_days: 30", "person_days: 29"), encoding="utf-8")
    refused = lpse("plan", "approve", "--on", "2027-01-04")
    assert (refused.code, "usang" in refused.text) == (2, True)
    assert "approved.yaml" not in folder(planned)


@pytest.mark.parametrize("name", ["rencana.xlsx", "rencana.ics", "rencana.xml"])
def test_exports_are_written_once(planned: Path, name: str) -> None:
    assert "belum ada jadwal" in lpse("plan", "export", name).text.lower()
    assert lpse("plan", "--save", *DAY).code == 0
    assert lpse("plan", "export", name).code == 0
    first = (planned / name).read_bytes()
    assert lpse("plan", "export", name).code == 2
    assert lpse("plan", "export", name, "--force").code == 0
    assert (planned / name).read_bytes() == first


def test_other_kinds_of_files_are_not_exported(planned: Path) -> None:
    assert "berakhir dengan .xlsx, .ics, .xml" in lpse("plan", "export", "rencana.pdf").text


def test_a_faulty_plan_is_located(planned: Path) -> None:
    text = plan_file(planned).read_text("utf-8")
    plan_file(planned).write_text(text.replace("unit: sekretariat,", "unit: sekretaria,", 1), encoding="utf-8")
    shown: Ran = lpse("plan")
    assert shown.code == 1
    assert f"assessments/{PERIOD}/plan.yaml:" in shown.text
    assert "LPSE611" in shown.text


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('package: "sop-a-tinjau"', 'package: "sop-a-tinja"', "LPSE625"),
        ("placings:", "placing:", ""),
        ("period:", "\t:", ""),
    ],
)
def test_a_faulty_schedule_does_not_stop_the_command_that_makes_it_anew(
    planned: Path, old: str, new: str, code: str
) -> None:
    assert lpse("plan", "--save", *DAY).code == 0
    file = plan_file(planned).parent / "schedule.yaml"
    good = file.read_text("utf-8")
    assert old in good
    file.write_text(good.replace(old, new, 1), encoding="utf-8")
    for stopped in (("approve", "--on", "2027-01-04"), ("track", *DAY), ("export", "x.ics")):
        assert lpse("plan", *stopped).code == 1
    shown = lpse("plan", *DAY)
    assert shown.code == 0, shown.text
    assert f"peringatan[{code}" in shown.text
    assert "schedule.yaml" in shown.text
    assert lpse("plan", "--save", *DAY).code == 0
    assert file.read_text("utf-8") == good
    assert "peringatan[" not in lpse("plan", *DAY).text


def test_a_plan_needs_to_know_who_does_the_work(here: Path) -> None:
    assert here.is_dir()
    lpse("assess", "new", PERIOD, "--title", "Semester II", "--start", "2026-07-01", "--end", "2026-12-31")
    refused = lpse("plan", "new")
    assert (refused.code, "planning: standards" in refused.text) == (2, True)


def test_without_a_plan_the_way_to_one_is_told(here: Path) -> None:
    assert here.is_dir()
    assert "plan new" in lpse("plan").text


PART = "{{id: {}, title: Bagian, criterion: S01-K01, unit: sekretariat, effort: {}}}"


@pytest.mark.parametrize(
    ("own", "option"),
    [
        ("packages: [{id: S01-K01, cost: 5}]\nbudgets: [{year: 2027, ceiling: 2}]", "--budget 2027=5"),
        (f"packages: [{{id: S01-K01, effort: 20}}, {PART.format('satu', 15)}]", "--capacity sekretariat@2027-T1=+5"),
        (
            f"packages: [{{id: S01-K01, effort: 20}}, {PART.format('satu', 25)}, {PART.format('dua', 25)}]",
            "--capacity sekretariat@2027-T1=+40 --people sekretariat=2",
        ),
    ],
)
def test_what_is_offered_can_be_tried_as_it_is_printed(planned: Path, own: str, option: str) -> None:
    text = re.sub(r"(stage: 1, by: )[\d-]+", r"\g<1>2027-03-31", without_holidays(planned)).replace("budgets: []\n", "")
    plan_file(planned).write_text(text.replace("packages: []", own), encoding="utf-8")
    shown = lpse("plan", *DAY)
    assert "Mencobanya, tanpa menulis apa pun:" in shown.text, shown.text
    [line] = [line for line in shown.text.splitlines() if option in line]
    assert "belum tentu cukup" not in shown.text and GROSS not in shown.text
    tried = lpse(*shlex.split(line)[1:])
    assert tried.code == 0, tried.text
    [stage] = [row for row in tried.text.splitlines() if re.match(r"\* +Tahap 1 ", row)]
    assert stage.count("terlambat") + stage.count("tidak tercapai") == 1  # before, and not any more


def test_person_days_before_holidays_are_said_to_be_more_than_those_that_are_lacking(planned: Path) -> None:
    text = re.sub(r"(stage: 1, by: )[\d-]+", r"\g<1>2027-03-31", plan_file(planned).read_text(encoding="utf-8"))
    own = f"packages: [{{id: S01-K01, effort: 20}}, {PART.format('satu', 15)}]"
    plan_file(planned).write_text(text.replace("packages: []", own), encoding="utf-8")
    shown = lpse("plan", *DAY).text
    [told] = re.findall(r"Sekretariat LPSE ditambah ([\d,]+) hari-orang", shown)
    [asked] = re.findall(r"--capacity sekretariat@2027-T1=\+([\d,]+)", shown)
    assert float(asked.replace(",", ".")) > float(told.replace(",", ".")) and shown.count(GROSS) == 1


def test_words_promise_no_more_than_is_known() -> None:
    workspace, outlook = tiny()
    whole = outlook.draft.problem
    target = whole.targets[0]
    parts: dict[tuple[Demand, int], int] = {(Money(2027), 2027): 5, (Money(2028), 2028): 4}

    def told(*targets: Target, **more: Any) -> str:
        posed = replace(whole, targets=targets)
        drawn = Drawn(outlook, posed, Schedule((), (), Method.GREEDY, ()), (), {})
        return " ".join(Reasons(workspace, drawn).lines(conflicts.Conflict(target, delay=5, **more)))

    assert "semua tenggat" in told(*whole.targets, alone=True)
    alone = told(target, alone=True)
    assert "semua tenggat" not in alone
    assert "tenggat mundur 5 hari (menurut jadwal ini)." in alone
    short = {"demands": (Money(2027),), "at_least": 5}
    sure = told(target, reliefs=((Least(parts, 9, sure=True),),), **short)
    assert "; pagu 2027 ditambah Rp5 dan pagu 2028 ditambah Rp4." in sure
    assert "Rp4, belum tentu cukup." in told(target, reliefs=((Least(parts, 9),),), **short)
    one = Least({(Money(2027), 2027): 5}, 5)
    assert "pagu 2027 ditambah sedikitnya Rp5, belum tentu cukup." in told(target, reliefs=((one,),), **short)
