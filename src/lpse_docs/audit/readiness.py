"""Whether a PDF can be handed to a signing service."""

import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from lpse_docs.audit.finding import error
from lpse_docs.audit.opening import File
from lpse_docs.audit.printed import PdfFile
from lpse_docs.audit.profile import Profile
from lpse_docs.diagnostics import Diagnostic

VERSION: Final = "1.7"
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
ENTRY = re.compile(r"(.{3,}?)[ .]*\.{4,}[ .]*(\d{1,4})")
FEWEST_ENTRIES = 3  # lines with leaders that make a table of contents


def ready_to_sign(file: File, profile: Profile) -> Iterator[Diagnostic]:
    """PDF siap ditandatangani: versi 1.7, fon tertanam, tanpa sandi, belum ditandatangani, halaman lengkap (RN-06).

    Mengapa: layanan tanda tangan menolak atau merusak berkas yang tersandi; halaman yang hilang membuat naskah tidak utuh.
    Contoh: PDF versi 1.4 tanpa fon tertanam, atau daftar isi yang menunjuk halaman 12 pada berkas 11 halaman.
    Perbaikan: ekspor ulang seluruh dokumen sebagai PDF 1.7 dengan fon tertanam, tanpa kata sandi.
    """
    if isinstance(file, PdfFile):
        if (version := file.pdf.pdf_version) != VERSION:
            yield error("LPSE746", file.path, f"Versi PDF {version}, bukan {VERSION}.", "Ekspor ulang sebagai PDF 1.7.")
        if file.pdf.is_encrypted:
            yield error("LPSE746", file.path, "PDF tersandi.", "Simpan tanpa pembatasan dan kata sandi.")
        if file.signed or any(place.signed for place in file.places):
            yield error(
                "LPSE746", file.path, "PDF sudah memuat tanda tangan.", "Periksa naskah yang belum ditandatangani."
            )
        for name in sorted(_strangers(file.pdf)):
            yield error("LPSE746", file.path, f"Fon {name} tidak tertanam.", "Tanamkan semua fon saat mengekspor.")
        yield from _numbers(file, profile)
        yield from _contents(file)


def _strangers(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Fonts that are not in the file."""
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/Font":
            continue
        font: Any = item
        if font.get("/Subtype") not in {"/Type0", "/Type3"}:
            described = font.get("/FontDescriptor", {})
            if not any(key in described for key in FONT_FILES):
                yield str(font.get("/BaseFont", "/?"))[1:]


def _numbers(file: PdfFile, profile: Profile) -> Iterator[Diagnostic]:
    """`Halaman 3 dari 12` stands on the third of twelve pages."""
    pattern = re.escape(" ".join(profile.page_words.split()))
    for name in ("page", "pages"):
        pattern = pattern.replace(re.escape(f"{{{name}}}"), rf"(?P<{name}>\d+)", 1)
    told = re.compile(pattern)
    for page in file.pages:
        for line in page.lines:
            found = told.fullmatch(line.text)
            if found is None:
                continue
            numbers = {key: int(number) for key, number in found.groupdict().items()}
            if numbers != {key: {"page": page.number, "pages": len(file.pages)}[key] for key in numbers}:
                message = f"Tertulis “{line.text}” pada halaman {page.number} dari {len(file.pages)}."
                yield error("LPSE746", file.path, message, "Ekspor ulang seluruh dokumen.", page=page.number)


def _contents(file: PdfFile) -> Iterator[Diagnostic]:
    """What the contents name stands on the page they name."""
    squeezed = {page.number: _squeezed(page.text) for page in file.pages}
    for page in file.pages:
        entries = [found for row in page.text.split("\n") if (found := ENTRY.fullmatch(row.strip()))]
        for found in entries if len(entries) >= FEWEST_ENTRIES else ():
            target = int(found[2])
            if target > len(file.pages):
                message = f"Daftar isi menunjuk halaman {target}; berkas ini {len(file.pages)} halaman."
                yield error("LPSE746", file.path, message, "Lengkapi halamannya.", page=page.number)
            elif target < 1 or _squeezed(found[1]) not in squeezed[target]:
                message = f"“{found[1][:40]}” tidak terdapat pada halaman {target} yang disebut daftar isi."
                yield error("LPSE746", file.path, message, "Perbarui daftar isi.", page=page.number)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s.]+", "", text).lower()
