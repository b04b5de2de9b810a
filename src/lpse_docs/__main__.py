"""`lpse-docs`: answer at once when nothing changed, else start the whole program."""

import sys

from lpse_docs.pipeline import fresh


def main() -> None:
    """Run the command line and leave with its exit code."""
    code = fresh.answer(sys.argv[1:])
    if code is None:
        from lpse_docs.cli import run  # noqa: PLC0415 - the quick answer must not pay for click and the rest

        code = run()
    sys.exit(code)


if __name__ == "__main__":
    main()
