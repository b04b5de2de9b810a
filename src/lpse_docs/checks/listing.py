"""The lists of the identity page: relations, warnings, qualifications, equipment, records."""

import re
from collections.abc import Iterator, Mapping

from lpse_docs.checks.finding import Rule, error, note, warning
from lpse_docs.checks.words import lines, plain, step_lines, telling
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.place import Placed
from lpse_docs.model.sop import Relation
from lpse_docs.model.workspace import Workspace

INVERSE = {Relation.BEFORE: Relation.AFTER, Relation.AFTER: Relation.BEFORE, Relation.WITH: Relation.WITH}
CONSEQUENCE = re.compile(r"\b(jika|apabila|bila|bilamana)\b.+\bmaka\b", re.IGNORECASE | re.DOTALL)
DEADLINE = re.compile(
    r"\b(paling (lambat|lama)|selambat-lambatnya|batas waktu|tenggat|dalam waktu|sebelum|setiap)\b.*\b"
    r"(\d+|satu|dua|tiga|empat|lima|enam|tujuh|menit|jam|hari|minggu|bulan|tahun|berakhir)\b",
    re.IGNORECASE | re.DOTALL,
)
BOILERPLATE = re.compile(
    r"penyimpangan.*(perlengkapan|kelengkapan|persyaratan|waktu|output).*kegagalan"
    r"|pelaksana bertanggung ?jawab.*(waktu|output|mutu baku|kelengkapan|perlengkapan)"
)
TYPED_NUMBER = re.compile(r"\s*(\(?([0-9]{1,2}|[a-z]|[ivx]{1,5})[.)]|[-–•*])\s", re.IGNORECASE)
EQUIPMENT = re.compile(
    r"^(komputer|laptop|server|printer|pencetak|pemindai|telepon|kamera|proyektor|modem|router|genset|ups|media)\b",
    re.IGNORECASE,
)

# What every desk has need not be named in a step.
GENERAL = re.compile(r"^(alat tulis|komputer|laptop|pencetak|printer|pemindai|telepon)\b", re.IGNORECASE)


def relations(workspace: Workspace) -> Iterator[Diagnostic]:
    """Keterkaitan antar-SOP saling berbalas dengan hubungan yang cocok (ID-10).

    Mengapa: pembaca kedua SOP harus menemukan hubungan yang sama (PermenPANRB 35/2012, keterkaitan).
    Contoh: SOP A menyebut B `dilanjutkan`, tetapi B tidak menyebut A `mendahului`.
    Perbaikan: tambahkan atau betulkan baris keterkaitan pada SOP yang satunya.
    """
    known = {(sop.id, item.sop): item.relation for sop in workspace.sops for item in sop.related}
    for sop in workspace.sops:
        for item in sop.related:
            back, expected = known.get((item.sop, sop.id)), INVERSE[item.relation]
            if item.sop == sop.id:
                yield error("LPSE110", item.at("sop"), "SOP terkait dengan dirinya sendiri.", "Hapus baris ini.")
            elif item.sop in workspace.sop and back is not expected:
                message = f"SOP “{item.sop}” tidak menyebut SOP ini sebagai “{expected}”."
                yield warning("LPSE110", item.at("sop"), message, "Samakan keterkaitan pada kedua SOP.")


def consequences(workspace: Workspace) -> Iterator[Diagnostic]:
    """Peringatan berbentuk jika/apabila ..., maka ..., atau menyebut batas waktu (ID-11).

    Mengapa: peringatan menjelaskan akibat bila prosedur tidak diikuti (PermenPANRB 35/2012, peringatan).
    Contoh: `Petugas harus teliti.`
    Perbaikan: tulis akibatnya, misalnya `Jika berkas tidak lengkap, maka berkas dikembalikan`.
    """
    for sop in workspace.sops:
        for text, span in lines(sop, "warnings"):
            if not CONSEQUENCE.search(text) and not DEADLINE.search(text):
                message = "Peringatan tidak menyebut akibat dan tidak menyebut batas waktu."
                yield warning("LPSE111", span, message, "Tulis “Jika ..., maka ...”.")


def boilerplate(workspace: Workspace) -> Iterator[Diagnostic]:
    """Peringatan bukan kalimat baku yang sama untuk semua SOP (ID-12).

    Mengapa: kalimat baku dari buku SOP tahun 2012 tidak menerangkan akibat yang nyata bagi prosedur ini.
    Contoh: `Penyimpangan terhadap waktu dan output dikategorikan sebagai bentuk kegagalan.`
    Perbaikan: sebutkan akibat yang khas bagi SOP ini.
    """
    for sop in workspace.sops:
        for text, span in lines(sop, "warnings"):
            if BOILERPLATE.search(plain(text)):
                yield note("LPSE112", span, "Peringatan ini kalimat baku.", "Sebutkan akibat yang khas.")


def qualifications(workspace: Workspace) -> Iterator[Diagnostic]:
    """Kualifikasi pelaksana berisi kemampuan, bukan nama jabatan (ID-13).

    Mengapa: kualifikasi adalah kemampuan umum semua pelaksana (PermenPANRB 35/2012, kualifikasi pelaksana).
    Contoh: `qualifications: [Kepala LPSE, Penyedia]`.
    Perbaikan: tulis kemampuan, misalnya `Mampu mengoperasikan aplikasi SPSE`.
    """
    posts = {plain(name) for post in workspace.office.posts for name in (post.name, post.short, post.id) if name}
    for sop in workspace.sops:
        for text, span in lines(sop, "qualifications"):
            if plain(text) in posts:
                yield warning("LPSE113", span, f"“{text}” adalah jabatan, bukan kemampuan.", "Tulis kemampuannya.")


def records(workspace: Workspace) -> Iterator[Diagnostic]:
    """Formulir pada pencatatan dipakai oleh langkah, dan sebaliknya (ID-14).

    Mengapa: formulir membuktikan langkah selesai dan boleh dilanjutkan (PermenPANRB 35/2012, pencatatan).
    Contoh: register pada `records` yang tidak disebut `forms` langkah mana pun.
    Perbaikan: tambahkan kodenya pada langkah yang mengisinya, atau hapus dari daftar.
    """
    used = {form for _, _, step in workspace.steps() for form in step.forms}
    recorded = {record.form for sop in workspace.sops for record in sop.records}
    for sop in workspace.sops:
        own = {record.form for record in sop.records}
        steps = [step for flow in sop.flows for step in flow.steps]
        in_steps = {form for step in steps for form in step.forms}
        for record in sop.records:
            if record.form not in in_steps:
                message = f"Formulir “{record.form}” tidak dipakai langkah mana pun pada SOP ini."
                yield warning("LPSE114", record.at("form"), message)
        for step in steps:
            for text, span in lines(step, "forms"):
                if text not in own:
                    yield warning("LPSE114", span, f"Formulir “{text}” belum ada pada pencatatan SOP ini.")
        for form in sop.forms:
            if form.id not in used | recorded:
                yield warning("LPSE114", form.at("id"), f"Formulir “{form.id}” tidak dipakai SOP mana pun.")


def equipment(workspace: Workspace) -> Iterator[Diagnostic]:
    """Peralatan disebut dalam langkah, dan peralatan dalam kelengkapan ada pada daftar peralatan (ID-15).

    Mengapa: daftar peralatan memuat yang langsung dipakai prosedur (PermenPANRB 35/2012, peralatan).
    Contoh: `Proyektor` pada peralatan SOP yang tidak pernah memakainya; perlengkapan meja kerja tidak dipersoalkan.
    Perbaikan: sebutkan pada kelengkapan langkahnya, atau hapus dari daftar; petunjuk ini boleh diabaikan.
    """
    for sop in workspace.sops:
        spoken = telling(text for flow in sop.flows for step in flow.steps for text, _ in step_lines(step))
        listed = telling(sop.equipment)
        for text, span in lines(sop, "equipment"):
            if not GENERAL.match(text) and (words := telling([text])) and not words & spoken:
                yield note("LPSE115", span, f"Peralatan “{text}” tidak disebut dalam langkah.")
        for step in (step for flow in sop.flows for step in flow.steps):
            for text, span in lines(step, "inputs"):
                if EQUIPMENT.search(text) and not telling([text]) & listed:
                    yield note("LPSE115", span, f"“{text}” belum ada pada daftar peralatan.")


def typed_numbers(workspace: Workspace) -> Iterator[Diagnostic]:
    """Butir daftar ditulis tanpa nomor, huruf, atau tanda hubung di depannya (ID-16).

    Mengapa: nomor dibuat program; nomor yang diketik menjadi ganda dan tidak urut setelah diubah.
    Contoh: `- 1. Komputer`.
    Perbaikan: hapus nomornya.
    """
    owners: list[tuple[Placed, tuple[str, ...]]] = []
    owners += [(sop, ("warnings", "qualifications", "equipment")) for sop in workspace.sops]
    owners += [(step, ("activity", "inputs", "output")) for _, _, step in workspace.steps()]
    owners += [(standard, ("roles",)) for standard in workspace.standards]
    owners += [(criterion, ("statement", "clauses")) for _, criterion in workspace.criteria()]
    owners += [(proof, ("item",)) for _, criterion in workspace.criteria() for proof in criterion.evidence]
    for owner, fields in owners:
        for text, span in lines(owner, *fields):
            if found := TYPED_NUMBER.match(text):
                message = f"Butir diawali “{found[0].strip()}” yang diketik."
                yield error("LPSE116", span, message, "Hapus; nomor dibuat program.")


RULES: Mapping[str, Rule] = {
    "LPSE110": relations,
    "LPSE111": consequences,
    "LPSE112": boilerplate,
    "LPSE113": qualifications,
    "LPSE114": records,
    "LPSE115": equipment,
    "LPSE116": typed_numbers,
}
