"""A template that never ends or never stops growing is stopped where it stands."""

import os
import resource
import signal
import time
from pathlib import Path

import pytest

from lpse_docs.compose.template import Engine
from lpse_docs.pipeline.bounds import bounded
from lpse_docs.pipeline.ground import survey
from lpse_docs.pipeline.prepare import prepare

ENDLESS = "a\n{% for i in range(99999) %}{% for j in range(99999) %}{% set x = j %}{% endfor %}{% endfor %}\n"
GROWING = "a\n{% set ns = namespace(x='x') %}\n{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}\n"
CAPTURE = (
    "a\n{% set x %}{% for i in range(99999) %}{% for j in range(99999) %}xxxx{% endfor %}{% endfor %}{% endset %}\n"
)


@pytest.mark.parametrize("body", [ENDLESS, GROWING, CAPTURE])
def test_a_runaway_template_is_a_fault(body: str) -> None:
    with bounded(seconds=0.5, memory=512 << 20):
        text, _, fault = Engine({"x.md.j2": body}).fill("x.md.j2", {})
    assert not text
    assert fault is not None
    assert fault.name == "x.md.j2"


def test_a_runaway_template_is_a_finding_with_its_place(
    workspace_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lpse_docs.pipeline.prepare.bounded", lambda: bounded(seconds=0.5))
    template = workspace_folder / "templates/documents/standar.md.j2"
    template.write_text(template.read_text("utf-8") + "\n" + ENDLESS, encoding="utf-8")
    found = [item for item in prepare(workspace_folder, survey(workspace_folder)).diagnostics if item.code == "LPSE901"]
    assert found
    assert found[0].span.path == "templates/documents/standar.md.j2"


def test_a_late_signal_leaves_no_bounds_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine the next signal may come while the bounds are taken back."""
    really = signal.setitimer

    def interrupted(which: int, seconds: float, interval: float = 0.0) -> tuple[float, float]:
        if not seconds:
            os.kill(os.getpid(), signal.SIGPROF)
        return really(which, seconds, interval)

    before = signal.getsignal(signal.SIGPROF), resource.getrlimit(resource.RLIMIT_AS)
    monkeypatch.setattr(signal, "setitimer", interrupted)
    with bounded(seconds=60):
        pass
    assert (signal.getsignal(signal.SIGPROF), resource.getrlimit(resource.RLIMIT_AS)) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_time_in_which_others_have_the_processor_does_not_count() -> None:
    with bounded(seconds=0.1):
        time.sleep(0.3)
