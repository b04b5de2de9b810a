"""The adoption plan of a period: what an office can give, what it wants by when, and the schedule it agreed on."""

import hashlib
import json
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from lpse_docs.model.evidence import CriterionId, Sha256
from lpse_docs.model.place import Placed
from lpse_docs.model.regulation import Id, Letter, Line
from lpse_docs.model.standard import EvidenceKind

PackageId: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", max_length=60)]
BucketCode: TypeAlias = Annotated[str, Field(pattern=r"^\d{4}-(T[1-4]|\d\d)$")]
PersonDays: TypeAlias = Annotated[float, Field(ge=0, le=10_000)]
Rupiah: TypeAlias = Annotated[int, Field(ge=0, le=1_000_000_000_000)]
Days: TypeAlias = Annotated[int, Field(ge=0, le=1_100)]


class BucketSize(StrEnum):
    """The planning period, for which capacity and load are counted."""

    MONTH = "bulan"
    QUARTER = "triwulan"


class Capacity(Placed):
    """What a unit can give to adoption in every planning period, beside its daily work (Pasal 6)."""

    unit: Id = Field(title="Unit", description="Kode jabatan dari daftar posts di lpse.yaml.")
    people: int = Field(
        default=1,
        ge=1,
        le=100,
        title="Orang",
        description="Banyaknya orang yang dapat mengerjakan satu paket sekaligus.",
    )
    person_days: PersonDays = Field(
        title="Hari-orang", description="Hari-orang setiap periode rencana yang tersedia untuk adopsi, misalnya 30."
    )


class OtherCapacity(Placed):
    """A planning period in which a unit can give more or less than usual."""

    unit: Id = Field(title="Unit", description="Kode jabatan dari daftar posts di lpse.yaml.")
    bucket: BucketCode = Field(title="Periode rencana", description="Misalnya 2027-T2 atau 2027-05.")
    person_days: PersonDays = Field(title="Hari-orang", description="Hari-orang pada periode itu.")
    reason: Line = Field(title="Alasan", description="Mengapa berbeda, misalnya masa penyusunan anggaran.")


class Holiday(Placed):
    """Days on which nobody works; capacity shrinks by their share of the working days of a planning period."""

    start: date = Field(title="Hari pertama", description="TTTT-BB-HH.")
    end: date = Field(title="Hari terakhir", description="TTTT-BB-HH.")
    name: Line = Field(title="Nama", description="Misalnya Cuti bersama Idulfitri.")


class Leave(Placed):
    """Days on which somebody of a unit is away."""

    unit: Id = Field(title="Unit", description="Kode jabatan dari daftar posts di lpse.yaml.")
    start: date = Field(title="Hari pertama", description="TTTT-BB-HH.")
    end: date = Field(title="Hari terakhir", description="TTTT-BB-HH.")
    person_days: PersonDays = Field(title="Hari-orang", description="Hari-orang adopsi yang hilang karenanya.")
    note: Line = Field(title="Keterangan", description="Misalnya pelatihan; tanpa nama orang.")


class Budget(Placed):
    """The most that may be spent on adoption in a year; a year that is not named has no ceiling."""

    year: int = Field(ge=2000, le=2200, title="Tahun", description="Tahun anggaran.")
    ceiling: Rupiah = Field(title="Pagu", description="Rupiah, tanpa titik, misalnya 50000000.")


class StageTarget(Placed):
    """The day by which all standards of a stage and of those before it shall be met (Pasal 29 ayat (3))."""

    stage: int = Field(ge=1, le=9, title="Tahap", description="Nomor tahap pada daftar stages di lpse.yaml.")
    by: date = Field(title="Tenggat", description="TTTT-BB-HH; hari terakhir.")


class WorkPackage(Placed):
    """What is to be done for one criterion, or work of the office's own. What is not written is taken from the assumptions."""

    id: PackageId = Field(
        title="Kode paket kerja", description="Kode kriteria untuk mengubah paket bawaannya, atau kode sendiri."
    )
    title: str | None = Field(default=None, title="Nama paket kerja", description="Yang dikerjakan, satu kalimat.")
    criterion: CriterionId | None = Field(
        default=None, title="Kriteria", description="Kriteria yang dilayani paket dengan kode sendiri."
    )
    unit: Id | None = Field(default=None, title="Unit pelaksana", description="Kode jabatan dari daftar posts.")
    effort: PersonDays | None = Field(default=None, title="Beban kerja", description="Hari-orang.")
    cost: Rupiah | None = Field(default=None, title="Biaya", description="Rupiah, tanpa titik.")
    earliest: date | None = Field(
        default=None, title="Paling cepat", description="TTTT-BB-HH; tidak dimulai sebelumnya."
    )
    after: tuple[PackageId, ...] = Field(
        default=(), title="Setelah", description="Kode paket yang harus selesai dahulu."
    )
    produces: tuple[EvidenceKind, ...] = Field(
        default=(), title="Bukti yang dihasilkan", description="kebijakan, penetapan, atau rekaman."
    )
    running_in: Days | None = Field(
        default=None,
        title="Masa berjalan",
        description="Hari sejak paket selesai sampai buktinya dapat dinilai, misalnya 90 untuk rekaman tiga bulan.",
    )
    done_on: date | None = Field(
        default=None, title="Selesai pada", description="TTTT-BB-HH; untuk pekerjaan yang tidak tampak pada kartu skor."
    )
    left_out: str | None = Field(
        default=None, title="Tidak dikerjakan", description="Alasan mengapa paket ini tidak masuk rencana."
    )


class AdoptionPlan(Placed):
    """The file `assessments/<period>/plan.yaml`: what the schedule has to respect."""

    period: Id = Field(title="Kode periode", description="Sama dengan nama foldernya.")
    title: Line = Field(title="Judul", description="Misalnya Rencana Adopsi Bertahap Tahun 2027-2028.")
    start: date = Field(title="Awal rencana", description="TTTT-BB-HH; hari pertama suatu bulan atau triwulan.")
    end: date = Field(title="Akhir rencana", description="TTTT-BB-HH; hari terakhir suatu bulan atau triwulan.")
    step: BucketSize = Field(title="Periode rencana", description="bulan atau triwulan.")
    capacity: tuple[Capacity, ...] = Field(title="Kapasitas", description="Kapasitas setiap unit (Pasal 6).")
    other_capacity: tuple[OtherCapacity, ...] = Field(
        default=(), title="Kapasitas lain", description="Periode dengan kapasitas yang tidak seperti biasanya."
    )
    holidays: tuple[Holiday, ...] = Field(default=(), title="Hari libur", description="Hari libur dan cuti bersama.")
    leave: tuple[Leave, ...] = Field(
        default=(), title="Cuti dan tugas lain", description="Ketidakhadiran menurut unit."
    )
    budgets: tuple[Budget, ...] = Field(default=(), title="Anggaran", description="Pagu setiap tahun.")
    targets: tuple[StageTarget, ...] = Field(default=(), title="Tenggat tahap", description="Tenggat setiap tahap.")
    packages: tuple[WorkPackage, ...] = Field(
        default=(), title="Paket kerja", description="Paket sendiri dan perubahan pada paket bawaan."
    )


class Placing(Placed):
    """When one work package is done according to the schedule."""

    package: PackageId = Field(title="Paket kerja", description="Kode paket kerja.")
    bucket: BucketCode = Field(title="Periode rencana", description="Periode rencana tempat paket dimulai.")
    start: date = Field(title="Mulai", description="TTTT-BB-HH.")
    finish: date = Field(title="Selesai", description="TTTT-BB-HH; hari terakhir.")


class GoalReached(Placed):
    """What the schedule reached for a goal, and what no schedule can better."""

    goal: Line = Field(title="Sasaran", description="Sasaran penjadwalan.")
    value: int = Field(title="Nilai", description="Nilai yang dicapai; makin kecil makin baik.")
    bound: int = Field(title="Batas", description="Batas bawah yang terbukti.")

    @property
    def proven(self) -> bool:
        """Whether no schedule betters the value."""
        return self.value <= self.bound

    @property
    def vague(self) -> bool:
        """Whether the bound lies so far below the value that it says nothing about the schedule."""
        return 2 * self.bound < self.value


class AdoptionSchedule(Placed):
    """The file `assessments/<period>/schedule.yaml`, written by the program, and `approved.yaml`, what was agreed on last."""

    period: Id = Field(title="Kode periode", description="Sama dengan nama foldernya.")
    made_on: date = Field(title="Disusun pada", description="TTTT-BB-HH.")
    method: Line = Field(title="Cara", description="Cara jadwal ditemukan.")
    input_digest: Sha256 = Field(title="Sidik masukan", description="Sidik semua yang menentukan jadwal.")
    approved_on: date | None = Field(
        default=None, title="Disetujui pada", description="TTTT-BB-HH; kosong selama rencana belum disetujui."
    )
    reached: tuple[GoalReached, ...] = Field(title="Capaian sasaran", description="Nilai dan batas setiap sasaran.")
    placings: tuple[Placing, ...] = Field(title="Jadwal", description="Kapan setiap paket dikerjakan.")
    unplaced: tuple[PackageId, ...] = Field(
        default=(), title="Tidak tertampung", description="Paket yang tidak muat dalam rentang rencana."
    )
    explanations: tuple[Line, ...] = Field(
        default=(),
        title="Penjelasan",
        description="Mengapa suatu tenggat tidak mungkin, dan apa yang dapat dilonggarkan.",
    )
    content_digest: Sha256 | None = Field(
        default=None, title="Sidik isi", description="Sidik isi berkas ini ketika ditulis oleh program."
    )

    @property
    def content(self) -> str:
        """SHA-256 of all that it tells, but the day of its approval."""
        told = self.model_dump(mode="json", exclude={"content_digest", "approved_on"})
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


class EffortDefault(Placed):
    """What it takes, as a rule, to produce one kind of evidence."""

    kind: EvidenceKind = Field(title="Jenis bukti", description="kebijakan, penetapan, atau rekaman.")
    effort: PersonDays = Field(title="Beban kerja", description="Hari-orang.")
    cost: Rupiah = Field(default=0, title="Biaya", description="Rupiah.")
    running_in: Days = Field(default=0, title="Masa berjalan", description="Hari sampai buktinya dapat dinilai.")


class SopDefault(Placed):
    """What it takes, as a rule, to adopt one SOP (Pasal 21 ayat (3))."""

    drafting: PersonDays = Field(default=8, title="Penyusunan", description="Hari-orang.")
    approval: PersonDays = Field(default=2, title="Pengesahan", description="Hari-orang.")
    review: PersonDays = Field(default=3, title="Tinjauan pertama", description="Hari-orang.")
    review_after: Days = Field(default=180, title="Jarak tinjauan", description="Hari sejak pengesahan.")


class Owner(Placed):
    """Which unit does the work of a standard or SOP."""

    letter: Letter = Field(title="Huruf", description="Huruf standar atau SOP.")
    unit: Id = Field(title="Unit", description="Kode jabatan dari daftar posts.")


class PlanDefaults(Placed):
    """Assumptions for work packages that nobody described; every one used is printed."""

    efforts: tuple[EffortDefault, ...] = Field(
        default=(
            EffortDefault(kind=EvidenceKind.POLICY, effort=5, running_in=0),
            EffortDefault(kind=EvidenceKind.DECREE, effort=2, running_in=0),
            EffortDefault(kind=EvidenceKind.RECORD, effort=3, running_in=90),
        ),
        title="Beban menurut jenis bukti",
        description="Beban, biaya, dan masa berjalan bawaan.",
    )
    sop: SopDefault = Field(default=SopDefault(), title="Beban SOP", description="Beban bawaan setiap SOP.")
    standards: tuple[Owner, ...] = Field(
        default=(), title="Unit menurut standar", description="Unit yang mengerjakan setiap standar."
    )
    sops: tuple[Owner, ...] = Field(
        default=(), title="Unit menurut SOP", description="Unit yang mengerjakan setiap SOP."
    )
