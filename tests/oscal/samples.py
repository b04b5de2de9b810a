"""A workspace for every case: the shipped office with standards and a period made in Python."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from lpse_docs.load.project import load_project
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.standard import Standard
from lpse_docs.model.workspace import Workspace

ROOT = Path(__file__).parents[2]


@cache
def shipped() -> Workspace:
    loaded = load_project(ROOT).workspace
    assert loaded is not None
    return loaded


def workspace(standards: tuple[Standard, ...], *periods: Assessment) -> Workspace:
    return replace(shipped(), standards=standards, assessments=periods)
