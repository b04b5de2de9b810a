"""Word and Excel files as `sign` signs any file: their places, one more signature, and the proof that nothing else changed."""

import asyncio
import hashlib
from collections.abc import Callable

from asn1crypto import cms
from pyhanko.sign.timestamps import TimeStamper

from lpse_docs.certificates import holder
from lpse_docs.opc.package import Package, Unreadable, opened
from lpse_docs.opc.vocabulary import CORE_TITLE
from lpse_docs.opc.xml import parsed
from lpse_docs.sign import opc
from lpse_docs.sign.keys import Key
from lpse_docs.sign.levels import Level
from lpse_docs.sign.order import Order, Place, Unsignable
from lpse_docs.sign.pdf import DIGEST, Services
from lpse_docs.sign.stamp import Stamps

ROLES = ("pembuat", "pemeriksa", "pengesah")
CORE = "docProps/core.xml"
SECONDS = 60
NAMED = ("[Content_Types].xml", "_rels/.rels")  # what tells of a new signature


def places(data: bytes) -> list[Place]:
    """The signature lines that are free; a workbook has none and may be signed in any role.

    Raises:
        Unsignable: It is no Word or Excel file, or broken.
    """
    package = _opened(data)
    if any(name.startswith("xl/") for name in package.parts):
        return [Place(f"pengesahan/{role}", False, 0.0, 0.0) for role in ROLES]
    try:
        return [Place(line.field, False, 0.0, 0.0) for line in opc.lines(data) if line.field]
    except opc.Refused as refused:
        raise Unsignable(str(refused)) from refused


def title(data: bytes) -> str:
    """What a file calls itself; empty when it does not say."""
    package = _opened(data)
    return (parsed(package[CORE], CORE).findtext(CORE_TITLE) or "") if CORE in package else ""


def level(wanted: Level) -> Level:
    """The level that is reached: revocation data are not put into these files."""
    return Level.TIME if wanted.stamped else Level.BASIC


async def sign(data: bytes, key: Key, order: Order, helping: Services, stamps: Stamps) -> bytes:  # noqa: ARG001 - see FORMATS
    """A file with one signature more.

    Raises:
        Unsignable: The file has two signatures already, parts that nothing leads to, or the service does not answer.
        Unusable: The key does not sign.
    """
    name = order.inscription.name if order.inscription else holder(key.certificate).shown
    reason = order.reason or "Tanda tangan"
    stamp = _stamp(helping.timestamper) if helping.timestamper else None
    try:
        return await asyncio.to_thread(
            opc.sign, data, key, role=order.field, name=name, reason=reason, at=order.time, timestamp=stamp
        )
    except opc.Refused as refused:
        raise Unsignable(str(refused)) from refused


def _stamp(service: TimeStamper) -> Callable[[bytes], bytes]:
    """The time stamp service as something that waits; the signer works in a thread beside the loop that asks."""
    loop = asyncio.get_running_loop()

    def stamped(data: bytes) -> bytes:
        asked = service.async_timestamp(hashlib.sha256(data).digest(), DIGEST)
        made: cms.ContentInfo = asyncio.run_coroutine_threadsafe(asked, loop).result(SECONDS)
        return bytes(made.dump())

    return stamped


def prove(before: bytes, after: bytes, key: Key, field: str) -> None:  # noqa: ARG001 - see FORMATS
    """See that a signed file is the one before with one signature more.

    Raises:
        Unsignable: It is not.
    """
    if not continues(before, after) or _signatures(_opened(after)) != _signatures(_opened(before)) + 1:
        raise Unsignable("hasil bukan berkas semula dengan satu tanda tangan baru")


def continues(before: bytes, after: bytes) -> bool:
    """Whether a file is another with more signatures: every part of it is there, byte for byte."""
    try:
        old, new = opened(before), opened(after)
    except Unreadable:
        return False
    ours = {name for name in {*old.parts, *new.parts} if not _tells(name)}
    kept = {name for name in old.parts if name.startswith(opc.FOLDER) and name.endswith(".xml")}
    return all(old.parts.get(name) == new.parts.get(name) for name in ours | kept)


def _tells(name: str) -> bool:
    return name in NAMED or name.startswith(opc.FOLDER)


def _signatures(package: Package) -> int:
    return sum(name.startswith(f"{opc.FOLDER}/sig") and name.endswith(".xml") for name in package.parts)


def _opened(data: bytes) -> Package:
    try:
        return opened(data)
    except Unreadable as error:
        raise Unsignable(str(error)) from error
