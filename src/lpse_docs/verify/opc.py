"""Signed Word and Excel files: what each signature covers, who made it, and what can be concluded.

A signature counts as intact only when it covers every part and relationship of the file: what nobody signed may have
been added by anybody, although Office, LibreOffice and others call such a file valid.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from lpse_docs.opc import lines as drawn
from lpse_docs.opc.package import Package, Unreadable, opened
from lpse_docs.opc.xml import parsed
from lpse_docs.verify import validity
from lpse_docs.verify.opc_coverage import Contents, added_facts, contents, shortfall, wrong_facts, wrong_parts
from lpse_docs.verify.opc_pieces import Doubtful, Unsound
from lpse_docs.verify.opc_signature import Signed, read
from lpse_docs.verify.opc_validity import Verdict, concluded
from lpse_docs.verify.question import Fetch
from lpse_docs.verify.report import Answer, Certification, Conclusion, SignatureReport, TimeSource
from lpse_docs.verify.trust import Trust

__all__ = ["Judged", "Unreadable", "free", "judge"]

MOST: Final = 32  # signatures that are judged
SHOWN: Final = 3  # faults of a signature that are told
_KINDS: Final = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "dokumen Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "buku kerja Excel",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "presentasi PowerPoint",
}
_MACROS: Final = ("macroenabled", "vbaproject", "activex", "oleobject")
_LINK: Final = "/hyperlink"
for _name in ("pyhanko", "pyhanko_certvalidator"):  # what it mutters about a broken chain is said in our words
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


class Judged(NamedTuple):
    """What is known of a file.

    Attributes:
        kind: What kind of file it is, in Indonesian.
        signatures: The signatures in the order of the file.
        faults: What makes the file unacceptable whatever the signatures say.
        remarks: What a reader should know besides.
        doubts: What keeps a good file from being concluded.
    """

    kind: str
    signatures: tuple[SignatureReport, ...]
    faults: tuple[str, ...]
    remarks: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def judge(data: bytes, trust: Trust, at: datetime, fetch: Fetch | None = None) -> Judged:
    """What a stranger can conclude of a file.

    Args:
        data: The file.
        trust: Roots that are trusted, and lists of revoked certificates.
        at: The day of the verification, with a zone.
        fetch: How to ask certification bodies; None stays offline.

    Raises:
        Unreadable: It is no package, broken, or exceeds the bounds; the words say why.
    """
    package = opened(data)
    held = contents(package)
    faults, remarks = [*wrong_parts(held), *wrong_facts(package, held)], _remarks(held)
    if len(held.signatures) > MOST:
        return Judged(_kind(held), (), (*faults, f"berkas memuat lebih dari {MOST} tanda tangan"), tuple(remarks))
    signed = [_read(name, package, held) for name in held.signatures]
    judged = asyncio.run(_reports(signed, held, package, trust, at, fetch=fetch))
    whole = [item for item in signed if isinstance(item, Signed)]
    faults += _lines(package, whole)
    remarks += [*_said(whole), *_unbound(whole), *(doubt for _, doubts in judged for doubt in doubts)]
    if not held.signatures and not faults:
        remarks.append("berkas ini tidak bertanda tangan digital")
    doubts = added_facts([item.covered for item in whole], held) if signed else ()
    reports = tuple(report for report, _ in judged)
    return Judged(_kind(held), reports, tuple(faults), tuple(remarks), tuple(doubts))


def free(data: bytes) -> list[str]:
    """The names of all signature lines, signed or not, by which a reader sees whose place there is."""
    return [line.field for line in _drawn(opened(data)) if line.field]


def _read(name: str, package: Package, held: Contents) -> Signed | Conclusion:
    """A signature, or why it cannot be read."""
    try:
        return read(name, package, held)
    except Unsound as fault:
        return Conclusion(Answer.NO, str(fault))
    except Doubtful as fault:
        return Conclusion(Answer.UNKNOWN, f"tidak dapat diperiksa: {fault}")


def _unread(why: Conclusion) -> SignatureReport:
    unknown = Conclusion(Answer.UNKNOWN, "tanda tangan tidak dapat diperiksa")
    return SignatureReport("", None, "XML-DSig", None, TimeSource.NOBODY, Certification.UNKNOWN, why, unknown, unknown)


async def _reports(
    signed: Sequence[Signed | Conclusion],
    held: Contents,
    package: Package,
    trust: Trust,
    at: datetime,
    *,
    fetch: Fetch | None,
) -> list[tuple[SignatureReport, Sequence[str]]]:
    """A report of each signature, with what is to be said of its time stamps."""
    found = list[tuple[SignatureReport, Sequence[str]]]()
    for item in signed:
        if isinstance(item, Conclusion):
            found.append((_unread(item), ()))
            continue
        verdict = await concluded(item, trust, at, fetch)
        report = SignatureReport(
            place=item.role or _field(package, item.line),
            holder=item.holder,
            level=_level(item, verdict),
            time=verdict.time,
            time_source=verdict.source,
            certification=verdict.certification,
            intact=_intact(item, held, verdict),
            valid_then=verdict.then,
            valid_now=verdict.now,
        )
        found.append((report, verdict.doubts))
    return found


def _intact(signed: Signed, held: Contents, verdict: Verdict) -> Conclusion:
    faults = [*signed.faults, *shortfall(signed.covered, held), *verdict.faults]
    if faults:
        more = f"; dan {len(faults) - SHOWN} hal lain" if len(faults) > SHOWN else ""
        return Conclusion(Answer.NO, "; ".join(faults[:SHOWN]) + more)
    if signed.legacy:
        return Conclusion(Answer.UNKNOWN, f"isi cocok, tetapi menurut {signed.legacy}, yang sudah dapat dipalsukan")
    return Conclusion(Answer.YES, "seluruh isi dan hubungan di dalamnya tercakup dan tidak berubah")


def _level(signed: Signed, verdict: Verdict) -> str:
    """The baseline level (ETSI EN 319 132-1), or that it has no properties of a signer at all."""
    if not signed.qualified:
        return "XML-DSig"
    if not verdict.stamped:
        return "B-B"
    proven = "" if verdict.source is TimeSource.STAMP else validity.UNPROVEN
    return ("B-LT" if signed.crls or signed.ocsps else "B-T") + proven


def _kind(held: Contents) -> str:
    main = held.types.of(held.main)
    return _KINDS.get(main, "dokumen Office bermakro" if "macroenabled" in main.lower() else "paket Office")


def _remarks(held: Contents) -> list[str]:
    """What a signature over it does not make harmless."""
    found = list[str]()
    if any(word in kind.lower() for kind in held.kinds for word in _MACROS):
        found.append("berkas memuat makro atau objek program; tanda tangan tidak menjadikannya aman dijalankan")
    outside = sorted({item.target for item in held.related if item.external and not item.type.endswith(_LINK)})
    if outside:
        found.append(f"berkas menunjuk isi di luar dirinya yang dapat berubah: {', '.join(outside[:3])[:200]}")
    if held.signatures and held.spared:
        found.append(f"tidak dicakup tanda tangan, sebagaimana pada Office: {', '.join(sorted(held.spared))}")
    return found


def _said(signed: Sequence[Signed]) -> list[str]:
    return [f"alasan {item.holder.shown}: {' '.join(item.reason.split())[:200]}" for item in signed if item.reason]


def _unbound(signed: Sequence[Signed]) -> list[str]:
    return [validity.unbound(f"oleh {item.holder.shown}").removesuffix(".") for item in signed if not item.qualified]


def _lines(package: Package, signed: Sequence[Signed]) -> list[str]:
    """Lines that are filled twice, or that are nowhere in the document."""
    told = [item.line for item in signed if item.line]
    known = {item.id for item in _drawn(package)}
    found = [f"garis tanda tangan {line} diisi dua kali" for line in sorted({x for x in told if told.count(x) > 1})]
    return found + [f"garis tanda tangan {line} tidak ada dalam dokumen" for line in told if line not in known]


def _field(package: Package, line: str) -> str:
    return (
        next((item.field or item.post or item.name for item in _drawn(package) if item.id == line), "") if line else ""
    )


def _drawn(package: Package) -> Sequence[drawn.Line]:
    found = [name for name in package.parts if name.startswith(("word/", "xl/")) and name.endswith((".xml", ".vml"))]
    return [
        line for name in found if b"signatureline" in package[name] for line in drawn.lines(parsed(package[name], name))
    ]
