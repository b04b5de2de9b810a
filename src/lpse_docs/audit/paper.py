"""Paper, margins, and the strip that stays free at the foot of every page."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from lpse_docs.amounts import decimal
from lpse_docs.audit.finding import error, warning
from lpse_docs.audit.ink import Box
from lpse_docs.audit.opening import File
from lpse_docs.audit.printed import Page, PdfFile
from lpse_docs.audit.profile import Profile
from lpse_docs.audit.schema import W
from lpse_docs.audit.word import Sheet, WordFile, words
from lpse_docs.diagnostics import Diagnostic

Say: TypeAlias = Callable[..., Diagnostic]

SLACK = 1.0  # mm; programs round paper sizes to points or inches
STRIP = 15.0  # mm at the foot of every page
STRIP_SLACK = 0.1  # mm; twips and points do not meet exactly
FLOW_HEAD = 30.0  # mm: how far apart the heads of one flow table may stand


def paper_and_margins(file: File, profile: Profile) -> Iterator[Diagnostic]:
    """Kertas dan margin sesuai ketentuan kantor; halaman alur mendatar (RN-01).

    Mengapa: tabel alur bercabang dibaca mendatar; kertas dan margin mengikuti tata naskah dinas (Permendagri 1/2023).
    Contoh: PDF yang diekspor pada kertas Letter, atau bagian alur yang diputar menjadi tegak di Word.
    Perbaikan: kembalikan ukuran kertas, arah, dan margin bagian itu, atau sesuaikan `paper` di lpse.yaml.
    """
    match file:
        case PdfFile():
            for page in file.pages:
                yield from _page(file.path, page, profile)
        case WordFile():
            yield from _on_sheets(
                file, [(item.number, *fault) for item in file.sheets for fault in _sheet(item, profile)]
            )
            yield from _standing_flows(file, profile)


def _page(path: str, page: Page, profile: Profile) -> Iterator[Diagnostic]:
    lies = profile.is_landscape(page.width, page.height)
    if fault := _size_fault(page.width, page.height, profile):
        yield error("LPSE741", path, fault, "Ekspor ulang pada kertas itu.", page=page.number)
    if not lies and is_flow(page, profile):
        yield error("LPSE741", path, "Halaman alur tidak mendatar.", "Ubah arah halaman.", page=page.number)
    margins = profile.setup(page.width, page.height).margins
    seen = [item for item in page.words if item.seen and item.text.strip()]
    if any(item.box[0] < margins.left - SLACK or item.box[2] > page.width - margins.right + SLACK for item in seen):
        message = f"Teks melewati margin kiri {decimal(margins.left)} mm atau kanan {decimal(margins.right)} mm."
        yield error("LPSE741", path, message, "Kembalikan margin halaman itu.", page=page.number)


def _size_fault(width: float, height: float, profile: Profile) -> str:
    wanted = profile.setup(width, height)
    if abs(width - wanted.width) <= SLACK and abs(height - wanted.height) <= SLACK:
        return ""
    return f"Kertas {decimal(width)} x {decimal(height)} mm, bukan {wanted.paper} ({decimal(wanted.width)} x {decimal(wanted.height)} mm)."


def is_flow(page: Page, profile: Profile) -> bool:
    """Whether the heads of a flow table stand beside each other on a page."""
    heads = {head.lower() for head in profile.heads}
    found = [line for line in page.lines if line.text.lower() in heads]
    tops = [line.box[3] for line in found]
    return {line.text.lower() for line in found} == heads and max(tops) - min(tops) < FLOW_HEAD


def _sheet(sheet: Sheet, profile: Profile) -> Iterator[tuple[str, str]]:
    """What is wrong with a section, and the repair."""
    if fault := _size_fault(sheet.width, sheet.height, profile):
        yield fault, "Pilih kertas itu pada Tata Letak."
    wanted = profile.setup(sheet.width, sheet.height).margins
    sides = {"atas": "top", "bawah": "bottom", "kiri": "left", "kanan": "right"}
    for name, side in sides.items():
        length, told = getattr(wanted, side), sheet.margins[side]
        if abs(told - length) > SLACK:
            yield f"Margin {name} {decimal(told)} mm, bukan {decimal(length)} mm.", "Kembalikan margin bagian itu."


def _on_sheets(
    file: WordFile, faults: list[tuple[int, str, str]], code: str = "LPSE741", say: Say = error
) -> Iterator[Diagnostic]:
    """One finding for each fault, with the sections that have it; all of them need no naming."""
    for message, hint in dict.fromkeys((message, hint) for _, message, hint in faults):
        numbers = [section for section, told, _ in faults if told == message]
        where = f"Bagian {', '.join(map(str, numbers[:6]))}{', ...' if len(numbers) > 6 else ''}: "
        start = "" if len(numbers) == len(file.sheets) else where
        yield say(code, file.path, f"{start}{message[0].lower() if start else message[0]}{message[1:]}", hint)


def _standing_flows(file: WordFile, profile: Profile) -> Iterator[Diagnostic]:
    for table in file.tables:
        if table.is_flow(profile.heads) and not profile.is_landscape(table.section.width, table.section.height):
            message = f"Tabel alur (tabel {table.number}) berada pada halaman tegak."
            yield error("LPSE741", file.path, message, "Ubah arah bagian itu menjadi mendatar.")


def free_strip(file: File, profile: Profile) -> Iterator[Diagnostic]:  # noqa: ARG001 - every rule is asked alike
    """Lajur 15 mm di kaki setiap halaman kosong (RN-05).

    Mengapa: layanan tanda tangan elektronik mencetak keterangan dan kode QR-nya di sana; teks yang tertimpa tidak terbaca.
    Contoh: kaki halaman dengan jarak 10 mm dari tepi kertas.
    Perbaikan: naikkan kaki halaman sehingga berjarak sedikitnya 15 mm dari tepi bawah.
    """
    hint = "Naikkan kaki halaman sampai 15 mm dari tepi bawah."
    match file:
        case PdfFile():
            for page in file.pages:
                boxes = [item.box for item in page.words if item.seen and item.text.strip()]
                if any(0 <= box[1] < STRIP - STRIP_SLACK for box in (*boxes, *marks(page))):
                    yield warning("LPSE745", file.path, "Lajur 15 mm di kaki halaman terisi.", hint, page=page.number)
        case WordFile():
            faults = [(sheet.number, fault, hint) for sheet in file.sheets for fault in _low(file, sheet)]
            yield from _on_sheets(file, faults, "LPSE745", warning)


def _low(file: WordFile, sheet: Sheet) -> Iterator[str]:
    if sheet.margins["bottom"] < STRIP - STRIP_SLACK:
        yield "Margin bawah kurang dari 15 mm."
    if sheet.margins["footer"] < STRIP - STRIP_SLACK and _has_foot(file, sheet):
        yield f"Kaki halaman {decimal(sheet.margins['footer'])} mm dari tepi bawah."


def marks(page: Page) -> Iterator[Box]:
    """What is painted beside words and can be seen; a whole-page ground is not a mark."""
    for box in page.paint:
        if box[2] > box[0] or box[3] > box[1]:
            whole = box[2] - box[0] > page.width - SLACK and box[3] - box[1] > page.height - SLACK
            if not whole:
                yield box


def _has_foot(file: WordFile, sheet: Sheet) -> bool:
    """Whether a footer of a section holds words; a section without footers of its own goes on with those before."""
    for earlier in file.sheets[sheet.number - 1 :: -1]:
        parts = [file.target("word/document.xml", key) for key in earlier.furniture]
        feet = [part for part in parts if part in file.parts and file.tree(part).tag == W + "ftr"]
        if feet:
            return any(words(file.tree(part)).strip() for part in feet)
    return False
