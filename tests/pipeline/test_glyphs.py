"""`check` finds signs that no font can print, on the line where they were written."""

import pytest

from lpse_docs.pipeline import verdict
from tests.pipeline.conftest import Site

EMOJI = "🎉"


def found(site: Site) -> set[tuple[str, str]]:
    return {(str(item.span), item.code) for item in verdict.check(site.root, lambda _: "")}


@pytest.mark.parametrize(
    ("path", "old", "new", "place"),
    [
        ("standards/a-kebijakan.yaml", "name: Standar", f"name: Standar {EMOJI}", "4:15"),
        ("standards/a-kebijakan.yaml", "arah layanan.", f"arah {EMOJI} layanan.", "6:26"),
        ("lpse.yaml", "region: Kabupaten Contoh", f"region: Kabupaten {EMOJI}", "5:19"),
        ("templates/documents/buku-sop.md.j2", "Isi buku.", f"Isi {EMOJI} buku.", "6:5"),
        ("templates/words.yaml", "draft: ", f"draft: {EMOJI}", "2:8"),
    ],
)
def test_a_sign_without_glyph_is_found_where_it_stands(site: Site, path: str, old: str, new: str, place: str) -> None:
    site.edit(path, old, new)
    assert (f"{path}:{place}", "LPSE718") in found(site)


def test_signs_of_a_line_are_one_finding_and_comments_are_none(site: Site) -> None:
    site.edit("standards/a-kebijakan.yaml", "name: Standar", f"# {EMOJI}\nname: Standar 日本{EMOJI}")
    (item,) = (item for item in verdict.check(site.root, lambda _: "") if item.code == "LPSE718")
    assert "“日” (U+65E5), “本” (U+672C), “🎉” (U+1F389)" in item.message
    assert item.span.line == 5


def test_an_escaped_sign_is_found_though_nobody_sees_it(site: Site) -> None:
    site.edit("standards/a-kebijakan.yaml", "name: Standar Kebijakan", 'name: "Standar \\U0001F389"')
    assert any(code == "LPSE718" for _, code in found(site))


def test_a_build_stops_before_it_renders(site: Site) -> None:
    site.edit("standards/a-kebijakan.yaml", "name: Standar", f"name: Standar {EMOJI}")
    outcome = site.build()
    assert {item.code for item in outcome.diagnostics if item.severity == "galat"} == {"LPSE718"}
    assert site.progress.names == []


def test_what_no_font_is_asked_for_is_no_fault(site: Site) -> None:
    site.edit(
        "standards/a-kebijakan.yaml", "  - Kepala LPSE", f"  - Kepala {EMOJI}"
    )  # the tiny templates print no roles
    assert not any(code == "LPSE718" for _, code in found(site))
