"""Hand-edited and damaged results: nothing people wrote is lost, nothing broken is published."""

import json
from pathlib import Path

import pytest

from lpse_docs.pipeline import publish
from tests.pipeline.conftest import Site
from tests.pipeline.test_build import codes

SOP = "sop/sop-a-pendaftaran.docx"
GONE = f".release-{'0' * 16}"


def edits(site: Site) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (site.target / "suntingan").glob("*")}


def test_an_edited_file_is_kept_aside_and_made_again(site: Site) -> None:
    site.build()
    original = (site.target / SOP).read_bytes()
    (site.target / SOP).write_bytes(b"suntingan saya")
    outcome = site.build()
    assert (site.target / SOP).read_bytes() == original
    assert list(edits(site).values()) == [b"suntingan saya"]
    assert next(iter(edits(site))).startswith("sop-a-pendaftaran.")
    told = next(item for item in outcome.diagnostics if item.code == "LPSE720")
    assert told.span.path == f"build/{SOP}"
    assert next(iter(edits(site))) in told.message


def test_the_same_edit_is_kept_once(site: Site) -> None:
    site.build()
    for _ in range(2):
        (site.target / SOP).write_bytes(b"suntingan saya")
        site.build()
    assert len(edits(site)) == 1


def test_an_edited_file_is_made_again_even_by_a_build_of_another(site: Site) -> None:
    site.build()
    original = (site.target / SOP).read_bytes()
    (site.target / SOP).write_bytes(b"suntingan saya")
    site.build("standar-*", formats=("pdf",))
    assert (site.target / SOP).read_bytes() == original
    assert list(edits(site).values()) == [b"suntingan saya"]


def test_a_deleted_file_comes_back_without_a_word(site: Site) -> None:
    site.build()
    (site.target / SOP).unlink()
    outcome = site.build()
    assert (site.target / SOP).is_file()
    assert "LPSE720" not in codes(outcome)


def test_a_file_added_by_hand_is_kept_aside_but_not_office_lock_files(site: Site) -> None:
    site.build()
    (site.target / "sop/catatan rapat.docx").write_bytes(b"catatan")
    (site.target / "sop/.~lock.sop.docx#").write_bytes(b"kunci")
    site.edit("standards/a-kebijakan.yaml", "Menetapkan arah layanan.", "Menetapkan arah.")
    site.build()
    assert list(edits(site).values()) == [b"catatan"]
    assert not (site.target / "sop/catatan rapat.docx").exists()


def test_an_open_office_lock_file_alone_is_no_change(site: Site) -> None:
    site.build()
    before = (site.target / ".current").readlink()
    (site.target / "sop/.~lock.sop.docx#").write_bytes(b"kunci")
    (site.target / ".state.json").unlink()
    site.build()
    assert (site.target / ".current").readlink() == before


@pytest.mark.parametrize("content", [b"", b"{}", b'{"format": "lain"}', b"\xff", b"[1]"])
def test_a_damaged_manifest_is_made_again(site: Site, content: bytes) -> None:
    site.build()
    before = site.files()
    (site.target / "manifest.json").write_bytes(content)
    outcome = site.build()
    assert "LPSE722" in codes(outcome)
    assert site.files() == before
    assert not edits(site)


def test_a_manifest_rewritten_by_hand_is_not_believed(site: Site) -> None:
    site.build()
    path = site.target / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["files"] = [item for item in manifest["files"] if not item["path"].endswith(".pdf")]
    path.write_text(json.dumps(manifest))
    assert "LPSE722" in codes(site.build())
    assert (site.target / "sop/sop-a-pendaftaran.pdf").is_file()


def test_with_manifest_and_state_gone_only_unknown_content_is_kept_aside(site: Site) -> None:
    site.build()
    before = site.files()
    (site.target / SOP).write_bytes(b"suntingan saya")
    (site.target / "manifest.json").write_bytes(b"")
    (site.target / ".state.json").write_bytes(b"")
    site.build()
    assert site.files() == before
    assert list(edits(site).values()) == [b"suntingan saya"]


def cached(site: Site) -> list[Path]:
    return sorted((site.target / ".cache").glob("*/*"))


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 100])
def test_a_damaged_cache_entry_is_a_miss(site: Site, damage: bytes) -> None:
    site.build()
    before = site.files()
    for path in cached(site):
        path.write_bytes(damage)
    publish._swap_link(site.target / ".current", GONE)
    assert site.build().release is not None
    assert site.files() == before


def test_one_flipped_bit_in_the_cache_is_a_miss(site: Site) -> None:
    site.build()
    before = site.files()
    path = max(cached(site), key=lambda item: item.stat().st_size)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    publish._swap_link(site.target / ".current", GONE)
    assert site.build().rendered == 1
    assert site.files() == before


def test_releases_left_by_a_killed_run_are_removed(site: Site) -> None:
    site.build()
    for name in (".build-0abc0abc", GONE):
        (site.target / name / "sop").mkdir(parents=True)
    (site.target / ".current.0abc0abc").symlink_to("nowhere")
    site.build()
    assert sorted(path.name for path in site.target.glob(".*")) == [
        ".cache",
        ".current",
        ".lock",
        (site.target / ".current").readlink().name,
        ".state.json",
        ".trial.json",
    ]


def test_a_real_folder_in_the_way_is_not_touched(site: Site) -> None:
    (site.target / "sop").mkdir(parents=True)
    (site.target / "sop/milik saya.txt").write_text("x")
    outcome = site.build()
    assert outcome.release is None
    assert [item.span.path for item in outcome.diagnostics if item.code == "LPSE705"] == ["build/sop"]
    assert (site.target / "sop/milik saya.txt").read_text() == "x"
    assert not list(site.target.glob(".build-*"))


def test_a_link_to_somewhere_else_is_not_touched(site: Site) -> None:
    site.target.mkdir()
    (site.target / "sop").symlink_to("/tmp")
    assert "LPSE705" in codes(site.build())
    assert (site.target / "sop").readlink() == Path("/tmp")


def test_a_file_named_build_is_said_so(site: Site) -> None:
    site.target.write_text("x")
    assert codes(site.build()) == {"LPSE705"}


def test_a_file_system_without_links_is_said_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    assert "LPSE704" in codes(site.build())
    assert not list(site.target.glob(".build-*"))


def test_another_fault_of_a_link_goes_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    with pytest.raises(OSError, match="Input/output"):
        site.build()


def test_a_link_that_cannot_be_swapped_leaves_no_spare(tmp_path: Path) -> None:
    (tmp_path / "penuh").mkdir()
    (tmp_path / "penuh/x").touch()
    with pytest.raises(OSError, match="penuh"):
        publish._swap_link(tmp_path / "penuh", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["penuh"]


def test_a_release_without_a_manifest_is_not_trusted(tmp_path: Path) -> None:
    assert publish.current_manifest(tmp_path) is None


def test_a_manifest_of_another_format_is_not_read() -> None:
    from lpse_docs.pipeline import manifest

    good = manifest.to_bytes(manifest.Manifest("1", "0", {}, ()))
    assert manifest.parse(good) == manifest.Manifest("1", "0", {}, ())
    assert manifest.parse(good.replace(b"manifest-1", b"manifest-9")) is None
    assert manifest.parse(good.replace(b'"edition"', b'"edisi"')) is None


def test_a_file_system_without_hard_links_gets_copies(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    site.build()
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    site.edit("standards/a-kebijakan.yaml", "Menetapkan arah layanan.", "Menetapkan arah.")
    assert site.build().release is not None
    assert (site.target / SOP).is_file()
