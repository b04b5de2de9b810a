"""The assessment of a period: scorecard, evidence register, and the marks of assessors who worked blind."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import Field, field_validator

from lpse_docs.model.dating import plausible
from lpse_docs.model.evidence import CriterionId, Evidence, EvidenceRegister, Sha256
from lpse_docs.model.place import Placed
from lpse_docs.model.regulation import Id, Letter, Line
from lpse_docs.model.seal import Seal, sealing
from lpse_docs.model.standard import Standard
from lpse_docs.model.words import worded


class Status(StrEnum):
    """What an assessor says of a criterion."""

    MET = "terpenuhi"
    PARTIAL = "sebagian"
    UNMET = "belum"
    NOT_APPLICABLE = "tidak-berlaku"
    UNASSESSED = "belum-dinilai"


class AssessorRole(StrEnum):
    """What an assessor does in the team."""

    LEAD = "ketua"
    MEMBER = "anggota"
    MODERATOR = "moderator"


class Assessor(Placed):
    """One member of the assessment team. The name stays empty until it is known."""

    id: Id = Field(title="Kode asesor", description="Misalnya asesor-1; bukan nama orang.")
    role: AssessorRole = Field(title="Peran", description="ketua, anggota, atau moderator.")
    post: Id | None = Field(default=None, title="Jabatan", description="Kode jabatan dari daftar posts di lpse.yaml.")
    name: str | None = Field(title="Nama", description="Kosongkan bila belum diketahui; jangan dikarang.")


class Scope(Placed):
    """Which standards are assessed; the others count as not met."""

    standards: tuple[Letter, ...] = Field(title="Standar yang dinilai", description="Huruf standar dalam lingkup.")
    note: str | None = Field(default=None, title="Catatan", description="Mengapa lingkupnya demikian.")


class Result(Placed):
    """What was found for one criterion."""

    criterion: CriterionId = Field(title="Kode kriteria", description="Misalnya S04-K02.")
    status: Status = Field(
        title="Status kriteria", description="terpenuhi, sebagian, belum, tidak-berlaku, atau belum-dinilai."
    )
    reason: str | None = Field(
        default=None, title="Alasan", description="Mengapa kriteria tidak berlaku, atau alasan hasil moderasi."
    )
    finding: str | None = Field(default=None, title="Temuan", description="Yang ditemukan asesor.")
    recommendation: str | None = Field(default=None, title="Rekomendasi", description="Yang perlu dilakukan.")
    evidence: tuple[Id, ...] = Field(
        default=(), title="Bukti", description="Kode bukti pada evidence.yaml yang diterima asesor untuk kriteria ini."
    )
    assessor: Id | None = Field(default=None, title="Asesor", description="Kode asesor yang menilai.")
    assessed_on: date | None = Field(default=None, title="Tanggal penilaian", description="TTTT-BB-HH.")


class StatusChange(Placed):
    """One line of the history of statuses and citations. Lines are only ever added at the end.

    `before` and `after` are alike only where other evidence is cited, or a moderator confirms what stands there already.
    """

    criterion: CriterionId = Field(title="Kode kriteria", description="Misalnya S04-K02.")
    changed_on: date = Field(title="Tanggal perubahan", description="TTTT-BB-HH.")
    changed_by: Id = Field(title="Diubah oleh", description="Kode asesor yang mengubah.")
    before: Status = Field(title="Status semula", description="Status sebelum perubahan.")
    after: Status = Field(title="Status baru", description="Status sesudah perubahan.")
    evidence: tuple[Id, ...] | None = Field(
        default=None,
        title="Bukti yang dikutip",
        description="Kode bukti yang dikutip sejak perubahan ini; ditulis oleh program. Baris lama tidak memuatnya.",
    )
    seal: Seal | None = Field(
        default=None, title="Segel", description="Sidik baris ini dan baris sebelumnya; ditulis oleh program."
    )

    def sealed(self, previous: str) -> str:
        """The seal of this line behind another; it holds no key, so it shows a slip or an edit, not a forger."""
        told = (self.criterion, str(self.changed_on), self.changed_by, self.before, self.after)
        cited = () if self.evidence is None else (",".join(self.evidence),)
        return sealing(previous, *told, *cited)


class Scorecard(Placed):
    """The file `assessments/<period>/scorecard.yaml`."""

    period: Id = Field(title="Kode periode", description="Sama dengan nama foldernya, misalnya 2026-semester-2.")
    title: Line = Field(title="Nama periode", description="Misalnya Semester II Tahun 2026.")
    start: date = Field(title="Awal periode", description="TTTT-BB-HH.")
    end: date = Field(title="Akhir periode", description="TTTT-BB-HH.")
    scored_on: date = Field(title="Tanggal hitung", description="TTTT-BB-HH; bukti dihitung menurut keadaan hari ini.")
    criteria_digest: Sha256 = Field(
        title="Sidik kriteria", description="Sidik perangkat kriteria yang dinilai; ditulis oleh program."
    )
    example: bool = Field(
        default=False, title="Contoh", description="Benar bila isinya karangan untuk peragaan, bukan hasil penilaian."
    )
    scope: Scope = Field(title="Lingkup", description="Standar yang dinilai pada periode ini.")
    assessors: tuple[Assessor, ...] = Field(title="Asesor", description="Anggota tim penilai.")
    results: tuple[Result, ...] = Field(
        default=(), title="Hasil", description="Hasil tiap kriteria; yang tidak ditulis belum dinilai."
    )
    history: tuple[StatusChange, ...] = Field(
        default=(), title="Riwayat status", description="Setiap perubahan status, hanya ditambah pada akhirnya."
    )

    _years = field_validator("start", "end", "scored_on", mode="after")(plausible)


class BlindScores(Placed):
    """The file `assessments/<period>/blind/<assessor>.yaml`: marks given without seeing those of others."""

    period: Id = Field(title="Kode periode", description="Sama dengan nama foldernya.")
    assessor: Id = Field(title="Kode asesor", description="Sama dengan nama berkasnya.")
    criteria_digest: Sha256 = Field(title="Sidik kriteria", description="Ditulis oleh program.")
    results: tuple[Result, ...] = Field(
        default=(), title="Hasil", description="Hasil tiap kriteria menurut asesor ini."
    )


class Integrity(StrEnum):
    """Whether the file of a piece of evidence is the one that was received."""

    INTACT = "utuh"
    MISSING = "berkas tidak ada"
    CHANGED = "berkas berubah"
    NO_FILE = "tanpa berkas"


@dataclass(frozen=True)
class Assessment:
    """Everything of one period.

    Attributes:
        files: SHA-256 of every regular file in the period's store, by name.
    """

    scorecard: Scorecard
    register: EvidenceRegister
    blind: Sequence[BlindScores]
    files: Mapping[str, str]

    @property
    def period(self) -> str:
        """The code of the period, which is the name of its folder."""
        return self.scorecard.period

    @cached_property
    def result(self) -> Mapping[str, Result]:
        """Results by criterion."""
        return {item.criterion: item for item in self.scorecard.results}

    @cached_property
    def evidence(self) -> Mapping[str, Evidence]:
        """Evidence by code."""
        return {item.id: item for item in self.register.evidence}

    @cached_property
    def assessor(self) -> Mapping[str, Assessor]:
        """Assessors by code."""
        return {item.id: item for item in self.scorecard.assessors}

    @cached_property
    def history(self) -> Mapping[str, tuple[StatusChange, ...]]:
        """Changes of status by criterion, in the order in which they were written."""
        found: dict[str, tuple[StatusChange, ...]] = {}
        for item in self.scorecard.history:
            found[item.criterion] = (*found.get(item.criterion, ()), item)
        return found

    def speaks_of(self, day: date) -> date:
        """The day whose state is told by what an assessor writes or sees on a day.

        Its own; but the scoring date when that has passed, because a half-year is judged after its end.
        """
        return min(day, self.scorecard.scored_on)

    def told(self, criterion: str, on: date) -> tuple[StatusChange, ...]:
        """The changes of a criterion that speak of a day or of one before, in the order in which they were written."""
        return tuple(item for item in self.history.get(criterion, ()) if self.speaks_of(item.changed_on) <= on)

    def cited(self, criterion: str, on: date) -> tuple[str, ...]:
        """The evidence cited for a criterion on a day; where the history does not tell it, what is cited now."""
        whole, told = self.history.get(criterion, ()), self.told(criterion, on)
        if told and told[-1].evidence is not None:
            return told[-1].evidence
        begun = bool(whole) and whole[0].evidence is not None and not told
        return () if begun or criterion not in self.result else self.result[criterion].evidence

    @cached_property
    def moderators(self) -> tuple[str, ...]:
        """Who may decide a difference: the moderators, or the lead where the team has none."""
        team = self.scorecard.assessors
        found = tuple(item.id for item in team if item.role is AssessorRole.MODERATOR)
        return found or tuple(item.id for item in team if item.role is AssessorRole.LEAD)

    @cached_property
    def marks(self) -> Mapping[str, Mapping[str, Result]]:
        """Blind marks by assessor and criterion: of everyone of the team but moderators, and of whoever has begun."""
        owed = {item.id for item in self.scorecard.assessors if item.role is not AssessorRole.MODERATOR}
        given = {
            sheet.assessor: {it.criterion: it for it in sheet.results if it.status is not Status.UNASSESSED}
            for sheet in self.blind
        }
        return {by: given.get(by, {}) for by in sorted(owed | set(given))}

    def settled(self, criterion: str) -> bool:
        """Whether a difference is decided: the last line of history is a moderator's, and words say why."""
        told = self.history.get(criterion, ())
        if not told or told[-1].after is Status.UNASSESSED or criterion not in self.result:
            return False
        return told[-1].changed_by in self.moderators and worded(self.result[criterion].reason)

    def integrity(self, item: Evidence) -> Integrity:
        """Compare a piece of evidence with the file in the store; a file without a recorded digest has changed."""
        if item.file is None:
            return Integrity.NO_FILE
        if item.file not in self.files:
            return Integrity.MISSING
        return Integrity.INTACT if self.files[item.file] == item.sha256 else Integrity.CHANGED


def criteria_digest(standards: Iterable[Standard]) -> str:
    """SHA-256 over all that an assessor judges by: code, statement and demanded evidence of every criterion, in order."""
    whole = hashlib.sha256()
    for standard in standards:
        for item in standard.criteria:
            demands = [f"{proof.kind.value}\t{proof.item}" for proof in item.evidence]
            whole.update("\n".join((item.id, item.statement, *demands, "", "")).encode())
    return whole.hexdigest()
