"""Files are read anew for every test of reading."""

import pytest


@pytest.fixture(autouse=True)
def parsed_once() -> None:
    """Nothing is remembered here."""
