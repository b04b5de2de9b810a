"""What is wrong with the archive of approved editions (LPSE654-656)."""

from collections.abc import Callable, Mapping

from lpse_docs.diagnostics import Diagnostic, Severity, Span


def not_kept(reason: str) -> Diagnostic:
    """Edisi yang disahkan dapat disimpan dalam arsip.

    Mengapa: edisi yang disahkan harus dapat ditunjukkan kembali persis seperti ketika disahkan.
    Contoh: ruang simpan penuh, atau folder releases tidak dapat ditulis.
    Perbaikan: hilangkan penyebab yang disebut, lalu ulangi; edisi yang sudah tersimpan tetap utuh.
    """
    message = f"Edisi tidak dapat disimpan ({reason}); arsip tetap seperti semula."
    return Diagnostic("LPSE654", Severity.ERROR, message, Span("releases"), "Hilangkan penyebabnya, lalu ulangi.")


def damaged(path: str, what: str) -> Diagnostic:
    """Arsip edisi utuh: setiap berkas yang disebut catatannya ada dan berisi seperti semula.

    Mengapa: arsip yang berubah tidak membuktikan apa pun.
    Contoh: berkas di releases/isi diubah atau terhapus.
    Perbaikan: kembalikan folder releases dari cadangan atau riwayat git.
    """
    message = f"Arsip rusak: {what} hilang atau berubah."
    return Diagnostic("LPSE655", Severity.ERROR, message, Span(path), "Kembalikan dari cadangan atau riwayat git.")


def differs(path: str, name: str, *, same_program: bool) -> Diagnostic:
    """Edisi yang disahkan dapat dibuat ulang dengan isi yang sama persis.

    Mengapa: yang dapat dibuat ulang dari sumbernya terbukti tidak diubah sesudahnya.
    Contoh: program atau pustakanya sudah diperbarui sejak edisi itu disimpan.
    Perbaikan: pasang versi program yang disebut catatan edisi itu, lalu bandingkan lagi.
    """
    reason = "padahal programnya sama" if same_program else "karena program atau pustakanya sudah lain"
    message = f"{name}: pembuatan ulang menghasilkan berkas lain, {reason}."
    hint = "Berkas yang tersimpan tetap berlaku; versi program pembuatnya disebut dalam catatan itu."
    severity = Severity.ERROR if same_program else Severity.WARNING
    return Diagnostic("LPSE656", severity, message, Span(path), hint)


CODES: Mapping[str, Callable[..., object]] = {"LPSE654": not_kept, "LPSE655": damaged, "LPSE656": differs}
