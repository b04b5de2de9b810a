"""`lpse-docs score`: what a period comes to on a date."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from lpse_docs import __version__
from lpse_docs.assess.change import Change, compared
from lpse_docs.assess.score import CriterionScore, Score, StandardScore, score
from lpse_docs.cli import scoreboard
from lpse_docs.cli.period import before, chosen, read
from lpse_docs.cli.project import project
from lpse_docs.cli.scoreboard import Board
from lpse_docs.cli.screen import tell
from lpse_docs.cli.speech import Choice, Command, Day
from lpse_docs.model.assessment import Assessment, criteria_digest
from lpse_docs.model.office import Stage
from lpse_docs.model.standard import Standard
from lpse_docs.model.workspace import Workspace

BROKEN = 4  # exit code, as of evidence whose file is lost
OUTPUTS = ("full", "json")


@click.command(
    "score",
    cls=Command,
    help="Hitung hasil penilaian: standar yang terpenuhi, tahap yang tercapai, dan yang belum dinilai. Bukti dihitung "
    "menurut keadaan pada tanggal hitung, lampau atau mendatang. Penilaian yang ditulis sesudah tanggal hitung kartu skor "
    "menerangkan keadaan pada tanggal itu. Pada tanggal lampau, status dan kutipan "
    "bukti dibaca dari riwayat; alasan, dan kutipan yang tidak dimuat riwayat lama, sebagaimana tertulis sekarang. Kode "
    "keluar 4 bila riwayatnya tidak utuh.",
)
@click.option("--period", metavar="PERIODE", help="Kode periode; bila tidak disebut, yang terakhir.")
@click.option("--on", "day", type=Day(), metavar="TANGGAL", help="Tanggal hitung, TTTT-BB-HH; bawaan: dari kartu skor.")
@click.option("--standard", "letter", metavar="HURUF", help="Satu standar saja, dengan hurufnya.")
@click.option("--explain", is_flag=True, help="Sebutkan mengapa tiap kriteria belum terhitung.")
@click.option("--output", type=Choice(OUTPUTS), default="full", metavar="BENTUK", help="Bentuk laporan: full, json.")
def command(period: str | None, day: date | None, letter: str | None, explain: bool, output: str) -> int:
    """Score one period."""
    workspace = read(project().root)
    if workspace is None:
        return 1
    board = _board(workspace, chosen(workspace, period), day, _standards(workspace, letter))
    if output == "json":
        tell(json.dumps(_plain(board), ensure_ascii=False, indent=1))
    else:
        for line in scoreboard.lines(board, explain=explain, whole=letter is None):
            tell(line)
    return 0 if board.whole else BROKEN


def _standards(workspace: Workspace, letter: str | None) -> Sequence[Standard]:
    """One standard, or all."""
    if letter is None:
        return workspace.standards
    found = workspace.standard.get(letter.lower())
    if found is None:
        known = ", ".join(workspace.standard)
        raise click.UsageError(f"Standar {letter} tidak ada; huruf yang ada: {known}.")
    return (found,)


def _board(workspace: Workspace, assessment: Assessment, day: date | None, shown: Sequence[Standard]) -> Board:
    standards, stages = workspace.standards, workspace.office.stages
    scored = score(assessment, standards, stages, day)
    earlier = before(workspace, assessment)
    if earlier and earlier.scorecard.scored_on > scored.on:
        earlier = None  # on that day the period before was not scored yet
    current = assessment.scorecard.criteria_digest == criteria_digest(standards)
    return Board(
        assessment,
        scored,
        shown,
        current,
        earlier,
        _change(earlier, scored, standards, stages, current=current) if earlier else None,
    )


def _change(
    earlier: Assessment, scored: Score, standards: Sequence[Standard], stages: Sequence[Stage], *, current: bool
) -> Change:
    """The period before, as it was scored then, beside this one on the day asked for."""
    past = score(earlier, standards, stages)
    if current and earlier.scorecard.criteria_digest == criteria_digest(standards):
        return compared(past, scored)
    return Change(past, scored, comparable=False)


def _plain(board: Board) -> dict[str, Any]:
    """For programs; keys are only ever added."""
    scored, card = board.scored, board.assessment.scorecard
    return {
        "version": __version__,
        "period": scored.period,
        "title": card.title,
        "example": card.example,
        "on": scored.on.isoformat(),
        "complete": scored.complete,
        "criteria_current": board.current,
        "history_whole": board.whole,
        "standards_met": scored.met,
        "standards_total": len(scored.standards),
        "criteria_met": scored.fulfilled,
        "criteria_applicable": scored.applicable,
        "criteria_unassessed": scored.unassessed,
        "stage": _stage(scored.stage, scored),
        "next_stage": _stage(scored.next_stage, scored),
        "previous": _previous(board.change),
        "standards": [_standard(item, scored.standard(item.letter)) for item in board.shown],
    }


def _stage(stage: Stage | None, scored: Score) -> dict[str, Any] | None:
    if stage is None:
        return None
    return {"stage": stage.stage, "mark": stage.cumulative, "wanting": max(0, stage.cumulative - scored.met)}


def _previous(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    past = change.before
    return {
        "period": past.period,
        "on": past.on.isoformat(),
        "standards_met": past.met,
        "comparable": change.comparable,
        "gained": list(change.gained),
        "lost": list(change.lost),
        "newly_met": list(change.newly_met),
        "pending": list(change.pending),
        "rescoped": list(change.rescoped),
    }


def _standard(standard: Standard, item: StandardScore) -> dict[str, Any]:
    return {
        "letter": standard.letter,
        "id": standard.id,
        "name": standard.name,
        "in_scope": item.in_scope,
        "met": item.met,
        "criteria_met": item.fulfilled,
        "criteria_applicable": item.applicable,
        "criteria_unassessed": item.unassessed,
        "criteria": [_criterion(one) for one in item.criteria],
    }


def _criterion(item: CriterionScore) -> dict[str, Any]:
    return {
        "criterion": item.criterion,
        "judged": item.judged.value,
        "outcome": item.outcome.value,
        "counted": list(item.counted),
        "doubted": [{"evidence": code, "reason": doubt.value} for code, doubt in item.doubted],
        "missing": [it.kind.value for it in item.shortfalls],
    }
