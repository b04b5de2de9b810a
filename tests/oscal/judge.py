"""What others say of OSCAL files: the official schemas, and the references between the files followed one by one."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

import jsonschema_rs

SCHEMAS = Path(__file__).parent / "schemas"
SHORT = {"plan-of-action-and-milestones": "poam"}
Node: TypeAlias = dict[str, Any]


@cache
def schema(model: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(
        json.loads((SCHEMAS / f"oscal_{SHORT.get(model, model)}_schema.json").read_text("utf-8")), validate_formats=True
    )


def parsed(files: Mapping[str, bytes]) -> dict[str, Node]:
    return {name.removesuffix(".json"): json.loads(data) for name, data in files.items()}


def faults(documents: Mapping[str, Node]) -> list[str]:
    """What the official schemas object to."""
    return [f"{name}: {error}" for name, item in documents.items() for error in schema(name).iter_errors(item)]


def nodes(item: Any) -> Iterator[Node]:
    if isinstance(item, dict):
        yield item
        for inner in item.values():
            yield from nodes(inner)
    elif isinstance(item, list):
        for inner in item:
            yield from nodes(inner)


def declared(document: Node) -> list[str]:
    return [item["uuid"] for item in nodes(document) if "uuid" in item]


def named(document: Node) -> list[str]:
    """Tokens a document declares: groups, controls and parts of a catalog, roles of any."""
    return [item["id"] for item in nodes(document) if "id" in item]


def loose(documents: Mapping[str, Node]) -> list[str]:
    """References that lead nowhere, and identifiers that are not one of a kind or not of version 5."""
    uuids = {one for item in documents.values() for one in declared(item)}
    tokens = {one for item in documents.values() for one in named(item)}
    found = [
        f"version: {one}" for one in uuids if UUID(one).version != 5 or UUID(one).variant != "specified in RFC 4122"
    ]
    for name, document in documents.items():
        for kind, own in (("uuid", declared(document)), ("id", named(document))):
            found += [f"{name}: {kind} {one} twice" for one in {it for it in own if own.count(it) > 1}]
        here = {*declared(document), *named(document)}
        for item in nodes(document):
            for key, value in item.items():
                found += [f"{name}: {key} {one}" for one in _wanted(key, value) - uuids - tokens]
            href = item.get("href", "")
            known = href[1:] in here if href.startswith("#") else not href or _elsewhere(href, documents)
            found += [] if known else [f"{name}: href {href}"]
    return found


def _elsewhere(href: str, documents: Mapping[str, Node]) -> bool:
    """Whether an address leads to the network or to a file beside."""
    return ":/" in href or href.removesuffix(".json") in documents


def _wanted(key: str, value: Any) -> set[str]:
    if key.endswith("-uuid") or key in {"control-id", "target-id", "role-id"}:
        return {value}
    return set(value) if key in {"party-uuids", "statement-ids", "role-ids"} else set()
