"""New results written into a scorecard: all of them or none, and never over what somebody else saved meanwhile."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lpse_docs.assess.moderation import Verdict
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.load.files import read_text
from lpse_docs.load.schema import validate
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.assessment import Scorecard
from lpse_docs.pipeline import atomic, faults
from lpse_docs.returns.amend import Unwritable, amended


def amend(root: Path, path: str, seen: str, verdicts: Sequence[Verdict], order: Sequence[str]) -> Diagnostic | None:
    """Write verdicts into a scorecard; None when they stand there, else what prevented it.

    Args:
        root: The workspace.
        path: The scorecard, relative to the workspace.
        seen: Its text when the verdicts were made.
        verdicts: At most one for each criterion.
        order: Codes of all criteria, in order.
    """
    results = [item.result for item in verdicts]
    changes = [item.change for item in verdicts if item.change]
    try:
        with _alone((root / path).parent):
            if read_text(root, path) != (seen, []):
                return faults.changed_meanwhile(path)
            text = amended(seen, results, changes, order)
            _prove(seen, text, verdicts, path)
            atomic.write((root / path).resolve(), text.encode())
    except Unwritable as fault:
        return faults.not_line_by_line(Span(path, fault.line, 1))
    except OSError as error:
        return faults.card_not_written(path, faults.reason(error))
    return None


def _prove(before: str, after: str, verdicts: Sequence[Verdict], path: str) -> None:
    """See that the new text says what it shall and nothing else has changed; a fault of the program stops here."""
    old, new = (_card(text, path) for text in (before, after))
    told = {item.criterion: item for item in old.results} | {it.result.criterion: it.result for it in verdicts}
    results = {item.criterion: item.model_dump() for item in new.results}
    history = [item.model_dump() for item in (*old.history, *(it.change for it in verdicts if it.change))]
    rest = {"results", "history"}
    proven = (
        results == {code: item.model_dump() for code, item in told.items()}
        and [item.model_dump() for item in new.history] == history
        and new.model_dump(exclude=rest) == old.model_dump(exclude=rest)
    )
    if not proven:
        raise RuntimeError(f"{path}: the amended text does not say what it should")


def _card(text: str, path: str) -> Scorecard:
    value, found = read_yaml(text, path)
    made, misfits = validate(Scorecard, value, path)
    if made is None or found:
        raise RuntimeError(f"{path}: {[*found, *misfits]}")
    return made


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder of a period; another program of ours waits until this one has written."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
