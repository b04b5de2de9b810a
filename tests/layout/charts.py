"""Arbitrary flows: any number of steps and lanes, exits to anywhere, short and long words."""

from typing import Any

from hypothesis import strategies as st

from lpse_docs.document.drawing import SymbolKind
from lpse_docs.document.page import Margins, Orientation, PageSetup, Paper
from lpse_docs.layout.chart import Chart, Exit, Heads, Node, Words

VOCABULARY = (
    "memeriksa", "berkas", "dan", "di", "SPSE", "pendaftaran", "kelengkapan", "pengguna", "User ID", "surat-menyurat",
    "Barang/Jasa", "rapat", "hari", "ke-2", "menandatangani", "pemberitahuan", "ketidaklengkapan", "15 menit",
    "pertanggungjawaban", "mempertanggungjawabkan",
)  # fmt: skip
PAIRS = (("Ya", "Tidak"), ("Lengkap", "Tidak lengkap"), ("Disetujui", "Ditolak"), ("Sesuai", "Tidak sesuai"))
LANES = ("Penyedia", "Unit Reg. dan Verifikasi", "LKPP", "Kepala LPSE", "Sekretariat", "Pokja")
HEADS = (
    Heads(),
    Heads(numbered=True),
    Heads(number="Nomor", activity="Uraian Prosedur", inputs="Persyaratan dan Perlengkapan", note="Catatan"),
)


def setups() -> st.SearchStrategy[PageSetup]:
    """The papers of an office, as flows lie on them."""
    margins = Margins(left=25.0, right=20.0)
    return st.sampled_from(Paper).map(lambda paper: PageSetup(paper, Orientation.LANDSCAPE, margins))


def words(most: int) -> st.SearchStrategy[Words]:
    """A few lines of words, seldom many."""
    line = st.lists(st.sampled_from(VOCABULARY), max_size=most).map(" ".join)
    return st.lists(line, min_size=1, max_size=2).map(lambda lines: Words(tuple(lines)))


@st.composite
def charts(draw: Any, most_steps: int = 60, most_lanes: int = 10) -> Chart:
    """A flow as its author may write it: decisions lead anywhere, steps go on to any step, ends may stand anywhere."""
    lanes, steps = draw(st.integers(1, most_lanes)), draw(st.integers(1, most_steps))
    names = tuple(Words((draw(st.sampled_from(LANES)),)) for _ in range(lanes))
    texts = draw(st.lists(words(6), min_size=4, max_size=12))
    nodes = tuple(_node(draw, step, steps, lanes, texts) for step in range(steps))
    return Chart("Registrasi dan verifikasi", names, nodes, draw(st.sampled_from(HEADS)))


def _node(draw: Any, step: int, steps: int, lanes: int, texts: list[Words]) -> Node:
    kind = draw(st.sampled_from((SymbolKind.RECTANGLE, SymbolKind.RECTANGLE, SymbolKind.DIAMOND, SymbolKind.CAPSULE)))
    actors = draw(st.lists(st.integers(0, lanes - 1), min_size=1, max_size=draw(st.sampled_from((1, 1, 1, 2, 4)))))
    anywhere, following = st.integers(0, steps - 1), min(step + 1, steps - 1)
    if kind is SymbolKind.DIAMOND:
        yes, no = draw(st.sampled_from(PAIRS))
        other = draw(st.one_of(anywhere, st.integers(max(0, step - 4), min(steps - 1, step + 4))))
        exits: tuple[Exit, ...] = (Exit(f"s{draw(st.sampled_from((following, other)))}", yes), Exit(f"s{other}", no))
    elif kind is SymbolKind.RECTANGLE or step == 0:
        exits = (Exit(f"s{draw(st.one_of(st.just(following), st.just(following), anywhere))}"),)
    else:
        exits = ()
    cell = st.sampled_from(texts)
    lanes_used = tuple(sorted(set(actors)))
    return Node(f"s{step}", kind, lanes_used, exits, draw(cell), draw(cell), draw(cell), draw(cell), Words(("",)))
