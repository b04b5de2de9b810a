"""The wording of steps: an active verb, no subject, one activity a row, short (PermenPANRB 35/2012, bagian flowchart)."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto

from lpse_docs.checks.finding import Rule, note, warning
from lpse_docs.checks.verbs import is_noun, is_verb, verb_of
from lpse_docs.checks.words import lines, plain
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.sop import Step
from lpse_docs.model.workspace import Workspace

# Beginnings of posts and roles that a SOP of a procurement office names, besides the posts in lpse.yaml.
ROLES = re.compile(
    r"""
    admin|administrator|auditor|bendahara|bupati|helpdesk|kasubbag|kepala|lkpp|lpse|operator|panitia|pejabat|
    pelaksana|pemohon|pengguna|penyedia|petugas|pimpinan|pokja|pokmil|ppk|sekretariat|sekretaris|staf|tim|ulp|
    unit|verifikator
    """,
    re.VERBOSE | re.IGNORECASE,
)
FIRST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SECOND_VERB = re.compile(r"\b(?:dan|lalu|kemudian|serta|sekaligus)\s+(?:juga\s+)?([a-z]+)")
LONGEST: Mapping[str, int] = {"activity": 120, "inputs": 120, "output": 120, "note": 160}
LONGEST_LABEL = 20


def verb_first(workspace: Workspace) -> Iterator[Diagnostic]:
    """Kegiatan diawali kata kerja aktif tanpa subjek (ST-01).

    Mengapa: kegiatan ditulis aktif karena pelaksananya sudah tampak pada kolom pelaksana (PermenPANRB 35/2012).
    Contoh: `activity: Berkas lengkap`.
    Perbaikan: mulai dengan kata kerja, misalnya `Memeriksa kelengkapan berkas`.
    """
    for step, opening, word in _openings(workspace):
        if opening is Opening.OTHER:
            message = f"Kegiatan diawali “{word}”, bukan kata kerja."
            yield warning("LPSE201", step.at("activity"), message, "Mulai dengan kata kerja aktif.")


def no_subject(workspace: Workspace) -> Iterator[Diagnostic]:
    """Kegiatan tidak diawali nama pelaksana (ST-02).

    Mengapa: pelaksana terpisah dari kegiatan dan hanya tampak pada kolomnya (PermenPANRB 35/2012).
    Contoh: `activity: PPK menerima berkas`.
    Perbaikan: hapus pelaksananya: `Menerima berkas`; isi `actors` dengan kodenya.
    """
    for step, opening, name in _openings(workspace):
        if opening is Opening.ACTOR:
            message = f"Kegiatan diawali pelaksana “{name}”."
            yield warning("LPSE202", step.at("activity"), message, "Hapus dan mulai dengan kata kerja.")


def verb_not_noun(workspace: Workspace) -> Iterator[Diagnostic]:
    """Kegiatan ditulis dengan kata kerja, bukan dengan kata benda dari kata kerja itu (ST-03).

    Mengapa: kegiatan ditulis aktif (PermenPANRB 35/2012); kata benda tidak menyuruh siapa pun berbuat.
    Contoh: `activity: Pemeriksaan berkas`.
    Perbaikan: pakai kata kerja yang disarankan: `Memeriksa berkas`.
    """
    for step, opening, noun in _openings(workspace):
        if opening is Opening.NOUN:
            better = FIRST.sub(verb_of(noun).capitalize(), step.activity, count=1)
            message = f"Kegiatan diawali kata benda “{noun}”."
            yield warning("LPSE203", step.at("activity"), message, f"Tulis “{better}”.")


def one_activity(workspace: Workspace) -> Iterator[Diagnostic]:
    """Satu baris memuat satu kegiatan (ST-04).

    Mengapa: dua kegiatan dalam satu baris mempunyai mutu baku dan pelaksana yang tercampur.
    Contoh: `activity: Menerima dan mencatat berkas`.
    Perbaikan: pisahkan menjadi dua langkah; petunjuk ini boleh diabaikan bila keduanya memang satu gerak.
    """
    for step, opening, _ in _openings(workspace):
        verbs = [word for word in SECOND_VERB.findall(step.activity) if is_verb(word)]
        if opening is Opening.VERB and verbs:
            message = f"Baris ini memuat kegiatan kedua: “{verbs[0]}”."
            yield note("LPSE204", step.at("activity"), message, "Pisahkan menjadi dua langkah.")


def length(workspace: Workspace) -> Iterator[Diagnostic]:
    """Teks langkah cukup pendek untuk kolomnya (ST-16).

    Mengapa: kolom sempit; teks panjang membuat baris tinggi dan alur terpecah ke banyak halaman.
    Contoh: `activity` dengan lebih dari 120 karakter, atau `label` dengan lebih dari 20.
    Perbaikan: ringkas; pindahkan penjelasan ke `scope` atau `terms`.
    """
    for _, _, step in workspace.steps():
        texts = [(text, span, limit) for key, limit in LONGEST.items() for text, span in lines(step, key)]
        texts += [(way.label, way.at("label"), LONGEST_LABEL) for way in step.exits]
        for text, span, limit in texts:
            if len(text) > limit:
                yield warning("LPSE216", span, f"Teks {len(text)} karakter, paling panjang {limit}.", "Ringkas.")


RULES: Mapping[str, Rule] = {
    "LPSE201": verb_first,
    "LPSE202": no_subject,
    "LPSE203": verb_not_noun,
    "LPSE204": one_activity,
    "LPSE216": length,
}


class Opening(Enum):
    """What an activity begins with."""

    VERB = auto()
    ACTOR = auto()
    NOUN = auto()
    OTHER = auto()


def _openings(workspace: Workspace) -> Iterator[tuple[Step, Opening, str]]:
    """Each step with what its activity begins with, and that word or name."""
    names = {plain(name): name for post in workspace.office.posts for name in (post.name, post.short) if name}
    for _, _, step in workspace.steps():
        word = found[0] if (found := FIRST.search(step.activity)) else step.activity
        if is_verb(word):
            yield step, Opening.VERB, word
            continue
        said = f"{plain(step.activity)} "
        actor = max((name for name in names if said.startswith(f"{name} ")), key=len, default="")
        if actor or ROLES.fullmatch(word):
            yield step, Opening.ACTOR, names.get(actor, word)
        else:
            yield step, Opening.NOUN if is_noun(word) else Opening.OTHER, word
