"""Whether a Word file opens as it should."""

from collections.abc import Iterator

from lpse_docs.audit import integrity
from lpse_docs.audit.finding import error
from lpse_docs.audit.opening import File
from lpse_docs.audit.profile import Profile
from lpse_docs.audit.word import WordFile
from lpse_docs.diagnostics import Diagnostic

MOST = 20  # one broken part may break thousands of elements


def opens_in_word(file: File, profile: Profile) -> Iterator[Diagnostic]:
    """Berkas Word terbuka tanpa perbaikan, teks alur dalam sel, dan setiap gambar mempunyai teks pengganti (RN-07).

    Mengapa: berkas yang harus diperbaiki Word dapat kehilangan isi; gambar tanpa teks pengganti tidak terbaca semua orang.
    Contoh: hubungan ke gambar yang tidak ada, urutan unsur yang salah, atau tabel alur yang digambar dari kotak teks.
    Perbaikan: buka dan simpan ulang di Word, lengkapi teks pengganti, atau buat ulang dokumen dengan `build`.
    """
    if not isinstance(file, WordFile):
        return
    found = list(dict.fromkeys(integrity.faults(file)))
    for fault in found[:MOST]:
        yield error(
            "LPSE747", file.path, f"Struktur Word: {fault}.", "Buka dan simpan ulang di Word, lalu periksa isinya."
        )
    if len(found) > MOST:
        yield error("LPSE747", file.path, f"Struktur Word: {len(found) - MOST} kesalahan lain.")
    for name in integrity.untold(file):
        hint = "Isi Teks Alternatif, atau tandai sebagai hiasan."
        yield error("LPSE747", file.path, f"Gambar “{name}” tidak mempunyai teks pengganti.", hint)
    if integrity.drawn_heads(file, profile.heads):
        yield error(
            "LPSE747", file.path, "Kepala tabel alur berada di luar sel tabel.", "Pindahkan teksnya ke tabel Word."
        )
