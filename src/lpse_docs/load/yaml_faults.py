"""What YAML may not contain here, although other programs accept it."""

from collections.abc import Callable, Mapping

from lpse_docs.amounts import dotted
from lpse_docs.diagnostics import Diagnostic, Severity, Span


def _fault(code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, span, hint)


def syntax(span: Span, message: str, hint: str) -> Diagnostic:
    """Susunan YAML dapat dibaca: jorokan, titik dua, tanda kutip, dan kurung benar.

    Mengapa: berkas yang susunannya rusak tidak dapat ditafsirkan sama sekali.
    Contoh: `title: SOP: Registrasi` (titik dua di dalam teks tanpa tanda kutip).
    Perbaikan: betulkan baris yang ditunjuk atau baris tepat di atasnya.
    """
    return _fault("LPSE003", span, message, hint)


def second_document(span: Span) -> Diagnostic:
    """Satu berkas memuat satu dokumen YAML.

    Mengapa: bagian setelah pemisah dokumen tidak akan tercetak.
    Contoh: baris `---` di tengah berkas.
    Perbaikan: hapus pemisah itu atau pindahkan bagian kedua ke berkas lain.
    """
    return _fault("LPSE004", span, "Berkas memuat lebih dari satu dokumen YAML.", "Hapus baris pemisah “---”.")


def anchor(span: Span, name: str) -> Diagnostic:
    """YAML ditulis tanpa jangkar (`&nama`).

    Mengapa: jangkar menyembunyikan isi di tempat lain sehingga naskah sulit diperiksa.
    Contoh: `statement: &s1 Risiko dinilai.`
    Perbaikan: hapus jangkar; beri tanda kutip bila “&” memang bagian teks.
    """
    hint = "Hapus jangkar, atau beri tanda kutip bila “&” bagian dari teks."
    return _fault("LPSE005", span, f"Jangkar “&{name}” tidak dipakai di sini.", hint)


def alias(span: Span, name: str) -> Diagnostic:
    """YAML ditulis tanpa alias (`*nama`).

    Mengapa: alias menyalin isi dari tempat lain tanpa terlihat, dan dapat membengkak tanpa batas.
    Contoh: `statement: *s1`
    Perbaikan: tulis isinya langsung; beri tanda kutip bila “*” memang bagian teks.
    """
    hint = "Tulis isinya langsung, atau beri tanda kutip bila “*” bagian dari teks."
    return _fault("LPSE006", span, f"Alias “*{name}” tidak dipakai di sini.", hint)


def merge_key(span: Span) -> Diagnostic:
    """YAML ditulis tanpa kunci gabungan (`<<`).

    Mengapa: kunci gabungan menyisipkan isi yang tidak tampak pada baris itu.
    Contoh: `<<: *dasar`
    Perbaikan: tulis kunci dan nilainya satu per satu.
    """
    return _fault("LPSE007", span, "Kunci gabungan “<<” tidak dipakai di sini.", "Tulis kunci dan nilainya langsung.")


def tag(span: Span, name: str) -> Diagnostic:
    """YAML ditulis tanpa penanda jenis (`!jenis`).

    Mengapa: jenis setiap nilai sudah ditetapkan skema; penanda membuka celah keamanan.
    Contoh: `number: !!str 4`
    Perbaikan: hapus penanda; beri tanda kutip bila nilai harus dibaca sebagai teks.
    """
    hint = "Hapus penanda, atau beri tanda kutip bila “!” bagian dari teks."
    return _fault("LPSE008", span, f"Penanda jenis “{name}” tidak dipakai di sini.", hint)


def duplicate_key(span: Span, key: str, first: int) -> Diagnostic:
    """Sebuah kunci hanya ditulis sekali dalam satu kelompok.

    Mengapa: nilai yang tertimpa hilang tanpa jejak.
    Contoh: dua baris `title:` pada SOP yang sama.
    Perbaikan: hapus salah satu, atau gabungkan isinya.
    """
    return _fault("LPSE009", span, f"Kunci “{key}” sudah ditulis pada baris {first}.", "Hapus salah satu.")


def bad_key(span: Span) -> Diagnostic:
    """Kunci berupa teks sederhana.

    Mengapa: kunci adalah nama isian dari skema, bukan angka, daftar, atau nilai kosong.
    Contoh: `4: Risiko` atau `? [a, b]`.
    Perbaikan: pakai nama kunci dari skema.
    """
    return _fault("LPSE010", span, "Kunci harus berupa teks.", "Pakai nama kunci dari skema.")


def too_deep(span: Span, limit: int) -> Diagnostic:
    """Susunan YAML tidak terlalu dalam.

    Mengapa: susunan yang sangat dalam hanya muncul pada berkas rusak atau berkas serangan.
    Contoh: ribuan kurung siku yang bersarang.
    Perbaikan: periksa kurung dan jorokan pada baris itu.
    """
    return _fault("LPSE011", span, f"Susunan lebih dalam dari {limit} tingkat.", "Periksa kurung dan jorokan.")


def too_many(span: Span, limit: int) -> Diagnostic:
    """Jumlah unsur dalam satu berkas YAML wajar.

    Mengapa: jutaan unsur menghabiskan memori; sumber dokumen yang wajar jauh lebih kecil.
    Contoh: daftar dengan ratusan ribu baris.
    Perbaikan: pecah berkas atau hapus isi yang bukan sumber dokumen.
    """
    return _fault("LPSE012", span, f"Berkas memuat lebih dari {dotted(limit)} unsur.", "Pecah berkas.")


def directive(span: Span) -> Diagnostic:
    """YAML ditulis tanpa arahan (`%YAML`, `%TAG`) di awal berkas.

    Mengapa: arahan mengubah aturan baca; semua berkas di sini dibaca menurut YAML 1.2.
    Contoh: baris pertama `%YAML 1.1`.
    Perbaikan: hapus baris itu.
    """
    return _fault("LPSE038", span, "Arahan “%” tidak dipakai di sini.", "Hapus baris itu.")


CODES: Mapping[str, Callable[..., object]] = {
    "LPSE003": syntax,
    "LPSE004": second_document,
    "LPSE005": anchor,
    "LPSE006": alias,
    "LPSE007": merge_key,
    "LPSE008": tag,
    "LPSE009": duplicate_key,
    "LPSE010": bad_key,
    "LPSE011": too_deep,
    "LPSE012": too_many,
    "LPSE038": directive,
}
