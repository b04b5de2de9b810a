"""Reading a whole workspace: every file, all faults of all files, and the domain when it is whole."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from lpse_docs.diagnostics import Diagnostic, Severity, capped
from lpse_docs.load import file_faults as faults
from lpse_docs.load.files import PERIOD_CONTENT, looks_like_yaml, names, nested_yaml, read_text
from lpse_docs.load.schema import validate
from lpse_docs.load.secrets import secrets
from lpse_docs.load.store import store_digests
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.approval import ApprovalRecord
from lpse_docs.model.assessment import Assessment, BlindScores, Scorecard
from lpse_docs.model.evidence import EvidenceRegister
from lpse_docs.model.office import Office
from lpse_docs.model.place import Placed
from lpse_docs.model.plan import AdoptionPlan, AdoptionSchedule
from lpse_docs.model.regulation import Acts, Regulation, Sources
from lpse_docs.model.sop import Sop
from lpse_docs.model.standard import Standard
from lpse_docs.model.workspace import Workspace

Model = TypeVar("Model", bound=Placed)
Lettered = TypeVar("Lettered", Standard, Sop)
Periodic = TypeVar("Periodic", AdoptionPlan, AdoptionSchedule)

Made: TypeAlias = tuple[Any, list[Diagnostic]]
Schedules: TypeAlias = tuple[AdoptionSchedule, ...]
Periods: TypeAlias = tuple[tuple[Assessment, ...], tuple[AdoptionPlan, ...], Schedules, Schedules]
Memory: TypeAlias = dict[str, tuple[type[Placed], str, Made]]

LETTERED = re.compile(r"[a-z]-[a-z0-9]+(-[a-z0-9]+)*\.yaml")
NAMED = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.yaml")
PERIOD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ASSESSMENTS = "assessments"
APPROVALS = "approvals"
PERIOD_FILES = (
    "assessments/<periode>/scorecard.yaml, evidence.yaml, plan.yaml, schedule.yaml, approved.yaml, blind/<asesor>.yaml"
)
STORE = "evidence"  # the folder of a period with the files of its evidence
BLIND = "blind"  # the folder with the marks of each assessor


@dataclass(frozen=True)
class Loaded:
    """What a workspace says.

    Attributes:
        workspace: The domain; None when a fault prevents a whole one.
        diagnostics: All faults of all files, in order of place.
        texts: Source text by path relative to the workspace, for showing lines.
    """

    workspace: Workspace | None
    diagnostics: list[Diagnostic]
    texts: Mapping[str, str]


def load_project(root: Path, memory: Memory | None = None, *, all_schedules: bool = True) -> Loaded:
    """Read `lpse.yaml`, `regulations/`, `standards/`, `sops/`, `assessments/` and `approvals/` of a workspace.

    Args:
        root: The workspace.
        memory: What earlier readings made of each file; a file whose text is the same is not parsed again.
        all_schedules: Whether a faulty schedule leaves no whole workspace; else it is told and left out, to be made again.
    """
    reader = _Reader(root, {} if memory is None else memory, all_schedules)
    office = reader.read(Office, "lpse.yaml")
    regulation = reader.read(Regulation, f"regulations/{office.regulation}.yaml") if office else None
    acts = reader.read(Acts, "regulations/acts.yaml")
    sources = reader.read(Sources, "regulations/sources.yaml")
    standards = reader.folder(Standard, "standards")
    sops = reader.folder(Sop, "sops")
    periods = reader.periods()
    approvals = reader.approvals()
    reader.leftovers(office)
    if regulation and office and regulation.id != office.regulation:
        reader.found.append(faults.misnamed(regulation.at("id"), regulation.id, f"{office.regulation}.yaml"))
    workspace = None
    if office is None or regulation is None or acts is None or sources is None:
        pass
    elif standards is not None and sops is not None and periods is not None and approvals is not None:
        workspace = Workspace(office, regulation, acts.acts, sources.sources, standards, sops, *periods, approvals)
    return Loaded(workspace, capped(reader.found, faults.many_more), reader.texts)


@dataclass
class _Reader:
    """Reads file after file and collects texts and faults."""

    root: Path
    memory: Memory
    all_schedules: bool = True
    found: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def read(self, model: type[Model], path: str) -> Model | None:
        """One file as a value of the domain."""
        text, found = read_text(self.root, path)
        self.found += found
        if text is None:
            return None
        self.texts[path] = text
        if found:
            self.found += secrets(text, path)
            return None
        known = self.memory.get(path)
        if known is None or known[:2] != (model, text):
            known = self.memory[path] = (model, text, _made(model, text, path))
        made: Model | None
        made, found = known[2]
        self.found += found
        return made

    def folder(self, model: type[Lettered], folder: str) -> tuple[Lettered, ...] | None:
        """All files of a folder, ordered by letter; None when one of them is missing a value."""
        wanted, listed = self.listed(folder, LETTERED, "<huruf>-<nama>")
        read = [(name, self.read(model, f"{folder}/{name}")) for name in wanted]
        made = [(name, item) for name, item in read if item]
        self.found += [
            faults.misnamed(item.at("letter"), item.letter, name) for name, item in made if item.letter != name[0]
        ]
        whole = listed and len(made) == len(read)
        return tuple(sorted((item for _, item in made), key=lambda item: item.letter)) if whole else None

    def listed(self, folder: str, pattern: re.Pattern[str], expected: str) -> tuple[list[str], bool]:
        """The files of a folder that are read, and whether it could be listed; what looks like one of them and is not is told."""
        known, found = names(self.root, folder)
        self.found += found
        wanted = [name for name in known if pattern.fullmatch(name)]
        strays = [f"{folder}/{name}" for name in known if name not in wanted and looks_like_yaml(name)]
        strays += nested_yaml(self.root, folder, wanted)
        self.found += [faults.unread(faults.printable(path), f"{folder}/{expected}.yaml") for path in strays]
        return wanted, not found

    def periods(self) -> Periods | None:
        """Assessments, adoption plans, their schedules and those agreed on last; None when one of them is missing a value."""
        assessments = self.assessments()
        plans = self.of_periods(AdoptionPlan, "plan.yaml")
        schedules = self.of_periods(AdoptionSchedule, "schedule.yaml")
        agreed = self.of_periods(AdoptionSchedule, "approved.yaml")
        if assessments is None or plans is None or schedules is None or agreed is None:
            return None
        return assessments, plans, schedules, agreed

    def assessments(self) -> tuple[Assessment, ...] | None:
        """Every period, by its end; None when one of them is missing a value. A workspace without any needs no folder."""
        if not os.path.lexists(self.root / ASSESSMENTS):
            return ()
        listed, found = names(self.root, ASSESSMENTS)
        self.found += found
        folders = [name for name in listed if (self.root / ASSESSMENTS / name).is_dir()]
        strays = [name for name in listed if name not in folders and looks_like_yaml(name)]
        strays += [name for name in folders if not PERIOD.fullmatch(name)]
        self.found += [faults.unread(f"{ASSESSMENTS}/{faults.printable(name)}", PERIOD_FILES) for name in strays]
        made = [self.assessment(f"{ASSESSMENTS}/{name}") for name in folders if PERIOD.fullmatch(name)]
        whole = [item for item in made if item]
        if found or len(whole) < len(made):
            return None
        return tuple(sorted(whole, key=lambda item: (item.scorecard.end, item.period)))

    def assessment(self, folder: str) -> Assessment | None:
        """One period."""
        scorecard = self.read(Scorecard, f"{folder}/scorecard.yaml")
        register = self.read(EvidenceRegister, f"{folder}/evidence.yaml")
        blind = self.blind(folder)
        listed = [name for name in names(self.root, folder)[0] if name not in PERIOD_CONTENT]
        strays = [f"{folder}/{faults.printable(name)}" for name in listed if looks_like_yaml(name)]
        self.found += [faults.unread(path, PERIOD_FILES) for path in strays]
        name = folder.rpartition("/")[2]
        for item in (scorecard, register, *(blind or ())):
            if item and item.period != name:
                self.found.append(faults.misnamed(item.at("period"), item.period, name))
        if scorecard is None or register is None or blind is None:
            return None
        return Assessment(scorecard, register, blind, store_digests(self.root, f"{folder}/{STORE}"))

    def of_periods(self, model: type[Periodic], name: str) -> tuple[Periodic, ...] | None:
        """A file that a period may have, of every period that has it; None when one of them is missing a value."""
        listed = names(self.root, ASSESSMENTS)[0] if os.path.lexists(self.root / ASSESSMENTS) else []
        folders = [folder for folder in listed if PERIOD.fullmatch(folder)]
        wanted = [folder for folder in folders if os.path.lexists(self.root / ASSESSMENTS / folder / name)]
        made = [(folder, self.read(model, f"{ASSESSMENTS}/{folder}/{name}")) for folder in wanted]
        self.found += [
            faults.misnamed(item.at("period"), item.period, folder)
            for folder, item in made
            if item and item.period != folder
        ]
        needed = self.all_schedules or model is not AdoptionSchedule
        return None if needed and not all(item for _, item in made) else tuple(item for _, item in made if item)

    def blind(self, folder: str) -> tuple[BlindScores, ...] | None:
        """The marks of every assessor who works blind, by file name; there need not be any."""
        place = f"{folder}/{BLIND}"
        if not os.path.lexists(self.root / place):
            return ()
        listed, found = names(self.root, place)
        self.found += found
        wanted = [name for name in listed if looks_like_yaml(name)]
        made = [(name, self.read(BlindScores, f"{place}/{name}")) for name in wanted]
        for name, item in made:
            if item and f"{item.assessor}.yaml" != name:
                self.found.append(faults.misnamed(item.at("assessor"), item.assessor, name))
        return None if found or not all(item for _, item in made) else tuple(item for _, item in made if item)

    def approvals(self) -> tuple[ApprovalRecord, ...] | None:
        """The record of every document, by file name; a workspace without any needs no folder."""
        if not os.path.lexists(self.root / APPROVALS):
            return ()
        wanted, listed = self.listed(APPROVALS, NAMED, "<kode dokumen>")
        made = [(name, self.read(ApprovalRecord, f"{APPROVALS}/{name}")) for name in wanted]
        for name, item in made:
            if item and f"{item.document}.yaml" != name:
                self.found.append(faults.misnamed(item.at("document"), item.document, name))
        return tuple(item for _, item in made if item) if listed and all(item for _, item in made) else None

    def leftovers(self, office: Office | None) -> None:
        """Warn of YAML files in `regulations/` that nothing refers to."""
        known = {"acts.yaml", "sources.yaml", f"{office.regulation}.yaml" if office else ""}
        listed, found = names(self.root, "regulations")
        self.found += found
        if office is None:
            return
        strays = [f"regulations/{name}" for name in listed if name not in known and looks_like_yaml(name)]
        strays += nested_yaml(self.root, "regulations", known)
        expected = ", ".join(sorted(known))
        self.found += [faults.unread(faults.printable(path), expected, Severity.WARNING) for path in strays]


def _made(model: type[Model], text: str, path: str) -> Made:
    """The text of a file as a value of the domain, with all its faults."""
    found = list(secrets(text, path))
    value, faulty = read_yaml(text, path)
    if value is None:
        return None, found + faulty
    made, misfits = validate(model, value, path)
    return (None if faulty else made), [*found, *faulty, *misfits]
