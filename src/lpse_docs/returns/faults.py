"""What can be wrong with a returned workbook (LPSE560 to LPSE569, LPSE597, LPSE598)."""

from collections.abc import Callable, Mapping

from lpse_docs.diagnostics import Diagnostic, Severity, Span


def _fault(code: str, file: str, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(code, severity, message, Span(file), hint)


def unreadable(file: str, reason: str, hint: str = "") -> Diagnostic:
    """Buku kerja yang kembali dapat dibuka dan berukuran wajar.

    Mengapa: berkas yang rusak, terkunci, atau mengembang tanpa batas tidak dapat dipercaya isinya.
    Contoh: berkas berkata sandi, .xls yang diganti namanya, atau arsip yang mengembang menjadi gigabita.
    Perbaikan: simpan kembali sebagai .xlsx tanpa kata sandi; bila arsipnya janggal, pindahkan isiannya ke buku kerja baru.
    """
    return _fault("LPSE560", file, f"{file}: {reason}.", hint or "Simpan kembali sebagai .xlsx tanpa kata sandi.")


def active(file: str, what: str) -> Diagnostic:
    """Buku kerja tidak memuat makro, tautan ke luar, atau benda yang ditanam.

    Mengapa: isi yang aktif dapat mengubah nilai setelah dilihat atau membocorkan berkas lain.
    Contoh: makro VBA, rumus yang merujuk buku kerja lain, atau benda OLE.
    Perbaikan: salin isian ke buku kerja baru dari `assess export`.
    """
    return _fault("LPSE561", file, f"{file}: memuat {what}.", "Salin isian ke buku kerja baru dari assess export.")


def not_ours(file: str, why: str) -> Diagnostic:
    """Buku kerja dibuat oleh `assess export` dan catatan asalnya utuh.

    Mengapa: tanpa catatan asal tidak dapat diketahui apa yang diubah asesor.
    Contoh: lembar tersembunyi _dasar terhapus atau isinya diubah.
    Perbaikan: buat buku kerja baru dengan `assess export` dan salin isiannya.
    """
    return _fault("LPSE562", file, f"{file}: {why}.", "Buat buku kerja baru dengan assess export dan salin isiannya.")


def incomplete(place: str, file: str, what: str, hint: str = "Pulihkan dari buku kerja semula.") -> Diagnostic:
    """Setiap kriteria mempunyai tepat satu baris dalam buku kerja.

    Mengapa: baris yang hilang atau ganda membuat hasilnya tidak pasti.
    Contoh: lembar Standar D dihapus, baris S04-K02 terhapus, atau kodenya tertulis dua kali.
    Perbaikan: pulihkan lembar atau baris dari buku kerja semula; urutan baris boleh berubah.
    """
    return _fault("LPSE563", file, f"{place}: {what}.", hint)


def head_twice(place: str, file: str, title: str, ours: str) -> Diagnostic:
    """Judul kolom resmi hanya ada satu pada setiap lembar.

    Mengapa: dari dua kolom berjudul sama tidak dapat diketahui mana yang memuat isian; tidak ada yang diambil dari berkas itu.
    Contoh: kolom catatan asesor diberi judul Temuan di samping kolom Temuan yang resmi.
    Perbaikan: ganti judul kolom catatan; judul lain mana pun boleh dipakai.
    """
    message = f"{place}: judul kolom “{title}” sudah ada di {ours}; tidak ada yang diambil dari berkas ini."
    return _fault("LPSE597", file, message, f"Ganti judul di {place} bila itu kolom catatan sendiri.")


def cells_merged(place: str, file: str) -> Diagnostic:
    """Sel isian tidak digabung.

    Mengapa: penggabungan sel membuang isi semua sel kecuali yang pertama, sehingga isian kriteria lain terhapus.
    Contoh: sel Temuan tiga kriteria digabung menjadi satu.
    Perbaikan: pisahkan sel itu, lalu isi tiap barisnya.
    """
    return _fault("LPSE598", file, f"{place}: sel isian digabung.", "Pisahkan sel itu, lalu isi tiap barisnya.")


def sorted_anew(place: str, file: str) -> Diagnostic:
    """Baris yang diurutkan ulang tetap dikenali dari kodenya.

    Mengapa: asesor perlu tahu bahwa urutan tidak berpengaruh pada hasil.
    Contoh: lembar diurutkan menurut status.
    Perbaikan: tidak perlu apa-apa.
    """
    message = f"{place}: urutan baris berubah; setiap baris dikenali dari kodenya."
    return _fault("LPSE564", file, message, severity=Severity.INFO)


def locked(place: str, file: str, what: str) -> Diagnostic:
    """Kolom yang terkunci tidak diubah.

    Mengapa: rumusan kriteria diubah pada berkas YAML standar, bukan pada buku kerja penilaian.
    Contoh: rumusan kriteria diperbaiki di kolom Kriteria kerja.
    Perbaikan: usulkan perubahan rumusan pada standards/; isian baris itu tetap diterima.
    """
    message = f"{place}: {what} diubah; perubahan itu diabaikan."
    return _fault("LPSE565", file, message, "Rumusan diubah di standards/.", Severity.WARNING)


def bad_status(place: str, file: str, given: str, nearest: str) -> Diagnostic:
    """Status termasuk dalam daftar pilihan.

    Mengapa: status lain tidak dapat dihitung.
    Contoh: `cukup`.
    Perbaikan: pilih salah satu status dari daftar.
    """
    hint = f"Maksud Anda “{nearest}”?" if nearest else "Pilih dari daftar pada sel itu."
    return _fault("LPSE566", file, f"{place}: status “{given}” tidak dikenal.", hint)


def bad_date(place: str, file: str, given: str) -> Diagnostic:
    """Tanggal pada sel isian dapat dibaca sebagai tanggal.

    Mengapa: tanggal yang tidak ada dalam kalender tidak dapat dicatat.
    Contoh: `31/2/2026`.
    Perbaikan: tulis tanggal sebagai TTTT-BB-HH.
    """
    return _fault("LPSE567", file, f"{place}: “{given}” bukan tanggal yang sah.", "Tulis tanggal sebagai TTTT-BB-HH.")


def bad_value(place: str, file: str, why: str) -> Diagnostic:
    """Sel isian berisi teks atau tanggal, bukan rumus atau kesalahan hitung.

    Mengapa: hasil rumus dapat berubah tanpa diketahui penilainya.
    Contoh: `=A1`, `#REF!`.
    Perbaikan: tulis nilainya sendiri.
    """
    return _fault("LPSE568", file, f"{place}: {why}.", "Tulis nilainya sendiri.")


def weak_proof(place: str, file: str, what: str) -> Diagnostic:
    """Status terpenuhi menyebut buktinya.

    Mengapa: kriteria hanya terhitung terpenuhi menurut bukti yang dikutip.
    Contoh: status terpenuhi tanpa kode bukti.
    Perbaikan: tulis kode buktinya pada baris itu.
    """
    return _fault("LPSE569", file, f"{place}: {what}.", "Lihat daftar bukti periode ini.", Severity.WARNING)


CODES: Mapping[str, Callable[..., object]] = {
    "LPSE560": unreadable,
    "LPSE561": active,
    "LPSE562": not_ours,
    "LPSE563": incomplete,
    "LPSE564": sorted_anew,
    "LPSE565": locked,
    "LPSE566": bad_status,
    "LPSE567": bad_date,
    "LPSE568": bad_value,
    "LPSE569": weak_proof,
    "LPSE597": head_twice,
    "LPSE598": cells_merged,
}
