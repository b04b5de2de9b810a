"""`sign` with keys of the office's own: the holder of the certificate against the officials, before anything is signed."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lpse_docs.certificates import Holder, same_name
from lpse_docs.model.office import Official
from lpse_docs.pipeline import signing
from lpse_docs.pipeline.official_signer import eligible, held, stranger
from lpse_docs.pipeline.signing import Item
from lpse_docs.sign.pdf import places
from tests.cli.conftest import Ran, lpse
from tests.opc.packages import document
from tests.pki import PASSPHRASE, Pki
from tests.sign.conftest import printed

BOOK, SOP = "buku/buku-sop.pdf", "sop/sop-a-pendaftaran.docx"
POSTS = ("kepala-lpse", "sekretariat", "unit-registrasi")
MAKER, EXAMINER, APPROVER = "UJI Pembuat Contoh", "Hj. UJI PEMERIKSA Contoh, S.Kom., M.T.", "Dr. UJI Pengesah Contoh"
NAMES = dict(zip(POSTS, (APPROVER, MAKER, EXAMINER), strict=True))


@pytest.fixture
def root(workspace_folder: Path) -> Path:
    """A book and a SOP as if built, in an office whose officials are known."""
    for place, data in ((BOOK, printed()), (SOP, document())):
        (workspace_folder / "build" / place).parent.mkdir(parents=True)
        (workspace_folder / "build" / place).write_bytes(data)
    officials(workspace_folder, NAMES)
    return workspace_folder


def officials(root: Path, names: dict[str, str]) -> None:
    path = root / "lpse.yaml"
    head, _, rest = path.read_text("utf-8").partition("officials:\n")
    facts = [f"{{post: {p}, title: {p.upper()}, name: {names.get(p, 'null')!r}, rank: null, nip: null}}" for p in POSTS]
    rows = "".join(f"  - {fact}\n" for fact in facts).replace("'null'", "null")
    path.write_text(f"{head}officials:\n{rows}approvers:\n{rest.partition('approvers:' + chr(10))[2]}", "utf-8")


def approved(root: Path, name: str, *acts: tuple[str, str]) -> None:
    (root / "approvals").mkdir(exist_ok=True)
    more = f"on: 2026-01-02, digest: {'0' * 64}, seal: {'0' * 16}"
    rows = "".join(f"  - {{post: {post}, role: {role}, {more}}}\n" for post, role in acts)
    (root / f"approvals/{name}.yaml").write_text(f"document: {name}\nentries:\n{rows}", "utf-8")


def sign(root: Path, pki: Pki, who: str, role: str, place: str = BOOK) -> Ran:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANDI", PASSPHRASE.decode())
        key = ("--pkcs12", str(pki.pkcs12(who)), "--passphrase-env", "SANDI", "--yes")
        which = ("--field", role) if "/" in role or "-" in role else ("--role", role)
        return lpse("--project", str(root), "sign", str(root / "build" / place), *which, *key)


def refused(ran: Ran, code: str, *words: str) -> None:
    assert (ran.code, code in ran.text, "Penanda tangan:" in ran.text) == (1, True, False), ran.text
    assert [word for word in words if word not in ran.text] == [], ran.text


def test_every_role_by_its_official(root: Path, pki: Pki) -> None:
    refused(sign(root, pki, "maker", "pengesah"), "LPSE817", "nama pada sertifikat bukan nama KEPALA-LPSE", APPROVER)
    assert not (root / "signed").exists()
    for who, role in (("maker", "pembuat"), ("examiner", "pemeriksa"), ("approver", "pengesah")):
        ran = sign(root, pki, who, role)
        assert (ran.code, [code for code in ("LPSE817", "LPSE818", "LPSE819") if code in ran.text]) == (0, []), ran.text
    assert all(item.signed for item in places((root / "signed" / BOOK).read_bytes()) if "pengesahan" in item.name)


def test_who_approved_signs_and_nobody_else(root: Path, pki: Pki) -> None:
    approved(root, "buku-sop", ("unit-registrasi", "pembuat"), ("sekretariat", "pemeriksa"))
    refused(sign(root, pki, "maker", "pembuat"), "LPSE817", "yang menyetujui dokumen ini sebagai pembuat", EXAMINER)
    assert sign(root, pki, "examiner", "pembuat").code == 0


def test_where_several_act_in_a_role_each_has_a_place(root: Path) -> None:
    approved(root, "buku-sop", ("sekretariat", "pembuat"), ("unit-registrasi", "pembuat"))
    desk, _ = signing.desk(root)
    assert desk
    item = Item(BOOK, "", "", b"", None, "pengesahan/pembuat-1", ("pengesahan/pembuat-2", "pengesahan/pengesah"))
    who = Holder(EXAMINER, "", "", "", "UJI", "1", DAY, DAY, test=True)
    (fault,) = held(desk, [item], who)
    assert (fault.code, fault.hint) == ("LPSE817", "Bidangnya ialah pengesahan/pembuat-2; sebut dengan --field.")
    assert held(desk, [replace(item, field="pengesahan/pembuat-2")], who) == []
    again = replace(item, field="asesor-1", signers=(("pengesahan/pembuat-2", who),))
    assert [found.code for found in held(desk, [again, again], who)] == ["LPSE820", "LPSE820", "LPSE818"]


def test_one_person_has_one_role(root: Path, pki: Pki) -> None:
    assert sign(root, pki, "maker", "pembuat").code == 0
    refused(sign(root, pki, "maker", "pemeriksa"), "LPSE819", "sebagai pembuat", "sekaligus sebagai pemeriksa")
    officials(root, {})
    refused(sign(root, pki, "maker", "pemeriksa"), "LPSE819")
    officials(root, {**NAMES, "unit-registrasi": MAKER})
    assert sign(root, pki, "maker", "pemeriksa").code == 0


def test_unknown_officials_are_a_warning_and_a_known_one_has_no_other_post(root: Path, pki: Pki) -> None:
    officials(root, {})
    ran = sign(root, pki, "maker", "pembuat")
    assert ran.code == 0, ran.text
    assert ran.text.index("LPSE818") < ran.text.index("ditandatangani, tingkat")
    assert "nama atau NIP SEKRETARIAT, UNIT-REGISTRASI belum diketahui" in ran.text
    officials(root, {"sekretariat": MAKER})
    refused(sign(root, pki, "approver", "lain/pengesah", "buku/lain.pdf"), "LPSE811")
    refused(sign(root, pki, "maker", "pengesah"), "LPSE817", "menurut daftar pejabat ia SEKRETARIAT")


def test_the_kind_of_a_document_tells_who_may_act(root: Path, pki: Pki) -> None:
    office = signing.desk(root)[0].office  # type: ignore[union-attr]
    may = eligible(root, office, SOP, "sop-a-pengesah")
    assert may and [item.post for item in may.officials] == ["kepala-lpse"]
    assert eligible(root, office, SOP, "formulir/tanda-tangan") is None
    refused(sign(root, pki, "approver", "pembuat", SOP), "LPSE817", "pejabat yang dapat menjadi pembuat")
    ran = sign(root, pki, "maker", "pembuat", SOP)
    assert (ran.code, "LPSE821" in ran.text, "LPSE814" in ran.text) == (0, True, False), ran.text
    (root / "sops/a-pendaftaran.yaml").unlink()
    (root / "signed" / SOP).unlink()
    assert "alur pengesahan berkas ini tidak diketahui" in sign(root, pki, "maker", "pembuat", SOP).text


DAY = datetime(2026, 1, 2, tzinfo=UTC)


def test_a_number_that_both_sides_know_decides() -> None:
    who = Holder("Nama Lain", "", "", "19700101 199503 1 001", "UJI", "1", DAY, DAY, test=True)
    known = Official(post="a", title="A", name="Contoh", rank=None, nip="197001011995031001")
    blank = known.model_copy(update={"post": "b", "title": "B", "name": None, "nip": None})
    assert stranger(who, [known], [known]) is None and stranger(who, [blank], [blank]) is None
    assert stranger(who, [blank], [blank, known]) == "menurut daftar pejabat ia A"
    assert stranger(who, [blank, known], [blank, known]) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Drs. H. Contoh Nama, M.Si.", "CONTOH  NAMA", True),
        ("A. Contoh", "S. Contoh", False),
        ("A. Contoh", "A Contoh, S.E.", True),
        ("Ir.", "Dr.", False),
        ("", "", False),
    ],
)
def test_names_are_compared_without_titles(one: str, other: str, *, same: bool) -> None:
    assert same_name(one, other) is same is same_name(other, one)
