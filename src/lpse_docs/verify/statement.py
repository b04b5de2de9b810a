"""A sealed list in a DSSE envelope: whether the office's key signed it, and which files with which digests it names."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lpse_docs.verify.report import Answer, Conclusion

PAYLOAD = "application/vnd.in-toto+json"
STATEMENT = "https://in-toto.io/Statement/v1"


@dataclass(frozen=True, slots=True)
class Statement:
    """What an envelope holds, and whether it may be believed.

    Attributes:
        digests: Of the files. facts: Of the seal.
        sources: Digests of what travels in the files, by `dokumen/x.pdf!lpse.yaml`.
    """

    digests: Mapping[str, str]
    facts: Mapping[str, str]
    sources: Mapping[str, str]
    signed: Conclusion


def judge(data: bytes, keys: Sequence[Ed25519PublicKey]) -> Statement | None:
    """Open an envelope and judge its signature; None when it is no statement in an envelope."""
    try:
        made = json.loads(data)
        payload = base64.b64decode(made["payload"], validate=True)
        signatures = [base64.b64decode(item["sig"], validate=True) for item in made["signatures"]]
        if made["payloadType"] != PAYLOAD:
            return None
        digests, facts, sources = _content(json.loads(payload))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Statement(digests, facts, sources, _signed(payload, signatures, keys))


def _content(statement: Any) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    if statement["_type"] != STATEMENT:
        raise ValueError
    subjects = [(str(item["name"]), str(item["digest"]["sha256"])) for item in statement["subject"]]
    digests = dict(subjects)
    if len(digests) != len(subjects):
        raise ValueError
    facts = dict(statement["predicate"])
    sources = dict(facts.pop("sources", {}))
    return digests, _words(facts), _words(sources)


def _words(told: Mapping[Any, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in told.items()}


def _signed(payload: bytes, signatures: Sequence[bytes], keys: Sequence[Ed25519PublicKey]) -> Conclusion:
    if not keys:
        return Conclusion(Answer.UNKNOWN, "Kunci umum kantor belum diberikan.")
    text = b"DSSEv1 %d %s %d %s" % (len(PAYLOAD), PAYLOAD.encode(), len(payload), payload)
    if any(_fits(key, signature, text) for key in keys for signature in signatures):
        return Conclusion(Answer.YES, "Pernyataan ditandatangani kunci kantor.")
    return Conclusion(Answer.NO, "Pernyataan tidak ditandatangani kunci kantor yang diberikan.")


def _fits(key: Ed25519PublicKey, signature: bytes, text: bytes) -> bool:
    try:
        key.verify(signature, text)
    except InvalidSignature:
        return False
    return True
