"""What closes a gap: what is lacking, what has to be done, and which unit answers for it; and the tables that tell it."""

from collections.abc import Iterator

from lpse_docs.assess.gaps import Gap, Why
from lpse_docs.assess.score import Doubt, Shortfall
from lpse_docs.compose.cells import cell, header, knit, lines
from lpse_docs.compose.law import anchor
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import Words, gap_anchor, sentence, standard_name, within
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Cell, Paragraph, Row, Table
from lpse_docs.document.inlines import Reference, Strong, text
from lpse_docs.document.roles import Role
from lpse_docs.model.words import worded

NONE = "Tidak ada kesenjangan dalam lingkup penilaian."
NOBODY = "belum ditetapkan"
VERBS = {Doubt.EXPIRED: "Perbarui", Doubt.NOT_APPROVED: "Sahkan", Doubt.NOT_RECEIVED: "Serahkan"}
COMPLETE = "Lengkapi"
JUDGED = {
    Why.UNASSESSED: "Nilai kriteria ini.",
    Why.UNREASONED: "Tulis alasan mengapa kriteria ini tidak berlaku.",
}


def responsible(period: Period, letter: str) -> str:
    """The unit that does the work of a standard, as the office planned it; nobody is made up."""
    owners = {item.letter: item.unit for item in period.workspace.office.planning.standards}
    post = period.workspace.post.get(owners.get(letter, ""))
    return post.name if post else NOBODY


def remedy(period: Period, gap: Gap) -> str:
    """What has to be done: as the assessors recommend, or as the evidence tells that the standard still wants."""
    result = period.assessment.result.get(gap.criterion)
    if result and worded(result.recommendation):
        return str(result.recommendation)
    return derived(period, gap)


def derived(period: Period, gap: Gap) -> str:
    """What has to be done where the assessors wrote no recommendation: `Perbarui: perjanjian kerahasiaan`."""
    if gap.why in JUDGED:
        return JUDGED[gap.why]
    wanted: dict[str, list[str]] = {}
    for shortfall in gap.shortfalls:
        codes = [code for code, doubt in shortfall.cited if doubt in VERBS]
        told = "; ".join(_items(period, gap, shortfall)) + (f" ({', '.join(codes)})" if codes else "")
        wanted.setdefault(_verb(shortfall), []).append(told)
    if wanted:
        return " ".join(f"{verb}: {'; '.join(told)}." for verb, told in wanted.items())
    return "Tindak lanjuti temuan asesor." if _finding(period, gap) else "Catat temuannya, lalu tindak lanjuti."


def _verb(shortfall: Shortfall) -> str:
    return next((VERBS[doubt] for _, doubt in shortfall.cited if doubt in VERBS), COMPLETE)


def _items(period: Period, gap: Gap, shortfall: Shortfall) -> list[str]:
    """What a criterion demands of one kind of evidence."""
    demanded = period.criterion[gap.criterion][1].evidence
    return [within(item.item) for item in demanded if item.kind is shortfall.kind]


def _finding(period: Period, gap: Gap) -> str:
    result = period.assessment.result.get(gap.criterion)
    return str(result.finding) if result and worded(result.finding) else ""


def lacking(period: Period, gap: Gap, *, brief: bool = False) -> str:
    """Why a criterion is not met, and what lacks: evidence, unless brief with its kind and codes, or what was found."""
    state = f"{gap.why.value[:1].upper()}{gap.why.value[1:]}"
    if gap.why in JUDGED:
        return f"{state}."
    if gap.shortfalls:
        proofs = ("" if brief else f" ({_proof(item)})" for item in gap.shortfalls)
        items = (", ".join(_items(period, gap, item)) for item in gap.shortfalls)
        told = (f"{named}{proof}" for named, proof in zip(items, proofs, strict=True))
        return f"{state}; kurang {'; '.join(told)}."
    found = _finding(period, gap)
    return f"{state}: {found}" if found else f"{state}; semua bukti ada, tetapi asesor menilai isinya belum memadai."


def _proof(shortfall: Shortfall) -> str:
    """`rekaman`, `rekaman; bukti-012 belum diterima`: the kind, and why what was cited for it does not count."""
    return "; ".join([shortfall.kind.value, *(f"{code} {doubt.value}" for code, doubt in shortfall.cited)])


def pressing_table(period: Period) -> Fragment:
    """The most pressing gaps for a regent: what lacks, what has to be done, and by whom; the rest stands in the list."""
    rows = [
        Row(
            (
                cell(_place(period, gap), Role.CELL_SMALL),
                cell(lacking(period, gap, brief=True), Role.CELL_SMALL),
                cell(remedy(period, gap), Role.CELL_SMALL),
                cell(responsible(period, gap.letter), Role.CELL_SMALL),
            )
        )
        for gap in period.pressing
    ]
    if not rows:
        return Fragment((Paragraph(text(NONE)),))
    head = header("Kriteria", "Keadaan", "Yang perlu dilakukan", "Penanggung jawab")
    return Fragment((Table((38, 54, 44, 24), knit(rows), "Kesenjangan yang paling mendesak", (head,)),))


def _place(period: Period, gap: Gap) -> Words:
    standard, _, _ = period.criterion[gap.criterion]
    code = Strong((Reference(gap_anchor(gap.criterion), text(gap.criterion)),))
    return sentence(code, f" {standard_name(standard)}")


def gaps_table(period: Period) -> Fragment:
    """Every gap in the order in which it presses: what lacks, what has to be done by whom, and what it is ranked by."""
    rows = [
        Row(tuple(_gap(period, place, gap)), anchor=gap_anchor(gap.criterion))
        for place, gap in enumerate(period.gaps, 1)
    ]
    if not rows:
        return Fragment((Paragraph(text(NONE)),))
    names = ("No", "Kode", "Rumusan", "Keadaan", "Yang perlu dilakukan", "Penanggung jawab", "Dasar urutan")
    return Fragment((Table((8, 16, 30, 32, 30, 24, 20), knit(rows), "Daftar kesenjangan", (header(*names),)),))


def _gap(period: Period, place: int, gap: Gap) -> Iterator[Cell]:
    yield cell(str(place), Role.CELL_CENTER)
    yield cell((Reference(anchor(gap.criterion), text(gap.criterion)),), Role.CELL_CODE)
    yield cell(period.criterion[gap.criterion][1].statement, Role.CELL_SMALL)
    yield cell(lacking(period, gap), Role.CELL_SMALL)
    yield cell(remedy(period, gap), Role.CELL_SMALL)
    yield cell(responsible(period, gap.letter), Role.CELL_SMALL)
    ahead = "ya" if gap.ahead else "tidak"
    ranked = (f"Tahap: {ahead}", f"Sisa: {gap.remaining}", f"Wajib: {gap.binding}", f"Tumpuan: {gap.dependents}")
    yield cell(lines(ranked), Role.CELL_SMALL)
