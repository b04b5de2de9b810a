"""Speed of judging a signed book: `python -m tests.bench verifying [PAGES]` from the root of the repository.

Signs a document of so many pages (50 unless said otherwise) with three signatures and a time stamp over all, and prints the
time of the processor for judging it, beside that for the same with pyHanko's own reading of revisions. The goal is 4 s.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

from asn1crypto import crl
from pyhanko.pdf_utils.reader import PdfFileReader

from lpse_docs.document.blocks import Cell, Document, PageBreak, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import Text
from lpse_docs.revisions.reader import Reader
from lpse_docs.verify import pdf
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer
from lpse_docs.verify.trust import Trust
from lpse_docs.writers.pdf import write
from tests.pki import running
from tests.verify import signed
from tests.writers import look
from tests.writers.docx import sample

PAGES, ROWS, COLUMNS = 50, 14, 4


def book(pages: int) -> Document:
    """A table and a paragraph on every page, places to sign at the end."""
    blocks: list[Any] = []
    for page in range(1, pages):
        cells = [
            [Cell((Paragraph((Text(f"Kriteria {page}.{row}.{n}"),)),)) for n in range(COLUMNS)] for row in range(ROWS)
        ]
        blocks += [Table((1,) * COLUMNS, tuple(Row(tuple(row)) for row in cells), f"Tabel {page}"), PageBreak()]
    places = tuple(Cell((Signature(role, (role.title() + ",",), "Nama Contoh"),)) for role in signed.ROLES)
    return sample.document(*blocks, Table((1, 1, 1), (Row(places),), "Pengesahan"))


def taken(data: bytes, question: Question) -> float:
    """Seconds of the processor for judging one file."""
    start = process_time()
    made = pdf.verify(data, "buku.pdf", question)
    assert made.verdict is Answer.YES, made
    return process_time() - start


def theirs(data: bytes, *, strict: bool = True) -> PdfFileReader:
    """PyHanko's own reader in place of ours."""
    return PdfFileReader(BytesIO(data), strict)


def main() -> None:
    """Measure and print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as pki:
        data = signed.thrice(write(book(pages), look.theme()), pki, "B-LTA")
        lists = [crl.CertificateList.load(pki.crl(name)) for name in ("root", "issuing")]
        question = Question(datetime.now(UTC), Trust(roots=[pki.certificate("root")], crls=lists), signed.ROLES)
    readers: dict[str, Callable[..., object]] = {"ours": Reader, "pyHanko": theirs}
    seconds = {}
    for name, reader in readers.items():
        with patch("lpse_docs.verify.pdf.Reader", reader):
            seconds[name] = min(taken(data, question) for _ in range(2 if name == "ours" else 1))
    ratio = seconds["pyHanko"] / seconds["ours"]
    print(f"{pages} halaman x 3 tanda tangan B-LTA  {seconds['ours']:.2f} s; {ratio:.1f} kali secepat pembaca pyHanko")


if __name__ == "__main__":
    main()
