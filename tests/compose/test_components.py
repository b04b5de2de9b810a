"""Whatever a template hands to a component, no word of Python gets on paper."""

import re
from collections.abc import Mapping

import pytest

from lpse_docs.compose import compose
from lpse_docs.compose.components import ABOUT_OFFICE, ABOUT_WORKSPACE, PLAIN
from lpse_docs.model.workspace import Workspace

NAMES = (*ABOUT_WORKSPACE, *ABOUT_OFFICE, *PLAIN, "contents", "section", "blank", "part", "page_break", "flow_table")
ARGUMENTS = (
    "",
    "range",
    "office",
    "none",
    "5",
    "office, range",
    "'x', range",
    "office, 'x'",
    "'sekretariat', range",
    "'sekretariat', 'x', range",
    "sops[0], range",
    "sops, sops",
)
PYTHON = re.compile(r"<function|<bound|safe_range|object at 0x|Office\(|Sop\(|\bNone(?=')|functools")
HEAD = "title: X\nsubject: Y\n\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_argument_is_a_fault_or_harmless(
    workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes], name: str
) -> None:
    for arguments in ARGUMENTS:
        wrong = {**templates, "panduan-pengguna.md.j2": f"{HEAD}{{{{ {name}({arguments}) }}}}\n"}
        made, found = compose(workspace, wrong, {}, fonts, only="panduan-pengguna")
        assert made or {item.code for item in found} & {"LPSE901", "LPSE903"}, arguments
        assert not PYTHON.search(repr([item.sections for item in made])), arguments
