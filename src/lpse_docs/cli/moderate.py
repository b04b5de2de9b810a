"""`lpse-docs assess compare`, `moderate`, `decide`: from blind marks to the scorecard."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from lpse_docs.assess.agreement import criteria, differences, marks_of, sheets, unfinished
from lpse_docs.assess.moderation import Verdict, adopted, decided, departures, latest, may_look, pending
from lpse_docs.cli import comparison
from lpse_docs.cli.comparison import said
from lpse_docs.cli.period import chosen, faults, read
from lpse_docs.cli.project import project
from lpse_docs.cli.recording import recorded
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import Choice, Command, Day, guess
from lpse_docs.cli.turns import in_turn
from lpse_docs.compose.law import long_date
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.load.files import read_text
from lpse_docs.model.assessment import Assessment, Status
from lpse_docs.model.standard import Standard
from lpse_docs.model.words import worded
from lpse_docs.pipeline.amending import amend
from lpse_docs.pipeline.excerpt import source_lines

GIVEN = tuple(item.value for item in Status if item is not Status.UNASSESSED)
PERIOD = click.option("--period", metavar="PERIODE", help="Kode periode; bila tidak disebut, yang terakhir.")
ON = click.option("--on", "day", type=Day(), metavar="TANGGAL", help="Tanggal pada riwayat; bawaan: hari ini.")


@dataclass(frozen=True)
class _Desk:
    """The period on which is worked, and the text of its scorecard before anything is written."""

    root: Path
    assessment: Assessment
    standards: Sequence[Standard]
    path: str
    text: str

    @property
    def waiting(self) -> dict[str, tuple[str, ...]]:
        """Criteria still to be marked, by assessor."""
        return unfinished(self.assessment, self.standards)

    def pending(self) -> tuple[str, ...]:
        """Criteria the assessors differ over that nobody has decided."""
        return pending(self.assessment, self.standards)

    def write(self, verdicts: Sequence[Verdict]) -> Diagnostic | None:
        """Put verdicts into the scorecard."""
        return amend(self.root, self.path, self.text, verdicts, criteria(self.assessment, self.standards))


@click.command(
    "compare",
    cls=Command,
    help="Bandingkan nilai buta para asesor: kesepakatan, kappa Cohen, dan daftar perbedaan. Sebelum semua asesor "
    "selesai, nilai mereka hanya ditunjukkan kepada moderator (--by).",
)
@PERIOD
@click.option("--by", "who", metavar="ASESOR", help="Kode asesor yang melihat.")
@click.option(
    "--output", type=Choice(("full", "json")), default="full", metavar="BENTUK", help="Bentuk laporan: full, json."
)
def compare(period: str | None, who: str | None, output: str) -> int:
    """Show the agreement of a period."""
    desk = _desk(period, who)
    if desk is None:
        return 1
    if not may_look(desk.assessment, desk.standards, who):
        _finished(desk)
    if output == "json":
        content = comparison.plain(desk.assessment, desk.standards, desk.waiting)
        tell(json.dumps(content, ensure_ascii=False, indent=1))
        return 0
    for line in comparison.lines(desk.assessment, desk.standards, desk.waiting):
        tell(line)
    return 0


@click.command(
    "moderate",
    cls=Command,
    help="Tulis nilai yang disepakati semua asesor ke dalam kartu skor beserta riwayatnya. Hasil yang sudah ada tidak "
    "diubah; perbedaan tetap terbuka dan didaftar untuk moderator.",
)
@PERIOD
@click.option("--by", "who", metavar="ASESOR", required=True, help="Kode asesor yang mencatat.")
@ON
@in_turn
def moderate(period: str | None, who: str, day: date | None) -> int:
    """Adopt what is agreed, list what is not."""
    desk = _desk(period, who)
    if desk is None:
        return 1
    _finished(desk)
    on = recorded(day)
    verdicts = adopted(desk.assessment, desk.standards, who, on)
    _not_backwards(desk, [item.result.criterion for item in verdicts], on)
    if verdicts and (fault := desk.write(verdicts)):
        return _faulty(desk.root, [fault])
    tell(f"{len(verdicts)} kriteria yang disepakati ditulis di {desk.path}." if verdicts else "Tidak ada yang baru.")
    for code, agreed, result in departures(desk.assessment, desk.standards):
        tell(f"{code} disepakati {said(agreed)}, hasilnya sekarang {said(result)}; tidak diubah.")
    _list_pending(desk)
    return 0


@click.command(
    "decide",
    cls=Command,
    help=f"Putuskan satu kriteria yang dinilai berbeda. STATUS: {', '.join(GIVEN)}. Hanya moderator, atau ketua bila tim "
    "tidak mempunyai moderator.",
)
@click.argument("criterion", metavar="KRITERIA")
@click.argument("status", metavar="STATUS", type=Choice(GIVEN))
@click.option("--reason", metavar="ALASAN", required=True, help="Alasan yang dicetak pada berita acara.")
@click.option("--by", "who", metavar="ASESOR", required=True, help="Kode moderator.")
@PERIOD
@ON
@in_turn
def decide(criterion: str, status: str, *, reason: str, who: str, period: str | None, day: date | None) -> int:
    """Decide one difference."""
    desk = _desk(period, who)
    if desk is None:
        return 1
    _may_decide(desk, who)
    _finished(desk)
    _differing(desk, criterion)
    if not worded(reason):
        raise click.UsageError("Alasan ditulis dengan kata-kata; tidak boleh kosong atau hanya tanda.")
    on = recorded(day)
    _not_backwards(desk, [criterion], on)
    _not_before(desk, criterion, on)
    verdict = decided(desk.assessment, criterion, Status(status), " ".join(reason.split()), by=who, on=on)
    if fault := desk.write([verdict]):
        return _faulty(desk.root, [fault])
    tell(f"{criterion} {said(Status(status))}, diputus {who} pada {long_date(on)}.")
    left = [code for code in desk.pending() if code != criterion]
    tell(f"Masih {len(left)} perbedaan belum diputus." if left else "Semua perbedaan sudah diputus.")
    return 0


def _desk(period: str | None, who: str | None) -> _Desk | None:
    """The period with its blind marks; None when its files are faulty and the faults have been shown.

    Raises:
        click.UsageError: Nobody marked blind, or `who` is not of the team.
    """
    root = project().root
    workspace = read(root)
    if workspace is None:
        return None
    assessment = chosen(workspace, period)
    folder = f"assessments/{assessment.period}/"
    if found := faults(workspace, assessment):
        _faulty(root, found)
        return None
    if not sheets(assessment):
        raise click.UsageError(f"Periode {assessment.period} tidak mempunyai nilai buta pada {folder}blind/.")
    if who is not None and who not in assessment.assessor:
        raise click.UsageError(f"Asesor {who} bukan anggota tim.{guess(who, assessment.assessor)}")
    path = f"{folder}scorecard.yaml"
    return _Desk(root, assessment, workspace.standards, path, read_text(root, path)[0] or "")


def _finished(desk: _Desk) -> None:
    """Refuse while anyone may still be influenced by the marks of others."""
    if desk.waiting:
        told = "; ".join(f"{by} belum menilai {len(codes)} kriteria" for by, codes in desk.waiting.items())
        raise click.UsageError(f"Penilaian buta belum selesai: {told}.")


def _may_decide(desk: _Desk, who: str) -> None:
    allowed = desk.assessment.moderators
    if who not in allowed:
        raise click.UsageError(f"{who} tidak memutus perbedaan; yang berwenang: {', '.join(allowed) or 'belum ada'}.")


def _differing(desk: _Desk, criterion: str) -> None:
    found = [item.criterion for item in differences(desk.assessment, desk.standards)]
    if criterion not in found:
        raise click.UsageError(f"{criterion} tidak dinilai berbeda oleh para asesor.{guess(criterion, found)}")


def _not_backwards(desk: _Desk, codes: Sequence[str], day: date) -> None:
    """History is only ever added to; a line before its last one would change the past."""
    last = latest(desk.assessment, codes)
    if last is not None and day < last:
        raise click.UsageError(f"Tanggal {day} mendahului perubahan terakhir ({last}); riwayat hanya ditambah.")


def _not_before(desk: _Desk, criterion: str, day: date) -> None:
    """Nobody decides before the period has begun, nor before the marks are there that differ."""
    marks = marks_of(desk.assessment, criterion)
    given = max((item.assessed_on for item in marks.values() if item.assessed_on), default=date.min)
    start = desk.assessment.scorecard.start
    if day < start:
        raise click.UsageError(f"Tanggal {day} mendahului awal periode ({start}).")
    if day < given:
        raise click.UsageError(f"Tanggal {day} mendahului nilai yang diputus ({given}).")


def _list_pending(desk: _Desk) -> None:
    left = desk.pending()
    if not left:
        tell("Tidak ada perbedaan yang belum diputus.")
        return
    tell(f"Perbedaan yang belum diputus ({len(left)}): {', '.join(left)}.")
    tell(f"Lihat: {project().command} assess compare")
    tell(f"Putuskan: {project().command} assess decide {left[0]} STATUS --reason ALASAN --by ASESOR")


def _faulty(root: Path, found: Sequence[Diagnostic]) -> int:
    show(full(found, source_lines(root)))
    return 1
