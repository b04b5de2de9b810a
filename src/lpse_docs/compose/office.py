"""Covers, letterhead, approval sheets and signature blocks of the office."""

from lpse_docs.compose.cells import cell, cell_of, header, lines
from lpse_docs.compose.law import long_date
from lpse_docs.compose.template import Fragment, printed
from lpse_docs.document.blocks import Block, Figure, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import Blank, Inline, Text, text
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.model.approval import ApprovalKind, ApprovalRole
from lpse_docs.model.office import Office
from lpse_docs.model.roster import needs
from lpse_docs.model.workspace import Workspace

EMBLEM = "lambang-daerah"
STATE_EMBLEM = "lambang-negara"
SLOT = "Lambang"  # a region may have any length, its reserved place has not


def emblem(office: Office, height: float = 22.0) -> Figure:
    """The regency's emblem, or its reserved place."""
    return Figure(EMBLEM, f"Lambang {office.region}", height * 0.82, height, SLOT)


def state_emblem() -> Fragment:
    """The Garuda at the head of papers signed by the regent, or its reserved place."""
    return Fragment((Figure(STATE_EMBLEM, "Lambang negara Garuda Pancasila", 20.0, 20.0),))


def _makers(office: Office) -> list[str]:
    return [name for name in (office.government, office.parent, office.section, office.name) if name]


def unit_lines(office: Office) -> list[Block]:
    """The making unit: government, parent, section, unit."""
    upper = [Paragraph(text(name.upper()), Role.LETTERHEAD_UNIT) for name in _makers(office)[1:]]
    return [Paragraph(text(office.government.upper()), Role.LETTERHEAD_GOVERNMENT), *upper]


def letterhead(office: Office) -> Fragment:
    """Head of a document: emblem left, names centred, the address and the rule below them over the whole width."""
    contact = [item for item in (office.address, office.phone, office.email, office.website) if item]
    words: tuple[Inline, ...] = text("; ".join(contact)) if contact else (Text("Alamat: "), Blank())
    address = Paragraph(words, Role.LETTERHEAD_ADDRESS)
    names = Row((cell_of([emblem(office)]), cell_of(unit_lines(office))))
    rule = Row((cell_of([address], columns=2),))
    return Fragment((Table((24, 136), (names, rule), "Kepala surat", role=TableRole.PLAIN),))


def cover(office: Office, title: str, subtitle: str) -> Fragment:
    """Title page: emblem, title, office, year of this edition."""
    return title_page(office, title, subtitle, office.edition.drafted.year)


def title_page(office: Office, title: str, subtitle: str, year: int) -> Fragment:
    """Title page of any year."""
    return Fragment(
        (
            Figure(EMBLEM, f"Lambang {office.region}", 36.0, 44.0, SLOT),
            Paragraph(text(title.upper()), Role.COVER_TITLE),
            Paragraph(text(subtitle), Role.COVER_SUBTITLE),
            Paragraph(lines(name.upper() for name in _makers(office)), Role.COVER_FOOT),
            Paragraph(text(f"{office.place.upper()}, {year}"), Role.COVER_FOOT),
        )
    )


def signature(
    workspace: Workspace, post: str, field: str, *, lead: tuple[str, ...] = (), decree: bool = False, anchor: str = ""
) -> Signature:
    """The block of one official; unknown facts become dotted lines."""
    official = workspace.official[post]
    title = f"{official.prefix} {official.title}" if official.prefix else official.title
    return Signature(field, (*lead, f"{title},"), official.name, official.rank, official.nip, decree, anchor=anchor)


def signed_by(workspace: Workspace, post: str, field: str, place: str = "") -> Fragment:
    """A signature block on the right half of the page, with place and date to be filled in."""
    lead = (f"Ditetapkan di {printed(place)}", "pada tanggal ........................") if place else ()
    row = Row((cell(""), cell_of([signature(workspace, post, printed(field), lead=lead)])))
    return Fragment((Table((80, 80), (row,), "Tanda tangan", role=TableRole.PLAIN),))


APPROVAL_ROLES = {
    ApprovalRole.MAKER: "Disusun oleh",
    ApprovalRole.EXAMINER: "Diperiksa oleh",
    ApprovalRole.APPROVER: "Disahkan oleh",
}


def approval_sheet(workspace: Workspace, document: str) -> Fragment:
    """Lembar pengesahan of a book: who makes, examines and approves it, each role by the first of its officials."""
    signing = [
        (need.role, next((post for post in need.posts if post in workspace.official), None))
        for need in needs(workspace.office, ApprovalKind.BOOK)
    ]
    rows = tuple(
        Row(
            (
                cell(APPROVAL_ROLES[role], Role.CELL_LABEL),
                cell_of([signature(workspace, post, f"{printed(document)}-{role.value}")]),
                cell("Tanggal: ...................."),
            )
        )
        for role, post in signing
        if post
    )
    head = header("Peran", "Jabatan, nama, dan tanda tangan", "Tanggal")
    return Fragment((Table((32, 88, 40), rows, "Lembar pengesahan", (head,)),))


def revision_history(office: Office) -> Fragment:
    """Riwayat perubahan of the edition."""
    rows = tuple(
        Row(
            (
                cell(item.edition, Role.CELL_CENTER, origin=item.at("edition")),
                cell(long_date(item.drafted), origin=item.at("drafted")),
                cell(item.summary, origin=item.at("summary")),
            )
        )
        for item in office.edition.changes
    )
    return Fragment(
        (Table((20, 40, 100), rows, "Riwayat perubahan", (header("Edisi", "Tanggal", "Uraian perubahan"),)),)
    )


def stage_table(workspace: Workspace) -> Fragment:
    """Stages of phased adoption with the standards of each."""
    rows = tuple(
        Row(
            (
                cell(str(stage.stage), Role.CELL_CENTER),
                cell(_names(workspace, stage.standards)),
                cell(f"{stage.cumulative} dari {len(workspace.standards)}", Role.CELL_CENTER),
                cell(stage.reason, origin=stage.at("reason")),
                cell(stage.confidence.value, origin=stage.at("confidence")),
            )
        )
        for stage in workspace.office.stages
    )
    head = header("Tahap", "Standar", "Jumlah kumulatif", "Alasan", "Keyakinan")
    return Fragment((Table((14, 52, 22, 52, 20), rows, "Tahap adopsi standar", (head,)),))


def _names(workspace: Workspace, letters: tuple[str, ...]) -> tuple[Inline, ...]:
    known = [workspace.standard[letter] for letter in letters if letter in workspace.standard]
    return lines(f"{item.letter.upper()}. {short_name(item.name)}" for item in known)


def short_name(name: str) -> str:
    """`Standar Pengelolaan Aset Layanan` -> `Pengelolaan Aset Layanan`."""
    return name.removeprefix("Standar ")
