"""`lpse-docs oscal`: what it writes where, and what it leaves alone."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import lpse

FILES = ["assessment-plan.json", "assessment-results.json", "catalog.json", "plan-of-action-and-milestones.json"]
FIRST, SECOND = "2025-semester-2", "2026-semester-1"


@pytest.fixture(scope="module")
def made(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(example, tmp_path_factory.mktemp("oscal") / "peragaan"))


@pytest.fixture(scope="module")
def written(made: Path) -> Path:
    folder = made.parent / "keluar"
    assert lpse("--project", str(made), "oscal", str(folder)).code == 0
    return folder


@pytest.fixture
def demo(made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The example as the workspace; an empty folder as the current one."""
    monkeypatch.chdir(tmp_path)
    return made


def names(folder: str) -> list[str]:
    return sorted(item.name for item in Path(folder).iterdir())


def title(path: Path) -> str:
    document = json.loads(path.read_bytes())
    return str(next(iter(document.values()))["metadata"]["title"])


def test_a_workspace_without_periods_gives_the_catalog_alone(here: Path) -> None:
    ran = lpse("oscal", "keluar/oscal")
    assert ran.code == 0
    assert "keluar/oscal/catalog.json ditulis.\n" in ran.text
    assert "Belum ada periode penilaian; hanya katalog yang ditulis." in ran.text
    assert names("keluar/oscal") == ["catalog.json"]


def test_the_latest_period_is_written_unless_another_is_named(demo: Path) -> None:
    for words, told in (([], "Semester I Tahun 2026"), (["--period", FIRST], "Semester II Tahun 2025")):
        ran = lpse("--project", str(demo), "oscal", *words, "keluar")
        assert ran.code == 0, ran.text
        assert names("keluar") == FILES
        assert told in ran.text
        for name in FILES[:2]:
            assert told in title(Path("keluar") / name)
            assert title(Path("keluar") / name).startswith("CONTOH - bukan hasil penilaian: ")


def test_our_own_files_are_written_anew_with_the_same_bytes(demo: Path, written: Path) -> None:
    shutil.copytree(written, "keluar")
    assert lpse("--project", str(demo), "oscal", "keluar").code == 0
    assert [(Path("keluar") / name).read_bytes() for name in FILES] == [(written / name).read_bytes() for name in FILES]


@pytest.mark.parametrize("kind", ["foreign", "edited", "link", "folder", "pipe", "large"])
def test_a_file_that_is_not_ours_stays_and_so_does_everything(demo: Path, written: Path, kind: str) -> None:
    shutil.copytree(written, "keluar")
    last = Path("keluar/assessment-results.json")
    whole = last.read_text("utf-8")
    last.unlink()
    match kind:
        case "foreign":
            last.write_text('{"assessment-results": {}}')
        case "edited":
            last.write_text(whole.replace('"satisfied"', '"not-satisfied"', 1), encoding="utf-8")
        case "link":
            Path("lain.json").write_text(whole, encoding="utf-8")
            last.symlink_to("../lain.json")
        case "folder":
            last.mkdir()
        case "pipe":
            os.mkfifo(last)
        case "large":
            with last.open("wb") as file:
                file.truncate(65_000_000)
    before = Path("keluar/catalog.json").stat().st_mtime_ns
    ran = lpse("--project", str(demo), "oscal", "--period", FIRST, "keluar")
    assert ran.code == 2
    assert "assessment-results.json di keluar tidak ditulis oleh program ini, atau sudah disunting" in ran.text
    assert Path("keluar/catalog.json").stat().st_mtime_ns == before


def test_a_period_that_is_not_there_is_told(demo: Path, here: Path) -> None:
    ran = lpse("--project", str(demo), "oscal", "--period", "2026-semester-2", "keluar")
    assert (ran.code, Path("keluar").exists()) == (2, False)
    assert f"yang ada: {FIRST}, {SECOND}." in ran.text
    ran = lpse("oscal", "--period", FIRST, "keluar")
    assert (ran.code, Path("keluar").exists()) == (2, False)
    assert "Belum ada periode penilaian" in ran.text


def test_a_target_that_cannot_be_written_is_told(here: Path) -> None:
    Path("berkas").write_text("")
    for target in ("berkas", "berkas/dalam"):
        ran = lpse("oscal", target)
        assert ran.code == 2
        assert f"{target} tidak dapat ditulis" in ran.text


def test_a_faulty_workspace_writes_nothing(here: Path) -> None:
    source = next(Path("standards").iterdir())
    source.write_text(source.read_text("utf-8") + "asing: 1\n", encoding="utf-8")
    ran = lpse("oscal", "keluar")
    assert (ran.code, Path("keluar").exists()) == (1, False)
    assert "LPSE" in ran.text


def test_a_breach_of_a_rule_writes_nothing(demo: Path, tmp_path: Path) -> None:
    shutil.copytree(demo, tmp_path / "rusak")
    source = tmp_path / "rusak/standards/d-risiko.yaml"
    source.write_text(source.read_text("utf-8").replace("S04-K02", "S04-K01", 1), encoding="utf-8")
    ran = lpse("--project", str(tmp_path / "rusak"), "oscal", "keluar")
    assert (ran.code, Path("keluar").exists()) == (1, False)
    assert "S04-K01" in ran.text


def test_a_day_that_oscal_cannot_write_is_told(here: Path) -> None:
    office = Path("lpse.yaml")
    office.write_text(office.read_text("utf-8").replace("drafted: 2026-01-02", "drafted: 1986-01-02"), encoding="utf-8")
    ran = lpse("oscal", "keluar")
    assert (ran.code, Path("keluar").exists()) == (2, False)
    assert "Tanggal 1986-01-02 tidak dapat ditulis dalam OSCAL." in ran.text
