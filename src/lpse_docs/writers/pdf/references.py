"""One repair of pydyf that a long book needs: page references are made once, not once for every tag."""

import pydyf


def _page_references(self: pydyf.PDF) -> tuple[bytes, ...]:
    kids = self.pages["Kids"][::3]
    known: tuple[bytes, ...] = self.__dict__.get("known_references", ())
    if len(known) != len(kids):
        known = self.__dict__["known_references"] = tuple(f"{number} 0 R".encode() for number in kids)
    return known


def remember_page_references() -> None:
    """Let every PDF of this process remember its page references.

    pydyf 0.13 makes the tuple anew for each structure element: six per cent of a book of a hundred pages, and
    twice that for two hundred. The result is the same, so this may go as soon as pydyf remembers it itself.
    """
    pydyf.PDF.page_references = property(_page_references)
