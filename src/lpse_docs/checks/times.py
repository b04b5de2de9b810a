"""The column Waktu: periods, days, and what the steps come to together.

That a cell holds one number (or range) and one unit is LPSE037, when the file is read.
"""

from collections.abc import Iterator, Mapping

from lpse_docs.checks.finding import Rule, error, note, warning
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.duration import Duration, Period, Unit, spoken, working_time
from lpse_docs.model.graph import Graph, total
from lpse_docs.model.sop import Trigger
from lpse_docs.model.workspace import Workspace


def periods(workspace: Workspace) -> Iterator[Diagnostic]:
    """Kata berkala (harian, mingguan, dan seterusnya) hanya dipakai pada alur berkala (ST-11).

    Mengapa: kata berkala menyebut kapan, bukan berapa lama; mutu baku membutuhkan lamanya (PermenPANRB 35/2012).
    Contoh: `duration: mingguan` pada alur dengan `trigger: permohonan`.
    Perbaikan: tulis lamanya, misalnya `30 menit`; atau tulis `trigger: berkala` pada alur itu.
    """
    for _, flow, step in workspace.steps():
        if isinstance(step.duration, Period) and flow.trigger is not Trigger.CALENDAR:
            message = f"Waktu “{step.duration}” hanya dipakai pada alur berkala."
            yield error("LPSE211", step.at("duration"), message, "Tulis angka dan satuan, misalnya 30 menit.")


def days(workspace: Workspace) -> Iterator[Diagnostic]:
    """Waktu dalam hari menyebut hari kerja atau hari kalender (ST-12).

    Mengapa: tiga hari sebelum libur panjang bagi pemohon berbeda jauh dari tiga hari kerja.
    Contoh: `duration: 3 hari`.
    Perbaikan: tulis `3 hari kerja` atau `3 hari kalender`.
    """
    cells = [(step.duration, step.at("duration")) for _, _, step in workspace.steps()]
    cells += [(flow.time_limit, flow.at("time_limit")) for _, flow in workspace.flows() if flow.time_limit]
    for duration, span in cells:
        if isinstance(duration, Duration) and duration.unit is Unit.DAY:
            message = f"“{duration}” belum jelas hari kerja atau hari kalender."
            yield warning("LPSE212", span, message, "Tulis hari kerja atau hari kalender.")


def within_limit(workspace: Workspace) -> Iterator[Diagnostic]:
    """Jumlah waktu langkah tidak melebihi jangka waktu penyelesaian menurut standar pelayanan (ST-13).

    Mengapa: jangka waktu penyelesaian adalah komponen standar pelayanan; mutu baku SOP harus sejalan dengannya.
    Contoh: `time_limit: 1 hari kerja` pada alur yang langkah-langkahnya berjumlah tiga hari kerja.
    Perbaikan: ringkas langkah atau waktunya, atau betulkan `time_limit`; lihat jumlahnya dengan `list flows`.
    """
    hours = workspace.office.working_hours
    for _, flow in workspace.flows():
        if flow.time_limit is None:
            continue
        limit, graph = working_time(flow.time_limit, hours), Graph(flow)
        for name, way in (("tersingkat", graph.shortest(hours)), ("lazim", graph.usual())):
            if (time := total(way, hours)).high > limit.high:
                message = f"Jalur {name} membutuhkan {spoken(time, hours)}, melebihi {flow.time_limit}."
                yield note("LPSE213", flow.at("time_limit"), message, "Ringkas langkah atau waktunya.")
                break


RULES: Mapping[str, Rule] = {"LPSE211": periods, "LPSE212": days, "LPSE213": within_limit}
