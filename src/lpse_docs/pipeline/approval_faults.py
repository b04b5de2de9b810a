"""Why an approval was not written down (LPSE653)."""

from collections.abc import Callable, Mapping

from lpse_docs.diagnostics import Diagnostic, Severity, Span


def not_recorded(path: str, reason: str) -> Diagnostic:
    """Riwayat pengesahan dapat ditulis.

    Mengapa: pengesahan hanya berlaku bila tercatat utuh; bila gagal, riwayatnya tetap seperti semula.
    Contoh: ruang simpan penuh, folder approvals diganti tautan, atau riwayat ditulis dalam kurung siku.
    Perbaikan: hilangkan penyebab yang disebut, lalu ulangi.
    """
    message = f"Pengesahan tidak dapat dicatat ({reason}); riwayatnya tetap."
    return Diagnostic("LPSE653", Severity.ERROR, message, Span(path), "Hilangkan penyebabnya, lalu ulangi.")


CODES: Mapping[str, Callable[..., object]] = {"LPSE653": not_recorded}
