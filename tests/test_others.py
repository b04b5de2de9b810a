"""The tracer is off in the code of others, and on again where that calls ours."""

import asyncio
import sys
from functools import partial
from typing import Any

import pytest

from tests.others import heard, quiet, taken


def look(*_: object) -> None:
    """A tracer that wants to hear nothing of what is called."""


def on() -> bool:
    return sys.gettrace() is look


def traced(function: Any, *args: Any) -> Any:
    """What a function returns while `look` traces this thread; it does so at the end as well."""
    before = sys.gettrace()
    sys.settrace(look)
    try:
        made = function(*args)
        assert on()
        assert getattr(taken, "tracer", None) is None
        return made
    finally:
        sys.settrace(before)


def test_behind_a_door_it_is_off_and_in_an_answer_on() -> None:
    def theirs(answer: Any, deeper: Any) -> list[bool]:
        return [on(), answer(), on(), *deeper(), on()]

    def deep() -> list[bool]:
        return [on(), quiet(on)(), on()]

    assert traced(quiet(theirs), heard(on), heard(deep)) == [False, True, False, True, False, True, False]


def test_a_failure_puts_it_back() -> None:
    def fail() -> None:
        raise KeyError(1)

    def theirs() -> bool:
        with pytest.raises(KeyError):
            heard(fail)()
        return on()

    def ours() -> bool:
        with pytest.raises(KeyError):
            quiet(fail)()
        return on()

    assert traced(ours)
    assert not traced(quiet(theirs))


def test_each_step_of_a_coroutine_goes_by_itself() -> None:
    async def answer() -> list[bool]:
        before = on()
        await asyncio.sleep(0)
        return [before, on()]

    async def theirs(ask: Any) -> list[bool]:
        before = on()
        await asyncio.sleep(0.001)
        return [before, *await ask(), on()]

    async def ours() -> list[bool]:
        return [on(), *await quiet(theirs)(heard(answer)), on()]

    assert traced(asyncio.run, ours()) == [True, False, True, True, False, True]


def test_nothing_happens_where_nothing_is_traced() -> None:
    def untraced(function: Any) -> Any:
        before = sys.gettrace()
        sys.settrace(None)
        try:
            return function(), sys.gettrace()
        finally:
            sys.settrace(before)

    assert untraced(quiet(heard(partial(int, "7")))) == (7, None)
