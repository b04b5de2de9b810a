"""The sealed list in a DSSE envelope: what the office signed, byte for byte."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.sign.statement import envelope, statement
from lpse_docs.verify.report import Answer
from lpse_docs.verify.statement import judge

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DIGESTS = {"sop-a.pdf": "0" * 64, "surat.pdf": "1" * 64}
FACTS = {"log": "2" * 64}
MADE = envelope(statement(DIGESTS, FACTS), KEY)


def test_it_says_what_was_stated() -> None:
    told = judge(MADE, [KEY.public_key()])
    assert told is not None
    assert (told.digests, told.facts, told.signed.answer) == (DIGESTS, FACTS, Answer.YES)


def changed(**parts: object) -> bytes:
    return json.dumps({**json.loads(MADE), **parts}).encode()


OTHER = base64.b64encode(statement({**DIGESTS, "sop-a.pdf": "3" * 64}, FACTS)).decode()


@pytest.mark.parametrize("data", [changed(payload=OTHER), changed(signatures=[])])
def test_another_content_or_no_signature_is_refused(data: bytes) -> None:
    told = judge(data, [KEY.public_key()])
    assert told is not None and told.signed.answer is Answer.NO


@pytest.mark.parametrize("data", [changed(payloadType="text/plain"), b"[]", b"x", b"{}", changed(payload="*")])
def test_what_is_no_statement_says_nothing(data: bytes) -> None:
    assert judge(data, [KEY.public_key()]) is None


def test_without_a_key_nothing_is_concluded() -> None:
    told = judge(MADE, [])
    assert told is not None and told.signed.answer is Answer.UNKNOWN


@given(st.binary())
def test_any_bytes_are_answered(data: bytes) -> None:
    assert judge(data, [KEY.public_key()]) is None
