"""Which criterion and which SOP step serves which provision: the coverage proof, both ways."""

from collections.abc import Mapping
from dataclasses import dataclass

from lpse_docs.model.regulation import Modality, Provision
from lpse_docs.model.sop import Flow, Sop, Step
from lpse_docs.model.standard import Criterion, Standard
from lpse_docs.model.workspace import Workspace

BINDING = frozenset({Modality.MUST, Modality.MUST_NOT})


@dataclass(frozen=True)
class Served:
    """What serves one provision. `waiver` is the office's reason when nothing needs to."""

    provision: Provision
    criteria: tuple[tuple[Standard, Criterion], ...]
    steps: tuple[tuple[Sop, Flow, Step], ...]
    waiver: str | None

    @property
    def open(self) -> bool:
        """Whether a binding provision (wajib, dilarang) is neither served nor waived."""
        return self.provision.modality in BINDING and not (self.criteria or self.steps or self.waiver)


def coverage(workspace: Workspace) -> Mapping[str, Served]:
    """Every provision of the regulation, in its order, with all that serves it."""
    criteria: dict[str, list[tuple[Standard, Criterion]]] = {}
    for standard, criterion in workspace.criteria():
        for code in criterion.provisions:
            criteria.setdefault(code, []).append((standard, criterion))
    steps: dict[str, list[tuple[Sop, Flow, Step]]] = {}
    for sop, flow, step in workspace.steps():
        for code in step.provisions:
            steps.setdefault(code, []).append((sop, flow, step))
    waivers = {item.provision: item.reason for item in workspace.office.waivers}
    return {
        item.id: Served(item, tuple(criteria.get(item.id, ())), tuple(steps.get(item.id, ())), waivers.get(item.id))
        for item in workspace.regulation.provisions
    }
