"""What a schedule explains about one stage: why its target cannot be met, and which ways there are out of it."""

import re

from lpse_docs.compose.planned import Planned
from lpse_docs.model.office import Stage

BETWEEN = re.compile(r"; (?![^()]*\))")  # ways, and not the remarks in brackets after them
WHY, WAYS = " tidak mungkin: ", "Yang dapat dilonggarkan, salah satu saja: "


def reason(plan: Planned, stage: Stage) -> str | None:
    """Why the target of a stage cannot be met; None when the schedule does not say."""
    lines = _lines(plan, stage)
    return lines[0].split(WHY, 1)[1].rstrip(".") if lines and WHY in lines[0] else None


def ways(plan: Planned, stage: Stage) -> tuple[str, ...]:
    """What would meet the target of a stage, each alone; none when the schedule does not say."""
    told = next((line for line in _lines(plan, stage)[1:] if line.startswith(WAYS)), "")
    return tuple(BETWEEN.split(told.removeprefix(WAYS).rstrip("."))) if told else ()


def _lines(plan: Planned, stage: Stage) -> tuple[str, ...]:
    """The explanation of a stage, as far as the schedule is that of the plan of now."""
    told = () if plan.outlook.outdated else plan.schedule.explanations
    place = next((at for at, line in enumerate(told) if line.startswith(f"Tahap {stage.stage} pada ")), None)
    return () if place is None else told[place : place + 2]
