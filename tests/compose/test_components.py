"""Whatever a template hands to a component, no word of Python gets on paper."""

import re
from collections.abc import Mapping

import pytest

from lpse_docs.compose import compose
from lpse_docs.compose.components import ABOUT_OFFICE, ABOUT_PERIOD, ABOUT_PLAN, ABOUT_WORKSPACE, DRAWN, PLAIN
from lpse_docs.model.workspace import Workspace
from tests.compose.periods import SECOND, with_periods

NAMES = (
    *ABOUT_WORKSPACE,
    *ABOUT_OFFICE,
    *ABOUT_PERIOD,
    *ABOUT_PLAN,
    *DRAWN,
    *PLAIN,
    "contents",
    "section",
    "blank",
    "part",
    "page_break",
    "flow_table",
)
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
ABOUT_A_PERIOD = (
    "period",
    "period, range",
    "period, none",
    "period, 5",
    "period, 'x'",
    "period, 'x', range",
    "period, period",
    "period.card",
    "period.score, 'x'",
    "period, standards[0]",
    "period, standards[0], wide=range",
    "period, standards",
    "('x', period)",
    "('x', result_sentence(period), 5)",
    "(range, result_sentence(period))",
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


@pytest.mark.parametrize("name", [*ABOUT_PERIOD, *DRAWN, "summary_table"])
def test_a_wrong_argument_beside_a_period_is_a_fault_or_harmless(
    workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes], name: str
) -> None:
    whole = with_periods(workspace)
    for arguments in ABOUT_A_PERIOD:
        wrong = {**templates, "laporan-kepatuhan.md.j2": f"{HEAD}{{{{ {name}({arguments}) }}}}\n"}
        made, found = compose(whole, wrong, {}, fonts, only=f"laporan-kepatuhan-{SECOND}")
        assert made or {item.code for item in found} & {"LPSE901", "LPSE903"}, arguments
        assert not PYTHON.search(repr([item.sections for item in made])), arguments
