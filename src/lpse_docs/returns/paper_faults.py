"""What can be said of a working paper that comes back as Word or PDF file (LPSE570 to LPSE574, LPSE596)."""

from collections.abc import Callable, Mapping

from lpse_docs.diagnostics import Diagnostic, Severity, Span


def not_a_scorecard(file: str, sentence: str) -> Diagnostic:
    """Dokumen yang kembali adalah kartu skor kosong yang dibuat program ini.

    Mengapa: hanya kartu skor membawa tanda standar dan sidik kriterianya; isian dokumen lain tidak dapat dicocokkan dengan aman.
    Contoh: formulir SOP yang dikirim bersama kartu skor, atau salinan yang diketik ulang dengan program lain.
    Perbaikan: kembalikan berkas kartu skor yang dibagikan, bukan salinannya.
    """
    hint = "Kembalikan kartu skor yang dibagikan itu sendiri."
    return _error("LPSE570", f"{file}: {sentence}", file, hint)


def not_opened(file: str, reason: str) -> Diagnostic:
    """Dokumen yang kembali utuh, tidak terkunci, dan sesuai dengan akhiran namanya.

    Mengapa: isi yang rusak atau terkunci tidak dapat dibaca seluruhnya, dan isian yang hilang tidak akan ketahuan.
    Contoh: PDF dengan kata sandi, dokumen Word yang terpotong saat dikirim, atau paket yang mengembang melampaui batas.
    Perbaikan: buka berkas aslinya, simpan ulang tanpa kata sandi, lalu ambil lagi.
    """
    hint = "Simpan ulang tanpa kata sandi, atau kirim ulang berkas aslinya."
    return _error("LPSE571", f"{file}: {reason}.", file, hint)


def not_safe(file: str, sentence: str, hint: str) -> Diagnostic:
    """Dokumen yang kembali tidak memuat makro, tautan ke berkas luar, atau formulir XFA.

    Mengapa: kartu skor tidak memerlukannya; kehadirannya berarti berkas ini diubah oleh program lain.
    Contoh: dokumen dengan vbaProject.bin, templat dari alamat luar, atau PDF yang disimpan sebagai formulir XFA.
    Perbaikan: pindahkan isiannya ke kartu skor yang bersih.
    """
    return _error("LPSE572", f"{file}: {sentence}", file, hint)


def not_understood(file: str, place: str, sentence: str) -> Diagnostic:
    """Status dan tanggal pada kartu skor yang kembali dapat dibaca, dan tiap pilihan hanya dicentang satu.

    Mengapa: program tidak menebak maksud asesor; kriteria yang isiannya tidak terbaca tidak diambil.
    Contoh: dua kotak status dicentang pada satu baris, atau tanggal ditulis “minggu lalu”.
    Perbaikan: betulkan isian itu dalam berkas, lalu ambil lagi; `--accept-valid` mengambil kriteria lainnya.
    """
    return _error("LPSE573", f"{file}, {place}: {sentence}", file, "Betulkan isian itu, lalu ambil lagi.")


def no_places(file: str) -> Diagnostic:
    """Kartu skor yang kembali masih mempunyai tempat isian.

    Mengapa: isian dibaca dari bidangnya; tulisan yang sudah menyatu dengan halaman tidak lagi berbaris dan berkode.
    Contoh: PDF yang dicetak ke PDF lagi atau diratakan (flatten), atau dokumen Word yang isinya disalin ke dokumen baru.
    Perbaikan: simpan berkas yang diisi dengan Simpan, bukan Cetak; atau pindahkan isiannya ke kartu skor baru.
    """
    message = f"{file}: kartu skor ini tidak lagi mempunyai tempat isian; isiannya sudah menyatu dengan halaman."
    return _error("LPSE574", message, file, "Kembalikan berkas yang disimpan, bukan yang dicetak ke PDF atau disalin.")


def names_found_out(file: str) -> Diagnostic:
    """Dokumen Word yang kembali masih memuat nama setiap isian.

    Mengapa: LibreOffice sebelum versi 7.5 membuang nama isian dan dapat membuang baris baru di dalamnya saat menyimpan.
    Contoh: kartu skor diisi di Word, lalu disimpan ulang dengan LibreOffice 7.4.
    Perbaikan: tinjau perubahan dengan `--dry-run`; isian dikenali dari judul dan barisnya, tetapi baris baru dapat hilang.
    """
    message = f"{file}: nama isian hilang saat disimpan program lain; isian dikenali dari judul dan barisnya."
    hint = "Tinjau perubahannya; baris baru di dalam isian dapat ikut hilang."
    return Diagnostic("LPSE596", Severity.WARNING, message, Span(file), hint)


def _error(code: str, message: str, file: str, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, Span(file), hint)


CODES: Mapping[str, Callable[..., object]] = {
    "LPSE570": not_a_scorecard,
    "LPSE571": not_opened,
    "LPSE572": not_safe,
    "LPSE573": not_understood,
    "LPSE574": no_places,
    "LPSE596": names_found_out,
}
