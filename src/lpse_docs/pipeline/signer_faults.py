"""Why a person may not sign in a place, or what is not known of that (LPSE817 to LPSE823)."""

from collections.abc import Callable, Mapping, Sequence

from lpse_docs.diagnostics import Diagnostic, Severity, Span

ROSTER = "betulkan officials pada lpse.yaml"


def no_official(
    path: str,
    name: str,
    role: str,
    reason: str,
    wanted: Sequence[str],
    *,
    approved: bool = False,
    other: str | None = None,
) -> Diagnostic:
    """Yang menandatangani ialah pejabat yang berwenang dalam peran itu, atau yang namanya tercetak pada bidang itu.

    Mengapa: penerima membaca nama yang tercetak; tanda tangan orang lain di situ juga ditolak handover.
    Contoh: kunci pembuat dipakai untuk peran pengesah, atau seorang asesor mengisi bidang asesor lain.
    Perbaikan: minta orang yang benar menandatangani, atau betulkan namanya pada `officials` atau `assessors`.
    """
    what = f"yang menyetujui dokumen ini sebagai {role}" if approved else f"pejabat yang dapat menjadi {role}"
    message = f"Tidak ditandatangani: {name} bukan {what}, sebab {reason}."
    ask = f"Minta {' atau '.join(wanted)} menandatangani, atau {ROSTER}."
    hint = f"Bidangnya ialah {other}; sebut dengan --field." if other else ask
    return Diagnostic("LPSE817", Severity.ERROR, message, Span(path), hint)


def not_printed(
    path: str, name: str, field: str, reason: str, wanted: Sequence[str], *, other: str | None = None
) -> Diagnostic:
    """LPSE817 at a place that is of no role: another name is printed there."""
    message = (
        f"Tidak ditandatangani: {name} bukan {' atau '.join(wanted)} yang disebut pada bidang {field}, sebab {reason}."
    )
    hint = f"Minta {' atau '.join(wanted)} menandatangani, atau betulkan namanya pada sumber lalu jalankan build."
    if other:
        hint = f"Bidangnya ialah {other}; sebut dengan --field."
    return Diagnostic("LPSE817", Severity.ERROR, message, Span(path), hint)


def unheld(paths: Sequence[str], reason: str) -> Diagnostic:
    """Penanda tangan dapat dicocokkan dengan nama yang tercatat.

    Mengapa: tanpa nama atau NIP yang tercatat, program tidak tahu apakah orang yang benar yang menandatangani.
    Contoh: `officials` atau `assessors` belum bernama, atau berkasnya tidak dibuat dari ruang kerja ini.
    Perbaikan: lengkapi nama pada `officials` dan `assessors`; sampai saat itu cocokkan sendiri penanda tangannya.
    """
    more = f" (dan {len(paths) - 1} berkas lain)" if len(paths) > 1 else ""
    message = f"Penanda tangan tidak dapat dicocokkan dengan nama yang tercatat: {reason}{more}."
    hint = "Cocokkan sendiri; nama pejabat ditulis pada officials di lpse.yaml, nama asesor pada scorecard.yaml."
    return Diagnostic("LPSE818", Severity.WARNING, message, Span(paths[0]), hint)


def second_role(path: str, name: str, before: str, now: str) -> Diagnostic:
    """Satu orang menandatangani satu dokumen dalam satu peran, pada satu bidang.

    Mengapa: pembuat, pemeriksa, dan pengesah, atau para asesor, saling memeriksa; satu sertifikat pada dua bidang meniadakannya.
    Contoh: kunci pembuat dipakai lagi untuk peran pemeriksa, atau kunci seorang asesor pada bidang asesor lain.
    Perbaikan: minta pejabat lain; bila seorang memang merangkap, tulis namanya pada kedua jabatan di `officials`.
    """
    message = (
        f"Tidak ditandatangani: {name} sudah menandatangani dokumen ini sebagai {before}, dan daftar pejabat tidak "
        f"mencatatnya sekaligus sebagai {now}."
    )
    hint = "Minta pejabat lain, atau tulis nama yang sama pada kedua jabatan di officials bila ia merangkap."
    return Diagnostic("LPSE819", Severity.ERROR, message, Span(path), hint)


def second_place(path: str, name: str, before: str, now: str) -> Diagnostic:
    """LPSE819 at places that are of no role: they are printed for different people."""
    message = (
        f"Tidak ditandatangani: {name} sudah menandatangani bidang {before} pada dokumen ini, dan bidang {now} tidak "
        "tercatat baginya."
    )
    hint = "Minta orang lain, atau catat namanya pada kedua bidang itu bila ia memang mengisi keduanya."
    return Diagnostic("LPSE819", Severity.ERROR, message, Span(path), hint)


def signed_before(path: str, name: str, place: str) -> Diagnostic:
    """Setiap bidang tanda tangan diisi orang yang berbeda.

    Mengapa: bidang yang berlainan biasanya disediakan bagi orang yang berlainan.
    Contoh: satu orang menandatangani dua bidang pada berkas yang tidak dibuat dari ruang kerja ini.
    Perbaikan: pastikan orang itu memang berhak mengisi kedua bidang.
    """
    message = f"{name} sudah menandatangani bidang {place} pada dokumen ini."
    return Diagnostic("LPSE820", Severity.WARNING, message, Span(path), "Pastikan ia berhak mengisi kedua bidang.")


def office_level(path: str) -> Diagnostic:
    """Tingkat tanda tangan pada berkas Word atau Excel paling tinggi B-T.

    Mengapa: data pencabutan tidak disimpan di dalam berkas itu, jadi penerima harus memperolehnya sendiri.
    Contoh: tingkat B-LTA diminta bagi berkas Word.
    Perbaikan: serahkan pula PDF-nya; penerima berkas Word memeriksa dengan --online atau daftar pencabutan.
    """
    message = "Berkas Word dan Excel mencapai paling tinggi tingkat B-T, tanpa data pencabutan."
    hint = "Serahkan pula PDF-nya; penerima berkas ini memerlukan --online atau daftar pencabutan (.crl)."
    return Diagnostic("LPSE821", Severity.INFO, message, Span(path), hint)


def lost(path: str, field: str, at: str) -> Diagnostic:
    """Setiap tanda tangan pada catatan ada di dalam berkasnya.

    Mengapa: catatan ditulis sebelum berkas disimpan, jadi penandatanganan yang terputus meninggalkan barisnya saja.
    Contoh: komputer mati ketika hasil tanda tangan akan disimpan.
    Perbaikan: tidak perlu; program menambahkan baris tidak-tersimpan pada catatan, lalu penandatanganan diulang.
    """
    message = f"Tanda tangan pada bidang {field} ({at}) tercatat, tetapi hasilnya tidak ada di signed/; kini ditandai."
    hint = "Penandatanganannya terputus, atau hasilnya dipindahkan; baris itu tidak dihitung sebagai tanda tangan."
    return Diagnostic("LPSE822", Severity.WARNING, message, Span(path), hint)


def alone() -> Diagnostic:
    """Kunci disertai sertifikat penerbitnya.

    Mengapa: tanpa sertifikat penerbit di dalam berkas, penerima yang hanya mempunyai akar menolak tanda tangannya.
    Contoh: token hanya memuat sertifikat pemiliknya, dan `signing.roots` belum ditetapkan.
    Perbaikan: simpan sertifikat akar dan penerbit di folder `signing.roots`, lalu tanda tangani lagi.
    """
    message = (
        "Sertifikat penerbit tidak menyertai kunci, sehingga penerima mungkin tidak dapat mempercayai tanda tangannya."
    )
    hint = "Tetapkan signing.roots, dan simpan sertifikat akar dan penerbit di folder itu."
    return Diagnostic("LPSE823", Severity.WARNING, message, Span("kunci penanda tangan"), hint)


CODES: Mapping[str, Callable[..., object]] = {
    "LPSE817": no_official,
    "LPSE818": unheld,
    "LPSE819": second_role,
    "LPSE820": signed_before,
    "LPSE821": office_level,
    "LPSE822": lost,
    "LPSE823": alone,
}
