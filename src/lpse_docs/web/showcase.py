"""The page on show, and those who wait for the next one."""

import threading

from lpse_docs.web.page import Page


class Showcase:
    """One page at a time, changed by one thread and waited for by many."""

    def __init__(self, page: Page) -> None:
        self._changed = threading.Condition()
        self._page = page
        self._open = True

    @property
    def page(self) -> Page:
        """What is on show now."""
        return self._page

    def show(self, page: Page) -> bool:
        """Put another page on show; whether it is another one."""
        with self._changed:
            if page.revision == self._page.revision:
                return False
            self._page = page
            self._changed.notify_all()
        return True

    def close(self) -> None:
        """Send everybody home."""
        with self._changed:
            self._open = False
            self._changed.notify_all()

    def next(self, revision: str, seconds: float) -> str | None:
        """The revision on show, as soon as it is not the given one or the seconds are over; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: not self._open or self._page.revision != revision, seconds)
            return self._page.revision if self._open else None
