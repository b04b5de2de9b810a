"""Real PDFs: printed in parts, the parts kept, the press started ahead."""

from pathlib import Path

import pytest

from lpse_docs.pipeline.build import Request, build
from lpse_docs.pipeline.compare import compare
from lpse_docs.pipeline.printing import press
from lpse_docs.pipeline.render import Staff
from lpse_docs.pipeline.workers import Crew
from tests.pipeline.conftest import Silent, Site
from tests.pipeline.test_build import codes
from tests.writers import look


def test_an_edit_prints_only_what_it_touches_and_the_bytes_are_those_of_a_build_from_nothing(
    workspace_folder: Path,
) -> None:
    site = Site(workspace_folder)
    first, second = Silent(), Silent()
    assert build(Request(site.root, formats=("pdf", "docx")), first).release is not None
    site.edit("standards/a-kebijakan.yaml", "Menetapkan arah layanan.", "Menetapkan tujuan layanan.")
    assert build(Request(site.root), second).release is not None
    printed, again = ([name for name in told.names if "bagian" in name] for told in (first, second))
    assert 0 < len(again) < len(printed)
    outcome = compare(Request(site.root), Silent())
    assert outcome.release is not None and "LPSE730" not in codes(outcome)


def test_a_press_that_cannot_start_is_not_waited_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from lpse_docs.pipeline import printing
    from lpse_docs.pipeline.cache import Cache
    from lpse_docs.pipeline.plan import Output

    monkeypatch.setattr(printing, "get_ready", lambda *_: 1 // 0)
    cache, missing = Cache(site.target / ".cache"), [Output("a", "A", "pdf", "a.pdf", "kunci", ())]
    with press(look.theme(), cache, Crew(1)) as worker:
        staff = Staff(Crew(1), worker)
        assert staff.for_files(missing, cache).press is None
