"""A preview of the tiny workspace, served."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from lpse_docs.pipeline.excerpt import source_lines
from lpse_docs.pipeline.preview import Preview
from lpse_docs.web.page import page
from lpse_docs.web.server import Server, serving
from lpse_docs.web.showcase import Showcase

SOP = "sops/a-pendaftaran.yaml"


class Site:
    """A workspace, a preview and its server."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sop = root / SOP
        self.preview = Preview(root, "a")
        self.showcase = Showcase(page(self.preview.refresh(), source_lines(root)))
        self.server: Server

    def edit(self, old: str, new: str) -> None:
        """Save a change of the SOP and put the outcome on show."""
        text = self.sop.read_text("utf-8")
        assert old in text
        self.sop.write_text(text.replace(old, new), encoding="utf-8")
        self.showcase.show(page(self.preview.refresh(), source_lines(self.root)))


Serve = Callable[[], AbstractContextManager[Site]]


@pytest.fixture
def serve(workspace_folder: Path) -> Serve:
    """Start a server; a test that changes its bounds does so before."""

    @contextlib.contextmanager
    def started() -> Iterator[Site]:
        site = Site(workspace_folder)
        with serving(site.showcase, 0) as server:
            site.server = server
            yield site

    return started


@pytest.fixture
def site(serve: Serve) -> Iterator[Site]:
    with serve() as started:
        yield started
