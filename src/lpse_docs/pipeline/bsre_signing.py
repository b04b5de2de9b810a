"""Signing by BSrE: the blocks are printed before the first signature, the whole file is sent, and its answer is proven.

A file that somebody signed here bears what it was made from, so whoever signs next goes on with it.
"""

import asyncio
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PurePosixPath

import pikepdf

from lpse_docs.audit.archive import faults as archival
from lpse_docs.certificates import NIK, Holder, digits, holder
from lpse_docs.diagnostics import Diagnostic, errors
from lpse_docs.pipeline import bsre_faults as said
from lpse_docs.pipeline import held_signer, provenance, signed_files, signing
from lpse_docs.pipeline import official_signer as roster
from lpse_docs.pipeline import signing_faults as told
from lpse_docs.pipeline.printed_names import Asked, Printed, Taken
from lpse_docs.pipeline.signed_files import Unkept
from lpse_docs.pipeline.signing import Desk, Item, Signed, Wanted
from lpse_docs.sign import pdf
from lpse_docs.sign.answer import Answer, proven, reasons
from lpse_docs.sign.answer import stated as signatures
from lpse_docs.sign.block import Blocks, blocks, printed
from lpse_docs.sign.bsre import Identity, Signer
from lpse_docs.sign.keys import Unusable, demand_strength
from lpse_docs.sign.levels import Level, is_certified
from lpse_docs.sign.order import Place, Unsignable
from lpse_docs.sign.stamp import Notice, Stamps
from lpse_docs.verify.pdf import verify
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer as Verdict
from lpse_docs.verify.roles import later
from lpse_docs.verify.trust import Trust

SUFFIX = ".pdf"
OTHERS = "berasal dari berkas lain; pindahkan dahulu ke arsip"


@dataclass(frozen=True)
class Draft:
    """A file as it goes to the service, with the blocks printed in it."""

    item: Item
    blocks: Blocks

    @property
    def stem(self) -> str:
        """The id of the document, as its file is named."""
        return PurePosixPath(self.item.place).stem

    @property
    def reason(self) -> str:
        """What the signature states: the role, by which it is known later, for the service names its field itself."""
        return stated(self.item.field, self.stem)


@dataclass(frozen=True)
class Outcome:
    """What was signed, whose certificate signed it, and whether that is a certified one."""

    made: Sequence[Signed]
    answer: Answer
    certified: bool

    @property
    def who(self) -> Holder:
        """The signer as the certificate tells."""
        return holder(self.answer.certificate)


def stated(field: str, stem: str) -> str:
    """The words for a place to sign: its role, counted where several act in it; else its own name."""
    role = signing.role_of(field, stem)
    number = signing.number_of(field)
    return f"{role.value.capitalize()}{f' {number}' if number else ''}" if role else field


def drafts(desk: Desk, files: Sequence[Path], wanted: Wanted) -> tuple[list[Draft], list[Diagnostic]]:
    """Every file as it goes to the service; nothing is sent while one of them cannot be signed."""
    stamps = Stamps(desk.theme)
    found: list[Draft] = []
    wrong: list[Diagnostic] = []
    for file in files:
        place = signed_files.place_of(desk.root, file)
        try:
            draft = _draft(desk, file, place, wanted, stamps)
        except (Unsignable, Unkept) as refused:
            wrong.append(told.unsignable(str(file), str(refused)))
            continue
        twice = any(other.item.place == place for other in found)
        wrong += [told.unsignable(str(file), "disebut dua kali")] if twice else []
        found.append(draft)
    if len({item.reason for item in found}) > 1:
        wrong.append(told.unsignable(str(files[0]), "peran pada berkas-berkas itu berbeda; tandatangani satu per satu"))
    return found, wrong


def _draft(desk: Desk, file: Path, place: str, wanted: Wanted, stamps: Stamps) -> Draft:
    if PurePosixPath(place).suffix.lower() != SUFFIX:
        raise Unsignable("BSrE hanya menandatangani PDF")
    data, known = signed_files.content(file), signed_files.kept(desk.root, place)
    current, held = _current(data, known)
    if known is not None and not provenance.made_from(place, known, _original(desk.root, place, data), stamps):
        raise Unkept(
            f"{signed_files.FOLDER}/{place} bukan berkas di build/ dengan blok dan tanda tangan saja; {OTHERS}"
        )
    title, edition = signing.named(desk.root, place) or (pdf.title(data), "")
    item = Item(place, title, edition, current, known)
    if held is None:
        item, held = _printed(desk, item, wanted, stamps)
    return _chosen(Draft(item, held), wanted)


def _original(root: Path, place: str, data: bytes) -> bytes:
    """What a file was made from: what was named, or what is built where the signed file itself was named."""
    held = blocks(data)
    return data if held is None else provenance.built(root, place) or data


def _current(data: bytes, known: bytes | None) -> tuple[bytes, Blocks | None]:
    """The file to go on with, and its blocks, if they are printed already."""
    if known is None:
        return data, blocks(data)
    held = blocks(known)
    if held is None:
        raise Unkept(f"{signed_files.FOLDER}/ sudah berisi berkas ini dengan tanda tangan di bidangnya; {OTHERS}")
    if not known.startswith(data) and hashlib.sha256(data).hexdigest() != held.origin:
        raise Unkept(OTHERS)
    return known, held


def _printed(desk: Desk, item: Item, wanted: Wanted, stamps: Stamps) -> tuple[Item, Blocks]:
    """The file with a block for every place that somebody is waited for, and for the one that was named.

    Whoever signs next does so by the same service: nobody can print a block once somebody has signed.
    """
    places = pdf.places(item.data)
    if any(it.signed for it in places) or reasons(item.data):
        raise Unsignable("sudah bertanda tangan; blok BSrE harus tercetak sebelum tanda tangan pertama")
    names = [it.name for it in places if it.name == wanted.field or not later(it.name)]
    if not names:
        raise Unsignable(
            "tidak ada bidang tanda tangan; bidangnya ada sesudah dokumen disahkan lengkap dan dibuat ulang"
        )
    service = desk.office.signing.bsre
    notice = Notice(test=bool(service and service.test))
    made = printed(item.data, names, notice, stamps, wanted.token(item))
    spoiled = sorted(_faults(made) - _faults(item.data))
    if spoiled:
        raise Unsignable(f"blok tercetak merusak kesesuaian PDF/A dan PDF/UA ({'; '.join(spoiled)})")
    held = blocks(made)
    assert held
    return replace(item, data=made), held


def _faults(data: bytes) -> set[str]:
    with pikepdf.open(BytesIO(data)) as opened:
        return set(archival(opened))


def _chosen(draft: Draft, wanted: Wanted) -> Draft:
    """The draft with the block that is signed now."""
    earlier = signatures(draft.item.data)
    signed = [reason for reason, _ in earlier]
    places = [Place(name, stated(name, draft.stem) in signed, 0, 0) for name in draft.blocks.fields]
    name = wanted.field or signing.free_place(places, draft.stem, wanted.role)
    there = next((it for it in places if it.name == name), None)
    if there is None:
        raise Unsignable(f"tidak ada blok tercetak {name}")
    if there.signed:
        raise Unsignable(f"blok {name} sudah ditandatangani")
    others = tuple(it.name for it in places if not it.signed and it.name != name)
    named = {stated(field, draft.stem): field for field in draft.blocks.fields}
    signers = tuple((named.get(reason, reason), holder(certificate)) for reason, certificate in earlier)
    return replace(draft, item=replace(draft.item, field=name, others=others, first=not signed, signers=signers))


def sign(
    desk: Desk, chosen: Sequence[Draft], signer: Signer, wanted: Wanted, known: Mapping[str, Printed]
) -> tuple[Outcome | None, list[Diagnostic]]:
    """Send every file at once and prove every answer; whatever is wrong with one leaves nothing signed.

    Args:
        desk: The settings.
        chosen: The files.
        signer: Who signs, and by which service.
        wanted: How.
        known: The names the files print, by document.
    """
    files = [draft.item.data for draft in chosen]
    place = chosen[0].item.place
    try:
        made = signer.sign(files, chosen[0].reason, desk.office.place)
        answers = []
        for draft, data in zip(chosen, made, strict=True):
            place = draft.item.place
            answers.append(_proven(draft, data, signer.who, wanted))
        if len({item.certificate.sha256 for item in answers}) > 1:
            raise Unsignable("layanan memakai sertifikat yang berbeda-beda")
    except Unusable as refused:
        return None, [said.refused(str(refused))]
    except Unsignable as refused:
        return None, [said.refused(f"{refused} ({place})")]
    certified = asyncio.run(is_certified(answers[0].certificate, answers[0].chain, desk.trust))
    facts = {"layanan": "BSrE", "sertifikasi": "tersertifikasi" if certified else "tidak tersertifikasi"}
    time = signing.local(desk, wanted.now)
    done = [
        Signed(draft.item, answer.level, time, data, {**facts, "naskah": draft.blocks.origin})
        for draft, answer, data in zip(chosen, answers, made, strict=True)
    ]
    outcome = Outcome(done, answers[0], certified)
    asked = [held_signer.asked(desk, draft.item, known) for draft in chosen]
    strangers = [fault for item in zip(chosen, asked, strict=True) for fault in _strangers(desk, *item, outcome.who)]
    return (None, strangers) if strangers else (outcome, list(_remarks(chosen, asked, answers, outcome)))


def _proven(draft: Draft, data: bytes, who: Identity, wanted: Wanted) -> Answer:
    answer = proven(draft.item.data, data)
    _demand_verified(data, draft.item.place, wanted)
    demand_strength(answer.certificate, wanted.now)
    held = holder(answer.certificate)
    number = digits(held.number)
    if who.kind == "nik" and len(number) == NIK and number != who.value:
        raise Unsignable("sertifikatnya milik NIK lain")
    if held.test and not draft.blocks.test:
        raise Unsignable(
            "sertifikatnya hanya untuk uji, padahal blok tercetak tidak menyebutnya contoh; tetapkan signing.bsre.test"
        )
    return answer


def _demand_verified(data: bytes, place: str, wanted: Wanted) -> None:
    """See that a recipient who has only the file will find every signature in it whole."""
    report = verify(data, place, Question(wanted.now, Trust()))
    broken = [item.intact.reason for item in report.signatures if item.intact.answer is not Verdict.YES]
    if report.faults or broken:
        raise Unsignable([*report.faults, *broken][0].removesuffix("."))


def _strangers(desk: Desk, draft: Draft, asked: Asked, who: Holder) -> Iterator[Diagnostic]:
    if reason := asked.stranger(Taken(draft.item.field, who)):
        yield said.stranger(draft.item.place, reason)
    yield from errors([*held_signer.twice(desk, draft.item, asked, who)])


def _remarks(
    chosen: Sequence[Draft], asked: Sequence[Asked], answers: Sequence[Answer], outcome: Outcome
) -> Iterator[Diagnostic]:
    """What a signer should know of what came back."""
    if not outcome.certified:
        yield said.uncertified(outcome.who.issuer)
    lowest = min((item.level for item in answers), key=list(Level).index)
    if not lowest.lasting:
        yield said.brief(lowest.value)
    for draft, question, answer, done in zip(chosen, asked, answers, outcome.made, strict=True):
        place, expected = draft.item.place, question.expected(draft.item.field)
        if answer.reason != draft.reason:
            yield said.untold(place)
        if not roster.recognised(outcome.who, expected):
            yield said.uncompared(place)
        if name := roster.renamed(outcome.who, expected):
            yield said.renamed(place, name)
        if spoiled := sorted(_faults(done.data) - _faults(draft.item.data)):
            yield said.unarchival(place, spoiled)
