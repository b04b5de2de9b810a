"""New files and new workspaces."""

import errno
import os
from pathlib import Path

import pytest

from lpse_docs.cli import starter
from lpse_docs.cli.new import names
from lpse_docs.load.project import load_project
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.returns.scalars import scalar
from tests.cli.conftest import Ran, lpse
from tests.tiny import ROOT


def concise() -> list[str]:
    return lpse("check", "--output", "concise").text.splitlines()


def test_a_new_sop_brings_only_what_is_still_unknown(here: Path) -> None:
    before = concise()
    lpse("new", "sop", "Penanganan Insiden")
    added = [line for line in concise() if line not in before]
    assert added
    assert {line.split(": ")[1] for line in added} == {"LPSE101 peringatan", "LPSE119 peringatan"}


def test_a_new_standard_must_be_registered_and_sourced(here: Path) -> None:
    before = concise()
    lpse("new", "standard", "Pengelolaan Data")
    assert {line.split(": ")[1] for line in concise() if line not in before} == {
        "LPSE119 peringatan",
        "LPSE501 peringatan",
        "LPSE508 galat",
        "LPSE511 peringatan",
    }


def test_every_key_of_the_model_stands_in_a_new_file_with_its_title(here: Path) -> None:
    from lpse_docs.model.sop import Sop

    lpse("new", "sop", "x")
    text = (here / "sops/b-x.yaml").read_text("utf-8")
    for name, field in Sop.model_fields.items():
        assert f"\n{name}:" in text
        assert f"# {field.title}" in text


def test_new_refuses_a_broken_workspace(here: Path) -> None:
    (here / "sops/a-pendaftaran.yaml").write_text("letter: [\n")
    ran = lpse("new", "sop", "x")
    assert ran.code == 1
    assert "Perbaiki galat" in ran.text
    assert not (here / "sops/b-x.yaml").exists()


def test_new_refuses_when_letters_run_out(here: Path) -> None:
    text = (here / "sops/a-pendaftaran.yaml").read_text("utf-8")
    (here / "sops/a-pendaftaran.yaml").rename(here / "sops/z-pendaftaran.yaml")
    (here / "sops/z-pendaftaran.yaml").write_text(text.replace("letter: a", "letter: z"), encoding="utf-8")
    assert "Semua huruf sudah dipakai" in lpse("new", "sop", "x").text


@pytest.mark.parametrize(
    ("given", "code", "title"),
    [
        ("Penanganan Insiden", "penanganan-insiden", "Penanganan Insiden"),
        ("penanganan-insiden", "penanganan-insiden", "Penanganan Insiden"),
        ("  Uji   Pulih (DRC) ", "uji-pulih-drc", "Uji Pulih (DRC)"),
        ("café", "cafe", "Café"),
    ],
)
def test_names(given: str, code: str, title: str) -> None:
    assert names(given) == (code, title)


@pytest.mark.parametrize(
    "value",
    ["a: b", "a #b", "true", "No", "null", "12", "1.5", "2026-01-02", "- a", "'x'", '"x"', "[x]", "{x}", "", " x", "x:", "a, b", "10 menit", "(isi)", "& x", "* x", "! x", "% x", "@x", "`x`", "~", "0x10", "1e3", "12:30", "b"],
)  # fmt: skip
def test_scalars_are_read_back_as_the_same_text(value: str) -> None:
    read, found = read_yaml(f"kunci: {scalar(value)}\n", "a.yaml")
    assert not found
    assert read["kunci"] == value


@pytest.mark.parametrize(("value", "text"), [(None, "null"), (True, "true"), (3, "3"), (7.5, "7.5"), ("a", "a")])
def test_scalars_of_other_kinds(value: object, text: str) -> None:
    assert scalar(value) == text


def test_init_makes_a_workspace_that_builds_no_facts_in(tmp_path: Path, known_look: None) -> None:
    target = tmp_path / "lpse baru"
    ran = lpse("init", str(target))
    assert ran.code == 0, ran.text
    loaded = load_project(target)
    assert loaded.workspace is not None, loaded.diagnostics
    assert len(loaded.workspace.standards) == 17
    office = (target / "lpse.yaml").read_text("utf-8")
    assert "Katingan" not in office
    assert "KATINGAN" not in office
    assert "name: null" in office
    assert all(sop.number is None and sop.effective is None for sop in loaded.workspace.sops)
    checked = lpse("--project", str(target), "check", "--output", "concise")
    assert checked.code == 0, checked.text
    assert "lpse.yaml:5:13: LPSE119" in checked.text


@pytest.mark.parametrize("kind", ["file", "full"])
def test_init_refuses_what_is_not_empty(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "x"
    if kind == "full":
        target.mkdir()
        (target / ".tersembunyi").touch()
    else:
        target.touch()
    assert lpse("init", str(target)).code == 2


def test_init_accepts_an_empty_folder(tmp_path: Path) -> None:
    assert lpse("init", str(tmp_path)).code == 0


def test_init_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def files() -> object:
        yield "lpse.yaml", b"x"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(starter, "files", files)
    assert lpse("init", str(tmp_path / "a/b")).code == 2
    assert list((tmp_path / "a").iterdir()) == []


def test_decisions_are_blanked_in_drafts() -> None:
    text = b"number: 000.3/1/LPSE/I/2026\ncreated: 2026-01-01\ntitle: number\nflows:\n  - number: 3\n"
    assert starter.draft(text) == b"number: null\ncreated: null\ntitle: number\nflows:\n  - number: 3\n"


def test_starter_files_come_from_the_package_when_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert starter.folder() == ROOT
    (tmp_path / "starter").mkdir()
    monkeypatch.setattr("lpse_docs.pipeline.fresh.PACKAGE", str(tmp_path))
    assert starter.folder() == tmp_path / "starter"


def test_schema_writes_and_compares(here: Path) -> None:
    assert lpse("schema").code == 1
    written = lpse("schema", "--write")
    assert (written.code, "sop.schema.json ditulis" in written.text) == (0, True)
    assert lpse("schema").text.endswith("skema sudah sesuai.\n")
    assert lpse("schema", "--write").code == 0


def test_a_full_disk_leaves_no_empty_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = lpse("new", "sop", "Uji Coba")
    assert ran == Ran("Galat: sops/b-uji-coba.yaml tidak dibuat: ruang simpan penuh.\n", 1)
    assert not (here / "sops/b-uji-coba.yaml").exists()


def test_what_to_type_next_names_the_workspace_that_was_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    there = f"lpse-docs --project '{here}'"
    assert f"jalankan: {there} check\n" in lpse("--project", str(here), "new", "sop", "Uji").text
    (here / "schemas").mkdir()
    assert f"jalankan: {there} schema --write\n" in lpse("--project", str(here), "schema").text
    assert f"Daftarnya: {there} list documents.\n" in lpse("--project", str(here), "build", "nosuch").text
    assert f"rincian: {there} check\n" in lpse("--project", str(here), "build", "buku-sop", "--format", "html").text


def test_init_names_the_folder_that_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = lpse("init", "kantor baru")
    assert "lpse-docs --project 'kantor baru' check; buat dokumen: lpse-docs --project 'kantor baru' build" in ran.text


@pytest.mark.parametrize("folder", ["sops", "schemas"])
def test_nothing_is_written_through_a_link_out_of_the_workspace(here: Path, tmp_path: Path, folder: str) -> None:
    (tmp_path / "milik orang").mkdir()
    if (here / folder).exists():
        (here / folder).rename(here / "lama")
    (here / folder).symlink_to(tmp_path / "milik orang")
    assert lpse(*(["new", "sop", "Uji"] if folder == "sops" else ["schema", "--write"])).code in {1, 2}
    assert list((tmp_path / "milik orang").iterdir()) == []
