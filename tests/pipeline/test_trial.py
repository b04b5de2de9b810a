"""The look on trial: `check` finds what a build would, once for each look."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from lpse_docs import writers
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.load.theme import load_theme
from lpse_docs.pipeline import fresh, trial, verdict, workers
from lpse_docs.pipeline.build import Request, build
from lpse_docs.pipeline.workers import Limits
from tests.pipeline.conftest import Silent, Site
from tests.pipeline.test_build import codes

Spoil = Callable[[Path], object]


@pytest.fixture
def known_look() -> None:
    """Here nothing is known of a look."""


@pytest.fixture
def root(workspace_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny workspace with the real writers."""
    monkeypatch.setattr(fresh, "program_files", lambda: ["__init__.py"])
    return workspace_folder


def check(root: Path) -> list[Diagnostic]:
    return [item for item in verdict.check(root, lambda _: "") if item.code not in {"LPSE101", "LPSE115", "LPSE118"}]


def append(path: str, text: str) -> Spoil:
    def spoil(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return spoil


def cut(path: str, size: int) -> Spoil:
    return lambda root: os.truncate(root / path, size)


@pytest.mark.parametrize(
    ("spoil", "place", "said"),
    [
        (append("templates/css/print.css", "p { colour: red }"), "templates/css/print.css:", "sifat “colour” tidak dikenal"),
        (append("templates/css/print.css", ".isi { font-family: 'DejaVu Sans' }"), "templates/css/print.css:", "fon di luar tema"),
        (append("templates/css/screen.css", "p { color: red"), "templates/css/screen.css:", "kurung “{” belum ditutup"),
        (append("templates/css/screen.css", "/* </style> */"), "templates/css/screen.css:", "</style"),
        (append("templates/words.yaml", "\nlain: '漢'\n"), "templates/words.yaml:1:1", "tanda “漢” (U+6F22) tidak ada pada fon"),
        (cut("templates/fonts/LiberationMono-Regular.ttf", 9000), "templates/fonts/LiberationMono-Regular.ttf", "rusak"),
        (cut("templates/word/reference.docx", 9000), "templates/word/reference.docx", "tidak dapat dibaca"),
        (append("templates/pictures/lambang.svg", "<svg>\n<script/></svg>"), "templates/pictures/lambang.svg:2:1", "script"),
        (
            append("templates/pictures/lambang.svg", '<svg xmlns="http://www.w3.org/2000/svg"><g transform="rotate(a)"/></svg>'),
            "templates/pictures/lambang.svg",
            "gambar tidak dapat digambar",
        ),
    ],
)  # fmt: skip
def test_check_and_build_say_the_same(root: Path, spoil: Spoil, place: str, said: str) -> None:
    (root / "templates/pictures").mkdir(exist_ok=True)
    spoil(root)
    (found,) = check(root)
    assert found.code == "LPSE716"
    assert str(found.span).startswith(place)
    assert said in found.message
    outcome = build(Request(root), Silent())
    assert outcome.release is None
    assert found in outcome.diagnostics


def test_all_files_of_the_look_are_told_at_once(root: Path) -> None:
    cut("templates/word/reference.docx", 9000)(root)
    cut("templates/fonts/LiberationMono-Regular.ttf", 9000)(root)
    append("templates/css/print.css", "p { color: red")(root)
    append("templates/css/screen.css", "}")(root)
    assert {item.span.path.split("/")[1] for item in check(root)} == {"word", "fonts", "css"}


def test_the_look_is_tried_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(root)
    monkeypatch.setattr(workers, "run", lambda *_: pytest.fail("tried again"))
    append("lpse.yaml", "# catatan")(root)
    assert check(root) == []


def test_a_changed_look_is_tried_again(root: Path) -> None:
    assert check(root) == []
    append("templates/css/print.css", "}")(root)
    assert [item.code for item in check(root)] == ["LPSE716"]
    append("lpse.yaml", "# catatan")(root)
    assert [item.code for item in check(root)] == ["LPSE716"]


def test_a_workspace_that_cannot_be_written_is_tried_each_time(root: Path) -> None:
    shutil.rmtree(root / "build", ignore_errors=True)
    (root / "build").write_text("bukan folder")
    append("templates/css/print.css", "}")(root)
    assert [item.code for item in check(root)] == ["LPSE716"]


def test_the_specimen_shows_every_picture(root: Path) -> None:
    theme, _ = load_theme(root)
    assert theme is not None
    assert trial.flaws(theme) == []
    names = [getattr(block, "picture", None) for block in trial.specimen(theme).sections[0].blocks]
    assert set(theme.pictures) <= set(names)


def test_a_look_that_kills_the_writer_is_said(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers.WRITERS["pdf"], "write", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    (found,) = [item for item in site.build().diagnostics if item.code.startswith("LPSE7")]
    assert found.code == "LPSE711"
    assert "contoh-gaya" in found.message and "sinyal 9" in found.message


def test_a_look_that_never_ends_is_said_and_tried_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(trial, "LIMITS", Limits(wall=0.5))
        patch.setattr(writers.WRITERS["pdf"], "write", lambda *_: signal.pause())
        outcome = site.build()
        assert "LPSE712" in codes(outcome)
        assert outcome.reports == ()
    assert site.build().release is not None


def test_a_fault_of_the_program_keeps_its_traceback(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(writers.WRITERS["html"], "flaws", fail, raising=False)
    outcome = site.build()
    assert "LPSE711" in codes(outcome)
    assert any("Input/output error" in report for report in outcome.reports)
