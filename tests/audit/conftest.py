"""A document with everything the rules ask for, written once as PDF and as Word, and ways to damage a copy."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from lpse_docs.audit import Profile, audit
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.document.blocks import Attachment, Contents, Document, Heading, Section, Signature
from lpse_docs.document.inlines import text
from lpse_docs.document.page import Margins, Orientation, PageSetup
from lpse_docs.writers import docx
from lpse_docs.writers.pdf import paginate
from tests.writers import look
from tests.writers.build import LOREM, of, p
from tests.writers.docx import flows

PORTRAIT = PageSetup()
LANDSCAPE = PageSetup(orientation=Orientation.LANDSCAPE, margins=Margins(left=25.0))
PROFILE = Profile(PORTRAIT, LANDSCAPE, ("Kegiatan", "Pelaksana", "Mutu Baku"), "¤")
SIGNATURE = Signature("pengesah", ("KEPALA LPSE,",), "Nama Contoh", "Pembina", None, anchor="¤")
MM = 72 / 25.4


def sample() -> Document:
    """Contents, three chapters, a flow page that lies, a place to sign."""
    chapters = [
        block for n in (1, 2, 3) for block in (Heading(1, text(f"Bab {n} tentang layanan"), f"bab-{n}"), p(LOREM * 3))
    ]
    from dataclasses import replace

    made = of(Contents("DAFTAR ISI", 2), *chapters, SIGNATURE)
    sections = (*made.sections, Section(LANDSCAPE, (flows.small(),)))
    return replace(made, sections=sections, attachments=(Attachment("lpse.yaml", b"name: LPSE\n", "Kantor"),))


@pytest.fixture(scope="session")
def written() -> tuple[bytes, bytes]:
    """The sample as PDF and as Word."""
    from dataclasses import replace

    document = sample()
    data, pages = paginate(document, look.theme())
    return data, docx.write(replace(document, page_numbers=pages), look.theme())


@pytest.fixture
def pdf(written: tuple[bytes, bytes]) -> bytes:
    """The sample as PDF."""
    return written[0]


@pytest.fixture
def word(written: tuple[bytes, bytes]) -> bytes:
    """The sample as Word."""
    return written[1]


def said(data: bytes, name: str, profile: Profile = PROFILE) -> list[str]:
    """Findings, one line each."""
    return [line(item) for item in audit(data, name, profile)]


def line(item: Diagnostic) -> str:
    """Code, page and message of a finding."""
    page = f"halaman {item.span.page}: " if item.span.page else ""
    return f"{item.code} {page}{item.message}"


def redone(data: bytes, change: Callable[[Any], object], **saving: Any) -> bytes:
    """A PDF changed by hand."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, **(saving or {"force_version": "1.7"}))
    return out.getvalue()


def drawn(data: bytes, page: int, operators: str) -> bytes:
    """A PDF with something drawn at the end of a page, in points from its lower left corner, with the font `/Uji`."""

    def change(pdf: Any) -> None:
        sheet = pdf.pages[page - 1]
        sheet.contents_add(b"q", prepend=True)
        sheet.contents_add(b"Q\n/Artifact BMC\n" + operators.encode("cp1252") + b"\nEMC")
        fonts = {key: font for item in pdf.pages for key, font in item.Resources.Font.items()}
        described = next(font.DescendantFonts[0].FontDescriptor for font in fonts.values())
        sheet.Resources.Font["/Uji"] = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.TrueType,
                BaseFont=pikepdf.Name.Uji,
                FirstChar=32,
                LastChar=255,
                Widths=[500] * 224,
                FontDescriptor=described,
            )
        )

    return redone(data, change)


def write_at(x: float, y: float, words: str, size: float = 9) -> str:
    """Operators that print words, in mm from the lower left corner."""
    return f"BT /Uji {size} Tf {x * MM:.2f} {y * MM:.2f} Td ({words}) Tj ET"


def repacked(data: bytes, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """A Word file with one part changed; None leaves it out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(old.read(name)) if name == part else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def edited(data: bytes, *changes: tuple[str, str], part: str = "word/document.xml", count: int = -1) -> bytes:
    """A Word file with words of a part exchanged; each of them must be there."""

    def change(content: bytes) -> bytes:
        for old, new in changes:
            assert old.encode() in content, old
            content = content.replace(old.encode(), new.encode(), count)
        return content

    return repacked(data, part, change)
