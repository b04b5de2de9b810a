"""The office itself: names, posts, officials, paper, numbering, stages (`lpse.yaml`)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from lpse_docs.model.place import Placed
from lpse_docs.model.regulation import Id, Letter, Line
from lpse_docs.model.standard import Confidence

ColumnHead: TypeAlias = Annotated[str, Field(min_length=1, max_length=60)]


class PaperSize(StrEnum):
    """Paper of a profile. F4 has two sizes in use; neither is fixed by a rule."""

    A4 = "A4"
    F4 = "F4"
    F4_NARROW = "F4-210"


class Timezone(StrEnum):
    """Indonesian time zones."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"


class Post(Placed):
    """A post or role that can act in a SOP; never a person (Pasal 6, Pasal 22 ayat (7))."""

    id: Id = Field(title="Kode", description="Misalnya unit-registrasi-verifikasi.")
    name: Line = Field(title="Nama jabatan atau pihak")
    short: str | None = Field(default=None, max_length=40, title="Nama pendek untuk kolom")
    outside: bool = Field(default=False, title="Pihak luar", description="Benar bila bukan bagian dari LPSE.")
    provision: str | None = Field(default=None, title="Ketentuan", description="Kode ketentuan yang menyebutnya.")


class Official(Placed):
    """Who holds a signing post. Unknown facts stay empty."""

    post: Id = Field(title="Kode jabatan")
    prefix: str | None = Field(default=None, title="Awalan", description="Misalnya a.n., Plt., Plh.")
    title: Line = Field(title="Sebutan pada blok tanda tangan")
    name: str | None = Field(title="Nama", description="Kosongkan bila belum diketahui; jangan dikarang.")
    rank: str | None = Field(title="Pangkat dan golongan")
    nip: str | None = Field(title="NIP", description="Delapan belas angka; kosongkan bila belum diketahui.")


class WorkingHours(Placed):
    """Used to turn days into working minutes."""

    hours_per_day: float = Field(gt=0, le=24, title="Jam kerja per hari")
    days_per_week: int = Field(ge=1, le=7, title="Hari kerja per minggu")


class Edition(Placed):
    """What the title page and the file properties say about this edition."""

    number: Line = Field(title="Edisi")
    drafted: date = Field(
        title="Tanggal penyusunan", description="Dipakai sebagai tanggal dokumen, bukan tanggal pengesahan."
    )
    changes: tuple["Change", ...] = Field(default=(), title="Riwayat perubahan")


class Change(Placed):
    """One line of Riwayat Perubahan."""

    edition: Line = Field(title="Edisi")
    drafted: date = Field(title="Tanggal")
    summary: Line = Field(title="Uraian perubahan")


class Stage(Placed):
    """A stage of phased adoption (Pasal 29 ayat (3)); marks at 6, 10, 12 and 17 standards."""

    stage: int = Field(ge=1, le=9, title="Tahap")
    cumulative: int = Field(ge=1, le=99, title="Jumlah kumulatif standar")
    standards: tuple[Letter, ...] = Field(title="Standar pada tahap ini")
    reason: Line = Field(title="Alasan")
    confidence: Confidence = Field(title="Tingkat keyakinan")


class Waiver(Placed):
    """Why a provision need not be served by an SOP step or a criterion."""

    provision: str = Field(title="Kode ketentuan")
    reason: Line = Field(title="Alasan")


class PlannedSop(Placed):
    """A SOP of Pasal 21 ayat (2) that is adopted later (Pasal 21 ayat (3))."""

    letter: Letter = Field(title="Huruf")
    due: date = Field(title="Tanggal rencana")


class FlowColumns(Placed):
    """Heads of the flow table; those of PermenPANRB 35/2012 unless an office uses others."""

    number: ColumnHead = Field(default="No", title="Kolom nomor")
    activity: ColumnHead = Field(
        default="Kegiatan", title="Kolom kegiatan", description="Juga dipakai: Aktivitas, Uraian Prosedur."
    )
    actors: ColumnHead = Field(default="Pelaksana", title="Judul di atas kolom pelaksana")
    quality: ColumnHead = Field(default="Mutu Baku", title="Judul di atas kolom mutu baku")
    inputs: ColumnHead = Field(
        default="Kelengkapan", title="Kolom kelengkapan", description="Juga dipakai: Persyaratan/Perlengkapan, Input."
    )
    duration: ColumnHead = Field(default="Waktu", title="Kolom waktu")
    output: ColumnHead = Field(default="Output", title="Kolom output")
    note: ColumnHead = Field(default="Keterangan", title="Kolom keterangan")


class SopForm(Placed):
    """How the SOPs of the office look: purely PermenPANRB 35/2012, or with the additions of LKPP's SOP book of 2012."""

    columns: FlowColumns = Field(default=FlowColumns(), title="Kepala kolom tabel alur")
    column_numbers: bool = Field(
        default=False, title="Baris nomor kolom", description="Benar bila kepala tabel alur diberi baris (1)(2)(3)."
    )
    lkpp_boxes: bool = Field(
        default=False,
        title="Kotak tambahan LKPP",
        description="Benar bila bagian identitas memuat Penjelasan Singkat, Tujuan, Definisi, dan Nomor Revisi.",
    )
    approval_sheet: bool = Field(
        default=False, title="Lembar pengesahan", description="Benar bila setiap SOP didahului lembar pengesahan."
    )
    acknowledged_by: Id | None = Field(
        default=None, title="Mengetahui", description="Kode jabatan pada lembar pengesahan."
    )
    prepared_by: Id | None = Field(
        default=None, title="Dibuat oleh", description="Kode jabatan pada lembar pengesahan."
    )
    signature_anchor: str | None = Field(
        default=None,
        pattern=r"^[^0-9A-Za-z\s.,;:()/'\x22-]$",
        title="Tanda jangkar",
        description=(
            "Satu tanda langka, misalnya ¤, yang dicetak kecil di tengah bidang tanda tangan pengesahan dan dicari layanan"
            " tanda tangan. Kosong: tidak dicetak."
        ),
    )


class Office(Placed):
    """The file `lpse.yaml`."""

    name: Line = Field(title="Nama unit")
    abbreviation: Line = Field(title="Singkatan")
    government: Line = Field(title="Pemerintah daerah", description="Misalnya Pemerintah Kabupaten Katingan.")
    parent: Line = Field(title="Perangkat daerah induk")
    section: str | None = Field(default=None, title="Bagian")
    region: Line = Field(title="Daerah")
    province: Line = Field(title="Provinsi")
    place: Line = Field(title="Tempat kedudukan")
    head: Line = Field(title="Kepala daerah", description="Misalnya Bupati Katingan.")
    address: str | None = Field(title="Alamat")
    phone: str | None = Field(title="Telepon")
    email: str | None = Field(title="Surel")
    website: str | None = Field(title="Laman")
    timezone: Timezone = Field(title="Zona waktu")
    regulation: Id = Field(title="Peraturan dasar", description="Kode berkas di regulations/.")
    paper: PaperSize = Field(title="Kertas", description="A4, F4, atau F4-210.")
    sop_number: Line = Field(title="Pola nomor SOP", description="Ungkapan reguler yang harus dipenuhi nomor SOP.")
    sop_form: SopForm = Field(default=SopForm(), title="Bentuk SOP")
    working_hours: WorkingHours = Field(title="Jam kerja")
    edition: Edition = Field(title="Edisi")
    posts: tuple[Post, ...] = Field(title="Daftar pelaksana")
    officials: tuple[Official, ...] = Field(title="Pejabat penanda tangan")
    approvers: tuple[Id, ...] = Field(title="Jabatan yang berwenang mengesahkan")
    stages: tuple[Stage, ...] = Field(title="Tahap adopsi")
    waivers: tuple[Waiver, ...] = Field(default=(), title="Pengecualian ketentuan")
    planned_sops: tuple[PlannedSop, ...] = Field(default=(), title="SOP yang menyusul")
