"""`sign` with keys of the office's own: the holder of the certificate against the officials, before anything is signed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lpse_docs.certificates import Holder, same_name
from lpse_docs.document.blocks import Signature
from lpse_docs.model.office import Official
from lpse_docs.pipeline import held_signer, signing
from lpse_docs.pipeline.held_signer import held, names
from lpse_docs.pipeline.official_signer import eligible, stranger
from lpse_docs.pipeline.printed_names import Line, Printed
from lpse_docs.pipeline.signing import Item
from lpse_docs.sign.pdf import places
from lpse_docs.writers.pdf import write
from tests.cli.conftest import Ran, lpse
from tests.opc.packages import document
from tests.pki import PASSPHRASE, Pki
from tests.sign.conftest import printed
from tests.writers import look
from tests.writers.build import of, p

BOOK, SOP, LETTER = "buku/buku-sop.pdf", "sop/sop-a-pendaftaran.docx", "buku/panduan-verifikasi.pdf"
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
    (fault,) = held(desk, [item], who, {})
    assert (fault.code, fault.hint) == ("LPSE817", "Bidangnya ialah pengesahan/pembuat-2; sebut dengan --field.")
    assert held(desk, [replace(item, field="pengesahan/pembuat-2")], who, {}) == []
    again = replace(item, field="asesor-1", signers=(("pengesahan/pembuat-2", who),))
    assert [found.code for found in held(desk, [again, again], who, {})] == ["LPSE820", "LPSE820", "LPSE818"]


def letter(root: Path) -> None:
    """A document that prints two officials at places of no role, as if built."""
    path = root / "templates/documents/panduan-verifikasi.md.j2"
    lines = (("kepala-lpse", "surat/pengirim"), ("sekretariat", "surat/saksi"))
    path.write_text(path.read_text("utf-8") + "".join(f"\n{{{{ signed_by{pair} }}}}\n" for pair in lines), "utf-8")
    made = write(of(p("Surat."), *(Signature(field, (post,)) for post, field in lines)), look.theme())
    (root / "build" / LETTER).write_bytes(made)


def test_who_is_not_printed_at_a_place_does_not_sign_there(root: Path, pki: Pki) -> None:
    letter(root)
    words = (f"bukan {APPROVER} yang disebut pada bidang surat/pengirim", "Bidangnya ialah surat/saksi")
    refused(sign(root, pki, "maker", "surat/pengirim", LETTER), "LPSE817", *words)
    ran = sign(root, pki, "approver", "surat/pengirim", LETTER)
    assert (ran.code, "LPSE81" in ran.text.replace("LPSE814", "")) == (0, False), ran.text
    again = sign(root, pki, "approver", "surat/saksi", LETTER)
    refused(again, "LPSE819", "sudah menandatangani bidang surat/pengirim", "LPSE817", MAKER)
    officials(root, {**NAMES, "sekretariat": "null"})
    refused(sign(root, pki, "approver", "surat/saksi", LETTER), "LPSE817", "menurut daftar pejabat ia KEPALA-LPSE")
    officials(root, {**NAMES, "sekretariat": APPROVER})
    assert sign(root, pki, "approver", "surat/saksi", LETTER).code == 0
    (root / "signed" / LETTER).unlink()
    officials(root, {})
    unknown = sign(root, pki, "maker", "surat/saksi", LETTER)
    assert (unknown.code, "LPSE818" in unknown.text) == (0, True), unknown.text
    assert "nama atau NIP SEKRETARIAT pada bidang surat/saksi belum diketahui" in " ".join(unknown.text.split())


def test_assessors_need_no_post_but_a_place_of_their_own(root: Path) -> None:
    desk, _ = signing.desk(root)
    assert desk
    known = {"minutes": {f"minutes/{number}": line(number, name) for number, name in enumerate((MAKER, "", MAKER), 1)}}
    item, who = Item("minutes.pdf", "", "", b"", None, "minutes/2"), Holder(MAKER, "", "", "", "", "1", DAY, DAY, True)
    assert [found.code for found in held(desk, [item], who, known)] == ["LPSE818"]
    second = replace(item, field="minutes/3", signers=(("minutes/1", who),))
    assert held(desk, [second], who, known) == []
    (fault, _) = held(desk, [replace(second, field="minutes/2")], who, known)
    assert (fault.code, "bidang minutes/1 pada dokumen ini, dan bidang minutes/2" in fault.message) == ("LPSE819", True)
    stranger = replace(who, name=APPROVER)
    assert [found.code for found in held(desk, [item, second], stranger, known)] == ["LPSE817", "LPSE819", "LPSE818"]


def line(number: int, name: str) -> Line:
    return Line(Official(post=f"minutes-{number}", title="Anggota", name=name or None, rank=None, nip=None), free=True)


def test_only_what_approvals_and_roster_leave_open_is_composed_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[Sequence[str]]()

    def composed(_: Path, ids: Sequence[str]) -> dict[str, Printed]:
        asked.append(ids)
        return {}

    monkeypatch.setattr(held_signer, "composed", composed)
    desk, _ = signing.desk(root)
    assert desk
    item = Item(BOOK, "", "", b"", None, "pengesahan/pembuat")
    assert (names(desk, [item]), asked) == ({}, [])
    assert names(desk, [item, replace(item, place="a/surat.pdf", field="surat/pengirim"), item]) == {}
    assert asked == [["surat"]]


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
