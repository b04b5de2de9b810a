"""The text of `schedule.yaml`: one line a work package, so that a change of plan reads as a change of lines."""

import json
from collections.abc import Iterator

from lpse_docs.model.plan import AdoptionSchedule

HEAD = """# yaml-language-server: $schema=../../schemas/schedule.schema.json
# Ditulis oleh perintah plan; perubahan dengan tangan diperiksa oleh check.
"""


def schedule_text(schedule: AdoptionSchedule) -> str:
    """The file as it is kept under version control."""
    return HEAD + "".join(f"{line}\n" for line in _lines(schedule))


def _lines(schedule: AdoptionSchedule) -> Iterator[str]:
    yield f"period: {_quoted(schedule.period)}"
    yield f"made_on: {schedule.made_on}"
    yield f"method: {_quoted(schedule.method)}"
    yield f"input_digest: {_quoted(schedule.input_digest)}"
    yield f"approved_on: {schedule.approved_on or 'null'}"
    goals = [f"{{goal: {_quoted(it.goal)}, value: {it.value}, bound: {it.bound}}}" for it in schedule.reached]
    yield from _listed("reached", goals)
    placings = (
        f"{{package: {_quoted(it.package)}, bucket: {_quoted(it.bucket)}, start: {it.start}, finish: {it.finish}}}"
        for it in schedule.placings
    )
    yield from _listed("placings", list(placings))
    yield from _listed("unplaced", [_quoted(code) for code in schedule.unplaced])
    yield from _listed("explanations", [_quoted(words) for words in schedule.explanations])
    yield f"content_digest: {_quoted(schedule.content)}"


def _listed(key: str, items: list[str]) -> Iterator[str]:
    if not items:
        yield f"{key}: []"
        return
    yield f"{key}:"
    yield from (f"  - {item}" for item in items)


def _quoted(words: str) -> str:
    """A string of JSON is one of YAML."""
    return json.dumps(words, ensure_ascii=False)
