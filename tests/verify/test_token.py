"""A QR code can be checked on paper: what the office signed is believed, and nothing else."""

import hashlib
import io
import subprocess
from datetime import date
from pathlib import Path

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.sign.token import ALPHABET, PREFIX, token
from lpse_docs.verify.report import Answer
from lpse_docs.verify.token import judge, read

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
SUM = hashlib.sha256(b"isi").hexdigest()
MADE = token(SUM, "sop-a|1", date(2026, 11, 26), KEY)


@given(
    st.binary(min_size=32, max_size=32),
    st.text(st.characters(exclude_categories=("C", "Z")), max_size=80),
    st.dates(date(2000, 1, 1), date(2999, 12, 31)),
)
def test_what_was_said_is_read(digest: bytes, label: str, on: date) -> None:
    made = token(digest.hex(), label, on, KEY)
    told = read("HTTPS://LPSE.CONTOH.GO.ID/V/" + made)
    assert set(made) <= set(ALPHABET) and told is not None
    assert (told.sha256, told.on) == (digest.hex(), on)
    assert label.startswith(told.label) and len(label.encode()) - len(told.label.encode()) < max(
        len(label.encode()) - 56, 1
    )
    assert judge(told, [OTHER.public_key(), KEY.public_key()]).answer is Answer.YES


@given(st.integers(len(PREFIX), len(MADE) - 1), st.sampled_from(ALPHABET))
def test_one_other_sign_and_it_is_refused(place: int, sign: str) -> None:
    told = read(MADE[:place] + sign + MADE[place + 1 :])
    same = MADE[place] == sign
    assert same or told is None or judge(told, [KEY.public_key()]).answer is Answer.NO


@given(st.text(max_size=600) | st.text(ALPHABET, max_size=300).map(PREFIX.__add__))
def test_nothing_else_is_a_token(text: str) -> None:
    told = read(text)
    assert told is None or judge(told, [KEY.public_key()]).answer is Answer.NO


def test_without_the_right_key_nothing_is_concluded() -> None:
    told = read(MADE)
    assert told is not None
    assert judge(told, []).answer is Answer.UNKNOWN
    assert judge(told, [OTHER.public_key()]).answer is Answer.NO


@pytest.mark.needs("zbarimg")
def test_a_printed_code_is_read_by_a_stranger(tmp_path: Path) -> None:
    code = segno.make(MADE, error="m")
    assert code.mode == "alphanumeric" and int(code.version) <= 8
    picture = tmp_path / "kode.png"
    written = io.BytesIO()
    code.save(written, kind="png", scale=3, border=4)
    picture.write_bytes(written.getvalue())
    ran = subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, text=True, check=True)
    assert ran.stdout.rstrip("\n") == MADE
