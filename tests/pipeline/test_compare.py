"""`build --check`."""

import pytest

from lpse_docs import writers
from lpse_docs.pipeline.build import Outcome, Request
from lpse_docs.pipeline.compare import compare
from tests.pipeline.conftest import Silent, Site, plain
from tests.pipeline.test_build import codes


def check(site: Site) -> Outcome:
    return compare(Request(site.root), Silent())


def differing(outcome: Outcome) -> dict[str, str]:
    return {item.span.path: item.message for item in outcome.diagnostics if item.code == "LPSE730"}


def test_proves_a_release_and_writes_nothing(site: Site) -> None:
    site.build()
    before = {path: path.stat().st_mtime_ns for path in site.root.rglob("*")}
    outcome = check(site)
    assert outcome.release is not None
    assert outcome.rendered == 25
    assert {path: path.stat().st_mtime_ns for path in site.root.rglob("*")} == before


def test_does_not_believe_the_cache(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    monkeypatch.setattr(writers.WRITERS["pdf"], "write", plain("PDF"))
    outcome = check(site)
    assert outcome.release is None
    assert "build/sop/sop-a-pendaftaran.pdf" in differing(outcome)
    assert not [path for path in differing(outcome) if path.endswith(".docx")]


@pytest.mark.parametrize(
    ("deed", "word"),
    [("edit", "diubah setelah diterbitkan"), ("delete", "hilang"), ("add", "tidak dibuat dari sumber")],
)
def test_lists_what_people_did(site: Site, deed: str, word: str) -> None:
    site.build()
    path = site.target / ("sop/tambahan.pdf" if deed == "add" else "sop/sop-a-pendaftaran.pdf")
    path.unlink() if deed == "delete" else path.write_bytes(b"x")
    found = differing(check(site))
    assert list(found) == [f"build/sop/{path.name}"]
    assert word in found[f"build/sop/{path.name}"]


def test_what_was_never_published_is_named_and_not_compared(site: Site) -> None:
    site.build("sop-*", "buku-sop", formats=("pdf", "docx"))
    outcome = check(site)
    assert differing(outcome) == {}
    assert outcome.release is not None
    assert outcome.rendered == 4
    (found,) = [item for item in outcome.diagnostics if item.code == "LPSE732"]
    assert found.message.startswith("21 berkas belum diterbitkan, jadi tidak dibandingkan: ")
    assert "buku-sop (html); " in found.message
    assert "panduan-pengguna (pdf, docx, html)" in found.message
    assert "matriks-ketertelusuran (pdf, docx, html, xlsx)" in found.message


def test_a_partial_build_of_old_sources_differs(site: Site) -> None:
    site.build("sop-*", formats=("pdf",))
    site.edit("sops/a-pendaftaran.yaml", "berjalan tertib", "berjalan tertib dan cepat")
    outcome = check(site)
    assert list(differing(outcome)) == ["build/sop/sop-a-pendaftaran.pdf"]
    assert "LPSE732" in codes(outcome)
    assert outcome.release is None


def test_a_whole_build_leaves_nothing_unnamed(site: Site) -> None:
    site.build()
    assert "LPSE732" not in codes(check(site))


def test_a_changed_source_shows(site: Site) -> None:
    site.build()
    site.edit("standards/a-kebijakan.yaml", "Menetapkan arah layanan.", "Menetapkan arah.")
    assert "pembangunan ulang" in differing(check(site))["build/standar/standar-a-kebijakan.docx"]


def test_a_damaged_manifest_shows(site: Site) -> None:
    site.build()
    (site.target / "manifest.json").write_bytes(b"")
    assert "LPSE722" in codes(check(site))


def test_without_a_release_there_is_nothing_to_prove(site: Site) -> None:
    assert codes(check(site)) == {"LPSE731"}


def test_errors_in_sources_come_first(site: Site) -> None:
    site.build()
    site.edit("standards/a-kebijakan.yaml", "stage: 1", "stage: satu")
    outcome = check(site)
    assert outcome.release is None
    assert "LPSE730" not in codes(outcome)


def test_a_writer_that_fails_shows(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    monkeypatch.setattr(writers.WRITERS["pdf"], "write", lambda *_: 1 // 0)
    assert "LPSE711" in codes(check(site))
