"""Forms and registers: what people fill in so that a step leaves a trace."""

import re
from enum import StrEnum

from pydantic import Field

from lpse_docs.model.place import Placed
from lpse_docs.model.regulation import Id, Line


class FormKind(StrEnum):
    """How a form is filled: once a case, or line by line."""

    SHEET = "formulir"
    REGISTER = "register"
    MINUTES = "berita-acara"
    REPORT = "laporan"
    LETTER = "surat"


class FieldKind(StrEnum):
    """What goes into a field."""

    TEXT = "teks"
    LONG_TEXT = "uraian"
    DATE = "tanggal"
    TIME = "jam"
    NUMBER = "angka"
    CHOICE = "pilihan"
    CHECK = "centang"
    SIGNATURE = "tanda-tangan"


class FormField(Placed):
    """One field of a form, or one column of a register."""

    name: Line = Field(title="Nama isian", description="Label isian atau kepala kolom.")
    kind: FieldKind = Field(
        default=FieldKind.TEXT,
        title="Jenis isian",
        description="teks, uraian, tanggal, jam, angka, pilihan, centang, atau tanda-tangan.",
    )
    choices: tuple[Line, ...] = Field(default=(), title="Pilihan", description="Hanya untuk jenis pilihan.")
    required: bool = Field(default=True, title="Wajib diisi", description="Benar bila isian tidak boleh dikosongkan.")
    note: str | None = Field(
        default=None, title="Petunjuk pengisian", description="Petunjuk singkat bagi yang mengisi."
    )

    @property
    def id(self) -> str:
        """The name as it stands in file formats, unique in its form (LPSE513): `Jam lapor` -> `jam-lapor`."""
        return "-".join(re.findall("[a-z0-9]+", self.name.casefold())) or "isian"


class Form(Placed):
    """A form or register with its fields (PermenPANRB 35/2012, item 13 pencatatan dan pendataan)."""

    id: Id = Field(title="Kode formulir", description="Unik di seluruh buku, misalnya formulir-pendaftaran.")
    title: Line = Field(title="Judul", description="Judul yang dicetak di atas formulir.")
    kind: FormKind = Field(title="Jenis", description="formulir, register, berita-acara, laporan, atau surat.")
    purpose: str | None = Field(default=None, title="Kegunaan", description="Kegunaan formulir, dalam satu kalimat.")
    origin: str | None = Field(
        default=None, title="Asal", description="Misalnya tersedia pada aplikasi SPSE (Pasal 22 ayat (6))."
    )
    fields: tuple[FormField, ...] = Field(
        default=(), title="Isian", description="Isian formulir menurut urutannya, atau kolom register."
    )
