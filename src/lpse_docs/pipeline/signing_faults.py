"""Why something was not signed, or what a signer should know (LPSE811 to LPSE816)."""

from collections.abc import Callable, Mapping

from lpse_docs.diagnostics import Diagnostic, Severity, Span

KEY = "kunci penanda tangan"


def unsignable(path: str, reason: str) -> Diagnostic:
    """Berkas dapat ditandatangani di bidang yang diminta.

    Mengapa: tanda tangan dibubuhkan pada bidang yang sudah disiapkan; berkas dan tanda tangan yang ada tidak diubah.
    Contoh: bidang pengesah sudah ditandatangani, dokumen belum disahkan lengkap, atau layanan cap waktu tidak menjawab.
    Perbaikan: hilangkan penyebab yang disebut, lalu ulangi; berkas semula tetap.
    """
    message = f"Tidak ditandatangani: {reason}."
    return Diagnostic("LPSE811", Severity.ERROR, message, Span(path), "Hilangkan penyebabnya, lalu ulangi.")


def unusable(reason: str) -> Diagnostic:
    """Kunci penanda tangan dapat dipakai.

    Mengapa: kunci harus hanya terbaca pemiliknya, sertifikatnya berlaku, dan kuncinya cukup kuat.
    Contoh: berkas kunci terbaca pengguna lain, frasa sandi salah, atau sertifikat habis masa berlakunya.
    Perbaikan: betulkan kunci, token, atau layanannya, lalu ulangi.
    """
    message = f"Kunci tidak dapat dipakai: {reason}."
    return Diagnostic(
        "LPSE812", Severity.ERROR, message, Span(KEY), "Betulkan kunci, token, atau layanannya, lalu ulangi."
    )


def not_kept(path: str, reason: str) -> Diagnostic:
    """Hasil tanda tangan dapat disimpan di signed/.

    Mengapa: berkas di signed/ hanya diganti kelanjutannya sendiri, supaya tidak satu tanda tangan pun hilang.
    Contoh: signed/ masih berisi edisi lama berkas itu, ruang simpan penuh, atau folder itu diganti tautan.
    Perbaikan: pindahkan edisi lama ke arsip, atau hilangkan penyebab lain yang disebut.
    """
    message = f"Hasil tanda tangan tidak disimpan ({reason}); yang lama tetap."
    return Diagnostic("LPSE813", Severity.ERROR, message, Span(path), "Hilangkan penyebabnya, lalu ulangi.")


def without_revocation(path: str, level: str) -> Diagnostic:
    """Tanda tangan membawa data pencabutan.

    Mengapa: tanpa data itu, penerima kelak tidak dapat memastikan bahwa sertifikat belum dicabut ketika menandatangani.
    Contoh: tanda tangan bertingkat B-B atau B-T, karena layanan cap waktu atau akar tepercaya belum ditetapkan.
    Perbaikan: tetapkan `signing.timestamp` dan `signing.roots` pada lpse.yaml, lalu tanda tangani dengan tingkat B-LT.
    """
    message = f"Tanda tangan bertingkat {level} tanpa data pencabutan."
    hint = "Tetapkan signing.timestamp dan signing.roots pada lpse.yaml bagi tingkat B-LT."
    return Diagnostic("LPSE814", Severity.WARNING, message, Span(path), hint)


def untrusted(path: str, reason: str) -> Diagnostic:
    """Akar yang dipercaya dapat dibaca.

    Mengapa: rantai sertifikat hanya berarti bila akarnya dipilih unit sendiri.
    Contoh: folder pada `signing.roots` tidak ada, kosong, atau berisi berkas yang bukan sertifikat.
    Perbaikan: simpan sertifikat induk (PEM atau DER) di folder itu.
    """
    message = f"Akar yang dipercaya tidak dapat dibaca ({reason})."
    return Diagnostic("LPSE815", Severity.ERROR, message, Span(path), "Simpan sertifikat induk di folder itu.")


def archived_later(path: str, waiting: str) -> Diagnostic:
    """Cap waktu arsip dibubuhkan bersama tanda tangan terakhir.

    Mengapa: cap itu menjaga semua tanda tangan di bawahnya, jadi yang sesudahnya tidak terjaga.
    Contoh: pembuat meminta B-LTA sebelum pengesah menandatangani.
    Perbaikan: tidak perlu; minta B-LTA pada tanda tangan terakhir.
    """
    message = f"Cap waktu arsip menunggu tanda tangan terakhir ({waiting}); tingkatnya kini B-LT."
    return Diagnostic("LPSE816", Severity.INFO, message, Span(path), "Minta B-LTA pada tanda tangan terakhir.")


CODES: Mapping[str, Callable[..., object]] = {
    "LPSE811": unsignable,
    "LPSE812": unusable,
    "LPSE813": not_kept,
    "LPSE814": without_revocation,
    "LPSE815": untrusted,
    "LPSE816": archived_later,
}
