"""Standard operating procedures in the form of PermenPANRB 35/2012."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from lpse_docs.model.duration import DurationField, LimitField
from lpse_docs.model.form import Form
from lpse_docs.model.place import Placed
from lpse_docs.model.regulation import Id, Letter, Line
from lpse_docs.model.standard import Confidence


class SopKind(StrEnum):
    """Nature of a procedure: several posts, or one."""

    ADMINISTRATIVE = "administratif"
    TECHNICAL = "teknis"


class RevisionKind(StrEnum):
    """Whether `revised` is a past revision or a planned review (PermenPANRB 35/2012, item 4)."""

    PAST = "revisi"
    PLANNED = "rencana-tinjau"


class StepKind(StrEnum):
    """The symbols a step may have: capsule, rectangle, diamond, capsule."""

    START = "mulai"
    PROCESS = "proses"
    DECISION = "keputusan"
    END = "selesai"


class Trigger(StrEnum):
    """What sets a flow going: an applicant from outside, the calendar, or an order (PermenPANRB 35/2012, kinds of SOP)."""

    REQUEST = "permohonan"
    CALENDAR = "berkala"
    ORDER = "penugasan"


class LegalBasis(Placed):
    """One line of Dasar Hukum: an act, and where in it."""

    act: Id = Field(title="Peraturan", description="Kode dari regulations/acts.yaml atau kode peraturan daerah.")
    cite: str | None = Field(default=None, title="Letak", description="Misalnya Pasal 22.")


class Relation(StrEnum):
    """How another SOP is related (Keterkaitan)."""

    BEFORE = "mendahului"
    AFTER = "dilanjutkan"
    WITH = "terkait"


class Related(Placed):
    """One line of Keterkaitan."""

    sop: Id = Field(title="SOP", description="Kode SOP lain.")
    relation: Relation = Field(
        default=Relation.WITH,
        title="Hubungan",
        description="mendahului: SOP itu mendahului SOP ini; dilanjutkan: SOP ini dilanjutkan SOP itu; terkait.",
    )


class Record(Placed):
    """One line of Pencatatan dan Pendataan: a form, who keeps it and how long."""

    form: Id = Field(title="Formulir", description="Kode formulir atau register.")
    keeper: Id = Field(title="Penyimpan", description="Kode pelaksana yang menyimpan.")
    retention: str | None = Field(
        default=None, title="Masa simpan", description="Kosongkan bila mengikuti jadwal retensi arsip."
    )


class Exit(Placed):
    """One labelled exit of a decision."""

    label: Line = Field(title="Label", description="Misalnya Ya, Tidak, Lengkap, Tidak lengkap.")
    next: Id = Field(title="Langkah berikut", description="Kode langkah tujuan.")


class Step(Placed):
    """One row of the flow table (PermenPANRB 35/2012, bagian flowchart)."""

    id: Id = Field(title="Kode langkah", description="Unik dalam satu alur.")
    kind: StepKind = Field(
        default=StepKind.PROCESS, title="Jenis", description="mulai, proses, keputusan, atau selesai."
    )
    activity: Line = Field(title="Uraian kegiatan", description="Diawali kata kerja aktif tanpa subjek.")
    actors: tuple[Id, ...] = Field(
        title="Pelaksana", description="Kode pelaksana; lebih dari satu bila dikerjakan bersama."
    )
    inputs: tuple[Line, ...] = Field(
        title="Kelengkapan", description="Berkas, alat, atau output langkah sebelumnya yang diperlukan."
    )
    duration: DurationField = Field(
        title="Waktu",
        description="Angka dan satuan, misalnya 15 menit; pada alur berkala juga harian, mingguan, dan seterusnya.",
    )
    output: tuple[Line, ...] = Field(title="Output", description="Hasil langkah, dengan kata benda.")
    next: Id | None = Field(
        default=None,
        title="Langkah berikut",
        description="Kode langkah berikut; tidak diisi pada keputusan dan selesai.",
    )
    exits: tuple[Exit, ...] = Field(
        default=(), title="Jalan keluar", description="Hanya untuk keputusan: dua jalan keluar berlabel."
    )
    forms: tuple[Id, ...] = Field(
        default=(), title="Formulir yang dipakai", description="Kode formulir yang diisi atau dipakai pada langkah ini."
    )
    provisions: tuple[str, ...] = Field(
        default=(), title="Ketentuan yang dilayani", description="Kode ketentuan peraturan, misalnya P22.2."
    )
    confidence: Confidence = Field(
        default=Confidence.PROPOSAL,
        title="Tingkat keyakinan langkah dan waktu",
        description="peraturan, praktik, atau usulan.",
    )
    note: str | None = Field(default=None, title="Keterangan", description="Dicetak pada kolom keterangan.")


class Flow(Placed):
    """One procedure of a SOP, from one start to its ends."""

    id: Id = Field(title="Kode alur", description="Unik dalam satu SOP.")
    title: Line = Field(title="Judul alur", description="Nama kegiatan yang diatur alur ini.")
    trigger: Trigger | None = Field(
        default=None,
        title="Pemicu",
        description="permohonan (layanan bagi pihak luar), berkala (menurut jadwal), atau penugasan.",
    )
    time_limit: LimitField | None = Field(
        default=None,
        title="Jangka waktu penyelesaian",
        description="Menurut standar pelayanan, misalnya 3 hari kerja; kosongkan bila tidak ada.",
    )
    steps: tuple[Step, ...] = Field(title="Langkah", description="Langkah menurut urutan baris pada tabel alur.")


class Term(Placed):
    """A term explained in the short introduction of the SOP book."""

    term: Line = Field(title="Istilah", description="Istilah yang dijelaskan.")
    meaning: Line = Field(title="Arti", description="Arti istilah dengan kalimat sendiri.")


class Sop(Placed):
    """One SOP with the thirteen identity items and its flows."""

    letter: Letter = Field(
        title="Huruf", description="Huruf pada Pasal 21 ayat (2); SOP tambahan memakai huruf berikutnya."
    )
    id: Id = Field(
        title="Kode SOP", description="Kode dengan huruf kecil dan tanda hubung; menjadi nama berkas dokumen."
    )
    kind: SopKind = Field(
        title="Jenis", description="administratif (dua pelaksana atau lebih) atau teknis (satu pelaksana)."
    )
    title: Line = Field(title="Nama SOP", description="Tanpa kata SOP di depannya.")
    article: Line = Field(title="Pasal", description="Pasal peraturan yang memuat isinya, misalnya Pasal 22.")
    number: str | None = Field(title="Nomor SOP", description="Kosongkan sampai diberi nomor oleh tata usaha.")
    created: date | None = Field(title="Tanggal pembuatan", description="TTTT-BB-HH; tanggal SOP selesai dibuat.")
    revised: date | None = Field(title="Tanggal revisi", description="Tanggal revisi atau rencana tinjau ulang.")
    revision: RevisionKind = Field(
        default=RevisionKind.PLANNED,
        title="Arti tanggal revisi",
        description="revisi (sudah direvisi) atau rencana-tinjau (akan ditinjau pada tanggal itu).",
    )
    revision_number: int | None = Field(
        default=None, ge=0, title="Nomor revisi", description="Hanya dicetak pada bentuk LKPP; 0 untuk naskah pertama."
    )
    effective: date | None = Field(
        title="Tanggal efektif", description="TTTT-BB-HH; tanggal SOP mulai berlaku, kosongkan sampai ditetapkan."
    )
    approver: Id = Field(title="Disahkan oleh", description="Kode jabatan yang mengesahkan.")
    legal_basis: tuple[LegalBasis, ...] = Field(
        title="Dasar hukum", description="Peraturan yang menjadi dasar SOP, menurut hierarki."
    )
    related: tuple[Related, ...] = Field(title="Keterkaitan", description="Boleh kosong ([]) bila tidak ada.")
    warnings: tuple[Line, ...] = Field(
        title="Peringatan", description="Berbentuk jika ..., maka ..., atau batas waktu."
    )
    qualifications: tuple[Line, ...] = Field(
        title="Kualifikasi pelaksana", description="Kemampuan umum semua pelaksana, bukan daftar jabatan."
    )
    equipment: tuple[Line, ...] = Field(
        title="Peralatan dan perlengkapan", description="Alat dan perlengkapan utama yang dipakai pelaksana."
    )
    records: tuple[Record, ...] = Field(
        title="Pencatatan dan pendataan", description="Formulir yang disimpan, penyimpannya, dan masa simpannya."
    )
    purpose: Line = Field(title="Tujuan", description="Yang dijamin SOP ini, dalam satu kalimat.")
    scope: Line = Field(title="Ruang lingkup", description="Batas awal dan akhir kegiatan, dalam satu kalimat.")
    summary: Line = Field(title="Ringkasan", description="Ringkasan prosedur untuk penjelasan singkat buku SOP.")
    terms: tuple[Term, ...] = Field(
        default=(), title="Definisi", description="Istilah khusus SOP ini; istilah Pasal 1 tidak perlu diulang."
    )
    actors: tuple[Id, ...] = Field(title="Daftar pelaksana", description="Kode pelaksana menurut urutan kolom.")
    flows: tuple[Flow, ...] = Field(
        title="Alur", description="Satu alur atau lebih, masing-masing dari mulai sampai selesai."
    )
    forms: tuple[Form, ...] = Field(
        default=(), title="Formulir milik SOP ini", description="Formulir dan register yang dipakai langkah-langkahnya."
    )
