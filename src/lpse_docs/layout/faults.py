"""What can keep a flow from its page (LPSE6xx)."""

from lpse_docs.diagnostics import Diagnostic, Severity, Span

NOWHERE = Span("sops")


def word_too_wide(span: Span | None, word: str, column: str) -> Diagnostic:
    """Kata lebih lebar daripada kolomnya (ST-09, RN-03).

    Mengapa: kata yang tidak muat terpotong atau menimpa kolom lain, sehingga tabel alur tidak dapat dibaca.
    Contoh: nama pelaksana "Penanggungjawabanggaran" pada tabel dengan delapan pelaksana.
    Perbaikan: pakai kata yang lebih pendek, isi nama pendek pelaksana (short) dalam lpse.yaml, atau kurangi jumlah pelaksana dalam alur.
    """
    return Diagnostic(
        "LPSE601",
        Severity.ERROR,
        f"Kata “{word}” lebih lebar daripada kolom {column}.",
        span or NOWHERE,
        "Pakai kata yang lebih pendek, atau bagi alur sehingga pelaksananya lebih sedikit.",
    )


def too_many_lanes(span: Span | None, count: int, fit: int) -> Diagnostic:
    """Pelaksana dalam satu alur melebihi lebar halaman (ST-09).

    Mengapa: setiap pelaksana memerlukan kolom sekurang-kurangnya 13 mm; halaman tidak pernah dipotong.
    Contoh: dua belas pelaksana pada kertas A4 mendatar.
    Perbaikan: bagi prosedur menjadi beberapa alur atau SOP mikro, gabungkan pelaksana, atau pakai kertas F4.
    """
    return Diagnostic(
        "LPSE602",
        Severity.ERROR,
        f"Alur memuat {count} pelaksana, sedangkan kertas ini memuat paling banyak {fit}.",
        span or NOWHERE,
        "Bagi prosedur menjadi beberapa alur, atau pakai kertas yang lebih lebar (paper: F4 dalam lpse.yaml).",
    )


def row_too_tall(span: Span | None, number: int) -> Diagnostic:
    """Langkah lebih tinggi daripada halaman (RN-02).

    Mengapa: baris tabel alur tidak boleh terbelah di antara dua halaman.
    Contoh: satu langkah dengan tiga puluh butir kelengkapan.
    Perbaikan: bagi langkah itu menjadi beberapa langkah, atau persingkat uraiannya.
    """
    return Diagnostic(
        "LPSE603",
        Severity.ERROR,
        f"Langkah {number} tidak muat dalam satu halaman.",
        span or NOWHERE,
        "Bagi langkah ini menjadi beberapa langkah, atau persingkat kelengkapan dan outputnya.",
    )


def many_lanes(span: Span | None, count: int) -> Diagnostic:
    """Alur memuat lebih dari delapan pelaksana (ST-09).

    Mengapa: kolom pelaksana menjadi sempit sehingga alur sukar dibaca; SOP yang disahkan lazimnya memuat paling banyak enam pelaksana.
    Contoh: alur dengan sembilan pelaksana.
    Perbaikan: bagi prosedur menjadi beberapa alur atau SOP mikro.
    """
    return Diagnostic(
        "LPSE604",
        Severity.WARNING,
        f"Alur memuat {count} pelaksana; lebih dari delapan sukar dibaca.",
        span or NOWHERE,
        "Bagi prosedur menjadi beberapa alur atau SOP mikro.",
    )


def many_crossings(span: Span | None, page: int, count: int) -> Diagnostic:
    """Anak panah terlalu sering bersilangan (FL-10).

    Mengapa: arah alur menjadi sukar diikuti.
    Contoh: urutan kolom pelaksana yang membuat hampir setiap langkah melompati kolom lain.
    Perbaikan: ubah urutan pelaksana (actors), atau bagi alur.
    """
    return Diagnostic(
        "LPSE605",
        Severity.WARNING,
        f"Anak panah bersilangan {count} kali pada halaman alur ke-{page}.",
        span or NOWHERE,
        "Ubah urutan pelaksana (actors), atau bagi alur menjadi beberapa alur.",
    )


def no_metrics(name: str) -> Diagnostic:
    """Fon tabel tidak dapat diukur.

    Mengapa: tinggi baris dan lebar kolom tabel alur dihitung dari ukuran huruf pada fon naskah.
    Contoh: templates/fonts/LiberationSans-Regular.ttf terhapus atau rusak.
    Perbaikan: kembalikan berkas fon aslinya.
    """
    span = Span(f"templates/fonts/{name}")
    return Diagnostic(
        "LPSE607", Severity.ERROR, f"Fon {name} tidak ada atau rusak.", span, "Kembalikan berkas aslinya."
    )


def nothing_to_draw(span: Span | None) -> Diagnostic:
    """Alur tanpa langkah atau tanpa pelaksana (FL-01, ST-04).

    Mengapa: tabel alur memuat sekurang-kurangnya satu langkah dengan satu pelaksana.
    Contoh: steps yang kosong, atau semua langkah dengan actors yang kosong.
    Perbaikan: tulis langkah alur beserta pelaksananya.
    """
    return Diagnostic(
        "LPSE606",
        Severity.ERROR,
        "Alur tidak memuat langkah atau pelaksana.",
        span or NOWHERE,
        "Tulis langkah alur beserta pelaksananya (actors).",
    )
