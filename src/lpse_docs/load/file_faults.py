"""What can be wrong with a file before a word of it is understood."""

import errno
import os
from collections.abc import Callable, Mapping

from lpse_docs.amounts import dotted
from lpse_docs.diagnostics import Diagnostic, Severity, Span

REASONS: Mapping[int, str] = {
    errno.EACCES: "izin baca ditolak",
    errno.EPERM: "izin baca ditolak",
    errno.ELOOP: "tautan berputar",
    errno.ENAMETOOLONG: "nama terlalu panjang",
    errno.EIO: "media penyimpanan rusak",
}
TEXTS = (".yaml", ".yml", ".j2", ".css", ".svg", ".md", ".txt")


def _whole(path: str) -> Span:
    """A file as a whole: its beginning, when it has lines at all."""
    return Span(path, 1, 1) if path.lower().endswith(TEXTS) else Span(path)


def unreadable(path: str, error: OSError | RuntimeError) -> Diagnostic:
    """Berkas dapat dibuka dan dibaca oleh program.

    Mengapa: berkas yang tidak terbaca tidak boleh diam-diam hilang dari dokumen resmi.
    Contoh: berkas milik pengguna lain tanpa izin baca.
    Perbaikan: beri izin baca pada berkas atau foldernya.
    """
    number = (error.errno or 0) if isinstance(error, OSError) else errno.ELOOP
    reason = REASONS.get(number) or f"galat sistem {errno.errorcode.get(number, number)}"
    return Diagnostic("LPSE001", Severity.ERROR, f"Berkas tidak dapat dibaca: {reason}.", _whole(path))


def not_utf8(span: Span, coding: str = "") -> Diagnostic:
    """Isi berkas teks memakai pengodean UTF-8.

    Mengapa: hanya satu pengodean yang membuat setiap huruf tercetak sama di semua komputer.
    Contoh: berkas disimpan sebagai Windows-1252 atau UTF-16.
    Perbaikan: simpan ulang berkas dari editor dengan pengodean UTF-8.
    """
    message = f"Berkas bukan UTF-8, melainkan {coding}." if coding else "Berkas bukan UTF-8."
    return Diagnostic("LPSE002", Severity.ERROR, message, span, "Simpan ulang dengan pengodean UTF-8.")


def too_large(path: str, limit: int) -> Diagnostic:
    """Ukuran berkas tidak melebihi batas.

    Mengapa: berkas yang sangat besar menghabiskan memori; sumber dokumen yang wajar jauh lebih kecil.
    Contoh: berkas YAML lebih dari 2 MB.
    Perbaikan: pecah isinya atau hapus bagian yang bukan sumber dokumen.
    """
    message = f"Berkas melebihi {limit // 1_000_000} MB."
    return Diagnostic("LPSE013", Severity.ERROR, message, _whole(path), "Pecah isi berkas.")


def forbidden_character(span: Span, character: str) -> Diagnostic:
    """Teks tidak memuat karakter kendali atau karakter yang tidak terlihat.

    Mengapa: karakter itu merusak berkas Word dan PDF, menggagalkan pencarian, atau membalik urutan baca.
    Contoh: spasi lebar nol (U+200B) yang ikut tersalin dari laman web.
    Perbaikan: hapus karakter itu; ketik ulang kata di sekitarnya bila perlu.
    """
    message = f"Karakter U+{ord(character):04X} tidak boleh ada dalam teks."
    return Diagnostic("LPSE014", Severity.ERROR, message, span, "Hapus karakter itu atau ketik ulang katanya.")


def empty(path: str) -> Diagnostic:
    """Berkas memuat isi.

    Mengapa: berkas kosong biasanya tanda penyimpanan yang gagal.
    Contoh: berkas yang hanya berisi baris komentar.
    Perbaikan: isi berkas menurut skemanya atau hapus berkas itu.
    """
    return Diagnostic(
        "LPSE015", Severity.ERROR, "Berkas kosong.", _whole(path), "Isi berkas menurut skemanya atau hapus."
    )


def outside(path: str) -> Diagnostic:
    """Berkas berada di dalam ruang kerja, juga setelah tautan simbolik diikuti.

    Mengapa: isi di luar ruang kerja dapat berubah tanpa tercatat dan dapat membocorkan berkas lain.
    Contoh: tautan simbolik sops/a-registrasi.yaml yang menunjuk berkas di folder rumah.
    Perbaikan: salin berkas ke dalam ruang kerja.
    """
    message = "Tautan menunjuk ke luar ruang kerja."
    return Diagnostic("LPSE016", Severity.ERROR, message, _whole(path), "Salin berkas ke dalam ruang kerja.")


def not_regular(path: str) -> Diagnostic:
    """Sumber berupa berkas biasa, bukan folder, pipa, atau perangkat.

    Mengapa: pipa dan perangkat dapat menahan program tanpa akhir.
    Contoh: folder yang bernama a-registrasi.yaml.
    Perbaikan: ganti dengan berkas biasa.
    """
    return Diagnostic("LPSE017", Severity.ERROR, "Bukan berkas biasa.", Span(path), "Ganti dengan berkas biasa.")


def missing(path: str, nearest: str = "", *, link: bool = False) -> Diagnostic:
    """Berkas dan folder yang diwajibkan tersedia.

    Mengapa: dokumen tidak dapat disusun tanpa identitas unit, peraturan, standar, dan templat.
    Contoh: ruang kerja tanpa lpse.yaml, atau tautan yang berkasnya sudah dihapus.
    Perbaikan: buat berkas itu atau betulkan namanya; `lpse-docs init` membuat ruang kerja yang lengkap.
    """
    if link:
        message = "Tautan ini tidak menunjuk ke berkas atau folder mana pun."
        return Diagnostic("LPSE018", Severity.ERROR, message, Span(path), "Ganti tautan dengan isinya, atau hapus.")
    hint = f"Maksud Anda {nearest}? Ganti namanya." if nearest else ""
    return Diagnostic("LPSE018", Severity.ERROR, "Berkas atau folder ini wajib ada.", Span(path), hint)


def unread(path: str, expected: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    """Setiap berkas di folder sumber dikenal dan dibaca.

    Mengapa: berkas yang tidak dibaca tampak seperti bagian dokumen, padahal isinya tidak tercetak.
    Contoh: standards/d-risiko.yml (akhirannya harus .yaml), atau berkas YAML di dalam subfolder.
    Perbaikan: ganti nama berkas menurut pola folder itu atau pindahkan ke luar folder.
    """
    return Diagnostic("LPSE019", severity, "Berkas ini tidak dibaca.", _whole(path), f"Yang dibaca: {expected}.")


def misnamed(span: Span, content: str, name: str) -> Diagnostic:
    """Nama berkas sesuai dengan huruf atau kode di dalamnya.

    Mengapa: urutan berkas mengikuti huruf Pasal 21 ayat (2) dan Pasal 29 ayat (1); nama yang keliru menyesatkan.
    Contoh: standards/d-risiko.yaml yang berisi `letter: e`.
    Perbaikan: samakan huruf atau kode di dalam berkas dengan nama berkasnya.
    """
    message = f"Isi “{content}” tidak sesuai dengan nama berkas “{name}”."
    return Diagnostic("LPSE030", Severity.ERROR, message, span, "Samakan isi dengan nama berkas, atau ganti namanya.")


def missing_word(path: str, key: str) -> Diagnostic:
    """Setiap kata tetap yang dicetak pada dokumen tersedia di templates/words.yaml.

    Mengapa: kata yang hilang meninggalkan tempat kosong pada dokumen resmi.
    Contoh: kunci `draft` terhapus.
    Perbaikan: tulis kembali kunci itu beserta katanya.
    """
    return Diagnostic("LPSE039", Severity.ERROR, f"Kata tetap “{key}” belum ada.", Span(path, 1, 1))


def broken_asset(path: str, message: str) -> Diagnostic:
    """Berkas gaya, huruf, dan gambar benar-benar berformat seperti akhirannya.

    Mengapa: berkas yang keliru baru gagal saat dokumen ditulis, jauh dari penyebabnya.
    Contoh: gambar JPEG yang diganti namanya menjadi .png, atau dua gambar bernama sama.
    Perbaikan: ganti dengan berkas yang benar.
    """
    return Diagnostic("LPSE040", Severity.ERROR, message, _whole(path), "Ganti dengan berkas yang benar.")


def many_more(span: Span, severity: Severity, count: int) -> Diagnostic:
    """Banyaknya temuan yang ditampilkan untuk satu berkas dibatasi.

    Mengapa: ribuan baris temuan dari satu kesalahan, misalnya jorokan yang bergeser, menutupi temuan yang lain.
    Contoh: berkas dengan 10.000 kunci yang tidak dikenal.
    Perbaikan: betulkan temuan yang tampak lebih dahulu; sisanya tampil pada pemeriksaan berikutnya.
    """
    message = f"Masih ada {dotted(count)} {severity} lain pada berkas ini mulai dari baris ini."
    return Diagnostic("LPSE041", severity, message, span, "Betulkan temuan di atas lebih dahulu, lalu periksa lagi.")


def printable(name: str) -> str:
    """A file name that can be printed: bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


CODES: Mapping[str, Callable[..., object]] = {
    "LPSE001": unreadable,
    "LPSE002": not_utf8,
    "LPSE013": too_large,
    "LPSE014": forbidden_character,
    "LPSE015": empty,
    "LPSE016": outside,
    "LPSE017": not_regular,
    "LPSE018": missing,
    "LPSE019": unread,
    "LPSE030": misnamed,
    "LPSE039": missing_word,
    "LPSE040": broken_asset,
    "LPSE041": many_more,
}
