"""Chance that is the same on every machine: it follows from words alone."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")


def number(below: int, *words: str) -> int:
    """A number from 0 to below `below`."""
    return int.from_bytes(hashlib.sha256("/".join(words).encode()).digest()[:6]) % below


def chosen(choices: Sequence[T], *words: str) -> T:
    """One of several things."""
    return choices[number(len(choices), *words)]


def day(first: date, last: date, *words: str) -> date:
    """A working day from `first` to `last`, which are working days themselves."""
    found = first + timedelta(number((last - first).days + 1, *words))
    return found - timedelta(max(0, found.weekday() - 4))
