"""Who has to approve a document: what `lpse.yaml` says, or what follows from the posts of the office."""

from lpse_docs.model.approval import ApprovalKind, ApprovalRole, ApprovalRoster, Need
from lpse_docs.model.office import Office


def needs(office: Office, kind: ApprovalKind, approver: str | None = None) -> tuple[Need, ...]:
    """The roles of a kind of document in their order, each with its posts.

    Args:
        office: The office.
        kind: The kind of document.
        approver: Who approves this very document, where its source says so, as that of a SOP does; nobody else may then,
            and that post has no other role.
    """
    told = next((item for item in office.approvals if item.kind is kind), None)
    made = _told(told, approver) if told else _usual(office, approver)
    return tuple(need for need in made if need.posts)


def _told(roster: ApprovalRoster, approver: str | None) -> list[Need]:
    found = [Need(item.role, item.posts, item.quorum) for item in roster.steps]
    if approver is None:
        return found
    return [
        Need(need.role, (approver,))
        if need.role is ApprovalRole.APPROVER
        else Need(need.role, tuple(post for post in need.posts if post != approver), need.quorum)
        for need in found
    ]


def _usual(office: Office, approver: str | None) -> list[Need]:
    """The maker drafts, the first of the approvers examines what the others approve; else any other post of the office.

    Where no post is told to draft, any that does not approve may draft or examine, but not both.
    """
    inner = [item.id for item in office.posts if not item.outside]
    approvers = (approver,) if approver else office.approvers[1:] or office.approvers
    prepared = office.sop_form.prepared_by
    free = tuple(post for post in inner if post not in {*office.approvers, *approvers})
    makers = (prepared,) if prepared in inner and prepared not in approvers and prepared else free
    first = office.approvers[:1]
    others = tuple(post for post in free if post not in makers) or (free if len(free) > 1 else ())
    examiners = others if {*first} & {*approvers, *makers} else first
    return [
        Need(ApprovalRole.MAKER, makers),
        Need(ApprovalRole.EXAMINER, examiners),
        Need(ApprovalRole.APPROVER, approvers),
    ]
