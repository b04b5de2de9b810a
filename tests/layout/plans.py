"""An invented plan for charts: seventeen standards and six SOPs over eight quarters, and its load and money."""

from collections.abc import Sequence
from datetime import date, timedelta

from lpse_docs.document.chart import Chart
from lpse_docs.document.page import Margins, Orientation, PageSetup, Paper
from lpse_docs.layout.gantt import Group, Horizon, Line, gantt, overview
from lpse_docs.layout.load import MILLIONS, Column, Panel, load
from lpse_docs.layout.timescale import MONTHS, Marked, Shade
from tests.layout import reader
from tests.layout.figures import NAMES

FIRST, LAST = date(2027, 1, 1), date(2028, 12, 31)
WORKS = (
    "Menyusun rancangan keputusan dan lampirannya", "Menetapkan keputusan Kepala LPSE", "Menyosialisasikan kepada seluruh pengguna layanan",
    "Menyusun daftar inventaris aset", "Menjalankan pencatatan harian dan memeriksa kelengkapan rekaman setiap bulan oleh unit yang bertanggung jawab",
    "Meninjau ulang hasil", "Melatih petugas", "Menyusun prosedur pemulihan", "Menguji rencana kelangsungan layanan", "Melaporkan kepada atasan",
)  # fmt: skip
UNITS = ("UASE", "URV", "ULD", "Sekr.")
UPRIGHT = PageSetup()
LYING = PageSetup(Paper.A4, Orientation.LANDSCAPE, Margins(left=25.0, right=20.0))
TARGETS = (
    Marked("Tahap 1", date(2027, 6, 30)), Marked("Tahap 2", date(2027, 12, 31), late=True), Marked("Tahap 3", date(2028, 6, 30)),
    Marked("Tahap 4", date(2028, 12, 31)),
)  # fmt: skip
SHADES = (
    Shade("Idulfitri 1448 H", date(2027, 3, 8), date(2027, 3, 14)), Shade("Natal", date(2027, 12, 24), date(2027, 12, 31)),
    Shade("Idulfitri 1449 H", date(2028, 2, 24), date(2028, 3, 3)),
)  # fmt: skip
HORIZON = Horizon(FIRST, LAST, TARGETS, SHADES)
TRACKED = Horizon(FIRST, LAST, TARGETS, SHADES, date(2027, 9, 15))


def groups(most: int = 10, *, tracked: bool = False) -> tuple[Group, ...]:
    """The standards with up to so many work packages each."""
    made = []
    for number, name in enumerate(NAMES):
        letter = chr(65 + number)
        lines = tuple(_line(letter, number, n, tracked) for n in range(1, min(most, 7 + number % 4) + 1))
        begins, ends = min(line.start or LAST for line in lines), max(line.end or FIRST for line in lines)
        counts = max(line.ready or line.end or FIRST for line in lines)
        made.append(Group(Line(letter, name, "", begins, ends, counts=counts), lines))
    return tuple(made)


def _line(letter: str, standard: int, number: int, tracked: bool) -> Line:
    start = FIRST + timedelta((standard * 31 + number * 23) % 560)
    end = start + timedelta(8 + (number * 17 + standard * 5) % 60)
    ready = end + timedelta(90) if number % 3 == 0 else None
    done = base = None
    if tracked and start < date(2027, 9, 15):
        done = min(end, date(2027, 9, 10))
        base = (start - timedelta(12 * (number % 2)), end - timedelta(12 * (number % 2)))
    words = WORKS[(standard + number) % len(WORKS)]
    return Line(f"{letter}-{number:02}", words, UNITS[(standard + number) % 4], start, end, ready, None, done, base)


def every() -> dict[str, tuple[Chart, ...]]:
    """Pictures of each kind."""
    face = reader.face()
    heads = [group.head for group in groups() if group.head]
    lines = [
        *heads,
        *(
            Line(f"SOP {n}", f"Registrasi dan verifikasi penyedia {n}", "Sekr.", FIRST, date(2027, 2, 20))
            for n in range(1, 7)
        ),
    ]
    return {
        "rencana": gantt("Rencana adopsi", groups(), HORIZON, face, LYING),
        "rencana-tegak": gantt("Rencana adopsi", groups(), HORIZON, face, UPRIGHT),
        "pantauan": gantt("Pemantauan rencana", groups(4, tracked=True), TRACKED, face, LYING),
        "ikhtisar": overview("Ikhtisar rencana", lines, HORIZON, face, LYING),
        "ikhtisar-tegak": overview("Ikhtisar rencana", lines, TRACKED, face, UPRIGHT),
    }


QUARTERS = tuple(f"TW {number} {year}" for year in (2027, 2028) for number in ("I", "II", "III", "IV"))
OFFICES = (
    "Unit Administrasi Sistem Elektronik", "Unit Registrasi dan Verifikasi", "Unit Layanan dan Dukungan", "Sekretariat", "Kepala LPSE",
)  # fmt: skip


def panels(periods: Sequence[str] = QUARTERS) -> tuple[Panel, ...]:
    """Units with loads below, at and above what they can do."""
    return tuple(
        Panel(
            name,
            tuple(
                Column(p, (7 * n + 13 * u) % 29 + n / 2, 20 + 2.5 * u if n != 5 else 0) for n, p in enumerate(periods)
            ),
        )
        for u, name in enumerate(OFFICES)
    )


def money() -> Panel:
    """Two years with a ceiling, one beyond it, one without."""
    columns = (
        Column("2027", 48_500_000, 50_000_000),
        Column("2028", 1_262_500_000, 1_200_000_000),
        Column("2029", 310_000_000),
    )
    return Panel("Anggaran", columns)


def burdens() -> dict[str, tuple[Chart, ...]]:
    """Load and money."""
    face = reader.face()
    months = tuple(f"{name} {year}" for year in (2027, 2028) for name in MONTHS)
    return {
        "beban": load("Beban unit", panels(), face, UPRIGHT),
        "beban-mendatar": load("Beban unit", panels(), face, LYING),
        "beban-bulan": load("Beban unit", panels(months), face, UPRIGHT),
        "anggaran": load("Anggaran", [money()], face, UPRIGHT, MILLIONS),
    }
