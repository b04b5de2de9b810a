"""What must not leave the office inside a document."""

from collections.abc import Iterator

from lpse_docs.audit.finding import error
from lpse_docs.audit.opening import File
from lpse_docs.audit.printed import PdfFile
from lpse_docs.audit.profile import Profile
from lpse_docs.audit.schema import W
from lpse_docs.audit.word import WordFile, words
from lpse_docs.confidential import exposures
from lpse_docs.diagnostics import Diagnostic


def confidential(file: File, profile: Profile) -> Iterator[Diagnostic]:  # noqa: ARG001 - every rule is asked alike
    """Tidak ada NIK, kata sandi, passphrase, PIN, atau token dalam dokumen, sifat berkas, dan lampirannya (RN-08).

    Mengapa: dokumen yang diterbitkan dibaca banyak orang dan tidak dapat ditarik kembali.
    Contoh: “NIK 6206010101800001” di bawah nama pejabat.
    Perbaikan: hapus dari sumber atau dari berkas ini, dan ganti rahasia yang telanjur tertulis.
    """
    for page, text in _texts(file):
        kinds = {found.word for found in exposures(text)}
        for word in sorted(kinds):
            message = (
                f"Nilai rahasia setelah “{word}” tercantum." if word else "Nomor enam belas angka serupa NIK tercantum."
            )
            yield error("LPSE748", file.path, message, "Hapus dari dokumen dan sumbernya.", page=page)


def _texts(file: File) -> Iterator[tuple[int, str]]:
    """Everything that can be read in a file, with its page when it stands on one."""
    match file:
        case PdfFile():
            yield from ((page.number, page.text) for page in file.pages)
            yield 0, "\n".join(str(value) for value in file.pdf.docinfo.values())
            for item in file.pdf.attachments.values():
                yield 0, item.get_file().read_bytes().decode("utf-8", "replace")
        case WordFile():
            for name, part in file.trees():
                if name.startswith("docProps/"):
                    yield 0, "\n".join(map(str, part.itertext()))
                else:
                    yield 0, "\n".join(words(item) for item in part.iter(W + "p"))
