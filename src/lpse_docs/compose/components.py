"""What templates may call, by name. `templates/README.md` lists the same names for the Sekretariat."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from lpse_docs.compose import (
    assessment,
    charts,
    decree,
    flow,
    forms,
    handover,
    identity,
    law,
    ledger,
    minutes,
    moderation,
    narrative,
    office,
    plan_changes,
    plan_charts,
    plan_cost,
    plan_figures,
    plan_frame,
    plan_grounds,
    plan_requests,
    plan_risks,
    plan_tables,
    plan_words,
    remedy,
    report,
    scorecard,
    sop,
    standard,
    task_sheet,
    tracing,
    tracked_tables,
    tracked_words,
)
from lpse_docs.compose.cells import cell, header
from lpse_docs.compose.template import Fragment, Phrase, SectionMark, printed
from lpse_docs.document.blocks import Contents, PageBreak, Row, Table
from lpse_docs.document.inlines import Blank
from lpse_docs.document.page import Orientation
from lpse_docs.document.roles import Role
from lpse_docs.model.workspace import Workspace

ABOUT_WORKSPACE: Mapping[str, Callable[..., Any]] = {
    "act_status_table": law.act_status_table,
    "addressee": report.addressee,
    "annex_heading": decree.annex_heading,
    "approval_sheet": office.approval_sheet,
    "citations": decree.citations,
    "coverage_sentence": tracing.coverage_sentence,
    "criteria_matrix": tracing.criteria_matrix,
    "criteria_table": standard.criteria_table,
    "annex_signature": decree.annex_signature,
    "criteria_digest": scorecard.criteria_digest,
    "decree_end": decree.decree_end,
    "definitions": sop.definitions,
    "flow_index": tracing.flow_index,
    "form_index": forms.form_index,
    "forward_matrix": tracing.forward_matrix,
    "glossary": law.glossary,
    "identity": identity.identity,
    "in_force_list": law.in_force_list,
    "letter_date": handover.letter_date,
    "letter_end": report.letter_end,
    "preamble_list": law.preamble_list,
    "receipt": handover.receipt,
    "regulation_name": law.regulation_name,
    "scorecard_head": scorecard.scorecard_head,
    "served_table": sop.served_table,
    "signed_by": office.signed_by,
    "sop_approval_sheet": identity.sop_approval_sheet,
    "sop_list": sop.sop_list,
    "sop_titles": sop.sop_titles,
    "sources_table": standard.sources_table,
    "stage_table": office.stage_table,
    "sources_of": standard.sources_of,
    "standard_facts": standard.standard_facts,
    "standards_table": standard.standards_table,
    "steps_matrix": tracing.steps_matrix,
    "waiver_table": tracing.waiver_table,
}
ABOUT_OFFICE: Mapping[str, Callable[..., Any]] = {
    "cover": office.cover,
    "letterhead": office.letterhead,
    "revision_history": office.revision_history,
}
ABOUT_PERIOD: Mapping[str, Callable[..., Any]] = {
    "assessor_signatures": minutes.assessor_signatures,
    "assessors_table": assessment.assessors_table,
    "change_summary": report.change_summary,
    "changes_table": report.changes_table,
    "dispatch_table": handover.dispatch_table,
    "duties_table": report.duties_table,
    "evidence_register": assessment.evidence_register,
    "figures_table": ledger.figures_table,
    "findings_table": assessment.findings_table,
    "gaps_table": remedy.gaps_table,
    "key_figures": report.key_figures,
    "letter_head": report.letter_head,
    "minutes_opening": minutes.minutes_opening,
    "moderation": moderation.moderation,
    "period_cover": report.period_cover,
    "period_days": report.period_days,
    "pressing_table": remedy.pressing_table,
    "recap_table": assessment.recap_table,
    "scoring_date": report.scoring_date,
    "stages_table": report.stages_table,
    "standard_outcome": assessment.standard_outcome,
    "standard_verdict": assessment.standard_verdict,
    **narrative.SENTENCES,
}
ABOUT_PLAN: Mapping[str, Callable[..., Any]] = {
    "assumed_table": plan_grounds.assumed_table,
    "budget_table": plan_cost.budget_table,
    "cost_note": plan_cost.cost_note,
    "needs_decisions": plan_requests.needs_decisions,
    "decisions_table": plan_requests.decisions_table,
    "defaults_table": plan_grounds.defaults_table,
    "given_table": plan_grounds.given_table,
    "goals_table": plan_grounds.goals_table,
    "has_details": plan_words.has_details,
    "idle_note": plan_tables.idle_note,
    "has_tasks": task_sheet.has_tasks,
    "lost_table": task_sheet.lost_table,
    "load_table": plan_tables.load_table,
    "method_label": plan_grounds.method_label,
    "obstacle_details": plan_words.obstacle_details,
    "outdated_plan": plan_words.outdated_plan,
    "past_note": plan_words.past_note,
    "replaces_plan": plan_changes.replaces_plan,
    "plan_changes": plan_changes.plan_changes,
    "spending_table": plan_cost.spending_table,
    "packages_table": plan_tables.packages_table,
    "plan_approval": plan_frame.plan_approval,
    "plan_cost": plan_cost.plan_cost,
    "plan_cover": plan_frame.plan_cover,
    "plan_explanations": plan_words.plan_explanations,
    "plan_figures": plan_figures.plan_figures,
    "plan_lever": plan_words.plan_lever,
    "plan_obstacles": plan_words.plan_obstacles,
    "plan_promise": plan_words.plan_promise,
    "plan_requests": plan_requests.plan_requests,
    "plan_span": plan_words.plan_span,
    "plan_state": plan_words.plan_state,
    "plan_title": plan_words.plan_title,
    "plan_units": plan_tables.plan_units,
    "projection_table": plan_tables.projection_table,
    "promises_table": plan_tables.promises_table,
    "risks_table": plan_risks.risks_table,
    "sheet_sentence": task_sheet.sheet_sentence,
    "plan_stages_table": plan_tables.stages_table,
    "waits_table": plan_tables.waits_table,
    "task_table": task_sheet.task_table,
    "tracked_basis": tracked_words.tracked_basis,
    "tracked_budget_table": tracked_tables.tracked_budget_table,
    "tracked_cost": tracked_words.tracked_cost,
    "tracked_cover": tracked_tables.tracked_cover,
    "tracked_decisions": tracked_words.tracked_decisions,
    "tracked_figures": tracked_tables.tracked_figures,
    "tracked_late_table": tracked_tables.tracked_late_table,
    "tracked_note": tracked_words.tracked_note,
    "tracked_packages_table": tracked_tables.tracked_packages_table,
    "tracked_promises_table": tracked_tables.tracked_promises_table,
    "tracked_rest": tracked_words.tracked_rest,
    "tracked_signatures": tracked_tables.tracked_signatures,
    "tracked_stages_table": tracked_tables.tracked_stages_table,
    "tracked_standards": tracked_words.tracked_standards,
    "tracked_standards_table": tracked_tables.tracked_standards_table,
    "tracked_state": tracked_words.tracked_state,
    "tracked_title": tracked_words.tracked_title,
    "tracked_units": tracked_tables.tracked_units,
    "tracked_units_table": tracked_tables.tracked_units_table,
    "tradeoffs": plan_grounds.tradeoffs,
    "unassessed_note": plan_words.unassessed_note,
    "unit_load_table": task_sheet.unit_load_table,
    "unit_of": task_sheet.unit_of,
    "unit_signature": task_sheet.unit_signature,
}
DRAWN: Mapping[str, Callable[..., Any]] = {
    "budget_chart": plan_charts.budget_chart,
    "gantt_chart": plan_charts.gantt_chart,
    "heatmap_chart": charts.heatmap_chart,
    "load_chart": plan_charts.load_chart,
    "overview_chart": plan_charts.overview_chart,
    "projection_chart": plan_charts.projection_chart,
    "radar_chart": charts.radar_chart,
    "tracked_gantt_chart": tracked_tables.tracked_gantt_chart,
    "tracked_load_chart": tracked_tables.tracked_load_chart,
    "trend_chart": charts.trend_chart,
}


def searchable(fragment: Fragment) -> Fragment:
    """The same tables, whose rows a reader of a dashboard may narrow by words."""
    return Fragment(
        tuple(replace(item, searchable=True) if isinstance(item, Table) else item for item in fragment.blocks)
    )


PLAIN: Mapping[str, Callable[..., Any]] = {
    "considerations": decree.considerations,
    "dictum": decree.dictum,
    "proposal_note": flow.proposal_note,
    "form_layout": forms.form_layout,
    "forms_table": forms.forms_table,
    "scorecard_signatures": scorecard.scorecard_signatures,
    "scorecard_table": scorecard.scorecard_table,
    "searchable": searchable,
    "short_name": office.short_name,
    "state_emblem": office.state_emblem,
    "summary_table": report.summary_table,
}


def contents(title: str, depth: int = 2) -> Fragment:
    """A table of contents."""
    return Fragment((Contents(printed(title), min(max(int(depth), 1), 4)),))


def page_break() -> Fragment:
    """A new page."""
    return Fragment((PageBreak(),))


def section(orientation: str, *, furniture: bool = True) -> SectionMark:
    """A new section, `tegak` or `mendatar`, with or without running head and foot."""
    return SectionMark(Orientation(orientation), furniture)


def blank() -> Phrase:
    """A dotted line to be filled in."""
    return Phrase((Blank(),))


def code_table(codes: Mapping[str, str]) -> Fragment:
    """Every diagnostic code with one line of explanation."""
    rows = tuple(
        Row((cell(code, Role.CELL_CODE), cell(words.replace("`", "")))) for code, words in sorted(codes.items())
    )
    return Fragment((Table((24, 136), rows, "Kode temuan", (header("Kode", "Yang diperiksa"),)),))


def components(workspace: Workspace, codes: Mapping[str, str], drafting: flow.Drafting) -> dict[str, Any]:
    """What a template may call, and the values that are noted when they are taken."""
    return {
        **{name: partial(made, workspace) for name, made in ABOUT_WORKSPACE.items()},
        **{name: partial(made, workspace.office) for name, made in ABOUT_OFFICE.items()},
        **ABOUT_PERIOD,
        **ABOUT_PLAN,
        **PLAIN,
        "blank": blank,
        "code_table": partial(code_table, codes),
        "contents": contents,
        "flow_table": partial(flow.flow_table, workspace, drafting),
        **{name: partial(made, drafting) for name, made in DRAWN.items()},
        "page_break": page_break,
        "section": section,
        "office": workspace.office,
        "standards": workspace.standards,
        "sops": workspace.sops,
        "workspace": workspace,
    }
