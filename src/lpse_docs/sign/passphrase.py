"""Where a passphrase or PIN comes from; never from the command line, which every user of the computer can read."""

import contextlib
import getpass
import os
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path

from lpse_docs.sign.keys import Unusable, private_bytes

FILE_VARIABLE, FOLDER_VARIABLE, CREDENTIAL = "LPSE_PASSPHRASE_FILE", "CREDENTIALS_DIRECTORY", "lpse-passphrase"
TERMINAL = "/dev/tty"
LIMIT = 4096
WAYS = (
    f"beri lewat --passphrase-fd N, berkas pada {FILE_VARIABLE}, kredensial systemd {CREDENTIAL}, "
    "atau --passphrase-env NAMA"
)


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where a kind of secret may lie besides a descriptor: the variable that names its file, its systemd credential.

    Attributes:
        ways: What to tell somebody who gave none.
    """

    file: str = FILE_VARIABLE
    credential: str = CREDENTIAL
    ways: str = WAYS


class Unasked(Unusable):
    """Nobody gave a passphrase and nobody can be asked for one."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a command line says of where the passphrase is.

    Attributes:
        descriptor: An open file descriptor to read it from.
        variable: The name of an environment variable that holds it.
        keeping: Where else it may lie.
    """

    descriptor: int | None = None
    variable: str | None = None
    keeping: Keeping = Keeping()

    def asked(self, environment: MutableMapping[str, str] | None = None) -> bool:
        """Whether nothing is offered, so that somebody has to be asked."""
        environment = os.environ if environment is None else environment
        return self.descriptor is None and self.variable is None and _file(environment, self.keeping) is None


def passphrase(offered: Offered, label: str, environment: MutableMapping[str, str] | None = None) -> bytes:
    """The passphrase, from the first place that has one: descriptor, file, variable, terminal.

    Args:
        offered: What the command line says.
        label: What is asked for, such as `Frasa sandi`.
        environment: The environment; a variable that is named is removed from it at once, whatever place is taken.

    Raises:
        Unusable: A place that was named cannot be read, or is readable by others.
        Unasked: There is none.
    """
    environment = os.environ if environment is None else environment
    held = environment.pop(offered.variable, None) if offered.variable else None
    if offered.descriptor is not None:
        return _from_descriptor(offered.descriptor)
    if path := _file(environment, offered.keeping):
        return _line(private_bytes(path, LIMIT))
    if offered.variable:
        if held is None:
            raise Unusable("variabel lingkungan yang disebut --passphrase-env tidak ada")
        return os.fsencode(held)
    return _asked(label, offered.keeping)


def _from_descriptor(number: int) -> bytes:
    data = b""
    try:
        while len(data) <= LIMIT and (more := os.read(number, LIMIT + 1 - len(data))):
            data += more
    except OSError as error:
        raise Unusable("deskriptor yang disebut tidak dapat dibaca") from error
    finally:
        with contextlib.suppress(OSError):
            os.close(number)
    if len(data) > LIMIT:
        raise Unusable("deskriptor yang disebut berisi terlalu banyak")
    return _line(data)


def _file(environment: MutableMapping[str, str], keeping: Keeping) -> Path | None:
    """The file that holds it: the one that is named, or the credential systemd laid out for this service."""
    if named := environment.get(keeping.file):
        return Path(named)
    folder = environment.get(FOLDER_VARIABLE)
    path = Path(folder) / keeping.credential if folder else None
    return path if path and os.path.lexists(path) else None


def _line(data: bytes) -> bytes:
    return data.removesuffix(b"\n").removesuffix(b"\r")


def _asked(label: str, keeping: Keeping) -> bytes:
    try:
        os.close(
            os.open(TERMINAL, os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
        )  # `getpass` would echo what is typed elsewhere
        return os.fsencode(getpass.getpass(f"{label}: "))
    except (EOFError, OSError) as error:
        raise Unasked(f"{label} tidak diberikan dan tidak ada terminal untuk menanyakannya; {keeping.ways}") from error
