"""Days on which results were given and changed."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

from lpse_docs.checks.finding import Rule, error, warning
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.dating import misdated
from lpse_docs.model.workspace import Workspace

A_YEAR = 366  # days; who still changes a status then, has likely mistyped the year


def within(workspace: Workspace) -> Iterator[Diagnostic]:
    """Hasil dinilai dan diubah pada hari yang mungkin bagi periodenya.

    Mengapa: tanggal menentukan nilai yang mana berlaku pada hari yang mana; tahun yang salah ketik mengubahnya diam-diam.
    Contoh: `assessed_on: 2099-06-20`, atau `changed_on: 1900-03-01`.
    Perbaikan: betulkan tanggalnya. Sebelum 2000 galat; sebelum periode dimulai atau jauh sesudahnya hanya peringatan.
    """
    for assessment in workspace.assessments:
        start = assessment.scorecard.start
        for what, day, span, (last, called) in _days(assessment):
            if odd := misdated(day, start, last, called):
                say = error if odd.impossible and day < start else warning  # how late it is now, no rule can know
                yield say("LPSE519", span, f"{what} bertanggal {day}, {odd.words}.")


def _days(assessment: Assessment) -> Iterator[tuple[str, date, Span, tuple[date, str]]]:
    """Every day in the scorecard and the blind marks, with the day after which it is odd."""
    card = assessment.scorecard
    end = max(card.end, card.scored_on)
    late = date.fromordinal(min(end.toordinal() + A_YEAR, date.max.toordinal()))
    changed = [item.changed_on for item in card.history if item.changed_on <= late]
    for item in chain(card.results, *(sheet.results for sheet in assessment.blind)):
        if item.assessed_on is not None:
            last = (max([end, *changed]), "periode dan perubahan terakhirnya")
            yield f"Penilaian {item.criterion}", item.assessed_on, item.at("assessed_on"), last
    for line in card.history:
        last = (late, "setahun sejak akhir periode")
        yield f"Perubahan {line.criterion}", line.changed_on, line.at("changed_on"), last


RULES: Mapping[str, Rule] = {"LPSE519": within}
