"""What a build publishes, reuses, keeps and refuses."""

import hashlib
import json

import pytest

from lpse_docs.diagnostics import Severity
from lpse_docs.load.templates import load_templates
from lpse_docs.pipeline import fresh
from lpse_docs.pipeline.ground import survey
from tests.pipeline.conftest import Site
from tests.tiny import DOCUMENTS, FILES


def codes(outcome: object) -> set[str]:
    return {item.code for item in outcome.diagnostics}  # type: ignore[attr-defined]


def test_publishes_every_document_in_every_format(site: Site) -> None:
    outcome = site.build()
    assert outcome.release is not None, outcome.diagnostics
    names = {path.rsplit("/", 1)[-1] for path in site.files()}
    assert names == {f"{name}.{suffix}" for name in DOCUMENTS for suffix in ("pdf", "docx", "html")} | {
        "matriks-ketertelusuran.xlsx",
        "manifest.json",
    }
    assert (site.target / "sop/sop-a-pendaftaran.pdf").is_file()
    assert (site.target / "standar/standar-a-kebijakan.docx").is_file()


def test_manifest_tells_digest_size_title_and_sources(site: Site) -> None:
    site.build()
    manifest = json.loads((site.target / "manifest.json").read_bytes())
    assert manifest["edition"] == "1"
    assert manifest["libraries"]["weasyprint"]
    entry = next(item for item in manifest["files"] if item["path"] == "standar/standar-a-kebijakan.pdf")
    data = (site.target / entry["path"]).read_bytes()
    assert (entry["sha256"], entry["size"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert entry["title"] == "Standar Kebijakan"
    source = (site.root / "standards/a-kebijakan.yaml").read_bytes()
    assert {"path": "standards/a-kebijakan.yaml", "sha256": hashlib.sha256(source).hexdigest()} in entry["sources"]


def test_second_build_renders_nothing_and_changes_nothing(site: Site) -> None:
    site.build()
    before = (site.target / ".current").readlink()
    outcome = site.build()
    assert (outcome.rendered, site.progress.names) == (0, [])
    assert (site.target / ".current").readlink() == before


def test_one_edit_renders_only_what_depends_on_it(site: Site) -> None:
    site.build()
    site.edit("standards/a-kebijakan.yaml", "Menetapkan arah layanan.", "Menetapkan arah.")
    site.build()
    assert not [name for name in site.progress.names if name.startswith("sop-")]
    assert "standar-a-kebijakan (docx)" in site.progress.names


def test_a_comment_in_yaml_touches_only_the_pdfs_that_carry_it(site: Site) -> None:
    site.build()
    site.edit("standards/a-kebijakan.yaml", "letter: a", "# catatan\nletter: a")
    site.build()
    assert site.progress.names
    assert all("docx" not in name and "html" not in name for name in site.progress.names)


def test_word_file_with_contents_gets_the_page_numbers(site: Site) -> None:
    site.build()
    assert b"page_numbers=(('standar', 3),)" in (site.target / "buku/manual-standar-lpse.docx").read_bytes()
    assert b"page_numbers=()" in (site.target / "buku/buku-sop.docx").read_bytes()


def test_word_alone_takes_page_numbers_from_the_cache(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build("manual-standar-lpse", formats=("docx",))
    first = (site.target / "buku/manual-standar-lpse.docx").read_bytes()
    monkeypatch.setattr("lpse_docs.pipeline.printing.bound", lambda *_: pytest.fail("paginated again"))
    (site.target / "buku/manual-standar-lpse.docx").write_bytes(b"damaged")
    for path in (site.target / ".cache").glob("*/*"):
        if b"docx Document" in path.read_bytes():
            path.unlink()
    outcome = site.build("manual-standar-lpse", formats=("docx",))
    assert outcome.rendered == 1
    assert (site.target / "buku/manual-standar-lpse.docx").read_bytes() == first


def test_error_in_sources_publishes_nothing_and_keeps_the_old(site: Site) -> None:
    site.build()
    before = site.files()
    site.edit("standards/a-kebijakan.yaml", "stage: 1", "stage: satu")
    outcome = site.build()
    assert outcome.release is None
    assert any(item.severity is Severity.ERROR for item in outcome.diagnostics)
    assert site.files() == before


def test_template_error_publishes_nothing(site: Site) -> None:
    site.build()
    before = site.files()
    site.edit("templates/documents/sop.md.j2", "{{ sop.purpose }}", "{{ tidak_ada() }}")
    outcome = site.build()
    assert "LPSE901" in codes(outcome)
    assert site.files() == before


def test_partial_build_keeps_the_others(site: Site) -> None:
    site.build()
    before = site.files()
    outcome = site.build("sop-*", formats=("pdf",))
    assert site.files() == before
    assert "LPSE721" not in codes(outcome)
    assert fresh.build_note(str(site.root)) is not None


def test_partial_build_marks_what_it_left_behind(site: Site) -> None:
    site.build()
    site.edit("lpse.yaml", "number: '1'", "number: '2'")
    outcome = site.build("standar-a-kebijakan", formats=("pdf",))
    assert "LPSE721" in codes(outcome)
    manifest = json.loads((site.target / "manifest.json").read_bytes())
    stale = {item["path"]: item["stale"] for item in manifest["files"]}
    assert not stale["standar/standar-a-kebijakan.pdf"]
    assert stale["sop/sop-a-pendaftaran.pdf"]
    assert fresh.build_note(str(site.root)) is None
    assert "LPSE721" not in codes(site.build())


def test_first_build_may_be_partial(site: Site) -> None:
    outcome = site.build("standar-*", formats=("html",))
    assert outcome.release is not None
    assert set(site.files()) == {"manifest.json", "standar/standar-a-kebijakan.html"}


def test_unknown_name_does_nothing(site: Site) -> None:
    outcome = site.build("standar-z")
    assert outcome.unknown == ("standar-z",)
    assert "standar-a-kebijakan" in outcome.known
    assert not (site.target / ".current").exists()


def test_removed_document_leaves_the_release(site: Site) -> None:
    site.build()
    (site.root / "sops/a-pendaftaran.yaml").unlink()
    site.edit("regulations/perbup-contoh.yaml", "    sop: a\n", "")
    assert site.build().release is not None
    assert not (site.target / "sop").is_symlink()


def test_cache_holds_only_what_the_set_uses(site: Site) -> None:
    site.build()
    count = len(list((site.target / ".cache").glob("*/*")))
    site.edit("lpse.yaml", "Naskah awal.", "Naskah kedua.")
    site.edit("standards/a-kebijakan.yaml", "Menetapkan arah layanan.", "Menetapkan arah.")
    site.build()
    assert len(list((site.target / ".cache").glob("*/*"))) == count


def test_two_documents_of_one_name_are_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from lpse_docs.pipeline import plan

    monkeypatch.setattr(
        plan, "_matrix", lambda ready, program: plan.Output("x", "X", "pdf", "buku/buku-sop.pdf", "k", ())
    )
    assert "LPSE715" in codes(site.build())


def test_files_saved_while_being_read_stop_the_build(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(root: object) -> object:
        site.edit("standards/a-kebijakan.yaml", "Menetapkan arah layanan.", "Menetapkan.")
        return load_templates(site.root)

    monkeypatch.setattr("lpse_docs.pipeline.prepare.load_templates", meanwhile)
    outcome = site.build()
    assert "LPSE706" in codes(outcome)
    assert outcome.release is None


def test_the_reading_of_a_whole_build_needs_every_file(site: Site) -> None:
    (site.root / "standards/a-kebijakan.yaml").unlink()
    (site.root / "standards/a-kebijakan.yaml").symlink_to("/tidak/ada")
    outcome = site.build()
    assert outcome.release is None
    assert any(item.span.path == "standards/a-kebijakan.yaml" for item in outcome.diagnostics)


def test_a_file_added_while_reading_stops_the_build(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(root: object) -> object:
        (site.root / "templates/css/baru.css").touch()
        return load_templates(site.root)

    monkeypatch.setattr("lpse_docs.pipeline.prepare.load_templates", meanwhile)
    assert "LPSE706" in codes(site.build())


def test_a_missing_library_counts_as_one_more_version(monkeypatch: pytest.MonkeyPatch) -> None:
    from lpse_docs.pipeline import identity

    identity.libraries.cache_clear()
    monkeypatch.setattr(identity, "LIBRARIES", ("lxml", "tidak-ada"))
    assert identity.libraries()["tidak-ada"] == "-"
    assert len(identity.library_folders()) == 1
    identity.libraries.cache_clear()


def test_codes_of_the_pipeline_are_those_it_reports() -> None:
    import lpse_docs.pipeline as package
    from lpse_docs.pipeline.faults import CODES

    assert package.CODES is CODES
    with pytest.raises(AttributeError):
        _ = package.TIDAK_ADA
    for code, function in CODES.items():
        doc = function.__doc__ or ""
        assert code.startswith(("LPSE5", "LPSE64", "LPSE65", "LPSE7", "LPSE81", "LPSE82", "LPSE87"))
        assert [part.split(":")[0].strip() for part in doc.split("\n\n")[1].strip().split("\n")] == [
            "Mengapa",
            "Contoh",
            "Perbaikan",
        ]


def test_a_file_that_is_not_read_is_nobodys_source(site: Site) -> None:
    for name in ("regulations/baru.yaml", "regulations/lama.yaml"):
        (site.root / name).write_text("rahasia: benar\n", encoding="utf-8")
    site.build()
    assert b"rahasia" not in b"".join(site.files().values())
    manifest = json.loads((site.target / "manifest.json").read_bytes())
    named = {source["path"] for item in manifest["files"] for source in item["sources"]}
    assert named == {path for path in FILES if path.endswith(".yaml")}


def test_a_file_too_large_to_be_read_is_not_taken_into_memory(site: Site) -> None:
    with (site.root / "regulations/besar.yaml").open("wb") as stream:
        stream.truncate(50_000_000)
    assert "regulations/besar.yaml" not in survey(site.root).sources
    assert site.build().release is not None
