"""The shipped workspace, read once, and its templates."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from lpse_docs.compose import compose
from lpse_docs.document.blocks import Document
from lpse_docs.load.project import load_project
from lpse_docs.load.templates import load_templates
from lpse_docs.model.workspace import Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    """The shipped content."""
    loaded = load_project(ROOT).workspace
    assert loaded is not None
    return loaded


@pytest.fixture(scope="session")
def templates() -> Mapping[str, str]:
    """The shipped templates."""
    return load_templates(ROOT)[0]


@pytest.fixture(scope="session")
def fonts() -> Mapping[str, bytes]:
    """The bundled fonts."""
    return {path.name: path.read_bytes() for path in sorted((ROOT / "templates/fonts").glob("*.ttf"))}


@pytest.fixture(scope="session")
def documents(workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]) -> Mapping[str, Document]:
    """Every shipped document by id."""
    made, found = compose(
        workspace, templates, {"lpse.yaml": b"name: x\n"}, fonts, codes={"LPSE111": "Peringatan berbentuk jika-maka"}
    )
    assert not found
    return {item.id: item for item in made}
