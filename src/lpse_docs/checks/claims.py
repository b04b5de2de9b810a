"""What a schedule claims: values that its own places bear out, bounds that can be, words that the program wrote."""

from collections.abc import Iterator, Mapping

from lpse_docs.checks.drafts import drafts
from lpse_docs.checks.finding import Rule, error, warning
from lpse_docs.checks.schedules import AGAIN, stale
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.dates import said
from lpse_docs.model.plan import AdoptionSchedule, GoalReached
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.measure import value
from lpse_docs.planning.outlook import Draft, placements
from lpse_docs.planning.problem import Goal, Method, Placement
from lpse_docs.planning.verify import counting

BORNE_OUT = (Goal.TARGETS, Goal.PLACED, Goal.EARLY)  # the others depend on the day on which the schedule was made


def claimed(workspace: Workspace) -> Iterator[Diagnostic]:
    """Nilai sasaran dalam jadwal sama dengan yang dicapai penempatannya, dan isi jadwal sama dengan yang ditulis program.

    Mengapa: nilai, batas, cara, dan penjelasan dicetak dalam rencana yang disampaikan kepada pimpinan.
    Contoh: `value: 457` diubah menjadi `value: 0`, atau "Rp9.000.000" dalam penjelasan diubah menjadi "Rp1".
    Perbaikan: kembalikan isinya dari riwayat git, atau susun kembali jadwalnya.
    """
    for schedule in (*workspace.schedules, *workspace.agreed_schedules):
        yield from _bounds(schedule)
        yield from _method(schedule)
        yield from _content(schedule)
    for draft in drafts(workspace):
        told = workspace.schedule.get(draft.plan.period)
        if told is not None and not stale(draft, told):
            yield from _values(draft, told)


def _bounds(schedule: AdoptionSchedule) -> Iterator[Diagnostic]:
    for item in schedule.reached:
        if not 0 <= item.bound <= item.value:
            message = f"Batas {item.bound} bagi sasaran {item.goal} mustahil: batas paling sedikit 0 dan paling banyak nilainya ({item.value})."
            yield error("LPSE658", item.at("bound"), message, AGAIN)


def _method(schedule: AdoptionSchedule) -> Iterator[Diagnostic]:
    if schedule.method == Method.OPTIMAL.value and any(item.bound < item.value for item in schedule.reached):
        message = "Jadwal disebut optimum, padahal tidak setiap sasaran mencapai batasnya."
        yield error("LPSE658", schedule.at("method"), message, AGAIN)


def _content(schedule: AdoptionSchedule) -> Iterator[Diagnostic]:
    """What was written by hand makes no claims; what makes claims was written by the program."""
    told = schedule.reached or schedule.explanations
    if schedule.content_digest is None and told:
        message = (
            "Jadwal memuat capaian sasaran tanpa sidik isi; nilai, batas, dan penjelasannya tidak dapat dipercaya."
        )
        yield warning("LPSE658", schedule.at("reached"), message, AGAIN)
    elif schedule.content_digest is not None and schedule.content_digest != schedule.content:
        message = (
            "Isi jadwal berubah sesudah ditulis program; cara, nilai, batas, dan penjelasannya tidak dapat dipercaya."
        )
        yield warning("LPSE658", schedule.at("content_digest"), message, AGAIN)


def _values(draft: Draft, schedule: AdoptionSchedule) -> Iterator[Diagnostic]:
    found = _complete(draft, schedule)
    for item in schedule.reached:
        goal = _goal(item)
        if goal in BORNE_OUT and (real := value(goal, draft.problem, found)) != item.value:
            message = f"Sasaran {item.goal} disebut mencapai {item.value}, tetapi menurut penempatan paketnya {real}."
            yield error("LPSE658", item.at("value"), message, AGAIN)


def _goal(item: GoalReached) -> Goal | None:
    return next((goal for goal in Goal if goal.value == item.goal), None)


def _complete(draft: Draft, schedule: AdoptionSchedule) -> Mapping[str, Placement]:
    """The placings in days, with the milestones that come about through them."""
    placed = placements(draft, schedule)
    moments = {code: day for code, day in counting(draft.problem, placed).items() if code not in placed}
    return {**placed, **{code: Placement(code, 0, day, day) for code, day in moments.items()}}


def approved(workspace: Workspace) -> Iterator[Diagnostic]:
    """Jadwal yang menyebut tanggal persetujuan sama dengan salinannya pada approved.yaml.

    Mengapa: persetujuan dicatat dengan perintah plan approve; tanggal yang ditulis dengan tangan bukan persetujuan.
    Contoh: `approved_on: 2026-12-01` ditambahkan pada schedule.yaml, padahal approved.yaml tidak ada.
    Perbaikan: hapus tanggalnya, lalu catat persetujuannya dengan lpse-docs plan approve.
    """
    for schedule in workspace.schedules:
        if schedule.approved_on is None:
            continue
        agreed = workspace.agreed.get(schedule.period)
        if agreed is None:
            message = f"Jadwal disebut disetujui pada {said(schedule.approved_on)}, padahal approved.yaml tidak ada."
            yield error("LPSE659", schedule.at("approved_on"), message, "Catat dengan lpse-docs plan approve.")
        elif agreed.approved_on != schedule.approved_on or agreed.content != schedule.content:
            message = f"Jadwal disebut disetujui pada {said(schedule.approved_on)}, tetapi berbeda dari approved.yaml."
            yield error("LPSE659", schedule.at("approved_on"), message, "Catat dengan lpse-docs plan approve.")


RULES: Mapping[str, Rule] = {"LPSE658": claimed, "LPSE659": approved}
