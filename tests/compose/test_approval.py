"""What approvals do to the paper: the mark goes with them and comes back with a change; the digest is of the content."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

import pytest

from lpse_docs.compose import compose, subjects
from lpse_docs.compose.approval import belongs
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.document.blocks import Document, Signature, Table
from lpse_docs.document.content import content_digest
from lpse_docs.document.outline import blocks_of
from lpse_docs.model.approval import ApprovalAct, ApprovalEntry, ApprovalRecord, ApprovalRole, Need
from lpse_docs.model.seal import continued
from lpse_docs.model.sop import Step
from lpse_docs.model.workspace import Workspace
from tests.compose.test_documents import plain_cell, words

Found: TypeAlias = tuple[Document, list[Diagnostic]]
Composed: TypeAlias = Callable[..., Found]
DAY = date(2026, 2, 3)


@pytest.fixture
def composed(templates: Mapping[str, str], fonts: Mapping[str, bytes]) -> Composed:
    """Makes one document of a workspace."""

    def make(workspace: Workspace, document: str, own: Mapping[str, str] | None = None) -> Found:
        (made,), found = compose(workspace, {**templates, **(own or {})}, {}, fonts, only=document, digests=True)
        return made, found

    return make


def sop_id(workspace: Workspace) -> str:
    return f"sop-{workspace.sops[0].letter}-{workspace.sops[0].id}"


def needs_of(workspace: Workspace, document: str) -> tuple[Need, ...]:
    return next(kind.needs(workspace, subject) for kind, subject in subjects(workspace) if subject.id == document)


def approved(workspace: Workspace, document: Document, *, roles: int = 3, withdrawn: bool = False) -> Workspace:
    """The workspace with so many approvals of a document as it is."""
    entries = [
        ApprovalEntry(post=need.posts[0], role=need.role, on=DAY, digest=document.content, seal="0" * 16)
        for need in needs_of(workspace, document.id)[:roles]
    ]
    if withdrawn:
        entries.append(entries[-1].model_copy(update={"act": ApprovalAct.WITHDRAW, "note": "Diganti."}))
    record = ApprovalRecord(document=document.id, entries=continued((), entries))
    return replace(workspace, approvals=(record,))


def with_step(workspace: Workspace, **change: object) -> Workspace:
    """The workspace with another first step of its first SOP."""
    sop = workspace.sops[0]
    flow = sop.flows[0]
    step: Step = flow.steps[1].model_copy(update=change)
    changed = flow.model_copy(update={"steps": (flow.steps[0], step, *flow.steps[2:])})
    return replace(workspace, sops=(sop.model_copy(update={"flows": (changed, *sop.flows[1:])}), *workspace.sops[1:]))


def test_the_mark_goes_when_all_have_approved_and_the_page_says_who(workspace: Workspace, composed: Composed) -> None:
    before, _ = composed(workspace, sop_id(workspace))
    assert before.draft and len(before.content) == 64
    for roles in (1, 2):
        made, found = composed(approved(workspace, before, roles=roles), before.id)
        assert made.draft and not found
        assert "Pengesahan belum selesai, menunggu pe" in words(made)
    made, found = composed(approved(workspace, before), before.id)
    assert not made.draft and not found
    assert made.content == before.content
    assert made.sections[:-1] == before.sections
    assert f"approvals/{before.id}.yaml" in made.sources
    (table,) = [item for item in blocks_of(made) if isinstance(item, Table) and item.title == "Catatan pengesahan"]
    told = [[plain_cell(cell) for cell in row.cells] for row in table.rows]
    names = [workspace.post[need.posts[0]].name for need in needs_of(workspace, before.id)]
    heads = ["Disusun oleh", "Diperiksa oleh", "Disahkan oleh"]
    assert told == [[head, name, "3 Februari 2026"] for head, name in zip(heads, names, strict=True)]


def test_the_mark_comes_back_with_any_change_and_with_a_withdrawal(workspace: Workspace, composed: Composed) -> None:
    before, _ = composed(workspace, sop_id(workspace))
    whole = approved(workspace, before)
    for changed in (with_step(whole, activity="Mencatat hal yang lain."), with_step(whole, note="Catatan lain.")):
        made, found = composed(changed, before.id)
        assert made.draft and "Catatan pengesahan" not in words(made)
        assert [item.code for item in found] == ["LPSE651"]
        assert composed(approved(changed, made), before.id)[0].draft is False
    made, found = composed(approved(workspace, before, withdrawn=True), before.id)
    assert made.draft and not found


def test_what_only_the_drawing_shows_is_content(workspace: Workspace, composed: Composed) -> None:
    before, _ = composed(workspace, sop_id(workspace))
    sop = workspace.sops[0]
    step = sop.flows[0].steps[1]
    actor = next(item for item in sop.actors if item not in step.actors)
    moved, _ = composed(with_step(workspace, actors=(actor,)), before.id)
    assert moved.content != before.content


def test_the_digest_is_of_the_content_alone(workspace: Workspace, composed: Composed) -> None:
    """Not of the mark, the approvals, the place in the output, the sources, the lengths, or what is filled in later."""
    before, _ = composed(workspace, sop_id(workspace))
    bare = replace(before, content="")
    same = replace(
        bare, draft=False, folder="lain", sources=("x",), attachments=(), page_numbers=(("a", 1),), head="Terpotong"
    )
    assert content_digest(bare) == content_digest(same) == content_digest(before)
    others: tuple[dict[str, Any], ...] = (
        {"title": "Lain"},
        {"foot": "edisi 2"},
        {"dated": date(2031, 1, 1)},
        {"sections": bare.sections[1:]},
    )
    for other in others:
        assert content_digest(replace(bare, **other)) != content_digest(bare)
    widened = replace(workspace, office=workspace.office.model_copy(update={"posts": workspace.office.posts[::-1]}))
    assert composed(widened, before.id)[0].content == before.content


def test_a_sop_is_approved_by_the_post_it_names_and_by_no_other(workspace: Workspace, composed: Composed) -> None:
    for kind, subject in subjects(workspace):
        wanted = kind.needs(workspace, subject)
        if sop := subject.values.get("sop"):
            assert wanted[-1].posts == (sop.approver,)
        assert not wanted or wanted[-1].role is ApprovalRole.APPROVER
        assert not {*wanted[-1].posts} & {*wanted[0].posts} if wanted else True
    before, _ = composed(workspace, sop_id(workspace))
    record = approved(workspace, before).approvals[0]
    stranger = record.entries[-1].model_copy(update={"post": "bupati"})
    forged = ApprovalRecord(document=before.id, entries=continued((), (*record.entries[:-1], stranger)))
    made, found = composed(replace(workspace, approvals=(forged,)), before.id)
    assert made.draft and [item.code for item in found] == ["LPSE652"]


def test_templates_say_what_is_never_marked_and_what_always_is(
    workspace: Workspace,
    templates: Mapping[str, str],
    composed: Composed,
) -> None:
    name = "sop.md.j2"
    before, _ = composed(workspace, sop_id(workspace))
    whole = approved(workspace, before)
    for word, draft in (("ya", True), ("tidak", False), ("pengesahan", False)):
        made, _ = composed(whole, before.id, {name: f"draft: {word}\n{templates[name]}"})
        assert made.draft is draft
        assert bool(made.content) is (word == "pengesahan")


def test_a_record_without_a_document_is_told(
    workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    records = tuple(ApprovalRecord(document=code) for code in ("sop-z-tidak-ada", "panduan-pengguna"))
    _, found = compose(replace(workspace, approvals=records), templates, {}, fonts)
    assert [item.code for item in found] == ["LPSE650", "LPSE650"]


def signing(document: Document) -> list[str]:
    """Places to sign on the page of approvals."""
    page = replace(document, sections=document.sections[-1:])
    return [item.field for item in blocks_of(page) if isinstance(item, Signature)]


@pytest.mark.parametrize(
    ("chosen", "places"),
    [
        (sop_id, ["pengesahan/pembuat", "pengesahan/pemeriksa"]),
        (lambda _: "manual-standar-lpse", []),
        (lambda _: "buku-sop", ["pengesahan/pembuat", "pengesahan/pemeriksa", "pengesahan/pengesah"]),
    ],
)
def test_every_role_has_one_place_to_sign_once_all_have_approved(
    workspace: Workspace, composed: Composed, chosen: Callable[[Workspace], str], places: list[str]
) -> None:
    before, _ = composed(workspace, chosen(workspace))
    waiting, _ = composed(approved(workspace, before, roles=2), before.id)
    assert signing(waiting) == []
    made, _ = composed(approved(workspace, before), before.id)
    assert signing(made) == places


def test_a_place_is_that_of_its_own_document_alone() -> None:
    assert belongs("sop-a-pengesah", "sop-a-registrasi", ApprovalRole.APPROVER)
    assert not belongs("sop-a-pengesah", "sop-ab-registrasi", ApprovalRole.APPROVER)
    assert not belongs("sop-a-pengesah", "buku-sop", ApprovalRole.APPROVER)
    assert not belongs("sop-a-pengesah", "sop-a-registrasi", ApprovalRole.MAKER)


def test_an_invented_office_is_part_of_what_is_approved(workspace: Workspace, composed: Composed) -> None:
    real, _ = composed(workspace, sop_id(workspace))
    invented = replace(workspace, office=workspace.office.model_copy(update={"example": True}))
    made, _ = composed(invented, sop_id(workspace))
    assert (made.mark, made.content != real.content) == ("specimen_draft", True)
    assert composed(approved(invented, made), made.id)[0].mark == "specimen"
    assert composed(approved(invented, real), made.id)[0].mark == "specimen_draft"
    assert composed(approved(workspace, real), made.id)[0].mark == ""
