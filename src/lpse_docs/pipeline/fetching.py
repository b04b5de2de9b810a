"""Asking an address on the internet: bounded, without following anything, and not into the reader's own network.

The address comes from a certificate. Whoever made the certificate must not choose a machine in the office.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

WAIT, WHOLE = 10.0, 30.0  # seconds for each step, for a whole answer
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
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
            return _bounded(answer)

    def _link(self, host: str, port: int) -> socket.socket:
        """A connection to an address that was looked at: a name is never looked up a second time."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise OSError("namanya tidak dikenal") from error
        for family, kind, protocol, _, place in found:
            if self.private or _elsewhere(str(place[0])):
                link = socket.socket(family, kind, protocol)
                link.settimeout(WAIT)
                link.connect(place)
                return link
        raise OSError("alamatnya berada di jaringan sendiri; izinkan dengan --private")


def _bounded(answer: http.client.HTTPResponse) -> bytes:
    """What an answer holds; one that trickles is given up like one that is too large."""
    end, data = time.monotonic() + WHOLE, bytearray()
    while piece := answer.read1(1 << 16):
        data += piece
        if len(data) > LARGEST:
            raise OSError("jawabannya terlalu besar")
        if time.monotonic() > end:
            raise TimeoutError
    return bytes(data)


def _elsewhere(place: str) -> bool:
    """Whether an address lies on the internet; one that wraps another is the one it wraps."""
    address = ipaddress.ip_address(place.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address in NAT64:
            address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        else:
            address = address.ipv4_mapped or address.sixtofour or address
    return address.is_global and not address.is_multicast
