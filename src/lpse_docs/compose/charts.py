"""Charts of a period: how far each standard is, every criterion at a glance, and whole standards over the periods."""

from lpse_docs.assess.score import CriterionScore, Score, StandardScore
from lpse_docs.compose.flow import Drafting
from lpse_docs.compose.office import short_name
from lpse_docs.compose.period import Period
from lpse_docs.compose.template import Fragment
from lpse_docs.layout.heatmap import Line, heatmap
from lpse_docs.layout.marks import Mark
from lpse_docs.layout.progress import Progress
from lpse_docs.layout.radar import Round, radar
from lpse_docs.layout.trend import Goal, trend
from lpse_docs.layout.trend import Period as Column
from lpse_docs.model.assessment import Scorecard


def radar_chart(drafting: Drafting, period: Period) -> Fragment:
    """The part of its criteria that each standard meets, beside that of the period before where both can be compared."""
    before = [item for item in period.scores if item[0] is not period.card]
    previous = _round(period, *before[-1]) if before and period.change and period.change.comparable else None
    title = "Kemajuan setiap standar"
    return Fragment((radar(title, _round(period, period.card, period.score), drafting.face, previous),))


def _round(period: Period, card: Scorecard, scored: Score) -> Round:
    return Round(card.title, tuple(_progress(period, scored)))


def _progress(period: Period, scored: Score) -> list[Progress]:
    return [
        Progress(
            standard.letter.upper(),
            short_name(standard.name),
            one.fulfilled,
            one.applicable,
            one.unassessed,
            one.met,
            outside=not one.in_scope,
        )
        for standard in period.standards
        for one in (scored.standard(standard.letter),)
    ]


def heatmap_chart(drafting: Drafting, period: Period) -> Fragment:
    """Seventeen standards by their criteria, a sign for each outcome."""
    lines = [
        Line(progress, tuple((item.criterion.partition("-")[2], _mark(one, item)) for item in one.criteria))
        for progress, one in zip(_progress(period, period.score), period.score.standards, strict=True)
    ]
    return Fragment((heatmap("Peta hasil setiap kriteria", lines, drafting.face),))


def _mark(standard: StandardScore, item: CriterionScore) -> Mark:
    return Mark(item.outcome.value) if standard.in_scope else Mark.OUT_OF_SCOPE


def trend_chart(drafting: Drafting, period: Period) -> Fragment:
    """Whole standards met, period by period, against the marks of the stages; only what can be compared."""
    columns = [
        Column(card.title, scored.met, scored.complete and all(one.in_scope for one in scored.standards))
        for card, scored in period.scores
    ]
    goals = [Goal(stage.cumulative, f"tahap {stage.stage}") for stage in period.workspace.office.stages]
    title = "Standar terpenuhi menurut periode"
    return Fragment((trend(title, columns, goals, len(period.standards), drafting.face),) if columns else ())
