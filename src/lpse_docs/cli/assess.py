"""`lpse-docs assess`: work on the assessment of a period, one line a subcommand."""

from collections.abc import Mapping

from lpse_docs.cli.subcommands import subcommands

SENTENCE = "Penilaian satu periode: bagikan dan ambil kembali kertas kerja, bandingkan nilai, putuskan perbedaan."
SUBCOMMANDS: Mapping[str, tuple[str, str]] = {
    "new": ("desk:new", "Mulai periode penilaian baru."),
    "export": ("desk:export", "Tulis buku kerja Excel bagi asesor."),
    "compare": ("moderate:compare", "Bandingkan nilai buta para asesor."),
    "moderate": ("moderate:moderate", "Ambil nilai yang disepakati ke dalam kartu skor."),
    "import": ("importing", "Ambil kembali berkas yang sudah diisi."),
    "decide": ("moderate:decide", "Putuskan satu perbedaan dengan alasannya."),
}

command = subcommands("assess", SENTENCE, SUBCOMMANDS)
