"""Abstract lists as Word stores them, made from the look of a list style."""

from typing import Final

from lpse_docs.writers.docx.look import ListLook
from lpse_docs.writers.docx.wordml import Element, W, add, points, root

LEVELS: Final = 9
_SEED: Final = 0x4C505300  # Word merges lists of equal nsid when text is copied between documents


def abstract_list(number: int, look: ListLook, style: str = "") -> Element:
    """Nine levels of one kind of marker, bound to a list style when its id is given."""
    made = root("abstractNum")
    made.set(W + "abstractNumId", str(number))
    add(made, "nsid", val=f"{_SEED + number:08X}")
    add(made, "multiLevelType", val="multilevel")
    if style:
        add(made, "styleLink", val=style)
    for level in range(LEVELS):
        _level(add(made, "lvl", ilvl=level), look, level)
    return made


def _level(holder: Element, look: ListLook, level: int) -> None:
    numbered = look.kind not in {"bullet", "none"}
    words = f"%{level + 1}{look.text}" if numbered else look.text[level % 2 : level % 2 + 1]
    add(holder, "start", val=1)
    add(holder, "numFmt", val=look.kind)
    add(holder, "suff", val="tab" if look.text else "nothing")
    add(holder, "lvlText", val=words)
    add(holder, "lvlJc", val="left")
    hanging = points(look.step) if look.text else 0
    add(add(holder, "pPr"), "ind", left=points(look.step) * (level + 1), hanging=hanging)
