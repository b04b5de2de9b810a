"""A filled working paper, whatever its format: what stands in its places becomes judgements."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeAlias, TypeVar

from lpse_docs.assess.returned import Judgement, Returned
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.assessment import Status
from lpse_docs.returns import paper_faults as faults
from lpse_docs.returns import values
from lpse_docs.returns.days import day

Value = TypeVar("Value")
Read: TypeAlias = tuple[Returned | None, list[Diagnostic]]

FIELD_NAMES: Mapping[str, str] = {
    "status": "status",
    "alasan": "reason",
    "temuan": "finding",
    "rekomendasi": "recommendation",
    "bukti": "evidence",
    "tanggal": "assessed_on",
}
# LibreOffice writes blanks for the commas and colons of keywords, whichever of its versions it is.
CARD = re.compile(r"(?<![\w-])kartu-skor[: ]([a-z])(?![\w-])")
CRITERIA = re.compile(r"(?<![\w-])kriteria[: ]([0-9a-f]{64})(?![\w-])")
OURS = re.compile(r"(?<![\w-])(?:kartu-skor:|kriteria:|periode:|kriteria [0-9a-f]{64})")
PLACE = re.compile(r"(S[0-9]{2}-K[0-9]{2}|lembar)/([a-z]+)(?:/([a-z-]+))?(?:~[0-9]{1,4})?")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CODE = 60
TICKS, BOXES = "☒☑☓✓✔✗✘⊠🗹🗷", "□☐◻⬜"
MARKED = re.compile(f"([{TICKS}{BOXES}])([^{TICKS}{BOXES}]*)")
MOST = 50  # findings of one file
SHOWN = 40


@dataclass(frozen=True)
class Answer:
    """What stands in one place.

    Attributes:
        name: Name of the place: `S04-K02/status`.
        words: What a reader sees there; a tick is `Ya`.
        day: Date that the file keeps beside the words; None where it keeps none.
        ticked: Whether the words are the name of a box that is ticked.
    """

    name: str
    words: str
    day: str = ""
    ticked: bool = False


@dataclass(frozen=True)
class Paper:
    """A file of ours, opened.

    Attributes:
        file: Its name, for messages.
        keywords: Its keywords in one line.
        answers: What stands in its places, in order of the document.
        tagged: Whether the file itself names its places; else the names were found out, or are empty.
    """

    file: str
    keywords: str
    answers: Sequence[Answer]
    tagged: bool = True


class Unread(ValueError):
    """A value that cannot be read; the sentence says why."""


def read_paper(paper: Paper, *, made_here: bool) -> Read:
    """The judgements that stand in a paper.

    Args:
        paper: The opened file.
        made_here: Whether other marks than its keywords say that the file is ours.
    """
    letter = _found(CARD, paper.keywords)
    if not letter:
        return None, [faults.not_a_scorecard(paper.file, _stranger(paper, made_here))]
    table = _table(paper.answers)
    if not any(code != "lembar" for code, _ in table):
        return None, [faults.no_places(paper.file)]
    desk = _Desk(paper.file, f"Kartu skor {letter.upper()}", table)
    desk.lost(paper.answers)
    made = desk.returned(_found(CRITERIA, paper.keywords))
    return made, [*desk.told(), *([] if paper.tagged else [faults.names_found_out(paper.file)])]


def _found(pattern: re.Pattern[str], line: str) -> str:
    found = pattern.search(line)
    return found[1] if found else ""


def _stranger(paper: Paper, made_here: bool) -> str:
    """Why a document is not taken for a scorecard."""
    if any(PLACE.fullmatch(answer.name) for answer in paper.answers):
        return "tempat isiannya dari kartu skor, tetapi kata kunci yang memuat asalnya telah hilang."
    if made_here or OURS.search(paper.keywords):
        return "dokumen ini dari program ini, tetapi bukan kartu skor."
    return "dokumen ini bukan dari program ini, atau tanda asalnya telah hilang."


Key: TypeAlias = tuple[str, str]


def _table(answers: Iterable[Answer]) -> dict[Key, list[Answer]]:
    """Answers by criterion and field; a name that stands in the document again counts to the same place."""
    table: dict[Key, list[Answer]] = {}
    for answer in answers:
        if found := PLACE.fullmatch(answer.name):
            row = table.setdefault((found[1], found[2]), [])
            if found[3] is None:
                row.append(answer)
            elif answer.words:  # a box with a name of its own
                row.append(Answer(answer.name, found[3], ticked=True))
    return table


@dataclass
class _Desk:
    """Reads the places of one file."""

    file: str
    title: str
    table: Mapping[Key, list[Answer]]
    findings: list[Diagnostic] = field(default_factory=list)

    def returned(self, digest: str) -> Returned:
        head_day = self.attempt("lembar", "tanggal", self.day, None)
        filled = {}
        for code in dict.fromkeys(code for code, _ in self.table if code != "lembar"):
            made = self.judgement(code, head_day)
            if made is not None and made != Judgement():
                filled[code] = made
        places = {(code, name): self.place(code, key) for code in filled for key, name in FIELD_NAMES.items()}
        return Returned(self.file, "", self.assessor(), False, digest, {}, filled, places)

    def lost(self, answers: Iterable[Answer]) -> None:
        """Tell what is filled in where nobody knows what for."""
        for answer in answers:
            if not answer.name and (said := clean(answer.words)):
                sentence = f"{shown(said)} diisi di tempat yang tidak lagi dikenali."
                self.findings.append(faults.not_understood(self.file, self.title, sentence))

    def told(self) -> list[Diagnostic]:
        if len(self.findings) <= MOST:
            return self.findings
        rest = f"{len(self.findings) - MOST} isian lain tidak terbaca."
        return [*self.findings[:MOST], faults.not_understood(self.file, self.title, rest)]

    def place(self, code: str, key: str) -> str:
        return f"{self.title}, {'kepala lembar' if code == 'lembar' else code}, {key.capitalize()}"

    def assessor(self) -> str:
        """The code in the head of the sheet; a person's name there is no code."""
        words = {said.lower() for said in self.words(("lembar", "asesor"))}
        who = words.pop() if len(words) == 1 else ""
        return who if len(who) <= LONGEST_CODE and CODE.fullmatch(who) else ""

    def words(self, key: Key) -> list[str]:
        """What is said in a place, each thing once."""
        said = (clean(answer.words) for answer in self.table.get(key, ()))
        return list(dict.fromkeys(filter(None, said)))

    def judgement(self, code: str, head_day: date | None) -> Judgement | None:
        """What is said of a criterion; None when part of it cannot be read."""
        before = len(self.findings)
        status = self.attempt(code, "status", self.status, Status.UNASSESSED)
        alasan, temuan, rekomendasi, bukti = (
            self.attempt(code, key, partial(self.text, key=key), "")
            for key in ("alasan", "temuan", "rekomendasi", "bukti")
        )
        own = self.attempt(code, "tanggal", self.day, None)
        if len(self.findings) > before:
            return None
        return Judgement(
            status=status,
            reason=alasan or None,
            finding=temuan or None,
            recommendation=rekomendasi or None,
            evidence=values.codes(bukti.lower()),
            assessed_on=own or (head_day if status is not Status.UNASSESSED else None),
        )

    def attempt(self, code: str, key: str, reader: Callable[[str], Value], otherwise: Value) -> Value:
        """A value; when it cannot be read, this is told."""
        try:
            return reader(code)
        except Unread as fault:
            self.findings.append(faults.not_understood(self.file, self.place(code, key), str(fault)))
            return otherwise

    def text(self, code: str, key: str) -> str:
        said = self.words((code, key))
        if len(said) > 1:
            raise Unread(f"diisi dua kali: {' dan '.join(map(shown, said))}.")
        return said[0] if said else ""

    def status(self, code: str) -> Status:
        """The status that is chosen; nothing chosen is no statement."""
        chosen: list[str] = []
        for words in self.words((code, "status")):
            chosen += ticked(words)
        statuses = {values.status(words): words for words in chosen}
        if len(statuses) > 1:
            raise Unread(f"dicentang lebih dari satu: {' dan '.join(map(shown, statuses.values()))}.")
        if None in statuses:
            raise Unread(f"{shown(statuses[None])} bukan status; yang dikenal: {', '.join(Status)}.")
        return next(filter(None, statuses), Status.UNASSESSED)

    def day(self, code: str) -> date | None:
        """The date that stands there; it must be the one that the file keeps beside the words."""
        found: set[date] = set()
        for answer in self.table.get((code, "tanggal"), ()):
            found.update(_days(answer))
        if len(found) > 1:
            raise Unread(f"memuat dua tanggal: {' dan '.join(it.isoformat() for it in sorted(found))}.")
        return found.pop() if found else None


def _days(answer: Answer) -> Iterator[date]:
    words = clean(answer.words)
    if not re.search(r"\w", words):
        return
    for said in filter(None, (words, answer.day)):
        made = day(said)
        if made is None:
            raise Unread(f"{shown(said)} bukan tanggal; tulis misalnya 30 Juni 2026.")
        yield made


def clean(words: str) -> str:
    """Words as a source holds them: composed, one sort of line end, no blanks around lines."""
    plain = unicodedata.normalize("NFC", words).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return "\n".join(" ".join(re.split(r"[ \t\u00a0]+", line)).strip() for line in plain.split("\n")).strip()


def ticked(words: str) -> list[str]:
    """The choices that are made in a text: what stands before all boxes, and behind boxes that are ticked."""
    typed = re.split(f"[{TICKS}{BOXES}]", words, maxsplit=1)[0].strip()
    chosen = [choice.strip() for mark, choice in MARKED.findall(words) if mark in TICKS]
    return [typed, *chosen] if re.search(r"\w", typed) else chosen


def shown(words: str) -> str:
    """Words in a sentence, in quotes, cut where they are long."""
    line = " ".join(words.split())
    return f"“{line[:SHOWN]}…”" if len(line) > SHOWN + 1 else f"“{line}”"
