"""A report as plain data: what `--json` prints, what a worker hands over, described by `report.schema.json`."""

from dataclasses import asdict
from datetime import datetime
from enum import Enum
from typing import Any

from lpse_docs.certificates import Holder
from lpse_docs.verify.report import (
    Answer,
    Certification,
    Conclusion,
    ExpectedReport,
    FileReport,
    SignatureReport,
    SourceReport,
    TimeSource,
)


def written(report: FileReport) -> dict[str, Any]:
    """The report as data, with the verdict; times with their zone, words of closed lists as people read them."""
    data: dict[str, Any] = _plain(asdict(report))
    return {"path": data.pop("path"), "verdict": report.verdict.value, **data}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def read(data: dict[str, Any]) -> FileReport:
    """The report again."""
    given = {key: value for key, value in data.items() if key != "verdict"}
    given["signatures"] = tuple(_signature(item) for item in data["signatures"])
    given["sources"] = tuple(SourceReport(**{**item, "equal": _conclusion(item["equal"])}) for item in data["sources"])
    given["expected"] = tuple(ExpectedReport(**{**item, "met": _conclusion(item["met"])}) for item in data["expected"])
    for key in ("changes", "faults", "doubts", "remarks"):
        given[key] = tuple(data[key])
    return FileReport(**given)


def _signature(data: dict[str, Any]) -> SignatureReport:
    who = data["holder"]
    return SignatureReport(
        place=data["place"],
        holder=Holder(**{**who, "begins": _time(who["begins"]), "ends": _time(who["ends"])}) if who else None,
        level=data["level"],
        time=_time(data["time"]) if data["time"] else None,
        time_source=TimeSource(data["time_source"]),
        certification=Certification(data["certification"]),
        intact=_conclusion(data["intact"]),
        valid_then=_conclusion(data["valid_then"]),
        valid_now=_conclusion(data["valid_now"]),
    )


def _conclusion(data: dict[str, Any]) -> Conclusion:
    return Conclusion(Answer(data["answer"]), data["reason"])


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
