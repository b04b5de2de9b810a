"""`sign` as people type it: what is shown, what is refused, what is kept, and that the original stays."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from asn1crypto import pem
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from lpse_docs.pipeline import logbook, signed_files
from lpse_docs.sign.pdf import places
from tests.cli.conftest import Ran, lpse
from tests.pki import PASSPHRASE, Pki
from tests.sign.conftest import printed
from tests.verify.attacks import page_replaced

FILE, KEPT = "build/buku/uji.pdf", "signed/buku/uji.pdf"


@pytest.fixture
def root(workspace_folder: Path) -> Path:
    """A workspace with a PDF that can be signed by three roles, as if built."""
    path = workspace_folder / FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(printed())
    return workspace_folder


def trusting(root: Path, pki: Pki) -> None:
    """Tell the office its time stamp service and its root."""
    folder = root / "sertifikat-induk"
    folder.mkdir()
    (folder / "root.pem").write_bytes((pki.roots() / "root.pem").read_bytes())
    settings = f"\nsigning:\n  timestamp: {pki.tsa}\n  roots: sertifikat-induk\n"
    (root / "lpse.yaml").write_text((root / "lpse.yaml").read_text() + settings)


def sign(root: Path, pki: Pki, *words: str, who: str = "maker", role: str = "pembuat", yes: bool = True) -> Ran:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANDI", PASSPHRASE.decode())
        key = ("--pkcs12", str(pki.pkcs12(who)), "--passphrase-env", "SANDI", *(["--yes"] if yes else []))
        files = [str(root / FILE)] if not any(word.endswith((".pdf", ".txt")) for word in words) else []
        return lpse("--project", str(root), "sign", *files, "--role", role, *key, *words)


def signed(root: Path) -> list[str]:
    return [item.name for item in places((root / KEPT).read_bytes()) if item.signed]


def test_three_people_sign_one_after_the_other(root: Path, pki: Pki) -> None:
    before = (root / FILE).read_bytes()
    trusting(root, pki)
    first = sign(root, pki)
    assert first.code == 0, first.text
    assert "UJI Pembuat Contoh, Sekretariat LPSE" in first.text and "hanya untuk uji" in first.text
    assert "LPSE816" in first.text and "tingkat B-LT," in first.text
    second = sign(root, pki, who="examiner", role="pemeriksa")
    third = sign(root, pki, str(root / KEPT), who="approver", role="pengesah")
    assert (second.code, third.code) == (0, 0), second.text + third.text
    assert "tingkat B-LTA, SHA-256" in third.text and "LPSE816" not in third.text
    assert (root / FILE).read_bytes() == before
    assert (root / KEPT).read_bytes().startswith(before)
    assert signed(root)[:3] == ["pengesahan/pembuat", "pengesahan/pemeriksa", "pengesahan/pengesah"]
    again = sign(root, pki)
    assert again.code == 1 and "sudah ditandatangani" in again.text
    assert PASSPHRASE.decode() not in "".join(it.text for it in (first, second, third, again))


def test_without_services_the_lowest_level_warns(root: Path, pki: Pki) -> None:
    ran = sign(root, pki)
    assert ran.code == 0 and "tingkat B-B" in ran.text and "tanpa data pencabutan" in ran.text


@pytest.mark.parametrize(("answer", "code"), [("tidak\n", 1), ("ya\n", 0), ("", 2)])
def test_nothing_is_signed_without_consent(
    root: Path, pki: Pki, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    ran = sign(root, pki, yes=False)
    assert ran.code == code, ran.text
    assert "SHA-256" in ran.text
    assert (root / KEPT).exists() == (code == 0)


def test_a_revoked_signer_is_refused(root: Path, pki: Pki) -> None:
    trusting(root, pki)
    ran = sign(root, pki, who="revoked")
    assert ran.code == 1 and "LPSE811" in ran.text and "dicabut" in ran.text
    assert not (root / KEPT).exists()


def test_a_batch_is_whole(root: Path, pki: Pki) -> None:
    other, text = root / "build/buku/lain.pdf", root / "build/buku/catatan.txt"
    other.write_bytes(printed())
    text.write_text("bukan PDF")
    for words in ([str(text)], [str(root / "build/tiada.pdf")], [str(root / FILE)]):
        ran = sign(root, pki, str(root / FILE), str(other), *words)
        assert ran.code == 1 and "LPSE811" in ran.text and "Tidak satu berkas pun" in ran.text
    assert not any((root / "signed").rglob("*.pdf"))
    assert sign(root, pki, str(root / FILE), str(other)).code == 0
    assert sorted(path.name for path in (root / "signed/buku").iterdir()) == ["lain.pdf", "uji.pdf"]


def test_a_signed_file_is_only_replaced_by_its_own_continuation(root: Path, pki: Pki) -> None:
    assert sign(root, pki).code == 0
    kept = (root / KEPT).read_bytes()
    (root / FILE).write_bytes(printed() + b"\n% edisi lain\n")
    ran = sign(root, pki, who="examiner", role="pemeriksa")
    assert ran.code == 1 and "berasal dari berkas lain" in ran.text
    assert (root / KEPT).read_bytes() == kept


def test_nobody_signs_over_what_was_changed(root: Path, pki: Pki, tmp_path: Path) -> None:
    assert sign(root, pki).code == 0
    good = (root / KEPT).read_bytes()
    data = bytearray(good)
    data[good.index(b"/Contents <") + 3000] ^= 1
    altered = page_replaced(printed())
    for bad in (page_replaced(good), altered, bytes(data)):
        (root / KEPT).write_bytes(bad)
        for words in ([], [str(root / KEPT)]):
            ran = sign(root, pki, *words, who="examiner", role="pemeriksa", yes=False)
            assert (ran.code, "LPSE811" in ran.text, "Penanda tangan:" in ran.text) == (1, True, False), ran.text
        assert (root / KEPT).read_bytes() == bad
    (root / KEPT).unlink()
    stranger = tmp_path / "asing.pdf"
    stranger.write_bytes(page_replaced(good))
    ran = sign(root, pki, str(stranger), who="examiner", role="pemeriksa")
    assert ran.code == 1 and "tanda tangan yang sudah ada tidak utuh" in ran.text


def test_what_changes_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "signed").mkdir()
    (tmp_path / "signed/a.pdf").write_bytes(b"lain")
    with pytest.raises(signed_files.Unkept, match="berubah"):
        signed_files.keep(tmp_path, "a.pdf", None, b"baru")
    (tmp_path / "signed/sop").symlink_to(tmp_path)
    with pytest.raises(signed_files.Unkept, match="bukan folder biasa"):
        signed_files.keep(tmp_path, "sop/a.pdf", None, b"baru")
    assert (tmp_path / "signed/a.pdf").read_bytes() == b"lain"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--role", "pembuat"], "tepat satu kunci"),
        (["--role", "pembuat", "--field", "x", "--pkcs12", "k"], "salah satu"),
        (["--pkcs12", "k"], "salah satu"),
        (["--role", "pembuat", "--pkcs11", "m.so"], "disebut bersama"),
        (["--role", "pembuat", "--pkcs12", "k", "--key", "x"], "--key hanya"),
    ],
)
def test_wrong_use_is_told(root: Path, words: list[str], reason: str) -> None:
    ran = lpse("--project", str(root), "sign", str(root / FILE), *words)
    assert ran.code == 2 and reason in ran.text


def test_a_passphrase_nobody_gives_is_wrong_use(root: Path, pki: Pki, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lpse_docs.sign.passphrase.TERMINAL", str(root / "tiada"))
    ran = lpse(
        "--project", str(root), "sign", str(root / FILE), "--role", "pembuat", "--pkcs12", str(pki.pkcs12("maker"))
    )
    assert ran.code == 2 and "--passphrase-fd N" in ran.text


@pytest.mark.parametrize(
    ("option", "code"), [("--passphrase-fd", 2), ("--passphrase-env", 1), ("--office-passphrase-fd", 2)]
)
def test_a_secret_typed_as_its_place_is_not_repeated(root: Path, pki: Pki, option: str, code: int) -> None:
    key = ("--role", "pembuat", "--pkcs12", str(pki.pkcs12("maker")), option, "rahasia123")
    ran = lpse("--project", str(root), "sign", str(root / FILE), *key)
    assert (ran.code, "rahasia123" in ran.text, option in ran.text) == (code, False, True), ran.text


def test_a_key_that_cannot_be_used_is_a_finding(root: Path, pki: Pki) -> None:
    ran = lpse("--project", str(root), "sign", str(root / FILE), "--role", "pembuat", "--remote", "https://a.contoh.id")
    assert ran.code in {1, 2}
    reading, writing = os.pipe()
    os.write(writing, b"keliru")
    os.close(writing)
    key = ["--pkcs12", str(pki.pkcs12("maker")), "--passphrase-fd", str(reading)]
    ran = lpse("--project", str(root), "sign", str(root / FILE), "--role", "pembuat", *key)
    assert ran.code == 1 and "LPSE812" in ran.text and "keliru" not in ran.text


def test_a_key_must_lead_to_a_root_of_the_office(root: Path, pki: Pki) -> None:
    trusting(root, pki)
    folder = root / "sertifikat-induk"
    (folder / "issuing.crl").write_bytes(pki.crl("issuing"))
    revoked = sign(root, pki, "--level", "B-B", who="revoked")
    assert (revoked.code, "telah dicabut" in revoked.text, "Penanda tangan:" in revoked.text) == (1, True, False)
    (folder / "root.pem").write_bytes((pki.roots("stranger") / "stranger.pem").read_bytes())
    foreign = sign(root, pki, "--level", "B-B")
    assert (foreign.code, "LPSE812" in foreign.text, "Penanda tangan:" in foreign.text) == (1, True, False)
    assert "rantai sertifikat tidak sampai" in foreign.text and not (root / KEPT).exists()
    (folder / "issuing.crl").write_bytes(b"bukan daftar")
    assert "LPSE815" in sign(root, pki, "--level", "B-B").text


def test_a_key_without_its_issuer_takes_it_from_the_folder_of_the_roots(
    root: Path, pki: Pki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private, own, _ = pkcs12.load_key_and_certificates(pki.pkcs12("maker").read_bytes(), PASSPHRASE)
    assert isinstance(private, rsa.RSAPrivateKey) and own
    alone = tmp_path / "sendiri.p12"
    alone.touch(0o600)
    alone.write_bytes(
        pkcs12.serialize_key_and_certificates(b"k", private, own, None, BestAvailableEncryption(PASSPHRASE))
    )
    monkeypatch.setattr(Pki, "pkcs12", lambda *_: alone)
    warned = sign(root, pki, "--level", "B-B")
    assert (warned.code, "LPSE823" in warned.text) == (0, True), warned.text
    lonely = lpse("verify", str(root / KEPT), "--roots", str(pki.roots()))
    (root / KEPT).unlink()
    trusting(root, pki)
    assert "rantai sertifikat tidak sampai" in sign(root, pki, "--level", "B-B").text
    made = pem.armor("CERTIFICATE", pki.certificate("issuing").dump())
    (root / "sertifikat-induk/issuing.pem").write_bytes(made)
    assert sign(root, pki, "--level", "B-B").code == 0
    led = lpse("verify", str(root / KEPT), "--roots", str(pki.roots()))
    assert (lonely.code, led.code) == (1, 2), lonely.text + led.text


KILLED = """
import os, signal, sys
from lpse_docs.pipeline import atomic
whole, told = os.fsync, []
def stop(handle):
    told.append(handle)
    if len(told) > 1:  # the log is on disk; the signed file is written
        os.kill(os.getpid(), signal.SIGKILL)
    whole(handle)
os.fsync = stop
from lpse_docs.cli import run
sys.exit(run(sys.argv[1:]))
"""


def test_a_kill_leaves_the_original_and_no_half_file(root: Path, pki: Pki) -> None:
    before = (root / FILE).read_bytes()
    words = ["--project", root, "sign", root / FILE, "--role", "pembuat", "--pkcs12", pki.pkcs12("maker")]
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, *map(str, words), "--passphrase-env", "SANDI", "--yes"],
        env={**os.environ, "SANDI": PASSPHRASE.decode()}, capture_output=True, check=False,
    )  # fmt: skip
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    assert (root / FILE).read_bytes() == before
    assert not (root / KEPT).exists()
    assert [path.name.endswith(".tmp") for path in (root / KEPT).parent.iterdir()] == [True]
    again = sign(root, pki)
    assert (again.code, "LPSE822" in again.text) == (0, True), again.text
    events = [json.loads(line)["event"] for line in (root / "signed" / logbook.NAME).read_text().splitlines()]
    assert events == ["tanda-tangan", "tidak-tersimpan", "tanda-tangan"]
    assert "LPSE822" not in sign(root, pki, who="examiner", role="pemeriksa").text
    assert [path.name for path in (root / KEPT).parent.iterdir()] == ["uji.pdf"]
