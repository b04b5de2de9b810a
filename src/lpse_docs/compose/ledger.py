"""The ledger of a period: every number its documents tell in words, with how it is counted and where its parts stand.

A sentence names a number by its key and gets a reference to the row of the ledger. So no sentence holds a number that
is not in the ledger, and no row of the ledger is without the table that it is counted from.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from lpse_docs.amounts import dotted
from lpse_docs.assess.duties import SERVED, Reach
from lpse_docs.assess.score import Doubt, validity
from lpse_docs.compose.cells import cell, header
from lpse_docs.compose.numerals import in_figures
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import Words
from lpse_docs.compose.template import Fragment
from lpse_docs.compose.verdicts import Verdict, verdict
from lpse_docs.document.blocks import Row, Table
from lpse_docs.document.inlines import Inline, Reference, Text, text
from lpse_docs.document.roles import Role
from lpse_docs.model.assessment import Status

# Headings of the documents of a period, by the anchor that Markdown gives them.
RECAP, CHANGES, GAPS, EVIDENCE, LAW, STAGES = (
    "rekapitulasi",
    "perubahan-antarperiode",
    "daftar-kesenjangan",
    "daftar-bukti",
    "ketertelusuran-hukum",
    "tahap-adopsi",
)
PLACES = {
    RECAP: "Rekapitulasi",
    CHANGES: "Perubahan Antarperiode",
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
    for part in _parts():
        yield from period.once(part)


def _parts() -> tuple[Callable[[Period], tuple[Count, ...]], ...]:
    return _standards, _criteria, _stages, _gaps, _evidence, _changes, _law


@_kept
def _standards(period: Period) -> Iterator[Count]:
    scored = period.score
    yield Count("standar", len(scored.standards), "Seluruh standar", "Standar menurut Pasal 29 ayat (1).", RECAP)
    rule = "Standar dalam lingkup yang semua kriteria berlakunya terpenuhi."
    yield Count("standar-terpenuhi", scored.met, "Standar terpenuhi", rule, RECAP)
    said = Counter(verdict(item) for item in scored.standards)
    rule = "Standar dalam lingkup yang selesai dinilai dan belum terpenuhi."
    yield Count("standar-belum", said[Verdict.UNMET], "Standar belum terpenuhi", rule, RECAP)
    rule = "Standar dalam lingkup yang masih mempunyai kriteria belum dinilai; tidak dihitung terpenuhi."
    yield Count("standar-belum-selesai", said[Verdict.UNFINISHED], "Standar belum selesai dinilai", rule, RECAP)
    inside = sum(item.in_scope for item in scored.standards)
    yield Count("standar-lingkup", inside, "Standar yang dinilai", "Standar dalam lingkup penilaian.", RECAP)
    rule = "Seluruh standar dikurangi standar yang dinilai; tidak dihitung terpenuhi."
    yield Count("standar-luar", len(scored.standards) - inside, "Standar di luar lingkup", rule, RECAP)


@_kept
def _criteria(period: Period) -> Iterator[Count]:
    scored = period.score
    rule = "Kriteria seluruh standar, dikurangi yang tidak berlaku."
    yield Count("kriteria-berlaku", scored.applicable, "Kriteria yang berlaku", rule, RECAP)
    rule = "Kriteria yang dinilai terpenuhi dan semua jenis buktinya diperhitungkan."
    yield Count("kriteria-terpenuhi", scored.fulfilled, "Kriteria terpenuhi", rule, RECAP)
    partial, unmet = (
        sum(item.count(outcome) for item in scored.standards) for outcome in (Status.PARTIAL, Status.UNMET)
    )
    rule = "Kriteria berlaku yang dinilai dan belum terpenuhi, termasuk yang terpenuhi sebagian."
    yield Count("kriteria-belum", partial + unmet, "Kriteria belum terpenuhi", rule, RECAP)
    rule = "Di antara kriteria belum terpenuhi, sebagian buktinya dapat dihitung atau asesor menilainya sebagian."
    yield Count("kriteria-sebagian", partial, "Kriteria terpenuhi sebagian", rule, RECAP)
    rule = "Kriteria dalam lingkup tanpa status; tidak dihitung terpenuhi."
    yield Count("kriteria-belum-dinilai", scored.unassessed, "Kriteria dalam lingkup yang belum dinilai", rule, RECAP)
    outside = sum(len(item.criteria) for item in period.outside)
    rule = "Kriteria standar di luar lingkup; belum dinilai dan tidak dihitung terpenuhi."
    yield Count("kriteria-luar", outside, "Kriteria di luar lingkup", rule, RECAP)
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
        yield Count("tahap-tercapai", scored.stage.stage, "Tahap tercapai", "Ambang terakhir yang dicapai.", STAGES)
        rule = "Jumlah kumulatif standar pada tahap tercapai."
        yield Count("tanda-tercapai", scored.stage.cumulative, "Ambang tahap tercapai", rule, STAGES)
    if scored.next_stage:
        rule = "Ambang terdekat yang belum tercapai."
        yield Count("tahap-berikut", scored.next_stage.stage, "Tahap berikut", rule, STAGES)
        rule = "Jumlah kumulatif standar pada tahap berikut."
        yield Count("tanda-berikut", scored.next_stage.cumulative, "Ambang tahap berikut", rule, STAGES)
        rule = "Ambang tahap berikut dikurangi standar terpenuhi."
        short = scored.next_stage.cumulative - scored.met
        yield Count("standar-kurang", short, "Standar yang masih diperlukan", rule, STAGES)
    met = {item.letter for item in scored.standards if item.met}
    for stage in scored.stages:
        rule = f"Dari {len(stage.standards)} standar pada tahap {stage.stage}."
        label = f"Standar tahap {stage.stage} yang terpenuhi"
        yield Count(f"tahap-{stage.stage}-terpenuhi", len(met.intersection(stage.standards)), label, rule, STAGES)


@_kept
def _changes(period: Period) -> Iterator[Count]:
    found = period.change
    if found is None or not found.comparable:
        return
    rule = "Standar terpenuhi pada tanggal hitung periode sebelumnya."
    yield Count("standar-sebelumnya", found.before.met, "Standar terpenuhi pada periode sebelumnya", rule, CHANGES)
    for key, which, label, rule in (
        ("standar-bertambah", found.gained, "Standar bertambah", "Kini terpenuhi, sebelumnya dinilai belum."),
        ("standar-berkurang", found.lost, "Standar berkurang", "Sebelumnya terpenuhi, kini dinilai tidak lagi."),
        ("standar-baru-dinilai", found.newly_met, "Standar terpenuhi yang baru selesai dinilai", NEWLY),
        ("standar-belum-dibandingkan", found.pending, "Standar belum dapat dibandingkan", PENDING),
        ("kriteria-dibandingkan", found.both, "Kriteria yang dibandingkan", "Dinilai dan berlaku pada kedua periode."),
        ("kriteria-naik", found.up, "Kriteria naik", "Di antara yang dibandingkan, hasilnya lebih baik."),
        ("kriteria-turun", found.down, "Kriteria turun", "Di antara yang dibandingkan, hasilnya lebih rendah."),
        ("kriteria-baru-dinilai", found.newly_assessed, "Kriteria baru dinilai", "Dinilai hanya pada periode ini."),
        ("kriteria-belum-dibandingkan", found.unassessed, "Kriteria belum dapat dibandingkan", "Dinilai sebelumnya, kini belum."),
    ):  # fmt: skip
        yield Count(key, len(which), label, rule, CHANGES)


NEWLY = "Kini terpenuhi, sebelumnya belum selesai dinilai."
PENDING = "Sebelumnya terpenuhi, kini belum selesai dinilai."


@_kept
def _gaps(period: Period) -> Iterator[Count]:
    rule = "Kriteria dalam lingkup yang tidak terpenuhi, termasuk yang belum dinilai."
    yield Count("kesenjangan", len(period.gaps), "Kesenjangan", rule, GAPS)
    ahead = [gap for gap in period.gaps if gap.ahead]
    rule = "Kesenjangan pada standar tahap berikut dan tahap sebelumnya."
    yield Count("kesenjangan-tahap", len(ahead), "Kesenjangan sampai tahap berikut", rule, GAPS)
    wanted = period.asked
    rule = "Kesenjangan yang dinilai terpenuhi, tetapi buktinya kedaluwarsa."
    yield Count("pembaruan", len(wanted.renew), "Kriteria yang buktinya perlu diperbarui", rule, GAPS)
    rule = "Kesenjangan lain yang sudah dinilai dan bukti jenis penetapannya belum ada atau tidak dapat diperhitungkan."
    yield Count("penetapan-kurang", len(wanted.issue), "Kriteria yang memerlukan penetapan", rule, GAPS)
    rule = "Kesenjangan yang sudah dinilai, selain kedua baris di atas."
    yield Count("kesenjangan-lain", len(wanted.other), "Kesenjangan selebihnya", rule, GAPS)
    if wanted.closing:
        rule = "Standar terpenuhi, ditambah standar yang hanya kurang karena bukti kedaluwarsa."
        yield Count("standar-bila-diperbarui", wanted.met, "Standar terpenuhi bila bukti diperbarui", rule, GAPS)
        if wanted.stage:
            rule = "Ambang terakhir yang dicapai jumlah itu."
            yield Count("tahap-bila-diperbarui", wanted.stage.stage, "Tahap bila bukti diperbarui", rule, GAPS)


DOUBTS = {
    Doubt.EXPIRED: "bukti-kedaluwarsa",
    Doubt.NOT_APPROVED: "bukti-belum-disahkan",
    Doubt.NOT_RECEIVED: "bukti-belum-diterima",
    Doubt.NOT_YET: "bukti-belum-berlaku",
    Doubt.MISSING: "bukti-tanpa-berkas",
    Doubt.CHANGED: "bukti-berubah",
    Doubt.UNSEEN: "bukti-belum-dilihat",
}


@_kept
def _evidence(period: Period) -> Iterator[Count]:
    register = period.assessment.register.evidence
    doubts = Counter(validity(period.assessment, item, period.on) for item in register)
    yield Count("bukti", len(register), "Bukti terdaftar", "Bukti pada daftar bukti periode ini.", EVIDENCE)
    rule = "Bukti terdaftar yang diterima, disahkan, utuh, dan berlaku pada tanggal hitung."
    yield Count("bukti-sah", doubts[None], "Bukti sah dan berlaku", rule, EVIDENCE)
    rule = "Bukti terdaftar dikurangi bukti yang sah dan berlaku."
    yield Count("bukti-tidak-sah", len(register) - doubts[None], "Bukti yang tidak dapat dihitung", rule, EVIDENCE)
    for doubt, key in DOUBTS.items():
        if doubts[doubt] or doubt is Doubt.EXPIRED:
            rule = f"Bukti terdaftar dengan keadaan: {doubt.value}."
            yield Count(key, doubts[doubt], f"Bukti {doubt.value}", rule, EVIDENCE)
    cited, counted_codes = period.cited
    rule = "Bukti terdaftar yang dirujuk asesor bagi sekurang-kurangnya satu kriteria dalam lingkup."
    yield Count("bukti-dirujuk", len(cited), "Bukti dirujuk", rule, EVIDENCE)
    rule = "Bukti dirujuk yang diperhitungkan bagi sekurang-kurangnya satu kriteria."
    yield Count("bukti-dihitung", len(counted_codes), "Bukti dirujuk dan diperhitungkan", rule, EVIDENCE)


def doubts(period: Period) -> list[tuple[Doubt, str]]:
    """Why registered evidence is not good, each with the key of its number; only what there is."""
    numbers = {item.key: item.value for item in period.once(_evidence)}
    return [(doubt, key) for doubt, key in DOUBTS.items() if numbers.get(key)]


@_kept
def _law(period: Period) -> Iterator[Count]:
    reaches = [item.reach for item in period.duties]
    rule = "Ketentuan peraturan yang bersifat wajib atau dilarang."
    yield Count("ketentuan", len(reaches), "Ketentuan yang mengikat", rule, LAW)
    served = [reach for reach in reaches if reach in SERVED]
    rule = "Didukung sekurang-kurangnya satu kriteria yang berlaku, atau diukur dari jumlah standar."
    yield Count("ketentuan-berkriteria", len(served), "Ketentuan yang didukung kriteria", rule, LAW)
    rule = "Semua kriteria berlakunya terpenuhi; ketentuan tentang seluruh standar, hanya bila semua standar terpenuhi."
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
        """`17`, and `0` for none, as in a table."""
        return self._told(key, dotted(self.value(key)))

    def figure(self, key: str, noun: str = "") -> Inline:
        """`17 standar`, `tidak satu pun standar`, as in a sentence."""
        return self._told(key, f"{in_figures(self.value(key))} {noun}".rstrip())

    def parts(self, *keys: tuple[str, str]) -> list[Words]:
        """`7 belum terpenuhi`, `5 di luar lingkup`: the numbers that are not none, each with its words."""
        return [(self.figure(key), Text(f" {words}")) for key, words in keys if self.value(key)]

    def share(self, key: str, whole: str, noun: str) -> tuple[Inline, ...]:
        """`10 dari 17 standar`, `tidak satu pun dari 17 standar`; the whole has a reference of its own."""
        return self.figure(key), Text(" dari "), self.digits(whole), Text(f" {noun}")

    def _told(self, key: str, words: str) -> Inline:
        return Reference(self.count(key).anchor, text(words))


def _rows(period: Period, patterns: tuple[str, ...]) -> Iterator[Count]:
    """The rows of some keys in their order, `bukti*` for all of a part that begin so; without a row it is a `KeyError`.

    No part behind the one that has them is counted: it may read files that the document does not show.
    """
    for pattern in patterns:
        parts = ([item for item in period.once(part) if fnmatchcase(item.key, pattern)] for part in _parts())
        found = next(filter(None, parts), None)
        if found is None:
            raise KeyError(pattern)
        yield from found


def figures_table(period: Period, *keys: str) -> Fragment:
    """The ledger as a table, whole or the rows of some keys: what every number of a sentence counts, and where its parts stand."""
    rows = tuple(
        Row(
            (
                cell(item.label),
                cell(dotted(item.value), Role.CELL_CENTER),
                cell(item.rule, Role.CELL_SMALL),
                cell(_place(item, whole=not keys), Role.CELL_SMALL),
            ),
            anchor=item.anchor,
        )
        for item in (_rows(period, keys) if keys else ledger(period))
    )
    head = header("Yang dihitung", "Angka", "Cara menghitung", "Rinciannya")
    return Fragment((Table((46, 16, 68, 30), rows, "Asal setiap angka", (head,)),))


def _place(item: Count, *, whole: bool) -> tuple[Inline, ...]:
    """Where the parts of a number stand: in the same document, or, unless it has the whole ledger, in the report."""
    if whole or item.place == RECAP:
        return (Reference(item.place, text(PLACES[item.place])),)
    return text(f"{PLACES[item.place]} pada Laporan Kepatuhan")
