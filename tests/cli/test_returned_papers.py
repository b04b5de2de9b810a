"""A blank scorecard as it is handed out, filled in, comes back through `assess import`, as Word and as PDF."""

from pathlib import Path

import pytest

from lpse_docs.compose import compose
from lpse_docs.document.blocks import Document
from lpse_docs.load.project import load_project
from lpse_docs.load.templates import load_templates
from lpse_docs.model.assessment import Status
from lpse_docs.writers import docx, pdf
from tests.cli.conftest import lpse
from tests.returns.papers import fill_pdf, fill_word
from tests.writers import look

PERIOD = "2026-semester-1"
STANDARD = "d"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kartu") / "peragaan"
    assert lpse("demo", str(folder)).code == 0
    return folder


def blank(root: Path) -> Document:
    """The scorecard of one standard, as the program makes it."""
    workspace = load_project(root).workspace
    assert workspace is not None
    fonts = {path.name: path.read_bytes() for path in sorted((root / "templates/fonts").glob("*.ttf"))}
    name = f"kartu-skor-{STANDARD}-{workspace.standard[STANDARD].id}"
    (made,), found = compose(workspace, load_templates(root)[0], {"lpse.yaml": b"name: x\n"}, fonts, only=name)
    assert found == []
    return made


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_filled_scorecard_comes_back(demo: Path, tmp_path: Path, suffix: str) -> None:
    workspace = load_project(demo).workspace
    assert workspace is not None
    held = workspace.assessment[PERIOD].result
    codes = [it.id for it in workspace.standard[STANDARD].criteria]
    code = next(
        it for it in codes if it not in held or held[it].status is Status.UNASSESSED or held[it].finding is None
    )
    document = blank(demo)
    answers = {"lembar/asesor": "asesor-1", "lembar/tanggal": "30 Juni 2026", f"{code}/temuan": f"Baru, dari {suffix}."}
    data = (
        fill_word(docx.write(document, look.theme()), answers)
        if suffix == ".docx"
        else fill_pdf(pdf.write(document, look.theme()), answers)
    )
    path = tmp_path / f"kartu{suffix}"
    path.write_bytes(data)
    ran = lpse("--project", str(demo), "assess", "import", str(path), "--period", PERIOD, "--on", "2026-07-01")
    assert ran.code == 0, ran.text
    assert f"Kartu skor D, {code}, Temuan" in ran.text
    now = load_project(demo).workspace
    assert now is not None
    assert now.assessment[PERIOD].result[code].finding == f"Baru, dari {suffix}."
