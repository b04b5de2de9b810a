"""Fixed words: only the place holders that the program fills."""

from pathlib import Path

import pytest

from lpse_docs.load.theme import load_theme


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("page: 'Halaman {halaman} dari {pages}'", "{halaman}"),
        ("page: '{pages.__class__} {page}'", "{pages.__class__}"),
        ("draft: 'DRAF {0}'", "{0}"),
        ("signature: 'Tanda tangan {field'", "{field"),
    ],
)
def test_an_unknown_place_holder_is_named_with_its_place(workspace_folder: Path, line: str, mark: str) -> None:
    path = workspace_folder / "templates/words.yaml"
    key = line.split(":", maxsplit=1)[0]
    lines = [line if old.startswith(f"{key}:") else old for old in path.read_text("utf-8").split("\n")]
    path.write_text("\n".join(lines), encoding="utf-8")
    theme, found = load_theme(workspace_folder)
    assert theme is None
    assert [item.span.line for item in found] == [lines.index(line) + 1]
    assert mark in found[0].message
