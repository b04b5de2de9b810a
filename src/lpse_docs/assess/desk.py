"""How the assessor's workbook is laid out: known to whoever writes it and to whoever reads it back.

Every standard has a sheet of its own; below a few lines of heading stands one row for each criterion. The hidden base sheet
says what the file was made from: facts in two columns, then what the source held for every criterion at that time.
"""

import hashlib
from collections.abc import Mapping

from lpse_docs.assess.returned import FIELDS, Judgement

FORMAT = "lpse-penilaian/1"
GUIDE, SUMMARY, BASE = "Petunjuk", "Ringkasan", "_dasar"
HEAD_ROW = 5  # of the column heads on the sheet of a standard; criteria follow below
BASE_HEAD_ROW = 10  # of the column heads on the base sheet; facts stand above
FACTS = ("format", "period", "assessor", "blind", "criteria_digest", "base_digest")  # rows 1 to 6: name, value
COLUMNS: Mapping[str, str] = {
    "criterion": "Kode",
    "statement": "Kriteria kerja",
    "demanded": "Bukti yang diminta",
    "status": "Status",
    "reason": "Alasan",
    "finding": "Temuan",
    "recommendation": "Rekomendasi",
    "evidence": "Kode bukti",
    "assessed_on": "Tanggal penilaian",
}
ANSWERS = FIELDS  # columns that are unlocked; columns to the right of all these are the assessor's own
BASE_COLUMNS = ("criterion", "sheet", *FIELDS)
SEPARATOR = ", "  # between codes of evidence in one cell


def sheet_name(letter: str) -> str:
    """`d` -> `Standar D`."""
    return f"Standar {letter.upper()}"


def named(field: str) -> str:
    """A field inside a sentence, as people call it: `assessed_on` -> `tanggal penilaian`."""
    return COLUMNS[field].lower()


def written(judgement: Judgement) -> tuple[str, ...]:
    """The values of a judgement as texts, in the order of `FIELDS`; empty where there is none."""
    day = judgement.assessed_on.isoformat() if judgement.assessed_on else ""
    words = (judgement.reason or "", judgement.finding or "", judgement.recommendation or "")
    return (judgement.status.value, *words, SEPARATOR.join(judgement.evidence), day)


def base_digest(base: Mapping[str, Judgement]) -> str:
    """SHA-256 over all base values, so that a changed base sheet is noticed."""
    whole = hashlib.sha256()
    for criterion, held in base.items():
        whole.update("\x1f".join((criterion, *written(held), "\x1e")).encode())
    return whole.hexdigest()
