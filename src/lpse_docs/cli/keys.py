"""Which key signs, as command lines say it: one of three places, and a passphrase that no command line shows."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lpse_docs.cli.speech import Descriptor
from lpse_docs.sign.keys import Key
from lpse_docs.sign.office_key import from_pem
from lpse_docs.sign.passphrase import Offered, passphrase
from lpse_docs.sign.pkcs11 import from_pkcs11
from lpse_docs.sign.pkcs12 import from_pkcs12
from lpse_docs.sign.remote import from_remote


@dataclass(frozen=True)
class Source:
    """Where the key is, as the command line says it."""

    pkcs12: str | None
    pkcs11: str | None
    token: str | None
    label: str | None
    remote: str | None
    offered: Offered

    def demand(self, *, elsewhere: bool = False) -> None:
        """Refuse what does not name exactly one key; none, where the key is elsewhere.

        Raises:
            click.UsageError: It does not.
        """
        named = sum(item is not None for item in (self.pkcs12, self.pkcs11, self.remote, self.token, self.label))
        if elsewhere and named:
            raise click.UsageError("Dengan --bsre kunci ada pada BSrE; jangan sebut kunci lain.")
        if elsewhere:
            return
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


@dataclass(frozen=True)
class OfficeKey:
    """Where the office's own key for QR codes and statements is, if one is named."""

    path: str | None
    descriptor: int | None

    def opened(self) -> Ed25519PrivateKey | None:
        """The key; its passphrase is asked for only when it has one.

        Raises:
            Unusable: It cannot be used.
        """
        if self.path is None:
            return None
        return from_pem(Path(self.path), lambda: passphrase(Offered(self.descriptor), "Frasa sandi kunci kantor", {}))


def key_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options that name a key; the command gets a `source`."""

    @wraps(command)
    def sourced(*args: Any, descriptor: int | None, variable: str | None, **options: Any) -> int:
        named = {name: options.pop(name) for name in ("pkcs12", "pkcs11", "token", "label", "remote")}
        source = Source(**named, offered=Offered(descriptor, variable))
        source.demand(elsewhere=bool(options.get("access")))
        return command(*args, source=source, **options)

    return with_options(sourced, KEY_OPTIONS)


def office_key_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options that name the office's key; the command gets an `office`."""

    @wraps(command)
    def owned(*args: Any, office_key: str | None, office_descriptor: int | None, **options: Any) -> int:
        return command(*args, office=OfficeKey(office_key, office_descriptor), **options)

    return with_options(owned, OFFICE_KEY_OPTIONS)


def with_options(command: Callable[..., int], options: Sequence[Callable[..., Any]]) -> Callable[..., int]:
    """A command with options, in the order they are shown in."""
    for option in reversed(options):
        command = option(command)
    return command


KEY_OPTIONS: Sequence[Callable[..., Any]] = (
    click.option("--pkcs12", metavar="KUNCI", help="Berkas kunci .p12 yang hanya terbaca pemiliknya."),
    click.option("--pkcs11", metavar="PUSTAKA", help="Pustaka PKCS#11 bagi token."),
    click.option("--token", metavar="LABEL", help="Label token."),
    click.option("--key", "label", metavar="LABEL", help="Label kunci, bila token berisi beberapa."),
    click.option("--remote", metavar="URL", help="Layanan yang menandatangani sidik; terdaftar pada signing.remote."),
    click.option(
        "--passphrase-fd",
        "descriptor",
        type=Descriptor(),
        metavar="N",
        help="Deskriptor berisi frasa sandi atau PIN.",
    ),
    click.option(
        "--passphrase-env", "variable", metavar="NAMA", help="Variabel lingkungan berisi frasa sandi atau PIN."
    ),
)
OFFICE_KEY_OPTIONS: Sequence[Callable[..., Any]] = (
    click.option(
        "--office-key", metavar="KUNCI", help="Kunci kantor (Ed25519, PEM) bagi kode QR dan pernyataan segel."
    ),
    click.option(
        "--office-passphrase-fd",
        "office_descriptor",
        type=Descriptor(),
        metavar="N",
        help="Deskriptor berisi frasa sandi kunci kantor, bila kunci itu terkunci.",
    ),
)
