"""Run a benchmark from the root of the repository: `python -m tests.bench [NAME] [NUMBER]`.

Without a name it runs `commands`, what people wait for; a name that is none gets the list of them.
"""

import sys
from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from tests import bench

USUAL = "commands"


def benchmarks() -> Mapping[str, str]:
    """Every benchmark with what it measures."""
    names = [item.name for item in iter_modules(bench.__path__) if not item.name.startswith(("_", "test_"))]
    told = {name: (import_module(f"tests.bench.{name}").__doc__ or "").strip().split("\n")[0] for name in names}
    return {name: line.partition(": `")[0] for name, line in told.items()}


def main() -> None:
    """Run what was named, or say what can be."""
    name, *given = sys.argv[1:] or [USUAL]
    if name.isdigit():
        name, given = USUAL, [name, *given]
    known = benchmarks()
    if name not in known:
        listed = "\n".join(f"  {one:12} {line}" for one, line in known.items())
        sys.exit(f"{name}: no such benchmark; there are\n{listed}")
    sys.argv[1:] = given
    import_module(f"tests.bench.{name}").main()


if __name__ == "__main__":
    main()
