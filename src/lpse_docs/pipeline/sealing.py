"""Sealing a folder: the list of digests, the signature over it, and the same as a statement with the office's key."""

import asyncio
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lpse_docs.pipeline import atomic, embedded, fresh
from lpse_docs.sign import seal, statement, sums
from lpse_docs.sign.keys import Key
from lpse_docs.sign.pdf import Services

OWN = frozenset({sums.NAME, seal.NAME, statement.NAME})
MOST = 10_000


class Unsealable(Exception):
    """Why a folder cannot be sealed, an Indonesian clause without full stop."""


@dataclass(frozen=True)
class Sealer:
    """What seals.

    Attributes:
        key: The key with a certificate.
        at: When, with a zone.
        services: A time stamp service for as long as it is open.
        office: The office's key for QR codes and statements, if there is one.
        facts: What the statement tells besides, such as the head of the log.
    """

    key: Key
    at: datetime
    services: Callable[[], AbstractAsyncContextManager[Services]]
    office: Ed25519PrivateKey | None = None
    facts: Mapping[str, str] | None = None


def seal_folder(folder: Path, sealer: Sealer) -> Mapping[str, str]:
    """Write the seal of a folder beside its files; the list first, so a signature never stands over nothing.

    Returns:
        The digest of each file by its path below the folder.

    Raises:
        Unsealable: There is nothing, too much, or something that is no file.
        Unsignable: The time stamp service does not answer.
        Unusable: The key does not sign.
    """
    digests = {name: fresh.digest(str(folder / name)) for name in _files(folder)}
    if not digests:
        raise Unsealable("folder ini kosong")
    try:
        listed = sums.sums(digests)
    except ValueError as error:
        raise Unsealable(f"nama berkas {str(error)!r} tidak dapat ditulis dalam daftar") from error
    signature = asyncio.run(_signed(listed, sealer))
    atomic.write(folder / sums.NAME, listed)
    atomic.write(folder / seal.NAME, signature)
    if sealer.office:
        stated = statement.statement(digests, sealer.facts or {}, embedded.of_folder(folder, digests))
        atomic.write(folder / statement.NAME, statement.envelope(stated, sealer.office))
    return digests


async def _signed(listed: bytes, sealer: Sealer) -> bytes:
    async with sealer.services() as helping:
        return await seal.seal(listed, sealer.key, sealer.at, helping.timestamper)


def _files(folder: Path) -> list[str]:
    """Every file below a folder but those of the seal itself.

    Raises:
        Unsealable: Something is a link or no ordinary file, or there is too much.
    """
    found = [name for name in _below(str(folder), "") if name not in OWN]
    if len(found) > MOST:
        raise Unsealable(f"folder ini memuat lebih dari {MOST} berkas")
    return found


def _below(folder: str, prefix: str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda item: item.name):
        name = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, name + "/")
        elif entry.is_file(follow_symlinks=False):
            yield name
        else:
            raise Unsealable(f"{name} bukan berkas biasa")
