"""`sign --bsre` as people type it: two signers on one document, every refusal, and what verify says afterwards."""

import io
import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from lpse_docs.certificates import Holder, number_shown
from lpse_docs.document.blocks import Signature
from lpse_docs.model.office import Official
from lpse_docs.pipeline import logbook
from lpse_docs.pipeline.log_match import mismatch
from lpse_docs.pipeline.official_signer import recognised, renamed, stranger
from lpse_docs.pipeline.provenance import made_from
from lpse_docs.pipeline.signatories import taken
from lpse_docs.sign.answer import reasons
from lpse_docs.sign.block import blocks
from lpse_docs.sign.stamp import Stamps
from lpse_docs.verify.pdf import verify
from lpse_docs.verify.question import Question
from lpse_docs.writers.pdf import write
from tests import audit_pdf
from tests.cli.conftest import Ran, lpse
from tests.pki import Pki
from tests.sign.bsre_service import CLIENT, CODE, Emulator, people, running
from tests.sign.conftest import printed
from tests.writers import look
from tests.writers.build import of, p
from tests.writers.pdf.reading import page_texts

FILE, KEPT = "build/buku/uji.pdf", "signed/buku/uji.pdf"
MAKER, EXAMINER, APPROVER = people()


@pytest.fixture(scope="module")
def service(pki: Pki) -> Iterator[Emulator]:
    with running(pki) as made:
        yield made


@pytest.fixture
def emulator(service: Emulator) -> Emulator:
    service.people, service.mood = people(), "honest"
    service.seen.clear()
    return service


@pytest.fixture
def root(workspace_folder: Path, emulator: Emulator, pki: Pki) -> Path:
    """A workspace with a PDF that three roles sign, a test service, and the root of the PKI as a certified one."""
    path = workspace_folder / FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(printed())
    folder = workspace_folder / "sertifikat-induk"
    folder.mkdir()
    (folder / "root.pem").write_bytes((pki.roots() / "root.pem").read_bytes())
    digest = pki.certificate("root").sha256.hex()
    settings(workspace_folder, emulator, f"  roots: sertifikat-induk\n  certified_roots: [{digest}]\n")
    return workspace_folder


def settings(root: Path, emulator: Emulator, more: str = "", *, test: str = "true") -> None:
    path = root / "lpse.yaml"
    before = path.read_text().partition("\nsigning:")[0]
    path.write_text(f"{before}\nsigning:\n  bsre:\n    url: {emulator.url}\n    test: {test}\n{more}")


def given(text: str) -> int:
    """A descriptor that holds a secret."""
    end, start = os.pipe()
    os.write(start, text.encode())
    os.close(start)
    return end


def sign(root: Path, *words: str, who: str = MAKER.nik, secret: str = MAKER.passphrase, client: str = CLIENT) -> Ran:
    """One signature of the maker, unless the words say otherwise."""
    role = [] if "--role" in words or "--field" in words else ["--role", "pembuat"]
    file = [] if any(word.endswith((".pdf", ".docx")) for word in words) else [str(root / FILE)]
    held = ["--bsre-client-fd", str(given(client)), "--passphrase-fd", str(given(secret))]
    held += [] if "--email" in words else ["--bsre-id-fd", str(given(who))]
    return lpse("--project", str(root), "sign", *file, *role, "--bsre", "--yes", *held, *words)


def everything(root: Path) -> str:
    """All that is written below the workspace, as text."""
    return "".join(path.read_bytes().decode("latin-1") for path in root.rglob("*") if path.is_file())


def test_two_sign_one_after_the_other(root: Path, pki: Pki, emulator: Emulator) -> None:
    before = (root / FILE).read_bytes()
    first = sign(root)
    assert first.code == 0, first.text
    assert "blok tercetak yang menunggu: pengesahan/pemeriksa, pengesahan/pengesah" in first.text
    assert "Ditandatangani oleh UJI Pembuat Contoh, NIP/nomor UJI-0001" in first.text
    assert "tersertifikasi." in first.text and "LPSE872" not in first.text and "hanya untuk uji" in first.text
    once = (root / KEPT).read_bytes()
    words = ("--role", "pengesah", "--email", APPROVER.email)
    second = sign(root, *words, secret=APPROVER.passphrase)
    assert second.code == 0, second.text
    assert APPROVER.email in second.text and "yang menunggu: pengesahan/pemeriksa\n" in second.text
    made = (root / KEPT).read_bytes()
    assert made.startswith(once) and (root / FILE).read_bytes() == before
    assert reasons(made) == ["Pembuat", "Pengesah"] and audit_pdf.faults(made) == []
    held = blocks(made)
    assert held and len(held.fields) == 3 and page_texts(made)[0].count("CONTOH") == 3
    again = sign(root, str(root / KEPT))
    assert again.code == 1 and "sudah ditandatangani" in again.text
    twice = sign(root, "--role", "pemeriksa")
    assert twice.code == 1 and "LPSE819" in twice.text and (root / KEPT).read_bytes() == made
    emulator.seen.pop()
    assert len([item for item in emulator.seen if item[0].endswith("sign/pdf")]) == 2
    _log_is_whole(root, held.origin)
    report = verify(made, KEPT, Question(datetime.now(UTC)))
    signed = taken(made, "buku/uji.pdf", report)
    assert [(item.field, item.who.name) for item in signed] == [
        ("pengesahan/pembuat", "UJI Pembuat Contoh"),
        ("pengesahan/pengesah", "UJI Pengesah Contoh"),
    ]
    log = logbook.entries(root / "signed" / logbook.NAME)
    assert mismatch(log, "buku/uji.pdf", sha256(made).hexdigest(), sha256(before).hexdigest(), signed) == ""
    stamps = Stamps(look.theme())
    assert made_from(KEPT, made, before, stamps)
    assert not any(
        made_from(KEPT, *pair, stamps)
        for pair in ((made[:900] + b"?" + made[901:], before), (made, b"x"), (before, made))
    )
    said = everything(root) + first.text + second.text + again.text
    assert not any(word in said for word in (MAKER.nik, MAKER.passphrase, APPROVER.passphrase, CLIENT))


def _log_is_whole(root: Path, origin: str) -> None:
    lines = [json.loads(line) for line in (root / "signed" / logbook.NAME).read_text().splitlines()]
    assert [line["bidang"] for line in lines] == ["pengesahan/pembuat", "pengesahan/pengesah"]
    assert {(line["layanan"], line["naskah"], line["sertifikasi"]) for line in lines} == {
        ("BSrE", origin, "tersertifikasi")
    }
    assert logbook.head(root / "signed" / logbook.NAME).number == 2


def test_verify_reads_what_bsre_signed(root: Path, pki: Pki) -> None:
    assert sign(root).code == 0
    folder = str(pki.roots())
    ran = lpse("verify", str(root / KEPT), "--roots", folder, "--expect", "pembuat")
    assert ran.code == 2 and "BELUM DAPAT DIPASTIKAN" in ran.text, ran.text
    assert "Signature1: UJI Pembuat Contoh" in ran.text and "tingkat" in ran.text
    assert re.search(r"utuh +YA: isi sama", ran.text), ran.text
    alone = lpse("verify", str(root / KEPT), "--roots", folder)
    assert "Blok tercetak pengesahan/pengesah belum mempunyai tanda tangan" in alone.text
    assert "tercetak pengesahan/pembuat" not in alone.text and "pengesahan/pengesah" not in ran.text
    lacking = lpse("verify", str(root / KEPT), "--roots", folder, "--expect", "pembuat,pengesah")
    assert lacking.code == 1 and "Tanda tangan pengesah tidak ada" in lacking.text
    assert "Tanda tangan pembuat tidak ada" not in lacking.text


def test_a_code_is_used_once(root: Path, emulator: Emulator) -> None:
    emulator.people[0].codes.add(CODE)
    assert sign(root, "--totp", secret=CODE).code == 0
    assert "passphrase" not in emulator.seen[-1][2]
    ran = sign(root, "--totp", "--role", "pemeriksa", secret=CODE)
    assert ran.code == 1 and "LPSE870" in ran.text


def test_a_code_nobody_gave_yet_is_sent_first(root: Path, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(label: str, _: object) -> bytes:
        asked.append(label)
        return CODE.encode()

    monkeypatch.setattr("lpse_docs.sign.passphrase._asked", ask)
    words = ("--role", "pembuat", "--bsre", "--yes", "--totp", "--email", MAKER.email)
    ran = lpse("--project", str(root), "sign", str(root / FILE), *words, "--bsre-client-fd", str(given(CLIENT)))
    assert ran.code == 0 and "dikirim BSrE" in ran.text, ran.text
    assert asked == ["Kode sekali pakai BSrE"] and CODE not in ran.text
    assert [path.rpartition("v2/")[2] for path, _, _ in emulator.seen] == [
        "user/check/status",
        "sign/get/totp",
        "sign/pdf",
    ]


@pytest.mark.parametrize(("answer", "code", "calls"), [("tidak\n", 1, 1), ("", 2, 1), ("ya\n", 0, 2)])
def test_nothing_is_sent_without_consent(
    root: Path, emulator: Emulator, monkeypatch: pytest.MonkeyPatch, *, answer: str, code: int, calls: int
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    held = ("--bsre-client-fd", str(given(CLIENT)), "--passphrase-fd", str(given(MAKER.passphrase)))
    words = ("--role", "pembuat", "--bsre", "--email", MAKER.email)
    ran = lpse("--project", str(root), "sign", str(root / FILE), *words, *held)
    assert ran.code == code and "berstatus ISSUE" in ran.text, ran.text
    assert len(emulator.seen) == calls and (root / KEPT).exists() == (code == 0)


def test_secrets_may_lie_in_private_files(root: Path, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, text in (
        ("LPSE_BSRE_CLIENT_FILE", CLIENT),
        ("LPSE_BSRE_ID_FILE", MAKER.nik),
        ("LPSE_PASSPHRASE_FILE", MAKER.passphrase),
    ):
        path = root.parent / variable
        path.touch(0o600)
        path.write_text(text + "\n")
        monkeypatch.setenv(variable, str(path))
    words = ("--project", str(root), "sign", str(root / FILE), "--role", "pembuat", "--bsre", "--yes")
    assert lpse(*words).code == 0
    (root.parent / "LPSE_BSRE_ID_FILE").chmod(0o644)
    ran = lpse(*words[:4], "--role", "pengesah", *words[6:])
    assert ran.code == 1 and "chmod 600" in ran.text and MAKER.nik not in ran.text


def test_many_files_are_one_call(root: Path, emulator: Emulator) -> None:
    other = root / "build/buku/lain.pdf"
    other.write_bytes(printed())
    assert sign(root, str(root / FILE), str(other)).code == 0
    assert [path.rpartition("/")[2] for path, _, _ in emulator.seen] == ["status", "pdf"]
    assert sorted(path.name for path in (root / "signed/buku").iterdir()) == ["lain.pdf", "uji.pdf"]
    emulator.mood = "swapped"
    ran = sign(root, str(root / FILE), str(other), "--role", "pemeriksa", who=EXAMINER.nik, secret=EXAMINER.passphrase)
    assert ran.code == 1 and "mengubah berkas yang dikirim" in ran.text


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        ("changed", "mengubah berkas yang dikirim"),
        ("twice", "2 tanda tangan"),
        ("visible", "terlihat"),
        ("padded", "celah tanda tangan"),
        ("garbage", "sesudah akhir PDF"),
        ("huge", "sebagaimana mestinya"),
        ("redirect", "tidak diikuti"),
    ],
)
def test_nothing_is_kept_of_a_bad_answer(root: Path, emulator: Emulator, mood: str, reason: str) -> None:
    emulator.mood = mood
    ran = sign(root)
    assert ran.code == 1 and "LPSE870" in ran.text and reason in ran.text, ran.text
    assert not (root / "signed").exists() or not any((root / "signed").rglob("*.pdf"))
    assert MAKER.passphrase not in ran.text


def test_a_wrong_passphrase_costs_one_try(root: Path, emulator: Emulator) -> None:
    for _ in range(3):
        ran = sign(root, secret="keliru sekali")
        assert ran.code == 1 and "mungkin salah" in ran.text and "keliru" not in ran.text
    assert emulator.people[0].wrong == 3
    assert "terkunci" in sign(root).text


def test_who_may_not_sign_is_not_asked_for_a_passphrase(root: Path, emulator: Emulator) -> None:
    emulator.people[0].status = "EXPIRED"
    ran = sign(root)
    assert ran.code == 1 and "habis masa berlakunya" in ran.text
    assert [path for path, _, _ in emulator.seen] == ["/esign/api/v2/user/check/status"]


def test_what_the_service_spoils_is_told(root: Path, emulator: Emulator, pki: Pki) -> None:
    settings(root, emulator)
    emulator.mood = "info"
    assert "LPSE873" in (ran := sign(root)).text and ran.code == 0
    assert "LPSE872" in ran.text and "LPSE878" in ran.text and "LPSE876" in ran.text
    emulator.mood = "silent"
    assert "LPSE874" in sign(root, "--role", "pemeriksa", who=EXAMINER.nik, secret=EXAMINER.passphrase).text


def test_a_test_certificate_on_a_block_that_does_not_say_so(root: Path, emulator: Emulator) -> None:
    settings(root, emulator, test="false")
    ran = sign(root)
    assert ran.code == 1 and "hanya untuk uji" in ran.text and not (root / KEPT).exists()


def test_a_file_signed_with_a_key_gets_no_block(root: Path, pki: Pki) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANDI", "sandi uji")
        key = ("--pkcs12", str(pki.pkcs12("maker")), "--passphrase-env", "SANDI", "--yes")
        assert lpse("--project", str(root), "sign", str(root / FILE), "--role", "pembuat", *key).code == 0
    kept = (root / KEPT).read_bytes()
    ran = sign(root, "--role", "pengesah")
    assert ran.code == 1 and "tanda tangan di bidangnya" in ran.text
    (root / FILE).write_bytes(kept)
    (root / KEPT).unlink()
    assert "sebelum tanda tangan pertama" in sign(root, "--role", "pengesah").text


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (["--level", "B-T"], 2, "ditentukan layanan BSrE"),
        (["--pkcs12", "k"], 2, "jangan sebut kunci lain"),
        (["--email", MAKER.nik], 1, "NIK tidak boleh"),
        (["--field", "tiada"], 1, "tidak ada blok tercetak tiada"),
        (["surat.docx"], 1, "hanya menandatangani PDF"),
    ],
)
def test_wrong_use_is_told(root: Path, words: list[str], code: int, reason: str) -> None:
    (root / "build/surat.docx").write_bytes(b"PK")
    ran = sign(root, *(str(root / "build" / word) if word.endswith(".docx") else word for word in words))
    assert ran.code == code and reason in ran.text, ran.text


def test_without_a_service_or_a_terminal_nothing_happens(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lpse_docs.sign.passphrase.TERMINAL", str(root / "tiada"))
    words = ("--project", str(root), "sign", str(root / FILE), "--role", "pembuat", "--bsre")
    ran = lpse(*words)
    assert ran.code == 2 and "--bsre-client-fd" in ran.text
    ran = lpse(*words, "--bsre-client-fd", str(given(CLIENT)))
    assert ran.code == 2 and "--bsre-id-fd" in ran.text
    settings_off = (root / "lpse.yaml").read_text().partition("\nsigning:")[0]
    (root / "lpse.yaml").write_text(settings_off)
    assert "LPSE871" in sign(root).text
    without = lpse(*words[:-1], "--email", "a@b.id")
    assert without.code == 2 and "bersama --bsre" in without.text


def record(root: Path, name: str, nip: str) -> None:
    """The office names its head, who has approved the document."""
    path = root / "lpse.yaml"
    text = (
        path.read_text().replace("    name: null\n", f"    name: {name}\n").replace("    nip: null", f"    nip: {nip}")
    )
    path.write_text(text)
    (root / "approvals").mkdir(exist_ok=True)
    entry = f"{{post: kepala-lpse, role: pembuat, on: 2026-01-02, digest: {'0' * 64}, seal: {'0' * 16}}}"
    (root / "approvals/uji.yaml").write_text(f"document: uji\nentries:\n  - {entry}\n")


@pytest.mark.parametrize(
    ("name", "nip", "code", "told"),
    [
        ("Drs. UJI PEMBUAT Contoh, M.Si.", "null", 0, "LPSE878"),
        ("Orang Lain", "null", 1, "LPSE875"),
        ("null", "'19700101 199503 1 001'", 0, "LPSE876"),
    ],
)
def test_the_signer_is_held_against_the_roster(root: Path, name: str, nip: str, *, code: int, told: str) -> None:
    record(root, name, nip)
    ran = sign(root)
    assert ran.code == code, ran.text
    assert told in ran.text and ("LPSE876" in ran.text) == (told == "LPSE876")
    assert (root / KEPT).exists() == (code == 0)


def test_a_name_that_is_printed_at_the_place_is_demanded(root: Path) -> None:
    file, kept = (root / folder / "buku/panduan-verifikasi.pdf" for folder in ("build", "signed"))
    template = root / "templates/documents/panduan-verifikasi.md.j2"
    template.write_text(template.read_text() + '\n{{ signed_by("kepala-lpse", "surat/pengirim") }}\n')
    file.write_bytes(write(of(p("Surat."), Signature("surat/pengirim", ("KEPALA",))), look.theme()))
    path = root / "lpse.yaml"
    path.write_text(path.read_text().replace("    name: null\n", "    name: Orang Lain\n"))
    ran = sign(root, str(file), "--field", "surat/pengirim")
    assert (ran.code, "LPSE875" in ran.text, kept.exists()) == (1, True, False), ran.text
    path.write_text(path.read_text().replace("Orang Lain", "UJI Pembuat Contoh"))
    ran = sign(root, str(file), "--field", "surat/pengirim")
    assert (ran.code, "LPSE876" in ran.text, kept.exists()) == (0, False, True), ran.text


OFFICIAL = Official(post="kepala", title="KEPALA", name="Ir. Contoh Nama, M.T.", rank=None, nip="19700101 199503 1 001")


DAY = datetime(2026, 1, 2, tzinfo=UTC)


def held(name: str, number: str) -> Holder:
    return Holder(name, "", "", number, "UJI", "1", DAY, DAY, test=True)


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        (held("CONTOH NAMA", "197001011995031001"), None),
        (held("Lain Sekali", "197001011995031001"), None),
        (held("Contoh Nama", "197001011995031002"), "NIP pada sertifikat bukan NIP KEPALA"),
        (held("Dr. Contoh Nama", "9901010101700001"), None),
        (held("Contoh", ""), "nama pada sertifikat bukan nama KEPALA"),
    ],
)
def test_the_number_decides_else_the_name(who: Holder, reason: str | None) -> None:
    assert stranger(who, [OFFICIAL]) == reason
    assert stranger(who, []) is None and not recognised(who, [])
    assert stranger(who, [OFFICIAL, OFFICIAL.model_copy(update={"name": who.name, "nip": None})]) is None
    assert recognised(who, [OFFICIAL]) == (reason is None)
    assert not recognised(held("x", "9901010101700001"), [OFFICIAL.model_copy(update={"name": None})])


def test_a_name_beside_the_right_number_is_told_and_a_nik_is_not_shown() -> None:
    assert renamed(held("Lain Sekali", "197001011995031001"), [OFFICIAL]) == OFFICIAL.name
    assert renamed(held("Contoh Nama", "197001011995031001"), [OFFICIAL]) is None
    assert "9901" not in number_shown(held("x", "9901010101700001"))
    assert number_shown(held("x", "1.9901010101700001")) == "1.9901............"
    assert number_shown(held("x", "197001011995031001")) == "197001011995031001"
