"""One document that follows its sources."""

import threading
from pathlib import Path

import pytest

from lpse_docs.pipeline import fresh
from lpse_docs.pipeline.preview import Preview, View
from lpse_docs.writers.markup import to_html

SOP = "sops/a-pendaftaran.yaml"


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def text(view: View) -> str:
    assert view.page is not None
    return to_html(view.page).decode()


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("a", "sop-a-pendaftaran"),
        ("A", "sop-a-pendaftaran"),
        ("pendaftaran", "sop-a-pendaftaran"),
        ("sop-a-pendaftaran", "sop-a-pendaftaran"),
        ("kebijakan", "standar-a-kebijakan"),
        ("buku-sop", "buku-sop"),
    ],
)
def test_names(workspace_folder: Path, name: str, document: str) -> None:
    view = Preview(workspace_folder, name).refresh()
    assert view.document == document
    assert not view.errors


def test_the_page_is_the_one_that_build_writes(workspace_folder: Path) -> None:
    from lpse_docs.pipeline.ground import survey
    from lpse_docs.pipeline.prepare import prepare
    from lpse_docs.writers import html

    ready = prepare(workspace_folder, survey(workspace_folder)).ready
    assert ready
    (document,) = (item for item in ready.documents if item.id == "sop-a-pendaftaran")
    assert text(Preview(workspace_folder, "a").refresh()).encode() == html.write(document, ready.theme)


def test_an_unknown_name_makes_no_page_and_tells_the_known_ones(workspace_folder: Path) -> None:
    view = Preview(workspace_folder, "pendaftran").refresh()
    assert view.page is None
    assert "pendaftaran" in view.known
    assert [item.code for item in view.errors] == ["LPSE717"]


def test_follows_an_edit(workspace_folder: Path) -> None:
    preview = Preview(workspace_folder, "a")
    assert "Menjamin pendaftaran berjalan tertib" in text(preview.refresh())
    edit(workspace_folder, SOP, "berjalan tertib", "berjalan cepat")
    assert "Menjamin pendaftaran berjalan cepat" in text(preview.refresh())


@pytest.mark.parametrize(
    ("path", "old", "new", "finding"),
    [
        (SOP, "kind: administratif", "kind: apa", f"LPSE034 {SOP}:3:7"),
        ("standards/a-kebijakan.yaml", "stage: 1", "stage: satu", "LPSE033 standards/a-kebijakan.yaml:8:8"),
        (SOP, "next: periksa", "next: entah", f"LPSE025 {SOP}:44:15"),
        ("templates/documents/sop.md.j2", "sop.purpose", "sop.maksud", "LPSE901 templates/documents/sop.md.j2:4:8"),
        ("templates/css/screen.css", "body", "</style body", "LPSE710 templates/css/screen.css:6:1"),
        (SOP, "id: pendaftaran", "id: lain", f"LPSE717 {SOP}"),
    ],
)
def test_a_broken_file_keeps_the_page_until_it_is_mended(
    workspace_folder: Path, path: str, old: str, new: str, finding: str
) -> None:
    preview = Preview(workspace_folder, "pendaftaran")
    good = text(preview.refresh())
    edit(workspace_folder, path, old, new)
    broken = preview.refresh()
    assert text(broken) == good
    assert finding in {f"{item.code} {item.span}" for item in broken.findings}
    edit(workspace_folder, path, new, old)
    mended = preview.refresh()
    assert text(mended) == good
    assert not mended.errors


def test_without_errors_only_findings_about_the_document_itself_are_shown(workspace_folder: Path) -> None:
    edit(workspace_folder, "standards/a-kebijakan.yaml", "confidence: peraturan", "confidence: usulan")
    view = Preview(workspace_folder, "a").refresh()
    assert {item.span.path for item in view.findings} <= set(view.sources)
    assert SOP in {item.span.path for item in view.findings}
    manual = Preview(workspace_folder, "manual-standar-lpse").refresh()
    assert manual.sources == ("lpse.yaml",)  # the template of the tiny workspace prints nothing else
    assert {item.span.path for item in manual.findings} == {"lpse.yaml"}


def test_waits_until_something_is_saved(workspace_folder: Path) -> None:
    preview = Preview(workspace_folder, "a")
    preview.refresh()
    assert not preview.wait(0)
    later = threading.Timer(0.1, edit, (workspace_folder, SOP, "tertib", "cepat"))
    later.start()
    assert preview.wait(30)
    later.join()
    assert "berjalan cepat" in text(preview.refresh())
    assert not preview.wait(0)


def test_a_file_that_comes_or_goes_is_noticed(workspace_folder: Path) -> None:
    preview = Preview(workspace_folder, "a")
    preview.refresh()
    new = workspace_folder / "templates/documents/bagian/baru.md.j2"
    new.parent.mkdir()
    new.write_text("Isi.\n")
    assert preview.wait(0)
    preview.refresh()
    new.unlink()
    assert preview.wait(0)


def test_a_workspace_that_never_rests_is_read_all_the_same(
    workspace_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = Preview(workspace_folder, "a")
    preview.refresh()
    looks = iter(range(10_000))
    monkeypatch.setattr(fresh, "inputs", lambda _: [f"hilang-{next(looks)}"])
    assert preview.wait(0)
