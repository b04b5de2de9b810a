"""Whether the one who signed is the official the approvals and the roster name for that role."""

import re
from collections.abc import Iterator
from pathlib import Path

from lpse_docs.certificates import Holder
from lpse_docs.compose.approval import FOLDER
from lpse_docs.load.files import read_text
from lpse_docs.load.schema import validate
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.approval import ApprovalAct, ApprovalRecord, ApprovalRole
from lpse_docs.model.office import Office, Official

NIP, NIK = 18, 16  # digits
BEFORE = frozenset({"drs", "dra", "dr", "ir", "prof", "h", "hj", "apt"})  # titles, which certificates often leave out


def officials(root: Path, office: Office, document: str, role: ApprovalRole, number: int) -> list[Official]:
    """Who should sign: those whose posts approved the document in this role, the one of that number where several did.

    Without a record it is nobody in particular.

    Args:
        root: The workspace.
        office: The office.
        document: The id of the document.
        role: The role.
        number: Which of the posts of the role it is, from 1; 0 for all of them.
    """
    posts = _acted(root, document, role)
    wanted = posts[number - 1 : number] if number else posts
    return [item for item in office.officials if item.post in wanted]


def _acted(root: Path, document: str, role: ApprovalRole) -> list[str]:
    """The posts that approved the last content there is an approval of, in their order."""
    path = f"{FOLDER}/{document}.yaml"
    text, found = read_text(root, path) if (root / path).exists() else (None, [])
    value, more = read_yaml(text or "", path)
    record, faulty = validate(ApprovalRecord, value, path) if text is not None and not found + more else (None, [])
    if record is None or faulty or not record.entries:
        return []
    last = record.entries[-1].digest
    entries = [item for item in record.entries if item.digest == last and item.act is ApprovalAct.APPROVE]
    return list(dict.fromkeys(item.post for item in entries if item.role is role))


def stranger(who: Holder, expected: list[Official]) -> str | None:
    """Why the holder of a certificate is none of those who should sign, in Indonesian; None when it is one of them.

    The number decides where both sides know it, else the name.
    """
    told = [reason for item in expected if (reason := _differs(who, item)) is not None]
    return told[0] if told and len(told) == len(expected) else None


def comparable(who: Holder, expected: list[Official]) -> bool:
    """Whether roster and certificate say enough of everybody who may sign."""
    numbered = len(digits(who.number)) == NIP
    return bool(expected) and all(item.name or (item.nip and numbered) for item in expected)


def renamed(who: Holder, expected: list[Official]) -> str | None:
    """The name in the roster, where the number is the same and the name is another."""
    for item in expected:
        if item.name and item.nip and digits(item.nip) == digits(who.number) and _name(item.name) != _name(who.name):
            return item.name
    return None


def _differs(who: Holder, official: Official) -> str | None:
    number = digits(who.number)
    if official.nip and len(number) == NIP:
        return None if digits(official.nip) == number else f"NIP pada sertifikat bukan NIP {official.title}"
    if official.name and _name(official.name) != _name(who.name):
        return f"nama pada sertifikat bukan nama {official.title}"
    return None


def digits(text: str) -> str:
    """The digits of a number, however it is grouped."""
    return re.sub(r"\D", "", text)


def number_shown(who: Holder) -> str:
    """The number in a certificate for a screen; a NIK stays where it is."""
    return "nomor induk kependudukan, tidak ditampilkan" if len(digits(who.number)) == NIK else who.number


def _name(name: str) -> tuple[str, ...]:
    """A name without titles, spaces and capitals."""
    return tuple(_words(name.partition(",")[0].casefold()))


def _words(name: str) -> Iterator[str]:
    for word in name.split():
        plain = re.sub(r"[^\w']", "", word)
        if plain and plain not in BEFORE and not word.endswith("."):
            yield plain
