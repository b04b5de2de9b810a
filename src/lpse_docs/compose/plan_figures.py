"""Numbers that the documents of a plan tell in sentences, each a reference to the row that says how it is counted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lpse_docs.amounts import decimal
from lpse_docs.compose.cells import cell, header
from lpse_docs.compose.numerals import in_figures
from lpse_docs.compose.period import Period
from lpse_docs.compose.planned import Planned, planned
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Row, Table
from lpse_docs.document.inlines import Inline, Reference, text
from lpse_docs.document.roles import Role

# Headings of the plan, by the anchor that Markdown gives them.
PLACES = {
    "tahap-dan-tenggat": "Tahap dan Tenggat",
    "standar-menurut-tahap": "Standar menurut tahap",
    "beban-menurut-unit": "Beban menurut Unit",
    "anggaran": "Anggaran",
    "lampiran-ii-paket-kerja": "Lampiran II: Paket Kerja",
    "proyeksi": "Proyeksi",
    "asumsi": "Asumsi",
}


@dataclass(frozen=True)
class Figure:
    """One number as printed: its key, how it stands in a table and in words, what it counts, how, and where its parts are."""

    key: str
    digits: str
    words: str
    label: str
    rule: str
    place: str

    @property
    def anchor(self) -> str:
        """Anchor of its row."""
        return f"angka-{self.key}"


def _made(period: Period) -> tuple[Figure, ...]:
    return (*_standards(planned(period)), *_packages(planned(period)))


def figures(period: Period) -> tuple[Figure, ...]:
    """Every number of a plan that stands in a sentence."""
    return period.once(_made)


def counted(key: str, number: int, label: str, rule: str, place: str) -> Figure:
    """A number that is counted."""
    return Figure(key, str(number), in_figures(number), label, rule, place)


def _standards(plan: Planned) -> Iterator[Figure]:
    scored, end = plan.period.score, plan.outlook.draft.calendar.end
    yield counted("standar", len(scored.standards), "Seluruh standar", "Standar menurut Pasal 29 ayat (1).", "proyeksi")
    rule = "Standar terpenuhi pada tanggal hitung penilaian."
    yield counted("standar-awal", scored.met, "Standar terpenuhi pada awal rencana", rule, "proyeksi")
    rule = "Standar terpenuhi pada hari terakhir rencana, bila semua paket selesai menurut jadwal."
    yield counted("standar-akhir", plan.outlook.met(end), "Standar terpenuhi pada akhir rencana", rule, "proyeksi")
    late = sum(item.late for item in plan.promises)
    due = sum(item.due is not None for item in plan.promises)
    yield counted("tenggat", due, "Tenggat tahap", "Tahap yang mempunyai tenggat.", "tahap-dan-tenggat")
    rule = "Tenggat tahap yang lewat sebelum semua standarnya terpenuhi."
    yield counted("tenggat-terlambat", late, "Tenggat yang tidak terpenuhi", rule, "tahap-dan-tenggat")
    rule = "Kriteria dalam lingkup tanpa status; direncanakan seperti kriteria yang belum terpenuhi."
    yield counted("kriteria-belum-dinilai", scored.unassessed, "Kriteria belum dinilai", rule, "asumsi")


def _packages(plan: Planned) -> Iterator[Figure]:
    rule = "Paket kerja rencana, tanpa paket yang telah selesai."
    yield counted("paket", len(plan.ahead), "Paket kerja", rule, "lampiran-ii-paket-kerja")
    rule = "Paket kerja yang tidak memperoleh tempat sampai dengan akhir rencana."
    yield counted("paket-tidak-muat", len(plan.unplaced), "Paket tidak tertampung", rule, "lampiran-ii-paket-kerja")
    days, lost = decimal(plan.effort), decimal(sum(item.effort for item in plan.unplaced))
    rule = "Jumlah hari-orang semua paket kerja."
    yield Figure("beban", days, days, "Beban seluruhnya (hari-orang)", rule, "lampiran-ii-paket-kerja")
    rule = "Jumlah hari-orang paket yang tidak tertampung."
    yield Figure("beban-tidak-muat", lost, lost, "Beban tidak tertampung (hari-orang)", rule, "lampiran-ii-paket-kerja")
    rule = "Paket kerja yang biayanya tidak ditulis dan tidak mempunyai nilai bawaan."
    yield counted(
        "paket-belum-ditaksir", len(plan.costless), "Paket belum ditaksir biayanya", rule, "lampiran-ii-paket-kerja"
    )
    assumed = sum(bool(item.assumed) for item in plan.ahead)
    yield counted("paket-asumsi", assumed, "Paket yang memakai asumsi", "Paket dengan nilai bawaan.", "asumsi")


def tell(period: Period, key: str, noun: str = "") -> Inline:
    """A number as it stands in a sentence, with what it counts; it leads to its row."""
    return told(figures(period), key, noun)


def told(known: Iterable[Figure], key: str, noun: str = "") -> Inline:
    """One of some numbers as it stands in a sentence; it leads to its row."""
    found = next(item for item in known if item.key == key)
    return Reference(found.anchor, text(f"{found.words} {noun}".strip()))


def plan_figures(period: Period) -> Fragment:
    """Every number that stands in a sentence: what it counts, how, and where its parts stand."""
    return figures_of(figures(period), PLACES)


def figures_of(known: Iterable[Figure], places: Mapping[str, str]) -> Fragment:
    """A table of numbers; `places` are headings by their anchors."""
    rows = tuple(
        Row(
            (
                cell(item.label),
                cell(item.digits, Role.CELL_CENTER),
                cell(item.rule, Role.CELL_SMALL),
                cell((Reference(item.place, text(places[item.place])),), Role.CELL_SMALL),
            ),
            anchor=item.anchor,
        )
        for item in known
    )
    head = header("Yang dihitung", "Angka", "Cara menghitung", "Rinciannya")
    return Fragment((Table((46, 18, 66, 30), rows, "Asal setiap angka", (head,)),))
