"""Standards of Pasal 29: criteria and the evidence each one demands."""

from enum import StrEnum

from pydantic import Field

from lpse_docs.model.form import Form
from lpse_docs.model.place import Placed
from lpse_docs.model.regulation import Id, Letter, Line


class Confidence(StrEnum):
    """How a working criterion is grounded."""

    REGULATION = "peraturan"
    PRACTICE = "praktik"
    PROPOSAL = "usulan"


class EvidenceKind(StrEnum):
    """Kinds of proof that a criterion is met."""

    POLICY = "kebijakan"
    DECREE = "penetapan"
    RECORD = "rekaman"


class EvidenceRequirement(Placed):
    """One proof a criterion demands."""

    kind: EvidenceKind = Field(title="Jenis bukti", description="kebijakan, penetapan, atau rekaman.")
    item: Line = Field(title="Bukti", description="Dokumen atau rekaman yang diminta.")


class Criterion(Placed):
    """One working criterion of a standard. It is not the official LKPP text."""

    id: str = Field(pattern=r"^S\d\d-K\d\d$", title="Kode kriteria", description="Misalnya S04-K02.")
    statement: Line = Field(
        title="Rumusan kriteria", description="Satu hal yang harus dipenuhi, dalam satu kalimat dengan rumusan sendiri."
    )
    evidence: tuple[EvidenceRequirement, ...] = Field(
        title="Bukti yang diminta", description="Bukti yang harus ada agar kriteria terpenuhi."
    )
    provisions: tuple[str, ...] = Field(
        default=(), title="Ketentuan", description="Kode ketentuan peraturan yang dilayani, misalnya P26.1."
    )
    sources: tuple[Id, ...] = Field(
        default=(), title="Sumber", description="Kode sumber dari regulations/sources.yaml."
    )
    clauses: tuple[Line, ...] = Field(
        default=(), title="Klausul pembanding", description="Misalnya ISO/IEC 27001:2022 A.5.9."
    )
    confidence: Confidence = Field(title="Tingkat keyakinan", description="peraturan, praktik, atau usulan.")
    note: str | None = Field(default=None, title="Catatan", description="Catatan penyusun tentang kriteria ini.")


class Standard(Placed):
    """One of the seventeen standards (Pasal 29 ayat (1))."""

    letter: Letter = Field(
        title="Huruf", description="Huruf pada Pasal 29 ayat (1); standar tambahan memakai huruf berikutnya."
    )
    number: int = Field(
        ge=1, le=99, title="Nomor urut", description="Nomor menurut hurufnya: a = 1, b = 2, dan seterusnya."
    )
    id: Id = Field(
        title="Kode standar", description="Kode dengan huruf kecil dan tanda hubung; menjadi nama berkas dokumen."
    )
    name: Line = Field(title="Nama standar", description="Nama lengkap, diawali kata Standar.")
    article: Line = Field(title="Pasal", description="Misalnya Pasal 29 ayat (1) huruf d.")
    purpose: Line = Field(title="Tujuan", description="Yang hendak dicapai standar ini, dalam satu kalimat.")
    purpose_confidence: Confidence = Field(title="Keyakinan tujuan", description="peraturan, praktik, atau usulan.")
    stage: int = Field(ge=1, le=9, title="Tahap adopsi", description="Nomor tahap pada daftar stages di lpse.yaml.")
    roles: tuple[Line, ...] = Field(title="Peran", description="Peran yang menjalankan standar.")
    depends_on: tuple[Letter, ...] = Field(
        default=(), title="Bergantung pada", description="Huruf standar yang harus ada lebih dahulu."
    )
    related: tuple[Letter, ...] = Field(
        default=(), title="Terkait dengan", description="Huruf standar yang berkaitan tanpa menjadi syarat."
    )
    provisions: tuple[str, ...] = Field(default=(), title="Ketentuan terkait", description="Kode ketentuan peraturan.")
    criteria: tuple[Criterion, ...] = Field(
        title="Kriteria kerja", description="Hal-hal yang harus dipenuhi, masing-masing dengan buktinya."
    )
    forms: tuple[Form, ...] = Field(
        default=(), title="Register dan formulir", description="Register dan formulir yang dipakai standar ini."
    )
    notes: str | None = Field(default=None, title="Catatan", description="Catatan bagi pembaca standar.")
