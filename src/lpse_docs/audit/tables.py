"""Tables of a flow in Word."""

from collections.abc import Iterator

from lpse_docs.amounts import decimal
from lpse_docs.audit.finding import error
from lpse_docs.audit.opening import File
from lpse_docs.audit.profile import Profile
from lpse_docs.audit.schema import W
from lpse_docs.audit.word import TWIPS_A_MILLIMETRE, Table, WordFile, is_on, words
from lpse_docs.diagnostics import Diagnostic

SLACK = 1.0  # mm


def flow_tables(file: File, profile: Profile) -> Iterator[Diagnostic]:
    """Tabel alur mengulang baris kepala, tidak memutus baris, dan selebar bidang isi (RN-02).

    Mengapa: setiap halaman alur harus dapat dibaca sendiri, dan satu kegiatan tidak boleh terpotong (PermenPANRB 35/2012).
    Contoh: “Ulangi Baris Header” dimatikan di Word, atau kolom ditarik melewati margin.
    Perbaikan: nyalakan ulang baris kepala, matikan pemutusan baris, dan kembalikan lebar kolom.
    """
    if isinstance(file, WordFile):
        for table in file.tables:
            if table.is_flow(profile.heads):
                yield from _flow(file.path, table, profile)


def _flow(path: str, table: Table, profile: Profile) -> Iterator[Diagnostic]:
    where = f"Tabel alur (tabel {table.number})"
    if not _names_columns(table, profile):
        hint = "Tandai baris kepala dengan Ulangi Baris Header."
        yield error("LPSE742", path, f"{where} tidak mengulang baris kepalanya.", hint)
    split = [n for n, row in enumerate(table.rows, 1) if not is_on(row.find(f"{W}trPr/{W}cantSplit"))]
    if split:
        hint = "Matikan “Perbolehkan baris terputus” pada baris itu."
        yield error("LPSE742", path, f"{where}: baris {split[0]} boleh terputus antarhalaman.", hint)
    wide, room = sum(table.columns) / TWIPS_A_MILLIMETRE, table.section.content_width
    if abs(wide - room) > SLACK:
        message = f"{where}: lebar kolom berjumlah {decimal(wide)} mm, bidang isi {decimal(room)} mm."
        yield error("LPSE742", path, message, "Kembalikan lebar kolom.")


def _names_columns(table: Table, profile: Profile) -> bool:
    """Whether the repeated rows are those with the heads."""
    found = {words(cell).strip().lower() for row in table.head() for cell in row.iterchildren(W + "tc")}
    return {head.lower() for head in profile.heads} <= found
