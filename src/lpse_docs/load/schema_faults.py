"""What can be wrong between a file and its schema: keys, types, lists of values, forms, ranges."""

from collections.abc import Callable, Mapping, Sequence

from lpse_docs.diagnostics import Diagnostic, Severity, Span


def _fault(code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, span, hint)


def unknown_key(span: Span, key: str, nearest: str, known: Sequence[str]) -> Diagnostic:
    """Setiap kunci dikenal oleh skema.

    Mengapa: kunci yang salah ketik akan diabaikan diam-diam dan isinya hilang dari dokumen.
    Contoh: `statment:` untuk `statement:`.
    Perbaikan: pakai nama kunci yang disarankan.
    """
    hint = f"Maksud Anda “{nearest}”?" if nearest else f"Kunci yang dikenal: {', '.join(known)}."
    return _fault("LPSE031", span, f"Kunci “{key}” tidak dikenal.", hint)


def missing_key(span: Span, key: str, title: str) -> Diagnostic:
    """Setiap kunci wajib ditulis, juga bila nilainya belum diketahui (null).

    Mengapa: yang belum diketahui harus tampak sebagai belum diketahui, bukan terlupa.
    Contoh: SOP tanpa baris `effective:`.
    Perbaikan: tulis kunci itu; isi null bila skema membolehkan dan nilainya belum diketahui.
    """
    return _fault("LPSE032", span, f"Kunci “{key}” ({title}) belum ada.", f"Tambahkan baris “{key}: ...”.")


def wrong_type(span: Span, message: str, hint: str = "") -> Diagnostic:
    """Jenis nilai sesuai dengan skema: teks, angka, tanggal, daftar, atau kelompok kunci.

    Mengapa: nilai dengan jenis lain tidak dapat dicetak sebagaimana dimaksud.
    Contoh: `number: 11` pada kunci yang meminta teks (tulis `number: '11'`), atau `outside: ya`.
    Perbaikan: tulis nilai menurut jenis yang disebut; teks yang serupa angka diberi tanda kutip.
    """
    return _fault("LPSE033", span, message, hint)


def not_allowed(span: Span, value: str, allowed: Sequence[str], nearest: str) -> Diagnostic:
    """Nilai termasuk dalam daftar pilihan yang tertutup.

    Mengapa: pilihan dicetak dan dihitung; ejaan lain tidak akan ikut terhitung.
    Contoh: `confidence: yakin`.
    Perbaikan: pakai salah satu nilai yang disebut.
    """
    hint = f"Maksud Anda “{nearest}”?" if nearest else ""
    return _fault("LPSE034", span, f"Nilai “{value}” bukan salah satu dari: {', '.join(allowed)}.", hint)


def wrong_form(span: Span, message: str, hint: str = "") -> Diagnostic:
    """Kode, huruf, dan tanggal mengikuti bentuk yang ditetapkan.

    Mengapa: kode menghubungkan standar, SOP, dan ketentuan; bentuk yang tetap mencegah salah sambung.
    Contoh: `id: S4-K2` untuk kriteria (seharusnya S04-K02), atau `created: 5 Januari 2026`.
    Perbaikan: tulis nilai menurut contoh pada petunjuk.
    """
    return _fault("LPSE035", span, message, hint)


def out_of_range(span: Span, message: str) -> Diagnostic:
    """Angka dan panjang teks berada dalam batas skema.

    Mengapa: nilai di luar batas hampir selalu salah ketik.
    Contoh: `days_per_week: 8`, atau judul yang kosong ('').
    Perbaikan: tulis nilai di dalam batas yang disebut.
    """
    return _fault("LPSE036", span, message)


def bad_value(span: Span, message: str) -> Diagnostic:
    """Nilai memenuhi aturan khusus kuncinya.

    Mengapa: beberapa kunci, misalnya waktu langkah, dihitung oleh program.
    Contoh: `duration: secepatnya`.
    Perbaikan: tulis nilai menurut contoh dalam pesan.
    """
    return _fault("LPSE037", span, message)


CODES: Mapping[str, Callable[..., object]] = {
    "LPSE031": unknown_key,
    "LPSE032": missing_key,
    "LPSE033": wrong_type,
    "LPSE034": not_allowed,
    "LPSE035": wrong_form,
    "LPSE036": out_of_range,
    "LPSE037": bad_value,
}
