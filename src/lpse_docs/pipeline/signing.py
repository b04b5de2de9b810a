"""Signing from the command line to the disk: look at every file first, sign all, check all, and only then keep them.

The order is: sign, check the own result, tell the journal, keep. What was signed never stands in the place of its original.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from lpse_docs.certificates import Holder, holder
from lpse_docs.compose.approval import belongs
from lpse_docs.diagnostics import Diagnostic, errors
from lpse_docs.document.theme import Theme
from lpse_docs.load.files import read_text
from lpse_docs.load.schema import validate
from lpse_docs.load.theme import load_theme
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.approval import ApprovalRole
from lpse_docs.model.office import Office, Timezone
from lpse_docs.pipeline import anchors, faults, provenance, publish, signed_files
from lpse_docs.pipeline import signing_faults as told
from lpse_docs.pipeline.signed_files import Unkept
from lpse_docs.pipeline.signer_faults import office_level
from lpse_docs.sign import lineage, office, pdf
from lpse_docs.sign.keys import Bearer, Key, Unusable, demand_strength
from lpse_docs.sign.levels import Level, Trust, is_certified
from lpse_docs.sign.order import Order, Place, Unsignable
from lpse_docs.sign.stamp import Inscription, Stamps

HOURS: Mapping[Timezone, int] = {Timezone.WIB: 7, Timezone.WITA: 8, Timezone.WIT: 9}
Sign: TypeAlias = Callable[[bytes, Key, Order, pdf.Services, Stamps], Awaitable[bytes]]


@dataclass(frozen=True)
class Format:
    """How files of a format are signed.

    Attributes:
        places: The places to sign. title: What the file calls itself.
        sign: One more signature. prove: Refuses a result that is not what it should be.
        continues: Whether one file is another with more signatures. level: The level it can reach of the one wanted.
    """

    places: Callable[[bytes], list[Place]]
    title: Callable[[bytes], str]
    sign: Sign
    prove: Callable[[bytes, bytes, Key, str], None]
    continues: Callable[[bytes, bytes], bool]
    level: Callable[[Level], Level] = lambda wanted: wanted


FORMATS: Mapping[str, Format] = {
    ".pdf": Format(pdf.places, pdf.title, pdf.sign, pdf.prove, lineage.continues),
    **dict.fromkeys(
        (".docx", ".xlsx"),
        Format(office.places, office.title, office.sign, office.prove, office.continues, office.level),
    ),
}


@dataclass(frozen=True)
class Desk:
    """What a workspace settles about signing."""

    root: Path
    office: Office
    theme: Theme
    trust: Trust


@dataclass(frozen=True)
class Item:
    """One file that shall be signed.

    Attributes:
        place: Where the signed file lies below `signed/`.
        data: What is signed: the original, or what others have signed already. known: What lies there now.
        field: The place to sign. others: Places of roles that stay empty after this one.
        first: Whether nobody has signed yet. signers: Who has, each with the place.
    """

    place: str
    title: str
    edition: str
    data: bytes = field(repr=False)
    known: bytes | None = field(repr=False)
    field: str = ""
    others: tuple[str, ...] = ()
    first: bool = True
    signers: tuple[tuple[str, Holder], ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of what is signed."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def format(self) -> Format:
        """How it is signed."""
        return FORMATS[PurePosixPath(self.place).suffix.lower()]


@dataclass(frozen=True)
class Signed:
    """A file that was signed and checked; `facts` is what else the log shall say of it."""

    item: Item
    level: Level
    time: datetime
    data: bytes = field(repr=False)
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """The digest of the signed file."""
        return hashlib.sha256(self.data).hexdigest()


Journal: TypeAlias = Callable[[Signed, Bearer], None]
Settle: TypeAlias = Callable[[Sequence[Signed]], list[Diagnostic]]


@dataclass(frozen=True)
class Wanted:
    """What is wished of all files.

    Attributes:
        role: Whose place is signed, or None with `field`, which names it.
        level: The level, or None for the highest one the settings allow.
        timestamp: The address of the time stamp service, instead of the one of the office.
        now: When, with a zone.
        token: What the QR code of a file says; none is drawn for an empty text.
    """

    now: datetime
    role: ApprovalRole | None = None
    field: str | None = None
    level: Level | None = None
    timestamp: str | None = None
    token: Callable[[Item], str] = lambda _: ""


def desk(root: Path) -> tuple[Desk | None, list[Diagnostic]]:
    """Read what the workspace settles."""
    text, found = read_text(root, "lpse.yaml")
    value, more = read_yaml(text or "", "lpse.yaml")
    office, faulty = validate(Office, value, "lpse.yaml") if text is not None and not found + more else (None, [])
    theme, odd = load_theme(root)
    if office is None or theme is None:
        return None, errors([*found, *more, *faulty, *odd])
    roots, crls, wrong = anchors.trusted(root, office.signing.roots)
    if wrong:
        return None, [wrong]
    return Desk(root, office, theme, Trust(roots, frozenset(office.signing.certified_roots), crls)), []


def items(desk: Desk, files: Sequence[Path], wanted: Wanted) -> tuple[list[Item], list[Diagnostic]]:
    """Every file with the place that shall be signed; nothing is signed while one of them cannot be."""
    found: list[Item] = []
    wrong: list[Diagnostic] = []
    for file in files:
        place = signed_files.place_of(desk.root, file)
        try:
            item = _placed(_item(desk, file, place), wanted)
        except (Unsignable, Unkept) as refused:
            wrong.append(told.unsignable(str(file), str(refused)))
        else:
            twice = any(other.place == item.place for other in found)
            wrong += [told.unsignable(str(file), "disebut dua kali")] if twice else []
            found.append(item)
    return found, wrong


def _item(desk: Desk, file: Path, place: str) -> Item:
    """A file as it shall be signed: with the signatures it has in `signed/` already."""
    how = FORMATS.get(PurePosixPath(place).suffix.lower())
    if how is None:
        raise Unsignable(f"yang dapat ditandatangani hanya {', '.join(FORMATS)}")
    data, known = signed_files.content(file), signed_files.kept(desk.root, place)
    if known is not None and how.continues(data, known):
        data = known
    elif known is not None and not how.continues(known, data):
        raise Unkept(
            f"{signed_files.FOLDER}/{place} berasal dari berkas lain, atau diubah di luar tanda tangan; "
            "pindahkan dahulu ke arsip"
        )
    signatures = provenance.demand_sound(desk.root, place, data)
    if not signatures and data == known:
        raise Unkept(f"{signed_files.FOLDER}/{place} belum bertanda tangan; tandatangani berkas di build/")
    title, edition = named(desk.root, place) or (how.title(data), "")
    signers = tuple((made.place, made.holder) for made in signatures if made.holder)
    return Item(place, title, edition, data, known, signers=signers)


def named(root: Path, place: str) -> tuple[str, str] | None:
    """Title and edition of a published file, as the manifest has them."""
    folder = publish.current(root / "build")
    known = publish.current_manifest(folder) if folder else None
    title = next((item.title for item in known.files if item.path == place), None) if known else None
    return (title, known.edition) if known and title else None


def _placed(item: Item, wanted: Wanted) -> Item:
    """The file with the place to sign in it."""
    places = item.format.places(item.data)
    stem = PurePosixPath(item.place).stem
    name = wanted.field or free_place(places, stem, wanted.role)
    there = next((it for it in places if it.name == name), None)
    if there is None:
        raise Unsignable(f"tidak ada bidang tanda tangan {name}")
    if there.signed:
        raise Unsignable(f"bidang {name} sudah ditandatangani")
    others = [it.name for it in places if not it.signed and it.name != name and role_of(it.name, stem)]
    return replace(item, field=name, others=tuple(others), first=not any(it.signed for it in places))


def free_place(places: Sequence[Place], stem: str, role: ApprovalRole | None) -> str:
    """The next free place of a role."""
    own = [it for it in places if role and role_of(it.name, stem) is role]
    free = next((it.name for it in own if not it.signed), None)
    if free:
        return free
    word = role.value if role else ""
    raise Unsignable(
        f"bidang {word} sudah ditandatangani"
        if own
        else f"tidak ada bidang tanda tangan {word}; bidangnya ada sesudah dokumen disahkan lengkap dan dibuat ulang"
    )


def role_of(field: str, stem: str) -> ApprovalRole | None:
    """Whose place it is: one on the page of approvals, or one the document has of its own."""
    head, _, last = field.partition("/")
    for role in ApprovalRole:
        if (head == "pengesahan" and last.split("-")[0] == role.value) or belongs(field, stem, role):
            return role
    return None


def number_of(field: str) -> int:
    """Which post of a role a place is for, from 1; 0 where there is only one."""
    head, _, last = field.partition("/")
    number = last.rpartition("-")[2] if head == "pengesahan" else ""
    return int(number) if number.isdecimal() else 0


def level_of(desk: Desk, wanted: Wanted) -> Level:
    """The level that is asked for, or the highest the settings allow."""
    if wanted.level:
        return wanted.level
    if not (wanted.timestamp or desk.office.signing.timestamp):
        return Level.BASIC
    return Level.ARCHIVE if desk.trust.roots else Level.TIME


def sign(
    desk: Desk, chosen: Sequence[Item], key: Key, wanted: Wanted, told_of: Callable[[Item], None] = lambda _: None
) -> tuple[list[Signed], list[Diagnostic]]:
    """Sign and check every file in memory; whatever fails leaves nothing signed.

    Args:
        desk: The settings.
        chosen: The files.
        key: Who signs.
        wanted: How.
        told_of: Told of each file that is done.
    """
    try:
        demand_strength(key.certificate, wanted.now)
        return asyncio.run(_signed(desk, chosen, key, wanted, told_of))
    except Unusable as refused:
        return [], [told.unusable(str(refused))]


async def _signed(
    desk: Desk, chosen: Sequence[Item], key: Key, wanted: Wanted, told_of: Callable[[Item], None]
) -> tuple[list[Signed], list[Diagnostic]]:
    level = level_of(desk, wanted)
    inscription = await _inscription(desk, key, wanted.now)
    stamps, made = Stamps(desk.theme), list[Signed]()
    place = chosen[0].place if chosen else ""
    try:
        async with pdf.services(key, level, wanted.timestamp or desk.office.signing.timestamp, desk.trust) as helping:
            for item in chosen:
                place = item.place
                order = _order(desk, item, wanted, inscription)
                data = await item.format.sign(item.data, key, order, helping, stamps)
                item.format.prove(item.data, data, key, item.field)
                made.append(Signed(item, order.level, inscription.time, data))
                told_of(item)
    except Unsignable as refused:
        return [], [told.unsignable(place, str(refused))]
    return made, list(_remarks(made, level))


def reached(desk: Desk, item: Item, wanted: Wanted) -> Level:
    """The level a file gets: its format may have none of the highest, and the archive stamp waits for who signs last."""
    level = level_of(desk, wanted)
    return item.format.level(Level.LONG_TERM if level is Level.ARCHIVE and item.others else level)


def _order(desk: Desk, item: Item, wanted: Wanted, inscription: Inscription) -> Order:
    return Order(
        field=item.field,
        level=reached(desk, item, wanted),
        time=inscription.time,
        certify=item.first and desk.office.signing.certify,
        reason=wanted.role.value.capitalize() if wanted.role else None,
        location=desk.office.place,
        inscription=inscription,
        token=wanted.token(item),
    )


def zone_of(office: Office) -> timezone:
    """The time of the office's clocks."""
    return timezone(timedelta(hours=HOURS[office.timezone]))


async def _inscription(desk: Desk, key: Key, now: datetime) -> Inscription:
    who = holder(key.certificate)
    certified = await is_certified(key.certificate, key.chain, desk.trust)
    return Inscription(who.shown, who.post, local(desk, now), desk.office.timezone.value, certified, who.test)


def local(desk: Desk, now: datetime) -> datetime:
    """A time as clocks of the office show it."""
    return now.astimezone(zone_of(desk.office)).replace(microsecond=0)


def _remarks(made: Sequence[Signed], level: Level) -> Iterator[Diagnostic]:
    """What a signer should know; once for all files where it is the same for all."""
    bounded = [done for done in made if not done.item.format.level(Level.ARCHIVE).lasting]
    short = next((done for done in made if not done.level.lasting and done not in bounded), None)
    if bounded:
        yield office_level(bounded[0].item.place)
    if short:
        yield told.without_revocation(short.item.place, short.level.value)
    for done in made if level is Level.ARCHIVE else ():
        if done.level is Level.LONG_TERM:
            yield told.archived_later(done.item.place, ", ".join(done.item.others))


def keep(
    desk: Desk,
    made: Sequence[Signed],
    key: Bearer,
    journal: Journal = lambda *_: None,
    settle: Settle = lambda _: [],
) -> tuple[list[Signed], list[Diagnostic]]:
    """Keep signed files, each after the journal was told; those that are kept, and what stopped it or should be known.

    Whoever calls holds the folder `signed/`.
    """
    signed_files.clean(desk.root, [item.item.place for item in made])
    done: list[Signed] = []
    found: list[Diagnostic] = []
    for item in made:
        try:
            found += settle([item])
            journal(item, key)
            signed_files.keep(desk.root, item.item.place, item.item.known, item.data)
        except Unkept as refused:
            return done, [*found, told.not_kept(item.item.place, str(refused))]
        except OSError as error:
            return done, [*found, told.not_kept(item.item.place, faults.reason(error))]
        done.append(item)
    return done, found
