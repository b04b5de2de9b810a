"""What every test may ask for: a small workspace, and programs that must be installed."""

import os
import shutil
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from lpse_docs.diagnostics import errors
from lpse_docs.document.theme import Theme
from lpse_docs.load.theme import load_theme
from lpse_docs.pipeline import trial
from lpse_docs.pipeline.plan import looks
from tests import tiny

# Everywhere else the properties look for new cases; a landing must not depend on chance or on a busy machine.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*programs): skip when a program is not on PATH; fail when LPSE_NO_SKIP=1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A line that nothing but chance reaches is not covered; measuring what hypothesis itself does takes half its time."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("no_cover")


def pytest_runtest_setup(item: pytest.Item) -> None:
    wanted = [program for mark in item.iter_markers("needs") for program in mark.args]
    missing = [program for program in wanted if shutil.which(program) is None]
    if missing and os.environ.get("LPSE_NO_SKIP") == "1":
        pytest.fail(f"not on PATH, and nothing may be skipped: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not on PATH: {', '.join(missing)}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A run that may skip nothing fails when anything was skipped, for whatever reason."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("LPSE_NO_SKIP") == "1" and exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def known_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """The repository's own look is without flaws (`pipeline/test_trial.py`); trying it takes seconds each time."""
    really = trial.flaws
    monkeypatch.setattr(trial, "flaws", lambda theme: [] if _look(theme) == _shipped() else really(theme))


@cache
def _shipped() -> list[list[str]]:
    theme, found = load_theme(tiny.ROOT)
    assert theme and not errors(found)
    return _look(theme)


def _look(theme: Theme) -> list[list[str]]:
    return [looks(theme, suffix) for suffix in trial.FORMATS]


@pytest.fixture
def workspace_folder(tmp_path: Path, known_look: None) -> Path:
    """A tiny valid workspace on disk: one standard, one SOP, short templates, the repository's look."""
    return tiny.write(tmp_path / "ruang kerja")
