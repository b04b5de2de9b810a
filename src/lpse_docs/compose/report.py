"""Components of the report for the regent: its letter, its cover, what changed, and what the regulation gets."""

from collections.abc import Iterator

from lpse_docs.assess.change import Change
from lpse_docs.assess.duties import Duty
from lpse_docs.compose.assessment import STATUS_WORDS
from lpse_docs.compose.cells import cell, cell_of, header, lines
from lpse_docs.compose.law import anchor, long_date
from lpse_docs.compose.ledger import Speaker
from lpse_docs.compose.narrative import criteria_in_a_row, incomplete_words, named
from lpse_docs.compose.office import signature, title_page
from lpse_docs.compose.period import Period
from lpse_docs.compose.template import Fragment, Phrase, printed
from lpse_docs.document.blocks import Cell, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import Blank, Inline, Reference, Strong, Text, text
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.model.assessment import Status
from lpse_docs.model.workspace import Workspace

DOTS = "........................"


def letter_head(workspace: Workspace, subject: str, attached: str) -> Fragment:
    """Place and date to be filled in, number, nature, attachment and subject of an official letter (Permendagri 1/2023)."""
    facts: list[tuple[str, tuple[Inline, ...]]] = [
        ("Nomor", (Blank(),)),
        ("Sifat", text("Biasa")),
        ("Lampiran", text(printed(attached))),
        ("Hal", (Strong(text(printed(subject))),)),
    ]
    date = cell_of([Paragraph(text(f"{workspace.office.place}, {DOTS}"), Role.BODY)], rows=len(facts))
    rows = tuple(
        Row(
            (
                *(cell_of([Paragraph(value, Role.BODY)]) for value in (text(name), text(":"), words)),
                *([] if number else [date]),
            )
        )
        for number, (name, words) in enumerate(facts)
    )
    return Fragment((Table((20, 4, 76, 60), rows, "Kepala surat dinas", role=TableRole.PLAIN),))


def addressee(workspace: Workspace, through: str) -> Fragment:
    """To whom a letter goes: the regent, through the post that hands it on."""
    office = workspace.office
    handed_on = [f"melalui {workspace.post[through].name}"] if through in workspace.post else []
    told = lines([f"Yth. {office.head}", *handed_on, f"di {office.place}"])
    return Fragment((Paragraph(told),))


def letter_end(workspace: Workspace, post: str, field: str, through: str) -> Fragment:
    """The signature of a letter, dotted when nobody is known to hold the post; left of it who hands it on puts initials."""
    known = post in workspace.official
    block = signature(workspace, post, printed(field)) if known else Signature(printed(field), (f"{DOTS},",))
    initials = [f"Paraf {workspace.post[through].name}:", DOTS] if through in workspace.post else []
    row = Row((cell_of([Paragraph(text(words), Role.BODY) for words in initials]), cell_of([block])))
    return Fragment((Table((80, 80), (row,), "Tanda tangan surat", role=TableRole.PLAIN),))


def period_cover(period: Period, title: str, subtitle: str) -> Fragment:
    """Title page with the year of the scoring date; what is not assessed whole says so on it."""
    made = title_page(period.workspace.office, printed(title), printed(subtitle), period.on.year)
    if period.score.complete:
        return made
    emblem, name, below, *foot = made.blocks
    warning = Paragraph((incomplete_words(period),), Role.COVER_SUBTITLE)
    return Fragment((emblem, name, below, warning, *foot))


def scoring_date(period: Period) -> Phrase:
    """The scoring date in words of a calendar."""
    return Phrase(text(long_date(period.on)))


def period_days(period: Period) -> Phrase:
    """From when to when the period lasts."""
    return Phrase(text(f"{long_date(period.card.start)} sampai dengan {long_date(period.card.end)}"))


def key_figures(period: Period) -> Fragment:
    """What a regent looks for first, as a table."""
    facts = key_facts(period)
    row = Row(tuple(cell(words, Role.CELL_TITLE) for _, words in facts))
    return Fragment((Table((1, 1, 1, 1), (row,), "Angka pokok", (header(*(name for name, _ in facts)),)),))


def key_facts(period: Period) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
    """What a regent looks for first, in figures: standards met, stage, next mark, change; each leads to its origin."""
    tell, scored = Speaker(period), period.score
    stage = (Text("Tahap "), tell.digits("tahap-tercapai")) if scored.stage else text("belum ada")
    mark = (tell.digits("tanda-berikut"), Text(" standar")) if scored.next_stage else text("tidak ada lagi")
    return (
        ("Standar terpenuhi", (tell.digits("standar-terpenuhi"), Text(" dari "), tell.digits("standar"))),
        ("Tahap tercapai", stage),
        ("Tanda berikutnya", mark),
        ("Perubahan", _difference(period)),
    )


def _difference(period: Period) -> tuple[Inline, ...]:
    """How many standards are gained and lost; words where nothing can be compared."""
    if period.change is None:
        return text("penilaian pertama")
    if not period.change.comparable:
        return text("tidak dapat dibandingkan")
    tell = Speaker(period)
    return (
        *(Text("bertambah "), tell.digits("standar-bertambah")),
        *(Text(", berkurang "), tell.digits("standar-berkurang")),
    )


def changes_table(period: Period) -> Fragment:
    """Standards that are met now or no longer, and criteria whose outcome changed; nothing where there is no comparison."""
    found = period.change
    if found is None or not found.comparable:
        return Fragment(())
    facts = (
        ("Standar menjadi terpenuhi", named(period, found.gained)),
        ("Standar menjadi tidak terpenuhi", named(period, found.lost)),
        ("Lingkup berubah", named(period, found.rescoped)),
    )
    rows = tuple(Row((cell(name, Role.CELL_LABEL), cell(words))) for name, words in facts)
    return Fragment((Table((50, 110), rows, "Perubahan standar"), *_changed_criteria(period, found)))


def _changed_criteria(period: Period, found: Change) -> Iterator[Table]:
    """Criteria that rose or fell, with the outcome then and now."""
    was = _outcomes(found, before=True)
    now = _outcomes(found, before=False)
    told = (("naik", found.up), ("turun", found.down), ("keberlakuan berubah", found.applicability))
    rows = tuple(
        Row(
            (
                cell((Reference(anchor(code), text(code)),), Role.CELL_CODE),
                cell(period.criterion[code][1].statement, Role.CELL_SMALL),
                cell(STATUS_WORDS[was[code]], Role.CELL_SMALL),
                cell(STATUS_WORDS[now[code]], Role.CELL_SMALL),
                cell(words, Role.CELL_SMALL),
            )
        )
        for words, codes in told
        for code in codes
    )
    if rows:
        head = header("Kriteria", "Rumusan", "Semula", "Kini", "Perubahan")
        yield Table((18, 72, 24, 24, 22), rows, "Perubahan kriteria", (head,))


def _outcomes(found: Change, *, before: bool) -> dict[str, Status]:
    scored = found.before if before else found.after
    return {item.criterion: item.outcome for one in scored.standards for item in one.criteria}


def duties_table(period: Period) -> Fragment:
    """The binding provisions with the criteria that serve them: those met, and those not."""
    rows = tuple(Row(tuple(_duty(item))) for item in period.duties)
    if not rows:
        return Fragment((Paragraph(text("Peraturan tidak memuat ketentuan yang wajib atau dilarang.")),))
    head = header("Ketentuan", "Isi", "Keadaan", "Kriteria terpenuhi", "Kriteria belum terpenuhi")
    return Fragment((Table((31, 52, 29, 24, 24), rows, "Ketentuan yang mengikat", (head,)),))


def _duty(item: Duty) -> Iterator[Cell]:
    yield cell(item.provision.cite, Role.CELL_SMALL, origin=item.provision.at("cite"))
    yield cell(item.provision.text, Role.CELL_SMALL, origin=item.provision.at("text"))
    yield cell(item.reach.value, Role.CELL_SMALL)
    yield cell(criteria_in_a_row(item.met), Role.CELL_SMALL)
    yield cell(criteria_in_a_row(item.unmet), Role.CELL_SMALL)


def summary_table(*rows: tuple[str, Phrase]) -> Fragment:
    """Labelled sentences, as a regent reads them: what, and the sentence."""
    made = tuple(Row((cell(printed(name), Role.CELL_LABEL), cell(words.children))) for name, words in rows)
    return Fragment((Table((36, 124), made, "Pokok hasil"),))
