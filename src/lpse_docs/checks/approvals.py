"""Approvals: a roster that can be met, and records that only ever grew."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise, permutations

from lpse_docs.certificates import digits, same_name
from lpse_docs.checks.finding import Rule, error, warning
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.approval import ApprovalAct, ApprovalKind, ApprovalRole, ApprovalRoster, Need
from lpse_docs.model.office import Official
from lpse_docs.model.roster import needs
from lpse_docs.model.seal import chained
from lpse_docs.model.words import worded
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.words import listed


def roster(workspace: Workspace) -> Iterator[Diagnostic]:
    """Alur pengesahan berurutan, berakhir pada pengesah, dan dapat dipenuhi jabatan yang ada.

    Mengapa: yang membuat, yang memeriksa, dan yang mengesahkan harus berbeda, dan kuorum yang tak terpenuhi menahan dokumen.
    Contoh: `quorum: 3` dengan dua jabatan, satu jabatan pada dua peran, atau pemeriksa sesudah pengesah.
    Perbaikan: susun `approvals` pada lpse.yaml: pembuat, pemeriksa, pengesah, dengan jabatan yang terdaftar pada posts.
    """
    kinds: set[ApprovalKind] = set()
    for item in workspace.office.approvals:
        if item.kind in kinds:
            yield error("LPSE645", item.at("kind"), f"Alur pengesahan {item.kind.value} ditulis dua kali.")
        kinds.add(item.kind)
        yield from _order(item)
        yield from _posts(workspace, item)


def _order(item: ApprovalRoster) -> Iterator[Diagnostic]:
    order = list(ApprovalRole)
    places = [order.index(step.role) for step in item.steps]
    if any(after <= before for before, after in pairwise(places)):
        yield error(
            "LPSE645", item.at("steps"), "Urutan peran harus pembuat, pemeriksa, pengesah, masing-masing sekali."
        )
    elif item.steps[-1].role is not ApprovalRole.APPROVER:
        yield error("LPSE645", item.at("steps"), f"Alur pengesahan {item.kind.value} tidak berakhir pada pengesah.")


def _posts(workspace: Workspace, item: ApprovalRoster) -> Iterator[Diagnostic]:
    inner = {post.id for post in workspace.office.posts if not post.outside}
    seen: set[str] = set()
    for step in item.steps:
        for place, post in enumerate(step.posts):
            if post not in inner:
                yield error("LPSE645", step.at("posts", place), f"{post} bukan jabatan dalam unit pada posts.")
            elif post in seen:
                yield error("LPSE645", step.at("posts", place), f"{post} disebut dua kali dalam satu alur.")
            seen.add(post)
        if step.quorum > len(set(step.posts)):
            message = f"Kuorum {step.quorum} tidak dapat dipenuhi {len(set(step.posts))} jabatan."
            yield error("LPSE645", step.at("quorum"), message)


def sop_approver(workspace: Workspace) -> Iterator[Diagnostic]:
    """Jabatan pengesah SOP menyisakan pembuat dan pemeriksa yang cukup.

    Mengapa: pengesah SOP ialah jabatan pada `approver`, dan ia tidak dapat sekaligus membuat atau memeriksa SOP itu.
    Contoh: `approver: kepala-lpse`, sedangkan alur sop hanya menyebut kepala-lpse sebagai pemeriksa.
    Perbaikan: tambahkan jabatan lain pada peran itu, atau ganti pengesahnya.
    """
    told = [item for item in workspace.office.approvals if item.kind is ApprovalKind.SOP]
    steps = [step for item in told for step in item.steps if step.role is not ApprovalRole.APPROVER]
    for sop in workspace.sops:
        for step in steps:
            if len(set(step.posts) - {sop.approver}) < step.quorum <= len(set(step.posts)):
                message = f"{sop.approver} mengesahkan SOP ini, sehingga {step.role.value} kurang dari {step.quorum}."
                yield error("LPSE646", sop.at("approver"), message, "Tambahkan jabatan lain pada alur sop.")


def people(workspace: Workspace) -> Iterator[Diagnostic]:
    """Pembuat, pemeriksa, dan pengesah satu jenis dokumen ialah orang yang berlainan.

    Mengapa: ketiganya saling memeriksa; seorang yang memegang dua peran memeriksa pekerjaannya sendiri.
    Contoh: nama yang sama pada `officials` untuk sekretariat (pembuat) dan kepala-lpse (pengesah).
    Perbaikan: tunjuk orang lain pada salah satu jabatan; bila pegawai memang sedikit, peringatan ini boleh dibiarkan.
    """
    for one, other in combinations(workspace.office.officials, 2):
        if _same_person(one, other) and (several := _several(workspace, one.post, other.post)):
            roles = "; ".join(f"{words} pada dokumen {', '.join(kinds)}" for words, kinds in several.items())
            yield warning(
                "LPSE824",
                other.at("name" if other.name else "nip"),
                f"{other.name or 'NIP ini'} tercatat pada {one.post} dan {other.post}, jadi satu orang dapat menjadi {roles}.",
                "Tunjuk orang lain pada salah satunya supaya mereka saling memeriksa; bila pegawai memang sedikit, "
                "peringatan ini boleh dibiarkan.",
            )


def _same_person(one: Official, other: Official) -> bool:
    """Whether two posts are held by one person: the number decides where both have one, else the name."""
    if one.nip and other.nip:
        return digits(one.nip) == digits(other.nip)
    return same_name(one.name or "", other.name or "")


def _several(workspace: Workspace, one: str, other: str) -> dict[str, list[str]]:
    """The kinds of documents for which two posts have different roles, by these roles in words."""
    found: dict[str, list[str]] = {}
    for kind in ApprovalKind:
        pairs = [pair for roles in _rosters(workspace, kind) for pair in _apart(roles, one, other)]
        if pairs:
            words = [role.value for role in ApprovalRole if any(role in pair for pair in pairs)]
            found.setdefault(listed(words), []).append(kind.value)
    return found


def _rosters(workspace: Workspace, kind: ApprovalKind) -> Iterator[Sequence[Need]]:
    """The roles of a kind of document; those of SOPs once for each post that approves some."""
    approvers = {sop.approver for sop in workspace.sops} if kind is ApprovalKind.SOP else {None}
    yield from (needs(workspace.office, kind, approver) for approver in approvers)


def _apart(roles: Sequence[Need], one: str, other: str) -> Iterator[tuple[ApprovalRole, ApprovalRole]]:
    """The different roles that two posts can take."""
    for here, there in permutations(roles, 2):
        if one in here.posts and other in there.posts:
            yield here.role, there.role


def sealed(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap baris riwayat pengesahan bersegel menurut isinya dan baris sebelumnya.

    Mengapa: baris yang disunting, disisipkan, bertukar, atau hilang mengubah siapa yang mengesahkan apa; segel menunjukkan suntingan.
    Contoh: tanggal sebuah persetujuan diganti dengan tangan, atau satu baris di tengah dihapus.
    Perbaikan: kembalikan berkasnya dari versi yang lalu; baris baru hanya ditulis perintah approve.
    """
    for record in workspace.approvals:
        for item, seal in zip(record.entries, chained(record.entries), strict=True):
            if item.seal != seal:
                message = "Baris pengesahan ini berubah, atau baris sebelumnya hilang, bertambah, atau bertukar."
                yield error("LPSE647", item.at("seal"), message, "Kembalikan berkasnya dari versi yang lalu.")


def forwards(workspace: Workspace) -> Iterator[Diagnostic]:
    """Tanggal pada riwayat pengesahan tidak pernah mundur.

    Mengapa: riwayat hanya ditambah pada akhirnya; tanggal yang mundur membuat keadaan pada tanggal lampau tidak pasti.
    Contoh: pengesah bertanggal lebih awal daripada pemeriksa.
    Perbaikan: kembalikan berkasnya dari versi yang lalu, lalu catat dengan perintah approve.
    """
    for record in workspace.approvals:
        for earlier, later in pairwise(record.entries):
            if later.on < earlier.on:
                message = f"Tanggal {later.on} mendahului baris sebelumnya ({earlier.on})."
                yield error("LPSE648", later.at("on"), message)


def reasoned(workspace: Workspace) -> Iterator[Diagnostic]:
    """Pencabutan dilakukan pengesah dengan alasan, dan hanya pengesah menyebut tanggal berlaku.

    Mengapa: yang mencabut ialah yang berwenang mengesahkan, dan pembaca dokumen lama perlu tahu sebabnya.
    Contoh: `act: cabut` tanpa `note`, atau `effective` pada baris pemeriksa.
    Perbaikan: catat pencabutan dengan perintah approve --withdraw beserta alasannya.
    """
    for record in workspace.approvals:
        for item in record.entries:
            withdrawn = item.act is ApprovalAct.WITHDRAW
            if withdrawn and not worded(item.note):
                yield error("LPSE649", item.at("act"), "Pencabutan ini tanpa alasan pada note.")
            if withdrawn and item.role is not ApprovalRole.APPROVER:
                yield error("LPSE649", item.at("role"), "Hanya pengesah yang mencabut.")
            if item.effective and (withdrawn or item.role is not ApprovalRole.APPROVER):
                yield error("LPSE649", item.at("effective"), "Tanggal berlaku hanya pada persetujuan pengesah.")


RULES: Mapping[str, Rule] = {
    "LPSE645": roster,
    "LPSE646": sop_approver,
    "LPSE647": sealed,
    "LPSE648": forwards,
    "LPSE649": reasoned,
    "LPSE824": people,
}
