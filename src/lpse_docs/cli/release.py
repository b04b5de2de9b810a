"""`lpse-docs release`: the archive of approved editions, one line a subcommand."""

from collections.abc import Mapping

from lpse_docs.cli.subcommands import subcommands

SENTENCE = "Arsip edisi yang disahkan: simpan, tampilkan, dan buktikan dengan membuatnya ulang."
SUBCOMMANDS: Mapping[str, tuple[str, str]] = {
    "keep": ("releases:keep", "Simpan edisi yang disahkan beserta semua sumbernya."),
    "list": ("releases:listed", "Tampilkan edisi yang tersimpan."),
    "compare": ("releases:compare", "Buat ulang edisi yang tersimpan dan bandingkan."),
}

command = subcommands("release", SENTENCE, SUBCOMMANDS)
