"""By which paths the objects of a revision are reached from its trailer, as pyHanko's comparison of revisions counts them.

pyHanko copies a whole revision to find that out, and walks through every value of it; here references alone are walked,
and only where something lies that a comparison asks for. The rules are its own (`_load_reverse_xref_cache` of its
`HistoricalResolver`), for what it lets pass depends on them: pages are entered by the tree of pages only, elements of
structure by theirs.
"""

from collections.abc import Iterable, Sequence, Set

from lpse_docs.revisions.bounded import Overfull
from lpse_docs.revisions.links import Held, Key, Link, Path
from lpse_docs.revisions.shape import STRUCTURE, Shape

DEPTH = 2000  # objects one below the other; outlines are chains


def usages(revision: Held, shape: Shape, aims: Set[Key] | None, leading: Set[Key]) -> dict[Key, list[Path]]:
    """Every path to some objects of a revision.

    Args:
        revision: The objects.
        shape: How pages and structure are entered.
        aims: What is looked for; None for everything.
        leading: What is looked at on the way to the aims, see `leading`.

    Raises:
        Overfull: There are more than anybody makes.
    """
    found: dict[Key, list[Path]] = {}
    inside: dict[Key, Sequence[Link]] = {}
    around: set[Key | None] = {None}
    stack: list[tuple[Key | None, list[tuple[Path, Key]]]] = [(None, _onward(revision, revision.links(None), ()))]
    while stack:
        key, onward = stack[-1]
        if not onward:
            stack.pop()
            around.discard(key)
            continue
        path, target = onward.pop()
        if target in around or not (aims is None or target in leading):
            continue
        if aims is None or target in aims:
            found.setdefault(target, []).append(path)
        if target not in inside:
            inside[target] = revision.links(target)  # even of what is not entered: it must be readable
        if inside[target] and shape.enters(target, path):
            if len(stack) > DEPTH:
                raise Overfull("Isi berkas bertingkat terlalu dalam.")
            around.add(target)
            stack.append((target, _onward(revision, inside[target], path)))
    return found


def leading(versions: Iterable[tuple[Key, Sequence[Link] | None]], aims: Set[Key], structure: Set[Key]) -> set[Key]:
    """What may lie on a path to an aim, the aims with it.

    Args:
        versions: Every object in each of its versions with what it refers to; None when it cannot be read, which counts
            as an aim, as does what is nowhere: who comes there shall stumble.
        aims: What is looked for.
        structure: What is an element of structure in every revision; from there no path leads back to elements above.
    """
    above: dict[Key, set[Key]] = {}
    there, found = set[Key](), set(aims)
    for key, inside in versions:
        there.add(key)
        if inside is None:
            found.add(key)
        for link in inside or ():
            if not (link.parent and key in structure):
                above.setdefault(link.target, set()).add(key)
    found |= above.keys() - there
    waiting = list(found)
    while waiting:
        fresh = above.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


def _onward(revision: Held, inside: Sequence[Link], path: Path) -> list[tuple[Path, Key]]:
    """The references of an object with their whole paths; within the structure not back to the elements above."""
    revision.meter.spend(len(inside))
    made = [(path + link.path, link.target) for link in inside if not link.parent]
    return made + [
        (whole, link.target) for link in inside if link.parent and (whole := path + link.path)[:3] != STRUCTURE
    ]
