"""Whether a signed PDF is what was built and signatures, and nothing else: every revision behind it is looked at."""

import re
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, StandardDiffPolicy, SuspiciousModification
from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.diff_analysis.form_rules_api import FormUpdatingRule
from pyhanko.sign.diff_analysis.rules.file_structure_rules import CatalogModificationRule
from pyhanko.sign.diff_analysis.rules.form_field_rules import SigFieldCreationRule, SigFieldModificationRule

from lpse_docs.revisions.reader import Reader

# What pyHanko allows after a signature, and before the first one as well; but nobody fills in a form for us.
ADDED = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(
        [SigFieldCreationRule(), SigFieldModificationRule()],
        ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"},
    ),
)
KNOWN = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/MarkInfo", "/Version"})  # pyHanko's own
# The first signature may say what others may do after it (ISO 32000-1, 12.8.4).
CERTIFIED = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(KNOWN | {"/Perms"}) if isinstance(rule, CatalogModificationRule) else rule
        for rule in DEFAULT_DIFF_POLICY.global_rules
    ],
    form_rule=ADDED.form_rule,
)
HIDDEN = 2  # of /F (ISO 32000-1, table 165)
DAYS = frozenset({"/ModDate", "/CreationDate", "/Producer"})
DUBLIN = re.compile(rb"<dc:(?:title|creator|description|subject)\b.*?</dc:", re.DOTALL)


def continues(before: bytes, after: bytes) -> bool:
    """Whether a PDF is another with more signatures: it begins with it, and each revision more only signs or proves.

    The first of these revisions must be one of a signature: what lies below that is vouched for by nobody.
    Whether the signatures are whole is another question.
    """
    if not after.startswith(before):
        return False
    if after == before:
        return True
    try:
        return _signed_only(Reader(before), Reader(after))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever a library stumbles over in a stranger's file is no continuation
        return False


def _signed_only(old: Reader, new: Reader) -> bool:
    first, total = old.xrefs.total_revisions, new.xrefs.total_revisions
    made = {item.signed_revision for item in new.embedded_signatures}
    opened = first in made or any(revision < first for revision in made)
    return first < total and opened and not any(_wrong(new, revision, made) for revision in range(first, total))


def _wrong(reader: Reader, revision: int, made: set[int]) -> bool:
    """Whether a revision does more than sign, or keep what proves a signature."""
    old, new = reader.get_historical_resolver(revision - 1), reader.get_historical_resolver(revision)
    policy = CERTIFIED if revision == min(made) else ADDED
    try:
        policy.apply(old, new)
    except SuspiciousModification:
        return True
    return _description(old) != _description(new) or any(_seen(old, new))


def _seen(old: HistoricalResolver, new: HistoricalResolver) -> Iterator[bool]:
    """Whether each field that came with a revision draws something: that would be content nobody was shown."""
    known = {str(field.get("/T", "")) for field in _fields(old)}
    for field in _fields(new):
        if str(field.get("/T", "")) not in known:
            box = [float(edge) for edge in field.get("/Rect", (0, 0, 0, 0))]
            hidden = int(field.get("/F", 0)) & HIDDEN
            yield "/Kids" in field or not (hidden or box[0] == box[2] or box[1] == box[3])


def _fields(resolver: HistoricalResolver) -> list[generic.DictionaryObject]:
    form = resolver.root.get("/AcroForm", {})
    return [item.get_object() for item in form.get("/Fields", ())]


def _description(resolver: HistoricalResolver) -> tuple[dict[str, str], list[bytes]]:
    """What a file says of itself, without the days of its changes."""
    told: Any = resolver.trailer_view.raw_get("/Info") if "/Info" in resolver.trailer_view else {}
    if isinstance(told, generic.IndirectObject):  # pyHanko leaves this reference to the newest revision
        told = resolver.get_object(told.reference)
    packet = resolver.root.get("/Metadata")
    return dict(_words(told)), DUBLIN.findall(packet.data) if isinstance(packet, generic.StreamObject) else []


def _words(told: Any) -> Iterator[tuple[str, str]]:
    for key in told:
        if key not in DAYS:
            yield str(key), str(told[key])
