"""`lpse-docs evidence add`: one more piece of evidence, as a file of the store or seen where it lies."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from lpse_docs.assess.score import validity
from lpse_docs.cli.period import chosen, read
from lpse_docs.cli.project import project
from lpse_docs.cli.recording import possible
from lpse_docs.cli.report import fails, full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import Choice, Command, Day, guess
from lpse_docs.cli.turns import in_turn
from lpse_docs.compose.law import long_date
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.load.files import FORBIDDEN, read_text
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.evidence import Confidentiality, Evidence
from lpse_docs.model.standard import Criterion, EvidenceKind
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import evidence_faults as faults
from lpse_docs.pipeline import intake
from lpse_docs.pipeline.excerpt import source_lines

KINDS = tuple(item.value for item in EvidenceKind)
SECRECY = tuple(item.value for item in Confidentiality)
DATES = "TTTT-BB-HH"


@dataclass(frozen=True)
class _Desk:
    """The period on which is worked, and the text of its register before anything is written."""

    workspace: Workspace
    assessment: Assessment
    root: Path
    text: str

    @property
    def criterion(self) -> Mapping[str, Criterion]:
        """Criteria by code."""
        return {item.id: item for _, item in self.workspace.criteria()}


@click.command(
    "add",
    cls=Command,
    help="Salin BERKAS ke gudang bukti dan daftarkan, atau daftarkan bukti yang dilihat di letaknya (--location). Perintah "
    "ini tidak mengutip bukti pada hasil: apakah bukti diterima, diputuskan asesor pada kartu skor.",
)
@click.argument("file", metavar="[BERKAS]", required=False)
@click.option("--period", metavar="PERIODE", help="Kode periode; bila tidak disebut, yang terakhir.")
@click.option("--criterion", "criteria", metavar="KODE", multiple=True, help="Kriteria yang didukung; boleh berulang.")
@click.option("--kind", type=Choice(KINDS), metavar="JENIS", help=f"Jenis bukti: {', '.join(KINDS)}.")
@click.option("--title", metavar="JUDUL", help="Nama dokumen sebagaimana tertulis padanya.")
@click.option("--received", type=Day(), metavar="TANGGAL", help="Tanggal diterima; bawaan: hari ini.")
@click.option("--approved", type=Day(), metavar="TANGGAL", help=f"Tanggal pengesahan, {DATES}.")
@click.option("--from", "since", type=Day(), metavar="TANGGAL", help="Mulai berlaku; bawaan: tanggal pengesahan.")
@click.option("--to", "until", type=Day(), metavar="TANGGAL", help="Hari terakhir berlaku.")
@click.option("--review", type=Day(), metavar="TANGGAL", help="Kapan bukti perlu ditinjau kembali.")
@click.option("--owner", metavar="JABATAN", help="Kode jabatan pemilik bukti.")
@click.option(
    "--confidentiality", type=Choice(SECRECY), default="terbatas", metavar="SIFAT", help=f"{', '.join(SECRECY)}."
)
@click.option("--id", "code", metavar="KODE", help="Kode bukti; bila tidak disebut, nomor berikutnya.")
@click.option("--note", metavar="CATATAN", help="Catatan tentang bukti ini.")
@click.option("--location", metavar="LETAK", help="Letak bukti yang tidak berupa berkas.")
@click.option("--seen-by", metavar="ASESOR", help="Asesor yang melihat bukti di letaknya.")
@click.option("--seen-on", type=Day(), metavar="TANGGAL", help="Tanggal dilihat.")
@click.option("--existing", is_flag=True, help="Bila isinya sudah terdaftar, tambahkan kriterianya pada bukti itu.")
@in_turn
def add(file: str | None, period: str | None, **given: Any) -> int:
    """Add one piece of evidence."""
    root = project().root
    workspace = read(root)
    if workspace is None:
        return 1
    assessment = chosen(workspace, period)
    if period is None:
        tell(f"Periode: {assessment.period} (yang terakhir).")
    path = f"assessments/{assessment.period}/evidence.yaml"
    desk = _Desk(workspace, assessment, root, read_text(root, path)[0] or "")
    _sensible(desk, file, given)
    return _placed(desk, given) if file is None else _filed(desk, Path(file), given)


def _filed(desk: _Desk, file: Path, given: Mapping[str, Any]) -> int:
    """Take a file in."""
    try:
        data = intake.content(file)
    except intake.Refused as refusal:
        return _shown(desk, [refusal.finding])
    digest = intake.digest(data)
    same = next((item for item in desk.assessment.register.evidence if item.sha256 == digest), None)
    if same is not None:
        return _known(desk, same, file.name, given)
    found = intake.judged(data, file.name)
    if fails(found, strict=False):
        return _shown(desk, found)
    code = given["code"] or _next(desk.assessment)
    item = _entry(desk, code, given, {"file": intake.stored_name(code, file.name), "sha256": digest})
    if found:
        _shown(desk, found)
    return _written(desk, item, data)


def _known(desk: _Desk, same: Evidence, name: str, given: Mapping[str, Any]) -> int:
    """The same content again: more criteria for what is there, when that is wished."""
    more = tuple(code for code in dict.fromkeys(given["criteria"]) if code not in same.criteria)
    if not given["existing"]:
        hint = f"Ulangi dengan --existing untuk menambahkan {', '.join(more)} pada {same.id}." if more else ""
        return _shown(desk, [faults.duplicate(name, same.id, hint)])
    if not more:
        tell(f"{same.id} sudah mendukung semua kriteria itu; tidak ada yang diubah.")
        return 0
    return _written(desk, same.model_copy(update={"criteria": (*same.criteria, *more)}), None)


def _placed(desk: _Desk, given: Mapping[str, Any]) -> int:
    """Register what an assessor saw where it lies."""
    names = ("location", "seen_by", "seen_on")
    item = _entry(desk, given["code"] or _next(desk.assessment), given, {name: given[name] for name in names})
    return _written(desk, item, None)


def _sensible(desk: _Desk, file: str | None, given: Mapping[str, Any]) -> None:
    """Refuse what contradicts itself or names what is not there.

    Raises:
        click.UsageError: It does.
    """
    if not given["criteria"]:
        raise click.UsageError("Sebut kriteria yang didukung dengan --criterion.")
    if any(FORBIDDEN.search(given[name] or "") for name in ("title", "note", "location")):
        raise click.UsageError("Judul, catatan, atau letak memuat tanda yang tidak terlihat.")
    seen = [name for name in ("location", "seen_by", "seen_on") if given[name]]
    if file is None and len(seen) < 3:
        raise click.UsageError("Sebut BERKAS, atau --location beserta --seen-by dan --seen-on.")
    if file is not None and seen:
        raise click.UsageError("BERKAS dan --location tidak dapat dipakai bersama.")
    if file is None and given["existing"]:
        raise click.UsageError("--existing hanya dipakai bersama BERKAS.")
    known = {"criteria": desk.criterion, "owner": desk.workspace.post, "seen_by": desk.assessment.assessor}
    for name, there in known.items():
        for word in given[name] if name == "criteria" else filter(None, [given[name]]):
            if word not in there:
                label = {"criteria": "Kriteria", "owner": "Jabatan", "seen_by": "Asesor"}[name]
                raise click.UsageError(f"{label} {word} tidak ada.{guess(word, there)}")
    if given["code"] in desk.assessment.evidence:
        raise click.UsageError(f"Kode bukti {given['code']} sudah dipakai pada periode ini.")
    _dates(given)


def _dates(given: Mapping[str, Any]) -> None:
    today = date.today()  # noqa: DTZ011 - the day on which it is handed in here
    for name, label in (("received", "diterima"), ("seen_on", "dilihat"), ("approved", "pengesahan")):
        if given[name] and given[name] > today:
            raise click.UsageError(f"Tanggal {label} ({given[name]}) belum tiba.")
    for name in ("received", "seen_on", "approved", "since", "until", "review"):
        possible(given[name])
    start = given["since"] or given["approved"]
    if start and given["until"] and given["until"] < start:
        raise click.UsageError(f"Bukti berakhir ({given['until']}) sebelum berlaku ({start}).")


def _entry(desk: _Desk, code: str, given: Mapping[str, Any], where: Mapping[str, Any]) -> Evidence:
    """What the register will say.

    Raises:
        click.UsageError: A value is wanting or cannot be written.
    """
    if given["kind"] is None:
        raise click.UsageError(f"Sebut jenis bukti dengan --kind.{_suggestion(desk, given['criteria'])}")
    if not (given["title"] or "").strip():
        raise click.UsageError("Sebut judul bukti dengan --title.")
    try:
        return Evidence(
            id=code,
            title=" ".join(given["title"].split()),
            kind=EvidenceKind(given["kind"]),
            received_on=given["received"] or date.today(),  # noqa: DTZ011 - the day on which it is handed in here
            approved_on=given["approved"],
            effective_from=given["since"],
            effective_to=given["until"],
            review_on=given["review"],
            owner=given["owner"],
            confidentiality=Confidentiality(given["confidentiality"]),
            criteria=tuple(dict.fromkeys(given["criteria"])),
            note=given["note"],
            **where,
        )
    except ValidationError as error:
        if any(item["loc"][0] == "id" for item in error.errors()):
            allowed = "huruf kecil, angka, dan tanda hubung di antaranya, paling banyak 80"
            raise click.UsageError(f"--id {code!r} tidak dapat dipakai: {allowed}, misalnya bukti-001.") from error
        names = ", ".join(str(item["loc"][0]) for item in error.errors())
        raise click.UsageError(f"Nilai ini tidak dapat ditulis: {names}.") from error


def _suggestion(desk: _Desk, criteria: Sequence[str]) -> str:
    """The only kind these criteria demand, when there is only one."""
    wanted = {proof.kind.value for code in criteria for proof in desk.criterion[code].evidence}
    if len(wanted) == 1:
        return f" Kriteria ini hanya meminta {wanted.pop()}."
    return f" Kriteria ini meminta {', '.join(item for item in KINDS if item in wanted)}." if wanted else ""


def _next(assessment: Assessment) -> str:
    """The next free number."""
    used = [int(found[1]) for code in assessment.evidence if (found := re.fullmatch(r"bukti-(\d{1,6})", code))]
    return f"bukti-{max(used, default=0) + 1:03}"


def _written(desk: _Desk, item: Evidence, data: bytes | None) -> int:
    """Write it, and say what the criteria have now."""
    if fault := intake.take(desk.root, desk.assessment.period, desk.text, item, data):
        return _shown(desk, [fault])
    place = f"evidence/{item.file}" if item.file else item.location
    tell(f"{item.id} ({item.kind.value}) terdaftar: {item.title}; {place}.")
    for line in _coverage(desk, item):
        tell(line)
    return 0


def _coverage(desk: _Desk, added: Evidence) -> Iterator[str]:
    """For every criterion it supports, which demanded kinds the register can prove on the scoring date."""
    period = _with(desk.assessment, added)
    on = period.scorecard.scored_on
    yield f"Menurut tanggal hitung, {long_date(on)}:"
    for code in (item for item in added.criteria if item in desk.criterion):
        wanted = dict.fromkeys(proof.kind for proof in desk.criterion[code].evidence)
        yield f"  {code}: {', '.join(f'{kind.value} {_state(period, code, kind, on)}' for kind in wanted)}"
        if added.kind not in wanted:
            yield f"  {code} tidak meminta {added.kind.value}; bukti ini tidak menambah hasilnya."
    yield "Asesor mengutip bukti ini pada kartu skor bila menerimanya."


def _with(assessment: Assessment, added: Evidence) -> Assessment:
    """The period after the evidence was written."""
    others = tuple(item for item in assessment.register.evidence if item.id != added.id)
    register = assessment.register.model_copy(update={"evidence": (*others, added)})
    stored = {added.file: added.sha256} if added.file and added.sha256 else {}
    return Assessment(assessment.scorecard, register, assessment.blind, {**assessment.files, **stored})


def _state(period: Assessment, code: str, kind: EvidenceKind, on: date) -> str:
    """Whether a kind can be proven; what there is and why it does not count else."""
    there = [item for item in period.register.evidence if item.kind is kind and code in item.criteria]
    doubts = {item.id: validity(period, item, on) for item in there}
    if None in doubts.values():
        return "ada"
    told = ", ".join(f"{name} {doubt}" for name, doubt in doubts.items())
    return f"belum dihitung ({told})" if told else "belum ada"


def _shown(desk: _Desk, found: Sequence[Diagnostic]) -> int:
    show(full(found, source_lines(desk.root)))
    return 1
