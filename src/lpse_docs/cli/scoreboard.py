"""The score as people read it: one line a standard, what it adds up to, and why something does not count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lpse_docs.assess.change import Change
from lpse_docs.assess.score import CriterionScore, Doubt, Score, StandardScore
from lpse_docs.cli.columns import columns
from lpse_docs.compose.law import long_date
from lpse_docs.model.assessment import Assessment, Status
from lpse_docs.model.office import Stage
from lpse_docs.model.seal import broken, uncovered
from lpse_docs.model.standard import Standard

EXAMPLE = "CONTOH - bukan hasil penilaian"
FULFILLED = (Status.MET, Status.NOT_APPLICABLE)


@dataclass(frozen=True)
class Board:
    """All that is shown.

    Attributes:
        shown: The standards that were asked for.
        current: Whether the period was judged by the criteria that the standards hold now.
        earlier: The period before; change: What changed since.
    """

    assessment: Assessment
    scored: Score
    shown: Sequence[Standard]
    current: bool
    earlier: Assessment | None
    change: Change | None

    @property
    def whole(self) -> bool:
        """Whether seals close the history and fit it; what is counted from another one is not to be trusted."""
        history = self.assessment.scorecard.history
        return not (uncovered(history) or broken(history))


def lines(board: Board, *, explain: bool, whole: bool) -> Iterator[str]:
    """The report, line by line; `whole` adds what it adds up to."""
    card = board.assessment.scorecard
    yield f"{card.title}, dihitung per {long_date(board.scored.on)}"
    if card.example:
        yield EXAMPLE
    if not board.scored.complete:
        yield f"BELUM LENGKAP: {board.scored.unassessed} kriteria belum dinilai dan tidak dihitung terpenuhi."
    if not board.current:
        yield "Perangkat kriteria sudah berubah sejak penilaian ini; hasilnya perlu dinilai ulang."
    if not board.whole:
        yield "RIWAYAT TIDAK UTUH: segelnya hilang atau tidak cocok, sehingga hasil ini tidak dapat dipercaya; lihat check."
    yield ""
    yield from _standards(board)
    if whole:
        yield ""
        yield from columns(list(_sums(board)))
        yield from _since(board)
    if explain:
        yield from _explained(board)


def _standards(board: Board) -> list[str]:
    """One line a standard, the counts one below the other."""
    rows = [(item, board.scored.standard(item.letter)) for item in board.shown]
    counts = [f"{it.fulfilled}/{it.applicable}" if it.in_scope else "-" for _, it in rows]
    width = max(map(len, counts))
    return columns(
        [
            (item.letter.upper(), _name(item), count.rjust(width), _verdict(it))
            for (item, it), count in zip(rows, counts, strict=True)
        ]
    )


def _name(standard: Standard) -> str:
    return standard.name.removeprefix("Standar ")


def _verdict(item: StandardScore) -> str:
    if not item.in_scope:
        return "di luar lingkup"
    if item.unassessed:
        return f"belum selesai dinilai, {item.unassessed} kriteria belum dinilai"
    return "terpenuhi" if item.met else "belum terpenuhi"


def _sums(board: Board) -> Iterator[tuple[str, str]]:
    scored = board.scored
    yield "Standar terpenuhi", f"{scored.met} dari {len(scored.standards)}"
    yield "Kriteria terpenuhi", f"{scored.fulfilled} dari {scored.applicable}"
    yield "Belum dinilai", f"{scored.unassessed} kriteria"
    yield "Tahap tercapai", _stage(scored.stage) if scored.stage else "belum ada"
    following = scored.next_stage
    yield (
        "Tahap berikut",
        (f"{_stage(following)}, kurang {following.cumulative - scored.met}" if following else "tidak ada lagi"),
    )


def _stage(stage: Stage) -> str:
    return f"tahap {stage.stage} ({stage.cumulative} standar)"


def _since(board: Board) -> Iterator[str]:
    """What changed since the period before."""
    change = board.change
    if change is None or board.earlier is None:
        return
    title = board.earlier.scorecard.title
    if not change.comparable:
        yield f"Tidak dibandingkan dengan {title}: perangkat kriterianya berbeda."
        return
    parts = [f"Dibanding {title}: {change.before.met} menjadi {change.after.met} standar."]
    told = (
        ("Baru terpenuhi", change.gained),
        ("Terpenuhi, semula belum dinilai", change.newly_met),
        ("Lepas", change.lost),
        ("Semula terpenuhi, kini belum dinilai", change.pending),
        ("Lingkup berbeda", change.rescoped),
    )
    parts += [f"{word}: {_letters(letters)}." for word, letters in told if letters]
    yield " ".join(parts)


def _letters(letters: Sequence[str]) -> str:
    return ", ".join(letter.upper() for letter in letters)


def _explained(board: Board) -> Iterator[str]:
    """Every criterion within the scope that does not count as met."""
    for standard in board.shown:
        item = board.scored.standard(standard.letter)
        wanting = [one for one in item.criteria if one.outcome not in FULFILLED]
        if item.in_scope and wanting:
            yield ""
            yield f"{standard.letter.upper()}. {_name(standard)}: {item.fulfilled}/{item.applicable}"
            for one in wanting:
                yield from _why(board.assessment, one)


def _why(assessment: Assessment, item: CriterionScore) -> Iterator[str]:
    judged = _said(item.judged)
    yield f"  {item.criterion}  {_said(item.outcome)}" + (f" (dinilai {judged})" if item.lowered else "")
    reasons = [*_unwritten(assessment, item.criterion), *_reasons(item)]
    yield from (f"           {reason}" for reason in reasons)


def _unwritten(assessment: Assessment, criterion: str) -> Iterator[str]:
    """A status that nobody entered in the history, which alone is believed."""
    written, told = assessment.result.get(criterion), assessment.history.get(criterion)
    last = told[-1].after if told else Status.UNASSESSED
    if written is not None and written.status is not last:
        yield f"kartu skor menulis {_said(written.status)}, tetapi riwayatnya {_said(last)}"


def _reasons(item: CriterionScore) -> Iterator[str]:
    """What is wanting: kinds that nothing proves, then whatever else was cited in vain."""
    if item.judged is Status.UNASSESSED:
        return
    if item.judged is Status.NOT_APPLICABLE:
        yield "tidak berlaku tanpa alasan"
        return
    told: set[tuple[str, Doubt]] = set()
    for shortfall in item.shortfalls:
        told.update(shortfall.cited)
        cited = ", ".join(f"{code} {doubt.value}" for code, doubt in shortfall.cited)
        yield f"{shortfall.kind.value}: {cited or 'tidak ada bukti'}"
    yield from (f"{code}: {doubt.value}" for code, doubt in item.doubted if (code, doubt) not in told)
    if not item.shortfalls:
        judged = "jenis bukti yang diminta ada; asesor menilai isinya belum cukup"
        yield "kriteria tidak meminta bukti, sehingga tidak dapat dibuktikan" if item.judged is Status.MET else judged


def _said(status: Status) -> str:
    return status.value.replace("-", " ")
