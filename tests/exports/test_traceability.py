"""The workbook holds the matrix as text."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lpse_docs.exports import traceability
from lpse_docs.load.project import load_project
from lpse_docs.model.regulation import Provision
from lpse_docs.model.trace import coverage
from lpse_docs.model.workspace import Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    loaded = load_project(ROOT).workspace
    assert loaded is not None
    return loaded


def sheets(data: bytes) -> Mapping[str, list[tuple[str | None, ...]]]:
    book = load_workbook(io.BytesIO(data))
    return {
        sheet.title: [
            tuple(None if value is None else str(value) for value in row) for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book.worksheets
    }


def test_rows_equal_the_domain(workspace: Workspace) -> None:
    found = sheets(traceability.write(workspace))
    assert [row[0] for row in found["Ketentuan"][1:]] == [item.id for item in workspace.regulation.provisions]
    assert [row[2] for row in found["Kriteria"][1:]] == [item.statement for _, item in workspace.criteria()]
    assert [row[3] for row in found["Langkah SOP"][1:]] == [step.activity for _, _, step in workspace.steps()]
    for row, served in zip(found["Ketentuan"][1:], coverage(workspace).values(), strict=True):
        assert row[5] == (", ".join(item.id for _, item in served.criteria) or None)


def test_bytes_repeat(workspace: Workspace) -> None:
    assert traceability.write(workspace) == traceability.write(workspace)


def test_a_text_never_becomes_a_formula(workspace: Workspace) -> None:
    first = workspace.regulation.provisions[0]
    hostile = Provision(
        id=first.id, cite="=1+1", modality=first.modality, bearer="@SUM(A1)", text='=HYPERLINK("http://x")'
    )
    regulation = workspace.regulation.model_copy(update={"provisions": (hostile,)})
    changed = Workspace(
        workspace.office, regulation, workspace.acts, workspace.sources, workspace.standards, workspace.sops
    )
    book = load_workbook(io.BytesIO(traceability.write(changed)))
    for cell in next(book["Ketentuan"].iter_rows(min_row=2, max_row=2)):
        assert cell.data_type == "s" or cell.value is None
