"""`lpse-docs plan new`: a first plan that needs no typing; what it assumes is written as such."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import click

from lpse_docs.cli.period import chosen, read
from lpse_docs.cli.project import project
from lpse_docs.cli.screen import tell
from lpse_docs.cli.speech import Command, Day
from lpse_docs.load.project import ASSESSMENTS
from lpse_docs.model.plan import BucketSize
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import atomic, faults
from lpse_docs.planning.calendar import first_day, last_day, later, national

STEP = BucketSize.QUARTER
QUARTERS = 8
DAYS_A_QUARTER = 30  # person-days of each unit: what is written when nobody has said anything yet


@click.command(
    "new",
    cls=Command,
    help="Tulis assessments/PERIODE/plan.yaml dengan asumsi yang wajar: delapan triwulan, 30 hari-orang setiap unit, "
    "hari libur nasional bertanggal tetap, dan tenggat setiap tahap. Rencana yang sudah ada tidak disentuh.",
)
@click.option("--period", metavar="PERIODE", help="Kode periode; bila tidak disebut, yang terakhir.")
@click.option("--start", type=Day(), metavar="TANGGAL", help="Hari pertama; bawaan: triwulan berikutnya.")
@click.option("--on", "day", type=Day(), metavar="TANGGAL", help="Tanggal penyusunan; bawaan: hari ini.")
def command(period: str | None, start: date | None, day: date | None) -> int:
    """Write the file, unless there is one."""
    root = project().root
    workspace = read(root)
    if workspace is None:
        return 1
    assessment = chosen(workspace, period)
    today = day or date.today()  # noqa: DTZ011 - the drafter's own day
    latest = max(today, assessment.scorecard.scored_on)  # nothing is planned for days that have passed
    first = first_day(start or last_day(latest, STEP) + timedelta(days=1), STEP)
    if start and start != first:
        raise click.UsageError(f"{start} bukan hari pertama triwulan; tulis {first}.")
    if not workspace.office.planning.standards:
        raise click.UsageError(
            "lpse.yaml belum menyebut unit yang mengerjakan setiap standar; tulis planning: standards."
        )
    path = f"{ASSESSMENTS}/{assessment.period}/plan.yaml"
    text = "".join(f"{line}\n" for line in _lines(workspace, assessment.period, first))
    _write(root, path, text)
    tell(f"{path} ditulis. Langkah berikut:")
    tell("1. Betulkan kapasitas, hari libur, pagu, dan tenggatnya; semuanya masih asumsi.")
    tell(f"2. Lihat jadwalnya: {project().command} plan; simpan: {project().command} plan --save")
    return 0


def _write(root: Path, path: str, text: str) -> None:
    try:
        atomic.create(root / path, text.encode())
    except FileExistsError as error:
        raise click.UsageError(f"{path} sudah ada; sunting berkas itu.") from error
    except OSError as error:
        raise click.UsageError(f"{path} tidak dapat ditulis: {faults.reason(error)}.") from error


def _listed(key: str, items: Iterable[str]) -> Iterator[str]:
    """A list of YAML, item by item; an empty one in brackets."""
    lines = [f"  - {item}" for item in items]
    yield f"{key}:" if lines else f"{key}: []"
    yield from lines


def _lines(workspace: Workspace, period: str, first: date) -> Iterator[str]:
    last = later(first, STEP, QUARTERS) - timedelta(days=1)
    yield "# yaml-language-server: $schema=../../schemas/plan.schema.json"
    yield "# Semua angka di bawah ini asumsi yang harus ditetapkan unit; setiap asumsi dicetak pada rencana."
    yield f"period: {json.dumps(period)}"  # a string of JSON is one of YAML; 2027 without quotes is a number
    yield f"title: Rencana Adopsi Bertahap Tahun {first.year}" + (f"-{last.year}" if last.year > first.year else "")
    yield f"start: {first}"
    yield f"end: {last}"
    yield f"step: {STEP.value}"
    yield "# Hari-orang setiap triwulan yang tersedia di luar tugas sehari-hari."
    yield "capacity:"
    planning = workspace.office.planning
    for unit in dict.fromkeys(item.unit for item in (*planning.standards, *planning.sops)):
        yield f"  - {{unit: {unit}, people: 1, person_days: {DAYS_A_QUARTER}}}"
    yield "# Hari libur nasional bertanggal tetap; baris yang tidak berlaku boleh dihapus. Yang berpindah tanggal (Idulfitri, Nyepi,"
    yield "# dan lain-lain) serta cuti bersama baru diketahui dari ketetapan setiap tahun; tambahkan di sini."
    yield from _listed(
        "holidays", (f"{{start: {it.start}, end: {it.end}, name: {it.name}}}" for it in national(first, last))
    )
    yield "leave: []"
    yield "# Pagu setiap tahun, misalnya {year: 2027, ceiling: 50000000}; tahun yang tidak ditulis tanpa pagu."
    yield "budgets: []"
    yield "# Tenggat setiap tahap (Pasal 29 ayat (3))."
    yield "targets:"
    stages = sorted(workspace.office.stages, key=lambda item: item.stage)
    for number, stage in enumerate(stages, 1):
        due = later(first, STEP, QUARTERS * number // len(stages)) - timedelta(days=1)
        yield f"  - {{stage: {stage.stage}, by: {due}}}"
    yield "packages: []"
