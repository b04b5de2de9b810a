"""A desk without a file format: a returned file as JSON, read through the program's own table of readers."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lpse_docs.assess.returned import FIELDS, Judgement, Returned, judgement
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.assessment import Result, Status
from lpse_docs.model.workspace import Workspace

READERS = {".json": "tests.pipeline.desk:read"}


def read(name: str, data: bytes, workspace: Workspace) -> tuple[Returned | None, list[Diagnostic]]:
    said = json.loads(data)
    base, filled = (
        {code: Judgement(**_values(item)) for code, item in said[side].items()} for side in ("base", "filled")
    )
    places = {(code, field): f"{code}/{field}" for code in filled for field in FIELDS}
    facts = {key: said[key] for key in ("period", "assessor", "blind", "criteria_digest")}
    return Returned(name, **facts, base=base, filled=filled, places=places), []


def _values(item: Mapping[str, Any]) -> dict[str, Any]:
    day = item.get("assessed_on")
    return {
        **item,
        "status": Status(item.get("status", "belum-dinilai")),
        "evidence": tuple(item.get("evidence", ())),
        "assessed_on": date.fromisoformat(day) if day else None,
    }


def _plain(item: Judgement) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name in FIELDS
        if (value := getattr(item, name)) not in (None, ())
    }


def write(
    path: Path,
    held: Mapping[str, Result],
    digest: str,
    filled: Mapping[str, Mapping[str, Any]],
    *,
    period: str = "2026-semester-1",
    assessor: str = "asesor-3",
    blind: bool = False,
    blank: bool = False,
) -> Path:
    """A file made from what the source holds, in which some fields were then filled in."""
    base = {} if blank else {code: _plain(judgement(held.get(code))) for code in {*held, *filled}}
    said = {code: {**base.get(code, {}), **filled.get(code, {})} for code in {*base, *filled}}
    facts = {"period": period, "assessor": assessor, "blind": blind, "criteria_digest": digest}
    path.write_text(json.dumps({**facts, "base": base, "filled": said}), "utf-8")
    return path
