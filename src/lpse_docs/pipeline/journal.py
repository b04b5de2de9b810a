"""What is kept of each signature: a line in the log, and the words of the QR code on it."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lpse_docs import __version__
from lpse_docs.certificates import holder
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.pipeline import log_match, logbook, publish, score_witness, signed_files, signer_faults, witness
from lpse_docs.pipeline.signed_files import FOLDER, Unkept
from lpse_docs.pipeline.signing import Item, Signed
from lpse_docs.sign.chain import BrokenLog
from lpse_docs.sign.keys import Bearer
from lpse_docs.sign.token import token


def note(root: Path, made: Signed, key: Bearer) -> None:
    """Write a signature down before its file is kept.

    Raises:
        Unkept: The log cannot be continued.
        OSError: It cannot be written.
    """
    who = holder(key.certificate)
    facts = {
        "berkas": made.item.place,
        "bidang": made.item.field,
        "penanda": who.shown,
        "sertifikat": who.serial,
        "tingkat": made.level.value,
        "sebelum": made.item.sha256,
        "sesudah": made.sha256,
        **approved_by(root, made.item.place),
        **score_witness.noted(root, made.item.place),
        **made.facts,
        "program": __version__,
    }
    _record(root, log_match.EVENT, facts, made.time)


def settled(root: Path, made: Sequence[Signed]) -> list[Diagnostic]:
    """Mark the lines of signatures that an interrupted run told the log but kept nowhere, and say so.

    Only for who holds the folder, before it writes lines of its own.

    Raises:
        Unkept: The log cannot be continued.
        OSError: It cannot be written.
    """
    entries = logbook.entries(root / FOLDER / logbook.NAME)
    found = list[Diagnostic]()
    for item in made:
        known = item.item.known
        current = item.item.sha256 if known is None else hashlib.sha256(known).hexdigest()
        for entry in log_match.lost(entries, item.item.place, current):
            facts = {name: str(entry.get(name, "")) for name in ("berkas", "bidang", "penanda", "sesudah")}
            _record(root, log_match.LOST, {**facts, "baris": str(entry.get("n", ""))}, item.time)
            found.append(signer_faults.lost(item.item.place, facts["bidang"], str(entry.get("t", ""))))
    return found


def _record(root: Path, event: str, facts: dict[str, str], at: datetime) -> None:
    try:
        logbook.record(root / FOLDER / logbook.NAME, event, facts, at)
    except BrokenLog as broken:
        raise Unkept(f"{FOLDER}/{logbook.NAME} berubah pada baris {broken.line}; pulihkan dahulu") from broken
    except logbook.LogRefused as refused:
        raise Unkept(f"{FOLDER}/{logbook.NAME}: {refused}") from refused


def approved_by(root: Path, place: str) -> dict[str, str]:
    """How the approvals of a file's document end at this moment; nothing where it has none."""
    document = PurePosixPath(place).stem
    seal = witness.last(root, document)
    return {"dokumen": document, witness.EVENT: seal} if seal else {}


def token_of(root: Path, office: Ed25519PrivateKey, now: datetime, item: Item) -> str:
    """The words of the QR code on a file; empty where the unsigned file is not at hand any more."""
    folder = publish.current(root / "build")
    try:
        unsigned = signed_files.content(folder / item.place) if folder else item.data
    except Unkept:
        unsigned = item.data
    if not item.data.startswith(unsigned):
        unsigned = item.data
    if unsigned == item.data and not item.first:
        return ""
    label = f"{PurePosixPath(item.place).stem}|{item.edition}"
    return token(hashlib.sha256(unsigned).hexdigest(), label, now.date(), office)
