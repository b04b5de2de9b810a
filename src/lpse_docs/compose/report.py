"""Components of the report for the regent: its letter, its cover, what changed, and what the regulation gets."""

from collections.abc import Iterator

from lpse_docs.assess.change import Change
from lpse_docs.assess.duties import Duty
from lpse_docs.compose.cells import cell, cell_of, header, joined, lines
from lpse_docs.compose.law import anchor, long_date
from lpse_docs.compose.ledger import Speaker
from lpse_docs.compose.narrative import criteria_in_a_row, incomplete_words, named
from lpse_docs.compose.numerals import in_words
from lpse_docs.compose.office import signature, title_page
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import sentence, standard_name, within
from lpse_docs.compose.template import Fragment, Phrase, printed
from lpse_docs.compose.verdicts import STATUS_WORDS
from lpse_docs.document.blocks import Cell, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import Blank, Inline, Reference, Strong, Text, text
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.model.assessment import Status
from lpse_docs.model.evidence import Confidentiality
from lpse_docs.model.office import Stage
from lpse_docs.model.regulation import Modality, Provision
from lpse_docs.model.workspace import Workspace

DOTS = "........................"
OPEN = "Biasa"  # the nature of a letter that anybody may read


def nature(period: Period) -> str:
    """`Sifat` of a letter: a report that lists restricted evidence is restricted itself."""
    open_to_all = all(item.confidentiality is Confidentiality.PUBLIC for item in period.assessment.register.evidence)
    return OPEN if open_to_all else "Terbatas"


def letter_head(period: Period, subject: str, *enclosed: str) -> Fragment:
    """Place and date to be filled in, number, nature, enclosures and subject of an official letter (Permendagri 1/2023)."""
    workspace, many = period.workspace, len(enclosed)
    facts: list[tuple[str, tuple[Inline, ...]]] = [
        ("Nomor", (Blank(),)),
        ("Sifat", text(nature(period))),
        ("Lampiran", text(f"{many} ({in_words(many)}) berkas" if many else "-")),
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
    """Title page with the year of the scoring date; it says what is not assessed or out of scope, and who may not read it."""
    made = title_page(period.workspace.office, printed(title), printed(subtitle), period.on.year)
    warnings = []
    if not period.score.complete:
        warnings.append(Paragraph((incomplete_words(period),), Role.COVER_SUBTITLE))
    if period.outside:
        share = Speaker(period).share("standar-lingkup", "standar", "standar yang dinilai")
        warnings.append(Paragraph(sentence("Baru ", share), Role.COVER_SUBTITLE))
    if nature(period) != OPEN:
        warnings.append(Paragraph(text(f"Sifat: {nature(period)}"), Role.COVER_SUBTITLE))
    emblem, name, below, *foot = made.blocks
    return Fragment((emblem, name, below, *warnings, *foot))


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
    return Fragment((Table((34, 30, 38, 58), (row,), "Angka pokok", (header(*(name for name, _ in facts)),)),))


def key_facts(period: Period) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
    """What a regent looks for first, in figures: standards met, stage, next threshold, change; each leads to its origin."""
    tell, scored = Speaker(period), period.score
    stage = (Text("Tahap "), tell.digits("tahap-tercapai")) if scored.stage else text("belum ada")
    mark = (tell.digits("tanda-berikut"), Text(" standar")) if scored.next_stage else text("tidak ada lagi")
    return (
        ("Standar terpenuhi", (tell.digits("standar-terpenuhi"), Text(" dari "), tell.digits("standar"))),
        ("Tahap tercapai", stage),
        ("Ambang berikutnya", mark),
        ("Perubahan", _difference(period)),
    )


def _difference(period: Period) -> tuple[Inline, ...]:
    """From how many to how many standards, and how many are gained and lost; words where nothing can be compared."""
    if period.change is None:
        return text("penilaian pertama")
    if not period.change.comparable:
        return text("tidak dapat dibandingkan")
    tell = Speaker(period)
    told = [
        sentence("bertambah ", tell.digits("standar-bertambah")),
        sentence("berkurang ", tell.digits("standar-berkurang")),
        *tell.parts(("standar-baru-dinilai", "baru selesai dinilai")),
        *tell.parts(("standar-belum-dibandingkan", "belum dapat dibandingkan")),
    ]
    was, now = tell.digits("standar-sebelumnya"), tell.digits("standar-terpenuhi")
    return sentence("dari ", was, " menjadi ", now, " (", joined(told), ")")


def change_summary(period: Period) -> Fragment:
    """What a reader has to know of the changes: which standards, and what fell or cannot be compared; else nothing."""
    found = period.change
    if found is None or not found.comparable:
        return Fragment(())
    standards = (
        ("Standar menjadi terpenuhi", found.gained),
        ("Standar terpenuhi yang baru selesai dinilai", found.newly_met),
        ("Standar menjadi tidak terpenuhi", found.lost),
        ("Standar yang belum dapat dibandingkan", found.pending),
        ("Standar yang lingkupnya berubah", found.rescoped),
    )
    rows = [_told(name, Paragraph(named(period, letters), Role.CELL)) for name, letters in standards if letters]
    fallen = [Paragraph(_from_to(period, found, code), Role.CELL) for code in found.down]
    rows.append(_told("Kriteria yang turun", *(fallen or [Paragraph(text("Tidak ada."), Role.CELL)])))
    if found.unassessed:
        row = Paragraph(criteria_in_a_row(found.unassessed), Role.CELL)
        rows.append(_told("Kriteria yang belum dapat dibandingkan", row))
    return Fragment((Table((50, 110), tuple(rows), "Perubahan yang perlu diperhatikan"),))


def _told(name: str, *said: Paragraph) -> Row:
    return Row((cell(name, Role.CELL_LABEL), cell_of(said)))


def _from_to(period: Period, found: Change, code: str) -> tuple[Inline, ...]:
    """What a criterion says, and from what to what it fell."""
    was, now = (STATUS_WORDS[_outcomes(found, before=before)[code]].lower() for before in (True, False))
    statement = period.criterion[code][1].statement.rstrip(".")
    return sentence(Reference(anchor(code), text(code)), f", {within(statement)}: semula {was}, kini {now}.")


def changes_table(period: Period) -> Fragment:
    """Every criterion that rose, fell, or was assessed in one of both periods only, with its outcomes; else nothing."""
    found = period.change
    if found is None or not found.comparable:
        return Fragment(())
    was, now = _outcomes(found, before=True), _outcomes(found, before=False)
    told = (
        ("turun", found.down),
        ("belum dapat dibandingkan", found.unassessed),
        ("keberlakuan berubah", found.applicability),
        ("naik", found.up),
        ("baru dinilai", found.newly_assessed),
    )
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
    if not rows:
        return Fragment((Paragraph(text("Tidak ada kriteria yang hasilnya berubah.")),))
    head = header("Kriteria", "Rumusan", "Semula", "Kini", "Perubahan")
    return Fragment((Table((18, 70, 23, 23, 26), rows, "Perubahan kriteria", (head,)),))


def _outcomes(found: Change, *, before: bool) -> dict[str, Status]:
    scored = found.before if before else found.after
    return {item.criterion: item.outcome for one in scored.standards for item in one.criteria}


def duties_table(period: Period) -> Fragment:
    """The binding provisions with the criteria that serve them: those met, and those not."""
    rows = tuple(Row(tuple(_duty(period, item))) for item in period.duties)
    if not rows:
        return Fragment((Paragraph(text("Peraturan tidak memuat ketentuan yang wajib atau dilarang.")),))
    head = header("Ketentuan", "Isi", "Keadaan", "Kriteria terpenuhi", "Kriteria belum terpenuhi")
    return Fragment((Table((29, 58, 29, 22, 22), rows, "Ketentuan yang mengikat", (head,)),))


def _duty(period: Period, item: Duty) -> Iterator[Cell]:
    yield cell(item.provision.cite, Role.CELL_SMALL, origin=item.provision.at("cite"))
    yield cell(_ordered(item.provision), Role.CELL_SMALL, origin=item.provision.at("text"))
    if item.standards:
        met = Speaker(period).share("standar-terpenuhi", "standar", "standar terpenuhi")
        whole = all(one.met for one in item.standards)
        yield cell(sentence(met, "" if whole else "; belum seluruhnya"), Role.CELL_SMALL)
        for wanted in (True, False):
            letters = [one.letter.upper() for one in item.standards if one.met is wanted]
            yield cell(f"Standar {', '.join(letters)}" if letters else "-", Role.CELL_SMALL)
        return
    yield cell(item.reach.value, Role.CELL_SMALL)
    yield cell(criteria_in_a_row(item.met), Role.CELL_SMALL)
    yield cell_of(_not_met(item))


def _ordered(provision: Provision) -> str:
    """What a provision orders; a prohibition says so, since beside duties its bare words would read as one."""
    if provision.modality is not Modality.MUST_NOT or provision.text.lower().startswith("dilarang"):
        return provision.text
    return f"Dilarang: {within(provision.text)}"


def _not_met(item: Duty) -> Iterator[Paragraph]:
    """Criteria that are not met, and apart from them those that nobody has assessed."""
    if item.unmet or not item.unassessed:
        yield Paragraph(criteria_in_a_row(item.unmet), Role.CELL_SMALL)
    if item.unassessed:
        yield Paragraph(sentence("Belum dinilai: ", criteria_in_a_row(item.unassessed)), Role.CELL_SMALL)


def stages_table(period: Period) -> Fragment:
    """Stages of phased adoption: how many standards of each are met, and which are not."""
    rows = tuple(Row(tuple(_stage(period, stage))) for stage in period.workspace.office.stages)
    head = header("Tahap", "Standar", "Terpenuhi", "Ambang kumulatif", "Alasan", "Keyakinan")
    return Fragment((Table((14, 50, 21, 20, 34, 21), rows, "Tahap adopsi standar", (head,)),))


def _stage(period: Period, stage: Stage) -> Iterator[Cell]:
    standards = [period.workspace.standard[letter] for letter in stage.standards if letter in period.workspace.standard]
    named = (standard_name(item) + ("" if period.of(item).met else " (belum terpenuhi)") for item in standards)
    met = Speaker(period).digits(f"tahap-{stage.stage}-terpenuhi")
    yield cell(str(stage.stage), Role.CELL_CENTER)
    yield cell(lines(named), Role.CELL_SMALL)
    yield cell(sentence(met, f"/{len(stage.standards)}"), Role.CELL_CENTER)
    yield cell(f"{stage.cumulative} dari {len(period.standards)}", Role.CELL_CENTER)
    yield cell(stage.reason, Role.CELL_SMALL, origin=stage.at("reason"))
    yield cell(stage.confidence.value, Role.CELL_SMALL, origin=stage.at("confidence"))


def summary_table(*rows: tuple[str, Phrase]) -> Fragment:
    """Labelled sentences, as a regent reads them: what, and the sentence; what has nothing to say has no row."""
    told = [(name, words.children) for name, words in rows if words.children]
    made = tuple(Row((cell(printed(name), Role.CELL_LABEL), cell(words))) for name, words in told)
    return Fragment((Table((24, 136), made, "Pokok hasil"),))
