"""What shall come out of the example: which standards are met in each period, and the cases worth showing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lpse_docs.model.assessment import Status
from lpse_docs.model.evidence import Confidentiality
from lpse_docs.model.standard import EvidenceKind

MARK = "CONTOH - bukan hasil penilaian"


@dataclass(frozen=True)
class Case:
    """What is special about one criterion.

    Attributes:
        note: What a reader of the register or scorecard should know, as a comment.
        status: What the assessors find in the end.
        reason: Why they find it.
        kinds: Kinds of evidence that were handed in, when not all.
        evidence: What differs in the evidence of this criterion.
        first: What they found before it was followed up.
    """

    note: str
    status: Status = Status.MET
    reason: str | None = None
    kinds: tuple[EvidenceKind, ...] = tuple(EvidenceKind)
    evidence: Mapping[str, Any] = field(default_factory=dict)
    first: Status | None = None


@dataclass(frozen=True)
class Plan:
    """One period of the example.

    Attributes:
        scope: Letters of the standards that are assessed.
        whole: Letters whose criteria are all found met, but for their cases.
        level: How many of ten criteria are found met in the other standards, by letter.
        cases: What is special, by criterion.
        received: First and last day on which evidence is handed in.
        visits: First and last day of the assessors' work.
        sittings: Days on which the blind marks were moderated; empty where nobody marked blind.
    """

    period: str
    title: str
    start: date
    end: date
    scope: str
    note: str
    whole: str
    level: Mapping[str, int]
    cases: Mapping[str, Case]
    received: tuple[date, date]
    visits: tuple[date, date]
    sittings: tuple[date, ...] = ()
    follow_up: tuple[date, date] | None = None


FIRST = Plan(
    period="2025-semester-2",
    title="Semester II Tahun 2025 (contoh)",
    start=date(2025, 7, 1),
    end=date(2025, 12, 31),
    scope="abcdefghlmno",
    note="Contoh: penilaian pertama, terbatas pada standar tahap 1 sampai dengan tahap 3.",
    whole="abchm",
    level={"d": 6, "e": 4, "f": 5, "g": 5, "l": 3, "n": 4, "o": 6},
    cases={
        "S05-K09": Case(
            "Tidak berlaku: kejadiannya tidak ada.",
            Status.NOT_APPLICABLE,
            "Contoh alasan: pada periode ini tidak ada dokumen penawaran yang gagal dibuka.",
        ),
        "S06-K07": Case("Keputusan yang diserahkan belum disahkan.", evidence={"approved_on": None}),
    },
    received=(date(2025, 10, 1), date(2025, 11, 7)),
    visits=(date(2025, 11, 10), date(2025, 12, 12)),
)
SECOND = Plan(
    period="2026-semester-1",
    title="Semester I Tahun 2026 (contoh)",
    start=date(2026, 1, 1),
    end=date(2026, 6, 30),
    scope="abcdefghijklmnopq",
    note="Contoh: seluruh standar dinilai.",
    whole="abcdefghijlmno",
    level={"k": 6, "p": 5, "q": 2},
    cases={
        "S03-K09": Case(
            "Bukti tanpa berkas: dilihat asesor di lemari arsip.",
            evidence={
                "location": "Lemari arsip contoh, rak 2",
                "seen_by": "asesor-1",
                "seen_on": date(2026, 4, 15),
            },
        ),
        "S04-K05": Case("Ditindaklanjuti setelah moderasi.", first=Status.PARTIAL),
        "S04-K08": Case("Ditindaklanjuti setelah moderasi.", first=Status.UNMET),
        "S05-K09": Case(
            "Tidak berlaku: kejadiannya tidak ada.",
            Status.NOT_APPLICABLE,
            "Contoh alasan: pada periode ini tidak ada dokumen penawaran yang gagal dibuka.",
        ),
        "S05-K12": Case("Ditindaklanjuti setelah moderasi.", first=Status.PARTIAL),
        "S08-K05": Case(
            "Masa berlakunya lewat sebelum tanggal hitung, sehingga standarnya lepas.",
            evidence={"effective_to": date(2026, 5, 31)},
        ),
        "S09-K07": Case(
            "Diterima setelah tanggal hitung; baru terhitung sejak hari diterima.",
            evidence={"received_on": date(2026, 7, 6)},
        ),
        "S10-K11": Case("Belum disahkan, sehingga belum terhitung.", evidence={"approved_on": None}),
        "S11-K09": Case(
            "Rahasia: laporan hanya menyebut kode dan jenisnya.",
            evidence={"confidentiality": Confidentiality.CLASSIFIED},
        ),
        "S12-K06": Case("Ditindaklanjuti setelah moderasi.", first=Status.UNMET),
        "S12-K07": Case(
            "Tidak berlaku: kejadiannya tidak ada.",
            Status.NOT_APPLICABLE,
            "Contoh alasan: pada periode ini tidak ada kondisi darurat yang perlu diumumkan atau ditutup.",
        ),
        "S16-K04": Case(
            "Dinilai terpenuhi, tetapi rekaman yang diminta tidak diserahkan.", kinds=(EvidenceKind.POLICY,)
        ),
        "S16-K07": Case("Baru sebagian.", Status.PARTIAL, kinds=(EvidenceKind.POLICY,)),
    },
    received=(date(2026, 1, 12), date(2026, 4, 10)),
    visits=(date(2026, 4, 13), date(2026, 4, 24)),
    sittings=(date(2026, 4, 28), date(2026, 4, 29), date(2026, 4, 30)),
    follow_up=(date(2026, 5, 18), date(2026, 6, 19)),
)
PLANS = (FIRST, SECOND)


def found(plan: Plan, letter: str, place: int, criterion: str) -> Status:
    """What the assessors find of a criterion in the end; `place` is its place in the standard, from 0."""
    if criterion in plan.cases:
        return plan.cases[criterion].status
    if letter in plan.whole:
        return Status.MET
    # Levels are spread over the standard rather than drawn, so that no standard is met by luck.
    place_of_ten = (place * 7 + ord(letter)) % 10
    level = plan.level.get(letter, 0)
    if place_of_ten < level:
        return Status.MET
    return Status.PARTIAL if place_of_ten < level + 2 else Status.UNMET
