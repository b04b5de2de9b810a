"""Asking addresses that stand in certificates: bounded, nothing followed, never the own network unless told."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from lpse_docs.pipeline import fetching
from lpse_docs.pipeline.fetching import Fetcher


class Service(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        code, length = {"/ada": (200, 3), "/besar": (200, 99_999), "/pindah": (302, 0)}.get(self.path, (404, 0))
        self.send_response(code)
        if code == 302:
            self.send_header("Location", "/ada")
        self.end_headers()
        self.wfile.write(b"x" * length)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(sent[::-1])

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Service) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_an_answer_is_had_when_the_own_network_may_be_asked(url: str) -> None:
    assert Fetcher(private=True)(url + "/ada", None) == b"xxx"
    assert Fetcher(private=True)(url, b"abc") == b"cba"


@pytest.mark.parametrize(("path", "says"), [("/pindah", "kode 302"), ("/tidak-ada", "kode 404")])
def test_nothing_is_followed(path: str, says: str, url: str) -> None:
    with pytest.raises(OSError, match=says):
        Fetcher(private=True)(url + path, None)


def test_an_answer_is_bounded(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1000)
    with pytest.raises(OSError, match="terlalu besar"):
        Fetcher(private=True)(url + "/besar", None)


PRIVATE = ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"]
WRAPPED = ["::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"]


@pytest.mark.parametrize("address", PRIVATE + WRAPPED)
def test_an_address_of_the_own_network_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a harmless name leads to."""

    def looked_up(*_arguments: object, **_options: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (address, 80))]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    with pytest.raises(OSError, match="jaringan sendiri"):
        Fetcher()("http://ocsp.contoh.go.id/", None)


@pytest.mark.parametrize(
    "place",
    ["file:///etc/passwd", "ldap://a/b", "http:///x", "http://a:b@c/", "http://c/" + "x" * 3000, "http://c:99999/"],
)
def test_odd_addresses_are_refused(place: str) -> None:
    with pytest.raises(OSError, match="tidak wajar"):
        Fetcher()(place, None)
