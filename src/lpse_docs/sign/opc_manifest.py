"""What a signature covers: every part and relationship that Office reaches from the start of the package."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from lpse_docs.opc import relations as rel
from lpse_docs.opc import types
from lpse_docs.opc.package import Package, Unreadable
from lpse_docs.opc.relations import Relation
from lpse_docs.opc.vocabulary import ORIGIN_RELATION, UNSIGNED

_PLAIN = "/%[]!$&'()+,;=@~"


class Refused(Exception):
    """A file or key that is not signed with; the words are an Indonesian clause without full stop."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A part with the digest of what is signed of it; of relationships the ids of those that are."""

    uri: str
    digest: str
    ids: tuple[str, ...] = ()


def references(package: Package) -> list[Reference]:
    """A reference to everything that is signed, in a fixed order.

    Raises:
        Refused: Something would be neither signed nor left out as Office does.
    """
    try:
        kinds = types.content_types(package)
        held = {name: rel.relations(package[name], name) for name in package.parts if rel.is_relations(name)}
        signed, spared = _reached(package, held)
        if lost := sorted(set(package.parts) - signed - spared - {types.PART}):
            raise Refused(f"bagian {lost[0]} tidak tertaut pada apa pun dan tidak akan tercakup")
        if untyped := sorted(name for name in signed if not kinds.of(name)):
            raise Refused(f"bagian {untyped[0]} tidak mempunyai jenis isi")
        return sorted(
            (_reference(package, name, kinds.of(name), held.get(name)) for name in signed), key=lambda one: one.uri
        )
    except Unreadable as fault:
        raise Refused(str(fault)) from fault


def _reached(package: Package, held: Mapping[str, Sequence[Relation]]) -> tuple[set[str], set[str]]:
    """The parts to sign, and those Office leaves unsigned."""
    start = held.get(rel.ROOT, ())
    signed = _walk(package, held, [item.part for item in start if item.type not in UNSIGNED])
    if not signed:
        raise Refused("paket ini tidak menyebut dokumennya")
    spared = {item.part for item in start if item.type in UNSIGNED}
    spared |= _walk(package, held, [item.part for item in start if item.type == ORIGIN_RELATION])
    return signed | {rel.ROOT}, spared - signed


def _walk(package: Package, held: Mapping[str, Sequence[Relation]], start: Iterable[str]) -> set[str]:
    """The parts that can be reached from some, with their relationships."""
    found, waiting = set[str](), [name for name in start if name in package]
    while waiting:
        name = waiting.pop()
        listed = rel.part_of(name)
        if name not in found:
            found.add(name)
            if listed in held:
                found.add(listed)
                waiting += [item.part for item in held[listed] if item.part in package]
    return found


def _reference(package: Package, name: str, kind: str, found: Sequence[Relation] | None) -> Reference:
    uri = f"/{quote(name, safe=_PLAIN)}?ContentType={kind}"
    if found is None:
        return Reference(uri, _digest(package[name]))
    ids = tuple(sorted(item.id for item in found if name != rel.ROOT or item.type not in UNSIGNED))
    return Reference(uri, _digest(rel.transformed(package[name], name, ids)), ids)


def _digest(data: bytes) -> str:
    return b64encode(sha256(data).digest()).decode()
