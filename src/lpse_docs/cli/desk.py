"""`lpse-docs assess new` and `assess export`: a period begins, and its workbook goes to the assessors."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from lpse_docs.assess.moderation import may_write
from lpse_docs.cli.example.writing import new_register_text, new_scorecard_text
from lpse_docs.cli.laying import lay_out, save
from lpse_docs.cli.period import chosen, read
from lpse_docs.cli.project import project
from lpse_docs.cli.recording import possible
from lpse_docs.cli.screen import tell
from lpse_docs.cli.speech import Command, Day, guess
from lpse_docs.compose.law import long_date
from lpse_docs.load.project import ASSESSMENTS, PERIOD, STORE
from lpse_docs.model.assessment import (
    Assessor,
    AssessorRole,
    Result,
    Scope,
    Scorecard,
    Status,
    criteria_digest,
)
from lpse_docs.model.evidence import EvidenceRegister
from lpse_docs.model.workspace import Workspace

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@click.command(
    "new",
    cls=Command,
    help="Mulai periode penilaian baru: tulis assessments/PERIODE/ dengan kartu skor yang seluruhnya belum dinilai dan "
    "daftar bukti yang kosong. Periode yang sudah ada tidak disentuh.",
)
@click.argument("period", metavar="PERIODE")
@click.option("--title", metavar="NAMA", required=True, help="Misalnya Semester II Tahun 2026.")
@click.option("--start", type=Day(), metavar="TANGGAL", required=True, help="Hari pertama periode.")
@click.option("--end", type=Day(), metavar="TANGGAL", required=True, help="Hari terakhir periode.")
@click.option(
    "--scored-on",
    type=Day(),
    metavar="TANGGAL",
    help="Tanggal hitung: bukti dihitung bila sudah diterima dan berlaku pada hari itu; bawaan: hari terakhir periode.",
)
@click.option(
    "--assessor",
    "team",
    metavar="KODE:PERAN",
    multiple=True,
    help="Anggota tim, misalnya asesor-1:ketua; peran: ketua, anggota, moderator. Boleh diulang.",
)
def new(period: str, *, title: str, start: date, end: date, scored_on: date | None, team: Sequence[str]) -> int:
    """Write the files of a new period, both or none."""
    root = project().root
    workspace = read(root)
    if workspace is None:
        return 1
    if not PERIOD.fullmatch(period):
        raise click.UsageError(f"{period} bukan kode periode; pakai huruf kecil, angka, dan tanda hubung.")
    if examples := [item.period for item in workspace.assessments if item.scorecard.example]:
        raise click.UsageError(
            f"Ruang kerja ini berisi periode contoh ({', '.join(examples)}); penilaian nyata dimulai di ruang kerja lain."
        )
    if not title.strip():
        raise click.UsageError("Nama periode tidak boleh kosong.")
    for day in (start, end, scored_on):
        possible(day)
    if end < start or (scored_on or end) < start:
        raise click.UsageError("Tanggal tidak berurutan: awal periode mendahului akhir dan tanggal hitung.")
    place = f"{ASSESSMENTS}/{period}"
    if (root / place).exists() or (root / place).is_symlink():
        raise click.UsageError(f"{place} sudah ada.")
    card = Scorecard(
        period=period,
        title=" ".join(title.split()),
        start=start,
        end=end,
        scored_on=scored_on or end,
        criteria_digest=criteria_digest(workspace.standards),
        scope=Scope(standards=tuple(item.letter for item in workspace.standards)),
        assessors=tuple(_members(team)),
        results=tuple(Result(criterion=item.id, status=Status.UNASSESSED) for _, item in workspace.criteria()),
    )
    lay_out(str(root / place), _files(card, workspace))
    there, cut = project().command, long_date(card.scored_on)
    tell(f"{place} siap: {len(card.results)} kriteria belum dinilai. Langkah berikut:")
    tell(f"   Tanggal hitung {cut}: bukti yang diterima sesudahnya tidak terhitung; menilai boleh sesudahnya.")
    tell(f"1. Daftarkan bukti: {there} evidence add BERKAS --criterion S01-K01 --title JUDUL")
    tell(f"2. Buku kerja asesor: {there} assess export --period {period}")
    return 0


def _files(card: Scorecard, workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    yield "scorecard.yaml", new_scorecard_text(card, workspace.standards).encode()
    yield "evidence.yaml", new_register_text(EvidenceRegister(period=card.period, evidence=())).encode()
    yield f"{STORE}/.gitkeep", b""


def _members(team: Sequence[str]) -> Iterator[Assessor]:
    """The team as given: `asesor-1:ketua`; a member without a role is an ordinary one.

    Raises:
        click.UsageError: A code or role is not one, or a code is given twice.
    """
    seen: set[str] = set()
    roles = [item.value for item in AssessorRole]
    for given in team:
        code, _, role = given.partition(":")
        if not CODE.fullmatch(code) or code in seen:
            raise click.UsageError(f"{given}: kode asesor salah atau ganda; tulis misalnya asesor-1:ketua.")
        if role and role not in roles:
            raise click.UsageError(
                f"{given}: peran {role} tidak dikenal; pilih {', '.join(roles)}.{guess(role, roles)}"
            )
        seen.add(code)
        yield Assessor(id=code, role=AssessorRole(role or AssessorRole.MEMBER), name=None)


@click.command(
    "export",
    cls=Command,
    help="Tulis buku kerja Excel bagi asesor: satu lembar tiap standar, daftar pilihan, dan ringkasan. Dengan --blind "
    "hanya nilai asesor itu sendiri yang tampak, dan isinya kembali ke blind/ASESOR.yaml.",
)
@click.argument("file", metavar="[BERKAS.xlsx]", required=False)
@click.option("--period", metavar="PERIODE", help="Kode periode; bila tidak disebut, yang terakhir.")
@click.option("--assessor", metavar="ASESOR", default="", help="Kode asesor pemilik buku kerja.")
@click.option("--blind", is_flag=True, help="Penilaian buta: tanpa nilai asesor lain.")
@click.option("--force", is_flag=True, help="Ganti berkas yang sudah ada.")
def export(file: str | None, *, period: str | None, assessor: str, blind: bool, force: bool) -> int:
    """Write the workbook."""
    from lpse_docs.exports.assessor_workbook import write  # noqa: PLC0415 - openpyxl is slow to import

    workspace = read(project().root)
    if workspace is None:
        return 1
    assessment = chosen(workspace, period)
    if assessor and assessor not in assessment.assessor:
        raise click.UsageError(f"Asesor {assessor} bukan anggota tim.{guess(assessor, assessment.assessor)}")
    if blind and not assessor:
        raise click.UsageError("--blind memerlukan --assessor: nilai siapa yang ditulis.")
    if assessment.scorecard.criteria_digest != criteria_digest(workspace.standards):
        raise click.UsageError(
            f"Kriteria sudah berubah sejak periode {assessment.period} dimulai; hasilnya tidak dapat dibandingkan. "
            "Lihat temuan LPSE533 pada check."
        )
    stem = "-".join(filter(None, ("kertas-kerja", assessment.period, assessor, "buta" if blind else "")))
    target = Path(file or f"{stem}.xlsx")
    if target.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{target} tidak berakhiran .xlsx.")
    save(target, write(workspace, assessment, assessor, blind=blind), force=force)
    tell(f"{target} ditulis. Setelah diisi: {project().command} assess import {target.name}")
    if not blind and not may_write(assessment, workspace.standards, assessor):
        tell(
            f"Perhatian: periode ini dinilai buta; hasil pada buku kerja ini hanya dapat diubah "
            f"{' atau '.join(assessment.moderators) or 'moderator'}. "
            f"Untuk menilai sendiri: {project().command} assess export --blind --assessor ASESOR"
        )
    return 0
