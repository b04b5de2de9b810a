"""`lpse-docs evidence check`, `list`, `calendar`: whether evidence still proves anything, and until when."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from lpse_docs import checks
from lpse_docs.assess.deadlines import Occasion, deadlines, uncited
from lpse_docs.cli.columns import columns
from lpse_docs.cli.laying import save
from lpse_docs.cli.period import chosen, read
from lpse_docs.cli.project import project
from lpse_docs.cli.report import OUTPUTS, fails
from lpse_docs.cli.screen import show as say
from lpse_docs.cli.screen import tell
from lpse_docs.cli.speech import Choice, Command, Count, Day
from lpse_docs.diagnostics import Diagnostic, Severity, in_order
from lpse_docs.exports.calendar import calendar as ics
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.evidence import Confidentiality, Evidence
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import evidence_faults as faults
from lpse_docs.pipeline.excerpt import source_lines

# A build goes on without such evidence, so elsewhere these are warnings; here they are what is looked for.
INTEGRITY = frozenset({"LPSE543", "LPSE544", "LPSE545"})
BROKEN = 4  # exit code, so that a nightly run can tell a lost file from a passed date
PERIOD = click.option("--period", metavar="PERIODE", help="Kode periode; bila tidak disebut, yang terakhir.")


@click.command(
    "check",
    cls=Command,
    help="Periksa ulang sidik semua bukti; sebutkan yang kedaluwarsa, yang segera habis atau perlu ditinjau, berkas yang "
    "tidak terdaftar, dan bukti yang tidak dikutip. Berkas bukti yang hilang, berubah, atau tanpa sidik adalah galat di "
    "sini, disebut lebih dahulu, dengan kode keluar 4; galat dan peringatan lain membuat kode keluar 1.",
)
@PERIOD
@click.option("--on", "day", type=Day(), metavar="TANGGAL", help="Keadaan pada tanggal ini; bawaan: hari ini.")
@click.option("--within", type=Count(1, 3650), default=90, metavar="HARI", help="Berapa hari ke depan; bawaan: 90.")
@click.option(
    "--output", type=Choice(OUTPUTS), default="full", metavar="BENTUK", help=f"Bentuk laporan: {', '.join(OUTPUTS)}."
)
def check(period: str | None, day: date | None, within: int, output: str) -> int:
    """Verify all evidence of a period."""
    root = project().root
    workspace = read(root)
    if workspace is None:
        return 1
    assessment = chosen(workspace, period)
    on = day or date.today()  # noqa: DTZ011 - the reader's own day
    ruled = list(_ruled(workspace, assessment))
    broken = [replace(item, severity=Severity.ERROR) for item in ruled if item.code in INTEGRITY]
    others = [item for item in ruled if item.code not in INTEGRITY]
    found = [*in_order(broken), *in_order([*others, *_timely(assessment, on, within)])]
    say(OUTPUTS[output](found, source_lines(root)))
    return BROKEN if broken else int(fails(found, strict=True))


def _ruled(workspace: Workspace, assessment: Assessment) -> Iterator[Diagnostic]:
    """What the rules over evidence say of this period; they read every file anew."""
    folder = f"assessments/{assessment.period}/"
    for rule in checks.evidence.RULES.values():
        yield from (item for item in rule(workspace) if item.span.path.startswith(folder))


def _timely(assessment: Assessment, on: date, within: int) -> Iterator[Diagnostic]:
    """What ends or is due by then, and what nobody uses."""
    for deadline in deadlines(assessment.register.evidence):
        item, days = deadline.item, (deadline.on - on).days
        if days > within:
            continue
        if deadline.occasion is Occasion.REVIEW:
            yield faults.review_due(item.at("review_on"), item.id, deadline.on, days)
        elif days < 0:
            yield faults.expired(item.at("effective_to"), item.id, deadline.on)
        else:
            yield faults.expiring(item.at("effective_to"), item.id, deadline.on, days)
    for item in uncited(assessment):
        yield faults.uncited(item.at("id"), item.id)


@click.command("list", cls=Command, help="Tampilkan bukti satu periode: kode, jenis, keutuhan, masa berlaku, kriteria.")
@PERIOD
def listed(period: str | None) -> int:
    """List the register in columns."""
    workspace = read(project().root)
    if workspace is None:
        return 1
    assessment = chosen(workspace, period)
    rows = [_row(assessment, item) for item in assessment.register.evidence]
    for line in columns(rows) if rows else [f"Periode {assessment.period} belum mempunyai bukti."]:
        tell(line)
    return 0


def _row(assessment: Assessment, item: Evidence) -> list[str]:
    until = f"sampai {item.effective_to}" if item.effective_to else "tanpa batas"
    secret = item.confidentiality is Confidentiality.CLASSIFIED
    title = "(rahasia)" if secret else item.title
    return [item.id, item.kind.value, assessment.integrity(item).value, until, ", ".join(item.criteria), title]


@click.command(
    "calendar",
    cls=Command,
    help="Tulis BERKAS.ics: hari terakhir berlaku dan tanggal tinjau setiap bukti, dengan pengingat 30 hari sebelumnya.",
)
@PERIOD
@click.argument("file", metavar="BERKAS")
@click.option("--force", is_flag=True, help="Ganti berkas yang sudah ada.")
def calendar(period: str | None, file: str, force: bool) -> int:
    """Write the calendar."""
    path = Path(file)
    if path.suffix.lower() != ".ics":
        raise click.UsageError("Nama berkas kalender berakhiran .ics.")
    workspace = read(project().root)
    if workspace is None:
        return 1
    assessment = chosen(workspace, period)
    if not deadlines(assessment.register.evidence):
        tell("Tidak ada bukti dengan akhir masa berlaku atau tanggal tinjauan; kalender tidak ditulis.")
        return 0
    save(path, ics(assessment), force=force)
    tell(f"{len(deadlines(assessment.register.evidence))} acara ditulis di {file}.")
    return 0
