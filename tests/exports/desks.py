"""A period on a desk: the demo workspace, read once."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from lpse_docs.cli.demo import files
from lpse_docs.load.project import load_project
from lpse_docs.model.workspace import Workspace

PERIOD = "2026-semester-1"


@cache
def demo() -> Workspace:
    """The demo workspace as a value."""
    with TemporaryDirectory() as folder:
        source = load_project(Path(__file__).parents[2]).workspace
        assert source is not None
        for name, data in files(source):
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        made = load_project(Path(folder)).workspace
    assert made is not None
    return made
