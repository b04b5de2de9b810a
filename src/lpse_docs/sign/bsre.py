"""BSrE's "Esign Client Service" (API v2) of the office: a service that signs whole PDF files; the key never leaves BSrE.

Three calls are made, each once: `user/check/status` (only `ISSUE` may sign), `sign/get/totp` where a code is wanted, and
`sign/pdf` with an invisible signature. Nothing the service says goes into a message: it may repeat a secret.
"""

import base64
import contextlib
import http.client
import json
import re
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from urllib.parse import SplitResult, urlsplit

from lpse_docs.sign.address import allowed
from lpse_docs.sign.keys import Unusable

SECONDS = 120
SMALL = 64_000  # bytes of an answer without files
GROWTH = 4 << 20  # bytes one signature may add to a file, with all its validation data
TOGETHER = 64 << 20  # bytes of all files in one call
NIK, EMAIL = re.compile(r"[0-9]{16}"), re.compile(r"[^@\s]{1,64}@[A-Za-z0-9.-]{1,190}")
WORD = re.compile(r"[A-Z_]{1,40}")
MAY_SIGN = "ISSUE"
STATUSES: Mapping[str, str] = {
    "NOT_REGISTERED": "belum terdaftar pada BSrE",
    "NO_CERTIFICATE": "belum mempunyai sertifikat",
    "NEW": "pendaftarannya belum selesai",
    "WAITING_FOR_VERIFICATION": "pendaftarannya menunggu verifikasi",
    "EXPIRED": "sertifikatnya habis masa berlakunya",
    "RENEW": "sertifikatnya sedang diperbarui",
    "REVOKE": "sertifikatnya telah dicabut",
    "SUSPEND": "akunnya dibekukan",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signs, as the service knows people: by NIK, which is never shown or kept, or by e-mail."""

    kind: str
    value: str = field(repr=False)

    @property
    def shown(self) -> str:
        """How a screen names the signer."""
        return self.value if self.kind == "email" else "NIK yang diberikan"


def identity(told: str) -> Identity:
    """What somebody gave as their NIK or e-mail.

    Raises:
        Unusable: It is neither.
    """
    told = told.strip()
    if NIK.fullmatch(told):
        return Identity("nik", told)
    if EMAIL.fullmatch(told):
        return Identity("email", told)
    raise Unusable("NIK harus enam belas angka, atau sebut surel yang terdaftar pada BSrE")


@dataclass(frozen=True, slots=True)
class Secret:
    """What proves that the signer wants it: the passphrase, or a code that is valid once (`totp`)."""

    kind: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Service:
    """The service of the office. `client` is what it knows this office by, as `nama:sandi`."""

    address: SplitResult
    client: bytes = field(repr=False)

    def demand_status(self, who: Identity) -> None:
        """See that somebody may sign.

        Raises:
            Unusable: They may not, or the service does not answer as it should.
        """
        answer = self._asked("user/check/status", {who.kind: who.value}, SMALL)
        status = answer.get("status")
        if status == MAY_SIGN:
            return
        words = STATUSES.get(status) if isinstance(status, str) else None
        if words is None:
            known = status if isinstance(status, str) and WORD.fullmatch(status) else "tidak dikenal"
            words = f"status akunnya {known}, bukan {MAY_SIGN}"
        raise Unusable(f"penanda tangan tidak dapat memakai BSrE: {words}")

    def send_code(self, who: Identity, files: int) -> None:
        """Have BSrE send the signer a code for so many files.

        Raises:
            Unusable: The service does not answer as it should.
        """
        self._asked("sign/get/totp", {who.kind: who.value, "data": files}, SMALL)

    def sign(self, files: Sequence[bytes], who: Identity, secret: Secret, reason: str, place: str) -> list[bytes]:
        """All files with one more signature each, as the service gives them back; nothing of it is checked here.

        Raises:
            Unusable: The service refuses, or does not answer as it should.
        """
        size = sum(len(item) for item in files)
        if size > TOGETHER:
            raise Unusable(f"berkasnya bersama-sama lebih dari {TOGETHER >> 20} MiB; tandatangani beberapa kali")
        body = {
            who.kind: who.value,
            secret.kind: secret.value,
            "signatureProperties": [{"tampilan": "INVISIBLE", "location": place, "reason": reason}],
            "file": [base64.b64encode(item).decode() for item in files],
        }
        answer = self._asked("sign/pdf", body, (size + GROWTH * len(files)) * 4 // 3 + SMALL)
        made = answer.get("file")
        if not isinstance(made, list) or len(made) != len(files):
            raise Unusable(f"layanan {self.address.hostname} tidak mengembalikan berkas sebanyak yang dikirim")
        return [_bytes(item) for item in made]

    def _asked(self, what: str, body: Mapping[str, Any], limit: int) -> dict[str, Any]:
        """One answer, asked for once: a second try with a wrong passphrase would bring the account nearer to its lock."""
        kind = http.client.HTTPSConnection if self.address.scheme == "https" else http.client.HTTPConnection
        connection = kind(self.address.hostname or "", self.address.port, timeout=SECONDS)
        began = monotonic()
        try:
            status, data = self._exchanged(connection, what, body, limit)
        except (OSError, ValueError, http.client.HTTPException):
            late = monotonic() - began >= SECONDS
            why = f"tidak menjawab dalam {SECONDS} detik" if late else "tidak dapat dihubungi"
            raise Unusable(f"layanan {self.address.hostname} {why}") from None
        finally:
            connection.close()
        if status != http.HTTPStatus.OK:
            raise Unusable(f"layanan {self.address.hostname} {_refusal(status, what)}")
        return self._object(data, limit)

    def _exchanged(
        self, connection: http.client.HTTPConnection, what: str, body: Mapping[str, Any], limit: int
    ) -> tuple[int, bytes]:
        """Status and bytes of an answer, of which no more than the limit and one is read, in bounded time altogether."""
        basic = base64.b64encode(self.client).decode()
        headers = {"Accept": "application/json", "Content-Type": "application/json", "Authorization": f"Basic {basic}"}
        connection.connect()
        with _bounded(connection, SECONDS):
            path = f"{self.address.path.rstrip('/')}/api/v2/{what}"
            connection.request("POST", path, json.dumps(body), headers)
            with connection.getresponse() as answer:
                return answer.status, answer.read(limit + 1) if answer.status == http.HTTPStatus.OK else b""

    def _object(self, data: bytes, limit: int) -> dict[str, Any]:
        try:
            found = json.loads(data) if len(data) <= limit else None
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise Unusable(f"layanan {self.address.hostname} tidak menjawab sebagaimana mestinya")
        return found


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who may sign by the service, and proves that they want it."""

    service: Service
    who: Identity
    secret: Secret

    def sign(self, files: Sequence[bytes], reason: str, place: str) -> list[bytes]:
        """All files with one more signature each, as the service gives them back.

        Raises:
            Unusable: The service refuses, or does not answer as it should.
        """
        return self.service.sign(files, self.who, self.secret, reason, place)


class _bounded:  # noqa: N801 - a context, used like a function
    """Ends a conversation that drips: a socket's own patience begins anew with every byte."""

    def __init__(self, connection: http.client.HTTPConnection, seconds: float) -> None:
        self.timer = threading.Timer(seconds, _ending(connection))
        self.timer.daemon = True

    def __enter__(self) -> None:
        self.timer.start()

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()


def _ending(connection: http.client.HTTPConnection) -> Callable[[], None]:
    held = connection.sock

    def end() -> None:
        with contextlib.suppress(OSError):
            held.shutdown(socket.SHUT_RDWR)

    return end


def _refusal(status: int, what: str) -> str:
    """What a status means where it was given; a redirection is one too, for secrets go nowhere else."""
    if 300 <= status < 400:
        return "mengalihkan ke alamat lain, yang tidak diikuti"
    if status in (http.HTTPStatus.LOCKED, http.HTTPStatus.TOO_MANY_REQUESTS):
        return "menolak: terlalu banyak percobaan; akun mungkin terkunci"
    if status >= 500:
        return f"sedang bermasalah ({status})"
    if what == "sign/pdf":
        return (
            f"menolak menandatangani ({status}): frasa sandi atau kode mungkin salah; "
            "jangan diulang berkali-kali, sebab akun dapat terkunci"
        )
    return f"menolak ({status}): nama dan sandi klien, atau NIK dan surel penanda tangan, mungkin salah"


def service(url: str, client: bytes) -> Service:
    """The service of the office.

    Args:
        url: The address in `signing.bsre`; nobody else is ever asked.
        client: What the service knows this office by, as `nama:sandi`.

    Raises:
        Unusable: The address is not allowed, or the client is not written like that.
    """
    address = allowed(url, (urlsplit(url).hostname or "",), "signing.bsre")
    if not re.fullmatch(rb"[^:\x00-\x1f]+:[^\x00-\x1f]+", client):
        raise Unusable("nama dan sandi klien BSrE harus ditulis sebagai nama:sandi pada satu baris")
    return Service(address, client)


def secret(kind: str, given: bytes) -> Secret:
    """A passphrase or code as it was given.

    Raises:
        Unusable: It is empty, or no text.
    """
    try:
        value = given.decode()
    except UnicodeDecodeError:
        value = ""
    if not value:
        raise Unusable("frasa sandi atau kode kosong, atau bukan teks UTF-8")
    return Secret(kind, value)


def _bytes(value: object) -> bytes:
    try:
        return base64.b64decode(value if isinstance(value, str) else "", validate=True)
    except ValueError:
        raise Unusable("berkas dalam jawaban layanan tidak dapat dibaca") from None
