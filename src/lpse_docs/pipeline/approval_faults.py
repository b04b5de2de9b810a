"""Why an approval was not written down (LPSE653), and what contradicts a record of approvals or a scorecard (LPSE641-644)."""

from collections.abc import Callable, Mapping
from typing import Protocol

from lpse_docs.diagnostics import Diagnostic, Severity, Span


class Remembered(Protocol):
    """The last line of a record, as something else remembers it."""

    @property
    def document(self) -> str:
        """Whose record it is."""

    @property
    def seal(self) -> str:
        """The seal of that line."""

    @property
    def source(self) -> str:
        """Where it is remembered."""


def cut(span: Span, head: Remembered) -> Diagnostic:
    """Riwayat pengesahan masih memuat setiap baris yang diketahui arsip edisi dan catatan tanda tangan.

    Mengapa: riwayat hanya bertambah; baris terakhir yang hilang, misalnya pencabutan, menghidupkan kembali keadaan yang lama.
    Contoh: baris `act: cabut` dihapus dari ujung riwayat, padahal catatan tanda tangan menyebut segelnya.
    Perbaikan: kembalikan berkasnya dari versi yang lalu (riwayat git); baris baru hanya ditulis perintah approve.
    """
    message = f"Riwayat pengesahan {head.document} kehilangan baris bersegel {head.seal}, yang disebut {head.source}."
    return Diagnostic("LPSE641", Severity.ERROR, message, span, "Kembalikan berkasnya dari versi yang lalu.")


def gone(head: Remembered) -> Diagnostic:
    """Riwayat pengesahan yang diketahui arsip edisi atau catatan tanda tangan masih ada.

    Mengapa: tanpa riwayatnya dokumen kembali menjadi draf, dan siapa yang mengesahkannya tidak dapat ditunjukkan.
    Contoh: approvals/sop-a-registrasi.yaml terhapus, atau SOP itu berganti kode sesudah edisinya disimpan.
    Perbaikan: kembalikan berkasnya dari versi yang lalu; bila dokumennya berganti kode, temuan ini tidak menghalangi.
    """
    message = f"Riwayat pengesahan {head.document} tidak ada lagi, padahal disebut {head.source}."
    span = Span(f"approvals/{head.document}.yaml")
    return Diagnostic("LPSE642", Severity.WARNING, message, span, "Kembalikan berkasnya dari versi yang lalu.")


def scorecard_cut(span: Span, seal: str, source: str) -> Diagnostic:
    """Riwayat kartu skor masih memuat setiap baris yang diketahui arsip edisi dan catatan tanda tangan.

    Mengapa: riwayat hanya bertambah; nilai yang pernah dilaporkan tidak boleh hilang bersama baris terakhirnya.
    Contoh: beberapa baris terakhir `history` dihapus dan hasilnya dikembalikan, padahal laporan dengan baris itu sudah disimpan.
    Perbaikan: kembalikan berkasnya dari versi yang lalu (riwayat git); koreksi dicatat sebagai baris baru dengan perintah assess.
    """
    message = f"Riwayat kartu skor kehilangan baris bersegel {seal}, yang diketahui {source}."
    return Diagnostic("LPSE644", Severity.ERROR, message, span, "Kembalikan berkasnya dari versi yang lalu.")


def scorecard_gone(span: Span, source: str) -> Diagnostic:
    """The same of a whole period, which may have been put away on purpose."""
    message = f"Kartu skor periode ini tidak ada lagi, padahal riwayatnya diketahui {source}."
    return Diagnostic("LPSE644", Severity.WARNING, message, span, "Kembalikan berkasnya dari versi yang lalu.")


def not_remembered(path: str, reason: str) -> Diagnostic:
    """Catatan tanda tangan menyebut ujung riwayat pengesahan yang baru.

    Mengapa: karena itulah baris yang kemudian hilang dari riwayat ketahuan.
    Contoh: satu baris catatan diubah, atau ruang simpan penuh.
    Perbaikan: pulihkan catatan itu; pengesahannya sendiri sudah tercatat.
    """
    message = f"Pengesahan tercatat, tetapi tidak dapat disebut dalam catatan tanda tangan ({reason})."
    return Diagnostic("LPSE643", Severity.WARNING, message, Span(path), "Pulihkan catatan itu.")


def not_recorded(path: str, reason: str) -> Diagnostic:
    """Riwayat pengesahan dapat ditulis.

    Mengapa: pengesahan hanya berlaku bila tercatat utuh; bila gagal, riwayatnya tetap seperti semula.
    Contoh: ruang simpan penuh, folder approvals diganti tautan, atau riwayat ditulis dalam kurung siku.
    Perbaikan: hilangkan penyebab yang disebut, lalu ulangi.
    """
    message = f"Pengesahan tidak dapat dicatat ({reason}); riwayatnya tetap."
    return Diagnostic("LPSE653", Severity.ERROR, message, Span(path), "Hilangkan penyebabnya, lalu ulangi.")


CODES: Mapping[str, Callable[..., object]] = {
    "LPSE641": cut,
    "LPSE642": gone,
    "LPSE643": not_remembered,
    "LPSE644": scorecard_cut,
    "LPSE653": not_recorded,
}
