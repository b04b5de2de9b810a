"""Three signatures in one PDF, on every level, before strangers: the audit, qpdf, pdfsig and pyHanko's own judgement."""

import asyncio
import subprocess
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from lpse_docs.sign.levels import Level, Trust, is_certified
from lpse_docs.sign.order import Order, Unsignable
from lpse_docs.sign.pdf import places, prove, services, sign, title
from lpse_docs.sign.pkcs12 import FileKey
from lpse_docs.sign.stamp import BESIDE, MM, Inscription, Stamps, code
from tests import audit_pdf
from tests.pki import Pki
from tests.sign.conftest import ROLES
from tests.writers import look
from tests.writers.pdf.reading import page_texts

WIB = timezone(timedelta(hours=7))
NOW = datetime.now(WIB).replace(microsecond=0)
TOKEN = "LPSE1:" + "A7%Z0B" * 30


@pytest.fixture(scope="session")
def stamps() -> Stamps:
    return Stamps(look.theme())


def inscription(name: str = "UJI Pengesah Contoh", *, certified: bool = False, test: bool = True) -> Inscription:
    return Inscription(name, "Sekretaris Daerah", NOW, "WIB", certified, test)


def once(data: bytes, key: FileKey, order: Order, pki: Pki, trust: Trust, *, stamps: Stamps | None = None) -> bytes:
    async def made() -> bytes:
        async with services(key, order.level, pki.tsa, trust) as helping:
            return await sign(data, key, order, helping, stamps)

    return asyncio.run(made())


def thrice(level: Level, data: bytes, keys: dict[str, FileKey], pki: Pki, *, trust: Trust, stamps: Stamps) -> bytes:
    """All three roles; the archive time stamp comes with the last one."""
    for role, who in ROLES.items():
        own = Level.LONG_TERM if level is Level.ARCHIVE and role != "pengesah" else level
        order = Order(
            f"pengesahan/{role}", own, NOW, role == "pembuat", role.capitalize(), "Kota", inscription(), TOKEN
        )
        made = once(data, keys[who], order, pki, trust, stamps=stamps)
        prove(data, made, keys[who], order.field)
        data = made
    return data


def judged(data: bytes, trust: Trust) -> list[tuple[bool, ...]]:
    """Whether each signature is intact, valid, trusted, and followed by nothing it forbids."""

    async def all_of() -> list[tuple[bool, ...]]:
        found: list[tuple[bool, ...]] = []
        for item in PdfFileReader(BytesIO(data)).embedded_regular_signatures:
            context = ValidationContext(trust_roots=list(trust.roots), allow_fetching=False)
            made = await async_validate_pdf_signature(item, context)
            allowed = made.modification_level is None or made.modification_level <= ModificationLevel.FORM_FILLING
            found.append((made.intact, made.valid, made.trusted, bool(made.docmdp_ok), allowed))
        return found

    return asyncio.run(all_of())


@pytest.mark.needs("qpdf", "pdfsig", "pdftotext")
@pytest.mark.parametrize("level", list(Level))
def test_three_signatures_keep_the_file_what_it_was(
    level: Level, pdf: bytes, keys: dict[str, FileKey], pki: Pki, *, trust: Trust, stamps: Stamps, tmp_path: Path
) -> None:
    made = thrice(level, pdf, keys, pki, trust=trust, stamps=stamps)
    assert made.startswith(pdf)
    assert audit_pdf.faults(made) == []
    assert judged(made, trust) == [(True,) * 5] * 3
    path = tmp_path / "a.pdf"
    path.write_bytes(made)
    assert subprocess.run(["qpdf", "--check", path], capture_output=True, check=False).returncode == 0
    said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, check=False, text=True).stdout
    assert said.count("Signature is Valid") == 3 and said.count("ETSI.CAdES.detached") == 3
    stored, stamped = b"/DSS" in made, b"ETSI.RFC3161" in made
    assert (stored, stamped) == (level.lasting, level is Level.ARCHIVE)
    assert "\n".join(page_texts(made)).count("CONTOH - BUKAN TANDA TANGAN SAH") == 3


def test_places_and_title_are_told(pdf: bytes) -> None:
    found = places(pdf)
    assert [(item.name, item.signed) for item in found] == [(f"pengesahan/{role}", False) for role in ROLES]
    assert all(item.width >= BESIDE and item.height == pytest.approx(17 * MM, abs=1) for item in found)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert title(pdf) == str(opened.docinfo["/Title"])


@pytest.mark.parametrize("level", [Level.LONG_TERM, Level.ARCHIVE])
def test_a_revoked_certificate_signs_nothing_lasting(
    level: Level, pdf: bytes, keys: dict[str, FileKey], pki: Pki, trust: Trust
) -> None:
    with pytest.raises(Unsignable, match="dicabut"):
        once(pdf, keys["revoked"], Order("pengesahan/pembuat", level, NOW), pki, trust)


def test_what_a_level_needs_is_told(pdf: bytes, keys: dict[str, FileKey], pki: Pki) -> None:
    order, strange = Order("pengesahan/pembuat", Level.LONG_TERM, NOW), Trust([pki.certificate("stranger")])
    with pytest.raises(Unsignable, match="akar yang dipercaya"):
        once(pdf, keys["maker"], order, pki, strange)

    async def without(address: str | None) -> None:
        async with services(keys["maker"], Level.TIME, address, strange) as helping:
            await sign(pdf, keys["maker"], Order("pengesahan/pembuat", Level.TIME, NOW), helping)

    with pytest.raises(Unsignable, match="memerlukan layanan cap waktu"):
        asyncio.run(without(None))
    with pytest.raises(Unsignable, match="layanan cap waktu tidak menjawab"):
        asyncio.run(without("http://127.0.0.1:1/"))


def test_a_taken_or_missing_place_is_refused(pdf: bytes, keys: dict[str, FileKey], pki: Pki, trust: Trust) -> None:
    made = once(pdf, keys["maker"], Order("pengesahan/pembuat", Level.BASIC, NOW), pki, trust)
    with pytest.raises(Unsignable, match="sudah ditandatangani"):
        once(made, keys["maker"], Order("pengesahan/pembuat", Level.BASIC, NOW), pki, trust)
    with pytest.raises(Unsignable, match="tidak ada bidang"):
        once(made, keys["maker"], Order("lain", Level.BASIC, NOW), pki, trust)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"bukan pdf" * 50])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Unsignable, match="bukan PDF"):
        places(data)


def test_a_result_that_is_not_what_it_should_be_is_refused(
    pdf: bytes, keys: dict[str, FileKey], pki: Pki, trust: Trust
) -> None:
    made = once(pdf, keys["maker"], Order("pengesahan/pembuat", Level.BASIC, NOW), pki, trust)
    cases = {
        "berawal": (b"x" + pdf, made, "maker", "pengesahan/pembuat"),
        "tepat satu": (pdf, pdf, "maker", "pengesahan/pembuat"),
        "kunci lain": (pdf, made, "examiner", "pengesahan/pembuat"),
        "di bidang lain": (pdf, made, "maker", "lain"),
        "tidak utuh": (pdf, made.replace(b"/M (D", b"/M (E"), "maker", "pengesahan/pembuat"),
    }
    for reason, (before, after, who, field) in cases.items():
        with pytest.raises(Unsignable, match="lain" if reason == "di bidang lain" else reason):
            prove(before, after, keys[who], field)


def test_only_roots_that_are_named_make_a_certificate_certified(keys: dict[str, FileKey], pki: Pki) -> None:
    key, root = keys["maker"], pki.certificate("root")
    known = Trust([root], frozenset({root.sha256.hex()}))
    assert asyncio.run(is_certified(key.certificate, key.chain, known))
    assert not asyncio.run(is_certified(key.certificate, key.chain, Trust([root])))
    assert not asyncio.run(is_certified(key.certificate, key.chain, Trust([], frozenset({root.sha256.hex()}))))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (inscription(), ["Ditandatangani secara elektronik oleh", "UJI Pengesah Contoh", "CONTOH - BUKAN TANDA TANGAN SAH"]),
        (inscription("Nama & <b>", test=False), ["Nama & <b>", "Sekretaris Daerah", "TTE tidak tersertifikasi"]),
        (inscription(test=False, certified=True), [f"{NOW:%d-%m-%Y} {NOW:%H.%M} WIB"]),
        (inscription("N" * 500, test=False), ["N" * 20, "TTE tidak tersertifikasi"]),
    ],
)  # fmt: skip
@pytest.mark.needs("pdftotext")
def test_a_wide_stamp_says_all(stamps: Stamps, said: Inscription, words: list[str]) -> None:
    stamps.style(said, 62 * MM, 17 * MM, TOKEN)
    pages = page_texts(stamps.known[said, round(62 * MM, 1), round(17 * MM, 1), True])
    text = " ".join(pages[0].split())
    assert len(pages) == 1 and all(word in text for word in words)
    assert ("tidak tersertifikasi" in text) == (not said.certified and not said.test)


@pytest.mark.needs("pdftotext")
def test_a_narrow_stamp_of_a_test_certificate_has_no_code(stamps: Stamps) -> None:
    assert stamps.style(inscription(), 17 * MM, 17 * MM, TOKEN).token == ""
    (text,) = page_texts(stamps.known[inscription(), round(17 * MM, 1), round(17 * MM, 1), False])
    assert "CONTOH - BUKAN TANDA TANGAN SAH" in " ".join(text.split())
    assert stamps.style(inscription(test=False), 17 * MM, 17 * MM, TOKEN).token == TOKEN


def test_a_stamp_is_drawn_once_for_a_signer_and_a_size(stamps: Stamps) -> None:
    stamps.style(inscription(), 50 * MM, 17 * MM, TOKEN)
    count = len(stamps.known)
    stamps.style(inscription(), 50 * MM, 17 * MM, TOKEN[:-1])
    assert len(stamps.known) == count


def test_a_code_covers_the_dark_modules_and_no_more() -> None:
    import segno

    rows = segno.make(TOKEN, micro=False, error="m", boost_error=False).matrix
    drawn = code(TOKEN, 100.0).decode().split("rg 0 0 0 rg")[0]
    boxes = [
        [float(word) for word in box.split()]
        for box in code(TOKEN, 100.0).decode().split("0 0 0 rg ")[1].split(" re")[:-1]
    ]
    side = 100.0 / (len(rows) + 4)
    assert "1 1 1 rg" in drawn
    assert sum(round(box[2] / side) for box in boxes) == sum(sum(row) for row in rows)
