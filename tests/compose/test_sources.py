"""A document names, and its PDF carries, exactly the files that what it prints was taken from."""

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from lpse_docs.compose import compose
from lpse_docs.document.blocks import Document
from lpse_docs.model.place import Placed
from lpse_docs.model.workspace import Workspace

ROOT = Path(__file__).parents[2]
MARK = re.compile("⟦(.*?)⟧")
# Codes, and what is looked up or compared by the program: changing them would change what is printed elsewhere.
CODES = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|[A-Z][A-Z0-9.a-z-]*\d[A-Za-z0-9.-]*|[a-z]|Kabupaten .*")
KEYS = {"id", "letter", "act", "regulation", "sop", "form", "provision", "post", "region", "number"}


def marked(value: Any, path: str, key: str = "") -> Any:
    """A value whose every printed text says which file it stands in."""
    if isinstance(value, Placed):
        changed = {name: marked(getattr(value, name), path, name) for name in type(value).model_fields}
        return value.model_copy(update=changed)
    if isinstance(value, tuple):
        return tuple(marked(item, path, key) for item in value)
    if not isinstance(value, str) or isinstance(value, StrEnum) or key in KEYS or CODES.fullmatch(value):
        return value
    return f"{value}⟦{path}⟧"


@pytest.fixture(scope="module")
def texts() -> Mapping[str, bytes]:
    files = [
        ROOT / "lpse.yaml",
        *(path for name in ("regulations", "standards", "sops") for path in (ROOT / name).glob("*.yaml")),
    ]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def made(
    workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes], texts: Mapping[str, bytes]
) -> Mapping[str, Document]:
    """Every shipped document, made from marked texts."""

    def all_of(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(marked(item, item.at().path) for item in items)

    stamped = Workspace(
        marked(workspace.office, "lpse.yaml"),
        marked(workspace.regulation, workspace.regulation.at().path),
        all_of(workspace.acts),
        all_of(workspace.sources),
        all_of(workspace.standards),
        all_of(workspace.sops),
    )
    documents, _ = compose(stamped, templates, texts, fonts)
    return {item.id: item for item in documents}


def carried(document: Document) -> set[str]:
    assert {item.description.removeprefix("Sumber ") for item in document.attachments} == set(document.sources)
    return set(document.sources)


def printed(document: Document) -> set[str]:
    return {path.lower() for path in MARK.findall(repr(replace(document, attachments=(), sources=())))}


def test_whatever_is_printed_comes_from_a_file_the_document_carries(made: Mapping[str, Document]) -> None:
    assert len(made) > 20
    for document in made.values():
        assert printed(document) <= carried(document), document.id
    assert {path for document in made.values() for path in printed(document)} == {
        path for document in made.values() for path in carried(document)
    }


def test_a_sheet_carries_no_file_it_takes_nothing_from(made: Mapping[str, Document]) -> None:
    for document in made.values():
        if document.folder not in {"buku", "kartu-skor"}:  # the digest of a scorecard is over every criterion
            assert carried(document) - {"lpse.yaml"} == printed(document) - {"lpse.yaml"}, document.id


def test_what_counts_everything_carries_everything(made: Mapping[str, Document], texts: Mapping[str, bytes]) -> None:
    counted = {path for path in texts if not path.endswith(("acts.yaml", "sources.yaml"))}
    assert counted <= carried(made["panduan-pengguna"])


def test_a_scorecard_carries_every_standard_its_digest_is_over(
    made: Mapping[str, Document], texts: Mapping[str, bytes]
) -> None:
    standards = {path for path in texts if path.startswith("standards/")}
    cards = [document for document in made.values() if document.folder == "kartu-skor"]
    assert cards
    for card in cards:
        assert standards <= carried(card), card.id
