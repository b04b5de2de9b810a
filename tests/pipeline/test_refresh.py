"""Some documents seen to be current: only they are composed, and something is written only where one is not."""

import pytest

from lpse_docs.compose.kinds import Kind, Subject
from lpse_docs.compose.pages import Composer
from lpse_docs.pipeline.build import Outcome, Request, refresh
from tests.pipeline.conftest import Silent, Site

SOP = "sop-a-pendaftaran"
PATH = f"sop/{SOP}.pdf"


def asked(site: Site, *names: str) -> Outcome:
    site.progress = Silent()
    return refresh(Request(site.root, names, paths=frozenset({PATH})), site.progress)


def test_what_is_current_is_composed_alone_and_nothing_is_written(site: Site) -> None:
    whole = site.build()
    before = site.files()
    outcome = asked(site, SOP)
    assert outcome.release == whole.release and outcome.rendered == 0 and site.progress.names == []
    assert [item.id for item in outcome.documents] == [SOP]
    assert outcome.documents == tuple(item for item in whole.documents if item.id == SOP)
    assert site.files() == before


def test_another_document_that_is_out_of_date_or_cannot_be_composed_is_no_matter(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    site.edit("standards/a-kebijakan.yaml", "Menetapkan arah layanan.", "Menetapkan arah.")
    made: list[str] = []
    really = Composer.document

    def document(self: Composer, kind: Kind, subject: Subject) -> object:
        made.append(subject.id)
        return really(self, kind, subject)

    monkeypatch.setattr(Composer, "document", document)
    outcome = asked(site, SOP)
    assert outcome.release is not None and outcome.rendered == 0 and made == [SOP]


def test_what_is_missing_damaged_or_out_of_date_is_built_and_nothing_besides(site: Site) -> None:
    first = asked(site, SOP)
    assert first.release and [item.path for item in first.release.files] == [PATH]
    site.build()
    good = (site.target / PATH).read_bytes()
    (site.target / PATH).write_bytes(b"lain")
    assert asked(site, SOP).release is not None and (site.target / PATH).read_bytes() == good
    site.edit("lpse.yaml", "abbreviation: LPSE", "abbreviation: LPSE-B")
    later = asked(site, SOP)
    assert later.release and (site.target / PATH).read_bytes() != good
    assert {item.path for item in later.release.files if not item.stale} == {PATH}


def test_a_fault_anywhere_stops_it_as_it_stops_a_build(site: Site) -> None:
    site.build()
    site.edit("standards/a-kebijakan.yaml", "letter: a", "letter: 7")
    outcome = asked(site, SOP)
    assert outcome.release is None and outcome.diagnostics == site.build().diagnostics


def test_a_name_that_is_none_is_told(site: Site) -> None:
    site.build()
    assert asked(site, "sop-lain").unknown == ("sop-lain",)
