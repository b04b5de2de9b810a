"""Letters: large enough to read, on the page, not cut off."""

from collections.abc import Iterator, Mapping

from lpse_docs.amounts import decimal
from lpse_docs.audit.finding import error
from lpse_docs.audit.opening import File
from lpse_docs.audit.printed import Page, PdfFile
from lpse_docs.audit.profile import Profile
from lpse_docs.audit.schema import WP, W
from lpse_docs.audit.word import (
    EMU_A_MILLIMETRE,
    STYLES,
    TWIPS_A_MILLIMETRE,
    Element,
    Sheet,
    WordFile,
    integer,
    is_on,
    value,
)
from lpse_docs.diagnostics import Diagnostic

FLOOR = 7.0  # points; approved SOPs use 6.5 to 9 in their tables
ROUNDING = 0.1  # points; sizes are often rounded in other units
SLACK = 1.0  # mm
WORDS_DEFAULT = 10.0  # points, when no style says a size
OWN_SIZE, RUN_STYLE, HIDDEN = f"{W}rPr/{W}sz", f"{W}rPr/{W}rStyle", f"{W}rPr/{W}vanish"
PARAGRAPH_STYLE, TABLE_STYLE = f"{W}pPr/{W}pStyle", f"{W}tblPr/{W}tblStyle"


def legible(file: File, profile: Profile) -> Iterator[Diagnostic]:  # noqa: ARG001 - every rule is asked alike
    """Huruf terkecil 7 poin; tidak ada teks di luar halaman atau terpotong (RN-03).

    Mengapa: naskah resmi harus terbaca seluruhnya setelah dicetak; teks yang terpotong mengubah isi.
    Contoh: tabel yang dikecilkan agar muat satu halaman, atau kolom yang melewati tepi kertas.
    Perbaikan: besarkan huruf, ringkas isi, atau bagi tabel menjadi dua halaman.
    """
    match file:
        case PdfFile():
            for page in file.pages:
                yield from _page(file.path, page)
        case WordFile():
            yield from _small(file)
            yield from _wide(file)


def _page(path: str, page: Page) -> Iterator[Diagnostic]:
    seen = [item for item in page.words if item.seen and item.text.strip()]
    if seen and (least := min(item.size for item in seen)) < FLOOR - ROUNDING:
        message = f"Huruf terkecil {decimal(least)} pt, kurang dari {decimal(FLOOR)} pt."
        yield error("LPSE743", path, message, "Besarkan huruf.", page=page.number)
    if any(
        item.box[0] < -SLACK
        or item.box[1] < -SLACK
        or item.box[2] > page.width + SLACK
        or item.box[3] > page.height + SLACK
        for item in seen
    ):
        yield error("LPSE743", path, "Teks berada di luar halaman.", "Perkecil lebarnya.", page=page.number)
    if cut := next((item for item in seen if item.cut), None):
        hint = f"Ringkas teks “{cut.text.strip()[:40]}”."
        yield error("LPSE743", path, "Teks terpotong.", hint, page=page.number)


def _small(file: WordFile) -> Iterator[Diagnostic]:
    found: dict[float, str] = {}
    usual, sizes = _usual(file), {style: told for style in file.styles if (told := _of_style(file, style)) is not None}
    for name, part in file.trees():
        if name.startswith("word/") and name != STYLES:
            for run in part.iter(W + "r"):
                text = "".join(item.text or "" for item in run.iterchildren(W + "t")).strip()
                if text and not is_on(run.find(HIDDEN)):
                    found.setdefault(_size(run, sizes, usual), text)
    for points in sorted(points for points in found if points < FLOOR - ROUNDING):
        message = f"Huruf {decimal(points)} pt, kurang dari {decimal(FLOOR)} pt."
        yield error("LPSE743", file.path, message, f"Besarkan huruf, misalnya pada “{found[points][:40]}”.")


def _size(run: Element, sizes: Mapping[str, float], usual: float) -> float:
    """The size of a run in points: its own, its character style's, its paragraph's, its table's, the usual one."""
    if told := value(run.find(OWN_SIZE)):
        return integer(told) / 2
    named = (value(holder.find(path)) for path, holder in ((RUN_STYLE, run), *_around(run)))
    return next((sizes[style] for style in named if style in sizes), usual)


def _of_style(file: WordFile, style: str) -> float | None:
    """The size a style gives in points, by itself or by those it is based on."""
    told = next((told for part in file.chain(style) if (told := value(part.find(OWN_SIZE)))), None)
    return None if told is None else integer(told) / 2


def _usual(file: WordFile) -> float:
    usual = file.tree(STYLES).find(f"{W}docDefaults/{W}rPrDefault/{OWN_SIZE}") if STYLES in file.parts else None
    return integer(value(usual)) / 2 if value(usual) else WORDS_DEFAULT


def _around(run: Element) -> Iterator[tuple[str, Element]]:
    if (paragraph := next(run.iterancestors(W + "p"), None)) is not None:
        yield PARAGRAPH_STYLE, paragraph
    if (table := next(run.iterancestors(W + "tbl"), None)) is not None:
        yield TABLE_STYLE, table


def _wide(file: WordFile) -> Iterator[Diagnostic]:
    """Tables and drawings that reach beyond the paper."""
    for table in file.tables:
        indent = table.element.find(f"{W}tblPr/{W}tblInd")
        begin = (
            table.section.margins["left"] + (0 if indent is None else integer(indent.get(W + "w"))) / TWIPS_A_MILLIMETRE
        )
        end = begin + sum(table.columns) / TWIPS_A_MILLIMETRE
        if begin < -SLACK or end > table.section.width + SLACK:
            yield error("LPSE743", file.path, f"Tabel {table.number} melewati tepi kertas.", "Perkecil kolomnya.")
    largest = _largest(file.sheets)
    for extent in file.main.iter(WP + "extent"):
        wide, high = (integer(extent.get(key)) / EMU_A_MILLIMETRE for key in ("cx", "cy"))
        if wide > largest[0] + SLACK or high > largest[1] + SLACK:
            yield error("LPSE743", file.path, "Gambar lebih besar dari kertas.", "Perkecil gambarnya.")


def _largest(sheets: list[Sheet]) -> tuple[float, float]:
    return max((item.width for item in sheets), default=0.0), max((item.height for item in sheets), default=0.0)
