"""A stranger that judges the dates of a saved schedule: it reads plan and schedule as plain YAML and counts for itself."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

DAY = timedelta(days=1)


def read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text("utf-8"))


def wrong(
    folder: Path, work: Mapping[str, tuple[str, float]], days_per_week: int = 5, name: str = "schedule.yaml"
) -> Iterator[str]:
    """What nobody could do on the dates of a schedule; what began before it was made is past.

    Args:
        work: By package, its unit and its person-days.
    """
    plan, told = read(folder / "plan.yaml"), read(folder / name)
    placed = [it for it in told["placings"] if it["start"] >= told["made_on"] and work[it["package"]][1]]
    for unit in plan["capacity"]:
        hands = people(plan, unit, days_per_week)
        mine = [it for it in placed if work[it["package"]][0] == unit["unit"]]
        for item in mine:
            code, first, last = item["package"], item["start"], item["finish"]
            if not hands.get(first):
                yield f"{code} begins on {first}, when nobody works"
            if work[code][1] > given(hands, first, last) + 1e-9:
                yield f"{code} has too few days from {first} to {last}"
        for first in {item["start"] for item in mine}:
            for last in {item["finish"] for item in mine if item["finish"] >= first}:
                inside = [work[it["package"]][1] for it in mine if first <= it["start"] and it["finish"] <= last]
                if sum(inside) > given(hands, first, last) + 1e-9:
                    yield f"{unit['unit']} has {sum(inside)} person-days from {first} to {last}"


def given(hands: Mapping[date, int], first: date, last: date) -> int:
    return sum(hands.get(first + DAY * count, 0) for count in range((last - first).days + 1))


def people(plan: Any, unit: Any, days_per_week: int) -> dict[date, int]:
    """How many people of a unit work on each day of a plan."""
    found: dict[date, int] = {}
    for count in range((plan["end"] - plan["start"]).days + 1):
        day = plan["start"] + DAY * count
        free = any(it["start"] <= day <= it["end"] for it in plan.get("holidays", []))
        away = sum(it["unit"] == unit["unit"] and it["start"] <= day <= it["end"] for it in plan.get("leave", []))
        works = day.weekday() < days_per_week and not free
        found[day] = max(0, unit.get("people", 1) - away) if works else 0
    return found
