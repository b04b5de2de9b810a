"""Indonesian verbs as a SOP writes them: active, without a subject; and the verb hidden in a noun."""

import re
from collections.abc import Mapping

# Prefixes of verbs; `di-` counts as well because SOPs in force use it.
VERB = re.compile(r"(?:me[lmnrwy]|ber|di)[a-z-]{3,}|bekerja|belajar")
# Words that only look like verbs.
NO_VERBS = re.compile(
    r"""
    berapa|berat|beras|berbagai|berdasarkan|berikut|berita|berkas|bersama|bersih|besar|diagnosis|diagram|dialog|
    digital|diklat|dimensi|dinamika|dinas|direksi|direktorat|direktur|dirjen|disiplin|diska|diskusi|disposisi|
    distribusi|divisi|dividen|media|medis|melalui|melainkan|memo|memorandum|menara|mengenai|menit|menteri|
    mentor|menu|menurut|merek|meski
    """,
    re.VERBOSE,
)
# Verbs without a prefix.
PLAIN_VERBS = re.compile("datang|hadir|ikut|kembali|keluar|masuk|mulai|naik|pergi|pulang|tiba|turun")

NOUN = re.compile(r"pe(?!r)[a-z]{3,}an")
# What does not follow from a noun's letters: verbs in -kan or -i, nouns with per-, borrowed nouns.
VERB_OF: Mapping[str, str] = {
    "evaluasi": "mengevaluasi",
    "identifikasi": "mengidentifikasi",
    "klarifikasi": "mengklarifikasi",
    "konfirmasi": "mengonfirmasi",
    "konsultasi": "mengonsultasikan",
    "koordinasi": "mengoordinasikan",
    "pekerjaan": "mengerjakan",
    "pelaksanaan": "melaksanakan",
    "pelayanan": "melayani",
    "pemberian": "memberikan",
    "pemberitahuan": "memberitahukan",
    "penandatanganan": "menandatangani",
    "pencadangan": "mencadangkan",
    "pencocokan": "mencocokkan",
    "pendampingan": "mendampingi",
    "penempatan": "menempatkan",
    "penentuan": "menentukan",
    "penerbitan": "menerbitkan",
    "penerusan": "meneruskan",
    "penetapan": "menetapkan",
    "pengadaan": "mengadakan",
    "pengajuan": "mengajukan",
    "pengaktifan": "mengaktifkan",
    "pengarsipan": "mengarsipkan",
    "pengembalian": "mengembalikan",
    "pengesahan": "mengesahkan",
    "pengumpulan": "mengumpulkan",
    "pengumuman": "mengumumkan",
    "pengusulan": "mengusulkan",
    "penjelasan": "menjelaskan",
    "penonaktifan": "menonaktifkan",
    "penugasan": "menugaskan",
    "penyampaian": "menyampaikan",
    "penyediaan": "menyediakan",
    "penyelesaian": "menyelesaikan",
    "penyerahan": "menyerahkan",
    "penyiapan": "menyiapkan",
    "penyimpulan": "menyimpulkan",
    "penyusunan": "menyusun",
    "perancangan": "merancang",
    "perawatan": "merawat",
    "perbaikan": "memperbaiki",
    "perekaman": "merekam",
    "perencanaan": "merencanakan",
    "perhitungan": "menghitung",
    "permintaan": "meminta",
    "permohonan": "mengajukan",
    "perpanjangan": "memperpanjang",
    "persetujuan": "menyetujui",
    "persiapan": "menyiapkan",
    "pertimbangan": "mempertimbangkan",
    "perubahan": "mengubah",
    "perumusan": "merumuskan",
    "registrasi": "meregistrasi",
    "sosialisasi": "menyosialisasikan",
    "validasi": "memvalidasi",
    "verifikasi": "memverifikasi",
}


def is_verb(word: str) -> bool:
    """Whether a word is a verb as a step may begin with it; judged by its form and by two lists."""
    word = word.casefold()
    return bool(PLAIN_VERBS.fullmatch(word) or (VERB.fullmatch(word) and not NO_VERBS.fullmatch(word)))


def is_noun(word: str) -> bool:
    """Whether a word is an activity turned into a noun: `Pemeriksaan`, `Verifikasi`."""
    word = word.casefold()
    return word in VERB_OF or bool(NOUN.fullmatch(word))


def verb_of(noun: str) -> str:
    """The verb for such a noun: `pemeriksaan` gives `memeriksa`."""
    word = noun.casefold()
    return VERB_OF.get(word) or "me" + word.removeprefix("pe").removesuffix("an")
