"""The bridge: domain values and the Sekretariat's templates become documents."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from lpse_docs.compose import approval
from lpse_docs.compose.faults import head_missing, head_value, misplaced, template_fault, unknown_element
from lpse_docs.compose.kinds import KINDS, Kind, Subject
from lpse_docs.compose.pages import Composer
from lpse_docs.compose.typography import set_type
from lpse_docs.diagnostics import Diagnostic, errors
from lpse_docs.document.blocks import Document
from lpse_docs.layout.lettering import face_of
from lpse_docs.model.workspace import Workspace

CODES: Mapping[str, Callable[..., object]] = {
    **approval.CODES,
    "LPSE901": template_fault,
    "LPSE902": unknown_element,
    "LPSE903": misplaced,
    "LPSE904": head_missing,
    "LPSE905": head_value,
}

__all__ = ["CODES", "compose", "names", "subjects"]


def subjects(workspace: Workspace) -> Iterator[tuple[Kind, Subject]]:
    """Every document to be, in order of building."""
    return ((kind, subject) for kind in KINDS for subject in kind.subjects(workspace))


def names(workspace: Workspace) -> list[tuple[str, str]]:
    """Folder and id of every document, in order of building."""
    return [(kind.folder_of(subject), subject.id) for kind, subject in subjects(workspace)]


def compose(
    workspace: Workspace,
    templates: Mapping[str, str],
    sources: Mapping[str, bytes],
    fonts: Mapping[str, bytes],
    *,
    codes: Mapping[str, str] | None = None,
    foreign: str = "",
    only: str | Collection[str] | None = None,
    digests: bool = False,
) -> tuple[tuple[Document, ...], list[Diagnostic]]:
    """Make the documents of the workspace.

    Args:
        workspace: A workspace without errors.
        templates: Template texts by name relative to `templates/documents/`.
        sources: YAML files by path; each document carries those it was made from.
        fonts: Font files by name; the flows are laid out with their metrics.
        codes: One line of explanation for each diagnostic code, for the user guide.
        foreign: Foreign words to slant, parted by commas.
        only: Id of the one document wanted, or ids of several; None means all.
        digests: Whether every document that can be approved shall tell the digest of its content, which takes as long as a
            third of composing; otherwise those that have a record of approvals do.
    """
    face, found = face_of(fonts)
    if face is None:
        return (), found
    composer = Composer(workspace, templates, sources, codes or {}, face, digests)
    found += composer.source_faults()
    if errors(found):
        return (), found
    wanted = (only,) if isinstance(only, str) else only
    documents: list[Document] = []
    for kind, subject in subjects(workspace):
        if wanted is None or subject.id in wanted:
            made, faults = composer.document(kind, subject)
            found += faults
            documents += [set_type(made, foreign)] if made else []
    if wanted is None:
        found += _without_document(workspace, documents)
    return tuple(documents), [*found, *dict.fromkeys(composer.drafting.found)]


def _without_document(workspace: Workspace, documents: Sequence[Document]) -> Iterator[Diagnostic]:
    """Records of approval that no document is waiting for."""
    known = {item.id for item in documents if item.content}
    for code, record in workspace.approval.items():
        if code not in known:
            yield approval.no_document(record.at("document"), code)
