"""The evidence register of a period: what was handed in, where it lies, and from when to when it is in force."""

from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field, field_validator

from lpse_docs.model.dating import plausible
from lpse_docs.model.place import Placed
from lpse_docs.model.regulation import Id, Line
from lpse_docs.model.standard import EvidenceKind

Sha256: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
StoredName: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=120)]
CriterionId: TypeAlias = Annotated[str, Field(pattern=r"^S\d\d-K\d\d$")]


class Confidentiality(StrEnum):
    """Who may see a piece of evidence; reports name classified ones by their code alone."""

    PUBLIC = "terbuka"
    RESTRICTED = "terbatas"
    CLASSIFIED = "rahasia"


class Evidence(Placed):
    """One piece of evidence. It is a file of the period's store, or it lies elsewhere and was seen there."""

    id: Id = Field(title="Kode bukti", description="Unik dalam satu periode, misalnya bukti-001.")
    title: Line = Field(title="Judul", description="Nama dokumen atau rekaman sebagaimana tertulis padanya.")
    kind: EvidenceKind = Field(title="Jenis bukti", description="kebijakan, penetapan, atau rekaman.")
    file: StoredName | None = Field(
        default=None, title="Berkas", description="Nama berkas dalam folder evidence/ periode ini, tanpa garis miring."
    )
    sha256: Sha256 | None = Field(
        default=None, title="Sidik SHA-256", description="Sidik berkas saat diterima, 64 angka heksadesimal."
    )
    location: Line | None = Field(
        default=None, title="Letak", description="Tempat bukti yang tidak berupa berkas, misalnya lemari arsip."
    )
    seen_by: Id | None = Field(
        default=None, title="Dilihat oleh", description="Kode asesor yang melihat bukti di letaknya."
    )
    seen_on: date | None = Field(default=None, title="Tanggal dilihat", description="TTTT-BB-HH.")
    received_on: date = Field(title="Tanggal diterima", description="TTTT-BB-HH; sejak kapan bukti dapat dinilai.")
    approved_on: date | None = Field(
        default=None, title="Tanggal pengesahan", description="TTTT-BB-HH; kosong selama bukti belum disahkan."
    )
    effective_from: date | None = Field(
        default=None, title="Mulai berlaku", description="TTTT-BB-HH; kosong: sejak tanggal pengesahan."
    )
    effective_to: date | None = Field(
        default=None, title="Berlaku sampai", description="TTTT-BB-HH, hari terakhir; kosong: tanpa batas waktu."
    )
    review_on: date | None = Field(
        default=None, title="Tanggal tinjau", description="TTTT-BB-HH; kapan bukti perlu ditinjau kembali."
    )
    owner: Id | None = Field(default=None, title="Pemilik", description="Kode jabatan dari daftar posts di lpse.yaml.")
    confidentiality: Confidentiality = Field(
        default=Confidentiality.RESTRICTED, title="Kerahasiaan", description="terbuka, terbatas, atau rahasia."
    )
    criteria: tuple[CriterionId, ...] = Field(
        title="Kriteria yang didukung", description="Kode kriteria yang dibuktikan, misalnya S04-K02."
    )
    note: str | None = Field(default=None, title="Catatan", description="Catatan tentang bukti ini.")

    _years = field_validator(
        "seen_on", "received_on", "approved_on", "effective_from", "effective_to", "review_on", mode="after"
    )(plausible)


class EvidenceRegister(Placed):
    """The file `assessments/<period>/evidence.yaml`."""

    period: Id = Field(title="Kode periode", description="Sama dengan nama foldernya.")
    evidence: tuple[Evidence, ...] = Field(title="Daftar bukti", description="Bukti menurut urutan diterima.")
