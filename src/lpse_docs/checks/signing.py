"""What `lpse.yaml` says of signatures fits together."""

from collections.abc import Iterator, Mapping

from lpse_docs.checks.finding import Rule, error
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.workspace import Workspace


def settings(workspace: Workspace) -> Iterator[Diagnostic]:
    """Akar tersertifikasi dipilih dari folder akar yang dipercaya, masing-masing sekali.

    Mengapa: tanpa sertifikatnya, tidak satu tanda tangan pun dapat disebut tersertifikasi (PP 71/2019 Pasal 60).
    Contoh: `certified_roots` terisi, sedangkan `roots` kosong; atau satu sidik ditulis dua kali.
    Perbaikan: simpan sertifikat induk PSrE di satu folder, sebut pada `roots`, dan tulis sidiknya sekali.
    """
    found = workspace.office.signing
    if found.certified_roots and found.roots is None:
        yield error("LPSE810", found.at("certified_roots"), "Akar tersertifikasi disebut, tetapi folder akarnya tidak.")
    for place, digest in enumerate(found.certified_roots):
        if digest in found.certified_roots[:place]:
            yield error("LPSE810", found.at("certified_roots", place), "Akar tersertifikasi ini disebut dua kali.")


RULES: Mapping[str, Rule] = {"LPSE810": settings}
