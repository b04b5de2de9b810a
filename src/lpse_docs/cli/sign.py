"""`lpse-docs sign`: electronic signatures in finished files, each shown and asked for before it is made."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from lpse_docs.certificates import holder, presentable
from lpse_docs.cli.bsre import Access, bsre_options
from lpse_docs.cli.bsre import run as run_by_bsre
from lpse_docs.cli.consent import UNCHANGED, agreed, refused
from lpse_docs.cli.keys import OfficeKey, Source, key_options, office_key_options
from lpse_docs.cli.project import project
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import Choice, Command
from lpse_docs.cli.turns import held
from lpse_docs.diagnostics import errors
from lpse_docs.model.approval import ApprovalRole
from lpse_docs.pipeline import anchors, held_signer, journal, signed_files, signing, signing_faults
from lpse_docs.pipeline.excerpt import printable, source_lines
from lpse_docs.pipeline.signing import Desk, Item, Signed, Wanted
from lpse_docs.sign.keys import Key, Unusable, no_core_dump
from lpse_docs.sign.levels import Level
from lpse_docs.sign.passphrase import Unasked

ROLES = tuple(item.value for item in ApprovalRole)
LEVELS = tuple(item.value for item in Level)
WAITING = "Menunggu perintah lain yang sedang menandatangani."


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
@bsre_options
@key_options
@click.option("--level", type=Choice(LEVELS), metavar="TINGKAT", help=f"{', '.join(LEVELS)}; bawaan: yang tertinggi.")
@click.option("--timestamp", metavar="URL", help="Layanan cap waktu; bawaan: signing.timestamp pada lpse.yaml.")
@office_key_options
@click.option("--yes", is_flag=True, help="Jangan bertanya dahulu.")
def command(
    files: tuple[str, ...],
    role: str | None,
    field: str | None,
    *,
    level: str | None,
    timestamp: str | None,
    office: OfficeKey,
    source: Source,
    access: Access | None,
    yes: bool,
) -> int:
    """Sign files."""
    no_core_dump()
    if (role is None) == (field is None):
        raise click.UsageError("Sebut --role atau --field, salah satu.")
    if access and (level or timestamp):
        raise click.UsageError("Tingkat dan cap waktu ditentukan layanan BSrE; --level dan --timestamp tidak dipakai.")
    wanted = Wanted(
        now=datetime.now(UTC),
        role=ApprovalRole(role) if role else None,
        field=field,
        level=Level(level) if level else None,
        timestamp=timestamp,
    )
    root = project().root
    with held(root, signed_files.FOLDER, WAITING):
        desk, found = signing.desk(root)
        if desk is None:
            return refused(root, found)
        paths = [Path(name) for name in files]
        if access:
            return run_by_bsre(desk, paths, replace(access, offered=source.offered), wanted, office, ask=not yes)
        return _run(desk, paths, source, wanted, office, ask=not yes)


def _run(desk: Desk, files: Sequence[Path], source: Source, wanted: Wanted, office: OfficeKey, *, ask: bool) -> int:
    root = desk.root
    chosen, found = signing.items(desk, files, wanted)
    if found:
        return refused(root, found)
    names = held_signer.names(desk, chosen)  # templates are filled before any key is opened
    try:
        with source.opened(desk.office.signing.remote) as opened:
            key = anchors.completed(opened, desk.trust)
            trusted = anchors.demand_trusted(key, desk.trust, wanted.now)
            identity = held_signer.held(desk, chosen, holder(key.certificate), names)
            if errors(identity):
                return refused(root, identity)
            if own := office.opened():
                wanted = replace(wanted, token=partial(journal.token_of, root, own, wanted.now))
            _shown(desk, chosen, key, wanted)
            if identity or trusted:
                show(full([*identity, *trusted], source_lines(root)))
            if ask and not agreed():
                tell(UNCHANGED)
                return 1
            return _signed(desk, chosen, key, wanted)
    except Unasked as unasked:
        raise click.UsageError(f"{unasked}.") from None
    except Unusable as unusable:
        return refused(root, [signing_faults.unusable(str(unusable))])


def _shown(desk: Desk, chosen: Sequence[Item], key: Key, wanted: Wanted) -> None:
    """What will be signed, with whose key."""
    for item in chosen:
        edition = f", edisi {item.edition}" if item.edition else ""
        tell(f"{item.place}: {printable(item.title) or 'tanpa judul'}{edition}")
        tell(f"  SHA-256 {item.sha256}")
        role = f" (peran {wanted.role.value})" if wanted.role else ""
        tell(f"  bidang {printable(item.field)}{role}, tingkat {signing.reached(desk, item, wanted)}")
    who = presentable(holder(key.certificate))
    post = f", {who.post}" if who.post else ""
    tell(f"Penanda tangan: {printable(who.name + post)}; sertifikat {who.serial} dari {printable(who.issuer)}.")
    tell(f"Berlaku {who.begins:%Y-%m-%d} sampai {who.ends:%Y-%m-%d}.")
    if who.test:
        tell("Sertifikat ini hanya untuk uji: hasilnya bukan tanda tangan sah.")


def _signed(desk: Desk, chosen: Sequence[Item], key: Key, wanted: Wanted) -> int:
    made, found = signing.sign(desk, chosen, key, wanted)
    if not made:
        return refused(desk.root, found)
    done, more = signing.keep(desk, made, key, partial(journal.note, desk.root), partial(journal.settled, desk.root))
    for item in done:
        _told(item)
    stopped = errors(more)
    if found or more:
        show(full([*found, *more], source_lines(desk.root)))
    if stopped:
        tell(f"{len(done)} dari {len(made)} berkas ditandatangani; ulangi untuk yang lain.")
    return 1 if stopped else 0


def _told(done: Signed) -> None:
    tell(f"{signed_files.FOLDER}/{done.item.place}: ditandatangani, tingkat {done.level}, SHA-256 {done.sha256}")
