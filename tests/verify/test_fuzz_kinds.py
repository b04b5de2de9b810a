"""Every kind of file that `verify` judges, spoilt: always a report, never a good one for another content."""

import asyncio
import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs.pipeline import verify_list
from lpse_docs.pipeline.verifying import KINDS
from lpse_docs.sign.seal import seal
from lpse_docs.sign.statement import envelope, statement
from lpse_docs.verify import log, sums, token
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, FileReport
from lpse_docs.verify.statement import judge
from lpse_docs.verify.trust import Trust
from tests.mutations import mangled, repacked
from tests.opc import packages
from tests.pki import Pki
from tests.verify.conftest import Files

BRIEF = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
OFFICE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
FILE = b"isi"
LIST = f"{hashlib.sha256(FILE).hexdigest()}  naskah.txt\n".encode()
DIGESTS = {"naskah.txt": hashlib.sha256(FILE).hexdigest()}
STATED = envelope(statement(DIGESTS, {"tool": "uji"}), OFFICE)
SEALED = ("naskah.txt", "SHA256SUMS", "SHA256SUMS.p7s", "SHA256SUMS.intoto.json")


def reported(data: bytes, question: Question) -> FileReport | None:
    """What the first kind that knows the bytes says; None when nobody knows them."""
    for kind in KINDS:
        if kind.recognises(data):
            made = kind.verify(data, "berkas", question)
            assert made.faults or not made.unreadable
            return made
    return None


@pytest.fixture(scope="module")
def book(pki: Pki) -> bytes:
    return packages.signed(packages.workbook(), pki, "pengesah")


@BRIEF
@given(data=st.data())
def test_a_workbook(data: st.DataObject, book: bytes, trust: Trust) -> None:
    changed = data.draw(repacked(book) | mangled(book))
    made = reported(changed, Question(datetime.now(UTC), trust))
    if made and made.verdict is Answer.YES:
        before, after = packages.parts(book), packages.parts(changed)
        assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} <= {
            "docProps/core.xml", "docProps/app.xml", "_xmlsignatures/sig1.xml", "[Content_Types].xml", "_rels/.rels",
            "_xmlsignatures/origin.sigs",
        }  # fmt: skip


@BRIEF
@given(data=st.data())
def test_a_pdf(data: st.DataObject, files: Files, trust: Trust) -> None:
    """Numbers above all: places, lengths and counts, at the end where the lists of objects are."""
    whole = files.plain
    tail = data.draw(st.integers(1, 30_000))
    changed = whole[:-tail] + data.draw(mangled(whole[-tail:]))
    made = reported(changed, Question(datetime.now(UTC), trust, expected=("pembuat", "pemeriksa", "pengesah")))
    assert made is not None
    assert made.verdict is not Answer.YES or changed == whole or len(changed) == len(whole)


@pytest.fixture
def sealed(pki: Pki, tmp_path: Path) -> Path:
    made = asyncio.run(seal(LIST, packages.key(pki, "approver"), datetime.now(UTC)))
    for name, data in zip(SEALED, (FILE, LIST, made, STATED), strict=True):
        (tmp_path / name).write_bytes(data)
    return tmp_path


def judged(folder: Path, trust: Trust) -> FileReport | None:
    data = (folder / "SHA256SUMS").read_bytes()
    question = Question(datetime.now(UTC), trust, keys=[OFFICE.public_key()])
    path = str(folder / "SHA256SUMS")
    return verify_list.verify(data, path, question) if verify_list.recognises(data) else None


def test_a_sealed_folder_whatever_of_it_is_spoilt(sealed: Path, trust: Trust) -> None:
    whole = judged(sealed, trust)
    assert whole and whole.verdict is Answer.YES, whole

    @BRIEF
    @given(name=st.sampled_from(SEALED), data=st.data())
    def spoilt(name: str, data: st.DataObject) -> None:
        before = (sealed / name).read_bytes()
        after = data.draw(mangled(before))
        (sealed / name).write_bytes(after)
        try:
            made = judged(sealed, trust)
        finally:
            (sealed / name).write_bytes(before)
        if made and made.verdict is Answer.YES and name in SEALED[:2]:
            assert before == after

    spoilt()


@settings(max_examples=60, deadline=None)
@given(data=mangled(STATED))
def test_a_statement(data: bytes) -> None:
    told = judge(data, [OFFICE.public_key()])
    assert told is None or told.signed.answer is not Answer.YES or dict(told.digests) == DIGESTS


@settings(max_examples=60, deadline=None)
@given(data=mangled(LIST * 3))
def test_a_list(data: bytes) -> None:
    made = sums.parse(data)
    assert made is None or all(len(digest) == 64 and ".." not in name.split("/") for name, digest in made.items())


@settings(max_examples=60, deadline=None)
@given(data=mangled(b'{"n":1,"prev":"0","h":"0"}\n' * 2), text=st.text(max_size=40))
def test_a_log_and_a_token(data: bytes, text: str) -> None:
    assert list(log.faults(data.decode(errors="replace"))) or not data
    told = token.read("LPSE1:" + data.decode(errors="replace") + text)
    assert told is None or token.judge(told, [OFFICE.public_key()]).answer is Answer.NO
