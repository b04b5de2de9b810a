"""Asking an address on the internet: bounded, without following anything, and not into the reader's own network.

The address comes from a certificate. Whoever made the certificate must not choose a machine in the office.
"""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

WAIT = 10.0  # seconds for each step
LARGEST = 16 << 20
LIMIT_URL = 2000
PORTS = {"http": 80, "https": 443}
SENT = {"Content-Type": "application/ocsp-request"}


@dataclass(frozen=True)
class Fetcher:
    """Gets answers; `private` permits addresses of the own network and of this computer."""

    private: bool = False

    def __call__(self, url: str, sent: bytes | None) -> bytes:
        """What an address answers.

        Raises:
            OSError: There is no answer that may be used; the words say why, in Indonesian.
        """
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname or len(url) > LIMIT_URL or parts.username or parts.password:
            raise OSError("alamatnya tidak wajar")
        try:
            return self._asked(parts, sent)
        except (ValueError, http.client.HTTPException, ssl.SSLError) as error:
            raise OSError("jawabannya tidak wajar") from error
        except TimeoutError as error:
            raise OSError("tidak menjawab pada waktunya") from error

    def _asked(self, parts: SplitResult, sent: bytes | None) -> bytes:
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        link = self._link(host, port)
        with link:
            if parts.scheme == "https":
                link = ssl.create_default_context().wrap_socket(link, server_hostname=host)
            talk = http.client.HTTPConnection(host, port, timeout=WAIT)
            talk.sock = link
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            talk.request("POST" if sent is not None else "GET", target, sent, SENT if sent is not None else {})
            answer = talk.getresponse()
            if answer.status != http.client.OK:
                raise OSError(f"menjawab dengan kode {answer.status}")
            data = answer.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise OSError("jawabannya terlalu besar")
        return data

    def _link(self, host: str, port: int) -> socket.socket:
        """A connection to an address that was looked at: a name is never looked up a second time."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise OSError("namanya tidak dikenal") from error
        for family, kind, protocol, _, place in found:
            if self.private or ipaddress.ip_address(str(place[0]).partition("%")[0]).is_global:
                link = socket.socket(family, kind, protocol)
                link.settimeout(WAIT)
                link.connect(place)
                return link
        raise OSError("alamatnya berada di jaringan sendiri; izinkan dengan --private")
