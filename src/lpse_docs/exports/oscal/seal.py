"""A finished OSCAL file: its bytes, and an identifier that tells later whether somebody edited them."""

import json
from typing import Any, TypeAlias
from uuid import UUID, uuid5

from lpse_docs.exports.oscal.ids import NS

Node: TypeAlias = dict[str, Any]


def sealed(model: str, content: Node) -> bytes:
    """A file of one OSCAL model. What is None or an empty list is left out: OSCAL knows no empty lists.

    The identifier of the file follows from its content, as OSCAL asks: whoever changes the one must change the other.
    """
    body = _pruned(content)
    whole = {model: {"uuid": _digest(body), **body}}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def untouched(model: str, data: bytes) -> bool:
    """Whether a file was written by this program and nobody edited it since."""
    try:
        body = json.loads(data)[model]
        return str(body.pop("uuid")) == _digest(body)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return False


def _digest(body: Node) -> str:
    """UUID of a content below the persistent identifier of its document."""
    names = {item["scheme"]: item["identifier"] for item in body["metadata"]["document-ids"]}
    return str(uuid5(UUID(names[NS]), json.dumps(body, ensure_ascii=False, sort_keys=True)))


def _pruned(node: Any) -> Any:
    match node:
        case dict():
            kept = {key: _pruned(item) for key, item in node.items() if item is not None}
            return {key: item for key, item in kept.items() if item != []}
        case list() | tuple():
            return [_pruned(item) for item in node if item is not None]
    return node
