"""Approvals: who may approve what, what was approved (`approvals/<document>.yaml`), and the state that follows.

No state is written anywhere. It follows from the entries, from the digest of the document as it is now, and from the day.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pydantic import Field

from lpse_docs.model.dates import year_after
from lpse_docs.model.evidence import Sha256
from lpse_docs.model.place import Placed
from lpse_docs.model.regulation import Id
from lpse_docs.model.seal import Seal, chained, sealing


class ApprovalKind(StrEnum):
    """Kinds of documents that officials approve."""

    BOOK = "buku"
    SOP = "sop"
    STANDARD = "standar"
    FORM = "kartu-skor"
    REPORT = "laporan"
    PLAN = "rencana"


class ApprovalRole(StrEnum):
    """What a post does for a document, in this order."""

    MAKER = "pembuat"
    EXAMINER = "pemeriksa"
    APPROVER = "pengesah"


class ApprovalAct(StrEnum):
    """What an entry does."""

    APPROVE = "setuju"
    WITHDRAW = "cabut"


class ApprovalState(StrEnum):
    """How a document stands on a day."""

    DRAFT = "draf"
    EXAMINED = "diperiksa"
    APPROVED = "disahkan"
    IN_FORCE = "berlaku"
    REVIEW_DUE = "perlu ditinjau"
    WITHDRAWN = "dicabut"


class ApprovalStep(Placed):
    """One role with the posts that may take it."""

    role: ApprovalRole = Field(title="Peran", description="pembuat, pemeriksa, atau pengesah.")
    posts: tuple[Id, ...] = Field(
        min_length=1, title="Jabatan", description="Kode jabatan dari daftar posts yang boleh menjalankan peran ini."
    )
    quorum: int = Field(
        default=1, ge=1, le=20, title="Kuorum", description="Banyaknya jabatan yang harus menyetujui; bawaan 1."
    )


class ApprovalRoster(Placed):
    """Who approves one kind of document, in order."""

    kind: ApprovalKind = Field(
        title="Jenis dokumen", description="buku, sop, standar, kartu-skor, laporan, atau rencana."
    )
    steps: tuple[ApprovalStep, ...] = Field(
        min_length=1,
        title="Langkah pengesahan",
        description="Berurutan; pengesah terakhir. Pengesah SOP selalu jabatan pada approver SOP itu.",
    )


class ApprovalEntry(Placed):
    """One line of a record. Lines are only ever added at the end, by the program."""

    post: Id = Field(title="Jabatan", description="Kode jabatan; bukan nama orang.")
    role: ApprovalRole = Field(title="Peran", description="pembuat, pemeriksa, atau pengesah.")
    act: ApprovalAct = Field(default=ApprovalAct.APPROVE, title="Tindakan", description="setuju atau cabut.")
    on: date = Field(title="Tanggal", description="TTTT-BB-HH; kapan jabatan itu bertindak.")
    effective: date | None = Field(
        default=None, title="Tanggal berlaku", description="TTTT-BB-HH; hanya pada persetujuan pengesah."
    )
    digest: Sha256 = Field(title="Sidik isi", description="Sidik isi dokumen yang disetujui; ditulis oleh program.")
    note: str | None = Field(
        default=None, max_length=500, title="Catatan", description="Alasan pencabutan, atau catatan lain."
    )
    seal: Seal = Field(title="Segel", description="Sidik baris ini dan baris sebelumnya; ditulis oleh program.")

    def sealed(self, previous: str) -> str:
        """The seal of this line behind another."""
        facts = (self.post, self.role, self.act, str(self.on), str(self.effective or ""), self.digest, self.note or "")
        return sealing(previous, *facts)


class ApprovalRecord(Placed):
    """The file `approvals/<document>.yaml`."""

    document: Id = Field(title="Kode dokumen", description="Sama dengan nama berkasnya, misalnya sop-a-registrasi.")
    entries: tuple[ApprovalEntry, ...] = Field(
        default=(), title="Riwayat pengesahan", description="Hanya ditambah pada akhirnya, dengan perintah approve."
    )

    @property
    def whole(self) -> bool:
        """Whether every line bears the seal it should."""
        return chained(self.entries) == tuple(item.seal for item in self.entries)


@dataclass(frozen=True)
class Need:
    """What one role asks for: so many of these posts."""

    role: ApprovalRole
    posts: tuple[str, ...]
    quorum: int = 1


@dataclass(frozen=True)
class Round:
    """Approvals of one content, one after another; `wanting` is the first role that is not complete."""

    digest: str
    needs: tuple[Need, ...]
    entries: tuple[ApprovalEntry, ...] = ()

    @property
    def wanting(self) -> Need | None:
        """The role whose turn it is; None when all are complete."""
        return next((need for need in self.needs if len(self.acted(need.role)) < need.quorum), None)

    def acted(self, role: ApprovalRole) -> tuple[str, ...]:
        """The posts that have approved in a role."""
        return tuple(item.post for item in self.entries if item.role is role)

    @property
    def missing(self) -> tuple[str, ...]:
        """The posts that may act now; nobody acts twice, in whatever role."""
        need, acted = self.wanting, {item.post for item in self.entries}
        return tuple(dict.fromkeys(post for post in need.posts if post not in acted)) if need else ()

    def admits(self, entry: ApprovalEntry) -> bool:
        """Whether an approval is this round's next: of its content, in its turn, by a post that has not acted yet."""
        need = self.wanting
        return (
            need is not None and (entry.digest, entry.role) == (self.digest, need.role) and entry.post in self.missing
        )

    @property
    def complete(self) -> bool:
        """Whether every role has its quorum."""
        return self.wanting is None

    @property
    def approved_on(self) -> date:
        """The day of the last approval."""
        return self.entries[-1].on

    @property
    def effective(self) -> date:
        """From when a complete round is in force: never before its last approval."""
        days = (item.effective or item.on for item in self.entries if item.role is ApprovalRole.APPROVER)
        return max(days, default=self.approved_on)

    @property
    def review_on(self) -> date:
        """When a document in force is due for review, one year on (PermenPANRB 35/2012)."""
        return year_after(self.start)

    @property
    def start(self) -> date:
        """The first day in force."""
        return max(self.effective, self.approved_on)


@dataclass(frozen=True)
class Standing:
    """How a document stands.

    Attributes:
        state: The state. since: The first day of it; None for a draft nobody has approved.
        held: The complete approval of this very content; None when there is none.
        current: The approval that goes on now, which may be empty.
        stale: Whether what was approved last is another content.
        approved: Whether something was approved since the last withdrawal, be it this content or not.
        idle: Entries since the last withdrawal that count for nothing by the roster of today.
    """

    state: ApprovalState
    since: date | None
    held: Round | None
    current: Round
    stale: bool = False
    approved: bool = False
    idle: tuple[ApprovalEntry, ...] = ()

    @property
    def final(self) -> bool:
        """Whether the DRAF mark is off; the day does not matter, since a build has no clock."""
        return self.held is not None


@dataclass(frozen=True)
class _Told:
    """What the entries have come to: the complete round, the one that goes on, and what counted for nothing."""

    current: Round
    done: Round | None = None
    approved: bool = False
    idle: tuple[ApprovalEntry, ...] = ()
    withdrawn: date | None = None


def standing(record: ApprovalRecord | None, needs: tuple[Need, ...], digest: str, on: date = date.max) -> Standing:
    """How a document with this content stands at the end of a day; a record whose seals are broken counts for nothing.

    Args:
        record: Its record, if there is one.
        needs: What its kind asks for.
        digest: The digest of its content now.
        on: The day.
    """
    told = _Told(Round("", needs))
    for entry in record.entries if record and record.whole else ():
        if entry.on <= on:
            told = _after(told, entry, needs)
    return _judged(told, needs, digest, on)


def _after(told: _Told, entry: ApprovalEntry, needs: tuple[Need, ...]) -> _Told:
    """What one more entry makes of it. An approval of another content ends what was approved before."""
    if entry.act is ApprovalAct.WITHDRAW:
        return _Told(Round("", needs), withdrawn=entry.on)
    fresh = entry.digest != told.current.digest or told.current.complete
    current = Round(entry.digest, needs) if fresh else told.current
    if not current.admits(entry):
        return replace(told, idle=(*told.idle, entry))
    current = replace(current, entries=(*current.entries, entry))
    done = told.done if told.done and told.done.digest == entry.digest else None
    if current.complete:
        return _Told(current, current, approved=True, idle=told.idle)
    return _Told(current, done, told.approved, told.idle)


def _judged(told: _Told, needs: tuple[Need, ...], digest: str, on: date) -> Standing:
    going = told.current if told.current.digest == digest and not told.current.complete else Round(digest, needs)
    held = told.done if told.done and told.done.digest == digest else None
    stale = bool(told.current.entries) and told.current.digest != digest
    state, since = _state(told, held, going, on)
    return Standing(state, since, held, going, stale, told.approved, told.idle)


def _state(told: _Told, held: Round | None, going: Round, on: date) -> tuple[ApprovalState, date | None]:
    if held:
        if on >= held.review_on:
            return ApprovalState.REVIEW_DUE, held.review_on
        return (ApprovalState.IN_FORCE, held.start) if on >= held.start else (ApprovalState.APPROVED, held.approved_on)
    if told.withdrawn:
        return ApprovalState.WITHDRAWN, told.withdrawn
    examined = [item.on for item in going.entries if item.role is ApprovalRole.EXAMINER]
    if examined and going.wanting and going.wanting.role is ApprovalRole.APPROVER:
        return ApprovalState.EXAMINED, examined[-1]
    return ApprovalState.DRAFT, going.entries[0].on if going.entries else None
