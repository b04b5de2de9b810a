"""Documents of an adoption plan: nothing lost, nothing twice, sums and dates those of the plan, and honest words."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from lpse_docs.amounts import decimal, rupiah
from lpse_docs.compose import compose, names, plan_requests
from lpse_docs.compose import plan_words as plan_sentences
from lpse_docs.compose.law import long_date
from lpse_docs.compose.period import Period
from lpse_docs.compose.plan_causes import unplaced
from lpse_docs.compose.plan_reasons import BETWEEN
from lpse_docs.compose.plan_unplaced import periods_named, reasons
from lpse_docs.compose.planned import Planned, planned, untold
from lpse_docs.document.blocks import Document, Paragraph, Row, Signature, Table
from lpse_docs.document.chart import Chart
from lpse_docs.document.inlines import FillIn, plain
from lpse_docs.document.outline import blocks_of, headings
from lpse_docs.model.assessment import Assessment, Status
from lpse_docs.model.plan import Budget, GoalReached, StageTarget, WorkPackage
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.outlook import Outlook
from lpse_docs.planning.packages import Assumed, Package
from lpse_docs.planning.problem import Goal, Method
from tests.assess.samples import PERIOD, assessment, result
from tests.compose.periods import placed
from tests.compose.test_documents import cells, plain_cell, rows, words
from tests.compose.test_period_documents import references, tables
from tests.planning.plans import OFFICE, OWN, STANDARDS, SYSTEMS, built, period, plan

PLAN = f"rencana-adopsi-{PERIOD}"
LATE = date(2027, 1, 31)
SEEN = date(2026, 11, 30)
UNITS = (OFFICE, SYSTEMS, "unit-layanan-dukungan", "unit-registrasi-verifikasi")

Shown = tuple[Outlook, Mapping[str, Document]]


def planned_workspace(outlook: Outlook, space: Workspace) -> Workspace:
    return replace(space, schedules=(outlook.schedule,))


def documents_of(space: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]) -> dict[str, Document]:
    out: dict[str, Document] = {}
    for _, name in names(space):
        if name.startswith(("rencana-adopsi", "lembar-tugas")):
            made, found = compose(space, templates, {}, fonts, only=name)
            assert not found
            out |= {item.id: item for item in made}
    return out


@pytest.fixture(scope="module")
def shown(templates: Mapping[str, str], fonts: Mapping[str, bytes]) -> Shown:
    """The tiny plan, whose first stage is late and whose third package is left out."""
    space, outlook = built(plan(targets=(StageTarget(stage=1, by=LATE), StageTarget(stage=2, by=date(2028, 12, 31)))))
    return outlook, documents_of(planned_workspace(outlook, space), templates, fonts)


def plan_words(templates: Mapping[str, str], fonts: Mapping[str, bytes], **changed: Any) -> str:
    """The words of the plan of an altered plan or schedule."""
    schedule = changed.pop("schedule", {})
    given: Assessment = changed.pop("given", period())
    space, outlook = built(plan(**changed), given)
    altered = replace(outlook, schedule=outlook.schedule.model_copy(update=schedule))
    made, found = compose(planned_workspace(altered, space), templates, {}, fonts, only=PLAN)
    assert not found
    return words(made[0])


def table(document: Document, title: str) -> Table:
    (found,) = (item for item in tables(document) if item.title == title)
    return found


def told(row: Row) -> list[str]:
    return [plain_cell(item) for item in row.cells]


def unit_tables(document: Document) -> list[Table]:
    return [item for item in tables(document) if item.title.startswith("Paket kerja ") and "yang" not in item.title]


def test_a_workspace_without_a_plan_or_without_a_schedule_has_the_documents_it_had(workspace: Workspace) -> None:
    space, outlook = built()
    before = [name for _, name in names(replace(space, plans=()))]
    assert [name for _, name in names(space)] == before
    assert [name for _, name in names(replace(space, plans=(), schedules=(outlook.schedule,)))] == before
    with_plan = names(planned_workspace(outlook, space))
    added = [(folder, name) for folder, name in with_plan if name not in before]
    sheets = [(f"penilaian/{PERIOD}", f"lembar-tugas-{unit}-{PERIOD}") for unit in UNITS]
    assert added == [(f"penilaian/{PERIOD}", PLAN), *sheets]
    assert not [name for _, name in names(workspace) if name.startswith(("rencana", "lembar"))]


def packages_in(item: Table) -> list[list[str]]:
    """Rows of packages, without the sums below them."""
    return [told(row) for row in item.rows if row.anchor]


def test_every_package_stands_in_exactly_one_table_of_its_unit(shown: Shown) -> None:
    outlook, made = shown
    seen: list[tuple[str, str]] = []
    for item in unit_tables(made[PLAN]):
        seen += [(item.title.removeprefix("Paket kerja "), row[0]) for row in packages_in(item)]
    posts = built()[0].post
    assert sorted(seen) == sorted((posts[item.unit].name, item.id) for item in outlook.draft.packages)


def test_sums_of_units_are_those_of_their_packages_and_add_up_to_the_plan(
    shown: Shown, templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    huge = WorkPackage(id="raksasa", title="Pekerjaan besar", unit=OFFICE, effort=900, cost=2_000_000)
    space, outlook = built(plan(packages=(*OWN, huge)))
    made = documents_of(planned_workspace(outlook, space), templates, fonts)[PLAN]
    totals: dict[str, int] = {"Terjadwal": 0, "Tidak tertampung": 0, "Jumlah": 0}
    for item in unit_tables(made):
        each = [outlook.draft.package[row[0]] for row in packages_in(item)]
        placed = [it for it in each if it.id in outlook.placing]
        lost = [it for it in each if it.done_on is None and it.id not in outlook.placing]
        sums = {row[0].split(" (")[0]: row for row in map(told, item.rows) if len(row) == 4}
        parts = {"Jumlah": [*placed, *lost]} | ({"Terjadwal": placed, "Tidak tertampung": lost} if lost else {})
        for name, mine in parts.items():
            cost, known = sum(it.cost for it in mine), any(not untold(it) for it in mine)
            money = rupiah(cost).removeprefix("Rp") if known else "belum ditaksir"
            assert sums[name][:3] == [f"{name} ({len(mine)} paket)", decimal(sum(it.effort for it in mine)), money]
        for name in totals:
            totals[name] += sum(it.cost for it in parts.get(name, placed if name == "Terjadwal" else []))
    budget = {row[0]: row for row in map(told, table(made, "Biaya setiap tahun").rows)}
    for name, row in (("Terjadwal", "Terjadwal"), ("Tidak tertampung", "Tidak tertampung"), ("Jumlah", "Seluruhnya")):
        assert budget[row][3] == rupiah(totals[name]).removeprefix("Rp")
    assert totals["Terjadwal"] == sum(outlook.spent.values())
    assert f"Seluruh paket kerja memerlukan {rupiah(totals['Jumlah'])}:" in words(made)
    assert f"{rupiah(totals['Tidak tertampung'])} bagi paket yang tidak tertampung" in words(made)


def test_a_cost_that_nobody_told_is_no_nought(shown: Shown) -> None:
    outlook, made = shown
    for item in unit_tables(made[PLAN]):
        for row in packages_in(item):
            package = outlook.draft.package[row[0]]
            assert row[4] == ("belum ditaksir" if untold(package) else rupiah(package.cost).removeprefix("Rp"))


def test_days_are_those_of_the_outlook(shown: Shown) -> None:
    outlook, made = shown
    for item in unit_tables(made[PLAN]):
        for row in packages_in(item):
            package = outlook.draft.package[row[0]]
            counts = outlook.counts_on(package)
            assert row[7] == (long_date(counts) or "-")
            if package.id in outlook.placing:
                placing = outlook.placing[package.id]
                assert row[6] == f"{long_date(placing.start)} s.d. {long_date(placing.finish)}"


def test_load_and_budget_are_those_of_the_outlook(shown: Shown) -> None:
    outlook, made = shown
    *each, total = map(told, table(made[PLAN], "Beban terhadap kapasitas dalam hari-orang").rows)
    for column, unit in enumerate(outlook.load, 1):
        pairs = zip(outlook.load[unit], outlook.capacity[unit], strict=True)
        assert [row[column] for row in each] == [f"{decimal(n)} dari {decimal(m)}" for n, m in pairs]
        assert total[column].split(" dari ")[0] == decimal(sum(outlook.load[unit]))
    begun = {int(item.bucket[:4]) for item in outlook.placing.values()}
    *years, whole = map(told, table(made[PLAN], "Biaya setiap tahun").rows)
    assert [(row[0], row[3]) for row in years] == [
        (
            f"Mulai pada {year}",
            rupiah(spent).removeprefix("Rp") if spent else "belum ditaksir" if year in begun else "-",
        )
        for year, spent in outlook.spent.items()
    ]
    assert whole[3] == rupiah(sum(outlook.spent.values())).removeprefix("Rp")


def test_standards_and_stages_are_met_when_the_outlook_says_so(shown: Shown) -> None:
    outlook, made = shown
    promised = {row[0]: row for row in map(told, table(made[PLAN], "Hasil yang diharapkan pada setiap tahap").rows)}
    for stage in outlook.stages:
        assert promised[str(stage.stage)][4] == (long_date(outlook.stage_on(stage)) or "-")
    projected = [told(row) for row in table(made[PLAN], "Proyeksi nilai").rows]
    assert [row[2] for row in projected[1:9]] == [
        f"{outlook.met(it.end)} dari 2" for it in outlook.draft.calendar.periods
    ]
    criteria = [int(row[3].split(" dari ")[0]) for row in projected]
    assert criteria == sorted(criteria) and projected[0][3] == "1 dari 5" and projected[8][3] == "5 dari 5"
    added = "; ".join(row[4] for row in projected if row[4] != "-")
    assert sorted(re.findall(r"([A-Z])\. ", added)) == sorted(
        letter.upper() for letter, day in outlook.standards_met_on.items() if day and day > outlook.draft.scored.on
    )


def test_a_late_target_is_named_with_its_days_and_standards(shown: Shown) -> None:
    outlook, made = shown
    on = outlook.stage_on(outlook.stages[0])
    assert on
    said = words(made[PLAN])
    wanted = f"Tahap 1 (tenggat 31 Januari 2027) terlambat {(on - LATE).days} hari; yang ditunggu standar A (A)."
    assert wanted in said
    assert "Menurut jadwal ini 1 dari 2 tenggat tahap tidak terpenuhi." in said
    assert "Memutuskan bagi tahap 1:" in said and f"memundurkan tenggatnya menjadi {long_date(on)}" in said


def test_what_does_not_fit_and_what_is_left_out_is_told(
    templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    huge = WorkPackage(id="raksasa", title="Pekerjaan besar", unit=OFFICE, effort=900)
    gone = WorkPackage(id="S01-K02", left_out="Dikerjakan pihak lain.")
    said = plan_words(templates, fonts, packages=(OWN[0], gone, *OWN[2:], huge))
    assert re.search(r"Sebanyak 1 paket kerja \(900 hari-orang\) tidak tertampung sampai dengan 31 Desember 2028", said)
    assert "S01-K02 tidak dikerjakan: Dikerjakan pihak lain." in said
    assert "Tahap 1 (tenggat 30 Juni 2027) tidak tercapai dalam rentang rencana" in said  # nobody works on S01-K02


def named_by(words: str, outlook: Outlook) -> list[str]:
    """The packages behind a code, or behind all packages of SOPs or of standards from one letter to another."""
    if words == "semua paket SOP":
        return [item.id for item in outlook.draft.packages if item.sop]
    if words.startswith("semua paket standar "):
        letters = re.findall("[A-Z]", words.removeprefix("semua paket standar "))
        assert "\u2013" not in words
        return [item.id for item in outlook.draft.packages if item.letter and item.letter.upper() in letters]
    return [words]


def test_every_assumed_package_stands_with_what_is_assumed(shown: Shown) -> None:
    outlook, made = shown
    stood: dict[str, str] = {}
    for row in map(told, table(made[PLAN], "Paket yang memakai asumsi").rows):
        codes = [code for words in row[2].split(", ") for code in named_by(words, outlook)]
        assert row[1] == str(len(codes)) and not stood.keys() & set(codes)
        stood |= dict.fromkeys(codes, row[0])
    ahead = [item for item in outlook.draft.packages if item.done_on is None and item.assumed]
    assert stood == {item.id: ", ".join(it.value for it in Assumed if it in item.assumed) for item in ahead}


def test_every_default_that_is_used_is_told_with_its_packages(shown: Shown) -> None:
    outlook, made = shown
    told_rows = {row[0]: row for row in map(told, table(made[PLAN], "Nilai bawaan").rows)}
    ahead = [item for item in outlook.draft.packages if item.done_on is None]

    def assumed(aspect: Assumed, kind: str) -> list[Package]:
        return [it for it in ahead if aspect in it.assumed and kind in it.produces]

    for aspect, name in (
        (Assumed.EFFORT, "Beban kerja"),
        (Assumed.COST, "Biaya"),
        (Assumed.RUNNING_IN, "Masa berjalan"),
    ):
        for kind in ("kebijakan", "penetapan", "rekaman"):
            many = len(assumed(aspect, kind))
            row = told_rows.get(f"{name} bukti jenis {kind}")
            assert (row is None and many == 0) or (row is not None and row[2] == str(many))
    owned = sum(Assumed.UNIT in it.assumed for it in ahead)
    assert sum(int(row[2]) for name, row in told_rows.items() if name.startswith("Pelaksana: ")) == owned


def test_an_outdated_schedule_says_so_on_the_cover_and_in_the_summary(
    templates: Mapping[str, str], fonts: Mapping[str, bytes], shown: Shown
) -> None:
    said = plan_words(templates, fonts, schedule={"input_digest": "0" * 64})
    assert said.count("JADWAL TIDAK MUTAKHIR.") == 2
    assert said.index("JADWAL TIDAK MUTAKHIR.") < said.index("Ringkasan bagi")
    assert "JADWAL TIDAK MUTAKHIR" not in words(shown[1][PLAN])


def test_a_schedule_of_another_plan_leaves_the_documents_whole(
    templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    space, outlook = built()
    stranger = outlook.schedule.placings[0].model_copy(update={"package": "entah"})
    elsewhere = outlook.schedule.placings[1].model_copy(update={"bucket": "2031-T1"})
    odd = outlook.schedule.model_copy(
        update={"placings": (stranger, elsewhere, *outlook.schedule.placings[2:]), "input_digest": "1" * 64}
    )
    made = documents_of(replace(space, schedules=(odd,)), templates, fonts)
    assert len(made) == 1 + len(UNITS)
    assert elsewhere.package in words(made[PLAN]) and "entah" not in words(made[PLAN])


@pytest.mark.parametrize(
    ("method", "bound", "wanted"),
    [
        (Method.OPTIMAL, 7, "Jadwal ini terbukti yang terbaik"),
        (Method.BETTERED, 5, "Terbaik yang ditemukan. Belum terbukti"),
        (Method.GREEDY, 5, "tanpa pengoptimal. Jadwal yang lebih baik mungkin ada."),
        (Method.GREEDY, 7, "tanpa pengoptimal. Setiap sasaran mencapai batasnya."),
    ],
)
def test_optimum_is_said_only_of_what_is_proven(
    templates: Mapping[str, str], fonts: Mapping[str, bytes], method: Method, bound: int, wanted: str
) -> None:
    reached = (GoalReached(goal=Goal.TARGETS.value, value=7, bound=bound),)
    said = plan_words(templates, fonts, schedule={"method": method.value, "reached": reached})
    assert wanted in said
    assert ("terbukti yang terbaik menurut" in said) is (method is Method.OPTIMAL and bound == 7)


def test_references_lead_somewhere_and_no_number_is_a_percentage(shown: Shown) -> None:
    document = shown[1][PLAN]
    anchors = [item.anchor for item in headings(document)] + [row.anchor for row in rows(document) if row.anchor]
    assert len(anchors) == len(set(anchors))
    paragraphs = [block for block in blocks_of(document) if isinstance(block, Paragraph)]
    assert {it for block in paragraphs for it in references(block.children)} <= set(anchors)
    for made in shown[1].values():
        assert not re.search(r"%|persen\b|[\ue000-\uf8ff]|\{\{|\bNone\b|Span\(", words(made)), made.id


def test_charts_tell_every_package_and_every_standard(shown: Shown) -> None:
    outlook, made = shown
    charts = [block for block in blocks_of(made[PLAN]) if isinstance(block, Chart)]
    alt = "\n".join(chart.alt for chart in charts)
    assert all(item.id in alt for item in outlook.draft.packages)
    assert len([chart for chart in charts if chart.title.startswith("Ikhtisar")]) == 1
    assert "(terlambat)" in alt


def test_a_sheet_holds_the_packages_of_its_unit_in_order_with_boxes_and_dates(shown: Shown) -> None:
    outlook, made = shown
    for unit in UNITS:
        document = made[f"lembar-tugas-{unit}-{PERIOD}"]
        codes = [
            child.name.removesuffix("/selesai")
            for item in cells(document)
            for block in item.blocks
            if isinstance(block, Paragraph)
            for child in block.children
            if isinstance(child, FillIn) and child.name.endswith("/selesai")
        ]
        mine = [item.id for item in outlook.draft.packages if item.unit == unit and item.id in outlook.placing]
        assert sorted(codes) == sorted(mine)
        starts = [outlook.placing[code].start for code in codes if code in outlook.placing]
        assert starts == sorted(starts)
        assert len([block for block in blocks_of(document) if isinstance(block, Signature)]) == 2


def test_a_sheet_names_the_unit_whose_work_is_waited_for(shown: Shown) -> None:
    (waiting,) = (
        row for row in rows(shown[1][f"lembar-tugas-{SYSTEMS}-{PERIOD}"]) if "audit" in plain_cell(row.cells[1])
    )
    assert "pelatihan (Sekretariat)" in plain_cell(waiting.cells[5])


def test_an_example_is_marked(templates: Mapping[str, str], fonts: Mapping[str, bytes]) -> None:
    given = period()
    marked = replace(given, scorecard=given.scorecard.model_copy(update={"example": True}))
    space, outlook = built(given=marked)
    made = documents_of(planned_workspace(outlook, space), templates, fonts)
    assert {document.mark for document in made.values()} == {"example"}


@pytest.mark.parametrize(("number", "said"), [(0, "0"), (4.0, "4"), (12.5, "12,5"), (1234.5, "1.234,5")])
def test_person_days_have_a_decimal_comma(number: float, said: str) -> None:
    assert decimal(number) == said


def test_promises_are_late_only_after_their_day() -> None:
    space, outlook = built()
    on = outlook.stage_on(outlook.stages[0])
    assert on
    for days, late in ((0, False), (-1, True), (1, False)):
        asked = plan(targets=(StageTarget(stage=1, by=on + timedelta(days)),))
        other = replace(planned_workspace(outlook, space), plans=(asked,))
        first = planned(Period(other, other.assessments[0])).promises[0]
        assert first.late is late


def test_the_summary_names_what_the_plan_costs(shown: Shown) -> None:
    outlook, made = shown
    said = plain(
        next(
            b for b in blocks_of(made[PLAN]) if isinstance(b, Paragraph) and "memerlukan" in plain(b.children)
        ).children
    )
    for year, spent in outlook.spent.items():
        assert (f"{rupiah(spent)} pada tahun {year}" in said) is (spent > 0)


def test_documents_name_the_files_of_the_plan_and_its_schedule(
    templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    space, outlook = built()
    folder = f"assessments/{PERIOD}"
    files = {f"{folder}/plan.yaml", f"{folder}/schedule.yaml"}
    told = placed(space.plans[0], f"{folder}/plan.yaml"), placed(outlook.schedule, f"{folder}/schedule.yaml")
    made = documents_of(replace(space, plans=(told[0],), schedules=(told[1],)), templates, fonts)
    assert all(files <= set(document.sources) for document in made.values())


def test_a_sheet_says_what_to_hand_over(shown: Shown) -> None:
    handed = {}
    for unit in UNITS:
        for row in tables(shown[1][f"lembar-tugas-{unit}-{PERIOD}"])[0].rows:
            code = row.cells[1].blocks[0]
            assert isinstance(code, Paragraph)
            handed[plain(code.children)] = plain_cell(row.cells[6])
    assert handed["sop-a-susun"] == "naskah SOP" and handed["sop-a-sah"] == "SOP yang disahkan"
    counts = shown[0].counts_on(shown[0].draft.package["audit"])
    assert handed["audit"] == f"rekaman, diperhitungkan mulai {long_date(counts)}"
    assert handed["pelatihan"] == "-"


def test_explanations_of_the_schedule_are_told(templates: Mapping[str, str], fonts: Mapping[str, bytes]) -> None:
    why = "Tahap 1 pada 30 Juni 2027 tidak mungkin: Sekretariat LPSE kekurangan 14 hari-orang."
    assert why in plan_words(templates, fonts, schedule={"explanations": (why,)})
    assert "Pemeriksaan tenggat" not in plan_words(templates, fonts)


def test_what_was_agreed_on_before_is_drawn_beside_what_is_planned_now(
    templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    space, outlook = built(plan())
    moved = outlook.schedule.placings[0]
    earlier = moved.model_copy(
        update={"start": moved.start + timedelta(days=40), "finish": moved.finish + timedelta(days=40)}
    )
    agreed = outlook.schedule.model_copy(update={"placings": (earlier, *outlook.schedule.placings[1:])})
    both = replace(planned_workspace(outlook, space), agreed_schedules=(agreed,))
    alone, found = compose(planned_workspace(outlook, space), templates, {}, fonts, only=PLAN)
    beside, faults = compose(both, templates, {}, fonts, only=PLAN)
    assert not found
    assert not faults
    told = ["\n".join(it.alt for it in blocks_of(made[0]) if isinstance(it, Chart)) for made in (alone, beside)]
    assert [words.count("rencana semula") for words in told] == [0, 2]


def test_what_lacks_money_asks_for_money_and_no_more(templates: Mapping[str, str], fonts: Mapping[str, bytes]) -> None:
    dear = WorkPackage(id="mahal", title="Perangkat", unit=OFFICE, effort=1, cost=90_000_000, criterion="S01-K02")
    budgets = tuple(Budget(year=year, ceiling=60_000_000) for year in (2027, 2028))
    said = plan_words(templates, fonts, packages=(*OWN, dear), budgets=budgets)
    assert "pagu 2027 dan 2028 tidak mencukupi bagi 1 paket: mahal Rp90.000.000" in said
    assert re.search(r"Memutuskan bagi tahap 1 dan 2: menambah pagu 2027 atau 2028 \(kurang Rp\S+ menurut", said)
    assert "menambah kapasitas" not in said


def test_work_planned_before_the_day_of_the_plan_is_a_warning(
    templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    assert "SEBAGIAN JADWAL SUDAH LEWAT." in plan_words(templates, fonts, schedule={"made_on": date(2027, 6, 1)})
    assert "SEBAGIAN JADWAL SUDAH LEWAT." not in plan_words(templates, fonts)


def test_every_package_without_a_place_has_one_reason_that_names_what_is_lacking() -> None:
    late = WorkPackage(id="terlambat", title="Rapat", unit=OFFICE, effort=1, earliest=date(2029, 3, 1))
    dear = WorkPackage(id="mahal", title="Perangkat", unit=SYSTEMS, effort=1, cost=90_000_000)
    after = WorkPackage(id="sesudah", title="Pemasangan", unit=SYSTEMS, effort=1, after=("mahal",))
    budgets = tuple(Budget(year=year, ceiling=60_000_000) for year in (2027, 2028))
    space, outlook = built(plan(packages=(*OWN, late, dear, after), budgets=budgets))
    held = Planned(Period(planned_workspace(outlook, space), space.assessment[PERIOD]), outlook)
    said = [plain(line) for line in reasons(held, unplaced(held))]
    assert said == [
        "pagu 2027 dan 2028 tidak mencukupi bagi 1 paket: mahal Rp90.000.000 (kurang Rp30.000.000)",
        "1 paket menunggu paket yang tidak tertampung: sesudah (menunggu mahal)",
        "1 paket paling cepat dapat dimulai pada 1 Maret 2029 dan tidak selesai dalam rentang rencana: terlambat",
    ]


def test_people_that_are_lacking_are_named_with_their_periods_and_what_is_waited_for() -> None:
    few = tuple(it.model_copy(update={"person_days": 6}) if it.unit == SYSTEMS else it for it in plan().capacity)
    own = tuple(WorkPackage(id=code, unit=SYSTEMS, effort=5) for code in ("S01-K01", "S01-K02"))
    space, outlook = built(plan(capacity=few, packages=own, end=date(2027, 6, 30)))
    held = Planned(Period(planned_workspace(outlook, space), space.assessment[PERIOD]), outlook)
    assert [plain(line) for line in reasons(held, unplaced(held))] == [
        "sisa hari-orang Unit Administrasi Sistem Elektronik pada triwulan II 2027 tidak mencukupi bagi 1 paket"
        " (5 hari-orang) yang baru dapat dimulai sesudah S01-K02 (2 April 2027): S03-K01",
        "1 paket menunggu paket yang tidak tertampung: S03-K02 (menunggu S03-K01)",
        "2 paket tidak selesai lagi dalam rentang rencana sesudah sop-a-sah (29 September 2027) dan sop-b-sah"
        " (11 Juli 2027): sop-a-tinjau dan sop-b-tinjau",
    ]
    assert periods_named(held, (0,)) == "pada triwulan I 2027"
    assert periods_named(held, (0, 1)) == "dari triwulan I 2027 sampai triwulan II 2027"


def test_ways_out_keep_their_remarks_in_brackets_whole() -> None:
    told = "tenggat mundur 3 hari (menurut jadwal ini; sedikitnya 1 hari); pagu 2027 ditambah"
    assert BETWEEN.split(told) == [
        "tenggat mundur 3 hari (menurut jadwal ini; sedikitnya 1 hari)",
        "pagu 2027 ditambah",
    ]


def test_a_gap_without_work_is_what_holds_its_stages_up_and_asks_for_a_new_plan(
    templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    space, outlook = built()
    shown = (result("S01-K03", Status.UNMET), result("S03-K02", Status.PARTIAL))
    again = assessment(STANDARDS, shown, (), period="2026-semester-2", end=SEEN, scored_on=SEEN)
    after = replace(planned_workspace(outlook, space), assessments=(period(), again))
    (made,), found = compose(after, templates, {}, fonts, only=PLAN)
    assert not found
    said = words(made)
    gap = "standar A (S01-K03) terbuka sesudah rencana ini disusun dan tidak mempunyai paket kerja di dalamnya."
    assert said.count(f"Sebabnya: {gap}") == 2
    assert "Menugaskan penyusunan rencana baru bagi tahap 1 dan 2, yang memuat celah baru standar A." in said
    assert "memperpanjang rencana" not in said
    stage = table(made, "Standar menurut tahap").rows[0]
    assert told(stage)[-1] == "tidak tercapai: celah baru tanpa paket"
    assert "celah standar A tidak mempunyai paket" in said


def test_many_hindrances_are_counted_in_the_summary_and_told_below(
    templates: Mapping[str, str], fonts: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tuple(WorkPackage(id=code, left_out="Dikerjakan pihak lain.") for code in ("S01-K02", "S03-K01", "S03-K02"))
    said = plan_words(templates, fonts, packages=(OWN[0], *gone))
    summary, rest = said.split("Keputusan yang Dimohonkan", 1)
    assert "3 paket kerja tidak dikerjakan; alasannya disebut pada bagian Rincian Hambatan." in summary
    assert "S03-K01 tidak dikerjakan: Dikerjakan pihak lain." in rest
    assert "S03-K01 tidak dikerjakan" not in summary
    assert "Rincian Hambatan" not in plan_words(templates, fonts)
    monkeypatch.setattr(plan_sentences, "MANY", 2)
    monkeypatch.setattr(plan_requests, "MANY", 2)
    targets = tuple(StageTarget(stage=number, by=LATE) for number in (1, 2))
    why = (
        "Tahap 1 pada 31 Januari 2027 tidak mungkin: waktunya kurang.",
        "Tahap 2 pada 31 Januari 2027 tidak mungkin: x.",
    )
    said = plan_words(templates, fonts, targets=targets, schedule={"explanations": why})
    assert re.search(
        r"Tahap 1 terlambat \d+ hari dan tahap 2 terlambat \d+ hari\. Sebab tahap 1: waktunya kurang\.", said
    )
    assert "Sebab tahap lainnya disebut pada bagian Tahap dan Tenggat." in said
    assert said.count("Memutuskan bagi tahap 1 dan 2: ") == 1


def test_goals_say_what_they_count_and_what_is_not_proven(
    templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    reached = (
        GoalReached(goal=Goal.TARGETS.value, value=90, bound=90),
        GoalReached(goal=Goal.PLACED.value, value=2, bound=2),
        GoalReached(goal=Goal.EARLY.value, value=2430, bound=24),
        GoalReached(goal=Goal.LEVEL.value, value=30, bound=20),
    )
    said = plan_words(templates, fonts, schedule={"method": Method.BETTERED.value, "reached": reached})
    assert "Setiap paket dianggap baru selesai pada hari terakhir triwulannya. Menurut tanggal pada dokumen ini" in said
    assert "semua tenggat tahap terpenuhi." in said
    assert "2.406" not in said and said.count("tidak ada batas yang berarti") == 1
    assert said.count("terbukti yang terbaik, dihitung per triwulan") == 2
    proven = f"Bagi sasaran {Goal.TARGETS.value} dan {Goal.PLACED.value} terbukti tidak ada yang lebih baik;"
    assert proven in said and "paling banyak 10 per seribu lebih sedikit" in said


def test_a_unit_without_work_is_named_once_and_has_nothing_to_tick(shown: Shown) -> None:
    outlook, made = shown
    posts = built()[0].post
    idle = [unit for unit in UNITS if not any(it.unit == unit for it in outlook.draft.packages)]
    said = words(made[PLAN])
    for unit in UNITS:
        sheet = words(made[f"lembar-tugas-{unit}-{PERIOD}"])
        assert ("Beri tanda" in sheet) is ("Kapasitas Setiap Periode" in sheet) is (unit not in idle)
        assert (f"{posts[unit].name} tidak mempunyai paket kerja." in said) is (idle == [unit])
    assert not any(item.rows[0].cells == () for item in unit_tables(made[PLAN]))


def test_the_regent_guarantees_what_the_schedule_needs(
    templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    """Where a unit gives another number in a planning period, the request says so."""
    asked = [
        re.findall(r"Menjamin hari-orang .*", plan_words(templates, fonts, **changed))[0]
        for changed in ({}, {"other_capacity": ()})
    ]
    assert asked[0] == f"{asked[1].removesuffix('.')}; kecuali Sekretariat LPSE 5 pada triwulan IV 2027."
