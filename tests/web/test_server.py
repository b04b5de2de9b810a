"""What the server answers, and what it refuses."""

import contextlib
import errno
import http.client
import select
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lpse_docs.web import server as module
from lpse_docs.web.page import POLICY
from lpse_docs.web.server import serving
from tests.web.conftest import Serve, Site


def ask(site: Site, path: str = "/", method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", site.server.port, timeout=30)
    with contextlib.closing(connection):
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


@contextlib.contextmanager
def line(site: Site, *sent: bytes) -> Iterator[socket.socket]:
    """A bare connection over which something was sent."""
    with socket.create_connection(("127.0.0.1", site.server.port), timeout=30) as connection:
        for part in sent:
            connection.sendall(part)
        yield connection


def raw(site: Site, request: bytes) -> bytes:
    with line(site, request) as connection:
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


@contextlib.contextmanager
def listener(site: Site) -> Iterator[Iterator[str]]:
    """The stream of revisions as a browser reads it."""
    connection = http.client.HTTPConnection("127.0.0.1", site.server.port, timeout=30)
    with contextlib.closing(connection):
        connection.request("GET", "/perubahan")
        with connection.getresponse() as answer:
            assert answer.getheader("Content-Type") == "text/event-stream; charset=utf-8"
            yield (told[6:-1].decode() for told in iter(answer.readline, b"") if told != b"\n")


def test_the_page(site: Site) -> None:
    status, headers, body = ask(site)
    assert status == 200
    assert body == site.showcase.page.html
    assert b"Menjamin pendaftaran berjalan tertib" in body
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Server"] == "lpse-docs"


def test_head_is_the_answer_without_its_body(site: Site) -> None:
    status, headers, body = ask(site, method="HEAD")
    assert (status, body) == (200, b"")
    assert headers["Content-Length"] == str(len(site.showcase.page.html))
    assert ask(site, "/perubahan", "HEAD")[::2] == (200, b"")


def test_listens_on_the_loopback_address_alone(site: Site) -> None:
    assert site.server.socket.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_names_of_this_computer_are_welcome(site: Site, name: str) -> None:
    assert ask(site, Host=f"{name}:{site.server.port}")[0] == 200


@pytest.mark.parametrize("path", ["/", "/perubahan", "/tidak-ada"])
@pytest.mark.parametrize("host", ["jahat.example:{}", "127.0.0.1", "localhost:1", "127.0.0.1:{}.jahat.example", ""])
def test_other_names_are_refused(site: Site, path: str, host: str) -> None:
    assert ask(site, path, Host=host.format(site.server.port))[0] == 403


def test_a_request_must_name_exactly_one_host(site: Site) -> None:
    host = f"Host: localhost:{site.server.port}\r\n".encode()
    assert raw(site, b"GET / HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 403 ")
    assert raw(site, b"GET / HTTP/1.1\r\n" + host + host + b"\r\n").startswith(b"HTTP/1.1 403 ")
    assert raw(site, b"GET http://jahat.example/ HTTP/1.1\r\n" + host + b"\r\n").startswith(b"HTTP/1.1 404 ")
    assert b"Menjamin" not in raw(site, b"GET /\r\n\r\n")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://jahat.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_pages_of_others_are_refused(site: Site, headers: dict[str, str]) -> None:
    assert ask(site, "/perubahan", **headers)[0] == 403


def test_its_own_page_is_welcome(site: Site) -> None:
    own = {"Origin": f"http://127.0.0.1:{site.server.port}", "Sec-Fetch-Site": "same-origin"}
    assert ask(site, **own)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/lpse.yaml",
        "/../lpse.yaml",
        "//etc/passwd",
        "/%2e%2e/lpse.yaml",
        "/?x",
        "/sops/a-pendaftaran.yaml",
        "/favicon.ico",
    ],
)
def test_no_address_names_a_file(site: Site, path: str) -> None:
    status, headers, body = ask(site, path)
    assert (status, body.decode()) == (404, "Tidak ada halaman di alamat ini.\n")
    assert headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "APA"])
def test_can_only_be_read(site: Site, method: str) -> None:
    status, _, body = ask(site, method=method)
    assert (status, body.decode()) == (405, "Halaman ini hanya dapat dibaca.\n")


@pytest.mark.parametrize(
    "request_", [b"\x00\xff\xfe\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n"]
)
def test_nonsense_is_refused_and_not_repeated(site: Site, request_: bytes) -> None:
    said = raw(site, request_)
    assert b"Permintaan tidak dapat dilayani." in said
    assert b"aaaa" not in said
    assert ask(site)[0] == 200


def test_the_stream_tells_the_revision_on_show_and_every_later_one(site: Site) -> None:
    with listener(site) as told:
        first = next(told)
        assert first == site.showcase.page.revision
        site.edit("berjalan tertib", "berjalan cepat")
        second = next(told)
        assert second == site.showcase.page.revision != first
        site.edit("berjalan cepat", "berjalan tertib")
        assert next(told) == first


def test_a_reader_who_left_is_forgotten(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GLANCE", 0.05)
    with serve() as site:
        with listener(site) as told:
            next(told)
            assert len(site.server._deadlines) == 1
        end = time.monotonic() + 30
        while site.server._deadlines and time.monotonic() < end:
            time.sleep(0.01)
        assert not site.server._deadlines


def test_slow_and_silent_clients_keep_nobody_waiting_and_are_ended(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DEADLINE", 1.0)
    with serve() as site, contextlib.ExitStack() as stack:
        slow = [stack.enter_context(line(site, b"GET / HTTP/1.1\r\nHo")) for _ in range(5)]
        assert ask(site)[0] == 200
        for connection in slow:
            while True:  # one more byte now and then does not buy more time
                with contextlib.suppress(OSError):
                    connection.sendall(b"x")
                if select.select([connection], [], [], 0.1)[0]:
                    break
            with contextlib.suppress(ConnectionError):
                assert connection.recv(100) == b""
        assert ask(site)[0] == 200


def test_a_client_that_does_not_read_keeps_nobody_waiting(site: Site) -> None:
    site.edit("berjalan tertib", "berjalan " + "panjang " * 20_000)
    request = f"GET / HTTP/1.1\r\nHost: localhost:{site.server.port}\r\n\r\n".encode()
    with line(site, request), line(site, request):
        assert ask(site)[0] == 200


def test_too_many_are_turned_away_until_somebody_leaves(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECTIONS", 3)
    with serve() as site:
        with contextlib.ExitStack() as stack:
            for _ in range(3):
                stack.enter_context(line(site, b"GET"))
            with line(site) as fourth:
                assert fourth.recv(100).startswith(b"HTTP/1.1 503 ")
            assert sum("process_request" in thread.name for thread in threading.enumerate()) <= 3
        end = time.monotonic() + 30
        status = 0
        while status != 200 and time.monotonic() < end:
            with contextlib.suppress(ConnectionError):
                status = ask(site)[0]
        assert status == 200


def test_the_end_leaves_no_thread_and_no_connection(serve: Serve) -> None:
    before = set(threading.enumerate())
    with contextlib.ExitStack() as stack:
        with serve() as site:
            slow = stack.enter_context(line(site, b"GET / HT"))
            told = stack.enter_context(listener(site))
            next(told)
        assert set(threading.enumerate()) == before
        assert next(told, "") == ""
        assert slow.recv(10) == b""
        with pytest.raises(ConnectionRefusedError):
            ask(site)


def test_a_port_in_use_is_an_error_at_once(site: Site) -> None:
    with pytest.raises(OSError) as error, serving(site.showcase, site.server.port):
        pass
    assert error.value.errno == errno.EADDRINUSE


def test_a_fault_inside_reaches_whoever_runs_the_server(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.server.check()
    monkeypatch.setattr(module.Visit, "_invited", lambda _: 1 // 0)
    with pytest.raises(http.client.RemoteDisconnected):
        ask(site)
    with pytest.raises(ZeroDivisionError):
        site.server.check()


def test_a_client_that_leaves_in_mid_sentence_is_no_fault(site: Site) -> None:
    with line(site, b"GET / HTTP/1.1\r\n") as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # ends with a reset
    assert ask(site)[0] == 200
    site.server.check()


def test_asks_no_name_server(workspace_folder: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("getfqdn", "gethostbyaddr", "gethostbyname"):
        monkeypatch.setattr(socket, name, lambda *_: pytest.fail("asked the DNS"))
    with serve() as site:
        assert ask(site)[0] == 200
        site.server.check()
