"""What is asked of the regent: who is to do what, named by evidence, code and standard; no criterion is asked for twice."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from lpse_docs.assess.asked import expired
from lpse_docs.assess.gaps import Gap
from lpse_docs.compose.law import long_date
from lpse_docs.compose.ledger import Speaker
from lpse_docs.compose.office import short_name
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import Words, in_a_row, place_of, sentence, standard_name, standards_in_a_row, wanted
from lpse_docs.document.inlines import text
from lpse_docs.model.standard import EvidenceKind

NAMED = 3  # criteria that one request names; the others stand in the list of gaps
NAMED_STANDARDS = 3
DECISIONS = 3  # that a letter asks for


def asked_for(period: Period) -> Iterator[Words]:
    """The requests in the order of what they bring, or that the result be kept."""
    made = [words for ask in (_renew, _issue, _settle, _assess, _widen) for words in ask(period, Speaker(period))]
    yield from made or [_keep(period)]


def decided(period: Period) -> Iterator[Words]:
    """The first requests in one line each, as a letter puts them; who, by when and what it brings stands in the summary."""
    wanted = period.asked
    said = (
        (wanted.renew, "Menugaskan Kepala LPSE memperbarui bukti yang kedaluwarsa"),
        (wanted.issue, "Menugaskan pejabat yang berwenang menerbitkan penetapan yang belum ada"),
        (wanted.other, "Menugaskan Sekretaris Daerah mengawasi penyelesaian kesenjangan"),
        (wanted.assess, "Memberi tim penilai waktu untuk menyelesaikan penilaian"),
    )
    made = [text(f"{words} pada Standar {_named(period, found)}.") for found, words in said if found]
    if period.outside:
        made.append(text(f"Memasukkan {standards_in_a_row(period.outside)} ke dalam penilaian berikutnya."))
    yield from made[:DECISIONS] or [text("Menugaskan Kepala LPSE mempertahankan hasil ini.")]


def _keep(period: Period) -> Words:
    """That the result be kept, and which evidence runs out first."""
    head = "Menugaskan Kepala LPSE mempertahankan hasil ini sampai dengan penilaian berikutnya"
    first = period.expiring
    if first is None or first.effective_to is None:
        return text(f"{head}.")
    what = f"{first.id} ({first.kind.value})"
    return text(
        f"{head}; bukti yang paling dahulu habis berlaku, yaitu {what}, diperbarui paling lambat {long_date(first.effective_to)}."
    )


def by(period: Period, letters: Iterable[str]) -> str:
    """By when standards are wanted, as the targets of the plan of the same period tell; nothing where they tell nothing."""
    days = sorted({day for letter in letters if (day := period.due(letter))})
    if not days:
        return ""
    return (
        f", paling lambat {long_date(days[0])} (rencana adopsi)"
        if len(days) == 1
        else (
            f", yang pertama paling lambat {long_date(days[0])} dan semuanya paling lambat {long_date(days[-1])} "
            "(rencana adopsi)"
        )
    )


def _letters(found: Iterable[Gap]) -> list[str]:
    return [gap.letter for gap in found]


def _renew(period: Period, tell: Speaker) -> Iterator[Words]:
    found = period.asked.renew
    if found:
        head = f"Menugaskan Kepala LPSE memperbarui bukti yang kedaluwarsa{', yaitu' if len(found) == 1 else ''}"
        told = _listed(period, tell, "pembaruan", found, _renewed)
        yield sentence(head, told, by(period, _letters(found)), ".", *_then(period, tell))


def _then(period: Period, tell: Speaker) -> Iterator[str | Words]:
    """What renewing brings for sure."""
    closing = [period.workspace.standard[letter] for letter in period.asked.closing]
    if not closing:
        return
    head = f" Setelah bukti itu sah, {standards_in_a_row(closing)} terpenuhi dan jumlahnya menjadi "
    yield sentence(head, tell.figure("standar-bila-diperbarui", "standar"))
    if period.asked.stage and period.asked.stage != period.score.stage:
        yield sentence(" (tahap ", tell.digits("tahap-bila-diperbarui"), ")")
    yield "."


def _renewed(period: Period, gap: Gap) -> str:
    missing = wanted(period, gap, (item for item in gap.shortfalls if not expired(item)))
    renewed = wanted(period, gap, filter(expired, gap.shortfalls))
    return f"{renewed}, serta melengkapi {missing}," if missing else renewed


def _issue(period: Period, tell: Speaker) -> Iterator[Words]:
    found = period.asked.issue
    if found:
        head = "Menugaskan pejabat yang berwenang menerbitkan atau mengesahkan"
        told = _listed(period, tell, "penetapan-kurang", found, _issued)
        yield sentence(head, told, by(period, _letters(found)), ".")


def _issued(period: Period, gap: Gap) -> str:
    return wanted(period, gap, (item for item in gap.shortfalls if item.kind is EvidenceKind.DECREE))


def _settle(period: Period, tell: Speaker) -> Iterator[Words]:
    found = period.asked.other
    if found:
        many = tell.figure("kesenjangan-lain", "kesenjangan lain" if len(found) < len(period.gaps) else "kesenjangan")
        yield sentence(
            "Menugaskan Sekretaris Daerah mengawasi penyelesaian ",
            many,
            f" pada {_where(period, found)}",
            by(period, _letters(found)),
            ".",
        )


def _where(period: Period, found: Iterable[Gap]) -> str:
    """The standards of some gaps: a few by name, many by letter."""
    standards = [period.workspace.standard[letter] for letter in dict.fromkeys(_letters(found))]
    names = "; ".join(standard_name(item) for item in sorted(standards, key=lambda item: item.letter))
    return f"Standar {names}" if len(standards) <= NAMED_STANDARDS else standards_in_a_row(standards)


def _named(period: Period, found: Iterable[Gap]) -> str:
    """`H (Pengelolaan Sumber Daya Manusia) dan Q (Penilaian Internal)`; of many the letters alone."""
    standards = [period.workspace.standard[letter] for letter in sorted(set(_letters(found)))]
    few = len(standards) <= NAMED_STANDARDS
    return in_a_row([it.letter.upper() + (f" ({short_name(it.name)})" if few else "") for it in standards])


def _assess(period: Period, tell: Speaker) -> Iterator[Words]:
    found = period.asked.assess
    if found:
        where = standards_in_a_row(period.workspace.standard[gap.letter] for gap in found)
        many = tell.figure("kriteria-belum-dinilai", "kriteria")
        yield sentence("Memberi tim penilai waktu untuk menilai ", many, f" pada {where}.")


def _widen(period: Period, tell: Speaker) -> Iterator[Words]:
    if period.outside:
        many = tell.figure("standar-luar", "standar")
        head = "Menugaskan Kepala LPSE memasukkan "
        yield sentence(
            head, many, f" di luar lingkup ({standards_in_a_row(period.outside)}) ke dalam penilaian berikutnya."
        )


def _listed(period: Period, tell: Speaker, key: str, found: Sequence[Gap], told: Callable[[Period, Gap], str]) -> Words:
    """What each gap wants, with its code and standard; of many only the most pressing, with their number."""
    named: Iterable[Words] = (sentence(f"{told(period, gap)} (", place_of(period, gap), ")") for gap in found[:NAMED])
    parts = [part for number, words in enumerate(named) for part in (["; "] if number else []) + [words]]
    if len(found) <= NAMED:
        return sentence(": " if len(found) > 1 else " ", *parts)
    return sentence(" bagi ", tell.figure(key, "kriteria"), ", terutama ", *parts)
