"""JSON Schema of every kind of source file, for editors: generated from the models, in Indonesian."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from lpse_docs.model.approval import ApprovalRecord
from lpse_docs.model.assessment import BlindScores, Scorecard
from lpse_docs.model.evidence import EvidenceRegister
from lpse_docs.model.office import Office
from lpse_docs.model.place import Placed
from lpse_docs.model.plan import AdoptionPlan, AdoptionSchedule
from lpse_docs.model.regulation import Acts, Regulation, Sources
from lpse_docs.model.sop import Sop
from lpse_docs.model.standard import Standard

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Class names and docstrings of the models are English; an editor shows these instead.
TITLES: Mapping[str, str] = {
    "Act": "Peraturan",
    "ActStatus": "Status peraturan",
    "ActType": "Jenis peraturan",
    "Acts": "Daftar peraturan",
    "AdoptionPlan": "Rencana adopsi",
    "AdoptionSchedule": "Jadwal adopsi",
    "ApprovalAct": "Tindakan",
    "ApprovalEntry": "Satu tindakan pengesahan",
    "ApprovalKind": "Jenis dokumen yang disahkan",
    "ApprovalRecord": "Riwayat pengesahan dokumen",
    "ApprovalRole": "Peran pengesahan",
    "ApprovalRoster": "Alur pengesahan satu jenis dokumen",
    "ApprovalStep": "Langkah pengesahan",
    "Assessor": "Asesor",
    "AssessorRole": "Peran asesor",
    "BlindScores": "Nilai satu asesor",
    "BucketSize": "Panjang periode rencana",
    "Budget": "Anggaran satu tahun",
    "Capacity": "Kapasitas unit",
    "Change": "Riwayat perubahan",
    "Chapter": "Bab",
    "Confidence": "Tingkat keyakinan",
    "Confidentiality": "Kerahasiaan",
    "Criterion": "Kriteria kerja",
    "Definition": "Istilah Pasal 1",
    "Edition": "Edisi",
    "EffortDefault": "Beban bawaan",
    "EsignService": "Layanan BSrE",
    "Evidence": "Bukti",
    "EvidenceKind": "Jenis bukti",
    "EvidenceRegister": "Daftar bukti",
    "EvidenceRequirement": "Bukti yang diminta",
    "Exit": "Jalan keluar keputusan",
    "FieldKind": "Jenis isian",
    "Flow": "Alur",
    "FlowColumns": "Kepala kolom tabel alur",
    "Form": "Formulir atau register",
    "FormField": "Isian",
    "FormKind": "Jenis formulir",
    "GoalReached": "Capaian sasaran",
    "Holiday": "Hari libur",
    "Leave": "Ketidakhadiran",
    "LegalBasis": "Dasar hukum",
    "Modality": "Sifat ketentuan",
    "Office": "Identitas unit",
    "Official": "Pejabat penanda tangan",
    "OtherCapacity": "Kapasitas satu periode",
    "Owner": "Unit pelaksana",
    "PaperSize": "Kertas",
    "Placing": "Jadwal satu paket kerja",
    "PlanDefaults": "Asumsi rencana adopsi",
    "PlannedSop": "SOP yang menyusul",
    "Post": "Jabatan atau pihak",
    "Provision": "Ketentuan",
    "Record": "Pencatatan dan pendataan",
    "Regulation": "Peraturan dasar",
    "Related": "Keterkaitan",
    "Relation": "Hubungan antar-SOP",
    "Result": "Hasil satu kriteria",
    "RevisionKind": "Arti tanggal revisi",
    "Scope": "Lingkup penilaian",
    "Scorecard": "Kartu skor",
    "Signing": "Tanda tangan elektronik",
    "Sop": "Standar Operasional Prosedur",
    "SopDefault": "Beban SOP",
    "SopForm": "Bentuk SOP",
    "SopKind": "Jenis SOP",
    "Source": "Sumber",
    "Sources": "Daftar sumber",
    "Stage": "Tahap adopsi",
    "StageTarget": "Tenggat tahap",
    "Standard": "Standar LPSE",
    "Status": "Pilihan status",
    "StatusChange": "Perubahan status",
    "Step": "Langkah",
    "StepKind": "Jenis langkah",
    "Term": "Istilah",
    "Timezone": "Zona waktu",
    "Trigger": "Pemicu alur",
    "Waiver": "Pengecualian ketentuan",
    "WorkPackage": "Paket kerja",
    "WorkingHours": "Jam kerja",
}


def _schema(model: type[Placed]) -> dict[str, Any]:
    """The schema of one kind of file; unknown keys are refused everywhere, as when reading."""
    made = {"$schema": DIALECT, **model.model_json_schema()}
    for name, part in ((model.__name__, made), *made.get("$defs", {}).items()):
        part["title"] = TITLES[name]
        part.pop("description", None)
    return made


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "office": partial(_schema, Office),
    "regulation": partial(_schema, Regulation),
    "acts": partial(_schema, Acts),
    "sources": partial(_schema, Sources),
    "standard": partial(_schema, Standard),
    "sop": partial(_schema, Sop),
    "scorecard": partial(_schema, Scorecard),
    "evidence": partial(_schema, EvidenceRegister),
    "blind": partial(_schema, BlindScores),
    "plan": partial(_schema, AdoptionPlan),
    "approval": partial(_schema, ApprovalRecord),
    "schedule": partial(_schema, AdoptionSchedule),
}
