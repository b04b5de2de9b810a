"""A sealed list as an in-toto statement in a DSSE envelope (in-toto Attestation Framework v1, DSSE v1.0.2)."""

import base64
import json
from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lpse_docs.sign.token import key_id

NAME = "SHA256SUMS.intoto.json"
PAYLOAD = "application/vnd.in-toto+json"
STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = f"urn:uuid:{uuid5(NAMESPACE_URL, 'lpse-docs/seal/1')}"


def statement(digests: Mapping[str, str], facts: Mapping[str, str], sources: Mapping[str, str] | None = None) -> bytes:
    """What is stated of the files; `facts` are those of the seal, such as the head of the log.

    `sources` are the digests of what travels in the files, by `dokumen/x.pdf!lpse.yaml`.
    """
    content = {
        "_type": STATEMENT,
        "subject": [{"name": name, "digest": {"sha256": digests[name]}} for name in sorted(digests)],
        "predicateType": PREDICATE,
        "predicate": {**dict(sorted(facts.items())), **({"sources": dict(sorted(sources.items()))} if sources else {})},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def envelope(payload: bytes, key: Ed25519PrivateKey) -> bytes:
    """The statement with the signature of the office's key over its pre-authentication encoding."""
    signature = key.sign(b"DSSEv1 %d %s %d %s" % (len(PAYLOAD), PAYLOAD.encode(), len(payload), payload))
    made = {
        "payloadType": PAYLOAD,
        "payload": base64.b64encode(payload).decode(),
        "signatures": [{"keyid": key_id(key.public_key()).hex(), "sig": base64.b64encode(signature).decode()}],
    }
    return (json.dumps(made, indent=1) + "\n").encode()
