"""A new piece of evidence in the text of a register: every line a person wrote stays as it is."""

from collections.abc import Sequence

from lpse_docs.model.evidence import Evidence
from lpse_docs.returns.page import Page, Unwritable, line_after, under

FIELDS = tuple(Evidence.model_fields)


def registered(text: str, item: Evidence) -> str:
    """The text of a register with one more piece of evidence at its end.

    Args:
        text: A valid register.
        item: What is added; its code is not there yet.

    Raises:
        Unwritable: The list stands inside brackets.
    """
    page = Page(text)
    page.append("evidence", [{name: getattr(item, name) for name in FIELDS}])
    return page.text()


def supporting(text: str, code: str, criteria: Sequence[str]) -> str:
    """The text of a register in which one piece of evidence supports these criteria too.

    Raises:
        Unwritable: Its criteria stand inside brackets over several lines.
    """
    page = Page(text)
    owner = next(item for item in under(page.root, "evidence").value if under(item, "id").value == code)
    named = under(owner, "criteria")
    start, end = named.start_mark, named.end_mark
    if not named.flow_style:
        place, margin = line_after(named), " " * page.lines[named.value[0].start_mark.line].index("-")
        page.put(place, place, [f"{margin}- {item}" for item in criteria])
        return page.text()
    if start.line != end.line:
        raise Unwritable(start.line + 1)
    line, close = page.lines[start.line], end.column - 1
    joint = ", " if named.value else ""
    page.put(start.line, start.line + 1, [f"{line[:close].rstrip()}{joint}{', '.join(criteria)}{line[close:]}"])
    return page.text()
