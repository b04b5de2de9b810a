"""An emulator of BSrE's Esign Client Service (API v2) on the loopback address, signing with the test PKI.

It knows the calls the product makes, keeps count of wrong passphrases, and misbehaves when told to (`mood`).
"""

import asyncio
import base64
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.stamp.static import StaticStampStyle

from tests.pki import PASSPHRASE, Pki

CLIENT = "kantor:sandi klien"
CODE = "135790"
TRIES = 3


@dataclass
class Person:
    """Somebody BSrE knows; `key` is their name in the PKI."""

    key: str
    nik: str
    email: str
    passphrase: str
    status: str = "ISSUE"
    wrong: int = 0
    codes: set[str] = field(default_factory=set)


def people() -> list[Person]:
    """The three who sign; invented numbers with a province that does not exist."""
    return [
        Person("maker", "9901010101700001", "pembuat@contoh.go.id", "sandi pembuat"),
        Person("examiner", "9901010101700002", "pemeriksa@contoh.go.id", "sandi pemeriksa"),
        Person("approver", "9901010101700003", "pengesah@contoh.go.id", "sandi pengesah"),
    ]


@dataclass
class Emulator:
    """The service as it stands: whom it knows, what it was asked, how it behaves."""

    pki: Pki
    people: list[Person] = field(default_factory=people)
    mood: str = "honest"
    seen: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str, basic: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Status and content of an answer; bytes are sent as they are."""
        self.seen.append((path, basic, body))
        if basic != f"Basic {base64.b64encode(CLIENT.encode()).decode()}":
            return 401, {"error": "Unauthorized"}
        person = next((it for it in self.people if body.get("nik") == it.nik or body.get("email") == it.email), None)
        if "nik" in body and "email" in body:
            return 400, {"error": "salah satu"}
        calls: Mapping[str, Callable[[Person, dict[str, Any]], tuple[int, Any]]] = {
            "/esign/api/v2/user/check/status": self.status,
            "/esign/api/v2/sign/get/totp": self.code,
            "/esign/api/v2/sign/pdf": self.sign,
        }
        if path not in calls:
            return 404, {"error": "Not Found"}
        if person is None:
            return (200, {"status": "NOT_REGISTERED"}) if path.endswith("status") else (404, {"error": "tidak ada"})
        return calls[path](person, body)

    def status(self, person: Person, _: dict[str, Any]) -> tuple[int, Any]:
        return 200, {"status": person.status, "status_code": 1111, "message": f"pengguna {person.nik}"}

    def code(self, person: Person, body: dict[str, Any]) -> tuple[int, Any]:
        assert body["data"] >= 1
        person.codes.add(CODE)
        return 200, {"message": "terkirim"}

    def sign(self, person: Person, body: dict[str, Any]) -> tuple[int, Any]:
        """Check the person and what is asked, then sign all files."""
        properties = body["signatureProperties"]
        if [it.get("tampilan") for it in properties] != ["INVISIBLE"] or not body["file"]:
            return 400, {"error": "hanya INVISIBLE"}
        if person.wrong >= TRIES:
            return 423, {"error": "akun terkunci"}
        if not self._proven(person, body):
            person.wrong += 1
            said = body.get("passphrase") or body.get("totp")
            return 400, {"error": f"Passphrase {said} milik {person.nik} salah", "status_code": 2031}
        made = [self.signed(base64.b64decode(it, validate=True), person, properties[0]) for it in body["file"]]
        return MISBEHAVIOUR.get(self.mood, _honest)(made)

    @staticmethod
    def _proven(person: Person, body: dict[str, Any]) -> bool:
        if ("passphrase" in body) == ("totp" in body):
            return False
        if "totp" in body:
            right = body["totp"] in person.codes
            person.codes.discard(body["totp"])
            return right
        return bool(body["passphrase"] == person.passphrase)

    def signed(self, data: bytes, person: Person, wish: Mapping[str, str]) -> bytes:
        """One file with one more signature, or with what the mood adds or spoils."""
        if self.mood == "changed":
            data = data.replace(b"\n%\xbf\xf7", b"\n%\xe2\xf7", 1)
        if self.mood == "overlay":
            data = _overlaid(data)
        if self.mood == "rewritten":
            with pikepdf.open(BytesIO(data)) as opened:
                made = BytesIO()
                opened.save(made)
                data = made.getvalue()
        key = "maker" if self.mood == "other" else person.key
        data = asyncio.run(self._sign(data, key, wish))
        return asyncio.run(self._sign(data, key, wish)) if self.mood == "twice" else data

    async def _sign(self, data: bytes, key: str, wish: Mapping[str, str]) -> bytes:
        kind = IncrementalPdfFileWriter if self.mood == "info" else _Quiet
        writer = kind(BytesIO(data))
        name = f"Signature{1 + len(writer.prev.embedded_signatures)}"
        box = (100, 100, 200, 150) if self.mood == "visible" else None
        meta: dict[str, Any] = {"certify": True, "docmdp_permissions": fields.MDPPerm.FILL_FORMS}
        stated: dict[str, Any] = {"reason": wish["reason"], "location": wish["location"]}
        signer = signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name=name,
                md_algorithm="sha1" if self.mood == "weak" else "sha256",
                subfilter=fields.SigSeedSubFilter.PADES,
                **({} if self.mood == "silent" else stated),
                **(meta if self.mood == "certified" else {}),
            ),
            _signer(self.pki.pkcs12(key)),
            timestamper=HTTPTimeStamper(self.pki.tsa) if self.mood == "stamped" else None,
            new_field_spec=fields.SigFieldSpec(name, box=box),
            stamp_style=StaticStampStyle(border_width=1),
        )
        output = BytesIO()
        await signer.async_sign_pdf(writer, output=output)
        return output.getvalue()


class _Quiet(IncrementalPdfFileWriter):
    """Leaves the description of the document as it is."""

    def _update_meta(self) -> None: ...


@cache
def _signer(path: Path) -> signers.SimpleSigner:
    made: signers.SimpleSigner = signers.SimpleSigner.load_pkcs12_data(
        path.read_bytes(), other_certs=[], passphrase=PASSPHRASE
    )
    return made


def _overlaid(data: bytes) -> bytes:
    """A file with words over its first page, added as an update: what was sent is still its beginning."""
    writer, output = IncrementalPdfFileWriter(BytesIO(data)), BytesIO()
    more = generic.StreamObject(stream_data=b"q 0 0 100 100 re f Q")
    writer.add_stream_to_page(0, writer.add_object(more))
    writer.write(output)
    return output.getvalue()


def _b64(made: list[bytes]) -> list[str]:
    return [base64.b64encode(item).decode() for item in made]


def _honest(made: list[bytes]) -> tuple[int, Any]:
    return 200, {"time": 100, "file": _b64(made)}


def _padded(made: bytes) -> bytes:
    """A file with something hidden in the room that the signature left."""
    end = made.rindex(b">", 0, made.rindex(b"/ByteRange"))
    return made[: end - 4] + b"beef" + made[end:]


MISBEHAVIOUR: Mapping[str, Callable[[list[bytes]], tuple[int, Any]]] = {
    "fewer": lambda made: (200, {"file": _b64(made)[1:]}),
    "swapped": lambda made: (200, {"file": _b64(made)[::-1]}),
    "unsigned": lambda made: (200, {"file": _b64([item[: item.rindex(b"%%EOF", 0, -8) + 6] for item in made])}),
    "garbage": lambda made: (200, {"file": _b64([item + b"sampah" * 9 for item in made])}),
    "padded": lambda made: (200, {"file": _b64([_padded(item) for item in made])}),
    "letters": lambda made: (200, {"file": ["bukan base64!" for _ in made]}),
    "list": lambda _: (200, [1]),
    "deep": lambda _: (200, b"[" * 90_000),
    "huge": lambda _: (200, b'{"file": ["' + b"A" * 12_000_000),
    "broken": lambda _: (500, {"error": "rusak"}),
    "redirect": lambda _: (307, {}),
    "slow": lambda _: (200, b""),
}


class _Handler(BaseHTTPRequestHandler):
    emulator: ClassVar[Emulator]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, content = self.emulator.answer(self.path, self.headers.get("Authorization", ""), body)
        with suppress(OSError):
            if self.emulator.mood == "slow" and self.path.endswith("sign/pdf"):
                self.drip()
                return
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            if status == 307:
                self.send_header("Location", f"{self.emulator.url}/lain")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    def drip(self) -> None:
        """One byte now and then, for ever: no single wait is long."""
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def running(pki: Pki) -> Iterator[Emulator]:
    """The service, as long as the context is open."""
    emulator = Emulator(pki)
    handler = type("_Own", (_Handler,), {"emulator": emulator})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    emulator.url = f"http://127.0.0.1:{server.server_port}/esign"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield emulator
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
