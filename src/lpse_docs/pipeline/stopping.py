"""Being told to stop: a signal becomes an exception, and is remembered in case something swallows that exception."""

import signal


class Terminated(BaseException):
    """SIGTERM arrived; an exception, so that everything opened is closed and every worker ended."""


asked: list[int] = []
"""Numbers of the signals that arrived. A library may swallow what they raised, in a callback from C for one."""


def heed() -> None:
    """Stop if a signal arrived and what it raised got lost."""
    if asked:
        raise KeyboardInterrupt if asked[0] == signal.SIGINT else Terminated
