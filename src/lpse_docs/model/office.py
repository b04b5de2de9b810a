"""The office itself: names, posts, officials, paper, numbering, stages (`lpse.yaml`)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from lpse_docs.model.approval import ApprovalRoster
from lpse_docs.model.place import Placed
from lpse_docs.model.plan import PlanDefaults
from lpse_docs.model.regulation import Id, Letter, Line
from lpse_docs.model.signing import Signing
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
    name: Line = Field(
        title="Nama jabatan atau pihak",
        description="Misalnya Unit Registrasi dan Verifikasi; jabatan atau pihak, bukan nama orang.",
    )
    short: str | None = Field(
        default=None,
        max_length=40,
        title="Nama pendek untuk kolom",
        description="Nama singkat bagi kepala kolom yang sempit; kosongkan bila nama jabatan sudah pendek.",
    )
    outside: bool = Field(default=False, title="Pihak luar", description="Benar bila bukan bagian dari LPSE.")
    provision: str | None = Field(default=None, title="Ketentuan", description="Kode ketentuan yang menyebutnya.")


class Official(Placed):
    """Who holds a signing post. Unknown facts stay empty."""

    post: Id = Field(title="Kode jabatan", description="Kode jabatan dari daftar posts.")
    prefix: str | None = Field(default=None, title="Awalan", description="Misalnya a.n., Plt., Plh.")
    title: Line = Field(
        title="Sebutan pada blok tanda tangan",
        description="Dicetak di atas tanda tangan, misalnya Kepala LPSE Kabupaten Katingan.",
    )
    name: str | None = Field(title="Nama", description="Kosongkan bila belum diketahui; jangan dikarang.")
    rank: str | None = Field(
        title="Pangkat dan golongan", description="Misalnya Pembina (IV/a); kosongkan bila belum diketahui."
    )
    nip: str | None = Field(title="NIP", description="Delapan belas angka; kosongkan bila belum diketahui.")


class WorkingHours(Placed):
    """Used to turn days into working minutes."""

    hours_per_day: float = Field(
        gt=0,
        le=24,
        title="Jam kerja per hari",
        description="Dipakai untuk menghitung waktu alur, misalnya 7,5 ditulis 7.5.",
    )
    days_per_week: int = Field(
        ge=1,
        le=7,
        title="Hari kerja per minggu",
        description="Banyaknya hari kerja dalam satu minggu, 1 sampai dengan 7.",
    )


class Edition(Placed):
    """What the title page and the file properties say about this edition."""

    number: Line = Field(title="Edisi", description="Nomor edisi yang dicetak pada kaki halaman.")
    drafted: date = Field(
        title="Tanggal penyusunan", description="Dipakai sebagai tanggal dokumen, bukan tanggal pengesahan."
    )
    changes: tuple["Change", ...] = Field(
        default=(), title="Riwayat perubahan", description="Dicetak sebagai tabel riwayat perubahan, dari yang pertama."
    )


class Change(Placed):
    """One line of Riwayat Perubahan."""

    edition: Line = Field(title="Edisi", description="Nomor edisi yang memuat perubahan ini.")
    drafted: date = Field(title="Tanggal", description="TTTT-BB-HH; tanggal edisi itu disusun.")
    summary: Line = Field(title="Uraian perubahan", description="Yang berubah pada edisi itu, dalam satu kalimat.")


class Stage(Placed):
    """A stage of phased adoption (Pasal 29 ayat (3)); marks at 6, 10, 12 and 17 standards."""

    stage: int = Field(ge=1, le=9, title="Tahap", description="Nomor tahap menurut urutan, mulai dari 1.")
    cumulative: int = Field(
        ge=1, le=99, title="Jumlah kumulatif standar", description="Banyaknya standar sampai dengan tahap ini."
    )
    standards: tuple[Letter, ...] = Field(
        title="Standar pada tahap ini", description="Huruf standar yang mulai diterapkan pada tahap ini."
    )
    reason: Line = Field(title="Alasan", description="Mengapa standar itu diterapkan pada tahap ini.")
    confidence: Confidence = Field(title="Tingkat keyakinan", description="peraturan, praktik, atau usulan.")


class Waiver(Placed):
    """Why a provision need not be served by an SOP step or a criterion."""

    provision: str = Field(title="Kode ketentuan", description="Kode ketentuan yang tidak dilayani, misalnya P16.2.")
    reason: Line = Field(title="Alasan", description="Mengapa ketentuan itu tidak perlu dilayani, dalam satu kalimat.")


class PlannedSop(Placed):
    """A SOP of Pasal 21 ayat (2) that is adopted later (Pasal 21 ayat (3))."""

    letter: Letter = Field(title="Huruf", description="Huruf SOP pada Pasal 21 ayat (2).")
    due: date = Field(title="Tanggal rencana", description="TTTT-BB-HH; kapan SOP itu direncanakan selesai.")


class FlowColumns(Placed):
    """Heads of the flow table; those of PermenPANRB 35/2012 unless an office uses others."""

    number: ColumnHead = Field(default="No", title="Kolom nomor", description="Bawaan: No.")
    activity: ColumnHead = Field(
        default="Kegiatan", title="Kolom kegiatan", description="Juga dipakai: Aktivitas, Uraian Prosedur."
    )
    actors: ColumnHead = Field(
        default="Pelaksana", title="Judul di atas kolom pelaksana", description="Bawaan: Pelaksana."
    )
    quality: ColumnHead = Field(
        default="Mutu Baku", title="Judul di atas kolom mutu baku", description="Bawaan: Mutu Baku."
    )
    inputs: ColumnHead = Field(
        default="Kelengkapan", title="Kolom kelengkapan", description="Juga dipakai: Persyaratan/Perlengkapan, Input."
    )
    duration: ColumnHead = Field(default="Waktu", title="Kolom waktu", description="Bawaan: Waktu.")
    output: ColumnHead = Field(default="Output", title="Kolom output", description="Bawaan: Output.")
    note: ColumnHead = Field(default="Keterangan", title="Kolom keterangan", description="Bawaan: Keterangan.")


class SopForm(Placed):
    """How the SOPs of the office look: purely PermenPANRB 35/2012, or with the additions of LKPP's SOP book of 2012."""

    columns: FlowColumns = Field(
        default=FlowColumns(),
        title="Kepala kolom tabel alur",
        description="Sebutan kolom; yang tidak ditulis memakai sebutan PermenPANRB 35/2012.",
    )
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

    example: bool = Field(
        default=False,
        title="Contoh",
        description="Benar bila ruang kerja ini peragaan: setiap dokumennya bertanda CONTOH, juga sesudah disahkan.",
    )
    name: Line = Field(
        title="Nama unit", description="Nama lengkap unit, misalnya Layanan Pengadaan Secara Elektronik."
    )
    abbreviation: Line = Field(title="Singkatan", description="Misalnya LPSE.")
    government: Line = Field(title="Pemerintah daerah", description="Misalnya Pemerintah Kabupaten Katingan.")
    parent: Line = Field(title="Perangkat daerah induk", description="Misalnya Sekretariat Daerah.")
    section: str | None = Field(
        default=None, title="Bagian", description="Bagian yang membawahkan unit; kosongkan bila tidak ada."
    )
    region: Line = Field(title="Daerah", description="Misalnya Kabupaten Katingan.")
    province: Line = Field(title="Provinsi", description="Nama provinsi tanpa kata Provinsi.")
    place: Line = Field(title="Tempat kedudukan", description="Tempat dokumen ditetapkan, misalnya Kasongan.")
    head: Line = Field(title="Kepala daerah", description="Misalnya Bupati Katingan.")
    address: str | None = Field(
        title="Alamat", description="Alamat kantor pada kop surat; kosongkan bila belum diketahui."
    )
    phone: str | None = Field(
        title="Telepon", description="Nomor telepon pada kop surat; kosongkan bila belum diketahui."
    )
    email: str | None = Field(title="Surel", description="Alamat surel pada kop surat; kosongkan bila belum diketahui.")
    website: str | None = Field(
        title="Laman", description="Alamat laman pada kop surat; kosongkan bila belum diketahui."
    )
    timezone: Timezone = Field(title="Zona waktu", description="WIB, WITA, atau WIT.")
    regulation: Id = Field(title="Peraturan dasar", description="Kode berkas di regulations/.")
    paper: PaperSize = Field(title="Kertas", description="A4, F4, atau F4-210.")
    sop_number: Line = Field(title="Pola nomor SOP", description="Ungkapan reguler yang harus dipenuhi nomor SOP.")
    sop_form: SopForm = Field(
        default=SopForm(), title="Bentuk SOP", description="Tambahan dan sebutan pada dokumen SOP."
    )
    working_hours: WorkingHours = Field(
        title="Jam kerja", description="Dipakai untuk menghitung waktu penyelesaian setiap alur."
    )
    edition: Edition = Field(title="Edisi", description="Nomor, tanggal, dan riwayat edisi dokumen.")
    posts: tuple[Post, ...] = Field(
        title="Daftar pelaksana", description="Jabatan, unit, dan pihak luar yang melaksanakan langkah SOP."
    )
    officials: tuple[Official, ...] = Field(
        title="Pejabat penanda tangan",
        description="Pejabat pada blok tanda tangan; nama yang belum diketahui dikosongkan.",
    )
    approvers: tuple[Id, ...] = Field(
        title="Jabatan yang berwenang mengesahkan", description="Kode jabatan yang boleh mengesahkan SOP."
    )
    approvals: tuple[ApprovalRoster, ...] = Field(
        default=(),
        title="Alur pengesahan",
        description="Jabatan pembuat, pemeriksa, dan pengesah tiap jenis dokumen; yang tidak ditulis memakai bawaan.",
    )
    stages: tuple[Stage, ...] = Field(
        title="Tahap adopsi", description="Pembagian standar ke dalam tahap menurut Pasal 29 ayat (3)."
    )
    waivers: tuple[Waiver, ...] = Field(
        default=(),
        title="Pengecualian ketentuan",
        description="Ketentuan mengikat yang tidak dilayani, dengan alasannya.",
    )
    planned_sops: tuple[PlannedSop, ...] = Field(
        default=(), title="SOP yang menyusul", description="SOP Pasal 21 ayat (2) yang disusun kemudian."
    )
    planning: PlanDefaults = Field(
        default=PlanDefaults(), title="Asumsi rencana adopsi", description="Beban, biaya, dan unit pelaksana bawaan."
    )
    signing: Signing = Field(
        default=Signing(),
        title="Tanda tangan elektronik",
        description="Layanan cap waktu, akar tepercaya, dan layanan kunci.",
    )
