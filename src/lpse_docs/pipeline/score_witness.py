"""What else in a workspace remembers how the history of a scorecard ends: kept editions, and the log of signatures.

Every kept edition holds all that a build reads, the scorecards with it; a signature on a document of a period tells the log
the last seal of that time. A history only grows, so a seal that is remembered must still be there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.load.files import read_text
from lpse_docs.model.assessment import Assessment
from lpse_docs.pipeline import approval_faults as told
from lpse_docs.pipeline import logbook, release

FOLDER, NAME, PRINTED = "assessments", "scorecard.yaml", "penilaian"
PERIOD, SEAL = "periode", "riwayat"  # facts of a signature
HISTORY = re.compile(r"^history:", re.MULTILINE)
LAST = re.compile(r"\bseal: *['\"]?([0-9a-f]{16})\b")  # a scorecard is long: it is not read as YAML for one word


def noted(root: Path, place: str) -> dict[str, str]:
    """How the history of a signed document's period ends now; nothing where it is of no period, or nothing is sealed."""
    parts = PurePosixPath(place).parts
    if len(parts) != 3 or parts[0] != PRINTED:
        return {}
    seal = _last(root, f"{FOLDER}/{parts[1]}/{NAME}")
    return {PERIOD: parts[1], SEAL: seal} if seal else {}


def contradicted(root: Path, assessments: Sequence[Assessment], log: Path) -> list[Diagnostic]:
    """Scorecards that lost a line which something remembers, each told once."""
    known = {item.period: item for item in assessments}
    found: dict[str, Diagnostic] = {}
    for period, seal, source in (*_kept(root), *_logged(root, log)):
        if period not in known:
            found.setdefault(period, told.scorecard_gone(Span(f"{FOLDER}/{period}/{NAME}"), source))
        elif seal not in {item.seal for item in known[period].scorecard.history}:
            found.setdefault(period, told.scorecard_cut(_place(known[period]), seal, source))
    return [*found.values()]


def _place(item: Assessment) -> Span:
    history = item.scorecard.history
    return history[-1].at("criterion") if history else item.scorecard.at("period")


def _kept(root: Path) -> Iterator[tuple[str, str, str]]:
    """What kept editions hold; each content of a scorecard is looked at once."""
    seen: Mapping[tuple[str, str], str] = {
        (path, digest): f"{release.FOLDER}/{name}"
        for name, kept in release.listed(root)
        for path, digest in (kept.sources.items() if kept else ())
        if PurePosixPath(path).match(f"{FOLDER}/*/{NAME}")
    }
    for (path, digest), source in seen.items():
        place = f"{release.FOLDER}/{release.STORE}/{digest}"
        if release.whole(root / place) and (seal := _last(root, place)):
            yield PurePosixPath(path).parent.name, seal, source


def _logged(root: Path, log: Path) -> Iterator[tuple[str, str, str]]:
    for entry in logbook.entries(root / log):
        period, seal = entry.get(PERIOD), entry.get(SEAL)
        if isinstance(period, str) and isinstance(seal, str) and seal:
            yield period, seal, log.as_posix()


def _last(root: Path, path: str) -> str:
    """The last seal in a scorecard; empty when there is none."""
    text, found = read_text(root, path)
    begun = HISTORY.search(text) if text and not found else None
    seals = LAST.findall(text, begun.end()) if text and begun else []
    return seals[-1] if seals else ""
