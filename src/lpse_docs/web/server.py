"""A server for this computer alone: one page, one stream of changes, nothing else.

Whoever can reach the loopback address is still not trusted. A name that leads to 127.0.0.1 (DNS rebinding) and pages
of other origins are refused, no address names a file, and neither many nor slow connections keep others waiting.
"""

import contextlib
import select
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any

from lpse_docs.web.page import POLICY
from lpse_docs.web.showcase import Showcase

LOOPBACK = "127.0.0.1"
CONNECTIONS = 32  # at once; a browser opens six at most, and every tab keeps one
DEADLINE = 10.0  # seconds for a whole request and its answer
GLANCE = 1.0  # seconds between two looks whether the reader of a stream is still there
SWEEP = 0.1  # seconds between two looks whether a connection is late

REFUSALS = {
    HTTPStatus.FORBIDDEN: "Pratinjau hanya dapat dibuka langsung dari komputer ini.",
    HTTPStatus.NOT_FOUND: "Tidak ada halaman di alamat ini.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Halaman ini hanya dapat dibaca.",
}
FIXED = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Connection": "close",
}
TURNED_AWAY = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Visit(BaseHTTPRequestHandler):
    """One connection, one request."""

    server: "Server"
    timeout = DEADLINE
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the page, or with the stream of its revisions."""
        if not self._invited():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path == "/":
            self._reply(HTTPStatus.OK, "text/html; charset=utf-8", self.server.showcase.page.html)
        elif self.path == "/perubahan":
            self._stream()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET  # noqa: N815 - the name is the library's

    def _invited(self) -> bool:
        """Whether the request was meant for this server and comes from its own page or from the person."""
        hosts = self.headers.get_all("Host", [])
        origin = self.headers.get("Origin")
        return (
            len(hosts) == 1
            and hosts[0].lower() in self.server.hosts
            and origin in (None, f"http://{hosts[0]}")
            and self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
        )

    def _reply(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self._begin(status, kind, {"Content-Length": str(len(body))})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _begin(self, status: HTTPStatus, kind: str, more: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **FIXED, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def _stream(self) -> None:
        """Tell the revision on show, and every later one as long as somebody listens."""
        self._begin(HTTPStatus.OK, "text/event-stream; charset=utf-8", {})
        if self.command == "HEAD":
            return
        self.server.unhurried(self.connection)
        told = ""
        while (now := self.server.showcase.next(told, GLANCE)) is not None and not self._left():
            if now != told:
                self.wfile.write(f"data: {now}\n\n".encode())
                told = now

    def _left(self) -> bool:
        readable = select.select([self.connection], [], [], 0)[0]
        return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002 - the library's
        """Refuse in a sentence; what was asked for is not repeated."""
        status = HTTPStatus.METHOD_NOT_ALLOWED if code == HTTPStatus.NOT_IMPLEMENTED else HTTPStatus(code)
        sentence = REFUSALS.get(status, "Permintaan tidak dapat dilayani.")
        self._reply(status, "text/plain; charset=utf-8", f"{sentence}\n".encode())

    def version_string(self) -> str:
        """No versions for strangers."""
        return "lpse-docs"

    def log_message(self, *_: Any) -> None:
        """Nobody wants to read this."""


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """Bounded: so many connections, each with a deadline. `TCPServer`, because `HTTPServer` asks the DNS on starting."""

    allow_reuse_address = True
    request_queue_size = CONNECTIONS
    daemon_threads = False  # `server_close` waits for them

    def __init__(self, showcase: Showcase, port: int) -> None:
        """Listen; 0 chooses a free port.

        Raises:
            OSError: The port is in use.
        """
        self.showcase = showcase
        self.fault: BaseException | None = None
        self._guard = threading.Lock()
        self._deadlines: dict[Any, float] = {}
        super().__init__((LOOPBACK, port), Visit)
        self.hosts = frozenset(f"{name}:{self.port}" for name in (LOOPBACK, "localhost", "[::1]"))

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://{LOOPBACK}:{self.port}/"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give the connection a thread, or turn it away when there are too many."""
        with self._guard:
            full = len(self._deadlines) >= CONNECTIONS
            if not full:
                self._deadlines[request] = time.monotonic() + DEADLINE
        if not full:
            super().process_request(request, client_address)
            return
        request.setblocking(False)
        with contextlib.suppress(OSError):
            request.send(TURNED_AWAY)
        self.shutdown_request(request)

    def unhurried(self, request: Any) -> None:
        """A stream of changes has no deadline."""
        with self._guard:
            self._deadlines[request] = float("inf")

    def service_actions(self) -> None:
        """End connections that are late; called by the library between two looks for new ones."""
        self._end(time.monotonic())

    def _end(self, now: float) -> None:
        with self._guard:
            for request, deadline in self._deadlines.items():
                if deadline <= now:
                    with contextlib.suppress(OSError):
                        request.shutdown(socket.SHUT_RDWR)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection and forget it."""
        with self._guard:
            self._deadlines.pop(request, None)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - the library's
        """A reader who leaves in mid-sentence is none; anything else is kept for whoever runs the server."""
        error = sys.exception()
        if not isinstance(error, OSError):
            self.fault = error

    def check(self) -> None:
        """Raise what went wrong inside, so that it ends at the one boundary."""
        if self.fault is not None:
            raise self.fault

    def end(self) -> None:
        """Stop listening, end every connection, wait for every thread."""
        self.showcase.close()
        self.shutdown()
        self._end(float("inf"))
        self.server_close()


@contextlib.contextmanager
def serving(showcase: Showcase, port: int) -> Iterator[Server]:
    """Serve in the background until the block ends."""
    server = Server(showcase, port)
    thread = threading.Thread(target=server.serve_forever, args=(SWEEP,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.end()
        thread.join()
