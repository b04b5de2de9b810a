"""Content controls: what Word and LibreOffice let people fill in."""

from pathlib import Path

import pytest

from lpse_docs.document.blocks import Paragraph
from lpse_docs.document.inlines import FillIn, FillKind, Link, Text, text
from lpse_docs.writers import docx
from lpse_docs.writers.docx.control import shortened
from tests.writers.docx import sample
from tests.writers.docx.look_inside import Part, part, save, words, written
from tests.writers.docx.sample import CHOICES, fill_in, form
from tests.writers.docx.schema import W, faults
from tests.writers.docx.test_office import convert

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SORTS = ("text", "date", "dropDownList", "checkbox")


def controls(main: Part) -> dict[str, Part]:
    """Content controls by tag."""
    return {value(control, "tag"): control for control in main.iter(W + "sdt")}


def value(control: Part, tag: str) -> str:
    found = control.find(f"{W}sdtPr/{W}{tag}")
    return "" if found is None else str(found.get(W + "val"))


def sort(control: Part) -> str:
    """Which sort of control it is; LibreOffice 7.4 puts a check box into another control of no sort."""
    tags = [child.tag.rpartition("}")[2] for child in control[0]]
    return next((tag for tag in SORTS if tag in tags), "")


def test_every_kind_is_a_control_of_its_sort() -> None:
    data = save(sample.document(form()))
    assert faults(data) == []
    found = controls(part(data))
    kinds = {"teks": "text", "uraian": "text", "tanggal": "date", "jam": "text", "angka": "text"}
    kinds |= {"pilihan": "dropDownList", "centang": "checkbox"}
    assert {tag: sort(control) for tag, control in found.items()} == {
        **{f"tiket/{kind}": name for kind, name in kinds.items()},
        **{f"buku/{kind}/1": name for kind, name in kinds.items()},
    }
    assert {value(control, "lock") for control in found.values()} == {"sdtLocked"}
    assert value(found["tiket/jam"], "alias") == "Isian jam"


def test_texts_may_have_several_lines_where_there_is_room_or_a_narrow_column() -> None:
    found = controls(written(form()))
    several = {tag for tag, control in found.items() for text in control.iter(W + "text") if text.get(W + "multiLine")}
    assert several == {"tiket/uraian", *(f"buku/{kind}/1" for kind in ("teks", "uraian", "jam", "angka"))}
    assert len(list(found["tiket/uraian"].iter(W + "br"))) == 2


def test_a_date_is_written_the_indonesian_way() -> None:
    (control,) = controls(written(Paragraph((fill_in(FillKind.DATE),)))).values()
    date = control.find(f"{W}sdtPr/{W}date")
    assert date is not None
    assert [(child.tag.removeprefix(W), child.get(W + "val")) for child in date][:2] == [
        ("dateFormat", "dd MMMM yyyy"),
        ("lid", "id-ID"),
    ]


def test_choices_are_a_list_on_screen_and_boxes_on_paper() -> None:
    found = controls(written(form()))
    for tag, shown in (("tiket/pilihan", "□ Surel □ Telepon □ Tatap muka"), ("buku/pilihan/1", "")):
        items = [item.get(W + "displayText") for item in found[tag].iter(W + "listItem")]
        assert tuple(items) == CHOICES
        assert " ".join(words(found[tag]).split()) == shown


def test_long_choices_stand_below_each_other() -> None:
    place = FillIn("a", "A", FillKind.CHOICE, ("Pendaftaran pengguna selain penyedia", "Permintaan penonaktifan"))
    (control,) = controls(written(Paragraph((place,)))).values()
    assert place.stacked and len(list(control.iter(W + "br"))) == 1


def test_what_is_not_filled_in_yet_is_a_place_holder_in_its_style() -> None:
    for tag, control in controls(written(form())).items():
        styles = {style.get(W + "val") for style in control.iter(W + "rStyle")}
        holder = control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
        assert (holder, styles) == ((False, set()) if "centang" in tag else (True, {"PlaceholderText"})), tag


def test_tags_stay_short_and_distinct() -> None:
    one, other = shortened("x" * 70), shortened("x" * 71)
    assert one != other and {len(one), len(other)} == {64}
    assert shortened("tiket/nama") == "tiket/nama"


def test_nothing_is_filled_in_inside_a_link() -> None:
    main = written(Paragraph((Link("https://x.id", (fill_in(FillKind.CHECK), Text(" setuju"))), *text("."))))
    assert not list(main.iter(W + "sdt"))
    assert words(main) == "□ setuju."


@pytest.mark.needs("soffice")
def test_controls_live_through_libreoffice(tmp_path: Path) -> None:
    data = docx.write(sample.document(form()), sample.theme())
    saved = part(convert(tmp_path, data, "docx:MS Word 2007 XML").read_bytes())
    before, after = (sorted(filter(None, map(sort, main.iter(W + "sdt")))) for main in (part(data), saved))
    assert before == after
    assert [item.get(W + "value") for item in saved.iter(W + "listItem")] == [*CHOICES, *CHOICES]
    assert {str(entry.get(W14 + "val")).upper() for entry in saved.iter(W14 + "uncheckedState")} == {"25A1"}
