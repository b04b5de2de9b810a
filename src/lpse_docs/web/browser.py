"""The person's browser."""

import os
import sys
import threading
import webbrowser


def open_browser(address: str) -> threading.Thread | None:
    """Open an address where there is a screen; a browser of the terminal would take the terminal away.

    Some browsers are waited for until they end, hence the thread.
    """
    if not (sys.platform == "darwin" or any(map(os.environ.get, ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")))):
        return None
    opening = threading.Thread(target=webbrowser.open, args=(address,), daemon=True)
    opening.start()
    return opening
