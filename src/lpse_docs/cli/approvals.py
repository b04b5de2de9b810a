"""`lpse-docs approve` and `lpse-docs status`: who has approved what, and how every document stands on a day."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import click

from lpse_docs.cli.columns import columns
from lpse_docs.cli.project import project
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import Choice, Command, Day, guess
from lpse_docs.cli.turns import held
from lpse_docs.load.files import FORBIDDEN
from lpse_docs.model.approval import (
    ApprovalAct,
    ApprovalEntry,
    ApprovalRole,
    ApprovalState,
    Need,
    Round,
    Standing,
    standing,
)
from lpse_docs.model.dates import said
from lpse_docs.model.words import worded
from lpse_docs.pipeline import approving, witness
from lpse_docs.pipeline.approving import Desk, Pending
from lpse_docs.pipeline.excerpt import source_lines

ROLES = tuple(item.value for item in ApprovalRole)
WAITING = "Menunggu perintah lain yang sedang mencatat pengesahan."
NOTE_LIMIT = 500
DUE = 4  # exit code, as of evidence that wants somebody's attention
UNSEALED = "0" * 16
FURTHEST = (
    ApprovalState.IN_FORCE,
    ApprovalState.REVIEW_DUE,
    ApprovalState.APPROVED,
    ApprovalState.EXAMINED,
    ApprovalState.DRAFT,
    ApprovalState.WITHDRAWN,
)


@dataclass(frozen=True)
class Wish:
    """What somebody asks to be written down."""

    post: str
    role: ApprovalRole
    on: date
    effective: date | None
    withdraw: bool
    note: str | None


@click.command(
    "approve",
    cls=Command,
    help="Catat persetujuan satu jabatan atas isi DOKUMEN sekarang, menurut alur pembuat, pemeriksa, pengesah; atau cabut "
    "pengesahannya dengan alasan (--withdraw). Yang dicatat jabatan, bukan nama orang; catatan ini bukan tanda tangan.",
)
@click.argument("document", metavar="DOKUMEN")
@click.option("--as", "post", metavar="JABATAN", required=True, help="Kode jabatan yang menyetujui.")
@click.option("--role", type=Choice(ROLES), required=True, metavar="PERAN", help=f"{', '.join(ROLES)}.")
@click.option("--on", "day", type=Day(), metavar="TANGGAL", help="Tanggal persetujuan; bawaan: hari ini.")
@click.option(
    "--effective", type=Day(), metavar="TANGGAL", help="Mulai berlaku; bawaan: tanggal pengesahan, atau dari SOP."
)
@click.option("--withdraw", is_flag=True, help="Cabut pengesahan; alasannya disebut dengan --note.")
@click.option("--note", metavar="CATATAN", help="Catatan, atau alasan pencabutan.")
def approve(
    document: str, post: str, role: str, *, day: date | None, effective: date | None, withdraw: bool, note: str | None
) -> int:
    """Write one approval down."""
    today = date.today()  # noqa: DTZ011 - the reader's own day
    wish = Wish(post, ApprovalRole(role), day or today, effective, withdraw, note)
    _sensible(wish, today)
    root = project().root
    with held(root, approving.FOLDER, WAITING):
        desk = approving.desk(root, document)
        if desk.diagnostics:
            show(full(list(desk.diagnostics), source_lines(root)))
            return 1
        pending = _chosen(desk, document)
        entry = _entry(pending, wish)
        if fault := approving.record(root, document, pending.record, entry):
            show(full([fault], source_lines(root)))
            return 1
        unknown = witness.remember(root, document, datetime.now(UTC))
    _told(pending, entry)
    if unknown:
        show(full([unknown], source_lines(root)))
    return 0


def _sensible(wish: Wish, today: date) -> None:
    if wish.on > today:
        raise click.UsageError(f"Tanggal {said(wish.on)} belum tiba; persetujuan dicatat sesudah diberikan.")
    if wish.withdraw and not worded(wish.note):
        raise click.UsageError("Sebut alasan pencabutan dengan --note.")
    if wish.note and (len(wish.note) > NOTE_LIMIT or FORBIDDEN.search(wish.note) or "\n" in wish.note):
        raise click.UsageError(f"Catatan harus satu baris teks biasa, paling panjang {NOTE_LIMIT} huruf.")
    if wish.effective and (wish.withdraw or wish.role is not ApprovalRole.APPROVER):
        raise click.UsageError("Tanggal berlaku hanya disebut pengesah ketika mengesahkan.")


def _chosen(desk: Desk, document: str) -> Pending:
    if document not in desk.known:
        raise click.UsageError(f"Dokumen {document} tidak ada.{guess(document, desk.known)}")
    if document not in desk.pending:
        raise click.UsageError(f"Dokumen {document} belum lengkap, atau tidak memerlukan pengesahan.")
    return desk.pending[document]


def _entry(pending: Pending, wish: Wish) -> ApprovalEntry:
    """What shall be written.

    Raises:
        click.UsageError: It is not allowed; the words say why.
    """
    entries = pending.record.entries if pending.record else ()
    if entries and wish.on < entries[-1].on:
        raise click.UsageError(
            f"Tanggal {said(wish.on)} mendahului catatan terakhir dokumen ini ({said(entries[-1].on)})."
        )
    found = standing(pending.record, pending.needs, pending.content, wish.on)
    act = ApprovalAct.WITHDRAW if wish.withdraw else ApprovalAct.APPROVE
    digest = _withdrawable(pending, found, wish) if wish.withdraw else _admitted(pending, found, wish)
    effective = _effective(pending, found, wish) if not wish.withdraw else None
    return ApprovalEntry(
        post=wish.post,
        role=wish.role,
        act=act,
        on=wish.on,
        effective=effective,
        digest=digest,
        note=wish.note,
        seal=UNSEALED,
    )


def _withdrawable(pending: Pending, found: Standing, wish: Wish) -> str:
    """The digest of what is withdrawn: what was approved last."""
    if not found.approved or pending.record is None:
        raise click.UsageError(f"{pending.id} belum disahkan, jadi tidak ada yang dicabut.")
    posts = next((it.posts for it in pending.needs if it.role is ApprovalRole.APPROVER), ())
    if wish.role is not ApprovalRole.APPROVER or wish.post not in posts:
        raise click.UsageError(f"Yang mencabut ialah pengesah: {', '.join(posts)}.")
    return found.held.digest if found.held else pending.record.entries[-1].digest


def _admitted(pending: Pending, found: Standing, wish: Wish) -> str:
    if found.held and found.state is not ApprovalState.REVIEW_DUE:
        raise click.UsageError(
            f"{pending.id} sudah disahkan dengan isi ini; tinjau lagi mulai {said(found.held.review_on)}."
        )
    need = found.current.wanting
    if need is None or need.role is not wish.role:
        raise click.UsageError(f"Belum giliran {wish.role.value}. {_turn_of(pending.needs, found.current)}")
    if wish.post in {item.post for item in found.current.entries}:
        raise click.UsageError(f"{wish.post} sudah menyetujui isi ini; satu jabatan menyetujui satu kali.")
    if wish.post not in need.posts:
        raise click.UsageError(
            f"{wish.post} bukan {wish.role.value} dokumen ini; yang berwenang: {', '.join(need.posts)}."
        )
    return pending.content


def _turn_of(needs: tuple[Need, ...], current: Round) -> str:
    need = current.wanting or needs[0]
    return f"Sekarang giliran {need.role.value}: {', '.join(current.missing)}."


def _effective(pending: Pending, found: Standing, wish: Wish) -> date | None:
    """From when it is in force: the day that is printed on a SOP, or the one that was said."""
    sop = pending.subject.values.get("sop")
    if sop and sop.effective is None:  # told to the maker already: filling it in would make all approvals stale
        raise click.UsageError(f"Isi dahulu tanggal efektif ({sop.at('effective').path}): tanggal itu ikut disahkan.")
    if wish.role is not ApprovalRole.APPROVER:
        return None
    if sop is None:
        day = wish.effective or wish.on
    elif wish.effective and wish.effective != sop.effective:
        raise click.UsageError(
            f"Tanggal efektif yang tercetak pada SOP ini {said(sop.effective)}, bukan {said(wish.effective)}."
        )
    else:
        day = sop.effective
    if day < wish.on and not found.held:
        raise click.UsageError(f"Tanggal berlaku {said(day)} mendahului pengesahan {said(wish.on)}.")
    return day


def _told(pending: Pending, entry: ApprovalEntry) -> None:
    """How the document stands with one more entry."""
    record = approving.extended(pending.id, pending.record, entry)
    found = standing(record, pending.needs, pending.content, entry.on)
    tell(f"Dicatat pada {approving.FOLDER}/{pending.id}.yaml.")
    tell(f"{pending.id}: {_state(found)}. {_begun(_onward(found))}.")


@click.command(
    "status",
    cls=Command,
    help="Tampilkan keadaan pengesahan setiap dokumen pada satu tanggal: sejak kapan, langkah berikut, dan oleh jabatan "
    f"apa. Kode keluar {DUE} bila ada pengesahan yang usang atau perlu ditinjau.",
)
@click.argument("document", metavar="[DOKUMEN]", required=False)
@click.option("--on", "day", type=Day(), metavar="TANGGAL", help="Keadaan pada tanggal ini; bawaan: hari ini.")
def status(document: str | None, day: date | None) -> int:
    """Show how documents stand."""
    root = project().root
    desk = approving.desk(root, document)
    if desk.diagnostics:
        show(full(list(desk.diagnostics), source_lines(root)))
        return 1
    chosen = [_chosen(desk, document)] if document else list(desk.pending.values())
    on = day or date.today()  # noqa: DTZ011 - the reader's own day
    found = {item.id: standing(item.record, item.needs, item.content, on) for item in chosen}
    _table(found, on)
    return DUE if any(it.stale or it.state is ApprovalState.REVIEW_DUE for it in found.values()) else 0


def _table(found: Mapping[str, Standing], on: date) -> None:
    tell(f"Keadaan pengesahan pada {said(on)}")
    tell("")
    rows = [("Dokumen", "Keadaan", "Sejak", "Langkah berikut")]
    rows += [(code, _state(it), said(it.since) if it.since else "-", _onward(it)) for code, it in found.items()]
    for line in columns(rows):
        tell(line)
    if len(found) > 1:
        tell("")
        tell(_counted(found.values()))


def _counted(found: Collection[Standing]) -> str:
    """How many documents stand how, the furthest first."""
    many = Counter(it.state for it in found)
    words = ", ".join(f"{many[state]} {state.value}" for state in FURTHEST if many[state])
    stale = sum(it.stale for it in found)
    return f"{len(found)} dokumen: {words}." + (f" {stale} pengesahan usang." if stale else "")


def _state(found: Standing) -> str:
    return f"{found.state.value}, pengesahan usang" if found.stale else found.state.value


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _onward(found: Standing) -> str:
    if found.held and found.state is ApprovalState.APPROVED:
        return f"berlaku mulai {said(found.held.start)}"
    if found.held and found.state is not ApprovalState.REVIEW_DUE:
        return f"tinjau mulai {said(found.held.review_on)}"
    need = found.current.wanting
    if need is None:
        return "-"
    left = need.quorum - len(found.current.acted(need.role))
    return f"{need.role.value}: {', '.join(found.current.missing)}" + (f" ({left} lagi)" if need.quorum > 1 else "")
