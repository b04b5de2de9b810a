"""Digital signatures of Word and Excel files (ECMA-376 part 2, 10; ETSI TS 101 903), in the form Office itself writes.

Nothing in the package changes but what names the new signature: its relationship and the content types.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from lpse_docs.certificates import holder, weakness
from lpse_docs.opc import lines as drawn
from lpse_docs.opc import relations as rel
from lpse_docs.opc import types, vocabulary
from lpse_docs.opc.package import Package, Unreadable, opened, packed, replaced
from lpse_docs.opc.vocabulary import MOST_SIGNATURES, OFFICE
from lpse_docs.opc.xml import parsed
from lpse_docs.sign import opc_manifest
from lpse_docs.sign.keys import Key
from lpse_docs.sign.opc_manifest import Refused
from lpse_docs.sign.opc_picture import pictures
from lpse_docs.sign.opc_signature import Act, Signing, signature

__all__ = ["Refused", "lines", "sign"]

FOLDER: Final = "_xmlsignatures"
_ORIGIN: Final = f"{FOLDER}/origin.sigs"
_MAIN: Final = "word/document.xml"


@dataclass(frozen=True, slots=True)
class _Signed:
    """What of signatures is in a package already."""

    origin: str
    parts: tuple[str, ...]
    lines: frozenset[str]


def lines(data: bytes) -> Sequence[drawn.Line]:
    """The places to sign that a document offers and that are still free; none in a workbook.

    Raises:
        Refused: It is no Word or Excel file, or broken.
    """
    package = _opened(data)
    return _free(package, _signed(package))


def sign(
    data: bytes,
    key: Key,
    *,
    role: str,
    name: str,
    reason: str,
    at: datetime,
    timestamp: Callable[[bytes], bytes] | None = None,
) -> bytes:
    """The file with one signature more.

    Args:
        data: The file as it was built or signed before.
        key: What signs.
        role: In what role somebody signs, such as `pengesah`; the line whose field is or ends with it is filled.
        name: How the signer is called on the line.
        reason: Why it is signed; Word shows it.
        at: When, with a zone.
        timestamp: What gives the RFC 3161 token (DER of the CMS) over data with SHA-256.

    Raises:
        Refused: The file or the key must not be signed with; the words are an Indonesian clause.
    """
    package = _opened(data)
    signed = _signed(package)
    if len(signed.parts) >= MOST_SIGNATURES:
        raise Refused(f"berkas ini sudah memuat {len(signed.parts)} tanda tangan; paling banyak {MOST_SIGNATURES}")
    if reason_not := weakness(key.certificate, at):
        raise Refused(reason_not)
    references = opc_manifest.references(package)
    line = _line(_free(package, signed), role)
    act = Act(role=role, name=name, reason=reason, at=at.astimezone(UTC), line=line.id if line else "")
    shown = pictures(name, at, test=holder(key.certificate).test) if line else None
    made = signature(Signing(references, key.certificate, key.chain, key.sign, timestamp), act, shown)
    return packed(replaced(package, _added(package, signed, made)))


def _opened(data: bytes) -> Package:
    try:
        return opened(data)
    except Unreadable as fault:
        raise Refused(str(fault)) from fault


def _signed(package: Package) -> _Signed:
    try:
        origins = [
            item.part for item in rel.relations(package[rel.ROOT], rel.ROOT) if item.type == vocabulary.ORIGIN_RELATION
        ]
        if len(origins) > 1 or not {*origins} <= {*package.parts}:
            raise Refused("daftar tanda tangan dalam berkas ini rusak")
        listed = rel.part_of(origins[0]) if origins else ""
        found = rel.relations(package[listed], listed) if listed in package else ()
        parts = tuple(item.part for item in found if item.type == vocabulary.SIGNATURE_RELATION)
        told = [parsed(package[part], part).iter(OFFICE + "SetupID") for part in parts]
    except (Unreadable, KeyError) as fault:
        raise Refused(str(fault) if isinstance(fault, Unreadable) else "paket ini tidak utuh") from fault
    taken = frozenset((item.text or "").upper() for items in told for item in items)
    return _Signed(origins[0] if origins else "", parts, taken)


def _free(package: Package, signed: _Signed) -> Sequence[drawn.Line]:
    if _MAIN not in package or b"signatureline" not in package[_MAIN]:
        return ()
    try:
        return [item for item in drawn.lines(parsed(package[_MAIN], _MAIN)) if item.id not in signed.lines]
    except Unreadable as fault:
        raise Refused(str(fault)) from fault


def _line(free: Sequence[drawn.Line], role: str) -> drawn.Line | None:
    """The line of a role: of that name, or the only one that ends with it, as `sop-a-pengesah` does."""
    if not role:
        return None
    named = [item for item in free if item.id == drawn.line_id(role) or item.field == role]
    ending = [item for item in free if item.field.endswith((f"-{role}", f"/{role}"))]
    return next((found[0] for found in (named, ending) if len(found) == 1), None)


def _added(package: Package, signed: _Signed, made: bytes) -> dict[str, bytes]:
    """The parts that are new or name what is new."""
    number = next(
        n for n in range(1, MOST_SIGNATURES + 2 + len(package.parts)) if f"{FOLDER}/sig{n}.xml" not in package
    )
    part, origin = f"{FOLDER}/sig{number}.xml", signed.origin or _ORIGIN
    listed = rel.part_of(origin)
    known = {listed: package[listed]} if listed in package else {}
    new = {
        types.PART: _typed(package[types.PART], part, origin),
        listed: _related(known.get(listed), vocabulary.SIGNATURE_RELATION, part, origin),
        part: made,
    }
    if not signed.origin:
        new[rel.ROOT] = _related(package[rel.ROOT], vocabulary.ORIGIN_RELATION, origin, "")
        new[origin] = b""
    return new


def _typed(data: bytes, part: str, origin: str) -> bytes:
    """The content types with those of a signature."""
    told = parsed(data, types.PART)
    if not any(item.get("Extension", "").lower() == "sigs" for item in told):
        ending = etree.Element(types.DEFAULT, {"Extension": "sigs", "ContentType": vocabulary.ORIGIN_TYPE})
        told.insert(0, ending)
    if not origin.endswith(".sigs"):
        raise Refused("daftar tanda tangan dalam berkas ini tidak lazim")
    etree.SubElement(told, types.OVERRIDE, {"PartName": f"/{part}", "ContentType": vocabulary.SIGNATURE_TYPE})
    return _serialised(told)


def _related(data: bytes | None, kind: str, part: str, source: str) -> bytes:
    """Relationships of a source with one more, under an id that is free."""
    told = (
        parsed(data, "")
        if data
        else etree.Element(
            f"{{{rel.NAMESPACE}}}Relationships",
            nsmap={None: rel.NAMESPACE},  # type: ignore[dict-item]  # stubs know no None
        )
    )
    taken = {item.get("Id") for item in told}
    number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    folder = f"{source.rpartition('/')[0]}/"
    target = part.removeprefix(folder) if source else part
    values = {"Id": f"rId{number}", "Type": kind, "Target": target}
    etree.SubElement(told, f"{{{rel.NAMESPACE}}}Relationship", values)
    return _serialised(told)


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
