"""The client of BSrE's service and the proof of its answers, before an emulator that behaves and one that does not."""

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import pem

from lpse_docs.sign import bsre
from lpse_docs.sign.answer import proven, reasons
from lpse_docs.sign.block import blocks, printed
from lpse_docs.sign.bsre import Identity, Signer, identity, secret, service
from lpse_docs.sign.keys import Unusable
from lpse_docs.sign.levels import Level
from lpse_docs.sign.order import Unsignable
from lpse_docs.sign.stamp import Notice, Stamps
from tests import audit_pdf
from tests.audit.conftest import said
from tests.pki import Pki
from tests.sign.bsre_service import CLIENT, CODE, Emulator, running
from tests.sign.conftest import ROLES
from tests.writers import look
from tests.writers.pdf.reading import page_texts

FIELDS = [f"pengesahan/{role}" for role in ROLES]
TOKEN = "LPSE1:" + "A7%Z0B" * 30
MAKER = "9901010101700001"


@pytest.fixture(scope="module")
def emulator(pki: Pki) -> Iterator[Emulator]:
    with running(pki) as made:
        yield made


@pytest.fixture(autouse=True)
def fresh(emulator: Emulator) -> None:
    """The service forgets what it was asked, and behaves."""
    made = Emulator(emulator.pki)
    emulator.people, emulator.mood = made.people, made.mood
    emulator.seen.clear()


@pytest.fixture(scope="module")
def variant(pdf: bytes) -> bytes:
    """The document with its blocks printed."""
    return printed(pdf, FIELDS, Notice(test=True), Stamps(look.theme()), TOKEN)


def signer(emulator: Emulator, passphrase: str = "sandi pembuat", who: str = MAKER, client: str = CLIENT) -> Signer:
    return Signer(service(emulator.url, client.encode()), identity(who), secret("passphrase", passphrase.encode()))


def sign(emulator: Emulator, *files: bytes, reason: str = "Pembuat", **who: str) -> list[bytes]:
    return signer(emulator, **who).sign(files, reason, "Kota")


def test_blocks_are_printed_and_the_places_are_gone(pdf: bytes, variant: bytes) -> None:
    text = page_texts(variant)[0]
    assert text.count("CONTOH") == len(FIELDS) and text.count("Ditandatangani secara elektronik") == len(FIELDS)
    with pikepdf.open(BytesIO(variant)) as made:
        assert len(made.Root.AcroForm.Fields) == 0
        assert not [item for page in made.pages for item in page.get("/Annots", ()) if item.Subtype == "/Widget"]
    held = blocks(variant)
    assert held and held.fields == tuple(FIELDS) and held.test
    assert blocks(pdf) is None
    assert said(variant, "a.pdf") == said(pdf, "a.pdf") == []


def test_the_same_blocks_are_the_same_file(pdf: bytes, variant: bytes) -> None:
    assert printed(pdf, FIELDS, Notice(test=True), Stamps(look.theme()), TOKEN) == variant
    one = printed(pdf, FIELDS[:1], Notice(test=False), Stamps(look.theme()))
    assert "Sah hanya bila" in page_texts(one)[0]
    with pikepdf.open(BytesIO(one)) as made:
        assert [str(item.T) for item in made.Root.AcroForm.Fields] == FIELDS[1:]
    assert said(one, "a.pdf") == []


def test_narrow_places_have_room_for_a_sentence_or_a_code() -> None:
    stamps = Stamps(look.theme())
    assert "CONTOH" in page_texts(stamps.page(Notice(test=True), 48.2, 48.2, coded=False))[0]
    words = page_texts(stamps.page(Notice(test=False), 48.2, 48.2, coded=False))[0]
    assert words.split() == ["Bertanda", "tangan", "elektronik"]
    wide = page_texts(stamps.page(Notice(test=False), 143.2, 48.2, coded=True))[0]
    assert " ".join(wide.split()).endswith("ada di dalam berkas ini")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF\n", b"teks"])
def test_what_is_no_pdf_gets_no_blocks(data: bytes) -> None:
    with pytest.raises(Unsignable, match="bukan PDF"):
        printed(data, FIELDS, Notice(test=True), Stamps(look.theme()))
    with pytest.raises(Unsignable, match="tidak dapat dibaca"):
        reasons(data)


def test_a_place_that_is_not_there_gets_no_block(pdf: bytes) -> None:
    with pytest.raises(Unsignable, match="tidak dapat diganti"):
        printed(pdf, ["pengesahan/tiada"], Notice(test=True), Stamps(look.theme()))


def test_two_signers_one_after_the_other(emulator: Emulator, variant: bytes) -> None:
    first = sign(emulator, variant)[0]
    answer = proven(variant, first)
    assert answer.certificate.subject.native["common_name"] == "UJI Pembuat Contoh"
    assert (answer.level, answer.reason, answer.field) == (Level.BASIC, "Pembuat", "Signature1")
    emulator.mood = "stamped"
    by_mail = {"who": "pengesah@contoh.go.id", "passphrase": "sandi pengesah"}
    second = sign(emulator, first, reason="Pengesah", **by_mail)[0]
    assert proven(first, second).level is Level.TIME
    assert second.startswith(variant) and reasons(second) == ["Pembuat", "Pengesah"]
    assert audit_pdf.faults(second) == []


def test_what_is_sent_is_what_the_service_knows(emulator: Emulator, variant: bytes) -> None:
    held = signer(emulator)
    held.service.demand_status(held.who)
    held.sign([variant, variant], "Pembuat", "Kota")
    (status, _, asked), (path, _, body) = emulator.seen
    assert (status, asked) == ("/esign/api/v2/user/check/status", {"nik": MAKER})
    assert path == "/esign/api/v2/sign/pdf" and len(body["file"]) == 2
    assert body["signatureProperties"] == [{"tampilan": "INVISIBLE", "location": "Kota", "reason": "Pembuat"}]
    assert {*body} == {"nik", "passphrase", "signatureProperties", "file"}


def test_a_code_is_valid_once(emulator: Emulator, variant: bytes) -> None:
    held = Signer(service(emulator.url, CLIENT.encode()), identity(MAKER), secret("totp", CODE.encode()))
    held.service.send_code(held.who, 1)
    assert emulator.seen[-1][2] == {"nik": MAKER, "data": 1}
    proven(variant, held.sign([variant], "Pembuat", "Kota")[0])
    with pytest.raises(Unusable, match="kode mungkin salah"):
        held.sign([variant], "Pembuat", "Kota")


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("NO_CERTIFICATE", "belum mempunyai sertifikat"),
        ("EXPIRED", "habis masa"),
        ("REVOKE", "dicabut"),
        ("ANEH", "status akunnya ANEH"),
        (f"ISSUE {MAKER}", "tidak dikenal"),
        (7, "tidak dikenal"),
    ],
)
def test_only_issue_may_sign(emulator: Emulator, status: str, reason: str) -> None:
    emulator.people[0].status = status
    held = signer(emulator)
    with pytest.raises(Unusable, match=reason) as caught:
        held.service.demand_status(held.who)
    assert MAKER not in str(caught.value)


def test_a_wrong_passphrase_is_tried_once_and_said_nowhere(emulator: Emulator, variant: bytes) -> None:
    for _ in range(3):
        with pytest.raises(Unusable, match=r"jangan diulang.*terkunci") as caught:
            sign(emulator, variant, passphrase="rahasia keliru")
        assert not {"rahasia", MAKER, "2031"} & {*str(caught.value).split()}
        assert "rahasia" not in repr(caught.value.__cause__) and caught.value.__context__ is None
    assert len(emulator.seen) == 3
    with pytest.raises(Unusable, match="akun mungkin terkunci"):
        sign(emulator, variant)


def test_a_client_that_is_not_known(emulator: Emulator) -> None:
    held = signer(emulator, client="kantor:lain")
    with pytest.raises(Unusable, match="klien") as caught:
        held.service.demand_status(held.who)
    assert "lain" not in str(caught.value).replace("layanan", "")


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        ("fewer", "sebanyak yang dikirim"),
        ("letters", "tidak dapat dibaca"),
        ("list", "sebagaimana mestinya"),
        ("deep", "sebagaimana mestinya"),
        ("huge", "sebagaimana mestinya"),
        ("broken", r"bermasalah \(500\)"),
        ("redirect", "tidak diikuti"),
    ],
)
def test_odd_answers_are_told_without_secrets(emulator: Emulator, variant: bytes, mood: str, reason: str) -> None:
    emulator.mood = mood
    with pytest.raises(Unusable, match=reason) as caught:
        sign(emulator, variant)
    assert "sandi pembuat" not in str(caught.value) and MAKER not in str(caught.value)
    assert len(emulator.seen) == 1


def test_a_dripping_answer_ends(emulator: Emulator, variant: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bsre, "SECONDS", 0.4)
    emulator.mood = "slow"
    with pytest.raises(Unusable, match="tidak menjawab"):
        sign(emulator, variant)


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        ("changed", "mengubah berkas yang dikirim"),
        ("rewritten", "mengubah berkas yang dikirim"),
        ("overlay", "lebih daripada menambahkan"),
        ("twice", "2 tanda tangan, bukan satu"),
        ("visible", "terlihat"),
        ("certified", "mengunci"),
        ("weak", "SHA1"),
        ("unsigned", "0 tanda tangan"),
    ],
)
def test_answers_that_are_not_what_was_asked_are_refused(
    emulator: Emulator, variant: bytes, mood: str, reason: str
) -> None:
    emulator.mood = mood
    made = sign(emulator, variant)[0]
    with pytest.raises(Unsignable, match=reason):
        proven(variant, made)


def test_a_signature_that_is_not_whole_is_refused(emulator: Emulator, variant: bytes) -> None:
    made = bytearray(sign(emulator, variant)[0])
    place = made.index(b"<308", len(variant)) + 2000
    made[place] = ord("1") if made[place] == ord("0") else ord("0")
    with pytest.raises(Unsignable):
        proven(variant, bytes(made))
    for garbage in (b"", b"%PDF-1.7", b"\0" * 999):
        with pytest.raises(Unsignable):
            proven(variant, variant + garbage)


@pytest.mark.parametrize(
    ("url", "client", "reason"),
    [
        ("http://esign.contoh.go.id", CLIENT, "https"),
        ("http://localhost:1", CLIENT, "https"),
        ("https://a:b@esign.contoh.go.id", CLIENT, "nama, sandi"),
        ("http://127.0.0.1:1", "tanpa titik dua", "nama:sandi"),
        ("http://127.0.0.1:1", "a:b\nX: y", "nama:sandi"),
    ],
)
def test_services_that_are_not_asked(url: str, client: str, reason: str) -> None:
    with pytest.raises(Unusable, match=reason) as caught:
        service(url, client.encode())
    assert client not in str(caught.value)


def test_a_service_that_is_not_there() -> None:
    with pytest.raises(Unusable, match="tidak dapat dihubungi"):
        service("http://127.0.0.1:1", CLIENT.encode()).demand_status(Identity("nik", MAKER))


def test_a_service_nobody_vouches_for_gets_nothing(pki: Pki, tmp_path: Path) -> None:
    path = tmp_path / "layanan.pem"
    path.write_bytes(pem.armor("CERTIFICATE", pki.certificate("maker").dump()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, pki.folder / "maker.key.pem")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        got: list[bytes] = []

        def serve() -> None:
            taken, _ = listener.accept()
            with taken, suppress(OSError), context.wrap_socket(taken, server_side=True) as inner:
                got.append(inner.recv(1))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        with pytest.raises(Unusable, match="tidak dapat dihubungi"):
            service(f"https://127.0.0.1:{listener.getsockname()[1]}", CLIENT.encode()).demand_status(
                Identity("nik", MAKER)
            )
        thread.join(5)
    assert got in ([], [b""])


@pytest.mark.parametrize("told", ["", "123", MAKER + "1", "nama", "a@b c", "a@"])
def test_neither_nik_nor_mail(told: str) -> None:
    with pytest.raises(Unusable, match="enam belas angka") as caught:
        identity(told)
    assert not told or told not in str(caught.value)


def test_secrets_are_never_shown(emulator: Emulator) -> None:
    held = signer(emulator)
    assert not any(word in repr(held) for word in (MAKER, "sandi pembuat", CLIENT)) and MAKER not in held.who.shown
    assert json.dumps(held.who.shown) == '"NIK yang diberikan"'
    for given in (b"", b"\xff"):
        with pytest.raises(Unusable):
            secret("passphrase", given)


def test_many_bytes_are_not_sent(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bsre, "TOGETHER", 10)
    with pytest.raises(Unusable, match="beberapa kali"):
        sign(emulator, b"x" * 11)
    assert not emulator.seen
