"""PDF/A-3a and PDF/UA-1 at once, by our own checks, for a rich document and for arbitrary ones."""

import logging
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings

from lpse_docs.document.blocks import Document
from lpse_docs.document.outline import headings
from lpse_docs.writers.pdf import paginate, write
from tests import audit_pdf
from tests.strategies import PRINTABLE, documents
from tests.writers import look
from tests.writers.build import of, p

Written = tuple[bytes, tuple[tuple[str, int], ...]]


def test_the_sample_has_no_fault(written: Written) -> None:
    assert audit_pdf.faults(written[0]) == []


def test_nothing_is_logged(rich: Document, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        write(rich, look.theme())
    assert [record.getMessage() for record in caplog.records] == []


@given(documents(PRINTABLE))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_document_becomes_a_sound_file(document: Document) -> None:
    data, pages = paginate(document, look.theme())
    assert audit_pdf.faults(data) == []
    assert [anchor for anchor, _ in pages] == [heading.anchor for heading in headings(document)]


def test_an_empty_document_is_one_empty_page() -> None:
    data = write(of(), look.theme())
    assert audit_pdf.faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1


def test_properties_and_sources_are_inside(written: Written) -> None:
    with pikepdf.open(BytesIO(written[0])) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert info["/Title"] == "Contoh naskah"
        assert info["/Author"] == "LPSE Kabupaten Katingan"
        assert info["/CreationDate"] == info["/ModDate"] == "D:20260302000000Z"
        assert str(pdf.Root.Lang) == "id-ID"
        files: Any = {str(item.UF): item for item in pdf.Root.AF}
        assert list(files) == ["lpse.yaml", "standards/d-risiko.yaml"]
        source = files["standards/d-risiko.yaml"]
        assert source.AFRelationship == "/Source"
        assert str(source.Desc) == "Standar D"
        assert source.EF.F.read_bytes() == b"letter: d\n"
        assert source.EF.F.Subtype == "/application/yaml"
        assert str(source.EF.F.Params.ModDate) == "D:20260302000000Z"


def test_bookmarks_follow_the_headings(written: Written) -> None:
    with pikepdf.open(BytesIO(written[0])) as pdf, pdf.open_outline() as outline:
        tops = [item.title for item in outline.root]
        assert tops == ["Ketentuan umum", "Langkah", "Penutup"]
        assert [item.title for item in outline.root[0].children] == ["Kode & contoh <perintah>"]


def test_tables_are_described_and_layout_is_no_table(written: Written) -> None:
    with pikepdf.open(BytesIO(written[0])) as pdf:
        tables: Any = [
            item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Table"
        ]
        summaries = {str(item.A.Summary) for item in tables}
    assert {"Identitas", "Langkah SOP", "Pengesahan"} <= summaries
    assert "Konsiderans" not in summaries


def test_head_and_foot_are_artifacts(written: Written) -> None:
    with pikepdf.open(BytesIO(written[0])) as pdf:
        body, over = pdf.pages[1].Contents
        assert over.read_bytes().startswith(b"/Artifact <</Type /Pagination>> BDC q /kertas-2 Do")
        assert b"TJ" in body.read_bytes() and b"TJ" in pdf.pages[1].Resources.XObject["/kertas-2"].read_bytes()


def test_every_place_to_sign_is_an_empty_tagged_field_of_17_mm(written: Written) -> None:
    with pikepdf.open(BytesIO(written[0])) as pdf:
        fields: Any = [field for field in pdf.Root.AcroForm.Fields if field.FT == "/Sig"]
        assert [str(field.T) for field in fields] == ["pengesah", "pembuat", "pemeriksa", "pengesah~2"]
        for field in fields:
            assert field.FT == "/Sig" and "/V" not in field and int(field.F) == 132
            left, bottom, right, top = map(float, field.Rect)
            assert (
                top - bottom == pytest.approx(48.19, abs=0.01) and right - left >= top - bottom
            )  # as wide as its cell
            assert str(field.TU).startswith("Tanda tangan ")
        forms: Any = [
            item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Form"
        ]
        assert len(forms) == sum(len(page.get("/Annots", [])) for page in pdf.pages[3:])
        assert all(isinstance(form.K, pikepdf.Dictionary) and form.K.Type == "/OBJR" for form in forms)


def test_a_document_without_sources_or_fields_is_sound() -> None:
    document = replace(of(p("isi")), keywords=(), author="", subject="")
    assert audit_pdf.faults(write(document, look.theme())) == []
