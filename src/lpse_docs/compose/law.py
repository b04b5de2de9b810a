"""How legal acts and provisions are cited."""

from datetime import date

from lpse_docs.compose.cells import MONTHS, cell, header, joined, known
from lpse_docs.compose.template import Fragment, Phrase
from lpse_docs.document.blocks import Items, Paragraph, Row, Table
from lpse_docs.document.inlines import Inline, Reference, Strong, Text, text
from lpse_docs.document.roles import Marker, Role
from lpse_docs.model.regulation import Act, ActStatus, Regulation
from lpse_docs.model.sop import LegalBasis
from lpse_docs.model.workspace import Workspace

STATUS_WORDS = {
    ActStatus.IN_FORCE: "Berlaku",
    ActStatus.AMENDED: "Berlaku, telah diubah",
    ActStatus.REPEALED: "Tidak berlaku",
    ActStatus.UNKNOWN: "Belum diketahui",
}


def long_date(value: date | None) -> str:
    """`2026-11-23` -> `23 November 2026`; empty when unknown."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def act_words(act: Act, *, gazette: bool = False) -> str:
    """An act with type, number, year, subject and, when wanted and known, its gazette."""
    number = f" Nomor {act.number}" if act.number else ""
    tail = f" ({act.gazette})" if gazette and act.gazette else ""
    return f"{act.name}{number} Tahun {act.year} tentang {act.subject}{tail}"


def regulation_words(regulation: Regulation) -> tuple[Inline, ...]:
    """The regulation with a dotted line for what is unknown."""
    region = regulation.region.split(",")[0].removeprefix("Kabupaten ").removeprefix("Kota ")
    head = f"{regulation.type} {region} Nomor "
    return (Text(head), *known(regulation.number), Text(f" Tahun {regulation.year} tentang {regulation.title}"))


def cited(workspace: Workspace, basis: LegalBasis) -> tuple[Inline, ...]:
    """One line of Dasar Hukum."""
    if basis.act == workspace.regulation.id:
        words = regulation_words(workspace.regulation)
    else:
        words = text(act_words(workspace.act[basis.act]))
    return (*words, Text(f", {basis.cite}")) if basis.cite else words


def legal_basis_list(workspace: Workspace) -> Fragment:
    """The acts of the regulation's preamble, then the regulation itself, as a numbered list."""
    acts = [text(act_words(act, gazette=True)) for act in workspace.acts if act.preamble]
    rows = (*acts, regulation_words(workspace.regulation))
    return Fragment((Items(tuple((Paragraph(row),) for row in rows), Marker.DECIMAL),))


def _successors(workspace: Workspace, act: Act) -> str:
    words = [f"diubah dengan {act_label(workspace.act[code])}" for code in act.amended_by if code in workspace.act]
    words += [f"diganti dengan {act_label(workspace.act[code])}" for code in act.replaced_by if code in workspace.act]
    return "; ".join(words) or "-"


def act_label(act: Act) -> str:
    """The short form: type, number, year."""
    return f"{act.name} Nomor {act.number} Tahun {act.year}" if act.number else f"{act.name} Tahun {act.year}"


def act_status_table(workspace: Workspace) -> Fragment:
    """Every act cited in the preamble with its present status."""
    rows = tuple(
        Row(
            (
                cell(str(index), Role.CELL_CENTER),
                cell(act_words(act), origin=act.at("subject")),
                cell(STATUS_WORDS[act.status], origin=act.at("status")),
                cell(_successors(workspace, act)),
                cell("Ya" if act.verified else "Belum", Role.CELL_CENTER),
            )
        )
        for index, act in enumerate((act for act in workspace.acts if act.preamble), 1)
    )
    head = header("No", "Peraturan", "Status", "Perubahan atau pengganti", "Diperiksa")
    return Fragment((Table((8, 68, 26, 40, 18), rows, "Status peraturan yang menjadi dasar", (head,)),))


def glossary(workspace: Workspace) -> Fragment:
    """The terms of Pasal 1, in alphabetical order of the term."""
    terms = sorted(workspace.regulation.definitions, key=lambda item: item.term.casefold())
    rows = tuple(
        Row(
            (
                cell((Strong(text(item.term)),), origin=item.at("term")),
                cell(item.abbreviation or "-"),
                cell(item.meaning, origin=item.at("meaning")),
            )
        )
        for item in terms
    )
    return Fragment((Table((40, 24, 96), rows, "Daftar istilah", (header("Istilah", "Singkatan", "Arti"),)),))


def provision_references(codes: tuple[str, ...], workspace: Workspace, *, link: bool) -> tuple[Inline, ...]:
    """Provisions by their citation; linked to the traceability matrix where the document has one."""
    cites = [(code, workspace.provision[code].cite) for code in codes if code in workspace.provision]
    return joined([(Reference(anchor(code), text(cite)),) if link else text(cite) for code, cite in cites], text("; ")) or text("-")


def anchor(code: str) -> str:
    """Anchor of a provision, criterion or step."""
    return "k-" + code.lower().replace(".", "-")


def regulation_name(workspace: Workspace) -> Phrase:
    """The regulation as it is cited in running text."""
    return Phrase(regulation_words(workspace.regulation))
