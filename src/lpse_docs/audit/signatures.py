"""Places to sign: free, and found by their anchor."""

from collections import Counter
from collections.abc import Iterator

from lpse_docs.audit.finding import error
from lpse_docs.audit.ink import Box, Words
from lpse_docs.audit.opening import File
from lpse_docs.audit.paper import marks
from lpse_docs.audit.printed import Page, PdfFile, Place
from lpse_docs.audit.profile import Profile
from lpse_docs.audit.schema import W
from lpse_docs.audit.word import TWIPS_A_MILLIMETRE, Element, WordFile, integer, words
from lpse_docs.diagnostics import Diagnostic

SIDE = 17.0  # mm: the visible mark of a BSrE signature is 11 to 17 mm
SLACK = 0.3  # mm
SPACE_STYLE = "lpse ttd ruang"  # the Word style of the place to sign, as people see its name


def signature_places(file: File, profile: Profile) -> Iterator[Diagnostic]:
    """Bidang tanda tangan 17 mm kosong; tanda jangkar tepat satu pada setiap bidang dan tidak di tempat lain (RN-04).

    Mengapa: tanda tangan elektronik dibubuhkan di bidang itu dan menutup apa pun di bawahnya; layanan mencari jangkarnya.
    Contoh: nama pejabat bergeser ke dalam bidang, atau tanda jangkar terdapat pula dalam naskah.
    Perbaikan: kosongkan bidang itu, atau pilih `signature_anchor` lain di lpse.yaml.
    """
    match file:
        case PdfFile():
            for page in file.pages:
                yield from _page(file.path, page, [item for item in file.places if item.page == page.number], profile)
        case WordFile():
            yield from _spaces(file, profile)


def _page(path: str, page: Page, places: list[Place], profile: Profile) -> Iterator[Diagnostic]:
    for place in places:
        if place.box[2] - place.box[0] < SIDE - SLACK or place.box[3] - place.box[1] < SIDE - SLACK:
            message = f"Bidang tanda tangan {place.field} kurang dari 17 mm."
            yield error("LPSE744", path, message, "Besarkan bidang itu.", page=page.number)
    anchors = [item for item in page.words if profile.anchor and profile.anchor in item.text]
    boxes = {place.field: place.box for place in places}
    if not places:  # a file of another program has no fields: the anchor is the place
        boxes = {f"jangkar {n}": _square(item, page) for n, item in enumerate(anchors, 1)}
    for name, box in boxes.items():
        if any(_touches(item, box) for item in page.words if item.text.strip() != profile.anchor or not profile.anchor):
            message = f"Bidang tanda tangan {name} berisi teks."
            yield error("LPSE744", path, message, "Kosongkan bidang 17 x 17 mm itu.", page=page.number)
        elif any(_covers(mark, box) for mark in marks(page)):
            message = f"Bidang tanda tangan {name} tertutup gambar atau garis."
            yield error("LPSE744", path, message, "Kosongkan bidang 17 x 17 mm itu.", page=page.number)
    yield from _anchors(path, page, anchors, boxes, profile)


def _square(anchor: Words, page: Page) -> Box:
    """The square around an anchor, moved up or down to where there is room: Word sets a sign low in a high line."""
    x, y = (anchor.box[0] + anchor.box[2]) / 2, (anchor.box[1] + anchor.box[3]) / 2
    left, right = x - SIDE / 2, x + SIDE / 2
    beside = [item for item in page.words if item.text.strip() and item.box[0] < right and item.box[2] > left]
    low = max((item.box[3] for item in beside if item.box[3] <= anchor.box[1]), default=0.0)
    high = min((item.box[1] for item in beside if item.box[1] >= anchor.box[3]), default=page.height)
    bottom = min(max(y - SIDE / 2, low), high - SIDE)
    return left, bottom, right, bottom + SIDE


def _covers(mark: Box, box: Box) -> bool:
    """Whether something painted, be it a line without width, lies in a box by more than a hair.

    What surrounds the whole box is the frame of its cell, of which only the outline is known.
    """
    around = mark[0] <= box[0] and mark[1] <= box[1] and mark[2] >= box[2] and mark[3] >= box[3]
    across = min(mark[2], box[2] - SLACK) - max(mark[0], box[0] + SLACK)
    down = min(mark[3], box[3] - SLACK) - max(mark[1], box[1] + SLACK)
    return not around and min(across, down) >= 0


def _touches(item: Words, box: Box) -> bool:
    """Whether words stand inside a box, by more than a hair; spaces do not count."""
    left, bottom, right, top = item.box
    return (
        bool(item.text.strip())
        and item.seen
        and right > box[0] + SLACK
        and left < box[2] - SLACK
        and top > box[1] + SLACK
        and item.base < box[3] - SLACK
        and bottom < box[3] - SLACK
    )


def _anchors(
    path: str, page: Page, anchors: list[Words], boxes: dict[str, Box], profile: Profile
) -> Iterator[Diagnostic]:
    held: Counter[str] = Counter()
    for item in anchors:
        inside = [name for name, box in boxes.items() if _touches(item, box)]
        held[inside[0] if inside else ""] += item.text.count(profile.anchor)
    if held.pop("", 0):
        message = f"Tanda jangkar {profile.anchor} berada di luar bidang tanda tangan."
        yield error("LPSE744", path, message, "Pilih signature_anchor lain di lpse.yaml.", page=page.number)
    for name, count in held.items():
        if count > 1:
            message = f"Bidang tanda tangan {name} memuat {count} tanda jangkar."
            yield error("LPSE744", path, message, "Sisakan satu.", page=page.number)


def _spaces(file: WordFile, profile: Profile) -> Iterator[Diagnostic]:
    spaces = [item for item in file.main.iter(W + "p") if file.style_name(item) == SPACE_STYLE]
    for number, space in enumerate(spaces, 1):
        text = words(space).strip()
        if text not in {"", profile.anchor}:
            message = f"Bidang tanda tangan {number} berisi teks “{text[:20]}”."
            yield error("LPSE744", file.path, message, "Kosongkan baris itu.")
        if _height(file, space) < SIDE - SLACK:
            message = f"Bidang tanda tangan {number} kurang dari 17 mm."
            yield error("LPSE744", file.path, message, "Kembalikan gaya LPSE Ttd Ruang.")
    if profile.anchor:
        held = sum(words(space).count(profile.anchor) for space in spaces)
        everywhere = sum(words(part).count(profile.anchor) for name, part in file.trees() if name.startswith("word/"))
        if everywhere > held:
            message = f"Tanda jangkar {profile.anchor} berada di luar bidang tanda tangan."
            yield error("LPSE744", file.path, message, "Pilih signature_anchor lain di lpse.yaml.")


def _height(file: WordFile, paragraph: Element) -> float:
    """The exact line of the place to sign in mm, of the paragraph itself or of its style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    holders = [paragraph, *file.chain("" if style is None else style.get(W + "val", ""))]
    for holder in holders:
        spacing = holder.find(f"{W}pPr/{W}spacing")
        if spacing is not None and spacing.get(W + "line"):
            return integer(spacing.get(W + "line")) / TWIPS_A_MILLIMETRE
    return 0.0
