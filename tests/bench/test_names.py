"""The entry of the benchmarks; none of them is measured here."""

import sys

import pytest

from tests.bench import commands, scheduling
from tests.bench.__main__ import benchmarks, main


def test_every_benchmark_says_what_it_measures() -> None:
    assert set(benchmarks()) == {
        "commands", "flow_layout", "package_signatures", "scheduling", "scoring", "signing", "verifying", "word_writer",
    }  # fmt: skip
    assert all(benchmarks().values())


@pytest.mark.parametrize(
    ("words", "module", "left"),
    [([], commands, []), (["3"], commands, ["3"]), (["scheduling"], scheduling, []), (["scheduling", "2"], scheduling, ["2"])],
)  # fmt: skip
def test_a_benchmark_is_run_by_its_name(
    words: list[str], module: object, left: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(sys, "argv", ["bench", *words])
    monkeypatch.setattr(module, "main", lambda: ran.append(sys.argv[1:]))
    main()
    assert ran == [left]


def test_what_is_no_benchmark_gets_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "x"])
    with pytest.raises(SystemExit, match="x: no such benchmark; there are\n  commands "):
        main()
