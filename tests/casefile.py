"""Sample files of rules: prose, then changes to a small valid workspace, with the expected findings on the very line.

A case file is `tests/cases/<area>/LPSEnnn.md`. Every `##` heading starts a scenario from the same base,
`tests/cases/base/`. Fenced blocks change it; the word after the fence says how, the next one names the file:

    diff PATH    lines with `-` (which must occur exactly once, together) are replaced by the lines with `+`
    yaml PATH    the whole text of a file (any other language works too)
    bytes PATH   a Python bytes literal, for what is not text
    repeat PATH  a number and a text: the text that many times
    flood PATH   a number and a text with `{}`: lines added to the file, numbered
    link PATH    a symbolic link to the path in the block
    make PATH    `folder` or `pipe`
    folder PATH  a folder below `tests/cases/`, copied there; later blocks may change it
    delete PATH  nothing
    seal PATH    nothing: the history of that scorecard is sealed as the program would, after every change before
    fresh PATH   nothing: the schedule of that period becomes one that was made from the plan as it is by then
    expect       one `PATH CODE` or `PATH:LINE CODE` a line, where no comment can stand
    says         one piece of text a line that some message or hint must contain

A trailing comment `# LPSE111` expects that finding on its line; no other finding may appear in the scenario.
"""

import ast
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from lpse_docs.diagnostics import Diagnostic
from lpse_docs.load.project import load_project
from lpse_docs.model.assessment import StatusChange
from lpse_docs.model.seal import continued
from lpse_docs.planning.outlook import draft

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"
FENCE = re.compile(r"^```([a-z]+)[ ]?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXPECTED = re.compile(r"#((?: LPSE\d{3})+)\s*$")


@dataclass(frozen=True)
class Block:
    """One fenced block of a scenario."""

    kind: str
    path: str
    body: str


@dataclass(frozen=True)
class Scenario:
    """One workspace with what must be found in it."""

    name: str
    code: str
    blocks: tuple[Block, ...]

    def lay_out(self, root: Path) -> Path:
        """Write the base, changed by this scenario."""
        shutil.copytree(BASE, root)
        for block in self.blocks:
            _apply(block, root)
        return root

    def expected(self, root: Path) -> set[tuple[str, int, str]]:
        """Path, line and code of every finding that must appear; line 0 for a file as a whole."""
        found = {_placed(*line.split()) for line in self._lines("expect")}
        for path in {block.path for block in self.blocks if block.kind in ("diff", "yaml", "bytes")}:
            for number, line in enumerate((root / path).read_bytes().decode("utf-8", "replace").split("\n"), 1):
                for code in re.findall(r"LPSE\d{3}", hit[1] if (hit := EXPECTED.search(line)) else ""):
                    found.add((path, number, code))
        return found

    def unsaid(self, findings: list[Diagnostic]) -> list[str]:
        """Texts that no finding contains."""
        said = "\n".join(f"{item.message} {item.hint}" for item in findings)
        return [line for line in self._lines("says") if line not in said]

    def _lines(self, kind: str) -> list[str]:
        return [line for block in self.blocks if block.kind == kind for line in block.body.splitlines()]


def scenarios(area: str) -> Iterator[Scenario]:
    """All scenarios of a folder of case files."""
    for file in sorted((CASES / area).glob("LPSE*.md")):
        for part in re.split(r"^## ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            blocks = tuple(Block(*found) for found in FENCE.findall(part))
            yield Scenario(f"{file.stem}: {part.splitlines()[0]}", file.stem, blocks)


def findings(items: list[Diagnostic]) -> set[tuple[str, int, str]]:
    """Path, line and code of each finding."""
    return {(item.span.path, item.span.line, item.code) for item in items}


def _placed(place: str, code: str) -> tuple[str, int, str]:
    path, _, line = place.partition(":")
    return path, int(line or 0), code


def _apply(block: Block, root: Path) -> None:
    """Make one change."""
    target = root / block.path
    target.parent.mkdir(parents=True, exist_ok=True)
    match block.kind:
        case "diff":
            target.write_text(_edited(target.read_text("utf-8"), block.body), encoding="utf-8")
        case "bytes":
            target.write_bytes(ast.literal_eval(block.body))
        case "repeat":
            count, text = block.body.rstrip("\n").split(" ", 1)
            target.write_text(ast.literal_eval(text) * int(count), encoding="utf-8")
        case "flood":
            count, text = block.body.rstrip("\n").split(" ", 1)
            with target.open("a", encoding="utf-8") as file:
                file.writelines(text.format(number) + "\n" for number in range(int(count)))
        case "link":
            target.unlink(missing_ok=True)
            target.symlink_to(block.body.strip())
        case "make":
            target.unlink(missing_ok=True)
            target.mkdir() if block.body.strip() == "folder" else os.mkfifo(target)
        case "delete":
            shutil.rmtree(target) if target.is_dir() else target.unlink()
        case "fresh":
            _refresh(root, target)
        case "seal":
            target.write_text(resealed(target.read_text("utf-8")), encoding="utf-8")
        case "folder":
            shutil.copytree(CASES / block.body.strip(), target, dirs_exist_ok=True)
        case "expect" | "says":
            pass
        case _:
            target.write_text(block.body, encoding="utf-8")


def _refresh(root: Path, period: Path) -> None:
    """Write into a schedule what its plan asks for now."""
    workspace = load_project(root).workspace
    assert workspace is not None
    asked = draft(workspace, workspace.plan[period.name], workspace.assessment[period.name])
    path = period / "schedule.yaml"
    path.write_text(path.read_text("utf-8").replace("0" * 64, asked.digest), encoding="utf-8")


def resealed(text: str) -> str:
    """A scorecard that ends in its history, with the seals that the program would write."""
    head, _, told = text.partition("\nhistory:\n")
    items = [f"  - {part}" for part in re.split(r"^  - ", told, flags=re.MULTILINE)[1:]]
    bare = [re.sub(r"^    seal: .*\n", "", item, flags=re.MULTILINE) for item in items]
    lines = [StatusChange.model_validate(item) for item in YAML(typ="safe").load("".join(bare))]
    sealed = [f"{item}    seal: '{line.seal}'\n" for item, line in zip(bare, continued((), lines), strict=True)]
    return "".join((head, "\nhistory:\n", *sealed))


def _edited(text: str, change: str) -> str:
    """Replace runs of `-` lines by the `+` lines that follow them; a run of `+` alone goes to the end."""
    for old, new in re.findall(r"((?:^-[^\n]*\n)*)((?:^\+[^\n]*\n)*)", change, re.MULTILINE):
        before, after = ("".join(line[1:] + "\n" for line in part.splitlines()) for part in (old, new))
        if before:
            assert text.count(before) == 1, f"not exactly once in the base:\n{before}"
            text = text.replace(before, after)
        else:
            text += after
    return text
