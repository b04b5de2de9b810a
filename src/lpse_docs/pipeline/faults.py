"""What can go wrong between a checked workspace and published files (LPSE70x to LPSE79x)."""

import errno
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath

from lpse_docs.diagnostics import Diagnostic, Severity, Span
from lpse_docs.pipeline import (
    approval_faults,
    bsre_faults,
    evidence_faults,
    release_faults,
    return_faults,
    signer_faults,
    signing_faults,
)

REASONS: Mapping[int, str] = {
    errno.ENOENT: "folder tidak ada",
    errno.EACCES: "izin ditolak",
    errno.EPERM: "izin ditolak",
    errno.EROFS: "hanya dapat dibaca",
    errno.ENOTDIR: "bukan folder",
    errno.EISDIR: "namanya dipakai folder",
    errno.EEXIST: "namanya sudah dipakai",
    errno.ENOTEMPTY: "folder tidak kosong",
    errno.ELOOP: "tautan berputar",
    errno.ENAMETOOLONG: "nama terlalu panjang",
    errno.ENOSPC: "ruang simpan penuh",
    errno.EDQUOT: "kuota penuh",
}


def reason(error: OSError) -> str:
    """Why the system refused, in a few words."""
    number = error.errno or 0
    return REASONS.get(number) or f"galat sistem {errno.errorcode.get(number, number)}"


def not_writable(path: str, reason: str) -> Diagnostic:
    """Folder hasil tidak dapat ditulis.

    Mengapa: berkas baru disiapkan di dalam build/ sebelum menggantikan yang lama; bila tidak dapat ditulis, hasil lama tetap utuh.
    Contoh: folder dipasang hanya-baca, atau dimiliki pengguna lain.
    Perbaikan: beri hak tulis pada folder build, atau salin ruang kerja ke folder milik sendiri.
    """
    return _error("LPSE701", f"Folder hasil tidak dapat ditulis ({reason}).", path, "Beri hak tulis pada folder ini.")


def disk_full(path: str) -> Diagnostic:
    """Ruang simpan penuh.

    Mengapa: seluruh berkas ditulis lengkap sebelum menggantikan yang lama; bila ruang tidak cukup, hasil lama tetap utuh.
    Contoh: kuota pengguna atau kapasitas diska habis ketika buku ditulis.
    Perbaikan: kosongkan ruang, lalu jalankan lagi.
    """
    return _error(
        "LPSE702", "Ruang simpan penuh; hasil sebelumnya tetap utuh.", path, "Kosongkan ruang, lalu jalankan lagi."
    )


def busy(pid: int) -> Diagnostic:
    """Pembangunan lain sedang berjalan di ruang kerja yang sama.

    Mengapa: dua pembangunan sekaligus dapat saling menimpa hasil.
    Contoh: perintah build dijalankan di dua jendela terminal.
    Perbaikan: tunggu proses yang disebut selesai, atau hentikan bila macet.
    """
    who = f"proses {pid}" if pid else "proses lain"
    return _error(
        "LPSE703", f"Pembangunan lain sedang berjalan ({who}).", "build", "Tunggu sampai selesai, lalu jalankan lagi."
    )


def no_links(path: str) -> Diagnostic:
    """Sistem berkas tidak mengenal tautan simbolis.

    Mengapa: isi build/ diganti seluruhnya dalam satu langkah melalui satu tautan, sehingga tidak pernah tercampur antara edisi lama dan baru.
    Contoh: ruang kerja berada pada diska FAT atau exFAT.
    Perbaikan: pindahkan ruang kerja ke diska dengan sistem berkas Linux.
    """
    return _error(
        "LPSE704",
        "Sistem berkas tidak mengenal tautan simbolis.",
        path,
        "Pindahkan ruang kerja ke sistem berkas Linux.",
    )


def occupied(path: str) -> Diagnostic:
    """Nama yang diperlukan di dalam build/ sudah dipakai.

    Mengapa: yang bukan buatan program ini tidak pernah diikuti, ditimpa, atau dihapus; build/ dan build/.cache harus folder biasa, build/.lock harus berkas biasa, sedangkan build/standar, build/sop, build/buku, dan build/manifest.json adalah tautan buatan program ini.
    Contoh: build berupa tautan ke folder lain, atau folder build/standar disalin dari komputer lain.
    Perbaikan: pindahkan atau ganti namanya, lalu jalankan lagi.
    """
    return _error(
        "LPSE705",
        "Nama ini dipakai oleh berkas, folder, atau tautan lain.",
        path,
        "Pindahkan atau ganti namanya, lalu jalankan lagi.",
    )


def changed_meanwhile(path: str) -> Diagnostic:
    """Berkas sumber berubah ketika sedang dibaca.

    Mengapa: dokumen dan daftar sumbernya harus berasal dari isi yang sama.
    Contoh: berkas disimpan dari editor tepat ketika pembangunan dimulai.
    Perbaikan: jalankan lagi.
    """
    return _error("LPSE706", "Berkas berubah ketika sedang dibaca.", path, "Jalankan lagi.")


def refused(document: str, suffix: str, sentence: str, span: Span | None = None) -> Diagnostic:
    """Dokumen tidak dapat ditulis karena isinya.

    Mengapa: penulis berkas menolak isi yang akan menghasilkan berkas rusak atau tidak terbaca.
    Contoh: gambar yang dirujuk templat tidak dapat dibaca, atau huruf tidak ada dalam fon.
    Perbaikan: perbaiki bagian yang disebut pada berkas sumber atau templat.
    """
    return Diagnostic(
        "LPSE710",
        Severity.ERROR,
        f"Dokumen {document} ({suffix}) tidak dapat ditulis: {sentence}.",
        span or Span(f"build/{document}.{suffix}"),
        "Perbaiki bagian yang disebut.",
    )


def crashed(document: str, suffix: str, reason: str) -> Diagnostic:
    """Penulisan dokumen berhenti karena kesalahan program.

    Mengapa: setiap dokumen ditulis dalam proses tersendiri; proses yang gagal tidak merusak dokumen lain maupun hasil sebelumnya.
    Contoh: pustaka PDF mengalami kesalahan, atau proses dihentikan oleh sistem.
    Perbaikan: jalankan lagi; bila berulang, laporkan dengan menyertakan berkas laporan yang disebut.
    """
    return _error(
        "LPSE711",
        f"Penulisan {document} ({suffix}) berhenti karena kesalahan program: {reason}.",
        f"build/{document}.{suffix}",
        "Jalankan lagi; bila berulang, laporkan kesalahan ini.",
    )


def late(document: str, suffix: str, seconds: str) -> Diagnostic:
    """Penulisan dokumen melewati batas waktu.

    Mengapa: isi atau gaya tertentu dapat membuat penataan halaman tidak pernah selesai.
    Contoh: halaman yang terlalu kecil bagi satu baris tabel.
    Perbaikan: periksa perubahan terakhir pada templat dan gaya; pecah tabel yang sangat panjang.
    """
    return _error(
        "LPSE712",
        f"Penulisan {document} ({suffix}) dihentikan setelah {seconds} detik.",
        f"build/{document}.{suffix}",
        "Periksa perubahan terakhir pada templat dan gaya.",
    )


def out_of_memory(document: str, suffix: str) -> Diagnostic:
    """Memori tidak cukup untuk menulis dokumen.

    Mengapa: setiap proses penulis dibatasi memorinya agar komputer tidak macet.
    Contoh: gambar berukuran sangat besar, atau buku dengan ribuan halaman.
    Perbaikan: kecilkan gambar, atau bagi isi menjadi beberapa dokumen.
    """
    return _error(
        "LPSE713",
        f"Memori tidak cukup untuk menulis {document} ({suffix}).",
        f"build/{document}.{suffix}",
        "Kecilkan gambar atau bagi isinya.",
    )


def no_library(reason: str) -> Diagnostic:
    """Pustaka sistem untuk PDF belum terpasang.

    Mengapa: penataan huruf PDF memakai Pango dan HarfBuzz, yang dipasang bersama sistem operasi.
    Contoh: libpango-1.0.so.0 tidak ditemukan.
    Perbaikan: pasang dengan `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`.
    """
    return _error(
        "LPSE714",
        f"Pustaka sistem untuk PDF belum terpasang ({reason}).",
        "build",
        "Jalankan: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    )


def same_name(path: str) -> Diagnostic:
    """Dua dokumen memakai nama berkas yang sama.

    Mengapa: yang satu akan menimpa yang lain.
    Contoh: dua SOP dengan huruf dan kode yang sama.
    Perbaikan: beri kode yang berbeda.
    """
    return _error("LPSE715", "Dua dokumen memakai nama berkas yang sama.", path, "Beri kode yang berbeda.")


def unusable_theme(sentence: str, span: Span | None = None) -> Diagnostic:
    """Gaya, fon, gambar, atau dokumen acuan tidak dapat dipakai.

    Mengapa: semua dokumen memakai gaya dan fon dari templates/; fon dari komputer tidak pernah dipakai agar hasil sama di mana pun.
    Contoh: berkas fon yang disebut print.css dihapus, kurung kurawal di dalam gaya lupa ditutup, atau reference.docx rusak.
    Perbaikan: perbaiki baris yang disebut, atau kembalikan berkas yang utuh.
    """
    return Diagnostic(
        "LPSE716",
        Severity.ERROR,
        f"Berkas tampilan tidak dapat dipakai: {sentence}.",
        span or Span("templates"),
        "Perbaiki bagian yang disebut atau kembalikan berkas yang utuh.",
    )


def gone(document: str, path: str) -> Diagnostic:
    """Dokumen yang dipratinjau tidak ada di ruang kerja.

    Mengapa: pratinjau mengikuti satu dokumen; bila kode atau hurufnya diganti, dokumen itu tidak ditemukan lagi.
    Contoh: `id` pada berkas SOP diganti ketika pratinjau sedang berjalan.
    Perbaikan: kembalikan kodenya, atau jalankan pratinjau dengan nama yang baru.
    """
    return _error(
        "LPSE717",
        f"Dokumen {document} tidak ada lagi di ruang kerja.",
        path,
        "Kembalikan kodenya, atau jalankan pratinjau dengan nama yang baru.",
    )


def unprintable(signs: Sequence[str], span: Span) -> Diagnostic:
    """Setiap tanda dapat dicetak dengan fon naskah.

    Mengapa: tanda yang tidak ada pada fon di templates/fonts akan tercetak sebagai kotak kosong atau dengan fon dari komputer.
    Contoh: emoji, atau aksara Jepang, pada nama standar.
    Perbaikan: hapus atau ganti tanda itu, atau tambahkan fon yang memuatnya ke templates/fonts.
    """
    named = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in signs[:10]) + (", ..." if len(signs) > 10 else "")
    return Diagnostic(
        "LPSE718",
        Severity.ERROR,
        f"Tanda ini tidak ada pada fon naskah: {named}.",
        span,
        "Hapus atau ganti tanda itu.",
    )


def rescued(path: str, copy: str) -> Diagnostic:
    """Hasil yang disunting tangan disimpan ke tempat lain.

    Mengapa: isi build/ selalu dibuat ulang dari sumber, tetapi suntingan orang tidak boleh hilang.
    Contoh: build/sop/sop-a.docx dibuka di Word, diubah, lalu disimpan di tempat yang sama.
    Perbaikan: pindahkan perubahan ke berkas YAML atau templat; salinannya ada di build/suntingan/.
    """
    return Diagnostic(
        "LPSE720",
        Severity.WARNING,
        f"Berkas ini disunting tangan; suntingannya disimpan sebagai {copy}.",
        Span(path),
        "Pindahkan perubahan ke berkas YAML atau templat.",
    )


def stale(paths: Sequence[str]) -> Diagnostic:
    """Sebagian hasil berasal dari sumber lama.

    Mengapa: pembangunan sebagian hanya memperbarui dokumen yang disebut; yang lain tetap seperti sebelumnya walaupun sumbernya sudah berubah.
    Contoh: build sop-a-registrasi-verifikasi setelah lpse.yaml diubah.
    Perbaikan: jalankan build tanpa nama dokumen.
    """
    shown = ", ".join(PurePath(path).name for path in paths[:3]) + (", ..." if len(paths) > 3 else "")
    return Diagnostic(
        "LPSE721",
        Severity.WARNING,
        f"{len(paths)} berkas belum diperbarui walaupun sumbernya berubah ({shown}).",
        Span("build/manifest.json"),
        "Jalankan build tanpa nama dokumen.",
    )


def damaged_manifest() -> Diagnostic:
    """Manifes hasil rusak atau diubah.

    Mengapa: manifes menyatakan sidik setiap berkas yang diterbitkan; bila rusak, suntingan tangan tidak dapat dibedakan dari hasil asli.
    Contoh: build/manifest.json disunting.
    Perbaikan: tidak perlu; manifes dibuat ulang, dan berkas yang tidak dikenal disalin ke build/suntingan/.
    """
    return Diagnostic(
        "LPSE722", Severity.WARNING, "Manifes rusak atau diubah; dibuat ulang.", Span("build/manifest.json")
    )


def differs(path: str, reason: str) -> Diagnostic:
    """Hasil tidak sama dengan sumbernya.

    Mengapa: sumber yang sama harus menghasilkan berkas yang sama persis; perbedaan berarti hasil lama, disunting, atau dibuat dengan versi lain.
    Contoh: YAML diubah setelah build, atau pustaka diperbarui.
    Perbaikan: jalankan build.
    """
    return _error("LPSE730", f"Hasil tidak sama dengan sumbernya: {reason}.", path, "Jalankan build.")


def unpublished(documents: Mapping[str, Sequence[str]]) -> Diagnostic:
    """Sebagian dokumen belum diterbitkan.

    Mengapa: pembuktian hanya berlaku bagi berkas yang ada di build/; dokumen yang belum diterbitkan tidak ikut terbukti.
    Contoh: build --check setelah build sop-*, yang hanya menerbitkan SOP.
    Perbaikan: jalankan build tanpa nama dokumen dan tanpa --format bila semua dokumen diperlukan.
    """
    shown = "; ".join(f"{name} ({', '.join(formats)})" for name, formats in documents.items())
    count = sum(map(len, documents.values()))
    return Diagnostic(
        "LPSE732",
        Severity.WARNING,
        f"{count} berkas belum diterbitkan, jadi tidak dibandingkan: {shown}.",
        Span("build/manifest.json"),
        "Jalankan build tanpa nama dokumen bila semuanya diperlukan.",
    )


def nothing_published() -> Diagnostic:
    """Belum ada hasil yang diterbitkan.

    Mengapa: pembuktian dan pemeriksaan berkas membutuhkan hasil yang ada.
    Contoh: build --check atau audit pada ruang kerja yang baru dibuat.
    Perbaikan: jalankan build lebih dahulu.
    """
    return _error("LPSE731", "Belum ada hasil yang diterbitkan.", "build/manifest.json", "Jalankan build.")


def not_line_by_line(span: Span) -> Diagnostic:
    """Kartu skor ditulis dalam bentuk yang tidak dapat diubah baris demi baris.

    Mengapa: program hanya mengubah baris yang berbeda, supaya komentar dan urutan buatan orang tetap utuh.
    Contoh: `results: [{criterion: S01-K01, status: terpenuhi}]` dalam satu baris.
    Perbaikan: tulis setiap hasil sebagai butir daftar dengan satu kunci tiap baris.
    """
    message = "Bagian ini tidak dapat diubah baris demi baris; kartu skor tidak diubah."
    return Diagnostic("LPSE590", Severity.ERROR, message, span, "Tulis tiap hasil sebagai butir daftar.")


def card_not_written(path: str, reason: str) -> Diagnostic:
    """Kartu skor tidak dapat ditulis.

    Mengapa: hasil baru disiapkan di samping kartu skor sebelum menggantikannya; bila gagal, kartu skor tetap utuh.
    Contoh: folder periode dipasang hanya-baca, atau ruang simpan penuh.
    Perbaikan: beri hak tulis pada folder periode atau kosongkan ruang, lalu ulangi.
    """
    return _error("LPSE591", f"Kartu skor tidak dapat ditulis ({reason}); isinya tetap.", path, "Ulangi setelahnya.")


def _error(code: str, message: str, path: str, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, Span(path), hint)


CODES: Mapping[str, Callable[..., object]] = {
    **approval_faults.CODES,
    **release_faults.CODES,
    **signing_faults.CODES,
    **signer_faults.CODES,
    **bsre_faults.CODES,
    **evidence_faults.CODES,
    "LPSE590": not_line_by_line,
    "LPSE591": card_not_written,
    "LPSE701": not_writable,
    "LPSE702": disk_full,
    "LPSE703": busy,
    "LPSE704": no_links,
    "LPSE705": occupied,
    "LPSE706": changed_meanwhile,
    "LPSE710": refused,
    "LPSE711": crashed,
    "LPSE712": late,
    "LPSE713": out_of_memory,
    "LPSE714": no_library,
    "LPSE715": same_name,
    "LPSE716": unusable_theme,
    "LPSE717": gone,
    "LPSE718": unprintable,
    "LPSE720": rescued,
    "LPSE721": stale,
    "LPSE722": damaged_manifest,
    "LPSE730": differs,
    "LPSE731": nothing_published,
    "LPSE732": unpublished,
    **return_faults.CODES,
}
