"""The dashboard of a period: its structure, its policy, and its use by keyboard in a real browser."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html as reader
from lxml.html import HtmlElement

from lpse_docs.assess.score import score
from lpse_docs.compose import compose
from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.load.project import load_project
from lpse_docs.load.templates import load_templates
from lpse_docs.load.theme import load_theme
from lpse_docs.model.assessment import Scope
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline.plan import formats_of
from lpse_docs.writers import html
from tests.compose.periods import SECOND, with_periods
from tests.pdfwords import over, words
from tests.web.chromium import Tab

ROOT = Path(__file__).parents[2]
WIDTHS = pytest.mark.parametrize("width", [1280, 360])
BROWSER = pytest.mark.needs("chromium")
MARK = ["CONTOH", "-", "bukan", "hasil", "penilaian"]
FOCUS = "document.activeElement"


@pytest.fixture(scope="module")
def theme() -> Theme:
    made, found = load_theme(ROOT)
    assert made, found
    return made


@pytest.fixture(scope="module")
def templates() -> Mapping[str, str]:
    return load_templates(ROOT)[0]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    loaded = load_project(ROOT).workspace
    assert loaded
    return with_periods(loaded, example=True)


def dashboard(workspace: Workspace, templates: Mapping[str, str], theme: Theme) -> Document:
    (made,), found = compose(workspace, templates, {}, theme.fonts, only=f"dasbor-{SECOND}")
    assert not found
    return made


@pytest.fixture(scope="module")
def document(workspace: Workspace, templates: Mapping[str, str], theme: Theme) -> Document:
    return dashboard(workspace, templates, theme)


@pytest.fixture(scope="module")
def written(document: Document, theme: Theme) -> bytes:
    return html.write(document, theme)


@pytest.fixture(scope="module")
def page(written: bytes) -> HtmlElement:
    return read(written)


def read(written: bytes) -> HtmlElement:
    made = reader.document_fromstring(written.decode())
    assert isinstance(made, HtmlElement)
    return made


def test_it_has_its_landmarks_and_its_headings_in_order(page: HtmlElement) -> None:
    for tag in ("header", "nav", "main", "footer"):
        assert len(page.findall(f"body/{tag}")) == 1, tag
    levels = [int(item.tag[1]) for item in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(now <= before + 1 for before, now in pairwise(levels))


def test_every_link_leads_to_a_place_of_the_page(page: HtmlElement) -> None:
    places = page.xpath("//@id")
    assert len(places) == len(set(places))
    assert {item.removeprefix("#") for item in page.xpath("//a/@href")} <= set(places)
    sections = page.xpath("//main/section/@aria-labelledby")
    assert [item.removeprefix("#") for item in page.xpath("//nav//a/@href")] == sections


def test_every_standard_folds_under_its_name(page: HtmlElement, workspace: Workspace) -> None:
    folds = page.findall(".//details")
    assert all([child.tag for child in fold].index("summary") == 0 for fold in folds)
    told = [fold.find("summary/h3").text_content() for fold in folds]
    assert [words.split(".")[0] for words in told] == [item.letter.upper() for item in workspace.standards]
    assert not page.xpath("//summary//a")  # a link inside of a button cannot be reached


def test_nothing_comes_from_elsewhere(page: HtmlElement, written: bytes) -> None:
    addresses = [*page.xpath("//@src"), *page.xpath("//link/@href"), *page.xpath("//a/@href")]
    assert all(item.startswith(("#", "data:")) for item in addresses)
    assert not re.search(rb"@import|url\(\s*[\"']?(?!data:|#)", written)


def test_its_policy_admits_its_own_style_and_script_alone(page: HtmlElement) -> None:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (held,) = page.findall(f".//{tag}")
        digest = base64.b64encode(hashlib.sha256(held.text.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}';" in policy
    assert "unsafe" not in policy
    assert not page.xpath("//@style")
    assert not [name for item in page.iter() for name in item.attrib if str(name).startswith("on")]


def test_tiles_tell_the_score(page: HtmlElement, workspace: Workspace) -> None:
    scored = score(workspace.assessment[SECOND], workspace.standards, workspace.office.stages)
    tiles = {item.findtext("dt"): item.find("dd").text_content() for item in page.findall(".//dl/div")}
    assert tiles["Standar terpenuhi"] == f"{scored.met} dari 17"
    assert scored.stage
    assert scored.next_stage
    assert tiles["Tahap tercapai"] == f"Tahap {scored.stage.stage}"
    assert tiles["Ambang berikutnya"] == f"{scored.next_stage.cumulative} standar"
    assert tiles["Perubahan"] == f"dari {scored.met - 4} menjadi {scored.met} (bertambah 4, berkurang 0)"


def test_tiles_add_up_to_all_standards_and_to_all_criteria_that_apply(
    workspace: Workspace, templates: Mapping[str, str], theme: Theme
) -> None:
    narrow = with_periods(workspace, scope=Scope(standards=tuple("abcdefgh")))
    scored = score(narrow.assessment[SECOND], narrow.standards, narrow.office.stages)
    page = read(html.write(dashboard(narrow, templates, theme), theme))
    tiles = {item.findtext("dt"): item.find("dd").text_content() for item in page.findall(".//dl/div")}
    numbers = {name: list(map(int, re.findall(r"\d+", words))) for name, words in tiles.items()}
    unfinished, outside = numbers["Belum selesai dinilai"], numbers["Di luar lingkup"]
    assert numbers["Standar terpenuhi"][0] + sum(numbers["Standar belum terpenuhi"]) + unfinished[0] + outside[0] == 17
    met, whole = numbers["Kriteria terpenuhi"]
    assert met + sum(numbers["Kriteria belum terpenuhi"]) + unfinished[1] + outside[1] == whole == scored.applicable


def test_what_is_not_assessed_whole_says_so_at_the_top(page: HtmlElement) -> None:
    (opening,) = page.find_class("pembuka")
    assert "BELUM LENGKAP" in opening.text_content()
    assert len(page.xpath("//dl/div[@class='peringatan']")) == 1


def test_what_is_assessed_whole_does_not_warn(workspace: Workspace, templates: Mapping[str, str], theme: Theme) -> None:
    made = dashboard(with_periods(workspace, complete=True), templates, theme)
    whole = read(html.write(made, theme))
    assert "BELUM LENGKAP" not in whole.text_content()
    assert not whole.find_class("peringatan")
    assert "CONTOH" not in whole.xpath("string(body/header)")


def test_an_example_is_marked_on_screen_and_on_paper(page: HtmlElement) -> None:
    said = [item.text_content() for item in page.find_class("draf")]
    assert said == ["CONTOH - bukan hasil penilaian"] * 2


def test_classified_evidence_is_named_by_code_alone(page: HtmlElement, workspace: Workspace) -> None:
    register = workspace.assessment[SECOND].register.evidence
    hidden = [item for item in register if item.confidentiality.value == "rahasia"]
    assert hidden
    words = page.text_content()
    for item in hidden:
        assert item.id in words
        assert item.title not in words


def test_it_exists_on_screen_only_and_is_the_same_every_time(document: Document, theme: Theme, written: bytes) -> None:
    assert formats_of(document) == ("html",)
    assert document.folder == f"penilaian/{SECOND}"
    assert html.write(document, theme) == written


@pytest.fixture
def tab(tab: Tab, tmp_path: Path, written: bytes) -> Tab:
    file = tmp_path / "dasbor.html"
    file.write_bytes(written)
    tab.open(file.as_uri())
    return tab


def press(tab: Tab, key: str, code: int, text: str = "") -> None:
    for kind in ("keyDown", "keyUp"):
        more = {"text": text} if text and kind == "keyDown" else {}
        tab.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **more)


def reach(tab: Tab, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(400):
        press(tab, "Tab", 9)
        if tab.ask(f"{FOCUS}.matches({selector!r})"):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


@BROWSER
@WIDTHS
def test_the_page_does_not_scroll_sideways_with_all_folds_open(tab: Tab, width: int) -> None:
    tab.resize(width, 800)
    tab.ask("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert tab.ask("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert tab.ask("innerWidth") == width


@BROWSER
def test_tiles_stand_in_even_rows_and_a_telephone_shows_the_results(tab: Tab) -> None:
    results = "[...document.querySelectorAll('td[id^=rekap-]')].map((cell) => cell.parentElement.cells[2])"
    assert {"Terpenuhi"} < set(tab.ask(f"{results}.map((cell) => cell.textContent)"))
    for width in (360, 1280):
        tab.resize(width, 800)
        tops = tab.ask("[...document.querySelectorAll('.ubin > div')].map((tile) => tile.offsetTop)")
        assert len(set(Counter(tops).values())) == 1, tops
        assert tab.ask(f"Math.max(...{results}.map((cell) => cell.getBoundingClientRect().right))") <= width
        urgent = "document.querySelector('[aria-labelledby=paling-mendesak] .geser')"
        assert tab.ask(f"{urgent}.scrollWidth <= {urgent}.clientWidth")


@BROWSER
@WIDTHS
def test_the_keyboard_skips_to_the_content_and_opens_a_fold(tab: Tab, width: int) -> None:
    tab.resize(width, 800)
    press(tab, "Tab", 9)
    assert tab.ask(f"{FOCUS}.getAttribute('href')") == "#_isi"
    reach(tab, "summary")
    press(tab, "Enter", 13, "\r")
    assert tab.ask(f"{FOCUS}.parentElement.open")


@BROWSER
@WIDTHS
def test_the_filter_hides_rows_and_announces_how_many_are_left(tab: Tab, width: int) -> None:
    tab.resize(width, 800)
    reach(tab, ".saring input")
    rows = f"[...{FOCUS}.closest('.saring').nextElementSibling.querySelectorAll('tbody > tr')]"
    code = tab.ask(f"{rows}[3].cells[1].textContent")
    whole = tab.ask(f"{rows}.length")
    tab.call("Input.insertText", text=code.lower())
    left = tab.ask(f"{rows}.filter((row) => row.checkVisibility()).length")
    assert 0 < left < whole
    told = f"{FOCUS}.closest('.saring').querySelector('[aria-live=polite]').textContent"
    assert tab.ask(told) == f"{left} dari {whole} baris ditampilkan."
    tab.ask("dispatchEvent(new Event('beforeprint'))")
    assert tab.ask(f"{rows}.every((row) => !row.hidden)"), "paper does not say that rows are missing"
    tab.ask("dispatchEvent(new Event('afterprint'))")
    assert tab.ask(f"{rows}.filter((row) => row.checkVisibility()).length") == left
    press(tab, "Escape", 27)
    assert tab.ask(f"{rows}.filter((row) => row.checkVisibility()).length") == whole


@BROWSER
@WIDTHS
def test_the_mark_of_an_example_stays_in_sight(tab: Tab, width: int) -> None:
    tab.resize(width, 800)
    tab.ask("document.querySelector('#daftar-bukti').scrollIntoView({ behavior: 'instant' })")
    top, end = tab.ask("(({ top, bottom }) => [top, bottom])(document.querySelector('.draf').getBoundingClientRect())")
    assert 0 <= top < end
    heading = tab.ask("document.querySelector('#daftar-bukti').getBoundingClientRect().top")
    assert heading >= tab.ask("document.querySelector('nav').getBoundingClientRect().bottom") > end


@BROWSER
def test_without_script_everything_is_shown_but_the_filters(tab: Tab) -> None:
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    tab.open(tab.ask("location.href"))
    assert tab.ask("[...document.querySelectorAll('.saring')].every((item) => item.hidden)")
    assert tab.ask("document.querySelectorAll('tr[hidden], section[hidden]').length") == 0


@BROWSER
def test_a_link_opens_the_fold_it_leads_into_and_printing_opens_all(tab: Tab) -> None:
    tab.ask("location.hash = document.querySelector('details td[id]').id")
    tab.until("document.querySelector('details').open")
    tab.ask("dispatchEvent(new Event('beforeprint'))")
    assert tab.ask("[...document.querySelectorAll('details')].every((fold) => fold.open)")
    tab.ask("dispatchEvent(new Event('afterprint'))")
    assert tab.ask("document.querySelectorAll('details[open]').length") == 1


@pytest.mark.needs("chromium", "pdftotext")
@pytest.mark.parametrize("paper", [(8.27, 11.69), (8.5, 11)])
def test_every_printed_sheet_has_its_mark_and_nothing_over_it(
    tab: Tab, tmp_path: Path, paper: tuple[float, float]
) -> None:
    tab.ask("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    wide, high = paper
    made = tab.call("Page.printToPDF", paperWidth=wide, paperHeight=high, printBackground=True)
    (tmp_path / "cetak.pdf").write_bytes(base64.b64decode(made["data"]))
    sheets = words(tmp_path / "cetak.pdf")
    assert len(sheets) > 10
    for number, sheet in enumerate(sheets, 1):
        marks = [at for at, word in enumerate(sheet) if [item.word for item in sheet[at : at + 5]] == MARK]
        assert len(marks) == 1, number
        found = over(sheet[marks[0] : marks[0] + 5], sheet)
        assert not found, (number, found)
