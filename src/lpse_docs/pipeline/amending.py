"""New results written into the files of a period: all of them or none, and never over what somebody else saved meanwhile."""

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lpse_docs.assess.moderation import Verdict
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.load.files import TEXT_LIMIT, read_text
from lpse_docs.load.schema import validate
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.assessment import BlindScores, Scorecard, StatusChange
from lpse_docs.model.seal import continued
from lpse_docs.pipeline import atomic, faults
from lpse_docs.pipeline.turn import turn
from lpse_docs.returns.amend import amended
from lpse_docs.returns.page import Unwritable


@dataclass(frozen=True)
class Amendment:
    """What shall stand in a scorecard, or in the marks of an assessor who works blind.

    Attributes:
        path: The file, relative to the workspace.
        seen: Its text when the verdicts were made; None when there was no such file.
        verdicts: At most one for each criterion; blind marks have no history.
        head: The text a file begins with that does not exist yet; it holds no results.
        blind: Whether it is a file of blind marks.
    """

    path: str
    seen: str | None
    verdicts: Sequence[Verdict]
    head: str = ""
    blind: bool = False

    @property
    def before(self) -> str:
        """The text to which verdicts are added."""
        return self.head if self.seen is None else self.seen


def amend(root: Path, path: str, seen: str, verdicts: Sequence[Verdict], order: Sequence[str]) -> Diagnostic | None:
    """Write verdicts into a scorecard; None when they stand there, else what prevented it.

    Args:
        root: The workspace.
        path: The scorecard, relative to the workspace.
        seen: Its text when the verdicts were made.
        verdicts: At most one for each criterion.
        order: Codes of all criteria, in order.
    """
    return amend_all(root, str(Path(path).parent), [Amendment(path, seen, verdicts)], order)


def amend_all(root: Path, folder: str, wanted: Sequence[Amendment], order: Sequence[str]) -> Diagnostic | None:
    """Write into several files of one period; when one cannot be written, all are as they were.

    Args:
        root: The workspace.
        folder: The folder of the period, relative to the workspace.
        wanted: One for each file.
        order: Codes of all criteria, in order.
    """
    path = folder
    try:
        with turn(root):
            texts: list[tuple[Amendment, str]] = []
            for item in wanted:
                path = item.path
                if _now(root, path) != item.seen:
                    return faults.changed_meanwhile(path)
                texts.append((item, _text(item, order)))
                if len(texts[-1][1].encode()) > TEXT_LIMIT:
                    return faults.card_not_written(path, f"lebih dari {TEXT_LIMIT // 1_000_000} MB")
            with contextlib.ExitStack() as undoing:
                for item, text in texts:
                    path = item.path
                    undoing.callback(_restore, root, item)
                    _write(root, path, text)
                undoing.pop_all()
    except Unwritable as fault:
        return faults.not_line_by_line(Span(path, fault.line, 1))
    except OSError as error:
        return faults.card_not_written(path, faults.reason(error))
    return None


def _now(root: Path, path: str) -> str | None:
    """The text as it is now; None when there is none. A faulty text is never the one that was seen."""
    if not os.path.lexists(root / path):
        return None
    text, found = read_text(root, path)
    return "" if found or text is None else text


def _text(item: Amendment, order: Sequence[str]) -> str:
    old = _read(item.before, item)
    changes = _changes(item, old)
    text = amended(item.before, [it.result for it in item.verdicts], changes, order)
    _prove(item, old, changes, _read(text, item))
    return text


def _changes(item: Amendment, card: Scorecard | BlindScores) -> tuple[StatusChange, ...]:
    """The new lines of history, sealed behind those that are there."""
    told = (it.change for it in item.verdicts if it.change)
    return continued(card.history, told) if isinstance(card, Scorecard) else ()


def _write(root: Path, path: str, text: str) -> None:
    target = root / path
    target.parent.mkdir(exist_ok=True)
    if not target.parent.resolve().is_relative_to(root.resolve()):
        raise PermissionError(1, "outside the workspace", path)
    atomic.write(target.resolve(), text.encode())


def _restore(root: Path, item: Amendment) -> None:
    """Put back what stood there; what cannot be put back was not written either, mostly."""
    with contextlib.suppress(OSError):
        if item.seen is None:
            (root / item.path).unlink(missing_ok=True)
        elif _now(root, item.path) != item.seen:
            atomic.write((root / item.path).resolve(), item.seen.encode())


def _prove(
    item: Amendment, old: Scorecard | BlindScores, changes: Sequence[StatusChange], new: Scorecard | BlindScores
) -> None:
    """See that the new text says what it shall and nothing else has changed; a fault of the program stops here."""
    told = {it.criterion: it for it in old.results} | {it.result.criterion: it.result for it in item.verdicts}
    results = {it.criterion: it.model_dump() for it in new.results}
    rest = {"results", "history"}
    proven = (
        results == {code: it.model_dump() for code, it in told.items()}
        and _history(new) == [*_history(old), *(it.model_dump() for it in changes)]
        and new.model_dump(exclude=rest) == old.model_dump(exclude=rest)
    )
    if not proven:
        raise RuntimeError(f"{item.path}: the amended text does not say what it should")


def _history(card: Scorecard | BlindScores) -> list[object]:
    return [it.model_dump() for it in card.history] if isinstance(card, Scorecard) else []


def _read(text: str, item: Amendment) -> Scorecard | BlindScores:
    value, found = read_yaml(text, item.path)
    made: Scorecard | BlindScores | None
    if item.blind:
        made, misfits = validate(BlindScores, value, item.path)
    else:
        made, misfits = validate(Scorecard, value, item.path)
    if made is None or found:
        raise RuntimeError(f"{item.path}: {[*found, *misfits]}")
    return made
