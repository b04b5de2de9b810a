"""No secret and no NIK in any source or template: what stands there travels inside the documents."""

from collections.abc import Callable, Iterator, Mapping

from lpse_docs.confidential import exposures
from lpse_docs.diagnostics import Diagnostic, Severity, Span


def national_number(span: Span) -> Diagnostic:
    """Tidak ada nomor enam belas angka yang serupa NIK di dalam berkas sumber.

    Mengapa: NIK adalah data pribadi; berkas sumber ikut terlampir dalam PDF dan tersimpan dalam riwayat (RN-08).
    Contoh: `note: NIK 6206010101800001`.
    Perbaikan: hapus nomor itu; identitas penanda tangan berasal dari sertifikatnya, bukan dari YAML.
    """
    message = "Nomor enam belas angka serupa NIK tidak boleh ada di berkas sumber."
    return Diagnostic("LPSE801", Severity.ERROR, message, span, "Hapus nomor itu, juga dari riwayat berkas.")


def secret(span: Span, word: str) -> Diagnostic:
    """Tidak ada nilai kata sandi, passphrase, PIN, atau token di dalam berkas sumber.

    Mengapa: rahasia di dalam berkas sumber ikut terlampir dalam PDF dan tersimpan dalam riwayat (RN-08).
    Contoh: `# passphrase: rahasia123`. Menyebut kata sandi sebagai pokok bahasan tetap boleh.
    Perbaikan: hapus nilainya dan ganti rahasia itu; program memintanya saat menandatangani.
    """
    message = f"Nilai rahasia setelah “{word}” tidak boleh ada di berkas sumber."
    return Diagnostic("LPSE802", Severity.ERROR, message, span, "Hapus nilai itu dan ganti rahasianya.")


CODES: Mapping[str, Callable[..., object]] = {"LPSE801": national_number, "LPSE802": secret}


def secrets(text: str, path: str) -> Iterator[Diagnostic]:
    """Look at a source as it is written, comments included."""
    for found in exposures(text):
        span = _span(path, text, found.start, found.end)
        yield secret(span, found.word) if found.word else national_number(span)


def _span(path: str, text: str, start: int, end: int) -> Span:
    """The place of a piece of text within one line."""
    column = start - text.rfind("\n", 0, start)
    return Span(path, text.count("\n", 0, start) + 1, column, column + end - start)
