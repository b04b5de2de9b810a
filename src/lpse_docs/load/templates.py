"""The document templates the office may change: Markdown with Jinja, read as plain text."""

from collections.abc import Mapping
from pathlib import Path

from lpse_docs.diagnostics import Diagnostic, Severity
from lpse_docs.load import file_faults as faults
from lpse_docs.load.files import names, read_text
from lpse_docs.load.secrets import secrets

FOLDER = "templates/documents"
SUFFIX = ".md.j2"
DEPTH_LIMIT = 4


def load_templates(root: Path) -> tuple[Mapping[str, str], list[Diagnostic]]:
    """The text of every template by its name below the folder, for example `bagian/standar.md.j2`."""
    texts: dict[str, str] = {}
    found: list[Diagnostic] = []
    folders = [FOLDER]
    for folder in folders:
        listed, faulty = names(root, folder)
        found += faulty
        for name in listed:
            path = f"{folder}/{name}"
            if (root / path).is_dir() and path.count("/") < DEPTH_LIMIT:
                folders.append(path)
            elif not name.endswith(SUFFIX) or not path.isprintable():
                expected = f"<nama>{SUFFIX}"
                found.append(faults.unread(f"{folder}/{faults.printable(name)}", expected, Severity.WARNING))
            else:
                text, faulty = read_text(root, path)
                found += [*faulty, *secrets(text or "", path)]
                texts.update({} if text is None else {path.removeprefix(f"{FOLDER}/"): text})
    return texts, found
