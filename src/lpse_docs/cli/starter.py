"""The files a new workspace begins with: those of this repository, or of the installed package."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.representer import RoundTripRepresenter

from lpse_docs.pipeline import fresh

FOLDERS = ("templates", "schemas", "standards", "regulations", "sops")
BLANK = "(isi nama)"
DECIDED = re.compile(r"^(number|created|revised|effective):.*$", re.MULTILINE)
KEEP = ".gitkeep"  # keeps a folder that may be empty, such as templates/pictures
FACTS = ("address", "phone", "email", "website")


def folder() -> Path:
    """Where the starter files are."""
    packed = Path(fresh.PACKAGE) / "starter"
    return packed if packed.is_dir() else Path(fresh.PACKAGE).parents[1]


def files() -> Iterator[tuple[str, bytes]]:
    """Every file of a new workspace: SOPs as drafts, the office without facts."""
    source = folder()
    for path in sorted(path for name in FOLDERS for path in (source / name).rglob("*")):
        if path.is_file() and not path.is_symlink() and (path.name == KEEP or not path.name.startswith((".", "~$"))):
            name = path.relative_to(source).as_posix()
            yield name, draft(path.read_bytes()) if name.startswith("sops/") else path.read_bytes()
    yield "lpse.yaml", without_facts((source / "lpse.yaml").read_text("utf-8"), date.today()).encode()  # noqa: DTZ011 - the drafter's own day
    yield ".gitignore", b"/build/\n"
    yield "assessments/README.md", b"# Penilaian tiap periode disimpan di sini; kosong sampai ada penilaian nyata.\n"


def draft(data: bytes) -> bytes:
    """A SOP without number, dates and so without approval."""
    return DECIDED.sub(r"\1: null", data.decode()).encode()


def without_facts(text: str, today: date) -> str:
    """`lpse.yaml` with the names of the region blanked out and every fact about people removed."""
    yaml = _yaml()
    office = yaml.load(text)
    region = str(office["region"])
    words = {region: f"Kabupaten {BLANK}", region.rsplit(maxsplit=1)[-1]: BLANK}
    _blank(office, words | {word.upper(): blank.upper() for word, blank in words.items()})
    office.update(dict.fromkeys(FACTS), province=BLANK, place=BLANK)
    _unname(office)
    office["edition"]["drafted"] = today
    office["edition"]["changes"] = [
        {"edition": office["edition"]["number"], "drafted": today, "summary": "Naskah awal."}
    ]
    return _dumped(yaml, office)


def without_people(text: str, change: Callable[[Any], None] = lambda _: None) -> str:
    """`lpse.yaml` as it is, but for the names of officials and the ways to reach them, and for a further change."""
    yaml = _yaml()
    office = yaml.load(text)
    office.update(dict.fromkeys(FACTS))
    _unname(office)
    change(office)
    return _dumped(yaml, office)


def _yaml() -> YAML:
    """Comments, order and quotes survive."""
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 100_000
    return yaml


def _dumped(yaml: YAML, office: Any) -> str:
    out = io.StringIO()
    yaml.dump(office, out)
    return out.getvalue()


def _unname(office: Any) -> None:
    for official in office["officials"]:
        official.update(name=None, rank=None, nip=None)


class _Representer(RoundTripRepresenter):
    """Writes `null` where ruamel would leave the place empty: an unknown fact shall be seen."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is ruamel's
        """Write the same date twice rather than an anchor, which no file of ours may hold."""
        return True

    def represent_none(self, data: None) -> Any:  # noqa: ARG002 - likewise
        return self.represent_scalar("tag:yaml.org,2002:null", "null")


_Representer.add_representer(type(None), _Representer.represent_none)


def _blank(node: Any, words: dict[str, str]) -> None:
    """Replace names everywhere in the tree."""
    for key, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
        if isinstance(value, str):
            node[key] = _replaced(value, words)
        elif isinstance(value, dict | list):
            _blank(value, words)


def _replaced(text: str, words: dict[str, str]) -> str:
    for word, blank in words.items():
        text = text.replace(word, blank)
    return text
