"""Whether all that follows the first bytes of a PDF is signatures and what validates them, by nobody's trust."""

from datetime import datetime
from itertools import pairwise

from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, StandardDiffPolicy, SuspiciousModification
from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON, ROOT_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.diff_analysis.form_rules_api import FormUpdatingRule
from pyhanko.sign.diff_analysis.rules.file_structure_rules import CatalogModificationRule
from pyhanko.sign.diff_analysis.rules.form_field_rules import SigFieldCreationRule, SigFieldModificationRule

from lpse_docs.revisions.reader import Reader
from lpse_docs.verify.pdf import verify
from lpse_docs.verify.pdf_blocks import origin
from lpse_docs.verify.pdf_changes import shows_more
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer

# What pyHanko allows after a signature, and what comes with the first one as well, such as a lock (/Perms); but nobody
# filled in a form. What comes after it is judged by `verify` besides.
ADDED = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(ROOT_EXEMPT_STRICT_COMPARISON | {"/Perms"}),
        *(rule for rule in DEFAULT_DIFF_POLICY.global_rules if not isinstance(rule, CatalogModificationRule)),
    ],
    form_rule=FormUpdatingRule(
        [SigFieldCreationRule(), SigFieldModificationRule()],
        ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"},
    ),
)


def only_signed(begin: bytes, data: bytes, at: datetime) -> bool:
    """Whether every signature is whole, nothing is wrong with the file, and each revision since only signs."""
    return _whole(data, at) and _nothing_else(begin, data)


def says_made_from(sha256: str, data: bytes, at: datetime) -> bool:
    """Whether a file with whole signatures says that it is another one with printed blocks; it is believed in nothing more."""
    return _whole(data, at) and origin(Reader(data)) == sha256


def _whole(data: bytes, at: datetime) -> bool:
    report = verify(data, "", Question(at))
    if report.unreadable or report.faults or not report.signatures:
        return False
    return all(made.intact.answer is Answer.YES for made in report.signatures)


def _nothing_else(begin: bytes, data: bytes) -> bool:
    """A signature vouches for all that came with it or before it, so what was there first is compared."""
    try:
        before = Reader(begin).xrefs.total_revisions
        reader = Reader(data)
        steps = range(before, reader.xrefs.total_revisions)
        resolved = [reader.get_historical_resolver(step) for step in (before - 1, *steps)]
        for old, new in pairwise(resolved):
            ADDED.apply(old, new)
            if shows_more(old, new):
                return False
        return bool(steps)
    except SuspiciousModification:
        return False
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever a library stumbles over in a made-up file is one answer
        return False
