"""A signed PDF is what was built with signatures: on every level, and after nothing a stranger puts in between."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils import generic as real
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from lpse_docs.sign.levels import Level, Trust
from lpse_docs.sign.lineage import continues
from lpse_docs.sign.order import Order
from lpse_docs.sign.pkcs12 import FileKey
from lpse_docs.sign.stamp import Stamps
from tests.pki import Pki
from tests.sign.test_pdf import NOW, inscription, once, thrice
from tests.verify.attacks import page_replaced, updated
from tests.writers import look

generic: Any = real


@pytest.fixture(scope="module")
def stamps() -> Stamps:
    return Stamps(look.theme())


def retitled(data: bytes) -> bytes:
    def change(writer: Any) -> None:
        writer.trailer["/Info"][pdf_name("/Title")] = generic.TextStringObject("Lain")
        writer.update_container(writer.trailer["/Info"])

    return updated(data, change)


def covered(data: bytes) -> bytes:
    """A place to sign that lies over the page."""
    return updated(data, lambda writer: append_signature_field(writer, SigFieldSpec("x", box=(0, 0, 500, 700))))


def touched(data: bytes) -> bytes:
    """A revision that changes nothing."""
    return updated(data, lambda writer: writer.update_root())


@pytest.mark.parametrize("level", [Level.BASIC, Level.ARCHIVE])
def test_what_we_sign_continues_it(
    level: Level, pdf: bytes, keys: dict[str, FileKey], pki: Pki, *, trust: Trust, stamps: Stamps
) -> None:
    made = thrice(level, pdf, keys, pki, trust=trust, stamps=stamps)
    assert continues(pdf, pdf) and continues(pdf, made) and continues(made, made)
    assert not continues(pdf + b" ", made) and not continues(made, pdf)
    for change in (page_replaced, retitled, covered):
        assert not continues(pdf, change(made))


@pytest.mark.parametrize("change", [page_replaced, retitled, covered, touched])
def test_nothing_lies_below_the_first_signature(
    change: Callable[[bytes], bytes], pdf: bytes, keys: dict[str, FileKey], pki: Pki, *, trust: Trust, stamps: Stamps
) -> None:
    order = Order("pengesahan/pembuat", Level.BASIC, NOW, False, None, None, inscription(), "")
    altered = change(pdf)
    made = once(altered, keys["maker"], order, pki, trust, stamps=stamps)
    assert made.startswith(pdf) and continues(altered, made)
    assert not continues(pdf, altered) and not continues(pdf, made)


def test_what_cannot_be_read_continues_nothing(pdf: bytes) -> None:
    assert not continues(pdf, pdf + b"%%EOF\n") and not continues(b"", BytesIO(b"x").getvalue())
