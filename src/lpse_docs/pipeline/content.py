"""What a file offered as evidence really is: by its bytes, never by its name alone."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from PIL import Image

from lpse_docs.audit.ink import Budget, Reader
from lpse_docs.audit.opening import DAMAGE
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.pipeline import evidence_faults as faults
from lpse_docs.pipeline.content_kind import MAIL, OLE, PROGRAM, TEXT, ZIP, kind, written
from lpse_docs.pipeline.office_parts import MAIN, Alien, judge

LARGEST = 100 << 20  # bytes of a file
UNPACKED = 1 << 30  # bytes of everything in an archive together
SWELLING = (64 << 20, 100)  # bytes and times from which an archive is made to swell; a large workbook grows twentyfold
MOST_PARTS = 5000
MOST_PAGES = 3000
CHUNK = 1 << 20

OPEN_DOCUMENT = {
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
PICTURES = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".tif": (b"II*\x00", b"MM\x00*"),
    ".tiff": (b"II*\x00", b"MM\x00*"),
}
TEXTS = (".txt", ".csv", ".md", ".eml")
ACCEPTED = (".pdf", *MAIN, *PICTURES, *TEXTS, ".zip")
PROGRAMS = frozenset(
    [
        ".exe",
        ".dll",
        ".com",
        ".scr",
        ".msi",
        ".bat",
        ".cmd",
        ".ps1",
        ".vbs",
        ".vbe",
        ".js",
        ".jse",
        ".wsf",
        ".hta",
        ".lnk",
        ".reg",
        ".jar",
        ".apk",
        ".sh",
        ".bash",
        ".py",
        ".pl",
        ".rb",
        ".php",
        ".elf",
        ".so",
        ".bin",
        ".run",
        ".deb",
        ".rpm",
        ".desktop",
        ".app",
        ".class",
        ".dex",
        ".pif",
        ".cpl",
        ".msc",
        ".msp",
        ".msix",
        ".appx",
        ".chm",
        ".inf",
        ".psm1",
        ".wsh",
        ".ws",
        ".scf",
        ".url",
        ".xll",
        ".xlam",
        ".ppam",
        ".iso",
        ".vhd",
    ]
)
CODE = (b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!", b"\x00asm")
WINDOWS = b"MZ"  # many words begin so as well
HEADER = re.compile(rb"^(From|Received|Return-Path|Message-ID|Date|Subject|MIME-Version|Delivered-To):", re.I | re.M)
DRAWN = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"])
SHOWN = frozenset(["Tj", "TJ", "'", '"'])
ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
VAST = (Image.DecompressionBombWarning, Image.DecompressionBombError)  # a sheet of A3 at 600 dots an inch is none
DOES = re.compile(rb"/S */(?:JavaScript|Launch|ImportData|SubmitForm)\b")  # actions that do more than show
PDF_FAULTS = (pikepdf.PdfError, AttributeError, LookupError, TypeError, ValueError, RecursionError)


def suffix(name: str) -> str:
    """The suffix of a name in lower case with its dot, or nothing."""
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""


def examined(data: bytes, name: str) -> list[Diagnostic]:
    """What speaks against a file; only a warning lets it pass.

    Args:
        data: Its content.
        name: Its name, which findings show.
    """
    ending = suffix(name)
    if not data:
        return [faults.empty(name, "ukurannya nol")]
    if ending in PROGRAMS or _runs(data):
        return [faults.program(name, "program atau skrip bukan bukti")]
    if ending not in ACCEPTED:
        known = " ".join(item.removeprefix(".") for item in ACCEPTED)
        return [
            faults.wrong_type(name, f"Jenis berkas {ending or 'tanpa akhiran'} tidak diterima", f"Terima: {known}.")
        ]
    if not _fits(data, ending):
        return [_misfit(data, name, ending)]
    if ending == ".pdf":
        return list(_pdf(data, name))
    if ending in MAIN or ending == ".zip":
        return list(_package(data, name, ending))
    if ending in PICTURES:
        return list(_picture(data, name, ending))
    if ending in TEXTS and not data.lstrip(b"\xef\xbb\xbf \t\r\n"):
        return [faults.empty(name, "hanya berisi spasi")]
    return []


def _fits(data: bytes, ending: str) -> bool:
    """Whether the first bytes are those of the type a suffix promises."""
    if ending == ".pdf":
        return b"%PDF-" in data[:1024]
    if ending in MAIN or ending == ".zip":
        return data.startswith(ZIP)
    if ending in PICTURES:
        return data.startswith(PICTURES[ending])
    actual = _actual(data, ending)
    if ending != ".eml":
        return actual == TEXT
    return actual == MAIL or (actual == TEXT and bool(HEADER.search(data[:65536])))


def _actual(data: bytes, ending: str) -> str:
    return kind(data, marked_up=ending == ".md")


def _runs(data: bytes) -> bool:
    """Whether a content is a program, or the text of one that begins as such."""
    return (
        data.startswith(CODE)
        or (data.startswith(WINDOWS) and written(data[:1024]) is None)
        or (not data.startswith(b"%PDF-") and kind(data[:4096]) == PROGRAM)
    )


def _misfit(data: bytes, name: str, ending: str) -> Diagnostic:
    if ending in MAIN and data.startswith(OLE):
        return faults.locked(name, "dokumen Office dengan kata sandi atau format lama")
    reason = f"Akhiran nama {ending} tidak sesuai dengan isinya ({_actual(data, ending)})"
    return faults.wrong_type(name, reason, "Betulkan akhiran namanya, atau simpan ulang dengan jenis yang benar.")


def _pdf(data: bytes, name: str) -> Iterator[Diagnostic]:
    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
            pages = len(pdf.pages)
            if pdf.is_encrypted:
                yield faults.locked(name, "PDF ini dienkripsi")
            elif pages > MOST_PAGES:
                yield faults.too_large(name, f"{pages} halaman, paling banyak {MOST_PAGES}")
            elif not pages:
                yield faults.empty(name, "PDF tanpa halaman")
            elif all(_blank(page) for page in pdf.pages):
                yield faults.empty(name, f"semua halaman PDF kosong ({pages} halaman)")
            elif any(_does(item) for item in pdf.objects):
                yield faults.scripts(name)
    except pikepdf.PasswordError:
        yield faults.locked(name, "PDF ini memerlukan kata sandi")
    except PDF_FAULTS:
        yield faults.damaged(name, "PDF rusak atau terpotong")


def _does(item: pikepdf.Object) -> bool:
    """Whether an object holds an action that runs something."""
    return isinstance(item, (pikepdf.Dictionary, pikepdf.Array)) and bool(DOES.search(item.unparse(resolved=True)))


def _picture(data: bytes, name: str, ending: str) -> Iterator[Diagnostic]:
    """Whether a picture can be seen; of TIFF, which packs its dots in many ways, only that its head can be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", VAST[0])
            with Image.open(BytesIO(data)) as picture:
                if not ending.startswith(".tif"):
                    picture.load()
    except VAST:
        yield faults.too_large(name, "gambar dengan terlalu banyak titik")
    except Exception:  # noqa: BLE001 - whatever a library stumbles over in a made-up file is one answer
        yield faults.damaged(name, "gambar rusak atau terpotong")


def _blank(page: pikepdf.Page) -> bool:
    """Whether a page shows nothing: no words, no lines, no picture, no field or stamp."""
    if len(page.get("/Annots", [])):
        return False
    operators = {str(step.operator) for step in pikepdf.parse_content_stream(page)}
    return not operators & DRAWN and (not operators & SHOWN or not _written(page))


def _written(page: pikepdf.Page) -> bool:
    """Whether the words of a page are more than spaces; words that cannot be read are words."""
    reader = Reader(UPRIGHT, Budget(), {})
    try:
        reader.read(page, page.obj.get("/Resources") or page.resources)
    except DAMAGE:
        return True
    return any(words.text.strip() for words in reader.words)


def _package(data: bytes, name: str, ending: str) -> Iterator[Diagnostic]:
    active = False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [item for item in archive.infolist() if not item.is_dir()]
            grave = list(_members(archive, members, name, ending))
            active = not grave and _active(archive, members)
    except ZIP_FAULTS:
        grave = [faults.damaged(name, "paketnya rusak atau terpotong")]
    yield from grave
    if active:
        yield faults.macros(name)


def _active(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> bool:
    """Whether there are macros, whatever their part is called."""
    named = any(item.filename.lower().endswith("vbaproject.bin") for item in members)
    return named or b"vbaproject" in _types(archive).lower()


def _types(archive: zipfile.ZipFile) -> bytes:
    """What an Office package says its parts are, in whatever width of letters."""
    if "[Content_Types].xml" not in archive.namelist():
        return b""
    with archive.open("[Content_Types].xml") as part:
        return part.read(CHUNK).replace(b"\0", b"")


def _members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str, ending: str) -> Iterator[Diagnostic]:
    """What speaks against an archive, the first reason only."""
    names = [item.filename for item in members]
    if not members:
        yield faults.empty(name, "arsip tanpa isi")
    elif len(members) > MOST_PARTS or sum(item.file_size for item in members) > UNPACKED:
        yield faults.too_large(name, f"isinya mengembang melampaui {UNPACKED >> 20} MiB atau {MOST_PARTS} berkas")
    elif _swells(members):
        yield faults.too_large(name, f"isinya mengembang lebih dari {SWELLING[1]} kali")
    elif any(item.flag_bits & 1 for item in members) or "encryption" in _manifest(archive, names):
        yield faults.locked(name, "isinya memerlukan kata sandi")
    elif ending == ".zip" and (found := next((item for item in names if suffix(item) in PROGRAMS), None)):
        yield faults.program(name, f"arsip memuat program {found}")
    elif ending in MAIN and not _is_package(archive, names, ending):
        yield faults.wrong_type(name, f"Isi paket ini bukan {ending}", "Betulkan akhiran namanya, atau simpan ulang.")
    elif ending in (".docx", ".xlsx") and b"macroenabled" in _types(archive).lower():
        other = f"{ending[:-1]}m"
        yield faults.wrong_type(name, f"Isi paket ini bukan {ending}, melainkan {other}", "Betulkan akhiran namanya.")
    elif running := [item.filename for item in members if _read(archive, item) and ending == ".zip"]:
        yield faults.program(name, f"arsip memuat program {running[0]}")
    elif ending in MAIN:
        yield from _alien(archive, name, ending)


def _swells(members: list[zipfile.ZipInfo]) -> bool:
    whole, packed = sum(item.file_size for item in members), sum(item.compress_size for item in members)
    return whole > SWELLING[0] and whole > SWELLING[1] * packed


def _read(archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> bool:
    """Read a part to its end, which compares the checksum; whether it is a program."""
    with archive.open(item) as part:
        begin = part.read(CHUNK)
        while part.read(CHUNK):
            pass
    return _runs(begin)


def _alien(archive: zipfile.ZipFile, name: str, ending: str) -> Iterator[Diagnostic]:
    """Whether only the names in a package are those of its type."""
    try:
        judge(archive, ending)
    except Alien as why:
        hint = "Buka dengan program perkantoran lalu simpan ulang, atau minta berkas aslinya."
        yield faults.wrong_type(name, f"Isi paket ini bukan {ending}: {why}", hint)


def _manifest(archive: zipfile.ZipFile, names: list[str]) -> str:
    """What an OpenDocument says about its parts; a locked one names its encryption there."""
    place = "META-INF/manifest.xml"
    if place not in names:
        return ""
    with archive.open(place) as part:
        return "encryption" if b"encryption-data" in part.read(CHUNK) else ""


def _is_package(archive: zipfile.ZipFile, names: list[str], ending: str) -> bool:
    if MAIN[ending].place not in names:
        return False
    if ending not in OPEN_DOCUMENT:
        return "[Content_Types].xml" in names
    with archive.open("mimetype" if "mimetype" in names else MAIN[ending].place) as part:
        return part.read(200).strip() == OPEN_DOCUMENT[ending]
