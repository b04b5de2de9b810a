"""Why BSrE did not sign, or what should be known of what it signed (LPSE870 to LPSE878)."""

from collections.abc import Callable, Mapping, Sequence

from lpse_docs.diagnostics import Diagnostic, Severity, Span

SERVICE = "layanan BSrE"


def refused(reason: str) -> Diagnostic:
    """Layanan BSrE menandatangani, dan hasilnya seperti yang diminta.

    Mengapa: penanda tangan harus berstatus ISSUE, dan hasilnya hanya boleh bertambah satu tanda tangan tidak terlihat.
    Contoh: sertifikat habis masa berlakunya, frasa sandi salah, atau layanan mengubah berkas yang dikirim.
    Perbaikan: hilangkan penyebabnya. Frasa sandi yang salah jangan diulang berkali-kali, sebab akun dapat terkunci.
    """
    message = f"BSrE tidak menandatangani: {reason}."
    hint = "Hilangkan penyebabnya, lalu ulangi; frasa sandi yang salah berkali-kali mengunci akun."
    return Diagnostic("LPSE870", Severity.ERROR, message, Span(SERVICE), hint)


def unset() -> Diagnostic:
    """Alamat layanan BSrE ditetapkan pada lpse.yaml.

    Mengapa: frasa sandi dan naskah hanya dikirim ke layanan yang dipilih unit sendiri, bukan ke alamat pada baris perintah.
    Contoh: perintah sign --bsre, padahal `signing.bsre` belum diisi.
    Perbaikan: isi `signing.bsre.url` dengan alamat Esign Client Service milik unit.
    """
    message = "Layanan BSrE belum ditetapkan."
    return Diagnostic("LPSE871", Severity.ERROR, message, Span("lpse.yaml"), "Isi signing.bsre.url pada lpse.yaml.")


def uncertified(issuer: str) -> Diagnostic:
    """Sertifikat penanda tangan berinduk pada akar tersertifikasi.

    Mengapa: hanya tanda tangan dengan sertifikat PSrE Indonesia yang disebut tersertifikasi (PP 71/2019 Pasal 60).
    Contoh: sertifikat induk BSrE belum disimpan di folder `signing.roots`, atau sidiknya belum ada di `certified_roots`.
    Perbaikan: simpan sertifikat Induk PSrE dari sumber resmi dan cantumkan sidiknya; layanan uji memang tidak tersertifikasi.
    """
    message = f"Rantai sertifikat dari {issuer} tidak sampai ke akar tersertifikasi."
    hint = "Simpan sertifikat Induk PSrE di signing.roots dan cantumkan sidiknya pada signing.certified_roots."
    return Diagnostic("LPSE872", Severity.WARNING, message, Span(SERVICE), hint)


def unarchival(path: str, faults: Sequence[str]) -> Diagnostic:
    """Hasil layanan tetap PDF/A-3a dan PDF/UA-1.

    Mengapa: dokumen disimpan bertahun-tahun; layanan yang mengubah keterangan berkas dapat merusak kesesuaian itu.
    Contoh: layanan mengganti tanggal perubahan hanya pada salah satu dari dua tempatnya.
    Perbaikan: tanda tangannya tetap sah; laporkan kepada pengelola layanan, dan simpan pula naskah dari build.
    """
    message = f"Sesudah ditandatangani, berkas tidak lagi PDF/A-3a dan PDF/UA-1: {'; '.join(faults)}."
    return Diagnostic("LPSE873", Severity.WARNING, message, Span(path), "Simpan pula naskah dari build.")


def untold(path: str) -> Diagnostic:
    """Tanda tangan menyebut peran penanda tangan.

    Mengapa: bidang buatan layanan tidak bernama peran, jadi peran hanya terbaca dari alasan yang dikirim.
    Contoh: layanan mengabaikan alasan itu.
    Perbaikan: catat peran pada berita acara; verify --expect tidak dapat mengenalinya.
    """
    message = "Layanan tidak menulis peran penanda tangan di dalam tanda tangan."
    return Diagnostic("LPSE874", Severity.WARNING, message, Span(path), "Perannya hanya tercatat di catatan signed/.")


def stranger(path: str, reason: str) -> Diagnostic:
    """Yang menandatangani ialah pejabat yang seharusnya.

    Mengapa: sertifikat dibandingkan dengan pejabat yang menyetujui dokumen, atau dengan nama yang tercetak pada bidangnya.
    Contoh: frasa sandi milik pejabat lain dipakai untuk peran pengesah.
    Perbaikan: minta pejabat yang benar menandatangani, atau betulkan nama dan NIP pada `officials`.
    """
    message = f"Hasil tidak disimpan: {reason}."
    hint = "Minta pejabat yang benar, atau betulkan officials pada lpse.yaml."
    return Diagnostic("LPSE875", Severity.ERROR, message, Span(path), hint)


def uncompared(path: str) -> Diagnostic:
    """Penanda tangan dapat dibandingkan dengan daftar pejabat.

    Mengapa: perbandingan memerlukan riwayat pengesahan dokumen, serta nama atau NIP pejabatnya pada lpse.yaml.
    Contoh: `officials` belum bernama, atau berkas berasal dari tempat lain.
    Perbaikan: lengkapi nama dan NIP pada `officials`; sampai saat itu cocokkan sendiri penanda tangannya.
    """
    message = "Penanda tangan tidak dibandingkan dengan daftar pejabat."
    return Diagnostic(
        "LPSE876", Severity.INFO, message, Span(path), "Lengkapi nama dan NIP pada officials di lpse.yaml."
    )


def renamed(path: str, name: str) -> Diagnostic:
    """Nama pada sertifikat sama dengan nama pada daftar pejabat.

    Mengapa: NIP yang sama dengan nama yang lain biasanya salah tulis di salah satu tempat.
    Contoh: nama pada lpse.yaml tidak sama ejaannya dengan nama pada sertifikat.
    Perbaikan: samakan nama pada `officials` dengan surat keputusan pengangkatannya.
    """
    message = f"NIP penanda tangan sesuai, tetapi namanya pada daftar pejabat {name}."
    return Diagnostic("LPSE877", Severity.WARNING, message, Span(path), "Samakan nama pada officials di lpse.yaml.")


def brief(level: str) -> Diagnostic:
    """Tanda tangan dari layanan membawa data pencabutan.

    Mengapa: tanpa data itu, penerima kelak tidak dapat memastikan bahwa sertifikat belum dicabut ketika menandatangani.
    Contoh: layanan memberi tanda tangan bertingkat B-B atau B-T.
    Perbaikan: mintakan cap waktu dan data pencabutan kepada pengelola layanan.
    """
    message = f"Layanan memberi tanda tangan bertingkat {level} tanpa data pencabutan."
    return Diagnostic("LPSE878", Severity.WARNING, message, Span(SERVICE), "Tanyakan kepada pengelola layanan.")


CODES: Mapping[str, Callable[..., object]] = {
    "LPSE870": refused,
    "LPSE871": unset,
    "LPSE872": uncertified,
    "LPSE873": unarchival,
    "LPSE874": untold,
    "LPSE875": stranger,
    "LPSE876": uncompared,
    "LPSE877": renamed,
    "LPSE878": brief,
}
