"""`lpse-docs assess import`: take filled files back into the period they were made for."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from lpse_docs import __version__
from lpse_docs.assess.desk import named
from lpse_docs.assess.score import score
from lpse_docs.cli.columns import columns
from lpse_docs.cli.period import chosen, faults
from lpse_docs.cli.project import project
from lpse_docs.cli.recording import recorded, today
from lpse_docs.cli.report import as_json, full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import Choice, Command, Day, guess
from lpse_docs.cli.turns import in_turn
from lpse_docs.compose.law import long_date
from lpse_docs.diagnostics import Diagnostic, errors, in_order
from lpse_docs.load.project import Loaded, load_project
from lpse_docs.model.assessment import Assessment, criteria_digest
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline.amending import amend_all
from lpse_docs.pipeline.excerpt import printable, source_lines
from lpse_docs.pipeline.proposal import Item, Proposal, Terms
from lpse_docs.pipeline.returning import read_returned
from lpse_docs.pipeline.saying import shown
from lpse_docs.pipeline.weighing import period_of, propose

SIDES = ("file", "source")


@dataclass(frozen=True)
class _Outcome:
    """What came of an import.

    Attributes:
        findings: All that stands in the way, also of what was not tried.
        written: Whether the accepted changes stand in the sources now.
        dry: Whether only to be shown what would happen.
    """

    workspace: Workspace
    proposal: Proposal
    findings: list[Diagnostic]
    written: bool
    dry: bool

    @property
    def code(self) -> int:
        """0 when all is written or there was nothing to write."""
        return 1 if errors(self.findings) else 0


@click.command(
    "import",
    cls=Command,
    help="Ambil kembali berkas yang sudah diisi (buku kerja, dokumen Word, PDF) ke dalam kartu skor atau nilai buta. "
    "Tidak ada yang ditulis selama ada galat atau konflik, kecuali dengan --accept-valid atau --take.",
)
@click.argument("files", metavar="BERKAS...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--period", metavar="PERIODE", help="Periode bagi kertas kerja kosong; bawaan: menurut berkas.")
@click.option("--by", "who", metavar="ASESOR", help="Kode asesor, bila berkas tidak menyebutnya.")
@click.option(
    "--blind", is_flag=True, help="Kartu skor Word dan PDF adalah nilai buta asesornya, juga bila yang pertama."
)
@click.option("--on", "day", type=Day(), metavar="TANGGAL", help="Tanggal pada riwayat; bawaan: hari ini.")
@click.option("--accept-valid", is_flag=True, help="Tulis kriteria yang sah dan tanpa konflik; sisanya ditinggalkan.")
@click.option("--take", type=Choice(SIDES), metavar="PIHAK", help="Pihak yang dipakai pada konflik: file, source.")
@click.option("--dry-run", is_flag=True, help="Tunjukkan saja; tidak ada yang ditulis.")
@click.option(
    "--output", type=Choice(("full", "json")), default="full", metavar="BENTUK", help="Bentuk laporan: full, json."
)
@in_turn
def command(
    files: tuple[Path, ...],
    *,
    period: str | None,
    who: str | None,
    blind: bool,
    day: date | None,
    accept_valid: bool,
    take: str | None,
    dry_run: bool,
    output: str,
) -> int:
    """Take files in."""
    root = project().root
    loaded = load_project(root)
    workspace = loaded.workspace
    if workspace is None:
        return _faulty(root, errors(loaded.diagnostics))
    terms = Terms(who or "", recorded(day), take or "", blind, today())
    returned, findings = read_returned(files, workspace)
    assessment = chosen(workspace, period or period_of(returned, workspace))
    if found := faults(workspace, assessment):
        return _faulty(root, found)
    _known(who, assessment)
    proposal = propose(workspace, assessment, returned, terms)
    findings = in_order([*findings, *proposal.findings])
    if proposal.unsigned:
        raise click.UsageError(
            "Status atau kutipan bukti berubah, tetapi berkas tidak menyebut asesornya; sebut dengan --by ASESOR."
        )
    written = False
    if proposal.accepted and not dry_run and (accept_valid or not errors(findings)):
        fault = _write(root, loaded, workspace, proposal)
        findings, written = ([*findings, fault], False) if fault else (findings, True)
    outcome = _Outcome(workspace, proposal, findings, written, dry_run)
    if output == "json":
        tell(json.dumps(_plain(outcome), ensure_ascii=False, indent=1))
    else:
        _report(root, outcome)
    return outcome.code


def _known(who: str | None, assessment: Assessment) -> None:
    if who is not None and who not in assessment.assessor:
        raise click.UsageError(f"Asesor {who} bukan anggota tim.{guess(who, assessment.assessor)}")


def _write(root: Path, loaded: Loaded, workspace: Workspace, proposal: Proposal) -> Diagnostic | None:
    amendments = proposal.amendments(loaded.texts, criteria_digest(workspace.standards))
    return amend_all(root, proposal.folder, amendments, [item.id for _, item in workspace.criteria()])


def _faulty(root: Path, found: Sequence[Diagnostic]) -> int:
    show(full(found, source_lines(root)))
    return 1


def _report(root: Path, outcome: _Outcome) -> None:
    proposal = outcome.proposal
    tell(f"{proposal.assessment.scorecard.title}: {len(proposal.items)} perubahan.")
    for line in (*_counts(outcome), *map(_line, proposal.accepted)):
        tell(printable(line))
    if outcome.findings:
        show(full(outcome.findings, source_lines(root)))
    tell(_verdict(outcome))
    for line in _scored(outcome):
        tell(line)


def _counts(outcome: _Outcome) -> list[str]:
    """The number of changes for each standard, and how many of them cannot be taken."""
    rows = []
    for standard in outcome.workspace.standards:
        inside = {item.id for item in standard.criteria}
        asked, taken = (
            sum(item.change.criterion in inside for item in items)
            for items in (outcome.proposal.items, outcome.proposal.accepted)
        )
        if asked:
            left = f", {asked - taken} tidak dapat diambil" if asked > taken else ""
            rows.append((f"  {standard.letter.upper()}", standard.name, f"{asked} perubahan{left}"))
    return columns(rows) if rows else []


def _line(item: Item) -> str:
    change = item.change
    where = f"{item.file}, {item.place}"
    return f"{change.criterion} {named(change.field)}: {shown(change.before)} -> {shown(change.after)} ({where})"


def _verdict(outcome: _Outcome) -> str:
    taken, asked = len(outcome.proposal.accepted), len(outcome.proposal.items)
    places = ", ".join(dict.fromkeys(item.target for item in outcome.proposal.accepted))
    if outcome.written:
        part = "" if not errors(outcome.findings) else "; yang tidak sah atau berkonflik ditinggalkan"
        return f"{taken} perubahan ditulis di {places}{part}."
    if not asked and not errors(outcome.findings):
        return "Tidak ada yang berubah."
    if outcome.dry and taken:
        how = " dengan --accept-valid" if errors(outcome.findings) else ""
        return f"{taken} perubahan dapat ditulis{how}; --dry-run tidak menulis apa pun."
    if outcome.dry:
        return "Tidak ada yang dapat ditulis."
    valid = f" {taken} perubahan yang sah dapat ditulis dengan --accept-valid." if taken else ""
    return f"Tidak ada yang ditulis.{valid}"


def _scored(outcome: _Outcome) -> Iterator[str]:
    """What the accepted changes of the scorecard mean for the score."""
    card = outcome.proposal.assessment.scorecard
    before, after = _met(outcome)
    if outcome.written or (outcome.dry and outcome.proposal.accepted):
        yield f"Standar terpenuhi per {long_date(card.scored_on)}: {before} -> {after}."
        if outcome.proposal.terms.on > card.scored_on and any(it.change for it in _verdicts(outcome)):
            day = long_date(outcome.proposal.terms.on)
            yield f"Perubahan dicatat per {day}, sesudah tanggal hitung; yang dinilai ialah keadaan pada tanggal hitung."


def _verdicts(outcome: _Outcome) -> Sequence[Any]:
    return outcome.proposal.verdicts(outcome.proposal.card)


def _met(outcome: _Outcome) -> tuple[int, int]:
    standards, stages = outcome.workspace.standards, outcome.workspace.office.stages
    before, after = (
        score(item, standards, stages).met for item in (outcome.proposal.assessment, outcome.proposal.afterwards())
    )
    return before, after


def _plain(outcome: _Outcome) -> dict[str, Any]:
    """For programs; keys are only ever added."""
    proposal = outcome.proposal
    before, after = _met(outcome)
    accepted = set(map(id, proposal.accepted))
    return {
        "version": __version__,
        "period": proposal.assessment.period,
        "example": proposal.assessment.scorecard.example,
        "written": outcome.written,
        "dry_run": outcome.dry,
        "changes": [{**_change(item), "accepted": id(item) in accepted} for item in proposal.items],
        "conflicts": [
            {
                "criterion": item.conflict.criterion,
                "field": item.conflict.field,
                "file": item.file,
                "place": item.place,
                "source": str(item.source),
                "base": _value(item.conflict.base),
                "file_value": _value(item.conflict.filled),
                "source_value": _value(item.conflict.held),
            }
            for item in proposal.disputes
        ],
        "diagnostics": json.loads(as_json(outcome.findings, source_lines(project().root)))["diagnostics"],
        "standards_met": {"before": before, "after": after},
    }


def _change(item: Item) -> dict[str, Any]:
    change = item.change
    return {
        "target": item.target,
        "criterion": change.criterion,
        "field": change.field,
        "before": _value(change.before),
        "after": _value(change.after),
        "file": item.file,
        "place": item.place,
        "assessor": item.by or None,
    }


def _value(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value
