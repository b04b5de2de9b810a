"""How legal acts and provisions are cited."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from lpse_docs.compose.cells import cell, header, known
from lpse_docs.compose.template import Fragment, Phrase
from lpse_docs.document.blocks import Items, Paragraph, Row, Table
from lpse_docs.document.inlines import Inline, Reference, Strong, Text, text
from lpse_docs.document.roles import Marker, Role
from lpse_docs.model.dates import said
from lpse_docs.model.regulation import Act, ActStatus, ActType, Regulation
from lpse_docs.model.sop import LegalBasis
from lpse_docs.model.workspace import Workspace

STATUS_WORDS = {
    ActStatus.IN_FORCE: "Berlaku",
    ActStatus.AMENDED: "Berlaku, telah diubah",
    ActStatus.REPEALED: "Dicabut",
    ActStatus.UNKNOWN: "Belum diketahui",
}


def long_date(value: date | None) -> str:
    """`2026-11-23` -> `23 November 2026`; empty when unknown."""
    return said(value) if value else ""


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


def folded(workspace: Workspace, codes: Iterable[str], *, gazette: bool = False) -> list[tuple[str, str]]:
    """Acts as they are cited: an amending act stands inside the citation of the act it amends.

    Returns (code of the act, words), in the order given, without the amending acts that were folded in.
    """
    listed = [workspace.act[code] for code in codes if code in workspace.act]
    own = {act.id for act in listed}
    rows = []
    for act in listed:
        if own.isdisjoint(act.amends):
            amendments = [other for other in listed if act.id in other.amends]
            rows.append(
                (act.id, act_words(act, gazette=gazette) + _as_amended(workspace, act, amendments, gazette=gazette))
            )
    return rows


def _as_amended(workspace: Workspace, act: Act, amendments: list[Act], *, gazette: bool) -> str:
    """`sebagaimana telah diubah dengan ...`, naming the latest of the amendments listed."""
    if not amendments:
        return ""
    last = max(amendments, key=_age)
    until = [code for code in act.amended_by if code in workspace.act and workspace.act[code].year <= last.year]
    often = max(len(until), len(amendments)) > 1
    how = "sebagaimana telah beberapa kali diubah terakhir dengan" if often else "sebagaimana telah diubah dengan"
    return f" {how} {act_words(last, gazette=True) if gazette else act_label(last)}"


def _age(act: Act) -> tuple[int, int]:
    """Year, then number as a number: 9 comes before 12."""
    return act.year, int(act.number) if act.number and act.number.isdigit() else 0


def legal_basis(workspace: Workspace, basis: Sequence[LegalBasis]) -> list[tuple[Inline, ...]]:
    """The lines of Dasar Hukum."""
    cites = {item.act: f", {item.cite}" for item in basis if item.cite}
    lines = [text(words + cites.get(code, "")) for code, words in folded(workspace, (item.act for item in basis))]
    own = workspace.regulation.id
    if own in {item.act for item in basis}:
        lines.append((*regulation_words(workspace.regulation), *text(cites.get(own, ""))))
    return lines


def preamble_list(workspace: Workspace) -> Fragment:
    """The acts of the regulation's preamble as it cites them, as a numbered list."""
    codes = (act.id for act in workspace.acts if act.preamble)
    return _numbered([text(words) for _, words in folded(workspace, codes, gazette=True)])


def in_force_list(workspace: Workspace) -> Fragment:
    """The same acts as they stand today: repealed ones replaced, the latest amendments named, the regulation last."""
    codes = list(dict.fromkeys(code for act in workspace.acts if act.preamble for code in _today(workspace, act)))
    acts = sorted((workspace.act[code] for code in codes), key=lambda act: (list(ActType).index(act.type), *_age(act)))
    lines = [text(words) for _, words in folded(workspace, (act.id for act in acts))]
    return _numbered([*lines, regulation_words(workspace.regulation)])


def _today(workspace: Workspace, act: Act) -> list[str]:
    """The act and its amendments, or what replaced it; an amending act counts with the one it amends."""
    if act.status is ActStatus.REPEALED:
        heirs = (workspace.act[code] for code in act.replaced_by if code in workspace.act)
        return [code for heir in heirs for code in _today(workspace, heir)]
    if act.amends:
        return []
    return [act.id, *(code for code in act.amended_by if code in workspace.act)]


def _numbered(rows: Sequence[tuple[Inline, ...]]) -> Fragment:
    return Fragment((Items(tuple((Paragraph(row),) for row in rows), Marker.DECIMAL),))


def _successors(workspace: Workspace, act: Act) -> str:
    amended = [act_label(workspace.act[code]) for code in act.amended_by if code in workspace.act]
    replaced = [act_label(workspace.act[code]) for code in act.replaced_by if code in workspace.act]
    words = [f"diubah dengan {'; '.join(amended)}"] if amended else []
    words += [f"digantikan oleh {'; '.join(replaced)}"] if replaced else []
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


CITE_PART = re.compile(r"Pasal \d+|ayat \(\d+\)|huruf [a-z]\)?|angka \d+")


def shortened(cites: Sequence[str]) -> list[str]:
    """Citations in a row without what the one before already said: `Pasal 8 ayat (1)`, `ayat (2) huruf a`, `huruf b`."""
    out: list[str] = []
    before: list[str] = []
    for cite in cites:
        parts = CITE_PART.findall(cite)
        same = 0
        while same < min(len(parts), len(before)) - 1 and parts[same] == before[same]:
            same += 1
        whole = len(parts) != len(before) and same < len(parts) - 1 and same < len(before) - 1
        out.append(cite if not same or whole else " ".join(parts[same:]))
        before = parts
    return out


def provision_references(codes: tuple[str, ...], workspace: Workspace, *, link: bool) -> tuple[Inline, ...]:
    """Provisions by their citation; linked to the traceability matrix where the document has one."""
    known_codes = [code for code in codes if code in workspace.provision]
    short = shortened([workspace.provision[code].cite for code in known_codes])
    out: list[Inline] = []
    for code, words in zip(known_codes, short, strict=True):
        if out:
            out += text("; " if words.startswith("Pasal") else ", ")
        out.append(Reference(anchor(code), text(words)) if link else Text(words))
    return tuple(out) or text("-")


def anchor(code: str) -> str:
    """Anchor of a provision, criterion or step."""
    return "k-" + code.lower().replace(".", "-")


def regulation_name(workspace: Workspace) -> Phrase:
    """The regulation as it is cited in running text."""
    return Phrase(regulation_words(workspace.regulation))
