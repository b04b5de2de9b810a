"""The package: same bytes everywhere, nothing foreign inside, properties from the sources, pictures with words."""

import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO

import docx as python_docx
import pytest

from lpse_docs.document.blocks import Block, Cell, Figure, Items, Row, Table
from lpse_docs.writers import docx, text
from lpse_docs.writers.docx.frame import frame
from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.pictures import media_type
from tests.writers.docx import sample
from tests.writers.docx.look_inside import contents, paragraphs, part, save, values
from tests.writers.docx.schema import WP, faults
from tests.writers.readback import docx_lines

SCRIPT = """
import hashlib
from lpse_docs.writers import docx, text
from tests.writers.docx import sample
print(hashlib.sha256(docx.write(sample.sample(), sample.theme())).hexdigest())
"""


def test_same_bytes_whatever_the_hash_seed_and_clock() -> None:
    digests = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Jakarta"), ("42", "UTC")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": f"{sample.ROOT / 'src'}:{sample.ROOT}",
        }
        digests.add(
            subprocess.run([sys.executable, "-c", SCRIPT], env=environment, check=True, capture_output=True).stdout
        )
    assert len(digests) == 1


def test_zip_members_are_in_order_and_without_times() -> None:
    with zipfile.ZipFile(BytesIO(save(sample.sample()))) as archive:
        members = archive.infolist()
    assert members[0].filename == "[Content_Types].xml"
    assert [member.filename for member in members[1:]] == sorted(member.filename for member in members[1:])
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {member.create_system for member in members} == {3}
    assert {member.external_attr for member in members} == {0o100644 << 16}


def test_no_part_is_an_orphan_and_every_part_has_a_type() -> None:
    data = save(sample.sample())
    found = contents(data)
    targets = {
        "word/" + str(entry.get("Target"))
        for entry in part(data, "word/_rels/document.xml.rels")
        if entry.get("TargetMode") != "External"
    }
    targets |= {str(entry.get("Target")) for entry in part(data, "_rels/.rels")}
    assert {name for name in found if not name.endswith(".rels")} - {"[Content_Types].xml"} == targets
    types = part(data, "[Content_Types].xml")
    overrides = {entry.get("PartName") for entry in types if entry.get("PartName")}
    assert {f"/{name}" for name in targets if name.endswith(".xml")} == overrides
    assert {entry.get("Extension") for entry in types if entry.get("Extension")} == {"xml", "rels", "png", "svg"}


def test_properties_come_from_the_document() -> None:
    data = save(sample.document(sample.p("x")))
    core = python_docx.Document(BytesIO(data)).core_properties
    assert (core.title, core.subject, core.author, core.keywords) == (
        "Contoh naskah",
        "Contoh semua unsur",
        "LPSE Kabupaten Katingan",
        "lpse; contoh",
    )
    assert (core.language, core.revision, core.last_modified_by) == ("id-ID", 1, "LPSE Kabupaten Katingan")
    assert core.created is not None
    assert core.created == core.modified
    assert core.created.date().isoformat() == "2026-03-02"
    assert b"<Application>lpse-docs</Application>" in contents(data)["docProps/app.xml"]


def test_settings_make_word_break_lines_as_the_pdf_does() -> None:
    settings = part(save(sample.document(sample.p("x"))), "word/settings.xml")
    assert values(settings, "autoHyphenation") == ["0"]
    assert (
        dict(zip(values(settings, "compatSetting", "name"), values(settings, "compatSetting"), strict=True))[
            "compatibilityMode"
        ]
        == "15"
    )
    assert values(settings, "themeFontLang") == ["id-ID"]


def test_language_of_the_styles_is_indonesian() -> None:
    assert values(part(sample.theme().reference_docx, "word/styles.xml"), "lang")[0] == "id-ID"


def drawings(data: bytes) -> list[tuple[str, str, str]]:
    """(words, width, height) of every picture."""
    main = part(data)
    descriptions = [str(about.get("descr")) for about in main.iter(WP + "docPr")]
    sizes = [(str(extent.get("cx")), str(extent.get("cy"))) for extent in main.iter(WP + "extent")]
    return [(words, *size) for words, size in zip(descriptions, sizes, strict=True)]


def test_png_stands_in_its_size_with_its_words() -> None:
    data = save(sample.document(Figure("lambang-daerah", "Lambang", 20, 25.5), Figure("lambang-daerah", "", 20, 20)))
    assert drawings(data) == [("Lambang", "720000", "918000"), ("lambang-daerah", "720000", "720000")]
    assert contents(data)["word/media/gambar1.png"] == sample.png()
    assert faults(data) == []


def test_svg_stands_beside_a_frame_for_older_readers() -> None:
    found = contents(save(sample.document(Figure("bagan", "Bagan", 20, 10))))
    assert found["word/media/gambar1.svg"] == sample.SVG
    assert found["word/media/gambar2.png"] == frame(20, 10)
    assert media_type("bingkai", frame(20, 10)) == media_type("bingkai", frame(0.1, 0.1)) == "image/png"


def test_any_name_of_a_picture_makes_a_valid_part() -> None:
    theme = replace(sample.theme(), pictures={"lambang daerah é": sample.png()})
    data = docx.write(sample.document(Figure("lambang daerah é", "L", 5, 5)), theme)
    assert "word/media/gambar1.png" in contents(data)
    assert faults(data) == []


def test_missing_picture_is_an_empty_slot_of_its_size() -> None:
    main = part(save(sample.document(Figure("tidak-ada", "Lambang negara", 20, 30))))
    assert paragraphs(main) == ["slot-gambar: Lambang negara", "pemisah:"]
    assert values(main, "tblW", "w") == ["1134"]
    assert values(main, "trHeight") == ["1701"]
    assert values(main, "tblInd", "w") == [str((9071 - 1134) // 2)]
    assert values(main, "tblCaption") == ["Lambang negara"]


def test_slot_is_never_wider_than_its_cell() -> None:
    main = part(save(sample.document(Table((1, 9), (Row((Cell((Figure("x", "X", 90, 10),)), sample.c("b"))),), "T"))))
    assert values(main, "tblW", "w") == ["9071", str(907 - 160)]


def test_harmful_picture_is_refused() -> None:
    theme = replace(sample.theme(), pictures={"x": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"})
    with pytest.raises(WriteError, match="tidak diizinkan"):
        docx.write(sample.document(Figure("x", "X", 1, 1)), theme)


def test_bottomless_nesting_is_refused() -> None:
    deep: tuple[Block, ...] = (sample.p("x"),)
    for _ in range(40):
        deep = (Items((deep,)),)
    with pytest.raises(WriteError):
        docx.write(sample.document(*deep), sample.theme())


def test_readback_gives_the_visible_lines() -> None:
    lines = docx_lines(save(sample.sample()))
    assert lines[:3] == ["STANDAR OPERASIONAL PROSEDUR", "LAYANAN PENGADAAN SECARA ELEKTRONIK", "Edisi 1"]
    assert lines[5:10] == ["DAFTAR ISI", "Ketentuan umum", "Kode & contoh <perintah>", "Langkah", "Penutup"]
    assert (
        "Teks tebal dan miring serta keduanya; lihat langkah 3, laman LKPP Nomor: ........................ (rujukan kosong)"
        in lines
    )
    assert "./lpse build --semua" in lines
    assert not any(word in line for line in lines for word in ("Halaman", "DRAF", "PAGEREF"))


def test_word_file_says_what_the_text_says() -> None:
    assert docx_lines(save(sample.sample())) == text.lines(sample.sample(), sample.theme())


def test_paragraph_styles_have_names_people_can_find() -> None:
    styles = python_docx.Document(BytesIO(save(sample.document(sample.p("x"))))).styles
    assert {"LPSE Isi", "LPSE Sel", "Heading 1"} <= {style.name for style in styles}
