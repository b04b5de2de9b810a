"""The rules over finished files (RN-01 to RN-08): Word and PDF, ours or another program's.

RN-09, that the same sources give the same files, is what `build --check` proves.
"""

import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from lpse_docs.audit.archive import archival
from lpse_docs.audit.letters import legible
from lpse_docs.audit.opening import DAMAGE, OPENERS, File, Unreadable, opened, suffix, unreadable
from lpse_docs.audit.opens import opens_in_word
from lpse_docs.audit.paper import free_strip, paper_and_margins
from lpse_docs.audit.privacy import confidential
from lpse_docs.audit.profile import Profile
from lpse_docs.audit.readiness import ready_to_sign
from lpse_docs.audit.signatures import signature_places
from lpse_docs.audit.tables import flow_tables
from lpse_docs.diagnostics import Diagnostic

__all__ = ["CODES", "RULES", "Profile", "audit", "auditable", "unreadable"]

Rule: TypeAlias = Callable[[File, Profile], Iterator[Diagnostic]]
RULES: Mapping[str, Rule] = {
    "LPSE741": paper_and_margins,
    "LPSE742": flow_tables,
    "LPSE743": legible,
    "LPSE744": signature_places,
    "LPSE745": free_strip,
    "LPSE746": ready_to_sign,
    "LPSE747": opens_in_word,
    "LPSE748": confidential,
    "LPSE749": archival,
}
CODES: Mapping[str, Callable[..., object]] = {"LPSE740": unreadable, **RULES}


def auditable(path: str) -> bool:
    """Whether a file of this name can be audited."""
    return suffix(path) in OPENERS


def audit(data: bytes, path: str, profile: Profile) -> list[Diagnostic]:
    """Hold a finished file against every rule.

    Args:
        data: The file.
        path: How people name it; its suffix says what it is.
        profile: What the office has laid down.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a library mutters about a broken file is no sentence for its reader
        try:
            file = opened(data, path)
        except Unreadable as fault:
            return [unreadable(path, str(fault))]
        found = [item for rule in RULES.values() for item in _held(file, rule, profile, path)]
    return _gathered(list(dict.fromkeys(found)))


def _held(file: File, rule: Rule, profile: Profile, path: str) -> list[Diagnostic]:
    """What one rule finds; a file that is broken in the part it looks at is one finding."""
    found: list[Diagnostic] = []
    try:
        found.extend(rule(file, profile))
    except DAMAGE as fault:
        found.append(unreadable(path, _reason(fault)))
    return found


def _reason(fault: BaseException) -> str:
    return "susunan di dalam berkas rusak atau tidak wajar" if not str(fault).startswith("bagian ") else str(fault)


def _gathered(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The same finding on many pages becomes one, at the first of them, that names the others."""
    pages: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for item in found:
        pages[item.code, item.message].append(item)
    gathered = [_with_others(same[0], [item.span.page for item in same[1:]]) for same in pages.values()]
    return sorted(gathered, key=lambda item: (item.code, item.span))


def _with_others(first: Diagnostic, others: Sequence[int]) -> Diagnostic:
    if not any(others):
        return first
    named = ", ".join(str(page) for page in others[:5])
    rest = f" dan {len(others) - 5} halaman lain" if len(others) > 5 else ""
    return replace(first, message=f"{first.message.removesuffix('.')} (juga halaman {named}{rest}).")
