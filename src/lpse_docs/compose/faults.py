"""What can be wrong with a template (LPSE9xx)."""

from collections.abc import Sequence

from lpse_docs.diagnostics import Diagnostic, Severity, Span

FOLDER = "templates/documents/"


def template_fault(name: str, line: int, reason: str, column: int = 1) -> Diagnostic:
    """Templat tidak dapat diisi.

    Mengapa: templat menentukan susunan dan kalimat dokumen; kesalahan di dalamnya menghentikan pembuatan dokumen.
    Contoh: memanggil komponen yang tidak ada, menyebut nilai yang tidak dikenal, atau lupa menutup {% for %}.
    Perbaikan: buka templat pada baris yang disebut dan cocokkan nama komponen dengan daftar di templates/README.md.
    """
    return Diagnostic(
        "LPSE901",
        Severity.ERROR,
        f"Templat tidak dapat diisi: {reason}.",
        Span(FOLDER + name, line, column),
        "Periksa nama komponen dan nilai pada baris ini; daftarnya ada di templates/README.md.",
    )


def unknown_element(name: str, line: int, column: int, element: str) -> Diagnostic:
    """Templat memuat unsur yang tidak dikenal.

    Mengapa: dokumen hanya mengenal judul, paragraf, daftar, tabel, dan komponen; HTML dan gambar langsung tidak diterima agar isi aman dan sama pada Word dan PDF.
    Contoh: <div>, ![gambar](a.png), atau {: .peran-yang-tidak-ada }.
    Perbaikan: hapus unsur itu, atau pakai komponen atau peran paragraf yang tersedia.
    """
    return Diagnostic(
        "LPSE902",
        Severity.ERROR,
        f"Unsur {element} tidak dikenal dalam templat.",
        Span(FOLDER + name, line, column, column + len(element)),
        "Hapus unsur itu atau ganti dengan komponen yang tersedia (templates/README.md).",
    )


def misplaced(name: str, line: int, reason: str) -> Diagnostic:
    """Komponen dipakai di tempat yang salah.

    Mengapa: komponen yang menghasilkan tabel atau paragraf tidak dapat berada di tengah kalimat.
    Contoh: menulis "Lihat {{ criteria_table(standard) }} di bawah".
    Perbaikan: letakkan komponen sendirian pada satu baris, dengan baris kosong sebelum dan sesudahnya.
    """
    return Diagnostic(
        "LPSE903",
        Severity.ERROR,
        f"Komponen salah tempat: {reason}.",
        Span(FOLDER + name, line, 1),
        "Letakkan komponen sendirian pada satu baris.",
    )


def head_missing(name: str, key: str) -> Diagnostic:
    """Kepala templat tidak lengkap.

    Mengapa: judul dan perihal dokumen dipakai sebagai kepala halaman dan sifat berkas, yang diwajibkan PDF/UA.
    Contoh: templat yang tidak diawali baris title: dan subject:.
    Perbaikan: tulis baris itu pada awal templat.
    """
    return Diagnostic(
        "LPSE904",
        Severity.ERROR,
        f"Templat tidak menyebut {key}.",
        Span(FOLDER + name, 1, 1),
        f"Tulis baris {key}: pada awal templat.",
    )


def head_value(name: str, line: int, column: int, given: str, allowed: Sequence[str]) -> Diagnostic:
    """Kepala templat memuat nilai yang tidak dikenal.

    Mengapa: arah halaman dan tanda DRAF ditentukan kepala templat; nilai yang keliru membuat dokumen tercetak salah.
    Contoh: orientation: miring, atau draft: yes.
    Perbaikan: pakai salah satu nilai yang disebut.
    """
    return Diagnostic(
        "LPSE905",
        Severity.ERROR,
        f"Nilai pada kepala templat tidak dikenal: {given}.",
        Span(FOLDER + name, line, column),
        f"Pilih salah satu: {', '.join(allowed)}.",
    )
