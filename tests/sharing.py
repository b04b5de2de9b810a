"""Which worker runs what: a module as a whole, so that what its tests share is made once; the dearest first.

`--dist loadgroup` of xdist 3.8 writes groups into the names of tests, which pytest 9.2 takes no longer: every test then
went to the next free worker, and each worker made everything anew (https://github.com/pytest-dev/pytest-xdist/issues/1386).
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

SHIPPED = "shipped"
# So that no worker is left with one of them when the other has nothing more to do: by the processor time they take.
DEAREST = (
    SHIPPED,
    "cli/test_handover.py",
    "cli/test_demo.py",
    "layout/test_properties.py",
    "cli/test_importing.py",
    "pipeline/test_trial.py",
    "pipeline/test_storage.py",
    "planning/test_schedules.py",
    "verify/test_attacks.py",
    "pipeline/test_damage.py",
    "cli/test_plan.py",
    "cli/test_oscal.py",
    "sign/test_seal.py",
    "pipeline/test_fresh.py",
    "opc/test_fuzz.py",
)


def group(name: str) -> str:
    """What one worker runs as a whole, by the name of a test: a module, or all of the shipped content."""
    path = name.partition("::")[0].removeprefix("tests/")
    folder = path.partition("/")[0]
    return folder if folder == SHIPPED else path


def rank(name: str) -> int:
    """When the group of a test begins: the dearest one after the other, then all others."""
    found = group(name)
    return DEAREST.index(found) if found in DEAREST else len(DEAREST)


class Groups(LoadScopeScheduling):  # type: ignore[misc] # xdist says nothing of its types
    """Gives each worker whole groups, in the order of the tests."""

    def __init__(self, config: pytest.Config, log: Producer) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)
