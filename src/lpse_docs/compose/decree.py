"""Draft of the Keputusan Bupati that puts the SOP book into force (Perbup Pasal 28; UU 12/2011 Lampiran II)."""

from collections.abc import Sequence

from lpse_docs.compose.cells import cell, cell_of
from lpse_docs.compose.law import folded, regulation_words
from lpse_docs.compose.office import signature
from lpse_docs.compose.template import Fragment, Phrase
from lpse_docs.document.blocks import Block, Items, Paragraph, Row, Table
from lpse_docs.document.inlines import Blank, Inline, Text, text
from lpse_docs.document.roles import Marker, Role, TableRole
from lpse_docs.model.regulation import ActStatus, ActType
from lpse_docs.model.workspace import Workspace


def clause(label: str, items: Sequence[tuple[Inline, ...]], marker: Marker | None = None) -> Table:
    """`Menimbang :` and its text, or a marked list, in three columns without rules."""
    body: tuple[Block, ...] = tuple(Paragraph(item, Role.DECREE_BODY) for item in items)
    if marker:
        body = (Items(tuple((item,) for item in body), marker, Role.DECREE_BODY),)
    row = Row((cell(label, Role.DECREE_LABEL), cell(":", Role.DECREE_LABEL), cell_of(body)), splittable=True)
    return Table((30, 5, 125), (row,), label or "Isi keputusan", role=TableRole.PLAIN)


def considerations(*items: str | Sequence[str | Phrase]) -> Fragment:
    """Menimbang: lettered considerations, each ending with a semicolon (UU 12/2011 Lampiran II)."""
    return Fragment((clause("Menimbang", [_run(item) for item in items], Marker.LETTER),))


def _run(item: str | Sequence[str | Phrase]) -> tuple[Inline, ...]:
    parts = [item] if isinstance(item, str) else item
    return tuple(inline for part in parts for inline in (text(part) if isinstance(part, str) else part.children))


def citations(workspace: Workspace, *more: str) -> Fragment:
    """Mengingat: the acts the SOPs rest on and `more`, in force, by hierarchy and year; the office's regulation last."""
    wanted = {basis.act for sop in workspace.sops for basis in sop.legal_basis} | set(more)
    acts = [act for act in workspace.acts if act.id in wanted and act.status is not ActStatus.REPEALED]
    acts.sort(key=lambda act: (list(ActType).index(act.type), act.year))
    lines = [text(f"{words};") for _, words in folded(workspace, (act.id for act in acts), gazette=True)]
    own = (*regulation_words(workspace.regulation), Text(";"))
    return Fragment((clause("Mengingat", [*lines, own], Marker.DECIMAL),))


def dictum(label: str, words: str) -> Fragment:
    """One point of the decree: KESATU, KEDUA ..."""
    return Fragment((clause(label, [text(words)]),))


def decree_end(workspace: Workspace, label: str, words: str) -> Fragment:
    """The last point with place, date and signature of the regent in one row: no page holds the signature alone."""
    lead = (f"Ditetapkan di {workspace.office.place}", "pada tanggal ........................")
    block = signature(workspace, "bupati", "keputusan-bupati", lead=lead, decree=True)
    right = Table((40, 85), (Row((cell(""), cell_of([block]))),), "Tanda tangan Bupati", role=TableRole.PLAIN)
    point = cell_of([Paragraph(text(words), Role.DECREE_BODY), right])
    row = Row((cell(label, Role.DECREE_LABEL), cell(":", Role.DECREE_LABEL), point))
    return Fragment((Table((30, 5, 125), (row,), label, role=TableRole.PLAIN),))


def annex_signature(workspace: Workspace) -> Fragment:
    """The signature that closes the annex: post and name only (UU 12/2011 Lampiran II)."""
    block = signature(workspace, "bupati", "lampiran-bupati", decree=True)
    row = Row((cell("", Role.DECREE_BODY), cell_of([block])))
    return Fragment((Table((75, 85), (row,), "Tanda tangan Bupati pada akhir lampiran", role=TableRole.PLAIN),))


def annex_heading(workspace: Workspace, subject: str) -> Fragment:
    """Heading of the annex: which decree it belongs to (UU 12/2011 Lampiran II)."""
    head = workspace.office.head.upper()
    words: tuple[tuple[Inline, ...], ...] = (
        text(f"LAMPIRAN KEPUTUSAN {head}"),
        (Text("NOMOR "), Blank(), Text(" TAHUN "), Text("........")),
        text(f"TENTANG {subject.upper()}"),
    )
    row = Row((cell(""), cell_of([Paragraph(item, Role.DECREE_LABEL) for item in words])))
    return Fragment((Table((75, 85), (row,), "Kepala lampiran", role=TableRole.PLAIN),))
