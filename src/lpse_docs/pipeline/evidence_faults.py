"""What can be said of a file offered as evidence (LPSE58x), and of evidence as days go by (LPSE556 to LPSE559)."""

from collections.abc import Callable, Mapping
from datetime import date

from lpse_docs.diagnostics import Diagnostic, Severity, Span


def expired(span: Span, code: str, last: date) -> Diagnostic:
    """Masa berlaku bukti sudah lewat.

    Mengapa: bukti yang kedaluwarsa tidak dihitung, sehingga kriteria yang didukungnya turun.
    Contoh: `effective_to: 2026-03-31` pada pemeriksaan tanggal 2026-06-30.
    Perbaikan: minta bukti yang baru dan daftarkan sebagai butir tersendiri; bukti lama dibiarkan.
    """
    return Diagnostic("LPSE556", Severity.WARNING, f"Bukti {code} kedaluwarsa sejak {last}.", span, "Minta yang baru.")


def expiring(span: Span, code: str, last: date, days: int) -> Diagnostic:
    """Masa berlaku bukti segera habis.

    Mengapa: pembaruan dokumen dinas memerlukan waktu; bukti pengganti perlu disiapkan sebelum yang lama habis.
    Contoh: `effective_to: 2026-07-15` pada pemeriksaan tanggal 2026-06-30.
    Perbaikan: mintakan pembaruan kepada pemilik bukti.
    """
    message = f"Bukti {code} berlaku sampai {last} ({days} hari lagi)."
    return Diagnostic("LPSE557", Severity.INFO, message, span, "Mintakan pembaruan kepada pemiliknya.")


def review_due(span: Span, code: str, on: date, days: int) -> Diagnostic:
    """Bukti perlu ditinjau kembali.

    Mengapa: dokumen yang tidak ditinjau pada waktunya mudah tidak sesuai lagi dengan pelaksanaannya.
    Contoh: `review_on: 2026-07-01` pada pemeriksaan tanggal 2026-06-30.
    Perbaikan: tinjau bersama pemilik bukti, lalu perbarui `review_on`.
    """
    when = f"{days} hari lagi" if days > 0 else "hari ini" if days == 0 else f"lewat {-days} hari"
    severity = Severity.INFO if days >= 0 else Severity.WARNING
    return Diagnostic("LPSE558", severity, f"Bukti {code} perlu ditinjau pada {on} ({when}).", span)


def uncited(span: Span, code: str) -> Diagnostic:
    """Bukti belum dikutip hasil mana pun.

    Mengapa: bukti hanya dihitung bila asesor mengutipnya pada hasil kriteria.
    Contoh: bukti-012 terdaftar, tetapi tidak ada hasil yang menyebut bukti-012 pada `evidence`.
    Perbaikan: asesor menilai bukti itu dan mengutipnya pada kartu skor, atau membiarkannya bila tidak dipakai.
    """
    return Diagnostic("LPSE559", Severity.INFO, f"Bukti {code} belum dikutip hasil mana pun.", span)


def duplicate(path: str, code: str, hint: str) -> Diagnostic:
    """Isi berkas sudah terdaftar sebagai bukti pada periode ini.

    Mengapa: satu dokumen didaftarkan satu kali; satu butir boleh mendukung beberapa kriteria.
    Contoh: keputusan yang sama didaftarkan lagi dengan nama berkas lain.
    Perbaikan: tambahkan kriterianya pada butir yang ada dengan opsi --existing.
    """
    return _error("LPSE580", f"Isi berkas ini sudah terdaftar sebagai {code}.", path, hint)


def empty(path: str, reason: str) -> Diagnostic:
    """Berkas bukti mempunyai isi.

    Mengapa: berkas kosong tidak membuktikan apa pun.
    Contoh: hasil pindai yang semua halamannya kosong, atau berkas berukuran nol.
    Perbaikan: minta berkas yang berisi kepada pengirimnya.
    """
    return _error("LPSE581", f"Berkas ini kosong: {reason}.", path, "Minta berkas yang berisi.")


def locked(path: str, reason: str) -> Diagnostic:
    """Berkas bukti dapat dibuka tanpa kata sandi.

    Mengapa: isi berkas terkunci tidak dapat diperiksa asesor lain atau diperiksa ulang di kemudian hari.
    Contoh: PDF yang dilindungi kata sandi.
    Perbaikan: simpan salinan tanpa kata sandi; batasi pembacanya dengan kerahasiaan dan hak akses folder.
    """
    return _error("LPSE582", f"Berkas ini terkunci: {reason}.", path, "Simpan salinannya tanpa kata sandi.")


def damaged(path: str, reason: str) -> Diagnostic:
    """Berkas bukti utuh.

    Mengapa: berkas yang rusak tidak dapat dibaca sebagai bukti.
    Contoh: PDF yang terpotong ketika disalin.
    Perbaikan: salin ulang dari sumbernya.
    """
    return _error("LPSE583", f"Berkas ini rusak: {reason}.", path, "Salin ulang dari sumbernya.")


def wrong_type(path: str, reason: str, hint: str) -> Diagnostic:
    """Isi berkas sesuai dengan akhiran namanya, dan jenisnya diterima.

    Mengapa: berkas dengan akhiran yang salah tidak dapat dibuka orang lain dan dapat menyamarkan isi berbahaya.
    Contoh: gambar PNG yang diberi nama surat.pdf.
    Perbaikan: betulkan akhiran namanya, atau simpan sebagai salah satu jenis yang diterima.
    """
    return _error("LPSE584", f"{reason}.", path, hint)


def program(path: str, reason: str) -> Diagnostic:
    """Berkas bukti bukan program.

    Mengapa: program dan skrip dapat merusak komputer yang membuka gudang bukti, dan bukan bukti.
    Contoh: laporan.exe, atau arsip ZIP yang memuat skrip.
    Perbaikan: daftarkan keluaran program itu, misalnya sebagai PDF atau gambar layar.
    """
    return _error("LPSE585", f"Berkas ini ditolak: {reason}.", path, "Daftarkan keluarannya sebagai PDF atau gambar.")


def macros(path: str) -> Diagnostic:
    """Berkas bukti tidak memuat makro atau perintah yang berjalan sendiri.

    Mengapa: yang berjalan ketika berkas dibuka dapat mengubah yang ditampilkan atau mengirim data.
    Contoh: berkas .xlsm, .docx dengan bagian vbaProject.bin, atau PDF dengan JavaScript.
    Perbaikan: simpan sebagai PDF biasa, atau sebagai .docx/.xlsx tanpa makro bila makronya tidak diperlukan.
    """
    message = "Berkas ini memuat makro; bukalah hanya dengan makro dimatikan."
    return Diagnostic("LPSE586", Severity.WARNING, message, Span(path), "Lebih baik simpan sebagai PDF.")


def scripts(path: str) -> Diagnostic:
    """A PDF that runs something, told as macros are."""
    message = "Berkas ini memuat skrip atau perintah yang berjalan sendiri; bukalah hanya dengan skrip dimatikan."
    return Diagnostic("LPSE586", Severity.WARNING, message, Span(path), "Lebih baik cetak ulang sebagai PDF biasa.")


def too_large(path: str, reason: str) -> Diagnostic:
    """Ukuran berkas bukti dalam batas.

    Mengapa: setiap pemeriksaan membaca seluruh gudang bukti; arsip yang mengembang tanpa batas menghabiskan memori.
    Contoh: rekaman video, atau arsip ZIP yang mengembang menjadi beberapa gigabita.
    Perbaikan: kecilkan atau bagi berkasnya, atau daftarkan letaknya dengan --location.
    """
    return _error("LPSE587", f"Berkas ini terlalu besar: {reason}.", path, "Bagi berkasnya, atau pakai --location.")


def not_a_file(path: str, reason: str) -> Diagnostic:
    """Bukti yang ditambahkan adalah berkas biasa dengan nama yang dapat ditulis.

    Mengapa: tautan, folder, dan pipa dapat berubah atau membawa isi dari tempat lain sesudah diperiksa.
    Contoh: tautan simbolis ke berkas di komputer lain, atau nama berkas yang memuat ganti baris.
    Perbaikan: salin berkas aslinya, beri nama yang wajar, lalu tambahkan salinan itu.
    """
    return _error("LPSE588", f"Berkas tidak dapat diambil: {reason}.", path, "Periksa nama dan berkasnya.")


def not_stored(path: str, reason: str) -> Diagnostic:
    """Gudang dan daftar bukti dapat ditulis.

    Mengapa: berkas disalin lengkap sebelum didaftarkan; bila gagal, gudang dan daftar tetap seperti semula.
    Contoh: ruang simpan penuh, folder evidence diganti tautan, atau daftar ditulis dalam kurung siku.
    Perbaikan: hilangkan penyebab yang disebut, lalu ulangi.
    """
    return _error("LPSE589", f"Bukti tidak dapat disimpan: {reason}.", path, "Hilangkan penyebabnya, lalu ulangi.")


def _error(code: str, message: str, path: str, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, Span(path), hint)


CODES: Mapping[str, Callable[..., object]] = {
    "LPSE556": expired,
    "LPSE557": expiring,
    "LPSE558": review_due,
    "LPSE559": uncited,
    "LPSE580": duplicate,
    "LPSE581": empty,
    "LPSE582": locked,
    "LPSE583": damaged,
    "LPSE584": wrong_type,
    "LPSE585": program,
    "LPSE586": macros,
    "LPSE587": too_large,
    "LPSE588": not_a_file,
    "LPSE589": not_stored,
}
