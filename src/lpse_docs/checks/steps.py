"""Who does a step and what it needs and makes (PermenPANRB 35/2012, pelaksana dan mutu baku).

That every actor stands in the register of posts is LPSE024; that the column Waktu is filled and can be read is
LPSE032 and LPSE037; steps are numbered by the program.
"""

import re
from collections.abc import Iterator, Mapping

from lpse_docs.checks.finding import Rule, error, warning
from lpse_docs.checks.identity import PERSON
from lpse_docs.checks.words import lines
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.sop import SopKind
from lpse_docs.model.workspace import Workspace

# Titles before and academic degrees after the name of a person.
TITLED = re.compile(r"\b(?:Drs?|Dra|Ir|Hj?|Prof)\.\s+[A-Z]|,\s*(?:[SM]\.?\s?[A-Z][A-Za-z]{0,4}|A\.?Md|Ph\.?D)\b\.?")
NIP = re.compile(r"\bNIP\b|\d{8}\s?\d{6}\s?\d\s?\d{3}")


def declared(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap langkah mempunyai pelaksana yang ada pada daftar pelaksana SOP (ST-05).

    Mengapa: daftar pelaksana menentukan kolom alur; pelaksana di luarnya tidak mempunyai kolom.
    Contoh: `actors: [lkpp]` pada langkah, padahal `actors` SOP tidak memuat lkpp.
    Perbaikan: tambahkan kodenya pada `actors` SOP, atau betulkan pelaksana langkah.
    """
    for sop, _, step in workspace.steps():
        if not step.actors:
            yield error("LPSE205", step.at("actors"), "Langkah tidak mempunyai pelaksana.", "Isi actors.")
        for actor, span in lines(step, "actors"):
            if actor in workspace.post and actor not in sop.actors:
                message = f"Pelaksana “{actor}” tidak ada pada daftar pelaksana SOP."
                yield error("LPSE205", span, message, "Tambahkan pada actors SOP.")


def employed(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap pelaksana pada daftar mengerjakan sedikitnya satu langkah (ST-06).

    Mengapa: kolom pelaksana tanpa simbol tidak menerangkan apa pun.
    Contoh: `actors` SOP memuat bupati, tetapi tidak ada langkah yang dikerjakannya.
    Perbaikan: hapus kodenya dari daftar, atau tulis langkahnya.
    """
    for sop in workspace.sops:
        busy = {actor for flow in sop.flows for step in flow.steps for actor in step.actors}
        for actor, span in lines(sop, "actors"):
            if actor in workspace.post and actor not in busy:
                yield error("LPSE206", span, f"Pelaksana “{actor}” tidak mengerjakan langkah apa pun.", "Hapus.")


def kind(workspace: Workspace) -> Iterator[Diagnostic]:
    """SOP administratif mempunyai dua pelaksana atau lebih, SOP teknis tepat satu (ST-07).

    Mengapa: SOP administratif dikerjakan lebih dari satu jabatan, SOP teknis oleh satu jabatan (PermenPANRB 35/2012).
    Contoh: `kind: teknis` dengan dua kode pada `actors`.
    Perbaikan: ganti `kind`, atau betulkan daftar pelaksana.
    """
    for sop in workspace.sops:
        count = len(set(sop.actors))
        if sop.kind is SopKind.ADMINISTRATIVE and count < 2:
            message = f"SOP administratif mempunyai {count} pelaksana, seharusnya dua atau lebih."
            yield error("LPSE207", sop.at("kind"), message, "Bila memang satu, tulis kind: teknis.")
        if sop.kind is SopKind.TECHNICAL and count != 1:
            message = f"SOP teknis mempunyai {count} pelaksana, seharusnya tepat satu."
            yield error("LPSE207", sop.at("kind"), message, "Bila memang lebih, tulis kind: administratif.")


def posts_not_persons(workspace: Workspace) -> Iterator[Diagnostic]:
    """Pelaksana adalah jabatan atau peran, bukan nama orang (ST-08).

    Mengapa: orang berganti, jabatan tetap; unit dan pihak luar disebut Pasal 6 dan Pasal 22.
    Contoh: `name: Bapak Admin` atau `name: Nama Orang, S.Kom.` pada `posts`.
    Perbaikan: tulis nama jabatan; nama pejabat hanya pada `officials`.
    """
    names = {official.name.split(",")[0].casefold() for official in workspace.office.officials if official.name}
    for post in workspace.office.posts:
        for text, span in lines(post, "name", "short"):
            hits = (pattern.search(text) for pattern in (PERSON, TITLED, NIP))
            if any(hits) or any(name in text.casefold() for name in names):
                yield warning("LPSE208", span, f"“{text}” tampak sebagai nama orang.", "Tulis nama jabatannya.")


def standards(workspace: Workspace) -> Iterator[Diagnostic]:
    """Kelengkapan dan output setiap langkah terisi (ST-10).

    Mengapa: mutu baku mengikat langkah pada kinerja dan standar pelayanan (PermenPANRB 35/2012).
    Contoh: `output: []`.
    Perbaikan: tulis apa yang dibutuhkan dan apa yang dihasilkan langkah itu.
    """
    for _, _, step in workspace.steps():
        if not step.output:
            yield error("LPSE210", step.at("output"), "Output langkah kosong.", "Tulis hasil langkah ini.")
        if not step.inputs:
            yield warning("LPSE210", step.at("inputs"), "Kelengkapan langkah kosong.", "Tulis yang dibutuhkan.")


RULES: Mapping[str, Rule] = {
    "LPSE205": declared,
    "LPSE206": employed,
    "LPSE207": kind,
    "LPSE208": posts_not_persons,
    "LPSE210": standards,
}
