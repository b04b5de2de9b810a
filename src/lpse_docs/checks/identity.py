"""The identity of a SOP: number, dates, approval, title (PermenPANRB 35/2012, bagian identitas)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from lpse_docs.checks.finding import Rule, error, warning
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.office import Official
from lpse_docs.model.sop import RevisionKind, Sop
from lpse_docs.model.workspace import Workspace

UNKNOWN_YET = {"number": "Nomor SOP", "created": "Tanggal pembuatan", "effective": "Tanggal efektif"}
NEVER_EMPTY = {
    "legal_basis": "Dasar hukum",
    "warnings": "Peringatan",
    "qualifications": "Kualifikasi pelaksana",
    "equipment": "Peralatan dan perlengkapan",
    "records": "Pencatatan dan pendataan",
}
# Birth date, first appointment, sex, serial. Employees by contract (PPPK) carry 21 in place of the month.
NIP = re.compile(r"(\d{4})(\d\d)(\d\d)(\d{4})(0[1-9]|1[0-2]|21)[12]\d{3}")
PERSON = re.compile(r"\b(Bapak|Ibu|Saudara|Saudari|Sdr|Sdri)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(19|20)\d\d\b")
SOP_WORD = re.compile(r"\bSOP\b|standar operasional prosedur", re.IGNORECASE)


def completeness(workspace: Workspace) -> Iterator[Diagnostic]:
    """Tiga belas unsur identitas SOP terisi; yang belum diketahui diperingatkan (ID-01).

    Mengapa: PermenPANRB 35/2012 mewajibkan seluruh unsur; SOP tanpa nomor, tanggal, atau nama pejabat belum sah.
    Contoh: `number: null`, `equipment: []`, atau pejabat dengan `name: null`.
    Perbaikan: isi setelah ditetapkan; jangan mengarang nomor, tanggal, atau nama.
    """
    for sop in workspace.sops:
        for key, title in UNKNOWN_YET.items():
            if getattr(sop, key) is None:
                yield warning("LPSE101", sop.at(key), f"{title} belum diisi.", "Isi setelah ditetapkan.")
        for key, title in NEVER_EMPTY.items():
            if not getattr(sop, key):
                yield error("LPSE101", sop.at(key), f"{title} tidak boleh kosong.", "Tulis sedikitnya satu butir.")
    for official in workspace.office.officials:
        if official.name is None:
            message = f"Nama {official.title} belum diisi."
            yield warning("LPSE101", official.at("name"), message, "Isi setelah diketahui.")


def number_pattern(workspace: Workspace) -> Iterator[Diagnostic]:
    """Nomor SOP sesuai dengan pola pada lpse.yaml (ID-02).

    Mengapa: nomor mengikuti tata naskah dinas unit pembuat (PermenPANRB 35/2012, nomor SOP).
    Contoh: `number: 12/LPSE` padahal polanya kode klasifikasi/urut/LPSE/bulan/tahun.
    Perbaikan: betulkan nomornya, atau betulkan `sop_number` bila polanya yang keliru.
    """
    office = workspace.office
    try:
        pattern = re.compile(office.sop_number)
    except re.error as fault:
        yield error("LPSE102", office.at("sop_number"), "Pola nomor SOP bukan ungkapan reguler yang sah.", str(fault))
        return
    for sop in workspace.sops:
        if sop.number is not None and not (len(sop.number) <= 100 and pattern.fullmatch(sop.number)):
            message = f"Nomor “{sop.number:.100}” tidak sesuai dengan pola nomor SOP."
            yield error("LPSE102", sop.at("number"), message, f"Pola: {office.sop_number}")


def unique_number(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap SOP mempunyai nomor sendiri (ID-03).

    Mengapa: di daerah lain seluruh SOP pernah terbit dengan satu nomor yang sama sehingga tidak dapat dirujuk.
    Contoh: dua SOP dengan `number: 000.3/1/LPSE/I/2026`.
    Perbaikan: mintakan nomor yang berbeda kepada tata usaha.
    """
    first: dict[str, Sop] = {}
    for sop in workspace.sops:
        if sop.number is not None and (earlier := first.setdefault(sop.number, sop)) is not sop:
            message = f"Nomor “{sop.number}” sudah dipakai SOP “{earlier.title}”."
            yield error("LPSE103", sop.at("number"), message)


def date_order(workspace: Workspace) -> Iterator[Diagnostic]:
    """Tanggal pembuatan, revisi, dan efektif berurutan (ID-04).

    Mengapa: SOP berlaku setelah selesai dibuat; revisi mendahului berlakunya, rencana tinjau sesudahnya.
    Contoh: `created: 2026-02-01` dengan `effective: 2026-01-15`.
    Perbaikan: betulkan tanggalnya, atau betulkan `revision` (revisi atau rencana-tinjau).
    """
    for sop in workspace.sops:
        created, revised, effective = sop.created, sop.revised, sop.effective
        if _after(created, effective):
            yield error("LPSE104", sop.at("effective"), "Tanggal efektif mendahului tanggal pembuatan.")
        if sop.revision is RevisionKind.PLANNED:
            if _after(effective, revised) or (revised is not None and revised == effective):
                yield error("LPSE104", sop.at("revised"), "Rencana tinjau harus setelah tanggal efektif.")
        elif _after(created, revised):
            yield error("LPSE104", sop.at("revised"), "Tanggal revisi mendahului tanggal pembuatan.")
        elif _after(revised, effective):
            yield error("LPSE104", sop.at("effective"), "Tanggal efektif mendahului tanggal revisi.")


def signatory(workspace: Workspace) -> Iterator[Diagnostic]:
    """Nama dan NIP pejabat masuk akal bila diisi (ID-05).

    Mengapa: NIP terdiri atas delapan belas angka: tanggal lahir, tahun dan bulan pengangkatan, jenis kelamin, urut.
    Contoh: `nip: '19801301 200501 1 001'` (bulan 13), atau `name: '...'`.
    Perbaikan: salin nama dan NIP dari surat keputusan; kosongkan (null) bila belum diketahui.
    """
    for official in workspace.office.officials:
        if official.name is not None and not re.fullmatch(r"[^\d]*[^\W\d_]{2}[^\d]*", official.name):
            message = f"“{official.name:.60}” bukan nama orang."
            yield error("LPSE105", official.at("name"), message, "Isi null bila belum diketahui.")
        if fault := _nip_fault(official, workspace.office.edition.drafted):
            yield error("LPSE105", official.at("nip"), fault, "Isi null bila belum diketahui.")


def approver(workspace: Workspace) -> Iterator[Diagnostic]:
    """SOP disahkan oleh jabatan yang berwenang (ID-06).

    Mengapa: pengesahan oleh jabatan yang tidak berwenang tidak mengikat (PermenPANRB 35/2012, disahkan oleh).
    Contoh: `approver: sekretariat` padahal `approvers` hanya memuat kepala-lpse.
    Perbaikan: ganti pengesahnya, atau tambahkan jabatan itu pada `approvers` di lpse.yaml.
    """
    allowed = workspace.office.approvers
    for sop in workspace.sops:
        if sop.approver not in allowed:
            message = f"Jabatan “{sop.approver}” tidak termasuk yang berwenang mengesahkan."
            yield warning("LPSE106", sop.at("approver"), message, f"Yang berwenang: {', '.join(allowed)}.")


def title(workspace: Workspace) -> Iterator[Diagnostic]:
    """Nama SOP tanpa tahun, tanpa nama orang, tanpa kata SOP, dan tidak ganda (ID-07).

    Mengapa: kata SOP dicetak program di depan nama; tahun dan orang berganti sedangkan prosedurnya tetap.
    Contoh: `title: SOP Registrasi Tahun 2026`.
    Perbaikan: tulis nama prosedurnya saja.
    """
    names = [name for official in workspace.office.officials if (name := official.name)]
    first: dict[str, Sop] = {}
    for sop in workspace.sops:
        for found, message in (
            (SOP_WORD.search(sop.title), "Nama SOP memuat kata SOP, yang sudah dicetak di depannya."),
            (YEAR.search(sop.title), "Nama SOP memuat tahun."),
            (PERSON.search(sop.title) or any(name in sop.title for name in names), "Nama SOP memuat nama orang."),
            (first.setdefault(sop.title.casefold(), sop) is not sop, "Nama SOP sudah dipakai SOP lain."),
        ):
            if found:
                yield warning("LPSE107", sop.at("title"), message, "Tulis nama prosedurnya saja.")


def regulation_identity(workspace: Workspace) -> Iterator[Diagnostic]:
    """Nomor dan tanggal penetapan peraturan dasar terisi.

    Mengapa: keduanya dicetak pada setiap dasar hukum; selama kosong, dokumen memuat titik-titik.
    Contoh: `number: null` pada berkas peraturan.
    Perbaikan: isi dari naskah resmi; jangan mengarang.
    """
    regulation = workspace.regulation
    if regulation.number is None:
        yield warning("LPSE118", regulation.at("number"), "Nomor peraturan belum diisi.", "Isi dari naskah resmi.")
    if regulation.enacted is None:
        message = "Tanggal penetapan peraturan belum diisi."
        yield warning("LPSE118", regulation.at("enacted"), message, "Isi dari naskah resmi.")


RULES: Mapping[str, Rule] = {
    "LPSE101": completeness,
    "LPSE102": number_pattern,
    "LPSE103": unique_number,
    "LPSE104": date_order,
    "LPSE105": signatory,
    "LPSE106": approver,
    "LPSE107": title,
    "LPSE118": regulation_identity,
}


def _after(first: date | None, second: date | None) -> bool:
    """Whether both dates are known and the first is the later one."""
    return first is not None and second is not None and first > second


def _nip_fault(official: Official, drafted: date) -> str:
    """What is wrong with a NIP; nothing when it is empty."""
    if official.nip is None:
        return ""
    parts = NIP.fullmatch(re.sub(r"\s", "", official.nip))
    if not parts:
        return "NIP harus terdiri atas delapan belas angka dengan bulan pengangkatan dan jenis kelamin yang sah."
    year, month, day, hired = (int(parts[index]) for index in range(1, 5))
    try:
        born = date(year, month, day)
    except ValueError:
        return "Bagian tanggal lahir pada NIP bukan tanggal yang sah."
    if not born.year + 16 <= hired <= min(drafted.year, born.year + 60):
        return "Bagian tahun pengangkatan pada NIP tidak masuk akal."
    return ""
