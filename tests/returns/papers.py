"""Working papers for tests: made by the real writers, filled in as Word and a PDF reader do."""

import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from lxml import etree
from pikepdf.form import Form

from lpse_docs.assess.returned import Judgement
from lpse_docs.document.blocks import Document, Paragraph
from lpse_docs.document.inlines import FillIn, FillKind
from lpse_docs.document.roles import Role
from lpse_docs.model.assessment import Status
from lpse_docs.writers import docx, pdf
from tests.writers import look
from tests.writers.build import of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DIGEST = "ab" * 32
CODES = ("S04-K01", "S04-K02", "S04-K03")
STATUSES = ("terpenuhi", "sebagian", "belum", "tidak berlaku")
LONG = ("alasan", "temuan", "rekomendasi", "bukti")
MAIN = "word/document.xml"


def place(name: str, kind: FillKind = FillKind.TEXT, *, narrow: bool = True) -> Paragraph:
    choices = STATUSES if kind is FillKind.CHOICE else ()
    return Paragraph((FillIn(name, f"Isian {name}", kind, choices, narrow=narrow),), Role.CELL_FILL)


def card(codes: Iterable[str] = CODES, digest: str = DIGEST, letter: str = "d") -> Document:
    """A scorecard with the agreed names; statuses are boxes to tick."""
    blocks = [place("lembar/asesor"), place("lembar/tanggal", FillKind.DATE)]
    for code in codes:
        blocks.append(place(f"{code}/status", FillKind.CHOICE, narrow=False))
        blocks += [place(f"{code}/{name}", FillKind.LONG_TEXT) for name in LONG]
        blocks.append(place(f"{code}/tanggal", FillKind.DATE))
    return of(*blocks, keywords=("LPSE", "kartu skor", f"kartu-skor:{letter}", f"kriteria:{digest}"))


@cache
def word(codes: tuple[str, ...] = CODES, digest: str = DIGEST) -> bytes:
    return docx.write(card(codes, digest), look.theme())


@cache
def printed(codes: tuple[str, ...] = CODES, digest: str = DIGEST) -> bytes:
    return pdf.write(card(codes, digest), look.theme())


def said(filled: Mapping[str, Judgement]) -> dict[str, str]:
    """What an assessor writes down for judgements, by name of the place."""
    answers: dict[str, str] = {}
    for code, item in filled.items():
        day = item.assessed_on
        words = {
            "status": "" if item.status is Status.UNASSESSED else item.status.value.replace("-b", " b"),
            "alasan": item.reason,
            "temuan": item.finding,
            "rekomendasi": item.recommendation,
            "bukti": ", ".join(item.evidence),
            "tanggal": f"{day:%d-%m-}{day.year:04}" if day else "",
        }
        answers |= {f"{code}/{name}": text for name, text in words.items() if text}
    return answers


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A package with one part rewritten."""
    return packed({**unpacked(data), name: change(unpacked(data).get(name, b""))})


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def fill_word(data: bytes, answers: Mapping[str, str]) -> bytes:
    """A copy in which somebody typed and picked: no placeholder is shown there any more, lines are broken."""

    def fill(main: bytes) -> bytes:
        root: Any = etree.fromstring(main)
        for control in root.iter(W + "sdt"):
            properties, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
            tag = properties.find(W + "tag").get(W + "val")
            if tag in answers:
                properties.remove(properties.find(W + "showingPlcHdr"))
                content[:] = [_run(answers[tag])]
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return changed(data, MAIN, fill)


def _run(words: str) -> Any:
    run = etree.Element(W + "r")
    for number, line in enumerate(words.split("\n")):
        if number:
            etree.SubElement(run, W + "br")
        etree.SubElement(run, W + "t").text = line
    return run


def fill_pdf(data: bytes, answers: Mapping[str, str]) -> bytes:
    """A copy in which a PDF library of others typed and ticked."""

    def fill(file: pikepdf.Pdf) -> None:
        for field in Form(file, None):
            words = answers.get(field.fully_qualified_name)
            if words and field.is_radio_button:
                next(it for it in field.options if it.on_value == f"/{words}").select()
            elif words:
                field.value = words

    return edited(data, fill)


def edited(data: bytes, change: Callable[[pikepdf.Pdf], None], **how: Any) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        change(file)
        file.save(out, **how)
    return out.getvalue()
