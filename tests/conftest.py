"""What every test may ask for: a small workspace, and programs that must be installed."""

import gc
import os
import shutil
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from lpse_docs.diagnostics import errors
from lpse_docs.document.theme import Theme
from lpse_docs.load import project
from lpse_docs.load.theme import load_theme
from lpse_docs.pipeline import trial
from lpse_docs.pipeline.plan import looks
from tests import measuring, tiny
from tests.sharing import SHIPPED, Groups, group, rank

if TYPE_CHECKING:
    from xdist.remote import Producer

    from tests.pki import Pki
    from tests.web.chromium import Tab

# Everywhere else the properties look for new cases; a landing must not depend on chance or on a busy machine.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")

MADE = lru_cache(maxsize=512)(project._made)


def pytest_configure(config: pytest.Config) -> None:
    gc.set_threshold(200_000, 10, 10)  # at the usual 700 looking for cycles takes a sixth of the time
    config.addinivalue_line("markers", "needs(*programs): skip when a program is not on PATH; fail when LPSE_NO_SKIP=1")


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    measuring.follow(session.config)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is measured, and what comes first.

    A line that nothing but chance, or nothing but the shipped content reaches is not covered; measuring takes half the
    time of what hypothesis does and of books that are written, printed and audited.
    """
    for item in items:
        if group(item.nodeid) == SHIPPED or getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("no_cover")
    if os.environ.get("PYTEST_XDIST_WORKER"):
        items.sort(key=lambda item: rank(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> Groups:
    return Groups(config, log)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """What is made for tests that are not measured is not measured either; pytest-cov looks at the tests alone."""
    cover = getattr(item.config.pluginmanager.get_plugin("_cov"), "cov_controller", None)
    paused = cover if item.get_closest_marker("no_cover") else None
    if paused:
        paused.pause()
    try:
        _need_programs(item)
        yield
    finally:
        if paused:
            paused.resume()


def _need_programs(item: pytest.Item) -> None:
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


@pytest.fixture(autouse=True)
def parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same text of the same file is the same value; the tests of `load`, where that is proven, parse it each time."""
    monkeypatch.setattr(project, "_made", MADE)


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


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Pki"]:
    """A certification body with all its services, and its signers."""
    from tests.pki import running

    with running(tmp_path_factory.mktemp("pki")) as made:
        yield made


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Tab"]:
    """Started once; starting takes longer than what a test does with it."""
    from tests.web.chromium import chromium

    with chromium(tmp_path_factory.mktemp("profil")) as started:
        yield started


@pytest.fixture
def tab(browser: "Tab") -> "Tab":
    """An empty page."""
    browser.begin()
    return browser


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented example, made once; who writes into it takes a copy."""
    from tests.cli.conftest import lpse

    folder = tmp_path_factory.mktemp("contoh") / "peragaan"
    ran = lpse("demo", str(folder))
    assert ran.code == 0, ran.text
    return folder


@pytest.fixture
def workspace_folder(tmp_path: Path, known_look: None) -> Path:
    """A tiny valid workspace on disk: one standard, one SOP, short templates, the repository's look."""
    return tiny.write(tmp_path / "ruang kerja")
