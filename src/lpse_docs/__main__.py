"""`lpse-docs`: answer at once when nothing changed, else start the whole program."""

import gc
import sys

from lpse_docs.pipeline import fresh


def main() -> None:
    """Run the command line and leave with its exit code."""
    code = fresh.answer(sys.argv[1:])
    if code is None:
        # Everything read and composed lives until the end, so looking for garbage meanwhile finds none and takes
        # a fifth of a check. Workers, which make many documents, switch it on again.
        gc.disable()
        from lpse_docs.cli import run  # noqa: PLC0415 - the quick answer must not pay for click and the rest

        code = run()
    sys.exit(code)


if __name__ == "__main__":
    main()
