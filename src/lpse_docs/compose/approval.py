"""What approvals do to a document: the DRAF mark goes, and a page says who approved it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from lpse_docs.compose.cells import cell, cell_of, header, knit
from lpse_docs.compose.law import long_date
from lpse_docs.compose.office import APPROVAL_ROLES, signature
from lpse_docs.diagnostics import Diagnostic, Severity, Span
from lpse_docs.document.blocks import Block, Document, Heading, Paragraph, Row, Section, Signature, Table
from lpse_docs.document.content import content_digest
from lpse_docs.document.inlines import text
from lpse_docs.document.outline import blocks_of
from lpse_docs.document.page import PageSetup
from lpse_docs.document.roles import TableRole
from lpse_docs.model.approval import ApprovalEntry, ApprovalRecord, ApprovalRole, Need, Standing, standing
from lpse_docs.model.workspace import Workspace

FOLDER = "approvals"
SHOWN = 16  # digits of a digest that people compare


def awaiting(document: Document, workspace: Workspace, needs: tuple[Need, ...], setup: PageSetup) -> Document:
    """A document that approvals are given for: marked DRAF until all are there, with those that hold for this content."""
    record = workspace.approval.get(document.id)
    document = replace(document, content=content_digest(document))
    if record is None:
        return document
    found = standing(record, needs, document.content)
    entries = found.held.entries if found.held else found.current.entries
    if not entries:
        return document
    page = Section(setup, tuple(_blocks(document, workspace, found, entries)))
    return replace(document, draft=not found.final, sections=(*document.sections, page))


def _blocks(
    document: Document, workspace: Workspace, found: Standing, entries: tuple[ApprovalEntry, ...]
) -> Iterator[Block]:
    yield Heading(2, text("Catatan pengesahan"), "catatan-pengesahan")
    yield Paragraph(text(_sentence(document, workspace, found)))
    rows = tuple(
        Row(
            (
                cell(APPROVAL_ROLES[item.role], origin=item.at("role")),
                cell(_post(workspace, item.post), origin=item.at("post")),
                cell(long_date(item.on) or "-", origin=item.at("on")),
            )
        )
        for item in entries
    )
    yield Table((40, 80, 40), rows, "Catatan pengesahan", (header("Peran", "Jabatan", "Tanggal"),))
    if found.held:
        yield from _places(document, workspace, entries)


def _places(document: Document, workspace: Workspace, entries: tuple[ApprovalEntry, ...]) -> Iterator[Block]:
    """A place to sign for everybody whose role has none in the document, two in a row, the last at the right."""
    own = {block.field for block in blocks_of(document) if isinstance(block, Signature)}
    taken = {role for role in ApprovalRole if any(belongs(field, document.id, role) for field in own)}
    signing = [_place(workspace, item, entries) for item in entries if item.role not in taken]
    if not signing:
        return
    cells = [cell_of([block]) for block in signing]
    if len(cells) % 2:
        cells.insert(-1, cell(""))
    rows = knit([Row(tuple(cells[at : at + 2])) for at in range(0, len(cells), 2)])
    yield Heading(3, text("Tanda tangan"), "tanda-tangan-pengesahan")
    yield Table((80, 80), rows, "Tanda tangan pengesahan", role=TableRole.PLAIN)


def belongs(field: str, document: str, role: ApprovalRole) -> bool:
    """Whether a place to sign is the one of a role in this very document, as `sop-a-pengesah` in `sop-a-registrasi`."""
    stem = field.removesuffix(f"-{role.value}")
    return stem != field and f"{document}-".startswith(f"{stem}-")


def _place(workspace: Workspace, entry: ApprovalEntry, entries: tuple[ApprovalEntry, ...]) -> Signature:
    """The place of one post; where several act in a role, they are counted."""
    acting = [item.post for item in entries if item.role is entry.role]
    number = acting.index(entry.post) + 1
    field = f"pengesahan/{entry.role.value}" + (f"-{number}" if len(acting) > 1 else "")
    lead = (f"{APPROVAL_ROLES[entry.role]}:",)
    if entry.post in workspace.official:
        return signature(workspace, entry.post, field, lead=lead)
    return Signature(field, (*lead, f"{_post(workspace, entry.post)},"))


def _sentence(document: Document, workspace: Workspace, found: Standing) -> str:
    told = f"Isi dokumen ini bersidik {document.content[:SHOWN]}. Catatan ini bukan tanda tangan."
    if found.held is None:
        need = found.current.wanting
        posts = " atau ".join(_post(workspace, code) for code in found.current.missing)
        return f"Pengesahan belum selesai{f', menunggu {need.role.value}: {posts}' if need and posts else ''}. {told}"
    return f"Dokumen ini telah disahkan dan berlaku mulai {long_date(found.held.start)}. {told}"


def _post(workspace: Workspace, code: str) -> str:
    return workspace.post[code].name if code in workspace.post else code


def findings(document: Document, record: ApprovalRecord, needs: tuple[Need, ...]) -> Iterator[Diagnostic]:
    """What there is to say of a record beside its document as it is now."""
    found = standing(record, needs, document.content)
    if found.stale:
        yield stale(record.entries[-1].at("digest"), document.id)
    for item in found.idle:
        yield idle(item.at("post"), item.post, item.role)


def stale(span: Span, document: str) -> Diagnostic:
    """Pengesahan dokumen masih sesuai dengan isinya.

    Mengapa: pengesahan diberikan untuk satu isi; isi yang berubah belum disahkan siapa pun, maka tanda DRAF kembali.
    Contoh: satu langkah SOP disunting sesudah SOP itu disahkan.
    Perbaikan: ulangi pengesahan dengan perintah approve, atau kembalikan isi yang disahkan.
    """
    message = f"Pengesahan usang: isi {document} berubah sesudah disetujui; tanda DRAF kembali."
    return Diagnostic("LPSE651", Severity.WARNING, message, span, "Ulangi pengesahan, atau kembalikan isinya.")


def idle(span: Span, post: str, role: str) -> Diagnostic:
    """Setiap persetujuan diberikan jabatan yang berwenang menurut alur, pada gilirannya, dan satu kali.

    Mengapa: persetujuan di luar alur pada lpse.yaml tidak dihitung; dokumen tetap DRAF sampai alurnya lengkap.
    Contoh: pengesah menyetujui sebelum pemeriksa, atau jabatannya kemudian dicoret dari alur.
    Perbaikan: betulkan alur pada lpse.yaml, atau mintakan persetujuan baru dengan perintah approve.
    """
    message = f"Persetujuan {post} sebagai {role} tidak dihitung menurut alur pengesahan sekarang."
    return Diagnostic("LPSE652", Severity.WARNING, message, span, "Betulkan alurnya, atau mintakan persetujuan baru.")


def no_document(span: Span, document: str) -> Diagnostic:
    """Setiap riwayat pengesahan milik dokumen yang ada dan dapat disahkan.

    Mengapa: riwayat tanpa dokumen tidak berpengaruh; dokumennya mungkin berganti kode sehingga pengesahannya hilang.
    Contoh: approvals/sop-a-registrasi.yaml, padahal SOP itu sudah berganti kode.
    Perbaikan: betulkan nama berkas dan `document`, atau pindahkan riwayat lama ke arsip.
    """
    message = f"Tidak ada dokumen {document} yang dapat disahkan."
    return Diagnostic("LPSE650", Severity.WARNING, message, span, "Lihat kode dokumen dengan perintah status.")


CODES: Mapping[str, Callable[..., object]] = {"LPSE650": no_document, "LPSE651": stale, "LPSE652": idle}
