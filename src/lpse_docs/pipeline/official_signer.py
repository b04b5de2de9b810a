"""Whether the one who signs is the official the approvals and the roster name for that role."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from lpse_docs.certificates import NIP, Holder, digits, same_name
from lpse_docs.compose.approval import FOLDER
from lpse_docs.compose.kinds import KINDS
from lpse_docs.load.files import read_text
from lpse_docs.load.schema import validate
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.approval import ApprovalAct, ApprovalKind, ApprovalRecord, ApprovalRole
from lpse_docs.model.office import Office, Official
from lpse_docs.model.place import Placed
from lpse_docs.model.roster import needs
from lpse_docs.model.sop import Sop
from lpse_docs.pipeline.signing import number_of, role_of

Source = TypeVar("Source", bound=Placed)


@dataclass(frozen=True)
class Eligible:
    """Who may sign in a role of a document.

    Attributes:
        officials: Those who hold the posts; one that is unknown has no name.
        approved: Whether they are the ones whose posts approved it.
    """

    role: ApprovalRole
    officials: tuple[Official, ...]
    approved: bool = False

    def posts(self, who: Holder) -> set[str]:
        """The posts the roster says the holder of a certificate has among them."""
        return {item.post for item in self.officials if matches(who, item)}


def eligible(root: Path, office: Office, place: str, field: str) -> Eligible | None:
    """Who may sign at a place: those whose posts approved the document in its role, the one of its number where several did.

    Without a record it is whoever may act in that role. None when the place is that of no role.

    Args:
        root: The workspace.
        office: The office.
        place: Where the file lies below `signed/`.
        field: The place to sign.
    """
    document = PurePosixPath(place).stem
    role = role_of(field, document)
    if role is None:
        return None
    posts, number = _acted(root, document, role), number_of(field)
    recorded = posts[number - 1 : number] if number else posts
    known = {item.post: item for item in office.officials}
    found = recorded or _may_act(root, office, place, role)
    return Eligible(role, tuple(known.get(post) or _unknown(office, post) for post in found), bool(recorded))


def _unknown(office: Office, post: str) -> Official:
    title = next((item.name for item in office.posts if item.id == post), post)
    return Official(post=post, title=title, name=None, rank=None, nip=None)


def _acted(root: Path, document: str, role: ApprovalRole) -> list[str]:
    """The posts that approved the last content there is an approval of, in their order."""
    record = _read(root, f"{FOLDER}/{document}.yaml", ApprovalRecord)
    if record is None or not record.entries:
        return []
    last = record.entries[-1].digest
    entries = [item for item in record.entries if item.digest == last and item.act is ApprovalAct.APPROVE]
    return list(dict.fromkeys(item.post for item in entries if item.role is role))


def _may_act(root: Path, office: Office, place: str, role: ApprovalRole) -> Sequence[str]:
    """The posts that may act in a role, by the kind of document; a SOP names its approver itself."""
    kind, approver = _kind(place), None
    if kind is ApprovalKind.SOP:
        sop = _read(root, f"sops/{PurePosixPath(place).stem.removeprefix('sop-')}.yaml", Sop)
        if sop is None:
            return ()
        approver = sop.approver
    roles = needs(office, kind, approver) if kind else ()
    return next((need.posts for need in roles if need.role is role), ())


def _kind(place: str) -> ApprovalKind | None:
    """What a published file is to those who approve it, by its folder and the beginning of its name."""
    path = PurePosixPath(place)
    folder, name = path.parts[0], f"{path.stem}-"
    found = [it for it in KINDS if it.folder == folder and name.startswith(f"{it.template.partition('.')[0]}-")]
    longest = max(found, key=lambda it: len(it.template), default=None)
    return longest.approval if longest else None


def _read(root: Path, path: str, model: type[Source]) -> Source | None:
    """One source; None when it is not there or cannot be trusted."""
    text, found = read_text(root, path) if (root / path).exists() else (None, [])
    value, more = read_yaml(text or "", path)
    made, faulty = validate(model, value, path) if text is not None and not found + more else (None, [])
    return None if faulty else made


def matches(who: Holder, official: Official) -> bool | None:
    """Whether the holder of a certificate is an official: the number decides where both sides know it, else the name.

    None when the roster knows neither, or the certificate does not.
    """
    number = digits(who.number)
    if official.nip and len(number) == NIP:
        return digits(official.nip) == number
    return same_name(official.name, who.name) if official.name else None


def recognised(who: Holder, officials: Sequence[Official]) -> bool:
    """Whether the holder of a certificate is known to be one of some officials."""
    return any(matches(who, item) for item in officials)


def stranger(who: Holder, expected: Sequence[Official], others: Sequence[Official] = ()) -> str | None:
    """Why the holder of a certificate is none of those who should sign, in Indonesian; None when nothing says so.

    Args:
        who: The holder.
        expected: Those who should. Nobody is a stranger to one whose name is unknown, but who is known to hold another post.
        others: All officials of the office.
    """
    answers = [matches(who, item) for item in expected]
    if not expected or True in answers:
        return None
    if None not in answers:
        return _difference(who, expected[0])
    other = next((item for item in others if item not in expected and matches(who, item)), None)
    return f"menurut daftar pejabat ia {other.title}" if other else None


def _difference(who: Holder, official: Official) -> str:
    what = "NIP" if official.nip and len(digits(who.number)) == NIP else "nama"
    return f"{what} pada sertifikat bukan {what} {official.title}"


def renamed(who: Holder, expected: Sequence[Official]) -> str | None:
    """The name in the roster, where the number is the same and the name is another."""
    for item in expected:
        same = item.nip and digits(item.nip) == digits(who.number)
        if item.name and same and not same_name(item.name, who.name):
            return item.name
    return None


def same(one: Holder, other: Holder) -> bool:
    """Whether two certificates are one, or speak of one NIP."""
    number = digits(one.number)
    return (one.issuer, one.serial) == (other.issuer, other.serial) or (
        len(number) == NIP and number == digits(other.number)
    )
