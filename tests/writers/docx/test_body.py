"""Paragraphs, links, breaks, sections and lists in the main part."""

from lpse_docs.document.blocks import (
    Block,
    Cell,
    Contents,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Row,
    Section,
    Signature,
    Table,
)
from lpse_docs.document.inlines import Blank, LineBreak, Link, Reference, Text, text
from lpse_docs.document.page import Orientation, PageSetup, Paper
from lpse_docs.document.roles import Marker, Role
from tests.writers.docx import sample
from tests.writers.docx.look_inside import paragraphs, part, save, style, values, words, written
from tests.writers.docx.sample import c, p
from tests.writers.docx.schema import R, W, faults


def test_every_role_has_its_style() -> None:
    main = written(*(p(role.value, role) for role in Role))
    assert paragraphs(main) == [f"{role.value}: {role.value}" for role in Role]


def test_headings_are_real_headings_with_bookmarks() -> None:
    main = written(*(Heading(level, text(f"Judul {level}"), f"bab-{level}") for level in range(1, 5)))
    assert [style(entry) for entry in main.iter(W + "p")] == ["Heading1", "Heading2", "Heading3", "Heading4"]
    assert values(main, "bookmarkStart", "name") == ["b_bab_1", "b_bab_2", "b_bab_3", "b_bab_4"]


def test_bookmark_names_are_short_and_unique_whatever_the_case() -> None:
    long = "x" * 60
    anchors = ("a-b", "a_b", "A-B", long, long + "y", "a-b")
    main = written(*(Heading(1, text("J"), anchor) for anchor in anchors))
    found = values(main, "bookmarkStart", "name")
    assert len(found) == len(set(found)) == 5
    assert max(map(len, found)) <= 40
    assert all(name.islower() for name in found)


def test_links() -> None:
    inside = Paragraph(
        (
            Reference("a", text("ke A")),
            Reference("tidak-ada", text("ke mana")),
            Link(
                "https://x.id/?a=1&b=2",
                (Text("keluar "), Link("https://y.id", text("dalam")), Reference("a", text("juga"))),
            ),
        )
    )
    data = save(sample.document(Heading(1, text("A"), "a"), inside))
    links = [(link.get(W + "anchor"), words(link)) for link in part(data).iter(W + "hyperlink")]
    assert links == [("b_a", "ke A"), (None, "keluar dalamjuga")]
    relations = {entry.get("Id"): entry for entry in part(data, "word/_rels/document.xml.rels")}
    outside = [relations[str(link.get(R + "id"))] for link in part(data).iter(W + "hyperlink") if link.get(R + "id")]
    assert [(entry.get("Target"), entry.get("TargetMode")) for entry in outside] == [
        ("https://x.id/?a=1&b=2", "External")
    ]


def test_text_keeps_its_blanks_and_signs() -> None:
    main = written(Paragraph((Text(" a "), LineBreak(), Text("<b> & c"), Blank(), Text(""))))
    spaced = [text.get("{http://www.w3.org/XML/1998/namespace}space") for text in main.iter(W + "t")]
    assert spaced == ["preserve", None, None]
    assert words(main) == " a <b> & c" + "." * 24
    assert len(list(main.iter(W + "br"))) == 1


def test_page_break_waits_for_the_next_block() -> None:
    main = written(
        p("satu"), PageBreak(), PageBreak(), p("dua"), PageBreak(), Table((1,), (Row((c("t"),)),), "T"), PageBreak()
    )
    breaking = [
        words(entry) or style(entry)
        for entry in main.iter(W + "p")
        if entry.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert breaking == ["dua", "pemisah"]
    assert paragraphs(main) == ["isi: satu", "isi: dua", "pemisah:", "sel: t", "pemisah:"]


def test_no_page_break_at_the_start_or_in_a_cell() -> None:
    main = written(PageBreak(), p("satu"), Table((1,), (Row((Cell((p("a"), PageBreak(), p("b"))),)),), "T"))
    assert not list(main.iter(W + "pageBreakBefore"))


def sections(*made: Section, **changes: object) -> bytes:
    return save(sample.document(sections=made, **changes))


def test_sections_carry_paper_and_orientation() -> None:
    data = sections(
        Section(PageSetup(), (p("a"),)),
        Section(PageSetup(Paper.F4, Orientation.LANDSCAPE), (Table((1,), (Row((c("t"),)),), "T"),)),
        Section(PageSetup(Paper.F4_NARROW), ()),
    )
    sizes = [
        (size.get(W + "w"), size.get(W + "h"), size.get(W + "orient"), size.get(W + "code"))
        for size in part(data).iter(W + "pgSz")
    ]
    assert sizes == [
        ("11906", "16838", None, "9"),
        ("18709", "12189", "landscape", None),
        ("11906", "18709", None, None),
    ]
    assert paragraphs(part(data)) == ["isi: a", "sel: t", "pemisah:", "pemisah:"]
    assert [element.tag for element in part(data)[0]][-1] == W + "sectPr"
    assert faults(data) == []


def test_document_without_sections_is_a_valid_file() -> None:
    data = sections()
    assert len(part(data)[0]) == 0


def test_furniture_follows_the_width_of_the_paper() -> None:
    data = sections(
        Section(PageSetup(), (p("a"),), furniture=False),
        Section(PageSetup(), (p("b"),)),
        Section(PageSetup(Paper.F4, Orientation.LANDSCAPE), (p("c"),)),
        Section(PageSetup(), (p("d"),)),
        draft=True,
    )
    heads = [part(data, f"word/header{number}.xml") for number in (1, 2, 3)]
    assert [words(head) for head in heads] == [
        "\u00a0DRAF\u00a0",
        "Standar LPSE\u00a0DRAF\u00a0",
        "Standar LPSE\u00a0DRAF\u00a0",
    ]
    assert [values(head, "tblW", "w") for head in heads] == [[], ["9071"], ["15874"]]
    feet = [part(data, f"word/footer{number}.xml") for number in (1, 2, 3)]
    assert [words(foot) for foot in feet] == [
        "",
        "LPSE Kabupaten KatinganHalaman 1 dari 1",
        "LPSE Kabupaten KatinganHalaman 1 dari 1",
    ]
    relations = {entry.get("Id"): entry.get("Target") for entry in part(data, "word/_rels/document.xml.rels")}
    used = [relations[str(entry.get(R + "id"))] for entry in part(data).iter(W + "headerReference")]
    assert used == ["header1.xml", "header2.xml", "header3.xml", "header2.xml"]


def test_an_example_says_so_instead_of_draft() -> None:
    made = (Section(PageSetup(), (p("a"),), furniture=False), Section(PageSetup(), (p("b"),)))
    data = sections(*made, draft=True, example=True)
    heads = [words(part(data, f"word/header{number}.xml")) for number in (1, 2)]
    assert heads == [f"{head}\u00a0CONTOH - bukan hasil penilaian\u00a0" for head in ("", "Standar LPSE")]
    data = sections(*made, specimen=True)
    heads = [words(part(data, f"word/header{number}.xml")) for number in (1, 2)]
    assert heads == [f"{head}\u00a0CONTOH - bukan dokumen resmi\u00a0" for head in ("", "Standar LPSE")]


def test_approved_document_has_no_draft_mark() -> None:
    data = sections(Section(PageSetup(), (p("a"),), furniture=False), Section(PageSetup(), (p("b"),)))
    assert [words(part(data, f"word/header{number}.xml")) for number in (1, 2)] == ["", "Standar LPSE"]


def test_page_number_is_a_field_with_a_result() -> None:
    data = sections(Section(PageSetup(), (p("a"),)), page_numbers=(("x", 3), ("y", 7)))
    foot = part(data, "word/footer1.xml")
    assert [code.text for code in foot.iter(W + "instrText")] == [" PAGE ", " NUMPAGES "]
    assert words(foot).endswith("Halaman 1 dari 7")


def levels(main: object) -> list[tuple[str, str, str]]:
    """(number, level, words) of every paragraph of a list."""
    found = []
    for entry in main.iter(W + "p"):  # type: ignore[attr-defined]
        number = entry.find(f"{W}pPr/{W}numPr")
        if number is not None:
            found.append(
                (number.find(W + "numId").get(W + "val"), number.find(W + "ilvl").get(W + "val"), words(entry))
            )
    return found


def test_every_counted_list_has_its_own_number_and_starts_at_one() -> None:
    first = Items(((p("satu"),), (p("dua"),)), Marker.DECIMAL)
    second = Items(((p("satu"), Items(((p("a"),),), Marker.LETTER)),), Marker.DECIMAL)
    data = save(sample.document(first, second))
    found = levels(part(data))
    assert [level for _, level, _ in found] == ["0", "0", "0", "1"]
    assert len({number for number, _, _ in found}) == 3
    restarts = [
        (number.get(W + "numId"), number.find(W + "lvlOverride").get(W + "ilvl"))  # type: ignore[union-attr]
        for number in part(data, "word/numbering.xml").iter(W + "num")
        if number.find(W + "lvlOverride") is not None
    ]
    assert restarts == [(found[0][0], "0"), (found[2][0], "0"), (found[3][0], "1")]


def test_bullets_share_one_number() -> None:
    main = written(Items(((p("a"),),)), Items(((p("b"), Items(((p("c"),),))),)))
    assert len({number for number, _, _ in levels(main)}) == 1


def test_later_paragraphs_of_an_item_have_its_indent_and_no_marker() -> None:
    data = save(
        sample.document(
            Items(((p("a"), p("b"), Heading(4, text("J"), "j")), (), (Items(((p("c"),),)),)), Marker.DECIMAL)
        )
    )
    found = levels(part(data))
    assert [(level, words_) for _, level, words_ in found] == [
        ("0", "a"),
        ("0", "b"),
        ("0", "J"),
        ("0", ""),
        ("0", ""),
        ("1", "c"),
    ]
    assert found[1][0] == found[2][0] != found[0][0] == found[3][0] == found[4][0]


def test_body_in_a_list_takes_the_role_of_the_list() -> None:
    inner = Items(((p("b"), p("c", Role.NOTE)),))
    assert paragraphs(written(Items(((p("a"), inner),), role=Role.DECREE_BODY))) == [
        "keputusan-isi: a",
        "keputusan-isi: b",
        "catatan: c",
    ]
    assert paragraphs(written(Items(((p("a"),),)))) == ["daftar: a"]


def test_lists_deeper_than_word_knows_stay_at_its_last_level() -> None:
    deep: tuple[Block, ...] = (p("dasar"),)
    for _ in range(11):
        deep = (Items((deep,), Marker.DECIMAL),)
    data = save(sample.document(*deep))
    assert levels(part(data))[-1][1] == "8"
    assert faults(data) == []


def test_signature_keeps_room_for_the_signature() -> None:
    main = written(Signature("pengesah", ("Kasongan, 2026", "BUPATI,"), None))
    assert paragraphs(main)[1:-1] == [
        "ttd-jabatan: Kasongan, 2026",
        "ttd-jabatan: BUPATI,",
        "ttd-ruang:",
        "ttd-nama: " + "." * 24,
        "ttd-keterangan: " + "." * 24,
        "ttd-keterangan: NIP. " + "." * 24,
    ]
    assert values(main, "tblDescription") == ["Tanda tangan pengesah"]


def test_the_anchor_of_a_signature_stands_in_its_room() -> None:
    main = written(Signature("pengesah", ("Kepala,",), "Nama", bare=True, anchor="¤"))
    assert paragraphs(main)[1:-1] == ["ttd-jabatan: Kepala,", "ttd-ruang: ¤", "ttd-nama: Nama"]


def test_contents_is_a_filled_field_that_asks_nothing() -> None:
    blocks = (
        Contents("DAFTAR ISI", 2),
        Heading(1, text("Satu"), "satu"),
        Heading(2, (Text("Dua"), LineBreak(), Text("baris")), "dua"),
        Heading(3, text("Tiga"), "tiga"),
    )
    data = save(sample.document(*blocks, page_numbers=(("satu", 4),)))
    main = part(data)
    control = next(main.iter(W + "sdtContent"))
    assert [code.text for code in control.iter(W + "instrText")] == [
        r' TOC \o "1-2" \h \z \u ',
        r" PAGEREF b_satu \h ",
        r" PAGEREF b_dua \h ",
    ]
    assert paragraphs(control) == ["TOCHeading: DAFTAR ISI", "TOC1: Satu4", "TOC2: Dua baris", "pemisah:"]
    kinds = values(control, "fldChar", "fldCharType")
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 3
    assert not values(main, "fldChar", "dirty") or set(values(main, "fldChar", "dirty")) == {"None"}
    assert not list(part(data, "word/settings.xml").iter(W + "updateFields"))


def test_contents_without_headings_is_a_whole_field() -> None:
    main = written(Contents("DAFTAR ISI", 3))
    assert values(main, "fldChar", "fldCharType") == ["begin", "separate", "end"]


def test_contents_on_wide_paper_reaches_its_edge() -> None:
    wide = Section(PageSetup(orientation=Orientation.LANDSCAPE), (Contents("I", 1), Heading(1, text("Satu"), "satu")))
    assert values(part(sections(wide)), "tab", "pos")[:2] == ["9071", "14003"]
    upright = Section(PageSetup(), (Contents("I", 1), Heading(1, text("Satu"), "satu")))
    assert values(part(sections(upright)), "tab", "pos") == ["None"]
