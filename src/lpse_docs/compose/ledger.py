"""The ledger of a period: every number its documents tell in words, with how it is counted and where its parts stand.

A sentence names a number by its key and gets a reference to the row of the ledger. So no sentence holds a number that
is not in the ledger, and no row of the ledger is without the table that it is counted from.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lpse_docs.assess.duties import Reach
from lpse_docs.assess.score import Doubt
from lpse_docs.compose.cells import cell, header
from lpse_docs.compose.numerals import counted, none_or, of_all
from lpse_docs.compose.period import Period
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Row, Table
from lpse_docs.document.inlines import Inline, Reference, text
from lpse_docs.document.roles import Role
from lpse_docs.model.assessment import Status
from lpse_docs.model.standard import EvidenceKind

# Headings of the documents of a period, by the anchor that Markdown gives them.
RECAP, CHANGES, GAPS, EVIDENCE, LAW, STAGES = (
    "rekapitulasi",
    "perubahan",
    "daftar-kesenjangan",
    "daftar-bukti",
    "ketertelusuran-hukum",
    "tahap-adopsi",
)
PLACES = {
    RECAP: "Rekapitulasi",
    CHANGES: "Perubahan",
    GAPS: "Daftar Kesenjangan",
    EVIDENCE: "Daftar Bukti",
    LAW: "Ketertelusuran Hukum",
    STAGES: "Tahap Adopsi",
}


@dataclass(frozen=True)
class Count:
    """One number: its key, its value, what it counts, how, and the table (a key of `PLACES`) its parts stand in."""

    key: str
    value: int
    label: str
    rule: str
    place: str

    @property
    def anchor(self) -> str:
        """Anchor of its row."""
        return f"angka-{self.key}"


def _kept(part: Callable[[Period], Iterator[Count]]) -> Callable[[Period], tuple[Count, ...]]:
    """A part of the ledger as values that can be kept."""
    return lambda period: tuple(part(period))


def ledger(period: Period) -> Iterator[Count]:
    """Every number of a period; what reads other files comes last, so that a document without it does not name them."""
    for part in (_standards, _criteria, _stages, _gaps, _evidence, _changes, _law):
        yield from period.once(part)


@_kept
def _standards(period: Period) -> Iterator[Count]:
    scored = period.score
    yield Count("standar", len(scored.standards), "Seluruh standar", "Standar menurut Pasal 29 ayat (1).", RECAP)
    rule = "Standar dalam lingkup yang semua kriteria berlakunya terpenuhi."
    yield Count("standar-terpenuhi", scored.met, "Standar terpenuhi", rule, RECAP)
    inside = sum(item.in_scope for item in scored.standards)
    yield Count("standar-lingkup", inside, "Standar yang dinilai", "Standar dalam lingkup penilaian.", RECAP)
    rule = "Seluruh standar dikurangi standar yang dinilai; dihitung belum terpenuhi."
    yield Count("standar-luar", len(scored.standards) - inside, "Standar di luar lingkup", rule, RECAP)


@_kept
def _criteria(period: Period) -> Iterator[Count]:
    scored = period.score
    rule = "Kriteria seluruh standar, dikurangi yang tidak berlaku."
    yield Count("kriteria-berlaku", scored.applicable, "Kriteria yang berlaku", rule, RECAP)
    rule = "Kriteria yang dinilai terpenuhi dan semua jenis buktinya diperhitungkan."
    yield Count("kriteria-terpenuhi", scored.fulfilled, "Kriteria terpenuhi", rule, RECAP)
    rule = "Kriteria dalam lingkup tanpa status; dihitung belum terpenuhi."
    yield Count("kriteria-belum-dinilai", scored.unassessed, "Kriteria belum dinilai", rule, RECAP)
    off = sum(item.count(Status.NOT_APPLICABLE) for item in scored.standards)
    rule = "Dinyatakan tidak berlaku dengan alasan tertulis."
    yield Count("kriteria-tidak-berlaku", off, "Kriteria tidak berlaku", rule, RECAP)
    lowered = sum(item.lowered and item.judged is Status.MET for one in scored.standards for item in one.criteria)
    rule = "Dinilai terpenuhi oleh asesor, tetapi ada jenis bukti yang tidak dapat diperhitungkan."
    yield Count("kriteria-diturunkan", lowered, "Kriteria yang hasilnya diturunkan", rule, GAPS)


@_kept
def _stages(period: Period) -> Iterator[Count]:
    scored = period.score
    if scored.stage:
        yield Count("tahap-tercapai", scored.stage.stage, "Tahap tercapai", "Tanda terakhir yang dicapai.", STAGES)
        rule = "Jumlah kumulatif standar pada tahap tercapai."
        yield Count("tanda-tercapai", scored.stage.cumulative, "Tanda tahap tercapai", rule, STAGES)
    if scored.next_stage:
        yield Count("tahap-berikut", scored.next_stage.stage, "Tahap berikut", "Tanda pertama di depan.", STAGES)
        rule = "Jumlah kumulatif standar pada tahap berikut."
        yield Count("tanda-berikut", scored.next_stage.cumulative, "Tanda tahap berikut", rule, STAGES)
        rule = "Tanda tahap berikut dikurangi standar terpenuhi."
        short = scored.next_stage.cumulative - scored.met
        yield Count("standar-kurang", short, "Standar yang masih diperlukan", rule, STAGES)


@_kept
def _changes(period: Period) -> Iterator[Count]:
    found = period.change
    if found is None or not found.comparable:
        return
    rule = "Standar terpenuhi pada tanggal hitung periode sebelumnya."
    yield Count("standar-sebelumnya", found.before.met, "Standar terpenuhi pada periode sebelumnya", rule, CHANGES)
    for key, letters, label, rule in (
        ("standar-bertambah", found.gained, "Standar bertambah", "Kini terpenuhi, sebelumnya belum."),
        ("standar-berkurang", found.lost, "Standar berkurang", "Sebelumnya terpenuhi, kini tidak lagi."),
        ("kriteria-naik", found.up, "Kriteria naik", "Hasilnya lebih baik daripada periode sebelumnya."),
        ("kriteria-turun", found.down, "Kriteria turun", "Hasilnya lebih rendah daripada periode sebelumnya."),
    ):
        yield Count(key, len(letters), label, rule, CHANGES)


@_kept
def _gaps(period: Period) -> Iterator[Count]:
    rule = "Kriteria dalam lingkup yang tidak terpenuhi, termasuk yang belum dinilai."
    yield Count("kesenjangan", len(period.gaps), "Kesenjangan", rule, GAPS)
    ahead = [gap for gap in period.gaps if gap.ahead]
    rule = "Kesenjangan pada standar tahap berikut dan tahap sebelumnya."
    yield Count("kesenjangan-tahap", len(ahead), "Kesenjangan sampai tahap berikut", rule, GAPS)
    decrees = sum(any(item.kind is EvidenceKind.DECREE for item in gap.shortfalls) for gap in period.gaps)
    rule = "Kesenjangan yang bukti jenis penetapannya belum ada atau tidak dapat diperhitungkan."
    yield Count("penetapan-kurang", decrees, "Kriteria yang memerlukan penetapan", rule, GAPS)


@_kept
def _evidence(period: Period) -> Iterator[Count]:
    register = period.assessment.register.evidence
    counted_codes = {
        code
        for standard, _, scored in period.criterion.values()
        if period.of(standard).in_scope
        for code in scored.counted
    }
    rule = "Bukti pada daftar bukti periode ini."
    yield Count("bukti", len(register), "Bukti terdaftar", rule, EVIDENCE)
    rule = "Bukti yang diperhitungkan bagi sekurang-kurangnya satu kriteria."
    yield Count("bukti-dihitung", len(counted_codes), "Bukti diperhitungkan", rule, EVIDENCE)
    rule = "Bukti yang dirujuk asesor, tetapi masa berlakunya telah lewat pada tanggal hitung."
    expired = period.evidence_where(lambda doubt: doubt is Doubt.EXPIRED)
    yield Count("bukti-kedaluwarsa", len(expired), "Bukti kedaluwarsa", rule, EVIDENCE)


@_kept
def _law(period: Period) -> Iterator[Count]:
    reaches = [item.reach for item in period.duties]
    rule = "Ketentuan peraturan yang bersifat wajib atau dilarang."
    yield Count("ketentuan", len(reaches), "Ketentuan yang mengikat", rule, LAW)
    served = [reach for reach in reaches if reach in {Reach.WHOLE, Reach.PART, Reach.NONE}]
    rule = "Ketentuan mengikat yang dilayani sekurang-kurangnya satu kriteria yang berlaku."
    yield Count("ketentuan-berkriteria", len(served), "Ketentuan yang dilayani kriteria", rule, LAW)
    rule = "Ketentuan mengikat yang semua kriteria berlakunya terpenuhi."
    yield Count("ketentuan-utuh", reaches.count(Reach.WHOLE), "Ketentuan dengan semua kriteria terpenuhi", rule, LAW)


@dataclass(frozen=True)
class Speaker:
    """Says the numbers of a ledger, each as a reference to its row."""

    period: Period

    def count(self, key: str) -> Count:
        """A number with all that is known of it; a key without a number is a `KeyError`."""
        for item in ledger(self.period):
            if item.key == key:
                return item
        raise KeyError(key)

    def value(self, key: str) -> int:
        """The number alone."""
        return self.count(key).value

    def digits(self, key: str) -> Inline:
        """`17`."""
        return self._told(key, str(self.value(key)))

    def word(self, key: str) -> Inline:
        """`tujuh belas`, `tidak satu pun`."""
        return self._told(key, none_or(self.value(key)))

    def number(self, key: str, noun: str) -> Inline:
        """`tujuh belas kriteria`, `tidak satu pun kriteria`."""
        return self._told(key, counted(self.value(key), noun))

    def share(self, key: str, whole: str, noun: str) -> tuple[Inline, ...]:
        """`sepuluh standar (10 dari 17)`; the whole has a reference of its own."""
        value, total = self.value(key), self.value(whole)
        words = of_all(value, total, noun).removesuffix(f"{total})")
        return self._told(key, words), self._told(whole, str(total)), *text(")")

    def _told(self, key: str, words: str) -> Inline:
        return Reference(self.count(key).anchor, text(words))


def figures_table(period: Period, *keys: str) -> Fragment:
    """The ledger as a table, whole or the rows of some keys: what every number in words counts, and where its parts stand."""
    rows = tuple(
        Row(
            (
                cell(item.label),
                cell(str(item.value), Role.CELL_CENTER),
                cell(item.rule, Role.CELL_SMALL),
                cell(_place(item, whole=not keys), Role.CELL_SMALL),
            ),
            anchor=item.anchor,
        )
        for item in (map(Speaker(period).count, keys) if keys else ledger(period))
    )
    head = header("Yang dihitung", "Angka", "Cara menghitung", "Rinciannya")
    return Fragment((Table((46, 16, 68, 30), rows, "Asal setiap angka", (head,)),))


def _place(item: Count, *, whole: bool) -> tuple[Inline, ...]:
    """Where the parts of a number stand: in the same document, or, unless it has the whole ledger, in the report."""
    if whole or item.place == RECAP:
        return (Reference(item.place, text(PLACES[item.place])),)
    return text(f"{PLACES[item.place]} pada Laporan Kepatuhan")
