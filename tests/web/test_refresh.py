"""A real browser follows the page."""

import pytest

from tests.web.chromium import Tab
from tests.web.conftest import Serve, Site

pytestmark = pytest.mark.needs("chromium")
TOP = "document.querySelector('main').getBoundingClientRect().top"
ERROR = "document.querySelector('.temuan.galat')"


@pytest.fixture
def long(site: Site) -> Site:
    """A page of several screens."""
    template = site.root / "templates/documents/sop.md.j2"
    template.write_text(template.read_text("utf-8") + "\nParagraf.\n" * 200, encoding="utf-8")
    site.edit("berjalan tertib", "berjalan rapi")
    return site


def says(words: str) -> str:
    return f"document.body.innerText.includes({words!r})"


def test_follows_every_save_and_stays_where_the_reader_is(long: Site, tab: Tab) -> None:
    tab.open(long.server.address)
    tab.ask("window.scrollTo(0, 1000)")
    tab.ask("window.asli = true")
    for new in ("<b>cepat</b>", "aman & sentosa"):
        long.edit("berjalan rapi", f"berjalan {new}")
        tab.until(says(f"berjalan {new}"))
        assert tab.ask("scrollY") == 1000
        long.edit(f"berjalan {new}", "berjalan rapi")
        tab.until(says("berjalan rapi"))
    assert tab.ask("window.asli"), "the page was loaded anew"
    assert tab.ask("document.querySelectorAll('main').length") == 1


def test_shows_what_is_wrong_above_the_last_good_state_until_it_is_mended(long: Site, tab: Tab) -> None:
    tab.open(long.server.address)
    tab.ask("window.scrollTo(0, 1000)")
    before = tab.ask(TOP)
    long.edit("kind: administratif", "kind: <i>apa</i>")
    tab.until(ERROR)
    assert tab.ask(says("Nilai “<i>apa</i>” bukan salah satu dari"))
    assert tab.ask(says("sops/a-pendaftaran.yaml:3:7"))
    assert tab.ask(says("berjalan rapi"))
    assert abs(tab.ask(TOP) - before) < 1, "what is being read stays in its place"
    assert 0 <= tab.ask(f"{ERROR}.getBoundingClientRect().top") < 200, "in sight though the page is scrolled"
    long.edit("kind: <i>apa</i>", "kind: administratif")
    tab.until(f"!{ERROR}")
    assert abs(tab.ask(TOP) - before) < 1


def test_an_unfolded_box_stays_unfolded(site: Site, tab: Tab) -> None:
    tab.open(site.server.address)
    assert tab.ask("document.querySelector('.temuan').open") is False
    tab.ask("document.querySelector('.temuan').open = true")
    site.edit("berjalan tertib", "berjalan cepat")
    tab.until(says("berjalan cepat"))
    assert tab.ask("document.querySelector('.temuan').open") is True


def test_says_when_the_preview_has_ended(serve: Serve, tab: Tab) -> None:
    with serve() as site:
        tab.open(site.server.address)
        assert tab.ask("document.querySelector('.putus').hidden") is True
    tab.until("!document.querySelector('.putus').hidden")
    assert tab.ask(says("Pratinjau terputus"))


def test_nothing_else_runs_and_nothing_is_fetched_from_elsewhere(site: Site, tab: Tab) -> None:
    tab.open(site.server.address)
    tab.ask(
        "window.dilanggar = []; addEventListener('securitypolicyviolation', e => dilanggar.push(e.effectiveDirective))"
    )
    tab.ask(
        "document.body.insertAdjacentHTML('beforeend', "
        '\'<img src=x onerror="window.jahat = 1"><img src="http://127.0.0.1:9/x.png">\')'
    )
    tab.ask(
        "{ const s = document.createElement('script'); s.textContent = 'window.jahat = 1'; document.body.append(s) }"
    )
    tab.until("['script-src-attr', 'script-src-elem', 'img-src'].every(rule => dilanggar.includes(rule))")
    assert tab.ask("window.jahat") is None


@pytest.mark.parametrize("width", [360, 1280])
def test_the_box_is_no_wider_than_the_screen(site: Site, tab: Tab, width: int) -> None:
    tab.resize(width, 740)
    tab.open(site.server.address)
    site.edit("kind: administratif", "kind: " + "x" * 300)
    tab.until(ERROR)
    assert tab.ask(f"{ERROR}.getBoundingClientRect().right") <= width
    assert tab.ask("document.documentElement.scrollWidth") <= width
