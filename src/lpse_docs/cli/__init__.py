"""The command line: one file for each command, one line for each in `COMMANDS`."""

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from lpse_docs import __version__
from lpse_docs.cli.boundary import guarded, heard
from lpse_docs.cli.project import Project
from lpse_docs.cli.speech import OPTIONS, Context, guess

COMMANDS: Mapping[str, tuple[str, str]] = {
    "build": ("build", "Buat semua dokumen, atau yang disebut saja."),
    "check": ("check", "Periksa semua berkas tanpa membuat dokumen."),
    "audit": ("audit", "Periksa berkas Word dan PDF yang sudah jadi sebelum ditandatangani."),
    "preview": ("preview", "Tampilkan satu dokumen di peramban selagi disunting."),
    "score": ("score", "Hitung hasil penilaian satu periode pada satu tanggal."),
    "assess": ("assess", "Bandingkan nilai para asesor dan putuskan perbedaannya."),
    "evidence": ("evidence", "Daftarkan bukti, periksa ulang, dan ingatkan masa berlakunya."),
    "plan": ("plan", "Jadwalkan adopsi bertahap menurut kapasitas dan pagu."),
    "approve": ("approvals:approve", "Catat persetujuan satu jabatan atas sebuah dokumen."),
    "status": ("approvals:status", "Tampilkan keadaan pengesahan setiap dokumen."),
    "release": ("release", "Simpan edisi yang disahkan dalam arsip, dan buktikan dengan membuatnya ulang."),
    "sign": ("sign", "Tanda tangani berkas yang sudah jadi dengan sertifikat elektronik."),
    "verify": ("verify", "Periksa tanda tangan elektronik pada berkas."),
    "seal": ("seal", "Segel sebuah folder: daftar sidik dan tanda tangan atasnya."),
    "qr": ("qr", "Periksa kode QR pada dokumen yang ditandatangani."),
    "handover": ("handover", "Susun dokumen satu periode untuk diserahkan, sesudah semuanya diperiksa."),
    "oscal": ("oscal", "Tulis katalog standar dan hasil penilaian dalam bentuk OSCAL."),
    "explain": ("explain", "Jelaskan sebuah kode temuan."),
    "list": ("listing", "Tampilkan daftar standar, SOP, dokumen, ketentuan, atau formulir."),
    "new": ("new", "Tulis kerangka SOP atau standar baru."),
    "init": ("init", "Siapkan ruang kerja untuk LPSE lain."),
    "demo": ("demo", "Siapkan ruang kerja peragaan dengan penilaian karangan."),
    "schema": ("schema", "Periksa atau tulis ulang skema JSON bagi editor."),
}


class Commands(click.Group):
    """Commands by name, imported when called: most of them need libraries that are slow to import."""

    context_class = Context
    table = COMMANDS

    def make_context(self, *given: Any, **more: Any) -> click.Context:
        """Read a command line; a help page is printed meanwhile."""
        with heard():
            return super().make_context(*given, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with heard():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """All names, in the order people need them."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - likewise
        """Import one command."""
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name][0].partition(":")
        found: click.Command = getattr(import_module(f"lpse_docs.cli.{module}"), name or "command")
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command or say in Indonesian that there is none."""
        if args[0] not in self.table and not args[0].startswith("-"):
            raise click.UsageError(f"Perintah {args[0]} tidak dikenal.{guess(args[0], self.table)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - likewise
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.table.items()])


@click.command(
    cls=Commands,
    options_metavar=OPTIONS,
    subcommand_metavar="PERINTAH [ARGUMEN]...",
    help="Standar, SOP, dan laporan LPSE: ditulis sebagai YAML, diterbitkan sebagai dokumen Word dan PDF.",
    epilog="Kode keluar: 0 bersih, 1 ada temuan, 2 pemakaian salah, 3 kesalahan program.",
)
@click.option(
    "--project", "folder", metavar="DIR", help="Ruang kerja; bila tidak disebut, dicari dari folder ini ke atas."
)
@click.version_option(__version__, prog_name="lpse-docs", message="%(prog)s %(version)s", help="Tampilkan versi.")
@click.pass_context
def group(ctx: click.Context, folder: str | None) -> None:
    """Note which workspace is meant."""
    ctx.ensure_object(Project).given = folder


def run(arguments: list[str] | None = None) -> int:
    """Run a command line and return the exit code."""
    project = Project()
    words = sys.argv[1:] if arguments is None else arguments
    return guarded(lambda: int(group.main(words, "lpse-docs", standalone_mode=False, obj=project) or 0), project)


__all__ = ["COMMANDS", "group", "run"]
