"""Components of a filled scorecard: recapitulation, findings of a standard, evidence register, gaps, and assessors."""

from collections.abc import Iterator, Sequence

from lpse_docs.assess.gaps import why
from lpse_docs.assess.score import CriterionScore, StandardScore, validity
from lpse_docs.compose.cells import cell, cell_of, header, joined, knit, known, lines
from lpse_docs.compose.law import anchor, long_date
from lpse_docs.compose.narrative import criteria_in_a_row
from lpse_docs.compose.office import short_name
from lpse_docs.compose.period import Period, classified
from lpse_docs.compose.remedy import derived, responsible
from lpse_docs.compose.template import Fragment, Phrase
from lpse_docs.compose.verdicts import STATUS_WORDS, Verdict, outcome_words, verdict
from lpse_docs.document.blocks import Block, Cell, Paragraph, Row, Table
from lpse_docs.document.inlines import Inline, Reference, Strong, Text, plain, text
from lpse_docs.document.roles import Role
from lpse_docs.model.assessment import AssessorRole, Result, Status
from lpse_docs.model.evidence import Evidence
from lpse_docs.model.standard import Criterion, Standard

ROLE_WORDS = {AssessorRole.LEAD: "Ketua", AssessorRole.MEMBER: "Anggota", AssessorRole.MODERATOR: "Moderator"}
COUNTED = (Status.MET, Status.PARTIAL, Status.UNMET, Status.UNASSESSED, None, Status.NOT_APPLICABLE)
RESULT = "Hasil"
RECAP = (
    (12.5, "Huruf"),
    (33.0, "Standar"),
    (20.0, RESULT),
    (18.0, "Terpenuhi / berlaku"),
    (18.0, STATUS_WORDS[Status.MET]),
    (18.0, STATUS_WORDS[Status.PARTIAL]),
    (18.0, STATUS_WORDS[Status.UNMET]),
    (14.0, STATUS_WORDS[Status.UNASSESSED]),
    (15.0, Verdict.OUTSIDE.value),
    (15.0, STATUS_WORDS[Status.NOT_APPLICABLE]),
)  # mm, and the name of the column; the result comes first, so that a narrow screen shows it
HIDDEN = "(rahasia)"
REGISTER = (
    "Kode, jenis, sifat",
    "Judul dan berkas atau letak",
    "Pemilik",
    "Diterima dan berlaku",
    "Keadaan",
    "Kriteria",
)
HEADS, LAST_HEADS = ("Kode", "Kriteria kerja", "Hasil", "Bukti"), ("Temuan", "Rekomendasi")
WIDE, NARROW = (16.0, 67.0, 35.0, 42.0, 47.0, 40.0), (16.0, 50.0, 23.0, 29.0, 42.0)  # mm
WRITTEN = (("finding", ""), ("reason", "Alasan: "), ("recommendation", "Rekomendasi: "))
MANY_SIGNS = 600  # in one cell: about a third of a page


def standard_outcome(period: Period, standard: Standard) -> str:
    """The result of a standard with its n/m in plain words, as for a heading."""
    scored = period.of(standard)
    return f"{verdict(scored)}, {scored.fulfilled}/{scored.applicable} kriteria"


def standard_verdict(period: Period, standard: Standard) -> Phrase:
    """The result of a standard with its n/m, each leading to the recapitulation."""
    scored = period.of(standard)
    share = Reference(_recap_anchor(standard), text(f"{scored.fulfilled}/{scored.applicable}"))
    words = (Strong(text(f"{verdict(scored)}.")), Text(" Kriteria terpenuhi: "), share, Text("."))
    if not scored.in_scope:
        left = Reference(_recap_anchor(standard), text(f"{len(scored.criteria)} kriteria"))
        return Phrase((words[0], Text(" Sebanyak "), left, Text(" standar ini belum dinilai pada periode ini.")))
    if scored.unassessed:
        left = Reference(_recap_anchor(standard), text(str(scored.unassessed)))
        return Phrase((*words, Strong((Text(" BELUM LENGKAP: "), left, Text(" kriteria belum dinilai.")))))
    return Phrase(words)


def _recap_anchor(standard: Standard) -> str:
    return f"rekap-{standard.letter}"


def recap_table(period: Period) -> Fragment:
    """Every standard with the number of its criteria by outcome, n/m and its result; each row adds up to its criteria."""
    rows = tuple(
        Row(
            (
                cell(standard.letter.upper(), Role.CELL_CENTER),
                cell(short_name(standard.name), Role.CELL_SMALL, origin=standard.at("name")),
                cell(verdict(period.of(standard)), Role.CELL_SMALL),
                *_counts([period.of(standard)], outside=bool(period.outside)),
            ),
            anchor=_recap_anchor(standard),
        )
        for standard in period.standards
    )
    scored = period.score
    total = Row(
        (
            cell("Jumlah", Role.CELL_LABEL, columns=2),
            cell((Strong(text(f"{scored.met} dari {len(scored.standards)} standar")),), Role.CELL_SMALL),
            *_counts(scored.standards, outside=bool(period.outside)),
        )
    )
    widths, names = zip(*(column for column in RECAP if period.outside or column[1] != Verdict.OUTSIDE), strict=True)
    head = Row(tuple(cell(name, Role.CELL_ACTOR, header=True) for name in names))
    return Fragment((Table(widths, knit((*rows, total)), "Rekapitulasi hasil", (head,)),))


def _counts(scored: Sequence[StandardScore], *, outside: bool) -> Iterator[Cell]:
    """The n/m of one standard or of all, then its criteria by outcome, those out of scope apart where there are any."""
    fulfilled, applicable = sum(item.fulfilled for item in scored), sum(item.applicable for item in scored)
    yield cell(f"{fulfilled}/{applicable}", Role.CELL_CENTER)
    for outcome in COUNTED:
        if outcome or outside:
            yield cell(str(sum(_count(item, outcome) for item in scored)), Role.CELL_CENTER)


def _count(scored: StandardScore, outcome: Status | None) -> int:
    """Criteria of a standard with an outcome; `None` counts those that are out of scope."""
    if not scored.in_scope:
        return len(scored.criteria) if outcome is None else 0
    return scored.count(outcome) if outcome else 0


def findings_table(period: Period, standard: Standard, *, wide: bool = False) -> Fragment:
    """The criteria of a standard: outcome, evidence that counts and that does not, finding and recommendation.

    A wide table, on lying paper, also says who assessed and when. Only a criterion of many words may run on to the next
    page.
    """
    rows = []
    for item, scored in zip(standard.criteria, period.of(standard).criteria, strict=True):
        cells = tuple(_finding_cells(period, item, scored, wide=wide))
        rows.append(Row(cells, splittable=_length(cells) > MANY_SIGNS, anchor=anchor(item.id)))
    columns, names = (
        (WIDE, (*HEADS, *LAST_HEADS)) if wide else (NARROW, (*HEADS, " dan ".join(LAST_HEADS).capitalize()))
    )
    tied = knit(rows, last=2, whole=3)
    return Fragment((Table(columns, tied, f"Hasil penilaian {standard.name}", (header(*names),)),))


def _length(cells: Sequence[Cell]) -> int:
    """Signs in the fullest cell of a row."""
    blocks = ([block for block in item.blocks if isinstance(block, Paragraph)] for item in cells)
    return max(sum(len(plain(block.children)) for block in held) for held in blocks)


def _finding_cells(period: Period, item: Criterion, scored: CriterionScore, *, wide: bool) -> Iterator[Cell]:
    result = period.assessment.result.get(item.id)
    yield cell(item.id, Role.CELL_CODE, origin=item.at("id"))
    yield cell(item.statement, origin=item.at("statement"))
    yield cell_of(_outcome(period, scored, by=wide))
    yield cell_of(_evidence(period, scored))
    found, reason, advised = (list(_written(result, *wanted)) for wanted in WRITTEN)
    advised = advised or list(_due(period, item))
    for held in (found + reason, advised) if wide else (found + reason + advised,):
        yield cell_of(held or [Paragraph(text("-"), Role.CELL)])


def _written(result: Result | None, wanted: str, lead: str) -> Iterator[Paragraph]:
    """What the assessors wrote, when they did."""
    words = getattr(result, wanted) if result else None
    if result and words:
        yield Paragraph((*((Strong(text(lead)),) if lead else ()), *text(words)), Role.CELL, result.at(wanted))


def _due(period: Period, item: Criterion) -> Iterator[Paragraph]:
    """What a gap without a recommendation still wants, and who answers for it."""
    gap = period.gap.get(item.id)
    if gap:
        yield Paragraph(text(derived(period, gap)), Role.CELL)
        yield Paragraph(text(f"Penanggung jawab: {responsible(period, gap.letter)}"), Role.CELL_SMALL)


def _outcome(period: Period, scored: CriterionScore, *, by: bool) -> Iterator[Block]:
    """The outcome, why it is not what the assessors said, and on wide paper who and when."""
    standard = period.of(period.criterion[scored.criterion][0])
    yield Paragraph((Strong(text(outcome_words(standard, scored.outcome))),), Role.CELL)
    result = period.assessment.result.get(scored.criterion)
    if scored.lowered:
        yield Paragraph(text(f"{why(scored).value[:1].upper()}{why(scored).value[1:]}."), Role.CELL_SMALL)
    if not standard.in_scope:
        return
    if by and result and result.assessor:
        on = f", {long_date(result.assessed_on)}" if result.assessed_on else ""
        yield Paragraph(text(f"{result.assessor}{on}"), Role.CELL_SMALL)


def _evidence(period: Period, scored: CriterionScore) -> Iterator[Block]:
    """What counts, what does not and why, and which kinds are wanting."""
    if scored.counted:
        words = joined(_code(period, code) for code in scored.counted)
        yield Paragraph((Text("Dihitung: "), *words), Role.CELL_SMALL)
    for code, doubt in scored.doubted:
        yield Paragraph((Text("Tidak dihitung: "), *_code(period, code), Text(f", {doubt.value}")), Role.CELL_SMALL)
    if scored.shortfalls and scored.outcome not in {Status.NOT_APPLICABLE, Status.UNASSESSED}:
        kinds = ", ".join(item.kind.value for item in scored.shortfalls)
        yield Paragraph(text(f"Masih kurang: {kinds}"), Role.CELL_SMALL)
    elif not (scored.counted or scored.doubted):
        yield Paragraph(text("-"), Role.CELL_SMALL)


def _code(period: Period, code: str) -> tuple[Inline, ...]:
    """A piece of evidence by code and kind, leading to the register."""
    item = period.assessment.evidence.get(code)
    kind = f" ({item.kind.value})" if item else ""
    return Reference(_evidence_anchor(code), text(code)), *text(kind)


def _evidence_anchor(code: str) -> str:
    return f"bukti-{code}"


def evidence_register(period: Period) -> Fragment:
    """The evidence of the period with its standing on the scoring date; what is classified by code and kind alone."""
    rows = tuple(
        Row(tuple(_registered(period, item)), anchor=_evidence_anchor(item.id))
        for item in period.assessment.register.evidence
    )
    if not rows:
        return Fragment((Paragraph(text("Belum ada bukti yang terdaftar.")),))
    head = header(*REGISTER)
    return Fragment((Table((17, 51, 23, 34, 19, 16), rows, "Daftar bukti", (head,)),))


def _registered(period: Period, item: Evidence) -> Iterator[Cell]:
    named = (item.id, item.kind.value, item.confidentiality.value)
    yield cell(lines(named), Role.CELL_SMALL, origin=item.at("id"))
    if classified(item):
        yield from (cell(HIDDEN, Role.CELL_SMALL) for _ in range(3))
    else:
        yield cell(lines((item.title, *_kept(item))), Role.CELL_SMALL, origin=item.at("title"))
        yield cell(_owner(period, item), Role.CELL_SMALL, origin=item.at("owner"))
        days = (long_date(item.received_on), f"Berlaku: {_in_force(item)}")
        yield cell(lines(days), Role.CELL_SMALL, origin=item.at("received_on"))
    doubt = validity(period.assessment, item, period.on)
    yield cell(doubt.value if doubt else "dapat dihitung", Role.CELL_SMALL)
    yield cell(criteria_in_a_row(item.criteria), Role.CELL_SMALL)


def _kept(item: Evidence) -> Iterator[str]:
    """The file with the beginning of its digest, or where the evidence lies."""
    if item.file:
        digest = f" (sidik {item.sha256[:8]})" if item.sha256 else ""
        yield f"Berkas: {item.file}{digest}"
    if item.location:
        yield f"Letak: {item.location}"


def _owner(period: Period, item: Evidence) -> str:
    """The post that keeps a piece of evidence, as short as the office calls it."""
    if item.owner is None or item.owner not in period.workspace.post:
        return "belum dicatat"
    post = period.workspace.post[item.owner]
    return post.short or post.name


def _in_force(item: Evidence) -> str:
    """From when to when a piece of evidence is in force."""
    if item.approved_on is None:
        return "belum disahkan"
    until = f" s.d. {long_date(item.effective_to)}" if item.effective_to else ", tanpa batas waktu"
    return f"{long_date(item.effective_from or item.approved_on)}{until}"


def assessors_table(period: Period) -> Fragment:
    """The team with their roles and posts; unknown names are dotted lines."""
    rows = tuple(
        Row(
            (
                cell(str(number), Role.CELL_CENTER),
                cell(known(item.name), origin=item.at("name")),
                cell(known(period.post(item)), origin=item.at("post")),
                cell(ROLE_WORDS[item.role], origin=item.at("role")),
                cell(item.id, Role.CELL_CODE, origin=item.at("id")),
            )
        )
        for number, item in enumerate(period.card.assessors, 1)
    )
    if not rows:
        return Fragment((Paragraph(text("Tim penilai belum ditetapkan.")),))
    head = header("No", "Nama", "Jabatan", "Peran", "Kode")
    return Fragment((Table((10, 50, 50, 25, 25), rows, "Tim penilai", (head,)),))
