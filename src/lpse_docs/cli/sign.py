"""`lpse-docs sign`: electronic signatures in finished files, each shown and asked for before it is made."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from lpse_docs.certificates import holder
from lpse_docs.cli.project import project
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import Choice, Command, Count
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.approval import ApprovalRole
from lpse_docs.pipeline import faults, signed_files, signing, signing_faults
from lpse_docs.pipeline.excerpt import printable, source_lines
from lpse_docs.pipeline.signing import Desk, Item, Signed, Wanted
from lpse_docs.pipeline.turn import turn
from lpse_docs.sign.keys import Key, Unusable, no_core_dump
from lpse_docs.sign.levels import Level
from lpse_docs.sign.passphrase import Offered, Unasked, passphrase
from lpse_docs.sign.pkcs11 import from_pkcs11
from lpse_docs.sign.pkcs12 import from_pkcs12
from lpse_docs.sign.remote import from_remote

ROLES = tuple(item.value for item in ApprovalRole)
LEVELS = tuple(item.value for item in Level)
WAITING = "Menunggu perintah lain yang sedang menandatangani."
UNCHANGED = "Tidak satu berkas pun ditandatangani."


@dataclass(frozen=True)
class Source:
    """Where the key is, as the command line says it."""

    pkcs12: str | None
    pkcs11: str | None
    token: str | None
    label: str | None
    remote: str | None
    offered: Offered

    def demand(self) -> None:
        """Refuse what does not name exactly one key.

        Raises:
            click.UsageError: It does not.
        """
        if sum(item is not None for item in (self.pkcs12, self.pkcs11, self.remote)) != 1:
            raise click.UsageError("Sebut tepat satu kunci: --pkcs12, --pkcs11 beserta --token, atau --remote.")
        if bool(self.pkcs11) != bool(self.token):
            raise click.UsageError("--pkcs11 dan --token disebut bersama.")
        if self.label and not self.pkcs11:
            raise click.UsageError("--key hanya dipakai bersama --pkcs11.")

    def opened(self, hosts: Sequence[str]) -> AbstractContextManager[Key]:
        """The key, as long as the context is open."""
        if self.pkcs12:
            return nullcontext(from_pkcs12(Path(self.pkcs12), self._secret("Frasa sandi kunci")()))
        if self.pkcs11:
            return from_pkcs11(Path(self.pkcs11), self.token or "", self._secret("PIN token"), self.label)
        return nullcontext(from_remote(self.remote or "", hosts, self._secret("Kata sandi layanan")()))

    def _secret(self, label: str) -> Callable[[], bytes]:
        return lambda: passphrase(self.offered, label)


@click.command(
    "sign",
    cls=Command,
    help="Tanda tangani BERKAS pada bidang sebuah peran (--role) atau bidang yang disebut (--field). Hasilnya disimpan di "
    "signed/, berkas semula tetap. Frasa sandi tidak pernah ditulis pada baris perintah: ia ditanyakan, atau diberikan "
    "lewat --passphrase-fd, LPSE_PASSPHRASE_FILE, kredensial systemd lpse-passphrase, atau --passphrase-env.",
)
@click.argument("files", metavar="BERKAS...", nargs=-1, required=True)
@click.option("--role", type=Choice(ROLES), metavar="PERAN", help=f"{', '.join(ROLES)}.")
@click.option("--field", metavar="BIDANG", help="Nama bidang tanda tangan.")
@click.option("--pkcs12", metavar="KUNCI", help="Berkas kunci .p12 yang hanya terbaca pemiliknya.")
@click.option("--pkcs11", metavar="PUSTAKA", help="Pustaka PKCS#11 bagi token.")
@click.option("--token", metavar="LABEL", help="Label token.")
@click.option("--key", "label", metavar="LABEL", help="Label kunci, bila token berisi beberapa.")
@click.option("--remote", metavar="URL", help="Layanan yang menandatangani sidik; terdaftar pada signing.remote.")
@click.option("--level", type=Choice(LEVELS), metavar="TINGKAT", help=f"{', '.join(LEVELS)}; bawaan: yang tertinggi.")
@click.option("--timestamp", metavar="URL", help="Layanan cap waktu; bawaan: signing.timestamp pada lpse.yaml.")
@click.option(
    "--passphrase-fd", "descriptor", type=Count(0, 1023), metavar="N", help="Deskriptor berisi frasa sandi atau PIN."
)
@click.option("--passphrase-env", "variable", metavar="NAMA", help="Variabel lingkungan berisi frasa sandi atau PIN.")
@click.option("--yes", is_flag=True, help="Jangan bertanya dahulu.")
def command(
    files: tuple[str, ...],
    role: str | None,
    field: str | None,
    *,
    level: str | None,
    timestamp: str | None,
    descriptor: int | None,
    variable: str | None,
    yes: bool,
    **key: str | None,
) -> int:
    """Sign files."""
    no_core_dump()
    if (role is None) == (field is None):
        raise click.UsageError("Sebut --role atau --field, salah satu.")
    source = Source(
        key["pkcs12"], key["pkcs11"], key["token"], key["label"], key["remote"], Offered(descriptor, variable)
    )
    source.demand()
    wanted = Wanted(
        now=datetime.now(UTC),
        role=ApprovalRole(role) if role else None,
        field=field,
        level=Level(level) if level else None,
        timestamp=timestamp,
    )
    root = project().root
    with _turn(root):
        return _run(root, [Path(name) for name in files], source, wanted, ask=not yes)


@contextlib.contextmanager
def _turn(root: Path) -> Iterator[None]:
    """Hold the folder of signed files; it is made when there is none."""
    try:
        (root / signed_files.FOLDER).mkdir(exist_ok=True)
        stack = contextlib.ExitStack()
        stack.enter_context(turn(root, lambda: tell(WAITING, error=True), signed_files.FOLDER))
    except OSError as error:
        raise click.UsageError(f"Folder {signed_files.FOLDER} tidak dapat dipakai: {faults.reason(error)}.") from error
    with stack:
        yield


def _run(root: Path, files: Sequence[Path], source: Source, wanted: Wanted, *, ask: bool) -> int:
    desk, found = signing.desk(root)
    if desk is None:
        return _refused(root, found)
    chosen, found = signing.items(desk, files, wanted)
    if found:
        return _refused(root, found)
    try:
        with source.opened(desk.office.signing.remote) as key:
            _shown(desk, chosen, key, wanted)
            if ask and not _agreed():
                tell(UNCHANGED)
                return 1
            return _signed(desk, chosen, key, wanted)
    except Unasked as unasked:
        raise click.UsageError(f"{unasked}.") from None
    except Unusable as unusable:
        return _refused(root, [signing_faults.unusable(str(unusable))])


def _agreed() -> bool:
    try:
        return input("Tanda tangani? (ya/tidak) ").strip().lower() in {"ya", "y"}
    except EOFError:
        raise click.UsageError(
            "Tidak ada yang dapat menjawab; periksa daftar di atas, lalu ulangi dengan --yes."
        ) from None


def _refused(root: Path, found: Sequence[Diagnostic]) -> int:
    show(full(list(found), source_lines(root)))
    tell(UNCHANGED)
    return 1


def _shown(desk: Desk, chosen: Sequence[Item], key: Key, wanted: Wanted) -> None:
    """What will be signed, with whose key."""
    for item in chosen:
        edition = f", edisi {item.edition}" if item.edition else ""
        tell(f"{item.place}: {printable(item.title) or 'tanpa judul'}{edition}")
        tell(f"  SHA-256 {item.sha256}")
        tell(f"  bidang {printable(item.field)}{f' (peran {wanted.role.value})' if wanted.role else ''}")
    who = holder(key.certificate)
    post = f", {who.post}" if who.post else ""
    tell(f"Penanda tangan: {printable(who.name + post)}; sertifikat {who.serial} dari {printable(who.issuer)}.")
    tell(f"Berlaku {who.begins:%Y-%m-%d} sampai {who.ends:%Y-%m-%d}; tingkat {signing.level_of(desk, wanted)}.")
    if who.test:
        tell("Sertifikat ini hanya untuk uji: hasilnya bukan tanda tangan sah.")


def _signed(desk: Desk, chosen: Sequence[Item], key: Key, wanted: Wanted) -> int:
    made, found = signing.sign(desk, chosen, key, wanted)
    if not made:
        return _refused(desk.root, found)
    done, stopped = signing.keep(desk, made, key)
    for item in done:
        _told(item)
    if found or stopped:
        show(full([*found, *stopped], source_lines(desk.root)))
    if stopped:
        tell(f"{len(done)} dari {len(made)} berkas ditandatangani; ulangi untuk yang lain.")
    return 1 if stopped else 0


def _told(done: Signed) -> None:
    tell(f"{signed_files.FOLDER}/{done.item.place}: ditandatangani, tingkat {done.level}, SHA-256 {done.sha256}")
