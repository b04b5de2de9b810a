"""Legal acts as data: the regulation that orders everything, and every act cited anywhere."""

from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from lpse_docs.model.place import Placed

Letter: TypeAlias = Annotated[str, Field(pattern=r"^[a-z]$")]
Id: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line: TypeAlias = Annotated[str, Field(min_length=1, max_length=2000)]


class Modality(StrEnum):
    """Force of a provision."""

    MUST = "wajib"
    MAY = "dapat"
    NOT_REQUIRED = "tidak"
    MUST_NOT = "dilarang"
    ENTITLED = "hak"
    DEFINES = "definisi"


class Provision(Placed):
    """One provision (pasal, ayat, huruf, angka) of the regulation, in our own words."""

    id: str = Field(
        pattern=r"^P\d+(\.[0-9a-z]+)*$", title="Kode ketentuan", description="Kode singkat, misalnya P22.1.a.2."
    )
    cite: Line = Field(title="Kutipan", description="Letak persis, misalnya Pasal 22 ayat (1) huruf a angka 2.")
    modality: Modality = Field(title="Sifat", description="wajib, dapat, tidak, dilarang, hak, atau definisi.")
    bearer: Line = Field(title="Pemikul", description="Siapa yang dibebani atau diberi ketentuan ini.")
    sop: Letter | None = Field(
        default=None, title="SOP", description="Huruf SOP pada Pasal 21 ayat (2) yang memuat ketentuan ini."
    )
    standards: tuple[Letter, ...] = Field(
        default=(), title="Standar", description="Huruf standar pada Pasal 29 ayat (1) yang terkait."
    )
    text: Line = Field(title="Isi", description="Isi ketentuan dengan kalimat sendiri.")


class Definition(Placed):
    """A term of Pasal 1, in our own words."""

    term: Line = Field(title="Istilah", description="Istilah sebagaimana ditulis dalam peraturan.")
    abbreviation: str | None = Field(
        default=None, title="Singkatan", description="Singkatan istilah itu; kosongkan bila tidak ada."
    )
    meaning: Line = Field(title="Arti", description="Arti istilah dengan kalimat sendiri.")


class Chapter(Placed):
    """A chapter (bab) of the regulation and the articles it spans."""

    number: str = Field(pattern=r"^[IVX]+$", title="Nomor bab", description="Angka Romawi.")
    title: Line = Field(title="Judul bab", description="Judul bab tanpa nomornya.")
    first: int = Field(ge=1, title="Pasal pertama", description="Nomor pasal pertama dalam bab ini.")
    last: int = Field(ge=1, title="Pasal terakhir", description="Nomor pasal terakhir dalam bab ini.")


class Regulation(Placed):
    """The regulation of the regent, as a register of provisions."""

    id: Id = Field(title="Kode peraturan", description="Kode yang dirujuk lpse.yaml (regulation) dan dasar hukum SOP.")
    type: Line = Field(title="Jenis", description="Misalnya Peraturan Bupati.")
    title: Line = Field(title="Judul", description="Judul setelah kata tentang.")
    region: Line = Field(title="Daerah", description="Daerah yang menetapkan, misalnya Kabupaten Katingan.")
    place: Line = Field(title="Tempat penetapan", description="Tempat peraturan ditetapkan, misalnya Kasongan.")
    year: int = Field(ge=1945, le=2100, title="Tahun", description="Tahun penetapan, empat angka.")
    number: str | None = Field(title="Nomor", description="Kosongkan bila tidak diketahui; jangan dikarang.")
    enacted: str | None = Field(
        title="Tanggal penetapan",
        description="TTTT-BB-HH; kosongkan bila tidak diketahui.",
        pattern=r"^\d{4}-\d\d-\d\d$",
    )
    note: str | None = Field(default=None, title="Catatan", description="Catatan penyusun; tidak dicetak.")
    chapters: tuple[Chapter, ...] = Field(
        default=(), title="Bab", description="Bab peraturan dan pasal yang dicakupnya."
    )
    definitions: tuple[Definition, ...] = Field(
        default=(), title="Istilah Pasal 1", description="Istilah ketentuan umum; dicetak sebagai daftar istilah."
    )
    provisions: tuple[Provision, ...] = Field(
        title="Ketentuan", description="Setiap pasal, ayat, huruf, dan angka sebagai satu butir."
    )


class ActType(StrEnum):
    """Kinds of legal acts, highest first (UU 12/2011 Pasal 7-8); the order is the hierarchy."""

    UUD = "UUD"
    LAW = "UU"
    GOVERNMENT_REGULATION = "PP"
    PRESIDENTIAL_REGULATION = "Perpres"
    PRESIDENTIAL_INSTRUCTION = "Inpres"
    MINISTERIAL_REGULATION = "Permen"
    AGENCY_REGULATION = "Peraturan Lembaga"
    REGIONAL_REGULATION = "Perda"
    REGENT_REGULATION = "Perbup"
    OTHER = "lain"


class ActStatus(StrEnum):
    """Whether an act is still in force."""

    IN_FORCE = "berlaku"
    AMENDED = "diubah"
    REPEALED = "dicabut"
    UNKNOWN = "tidak-diketahui"


class Act(Placed):
    """One legal act with what is known of its status and successors."""

    id: Id = Field(title="Kode", description="Misalnya uu-11-2008.")
    type: ActType = Field(
        title="Jenis",
        description="Jenis menurut hierarki: UUD, UU, PP, Perpres, Inpres, Permen, Peraturan Lembaga, Perda, Perbup, atau lain.",
    )
    name: Line = Field(title="Sebutan resmi jenis", description="Misalnya Undang-Undang, Peraturan Kepala LKPP.")
    number: str | None = Field(
        title="Nomor", description="Nomor tanpa kata Nomor, misalnya 11; kosongkan bila tidak diketahui."
    )
    year: int = Field(ge=1945, le=2100, title="Tahun", description="Tahun penetapan, empat angka.")
    subject: Line = Field(title="Tentang", description="Judul setelah kata tentang.")
    gazette: str | None = Field(
        default=None, title="Lembaran Negara", description="Lembaran dan Tambahan Lembaran Negara, bila diketahui."
    )
    status: ActStatus = Field(
        title="Status", description="berlaku, diubah (berlaku, telah diubah), dicabut, atau tidak-diketahui."
    )
    amends: tuple[Id, ...] = Field(
        default=(), title="Mengubah", description="Kode peraturan yang diubah oleh peraturan ini."
    )
    amended_by: tuple[Id, ...] = Field(
        default=(), title="Diubah dengan", description="Kode peraturan yang mengubah peraturan ini."
    )
    replaced_by: tuple[Id, ...] = Field(
        default=(), title="Diganti dengan", description="Kode peraturan yang menggantikan peraturan ini."
    )
    preamble: bool = Field(
        default=False,
        title="Dikutip pada konsiderans",
        description="Benar bila dikutip pada bagian Mengingat peraturan.",
    )
    verified: bool = Field(
        title="Terverifikasi", description="Benar hanya bila status telah diperiksa pada naskah resmi."
    )
    note: str | None = Field(default=None, title="Catatan", description="Catatan penyusun; tidak dicetak.")


class Acts(Placed):
    """The file `regulations/acts.yaml`."""

    acts: tuple[Act, ...] = Field(
        title="Daftar peraturan", description="Semua peraturan yang dikutip dokumen, satu butir tiap peraturan."
    )


class Source(Placed):
    """Where a working criterion comes from."""

    id: Id = Field(title="Kode sumber", description="Kode yang dirujuk kriteria (sources).")
    title: Line = Field(title="Judul", description="Judul dokumen atau halaman sumber.")
    where: Line = Field(title="Letak", description="Penerbit, laman, atau tempat sumber ditemukan.")
    nature: Line = Field(title="Sifat", description="Misalnya naskah primer, praktik daerah, berita.")


class Sources(Placed):
    """The file `regulations/sources.yaml`."""

    sources: tuple[Source, ...] = Field(title="Daftar sumber", description="Sumber yang dirujuk kriteria kerja.")
