"""`lpse-docs sign --bsre`: files signed by the BSrE service of the office, with secrets that no command line shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial, wraps
from pathlib import Path
from typing import Any

import click

from lpse_docs.certificates import presentable
from lpse_docs.cli.consent import UNCHANGED, agreed, refused
from lpse_docs.cli.keys import OfficeKey, with_options
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import Descriptor
from lpse_docs.diagnostics import errors
from lpse_docs.pipeline import bsre_faults, bsre_signing, held_signer, journal, signed_files, signing
from lpse_docs.pipeline.bsre_signing import Draft, Outcome
from lpse_docs.pipeline.excerpt import printable, source_lines
from lpse_docs.pipeline.signing import Desk, Wanted
from lpse_docs.sign.bsre import Identity, Secret, Service, Signer, identity, secret, service
from lpse_docs.sign.keys import Unusable
from lpse_docs.sign.passphrase import Keeping, Offered, Unasked, passphrase

CLIENT = Keeping(
    "LPSE_BSRE_CLIENT_FILE",
    "lpse-bsre-client",
    "beri lewat --bsre-client-fd N, berkas pada LPSE_BSRE_CLIENT_FILE, atau kredensial systemd lpse-bsre-client",
)
PERSON = Keeping(
    "LPSE_BSRE_ID_FILE",
    "lpse-bsre-id",
    "beri lewat --bsre-id-fd N, berkas pada LPSE_BSRE_ID_FILE, kredensial systemd lpse-bsre-id, atau sebut surel "
    "dengan --email",
)


@dataclass(frozen=True)
class Access:
    """How the service knows the office and the signer, as the command line says it.

    Attributes:
        email: Of the signer; None for a NIK, which is given elsewhere.
        totp: Whether a code is wanted instead of a passphrase. offered: Where either is.
        person: A descriptor with the NIK. client: One with what the service knows the office by.
    """

    email: str | None
    totp: bool
    person: int | None
    client: int | None
    offered: Offered = field(default_factory=Offered)

    def service(self, url: str) -> Service:
        """The service, with what it knows this office by.

        Raises:
            Unusable: It may not be asked.
        """
        return service(url, passphrase(Offered(self.client, None, CLIENT), "Nama:sandi klien BSrE"))

    def who(self) -> Identity:
        """The signer.

        Raises:
            Unusable: Neither a NIK nor an e-mail was given.
        """
        if self.email:
            made = identity(self.email)
            if made.kind == "email":
                return made
            raise Unusable("NIK tidak boleh ditulis pada baris perintah; --email hanya untuk surel")
        given = passphrase(Offered(self.person, None, PERSON), "NIK atau surel penanda tangan")
        return identity(given.decode(errors="replace"))

    def secret(self, asked: Service, who: Identity, files: int) -> Secret:
        """The passphrase, or a code; one that nobody gives yet is sent to the signer first.

        Raises:
            Unusable: There is none.
        """
        if not self.totp:
            return secret("passphrase", passphrase(self.offered, "Frasa sandi BSrE"))
        if self.offered.asked():
            asked.send_code(who, files)
            tell("Kode sekali pakai dikirim BSrE kepada penanda tangan.")
        return secret("totp", passphrase(self.offered, "Kode sekali pakai BSrE"))


def bsre_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options of the service; the command gets an `access`, None without `--bsre`."""

    @wraps(command)
    def accessed(*args: Any, bsre: bool, email: str | None, totp: bool, **options: Any) -> int:
        person, client = options.pop("bsre_person"), options.pop("bsre_client")
        if not bsre and (email or totp or person is not None or client is not None):
            raise click.UsageError("--email, --totp, --bsre-id-fd, dan --bsre-client-fd hanya dipakai bersama --bsre.")
        if email and person is not None:
            raise click.UsageError("Sebut --email atau --bsre-id-fd, salah satu.")
        return command(*args, access=Access(email, totp, person, client) if bsre else None, **options)

    return with_options(accessed, OPTIONS)


OPTIONS: Sequence[Callable[..., Any]] = (
    click.option("--bsre", is_flag=True, help="Tanda tangani lewat layanan BSrE pada signing.bsre; PDF saja."),
    click.option("--email", metavar="SUREL", help="Surel penanda tangan pada BSrE; bawaan: NIK ditanyakan."),
    click.option("--totp", is_flag=True, help="Pakai kode sekali pakai, bukan frasa sandi."),
    click.option(
        "--bsre-id-fd", "bsre_person", type=Descriptor(), metavar="N", help="Deskriptor berisi NIK atau surel."
    ),
    click.option(
        "--bsre-client-fd", "bsre_client", type=Descriptor(), metavar="N", help="Deskriptor berisi nama:sandi klien."
    ),
)


def run(desk: Desk, files: Sequence[Path], access: Access, wanted: Wanted, office: OfficeKey, *, ask: bool) -> int:
    """Sign files by the service, each shown and asked for before anything is sent."""
    settings = desk.office.signing.bsre
    if settings is None:
        return refused(desk.root, [bsre_faults.unset()])
    try:
        if own := office.opened():
            wanted = replace(wanted, token=partial(journal.token_of, desk.root, own, wanted.now))
        chosen, found = bsre_signing.drafts(desk, files, wanted)
        if found:
            return refused(desk.root, found)
        asked, who = access.service(settings.url), access.who()
        asked.demand_status(who)
        names = held_signer.names(desk, [draft.item for draft in chosen])
        _shown(desk, chosen, asked, who)
        if ask and not agreed():
            tell(UNCHANGED)
            return 1
        given = access.secret(asked, who, len(chosen))
    except Unasked as unasked:
        raise click.UsageError(f"{unasked}.") from None
    except Unusable as unusable:
        return refused(desk.root, [bsre_faults.refused(str(unusable))])
    outcome, found = bsre_signing.sign(desk, chosen, Signer(asked, who, given), wanted, names)
    if outcome is None:
        return refused(desk.root, found)
    return _kept(desk, outcome, found)


def _shown(desk: Desk, chosen: Sequence[Draft], asked: Service, who: Identity) -> None:
    """What will be sent, where to, and which blocks are printed in it."""
    for draft in chosen:
        item = draft.item
        edition = f", edisi {item.edition}" if item.edition else ""
        tell(f"{item.place}: {printable(item.title) or 'tanpa judul'}{edition}")
        tell(f"  SHA-256 {item.sha256}, dari naskah {printable(draft.blocks.origin)}")
        tell(f"  blok {printable(item.field)}, dinyatakan sebagai {printable(draft.reason)}")
        if item.others:
            tell(f"  blok tercetak yang menunggu: {printable(', '.join(item.others))}")
    tell(f"Layanan BSrE {asked.address.hostname}; penanda tangan {printable(who.shown)}, berstatus ISSUE.")
    if any(draft.blocks.test for draft in chosen) or (desk.office.signing.bsre and desk.office.signing.bsre.test):
        tell("Layanan ini hanya untuk uji: hasilnya bukan tanda tangan sah.")


def _kept(desk: Desk, outcome: Outcome, found: Sequence[Any]) -> int:
    who = presentable(outcome.who)
    number = f", NIP/nomor {who.number}" if who.number else ""
    kind = "tersertifikasi" if outcome.certified else "tidak tersertifikasi"
    tell(f"Ditandatangani oleh {printable(who.name + number)}; sertifikat dari {printable(who.issuer)}, {kind}.")
    done, more = signing.keep(
        desk, outcome.made, outcome.answer, partial(journal.note, desk.root), partial(journal.settled, desk.root)
    )
    for item in done:
        place = f"{signed_files.FOLDER}/{item.item.place}"
        tell(f"{place}: ditandatangani, tingkat {item.level}, SHA-256 {item.sha256}")
    stopped = errors(more)
    if found or more:
        show(full([*found, *more], source_lines(desk.root)))
    if stopped:
        tell(f"{len(done)} dari {len(outcome.made)} berkas disimpan.")
    return 1 if stopped else 0
