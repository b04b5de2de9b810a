"""The coverage proof on the shipped content, against an independent count."""

from pathlib import Path

from lpse_docs.load.project import load_project
from lpse_docs.model.regulation import Modality
from lpse_docs.model.trace import coverage

ROOT = Path(__file__).parents[2]


def test_every_binding_provision_is_served_or_waived() -> None:
    workspace = load_project(ROOT).workspace
    assert workspace is not None
    named = {code for _, item in workspace.criteria() for code in item.provisions}
    named |= {code for _, _, step in workspace.steps() for code in step.provisions}
    named |= {item.provision for item in workspace.office.waivers}
    binding = [
        item.id for item in workspace.regulation.provisions if item.modality in {Modality.MUST, Modality.MUST_NOT}
    ]
    assert len(workspace.regulation.provisions) == 108
    assert set(binding) <= named
    assert not [code for code, served in coverage(workspace).items() if served.open]
