"""`audit`: a finding names file and page in every output."""

import json
from pathlib import Path

import pytest

from tests.audit.conftest import drawn, write_at, written
from tests.cli.conftest import lpse

__all__ = ["written"]


def anchored(here: Path) -> None:
    """Let the office print the anchor that stands in the sample."""
    path = here / "lpse.yaml"
    path.write_text(path.read_text("utf-8") + "sop_form:\n  signature_anchor: '¤'\n", encoding="utf-8")


@pytest.fixture
def low(here: Path, written: tuple[bytes, bytes]) -> Path:
    """A PDF whose second page is written on where a signing service prints."""
    anchored(here)
    path = here / "build" / "sop" / "sop-a.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(drawn(written[0], 2, write_at(60, 8, "kaki") + write_at(60, 60, "kecil", 5)))
    return path


def test_the_page_is_named(low: Path) -> None:
    ran = lpse("audit", str(low))
    assert "--> build/sop/sop-a.pdf: halaman 2" in ran.text
    assert "galat[LPSE743]" in ran.text and "peringatan[LPSE745]" in ran.text
    assert ran.code == 1


def test_concise(low: Path) -> None:
    first = lpse("audit", "--output", "concise", str(low)).text.splitlines()[0]
    assert first == "build/sop/sop-a.pdf: halaman 2: LPSE743 galat: Huruf terkecil 5 pt, kurang dari 7 pt."


def test_json(low: Path) -> None:
    found = json.loads(lpse("audit", "--output", "json", str(low)).text)
    assert found["counts"] == {"galat": 1, "peringatan": 1, "info": 0}
    assert [(item["path"], item["page"]) for item in found["diagnostics"]] == [("build/sop/sop-a.pdf", 2)] * 2


def test_github(low: Path) -> None:
    first = lpse("audit", "--output", "github", str(low)).text.splitlines()[0]
    assert first.startswith("::error file=build/sop/sop-a.pdf,title=LPSE743::Halaman 2: Huruf terkecil 5 pt")


def test_sarif(low: Path) -> None:
    (run,) = json.loads(lpse("audit", "--output", "sarif", str(low)).text)["runs"]
    (location,) = run["results"][0]["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "build/sop/sop-a.pdf"}}
    assert location["logicalLocations"] == [{"name": "halaman 2"}]
    assert run["tool"]["driver"]["rules"][0]["shortDescription"]["text"].startswith("Huruf terkecil 7 poin")


def test_warnings_count_only_when_strict(here: Path, written: tuple[bytes, bytes]) -> None:
    anchored(here)
    path = here / "rendah.pdf"
    path.write_bytes(drawn(written[0], 2, write_at(60, 8, "kaki")))
    assert lpse("audit", str(path)).code == 0
    assert lpse("audit", "--strict", str(path)).code == 1
