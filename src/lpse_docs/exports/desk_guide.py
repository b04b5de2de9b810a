"""The first sheet of the assessor's workbook: how it is filled in."""

from openpyxl.worksheet.worksheet import Worksheet

from lpse_docs.exports.sheets import lying, put
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.dates import said

EXAMPLE = "CONTOH - bukan hasil penilaian"
STEPS = (
    "Cara mengisi",
    "1. Setiap standar mempunyai satu lembar. Isi kolom Status sampai Tanggal penilaian; kolom lain terkunci.",
    "2. Pilih status dari daftar. Kolom Alasan wajib diisi bila kriteria tidak berlaku.",
    "3. Tulis kode bukti yang Anda terima untuk kriteria itu, dipisahkan koma. Kode yang terdaftar tampak saat sel dipilih.",
    "4. Kolom Catatan asesor, dan kolom di sebelah kanannya, milik Anda; isinya tidak ikut dibaca program.",
    "5. Simpan sebagai .xlsx dan kembalikan. Berkas boleh diurutkan; jangan menghapus baris atau lembar.",
    "Arti status",
    "terpenuhi: seluruh isi kriteria dijalankan, dan setiap jenis bukti yang diminta ada, disahkan, dan berlaku.",
    "sebagian: sebagian isi kriteria dijalankan, atau sebagian bukti belum ada.",
    "belum: kriteria belum dijalankan, atau tidak ada bukti.",
    "tidak-berlaku: kriteria tidak dapat diterapkan pada unit ini; alasannya wajib ditulis.",
    "belum-dinilai: belum diperiksa; dihitung sebagai belum terpenuhi.",
    "Cara menghitung",
    "Standar terpenuhi bila seluruh kriteria yang berlaku terpenuhi. Hasil resmi adalah banyaknya standar yang terpenuhi.",
    "Lembar Ringkasan menghitung menurut status saja. Berkas bukti, pengesahan, dan masa berlakunya dihitung oleh program.",
    "Kriteria dalam berkas ini adalah kriteria kerja, bukan naskah resmi LKPP.",
)
HEADINGS = frozenset({"Cara mengisi", "Arti status", "Cara menghitung"})


def write(sheet: Worksheet, assessment: Assessment, assessor: str, *, blind: bool) -> None:
    """Fill the sheet."""
    card = assessment.scorecard
    title = f"Kertas kerja penilaian {card.title}"
    lines = [title, *([EXAMPLE] if card.example else [])]
    lines.append(f"Periode {said(card.start)} sampai dengan {said(card.end)}; tanggal hitung {said(card.scored_on)}")
    if assessor:
        lines.append(f"Asesor: {assessor}" + ("; nilai sendiri, tanpa melihat nilai asesor lain" if blind else ""))
    for row, line in enumerate([*lines, "", *STEPS], 1):
        put(sheet, row, 1, line, bold=line in HEADINGS or line in {title, EXAMPLE})
    sheet.column_dimensions["A"].width = 118
    lying(sheet, "1:1")
    sheet.protection.sheet = True
