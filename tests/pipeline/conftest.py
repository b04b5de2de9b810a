"""Builds of the tiny workspace with writers that write in no time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from lpse_docs import writers
from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.pipeline import fresh, printing
from lpse_docs.pipeline.build import Outcome, Request, build

Writing = Callable[[Document, Theme], bytes]


@dataclass
class Silent:
    """Progress that remembers what it was told."""

    names: list[str] = field(default_factory=list)
    pids: list[int] = field(default_factory=list)
    reused: int = 0

    def waiting(self, pid: int) -> None:
        self.pids.append(pid)

    def planned(self, tasks: int, reused: int) -> None:
        self.reused = reused

    def started(self, name: str) -> None: ...

    def finished(self, name: str, seconds: float, memory: int) -> None:
        self.names.append(name)


@dataclass
class Site:
    """A workspace with the commands a test needs."""

    root: Path
    progress: Silent = field(default_factory=Silent)

    @property
    def target(self) -> Path:
        return self.root / "build"

    def build(self, *names: str, **more: object) -> Outcome:
        self.progress = Silent()
        return build(Request(self.root, names, **more), self.progress)  # type: ignore[arg-type]

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """Everything people see below build/, by path."""
        tops = [path for path in self.target.iterdir() if path.is_symlink() and path.name != ".current"]
        found = [path for top in tops for path in ([top] if top.is_file() else sorted(top.rglob("*")))]
        return {path.relative_to(self.target).as_posix(): path.read_bytes() for path in found if path.is_file()}


def plain(suffix: str) -> Writing:
    return lambda document, theme: f"{suffix} {document!r}".encode()


def cut(document: Document, theme: Theme) -> SimpleNamespace:
    return SimpleNamespace(document=document, theme=theme, parts=[])


def bound(made: SimpleNamespace, _: object) -> tuple[bytes, tuple[tuple[str, int], ...]]:
    return writers.WRITERS["pdf"].write(made.document, made.theme), (("standar", 3),)


@pytest.fixture
def site(workspace_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The tiny workspace; a test may put another writer into `writers.WRITERS`."""
    stand_ins = {
        suffix: SimpleNamespace(SUFFIX=f".{suffix}", write=plain(suffix)) for suffix in ("pdf", "docx", "html")
    }
    monkeypatch.setattr(writers, "WRITERS", stand_ins, raising=False)
    monkeypatch.setattr(printing, "cut", cut)
    monkeypatch.setattr(printing, "bound", bound)
    monkeypatch.setattr(fresh, "program_files", lambda: ["__init__.py"])
    return Site(workspace_folder)
