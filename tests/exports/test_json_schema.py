"""The schemas editors use: up to date, strict, Indonesian."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lpse_docs.exports.json_schema import DIALECT, SCHEMAS, TITLES
from lpse_docs.model.standard import Standard

ROOT = Path(__file__).parents[2]
KINDS = pytest.mark.parametrize("kind", list(SCHEMAS))
ENGLISH = re.compile(r"\b(the|of|and|whether|how|what|one|each|where|that)\b", re.IGNORECASE)


def objects(part: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a schema."""
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from objects(value)
    elif isinstance(part, list):
        for value in part:
            yield from objects(value)


OF_A_PERIOD = {
    "scorecard",
    "evidence",
    "blind",
    "approval",
    "plan",
    "schedule",
}  # no period is shipped: no result is invented


@KINDS
def test_file_is_up_to_date(kind: str) -> None:
    text = json.dumps(SCHEMAS[kind](), ensure_ascii=False, indent=2) + "\n"
    assert (ROOT / "schemas" / f"{kind}.schema.json").read_text("utf-8") == text, "run: lpse-docs schema --write"


def test_no_schema_of_a_kind_that_is_gone() -> None:
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {f"{kind}.schema.json" for kind in SCHEMAS}


@KINDS
def test_unknown_keys_are_refused_everywhere(kind: str) -> None:
    schema = SCHEMAS[kind]()
    assert schema["$schema"] == DIALECT
    for part in (schema, *schema.get("$defs", {}).values()):
        assert part.get("additionalProperties") is False or "enum" in part


@KINDS
def test_titles_and_descriptions_are_indonesian(kind: str) -> None:
    schema = SCHEMAS[kind]()
    for name, part in schema.get("$defs", {}).items():
        assert part["title"] == TITLES[name]
    for part in objects(schema):
        for key in ("title", "description"):
            assert not ENGLISH.search(part[key] if isinstance(part.get(key), str) else ""), part
    for part in (schema, *schema.get("$defs", {}).values()):
        for name, field in part.get("properties", {}).items():
            assert field.get("title"), name
            assert field.get("description", "").endswith("."), name


def test_properties_keep_the_order_of_the_model() -> None:
    assert list(SCHEMAS["standard"]()["properties"]) == list(Standard.model_fields)


@pytest.mark.parametrize("kind", sorted(set(SCHEMAS) - OF_A_PERIOD))
def test_modelines_of_the_shipped_files_name_existing_schemas(kind: str) -> None:
    folders = {"office": "", "standard": "standards", "sop": "sops"}
    names = {"office": "lpse.yaml", "acts": "acts.yaml", "sources": "sources.yaml", "regulation": "perbup-*.yaml"}
    files = list((ROOT / folders.get(kind, "regulations")).glob(names.get(kind, "*.yaml")))
    assert files
    for file in files:
        hit = re.match(r"# yaml-language-server: \$schema=(\S+)\n", file.read_text("utf-8"))
        assert hit, file
        assert (file.parent / hit[1]).resolve() == ROOT / "schemas" / f"{kind}.schema.json"
