"""Whatever is asked for is laid out without a wrong, or refused with a place and a reason."""

from hypothesis import event, given, settings

from lpse_docs.diagnostics import errors
from lpse_docs.document.page import PageSetup
from lpse_docs.layout import flow_pages
from lpse_docs.layout.chart import Chart
from tests.layout.charts import charts, setups
from tests.layout.reader import face
from tests.layout.verifier import wrongs


@given(charts(), setups())
@settings(max_examples=120, deadline=None)
def test_every_flow_is_drawn_right_or_refused(chart: Chart, setup: PageSetup) -> None:
    pages, found = flow_pages(chart, setup, face())
    event(f"halaman: {len(pages)}")
    if pages:
        assert list(wrongs(chart, setup, pages)) == []
        assert not errors(list(found))
    else:
        assert errors(list(found))


@given(charts(most_steps=12, most_lanes=4), setups())
@settings(max_examples=150, deadline=None)
def test_small_flows_are_drawn_right(chart: Chart, setup: PageSetup) -> None:
    pages, found = flow_pages(chart, setup, face())
    assert list(wrongs(chart, setup, pages)) == []
    assert pages and not errors(list(found))
