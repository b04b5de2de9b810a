"""What a package holds, and what of it a signature leaves open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lpse_docs.opc import relations as rel
from lpse_docs.opc import types
from lpse_docs.opc.package import Package, Unreadable
from lpse_docs.opc.relations import Relation
from lpse_docs.opc.types import ContentTypes
from lpse_docs.opc.vocabulary import (
    CERTIFICATE_RELATION,
    CERTIFICATE_TYPE,
    CUSTOM,
    FACT_FOLDERS,
    FACT_TYPES,
    ORIGIN_RELATION,
    ORIGIN_TYPE,
    SIGNATURE_RELATION,
    SIGNATURE_TYPE,
    SPARED,
    THUMBNAIL,
)
from lpse_docs.opc.xml import parsed

LARGEST_FACTS: Final = 1 << 20  # bytes of a fact about a file
_OFFICE_DOCUMENT: Final = "/officeDocument"
_TYPES_OF: Final = {
    ORIGIN_RELATION: (ORIGIN_TYPE,),
    SIGNATURE_RELATION: (SIGNATURE_TYPE,),
    CERTIFICATE_RELATION: (CERTIFICATE_TYPE,),
}


@dataclass(frozen=True, slots=True)
class Contents:
    """A package as a verifier sees it.

    Attributes:
        types: Content types.
        held: Relationships by the part that holds them.
        main: The part that is the document.
        signatures: The parts with signatures.
        machinery: All that belongs to signatures themselves.
        spared: Parts that Office leaves unsigned: facts about the file.
        parts: Every part that must be signed.
    """

    types: ContentTypes
    held: Mapping[str, Sequence[Relation]]
    main: str
    signatures: Sequence[str]
    machinery: frozenset[str]
    spared: frozenset[str]
    parts: frozenset[str]

    @property
    def related(self) -> Iterator[Relation]:
        """Every relationship that is not one of signatures."""
        return (item for name, found in self.held.items() if name not in self.machinery for item in found)

    @property
    def kinds(self) -> Iterator[str]:
        """The content type of every part that must be signed."""
        return (self.types.of(name) for name in self.parts)


@dataclass(slots=True)
class Covered:
    """What a signature covers: parts with the content type it names, and relationships by the part that holds them."""

    parts: dict[str, str] = field(default_factory=dict)
    relations: dict[str, set[str]] = field(default_factory=dict)


def contents(package: Package) -> Contents:
    """Sort what is in a package.

    Raises:
        Unreadable: Its types or relationships are broken.
    """
    kinds = types.content_types(package)
    held = {name: rel.relations(package[name], name) for name in package.parts if rel.is_relations(name)}
    roots = held.get(rel.ROOT, ())
    machinery, signatures = _machinery(held, roots)
    inner = {item.part for name, found in held.items() if name != rel.ROOT for item in found}
    spared = frozenset(
        item.part
        for item in roots
        if _is_fact(item, kinds)
        and item.part in package
        and item.part not in machinery | inner
        and not any(other.part == item.part and other.type != item.type for other in roots)
    )
    mains = [item.part for item in roots if item.type.endswith(_OFFICE_DOCUMENT)]
    parts = frozenset(package.parts) - machinery - spared - {types.PART}
    return Contents(kinds, held, mains[0] if len(mains) == 1 else "", signatures, machinery, spared, parts)


def _is_fact(item: Relation, kinds: ContentTypes) -> bool:
    """Whether a relationship of the package leads to what Office leaves unsigned: of the right type, in its folder."""
    wanted = FACT_TYPES.get(item.type)
    sort = wanted is None or kinds.of(item.part).lower() == wanted.lower()
    return item.type in SPARED and sort and item.part.startswith(FACT_FOLDERS)


def _machinery(
    held: Mapping[str, Sequence[Relation]], roots: Sequence[Relation]
) -> tuple[frozenset[str], tuple[str, ...]]:
    """The parts of signatures, and those that are a signature."""
    origins = [item.part for item in roots if item.type == ORIGIN_RELATION]
    listed = [rel.part_of(name) for name in origins]
    signatures = [
        item.part for name in listed for item in held.get(name, ()) if item.type == SIGNATURE_RELATION and item.part
    ]
    own = [rel.part_of(name) for name in signatures]
    certificates = [item.part for name in own for item in held.get(name, ()) if item.type == CERTIFICATE_RELATION]
    known = {name for name in (*listed, *own) if name in held}
    return frozenset((*origins, *signatures, *certificates, *known)), tuple(dict.fromkeys(signatures))


def wrong_parts(held: Contents) -> Iterator[str]:
    """What is amiss in the package itself, whatever a signature says."""
    mains = [item for item in held.held.get(rel.ROOT, ()) if item.type.endswith(_OFFICE_DOCUMENT)]
    if len(mains) != 1 or held.main not in held.parts:
        yield "paket ini tidak menunjuk tepat satu dokumen"
    if sum(item.type == ORIGIN_RELATION for item in held.held.get(rel.ROOT, ())) > 1:
        yield "paket ini mempunyai lebih dari satu daftar tanda tangan"
    for kind in sorted({*FACT_TYPES, THUMBNAIL}):
        if sum(item.type == kind for item in held.held.get(rel.ROOT, ())) > 1:
            yield f"paket ini mempunyai lebih dari satu {kind.rpartition('/')[2]}"
    for name, found in held.held.items():
        for item in found:
            wanted = _TYPES_OF.get(item.type)
            if wanted and held.types.of(item.part).lower() not in wanted:
                yield f"bagian {item.part[:80] or '?'} disebut tanda tangan tetapi berjenis lain"
            if item.part in held.machinery and (wanted is None or name not in held.machinery | {rel.ROOT}):
                yield f"bagian tanda tangan {item.part[:80]} dipakai sebagai isi"
            if name in held.machinery and wanted is None:
                yield f"bagian tanda tangan {name[:80]} menunjuk hal lain"
    loose = sorted(name for name in held.parts if held.types.of(name).lower() == SIGNATURE_TYPE)
    yield from (f"tanda tangan {name[:80]} tidak terdaftar" for name in loose)


def wrong_facts(package: Package, held: Contents) -> Iterator[str]:
    """What is amiss with the facts about a file that nobody signs: programs open them all the same."""
    for name in sorted(held.spared):
        if len(package[name]) > LARGEST_FACTS:
            yield f"bagian {name[:80]} terlalu besar"
        elif name in _led_to(held, THUMBNAIL):
            if not held.types.of(name).lower().startswith("image/"):
                yield f"bagian {name[:80]} disebut gambar kecil tetapi berjenis lain"
        else:
            try:
                parsed(package[name], name[:80])
            except Unreadable as fault:
                yield str(fault)


def added_facts(covered: Sequence[Covered], held: Contents) -> Iterator[str]:
    """Facts about a file that no signature covers and that Office does not add by itself: anybody may have added them."""
    known = {name for item in covered for name in item.parts}
    for name in sorted(held.spared & (_led_to(held, THUMBNAIL) | _led_to(held, CUSTOM)) - known):
        yield f"bagian {name[:80]} tidak tercakup tanda tangan mana pun dan mungkin ditambahkan kemudian"


def _led_to(held: Contents, kind: str) -> set[str]:
    return {item.part for item in held.held.get(rel.ROOT, ()) if item.type == kind}


def shortfall(covered: Covered, held: Contents) -> Iterator[str]:
    """What a signature does not cover."""
    for name in sorted(held.parts):
        told = covered.parts.get(name)
        if told is None:
            yield f"bagian {name[:80]} tidak tercakup"
        elif told.lower() != held.types.of(name).lower():
            yield f"jenis isi bagian {name[:80]} bukan yang ditandatangani"
        elif name in held.held:
            yield from _open_relations(name, covered.relations.get(name, set()), held)
    yield from (
        f"bagian {name[:80]} yang ditandatangani tidak ada"
        for name in sorted(set(covered.parts) - held.parts - held.spared)
    )


def _open_relations(name: str, chosen: set[str], held: Contents) -> Iterator[str]:
    for item in held.held[name]:
        spared = name == rel.ROOT and item.type in SPARED and not item.external
        if item.id not in chosen and not spared:
            yield f"hubungan {item.id[:40]} pada {name[:80]} tidak tercakup"
