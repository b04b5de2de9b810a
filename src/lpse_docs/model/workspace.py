"""Everything an office keeps, read and joined."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lpse_docs.model.approval import ApprovalRecord
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.form import Form
from lpse_docs.model.office import Office, Official, Post
from lpse_docs.model.plan import AdoptionPlan, AdoptionSchedule
from lpse_docs.model.regulation import Act, Provision, Regulation, Source
from lpse_docs.model.sop import Flow, Sop, Step
from lpse_docs.model.standard import Criterion, Standard


@dataclass(frozen=True)
class Workspace:
    """The domain as one value. Standards and SOPs are ordered by letter, assessments by the end of their period."""

    office: Office
    regulation: Regulation
    acts: tuple[Act, ...]
    sources: tuple[Source, ...]
    standards: tuple[Standard, ...]
    sops: tuple[Sop, ...]
    assessments: tuple[Assessment, ...] = ()
    plans: tuple[AdoptionPlan, ...] = ()
    schedules: tuple[AdoptionSchedule, ...] = ()
    agreed_schedules: tuple[AdoptionSchedule, ...] = ()
    approvals: tuple[ApprovalRecord, ...] = ()

    @cached_property
    def provision(self) -> Mapping[str, Provision]:
        """Provisions by code."""
        return {item.id: item for item in self.regulation.provisions}

    @cached_property
    def act(self) -> Mapping[str, Act]:
        """Acts by code; the office's own regulation is not among them."""
        return {item.id: item for item in self.acts}

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Sources of working criteria by code."""
        return {item.id: item for item in self.sources}

    @cached_property
    def standard(self) -> Mapping[str, Standard]:
        """Standards by letter."""
        return {item.letter: item for item in self.standards}

    @cached_property
    def sop(self) -> Mapping[str, Sop]:
        """SOPs by code."""
        return {item.id: item for item in self.sops}

    @cached_property
    def assessment(self) -> Mapping[str, Assessment]:
        """Assessments by the code of their period."""
        return {item.period: item for item in self.assessments}

    @cached_property
    def plan(self) -> Mapping[str, AdoptionPlan]:
        """Adoption plans by the code of their period."""
        return {item.period: item for item in self.plans}

    @cached_property
    def schedule(self) -> Mapping[str, AdoptionSchedule]:
        """Schedules of adoption plans by the code of their period."""
        return {item.period: item for item in self.schedules}

    @cached_property
    def agreed(self) -> Mapping[str, AdoptionSchedule]:
        """Schedules that were agreed on last, by the code of their period."""
        return {item.period: item for item in self.agreed_schedules}

    @cached_property
    def approval(self) -> Mapping[str, ApprovalRecord]:
        """Records of approval by the code of their document."""
        return {item.document: item for item in self.approvals}

    @cached_property
    def post(self) -> Mapping[str, Post]:
        """Posts by code."""
        return {item.id: item for item in self.office.posts}

    @cached_property
    def official(self) -> Mapping[str, Official]:
        """Signing officials by the code of their post."""
        return {item.post: item for item in self.office.officials}

    @cached_property
    def form(self) -> Mapping[str, Form]:
        """Forms and registers by code, from standards and SOPs alike."""
        owned = [form for standard in self.standards for form in standard.forms]
        return {form.id: form for form in (*owned, *(form for sop in self.sops for form in sop.forms))}

    @cached_property
    def step_code(self) -> Mapping[tuple[str, str, str], str]:
        """Printed code of every step by (SOP, flow, step) ids: `A.1.3` is the third step of the first flow of SOP a."""
        return {
            (sop.id, flow.id, step.id): f"{sop.letter.upper()}.{place}.{number}"
            for sop in self.sops
            for place, flow in enumerate(sop.flows, 1)
            for number, step in enumerate(flow.steps, 1)
        }

    def criteria(self) -> list[tuple[Standard, Criterion]]:
        """All criteria with their standard, in order."""
        return [(standard, item) for standard in self.standards for item in standard.criteria]

    def flows(self) -> list[tuple[Sop, Flow]]:
        """All flows with their SOP, in order."""
        return [(sop, flow) for sop in self.sops for flow in sop.flows]

    def steps(self) -> list[tuple[Sop, Flow, Step]]:
        """All steps with their SOP and flow, in order."""
        return [(sop, flow, step) for sop, flow in self.flows() for step in flow.steps]
