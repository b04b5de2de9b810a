"""No secret and no NIK in any source or template: what stands there travels inside the documents."""

import re
from collections.abc import Callable, Iterator, Mapping

from lpse_docs.diagnostics import Diagnostic, Severity, Span

# The first digit comes first in the pattern, the look behind after it: ten times faster over long texts.
NIK = re.compile(
    r"[0-9](?<![0-9A-Za-z].)(?:[0-9]{15}|[0-9]{3}([ ._-])[0-9]{4}\1[0-9]{4}\1[0-9]{4}|[0-9]{5}([ ._-])[0-9]{6}\2[0-9]{4})"
    r"(?![0-9A-Za-z])",
    re.DOTALL,
)
SECRET = re.compile(
    r"(?<![^\W_])(passphrase|password|passwd|(?:kata[ -]|frasa[ -])?sandi|pin|t?otp|token|secret|(?:api|private)[ _-]?key)"
    r"(?:_\w+)?[ \"']*[:=](?: *[|>][+-]?[0-9]?)?(?: *\n)? *(?P<value>[^\s#,;]\S*)(?P<rest>[^\n#]*)",
    re.IGNORECASE,
)
# What needs no word before it: a key file, and a password in an address.
BARE_SECRET = re.compile(r"-----BEGIN [A-Z ]*(?P<word>PRIVATE KEY)-----|(?P<address>://)[^\s/:@]+:[^\s/@]+@")
NOTHING = frozenset({"null", "~", "''", '""', "|", ">", "...", "-"})


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
    for hit in NIK.finditer(text):
        yield national_number(_span(path, text, hit.start(), hit.end()))
    for hit in SECRET.finditer(text):
        if _is_value(hit["value"], hit["rest"]):
            yield secret(_span(path, text, hit.start("value"), hit.end("value")), hit[1])
    for hit in BARE_SECRET.finditer(text):
        yield secret(_span(path, text, hit.start(), hit.end()), hit["word"] or hit["address"])


def _is_value(value: str, rest: str) -> bool:
    """Whether a word after the colon is a value: the only word there, or one with digits or signs in it."""
    if value in NOTHING or value.startswith(("{", "<")):
        return False
    word = value.strip("\"'.,;:()")
    return len(word) >= 3 and (not rest.strip() or bool(re.search(r"\d|[^\w\s/-]", word)))


def _span(path: str, text: str, start: int, end: int) -> Span:
    """The place of a piece of text within one line."""
    column = start - text.rfind("\n", 0, start)
    return Span(path, text.count("\n", 0, start) + 1, column, column + end - start)
