"""The SOP book as a whole: its groups, its review dates, its terms.

BK-01 and BK-12 (order of the parts, annex heading, closing signature) hold by construction of the composed book;
BK-13 concerns the text of the decree, which no source of this workspace contains.
"""

import re
from collections.abc import Iterator, Mapping

from lpse_docs.checks.finding import Rule, error, warning
from lpse_docs.checks.words import lines, plain, step_lines
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.model.dates import year_after
from lpse_docs.model.regulation import Provision
from lpse_docs.model.sop import RevisionKind
from lpse_docs.model.workspace import Workspace

# `Unit Layanan Pengadaan (ULP)`: capitalised words, then their abbreviation.
EXPANDED = re.compile(r"((?:\b[A-Z][\w/-]*\s+(?:dan\s+)?){2,8})\(([A-Z]{2,8})\)")


def groups(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap kelompok SOP Pasal 21 ayat (2) mempunyai SOP atau tanggal rencana (BK-02).

    Mengapa: Pasal 21 ayat (2) mewajibkan enam SOP; ayat (3) membolehkan penyusunan bertahap.
    Contoh: tidak ada SOP huruf f dan tidak ada `planned_sops` untuk huruf f.
    Perbaikan: buat SOP-nya, atau tulis tanggal rencananya pada `planned_sops` di lpse.yaml.
    """
    demanded = _demanded(workspace)
    present = {sop.letter for sop in workspace.sops}
    planned = {item.letter: item for item in workspace.office.planned_sops}
    for letter, provision in demanded.items():
        if letter not in present and letter not in planned:
            message = f"SOP huruf {letter} belum ada dan belum direncanakan."
            yield error("LPSE402", provision.at("sop"), message, "Buat SOP-nya atau isi planned_sops di lpse.yaml.")
    for letter, item in planned.items():
        if letter not in demanded:
            yield warning("LPSE402", item.at("letter"), f"Huruf {letter} tidak diwajibkan peraturan.")
        elif letter in present:
            yield warning("LPSE402", item.at("letter"), f"SOP huruf {letter} sudah ada; rencana ini tidak perlu.")
        else:
            message = f"SOP huruf {letter} belum ada; direncanakan {item.due.isoformat()}."
            yield warning("LPSE402", item.at("due"), message)


def review(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap SOP mempunyai tanggal tinjau paling lambat satu tahun setelah berlaku (BK-10).

    Mengapa: SOP dievaluasi sedikitnya sekali setahun (PermenPANRB 35/2012, monitoring dan evaluasi).
    Contoh: `effective: 2026-01-12` dengan rencana tinjau `revised: 2028-01-12`.
    Perbaikan: majukan tanggal rencana tinjau.
    """
    for sop in workspace.sops:
        if sop.effective is None or sop.revision is not RevisionKind.PLANNED:
            continue
        if sop.revised is None:
            yield warning("LPSE410", sop.at("revised"), "Tanggal rencana tinjau belum diisi.")
        elif sop.revised > year_after(sop.effective):
            message = "Rencana tinjau lebih dari satu tahun setelah tanggal efektif."
            yield warning("LPSE410", sop.at("revised"), message, f"Paling lambat {year_after(sop.effective)}.")


def terms(workspace: Workspace) -> Iterator[Diagnostic]:
    """Sebuah istilah hanya dijelaskan sekali dalam buku SOP (BK-11).

    Mengapa: dua arti untuk satu istilah menimbulkan tafsir; arti pada Pasal 1 mengikat semua SOP.
    Contoh: istilah Verifikasi dijelaskan pada dua SOP.
    Perbaikan: sisakan satu penjelasan; istilah Pasal 1 tidak perlu dijelaskan lagi.
    """
    first = {plain(item.term): (item.at("term"), item.meaning) for item in workspace.regulation.definitions}
    fixed = dict(first)
    for sop in workspace.sops:
        for item in sop.terms:
            key = plain(item.term)
            if key in fixed and plain(fixed[key][1]) == plain(item.meaning):
                continue
            if key in first:
                yield warning("LPSE411", item.at("term"), f"Istilah “{item.term}” sudah dijelaskan di {first[key][0]}.")
            first.setdefault(key, (item.at("term"), item.meaning))


def abbreviations(workspace: Workspace) -> Iterator[Diagnostic]:
    """Sebuah singkatan hanya dipanjangkan sekali dalam buku SOP, dan tidak berbeda dari Pasal 1 (BK-11).

    Mengapa: dua kepanjangan untuk satu singkatan menimbulkan tafsir; singkatan Pasal 1 mengikat semua SOP.
    Contoh: `Unit Layanan Publik (ULP)`, padahal ULP menurut Pasal 1 adalah Unit Layanan Pengadaan.
    Perbaikan: pakai singkatannya saja setelah dipanjangkan sekali.
    """
    fixed = {item.abbreviation: plain(item.term) for item in workspace.regulation.definitions if item.abbreviation}
    first: dict[str, Span] = {}
    for text, span in _prose(workspace):
        for words, short in EXPANDED.findall(text):
            if short in fixed and not plain(words).endswith(fixed[short]):
                yield warning(
                    "LPSE417", span, f"Kepanjangan “{short}” berbeda dari Pasal 1.", "Pakai singkatannya saja."
                )
            elif short in first:
                message = f"Singkatan “{short}” sudah dipanjangkan di {first[short]}."
                yield warning("LPSE417", span, message, "Pakai singkatannya saja.")
            first.setdefault(short, span)


RULES: Mapping[str, Rule] = {"LPSE402": groups, "LPSE410": review, "LPSE411": terms, "LPSE417": abbreviations}


def _prose(workspace: Workspace) -> Iterator[tuple[str, Span]]:
    """What the SOPs say in whole sentences, in the order of the book."""
    for sop in workspace.sops:
        yield from lines(sop, "purpose", "scope", "summary", "warnings", "qualifications", "equipment")
        for item in sop.terms:
            yield from lines(item, "meaning")
        for flow in sop.flows:
            for step in flow.steps:
                yield from step_lines(step)


def _demanded(workspace: Workspace) -> Mapping[str, Provision]:
    """Letters of SOPs the regulation speaks of, each with the provision that orders it (Pasal 21 ayat (2))."""
    found: dict[str, Provision] = {}
    for provision in workspace.regulation.provisions:
        if provision.sop and (provision.sop not in found or provision.id == f"P21.2.{provision.sop}"):
            found[provision.sop] = provision
    return dict(sorted(found.items()))
