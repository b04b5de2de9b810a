"""Invented figures for charts: seventeen standards in two periods, in every state there is."""

from lpse_docs.document.chart import Chart
from lpse_docs.layout.bars import bars
from lpse_docs.layout.heatmap import Line, heatmap
from lpse_docs.layout.marks import Mark
from lpse_docs.layout.progress import Progress
from lpse_docs.layout.radar import Round, radar
from lpse_docs.layout.trend import Goal, Period, trend
from tests.layout import reader

NAMES = (
    "Kebijakan Layanan", "Pengorganisasian Layanan", "Pengelolaan Aset Layanan", "Pengelolaan Risiko Layanan",
    "Pengelolaan Layanan Helpdesk", "Pengelolaan Perubahan", "Pengelolaan Kapasitas",
    "Pengelolaan Sumber Daya Manusia", "Pengelolaan Keamanan Perangkat", "Pengelolaan Keamanan Operasional Layanan",
    "Pengelolaan Keamanan Server dan Jaringan", "Pengelolaan Kelangsungan Layanan", "Pengelolaan Anggaran Layanan",
    "Pengelolaan Pendukung Layanan", "Pengelolaan Hubungan dengan Pengguna Layanan", "Pengelolaan Kepatuhan",
    "Penilaian Internal",
)  # fmt: skip
COUNTS = (8, 9, 9, 9, 12, 10, 10, 9, 10, 12, 11, 11, 8, 9, 9, 7, 8)
# One letter for each criterion: t terpenuhi, s sebagian, b belum, x tidak berlaku, ? belum dinilai.
STATES = (
    "tttttttt", "ttttttttt", "tttttttxt", "ttttttttt", "ttstbtttbtts", "tttstttttt", "ttttbbbsss", "ttttttttt",
    "tsbbbbttsb", "ttsbbsbbbttt", "bbbbbbbbbsb", "tttttttttts", "tttttttt", "xxxxxxxxx", "ttb??????", "???????", "????????",
)  # fmt: skip
MARKS = {"t": Mark.MET, "s": Mark.PARTIAL, "b": Mark.UNMET, "x": Mark.NOT_APPLICABLE, "?": Mark.UNASSESSED}
TITLE = "Kemajuan pemenuhan kriteria"
NOW, BEFORE = "Semester II Tahun 2026", "Semester I Tahun 2026"
GOALS = (Goal(6, "tahap 1"), Goal(10, "tahap 2"), Goal(12, "tahap 3"), Goal(17, "tahap 4"))


def line(number: int, states: str) -> Line:
    """A standard with its criteria as they are said."""
    met, of, unassessed = states.count("t"), len(states) - states.count("x"), states.count("?")
    cells = tuple((f"K{n:02}", MARKS[state]) for n, state in enumerate(states, 1))
    return Line(Progress(chr(65 + number), NAMES[number], met, of, unassessed, 0 < of == met), cells)


def lines() -> tuple[Line, ...]:
    return tuple(line(number, states) for number, states in enumerate(STATES))


def now() -> Round:
    return Round(NOW, tuple(item.progress for item in lines()))


def before() -> Round:
    earlier = tuple(line(n, "t" * (count // 3) + "b" * (count - count // 3)) for n, count in enumerate(COUNTS))
    return Round(BEFORE, tuple(item.progress for item in earlier))


def periods(count: int) -> tuple[Period, ...]:
    names = [f"Semester {half} Tahun {year}" for year in range(2026, 2033) for half in ("I", "II")]
    return tuple(Period(name, min(17, n * 2), n + 1 < count) for n, name in enumerate(names[:count]))


def every() -> dict[str, Chart]:
    """A chart of each kind, and those that are hard."""
    face = reader.face()
    empty = tuple(line(n, "?" * count) for n, count in enumerate(COUNTS))
    return {
        "peta": heatmap("Peta kriteria " + NOW, lines(), face),
        "radar": radar(TITLE, now(), face, before()),
        "batang": bars(TITLE, now().standards, face),
        "tren": trend("Tren", periods(2), GOALS, 17, face),
        "tren-12": trend("Tren", periods(12), GOALS, 17, face),
        "tren-1": trend("Tren", periods(1), GOALS, 17, face),
        "peta-kosong": heatmap("Peta kriteria " + NOW, empty, face),
        "radar-kosong": radar(TITLE, Round(NOW, tuple(item.progress for item in empty)), face),
        "batang-kosong": bars(TITLE, tuple(item.progress for item in empty), face),
    }
