"""From a filled template to a document: head lines, sections, anchors, attachments."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise, zip_longest
from typing import Any

from lpse_docs.compose.approval import FOLDER as RECORDS
from lpse_docs.compose.approval import awaiting, findings
from lpse_docs.compose.components import components
from lpse_docs.compose.faults import FOLDER, head_missing, head_value, misplaced, template_fault, unknown_element
from lpse_docs.compose.flow import Drafting
from lpse_docs.compose.kinds import Kind, Subject
from lpse_docs.compose.markdown import Anchors, MisplacedComponent, Piece, parse
from lpse_docs.compose.period import Period, classified
from lpse_docs.compose.reasons import reason
from lpse_docs.compose.template import RUNTIME_FAULTS, Engine, Fragment, SectionMark
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.document.blocks import Attachment, Block, Document, Items, Paragraph, Section, Signature, Table
from lpse_docs.document.chart import Chart
from lpse_docs.document.inlines import plain
from lpse_docs.document.outline import walk
from lpse_docs.document.page import Margins, Orientation, PageSetup, Paper
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.layout.lettering import Typeface
from lpse_docs.layout.running import EXAMPLE_HEAD, FOOT, HEAD, running
from lpse_docs.load.file_faults import missing
from lpse_docs.model.office import Office
from lpse_docs.model.place import Placed
from lpse_docs.model.reading import Reading, noting
from lpse_docs.model.workspace import Workspace

HEAD_LINE = re.compile(r"(title|subject|keywords|orientation|draft): *(.*)")
UNKNOWN = re.compile(r"<[a-zA-Z/!][^>]*>|!\[[^\]]*\]\([^)]*\)|\]\(\s*\{\{[^}]*\}\}")
RULE = re.compile(r" {0,3}([-*_])( *\1){2,} *")  # below a line of text, hyphens make it a heading
CODE_SPAN = re.compile(r"`[^`]*`")
MARK = re.compile(r"\{:([^{}]*)\}")
ROLES = frozenset(role.value for role in Role)
APPROVED = "pengesahan"  # a draft until it is approved
HEAD_VALUES: Mapping[str, Sequence[str]] = {"orientation": [*Orientation], "draft": ["ya", "tidak", APPROVED]}
FLOW_MARGINS = Margins(left=25.0, right=20.0)


class TemplateFailed(Exception):
    """A part of the document could not be made; carries the finding."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass
class Composer:
    """Makes documents of one workspace with one set of templates; `digests` are worked out for all when they are wanted."""

    workspace: Workspace
    templates: Mapping[str, str]
    sources: Mapping[str, bytes]
    codes: Mapping[str, str]
    face: Typeface
    digests: bool = False

    @cached_property
    def _engine(self) -> Engine:
        return Engine(self.templates)

    @cached_property
    def drafting(self) -> Drafting:
        """How flows are laid out; gathers what does not fit."""
        return Drafting(self.face, self._setup(Orientation.LANDSCAPE))

    @cached_property
    def _classified(self) -> frozenset[str]:
        registers = (item.register for item in self.workspace.assessments)
        return frozenset(item.at().path for item in registers if any(map(classified, item.evidence)))

    def source_faults(self) -> list[Diagnostic]:
        """Elements that no template may contain, found in the templates' own lines."""
        return [fault for name, text in self.templates.items() for fault in _source_faults(name, text)]

    def document(self, kind: Kind, subject: Subject) -> tuple[Document | None, list[Diagnostic]]:
        """One document, or why it could not be made."""
        files: dict[str, None] = {}
        note = noting(files)
        for own in (*subject.values.values(), self.workspace.office):
            if isinstance(own, Placed):
                note(own)
        self._engine.note(note)
        reading = Reading(self.workspace, note)
        known = components(reading, self.codes, self.drafting)
        period = _period(reading, subject)
        try:
            # noted when looked into
            values = {**known, "regulation": self.workspace.regulation, "period": period, **subject.values}
            head, pieces = self._filled(kind.template, values, Anchors())
        except TemplateFailed as failed:
            return None, [failed.finding]
        if faulty := list(self._head_faults(kind.template, head)):
            return None, faulty
        made = self._document(kind, subject, period, (head, pieces), files)
        return self._approved(kind, subject, made) if head.get("draft", APPROVED) == APPROVED else (made, [])

    def _approved(self, kind: Kind, subject: Subject, made: Document) -> tuple[Document, list[Diagnostic]]:
        """A document with what its record of approvals makes of it; the record is among its sources then."""
        needs = kind.needs(self.workspace, subject)
        if not needs or not (self.digests or subject.id in self.workspace.approval):
            return made, []
        made = awaiting(made, self.workspace, needs, self._setup(Orientation.PORTRAIT))
        record = self.workspace.approval.get(subject.id)
        if record is None:
            return made, []
        path = f"{RECORDS}/{subject.id}.yaml"
        attached = (*made.attachments, *self._attachments([path]))
        return replace(made, sources=(*made.sources, path), attachments=attached), list(findings(made, record, needs))

    def _document(
        self,
        kind: Kind,
        subject: Subject,
        period: Period | None,
        filled: tuple[Mapping[str, str], list[Piece]],
        files: Iterable[str],
    ) -> Document:
        """A document from its filled template; `files` are what it was made from."""
        head, pieces = filled
        office = self.workspace.office
        setup = self._setup(Orientation(head.get("orientation", Orientation.PORTRAIT)))
        edition = period.card.title if period else f"edisi {office.edition.number}"
        example = period is not None and period.example
        sentence = example or office.example
        return Document(
            id=subject.id,
            folder=kind.folder_of(subject),
            title=head["title"],
            subject=head["subject"],
            author=f"{office.abbreviation} {office.region}",
            keywords=tuple(word.strip() for word in head.get("keywords", "").split(",") if word.strip()),
            dated=period.on if period else office.edition.drafted,
            draft=head.get("draft", APPROVED) != "tidak",
            head=running(head["title"], "", setup.content_width * (EXAMPLE_HEAD if sentence else HEAD), self.face),
            foot=running(f"{office.abbreviation} {office.region}", f", {edition}", self._foot_room, self.face),
            sections=tuple(self._sections(pieces, setup)),
            attachments=tuple(self._attachments(sorted(files))),
            sources=tuple(files),
            example=example,
            specimen=office.example,
            dashboard=kind.dashboard(period) if kind.dashboard and period else None,
        )

    @property
    def _foot_room(self) -> float:
        """Width of the running foot in mm; a document may have pages both ways, and the upright ones are the narrowest."""
        return self._setup(Orientation.PORTRAIT).content_width * FOOT

    def _head_faults(self, name: str, head: Mapping[str, str]) -> Iterable[Diagnostic]:
        yield from (head_missing(name, key) for key in ("title", "subject") if not head.get(key))
        for key, allowed in HEAD_VALUES.items():
            if key in head and head[key] not in allowed:
                line, column = _place(self.templates[name], f"{key}:")
                yield head_value(name, line, column, f"{key}: {head[key]}", allowed)

    def _filled(
        self, name: str, values: Mapping[str, Any], anchors: Anchors, shift: int = 0
    ) -> tuple[dict[str, str], list[Piece]]:
        """Head lines and pieces of a template; parts share the anchors of their document."""

        def part(inner: str, *, deeper: int = 1, **more: Any) -> Fragment:
            wanted = self._engine.known(f"bagian/{inner}.md.j2")
            _, pieces = self._filled(wanted, {**values, **more}, anchors, shift + deeper)
            return Fragment(tuple(piece for piece in pieces if not isinstance(piece, SectionMark)))

        if name not in self.templates:
            raise TemplateFailed(missing(FOLDER + name))
        text, slots, fault = self._engine.fill(name, {**values, "part": part})
        if fault:
            raise TemplateFailed(template_fault(fault.name, fault.line, fault.reason, fault.column))
        lines, head = text.split("\n"), {}
        while lines and (found := HEAD_LINE.fullmatch(lines[0])):
            head[found[1]] = found[2]
            lines.pop(0)
        try:
            pieces = parse("\n".join(lines), slots, anchors, shift)
            words = {key: plain(_line(value, slots)) for key, value in head.items()}
        except MisplacedComponent as error:
            where, line = error.place
            raise TemplateFailed(misplaced(where or name, line, str(error))) from error
        except RUNTIME_FAULTS as error:
            why = reason(error)
            line, column = _place(self.templates[name], why.word)
            raise TemplateFailed(template_fault(name, line, why.sentence, column)) from error
        return words, pieces

    def _setup(self, lies: Orientation) -> PageSetup:
        return page_setup(self.workspace.office, lies)

    def _sections(self, pieces: Iterable[Piece], first: PageSetup) -> Iterable[Section]:
        """Cut the pieces at section marks; an empty section is dropped."""
        setup, furniture, blocks = first, True, list[Block]()
        for piece in pieces:
            if isinstance(piece, SectionMark):
                if blocks:
                    yield Section(setup, tuple(_led_in(blocks)), furniture)
                setup, furniture, blocks = self._setup(piece.orientation), piece.furniture, []
            else:
                blocks.append(piece)
        if blocks:
            yield Section(setup, tuple(_led_in(blocks)), furniture)

    def _attachments(self, paths: Iterable[str]) -> Iterable[Attachment]:
        """The sources that travel inside the PDF: not a register that names classified evidence."""
        for path in paths:
            if path in self.sources and path not in self._classified:
                yield Attachment(path.replace("/", "-"), self.sources[path], f"Sumber {path}")


def _period(reading: Workspace, subject: Subject) -> Period | None:
    return Period(reading, reading.assessment[subject.assessment.period]) if subject.assessment else None


def page_setup(office: Office, lies: Orientation) -> PageSetup:
    """Paper and margins of the office's pages; pages of flows lie and need a little more width."""
    margins = FLOW_MARGINS if lies is Orientation.LANDSCAPE else Margins()
    return PageSetup(Paper(office.paper.value), lies, margins)


def _led_in(blocks: Sequence[Block]) -> Iterable[Block]:
    """A paragraph right before a table, a list, a chart or commands leads them in: no page break comes between them."""
    for block, following, after in zip_longest(blocks, blocks[1:], blocks[2:]):
        match block, following:
            case Paragraph(role=Role.BODY), Table() | Items() | Chart() | Paragraph(role=Role.CODE):
                yield replace(block, role=Role.LEAD)
            case Paragraph(role=Role.BODY), Paragraph(role=Role.LEAD | Role.BODY) if _is_signed(after):
                yield replace(block, role=Role.LEAD)
            case _:
                yield block


def _is_signed(block: Block | None) -> bool:
    """Whether it is a place to sign: its closing words are short, so a paragraph of the matter stands with them."""
    if not (isinstance(block, Table) and block.role is TableRole.PLAIN):
        return False
    return any(isinstance(inner, Signature) for inner in walk([block]))


def _line(value: str, slots: Any) -> tuple[Any, ...]:
    pieces = parse(value, slots, Anchors())
    return getattr(pieces[0], "children", ()) if pieces else ()


def _place(text: str, word: str) -> tuple[int, int]:
    """Line and column of a word's first appearance; the first of the text when there is none."""
    before = text[: max(0, text.find(word))]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@lru_cache(maxsize=64)  # most templates are the same from one composition of a preview to the next
def _source_faults(name: str, text: str) -> tuple[Diagnostic, ...]:
    lines = pairwise(["", *text.split("\n")])
    return tuple(
        unknown_element(name, number, column, element)
        for number, (above, line) in enumerate(lines, 1)
        for column, element in _unknown_elements(line, above)
    )


def _unknown_elements(line: str, above: str) -> Iterable[tuple[int, str]]:
    """Elements of a line with their columns; what stands in code is text."""
    if RULE.fullmatch(line) and not above.strip():
        yield 1, line.strip()
    bare = CODE_SPAN.sub(lambda hit: " " * len(hit[0]), line)
    if not line.startswith("    "):
        yield from ((hit.start() + 1, hit[0]) for hit in UNKNOWN.finditer(bare))
    for hit in MARK.finditer(bare):
        if not all(word.startswith("#") or word[1:] in ROLES for word in hit[1].split()):
            yield hit.start() + 1, hit[0]
