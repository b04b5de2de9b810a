"""The rules over the domain: one generator function a rule, one module a subject, one code a rule."""

from collections.abc import Callable, Mapping

from lpse_docs.checks import (
    activity,
    approvals,
    assessments,
    blanks,
    book,
    claims,
    coverage,
    criteria,
    duties,
    evidence,
    flow,
    forms,
    history,
    identity,
    judgement_days,
    legal,
    listing,
    plans,
    products,
    references,
    schedules,
    signing,
    standards,
    steps,
    times,
    uniqueness,
    workload,
)
from lpse_docs.checks.finding import Rule
from lpse_docs.diagnostics import Diagnostic, in_order
from lpse_docs.model.workspace import Workspace

SUBJECTS = (
    references,
    uniqueness,
    identity,
    blanks,
    legal,
    listing,
    steps,
    activity,
    times,
    products,
    flow,
    book,
    coverage,
    duties,
    standards,
    criteria,
    forms,
    approvals,
    signing,
)
OF_PERIODS = (assessments, history, judgement_days, evidence, plans, workload, schedules, claims)
PERIOD_RULES: Mapping[str, Rule] = dict(sorted(pair for subject in OF_PERIODS for pair in subject.RULES.items()))
RULES: Mapping[str, Rule] = dict(sorted(pair for subject in (*SUBJECTS, *OF_PERIODS) for pair in subject.RULES.items()))
CODES: Mapping[str, Callable[..., object]] = RULES


def run(workspace: Workspace, rules: Mapping[str, Rule] = RULES) -> list[Diagnostic]:
    """Apply rules, all of them unless told; all findings in order of place."""
    return in_order([finding for rule in rules.values() for finding in rule(workspace)])
