"""`lpse-docs evidence`: the register and the store of evidence, one line a subcommand."""

from collections.abc import Mapping

from lpse_docs.cli.subcommands import subcommands

SENTENCE = "Bukti satu periode: daftarkan, periksa ulang, dan ingatkan masa berlakunya."
SUBCOMMANDS: Mapping[str, tuple[str, str]] = {
    "add": ("evidence_add:add", "Simpan satu berkas bukti dan daftarkan."),
    "check": ("evidence_watch:check", "Periksa ulang semua bukti dan masa berlakunya."),
    "list": ("evidence_watch:listed", "Tampilkan daftar bukti."),
    "calendar": ("evidence_watch:calendar", "Tulis kalender masa berlaku dan tinjauan bukti."),
}

command = subcommands("evidence", SENTENCE, SUBCOMMANDS)
