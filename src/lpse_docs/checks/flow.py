"""The flow as a graph: capsules, exits of each kind of step, ways that lead nowhere (PermenPANRB 35/2012, simbol).

FL-02 (only the five symbols) holds by construction: a step has one of four kinds, arrows and page connectors are drawn
by the program.
"""

import re
from collections.abc import Iterator, Mapping

from lpse_docs.checks.finding import Rule, error, note, warning
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.model.graph import NEGATIVE, Graph
from lpse_docs.model.sop import Step, StepKind, Trigger
from lpse_docs.model.workspace import Workspace

# What a decision asks and the opposite that may stand beside it: “Tidak”, “Tidak lengkap”, “Belum lengkap”, or these.
OPPOSITE: Mapping[str, str] = {"disetujui": "ditolak", "diterima": "ditolak", "setuju": "menolak", "berhasil": "gagal"}
CHECKING = re.compile(
    r"(?:me|di)(?:meriksa|periksa|mverifikasi|verifikasi|nilai|ninjau|tinjau|nyetujui|setujui|mutuskan|putuskan|mvalidasi"
    r"|validasi)\b|melakukan (?:pemeriksaan|verifikasi|penilaian|peninjauan|validasi)\b",
    re.IGNORECASE,
)


def capsules(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap alur mempunyai tepat satu langkah mulai dan sedikitnya satu langkah selesai (FL-01).

    Mengapa: kapsul menandai awal dan akhir prosedur; tanpa keduanya batas kegiatan tidak jelas (PermenPANRB 35/2012).
    Contoh: dua langkah dengan `kind: mulai`, atau tidak ada `kind: selesai`.
    Perbaikan: betulkan `kind`, atau pisahkan menjadi dua alur.
    """
    for _, flow in workspace.flows():
        starts = [step for step in flow.steps if step.kind is StepKind.START]
        if not starts:
            yield error("LPSE301", flow.at("steps"), "Alur tidak mempunyai langkah mulai.", "Tulis kind: mulai.")
        for step in starts[1:]:
            yield error("LPSE301", step.at("kind"), "Alur mempunyai lebih dari satu langkah mulai.")
        if not any(step.kind is StepKind.END for step in flow.steps):
            yield error("LPSE301", flow.at("steps"), "Alur tidak mempunyai langkah selesai.", "Tulis kind: selesai.")


def terminators(workspace: Workspace) -> Iterator[Diagnostic]:
    """Langkah mulai mempunyai satu langkah berikut dan tidak dituju langkah lain; langkah selesai tidak berlanjut (FL-03).

    Mengapa: kapsul mulai hanya dimasuki dari luar dan kapsul selesai mengakhiri alur (PermenPANRB 35/2012).
    Contoh: langkah `kind: selesai` yang masih mempunyai `next`, atau jalan keluar Tidak yang kembali ke langkah mulai.
    Perbaikan: hapus `next` pada langkah selesai; jadikan kegiatan yang diulang langkah tersendiri setelah mulai.
    """
    for _, _, step in workspace.steps():
        if step.kind is StepKind.START and (step.next is None or step.exits):
            yield error(
                "LPSE303",
                step.at("exits" if step.exits else "kind"),
                "Langkah mulai harus mempunyai tepat satu “next”.",
            )
        if step.kind is StepKind.END and (step.next is not None or step.exits):
            yield error(
                "LPSE303", step.at("next" if step.next else "exits"), "Langkah selesai tidak mempunyai langkah berikut."
            )
    for _, flow in workspace.flows():
        starts = {step.id for step in flow.steps if step.kind is StepKind.START}
        for target, span in (place for step in flow.steps for place in _arrows(step)):
            if target in starts:
                message = "Langkah mulai tidak boleh dituju langkah lain."
                yield error("LPSE303", span, message, "Jadikan kegiatan yang diulang langkah tersendiri.")


def decisions(workspace: Workspace) -> Iterator[Diagnostic]:
    """Keputusan mempunyai tepat dua jalan keluar dengan label yang berlawanan (FL-04).

    Mengapa: belah ketupat bertanya ya atau tidak; setiap jawaban menunjuk satu langkah (PermenPANRB 35/2012).
    Contoh: `kind: keputusan` dengan satu jalan keluar, atau dengan label Ya dan Lengkap.
    Perbaikan: tulis dua butir `exits`, misalnya Ya dan Tidak, Lengkap dan Tidak lengkap; hapus `next` pada langkah itu.
    """
    for _, _, step in workspace.steps():
        if step.kind is not StepKind.DECISION:
            continue
        if len(step.exits) != 2:
            message = f"Keputusan mempunyai {len(step.exits)} jalan keluar, seharusnya dua."
            yield error("LPSE304", step.at("exits"), message)
        elif step.exits[0].label.casefold() == step.exits[1].label.casefold():
            yield error("LPSE304", step.exits[1].at("label"), "Kedua jalan keluar berlabel sama.")
        elif not _opposite(step.exits[0].label, step.exits[1].label):
            message = f"Label “{step.exits[0].label}” dan “{step.exits[1].label}” tidak berlawanan."
            hint = "Misalnya Ya dan Tidak, Lengkap dan Tidak lengkap, Disetujui dan Ditolak."
            yield error("LPSE304", step.exits[1].at("label"), message, hint)
        if len(step.exits) == 2 and step.exits[0].next == step.exits[1].next:
            message = "Kedua jalan keluar menuju langkah yang sama."
            yield error("LPSE304", step.exits[1].at("next"), message, "Keputusan menentukan langkah yang berbeda.")
        if step.next is not None:
            yield error("LPSE304", step.at("next"), "Keputusan memakai “exits”, bukan “next”.")


def processes(workspace: Workspace) -> Iterator[Diagnostic]:
    """Proses mempunyai tepat satu langkah berikut (FL-05).

    Mengapa: kotak proses hanya meneruskan pekerjaan; pilihan digambar sebagai keputusan (PermenPANRB 35/2012).
    Contoh: `kind: proses` tanpa `next`, atau dengan `exits`.
    Perbaikan: isi `next`; ubah `kind` menjadi keputusan atau selesai bila itu yang dimaksud.
    """
    for _, _, step in workspace.steps():
        if step.kind is StepKind.PROCESS and (step.next is None or step.exits):
            yield error(
                "LPSE305", step.at("exits" if step.exits else "kind"), "Proses harus mempunyai tepat satu “next”."
            )


def dead_ends(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap langkah dapat dicapai dari langkah mulai dan dapat mencapai langkah selesai (FL-06).

    Mengapa: langkah yang tidak dapat dicapai tidak pernah dikerjakan; alur tanpa jalan ke selesai berputar tanpa akhir.
    Contoh: langkah yang tidak disebut `next` mana pun, atau dua langkah yang saling menunjuk.
    Perbaikan: sambungkan `next` atau `exits`, atau hapus langkahnya.
    """
    for _, flow in workspace.flows():
        graph = Graph(flow)
        for code in graph.lost() if graph.starts else ():
            yield error("LPSE306", graph.steps[code].at("id"), "Langkah tidak dapat dicapai dari langkah mulai.")
        for code in graph.endless() if graph.ends else ():
            message = "Dari langkah ini alur tidak pernah sampai ke langkah selesai."
            yield error("LPSE306", graph.steps[code].at("id"), message)


def checking(workspace: Workspace) -> Iterator[Diagnostic]:
    """Kegiatan memeriksa, memverifikasi, menilai, menyetujui, atau memutuskan digambar sebagai keputusan (FL-07).

    Mengapa: kegiatan administratif hanya pelaksanaan atau pengambilan keputusan (PermenPANRB 35/2012).
    Contoh: `kind: proses` dengan kegiatan `Memeriksa berkas`, atau `kind: keputusan` dengan kegiatan `Mencatat berkas`.
    Perbaikan: ganti `kind` atau kata kerjanya; petunjuk ini boleh diabaikan.
    """
    for _, _, step in workspace.steps():
        found = CHECKING.match(step.activity)
        if step.kind is StepKind.PROCESS and found:
            message = f"Kegiatan “{found[0]}” biasanya keputusan dengan dua jalan keluar."
            yield note("LPSE307", step.at("activity"), message, "Tulis kind: keputusan, atau pakai kata kerja lain.")
        elif step.kind is StepKind.DECISION and not found:
            message = "Kegiatan pada keputusan tidak memeriksa, menilai, atau memutuskan sesuatu."
            yield note("LPSE307", step.at("activity"), message, "Tulis yang diputuskan, misalnya Memeriksa ....")


def backward(workspace: Workspace) -> Iterator[Diagnostic]:
    """Hanya keputusan yang kembali ke langkah sebelumnya (FL-08).

    Mengapa: pekerjaan diulang karena suatu pemeriksaan tidak terpenuhi; proses hanya meneruskan ke bawah.
    Contoh: `next` sebuah proses yang menunjuk langkah di atasnya.
    Perbaikan: tambahkan keputusan sebelum panah kembali, atau pindahkan barisnya.
    """
    for _, flow in workspace.flows():
        graph = Graph(flow)
        for step in flow.steps:
            if step.kind is StepKind.PROCESS and step.next and graph.is_back(step.id, step.next):
                message = "Panah kembali berasal dari langkah yang bukan keputusan."
                yield warning("LPSE308", step.at("next"), message, "Tambahkan keputusan, atau pindahkan barisnya.")


def applicant_first(workspace: Workspace) -> Iterator[Diagnostic]:
    """Alur layanan dimulai oleh pemohon, yaitu pihak luar (FL-11).

    Mengapa: SOP layanan berawal dari permintaan pihak luar, berbeda dari SOP berkala dan penugasan (PermenPANRB 35/2012).
    Contoh: `trigger: permohonan` pada alur yang langkah mulainya dikerjakan sekretariat.
    Perbaikan: mulai dengan kegiatan pemohon, atau betulkan `trigger`; pihak luar ditandai `outside: true` di lpse.yaml.
    """
    outside = {post.id for post in workspace.office.posts if post.outside}
    for _, flow, step in workspace.steps():
        if flow.trigger is Trigger.REQUEST and step.kind is StepKind.START and not outside & set(step.actors):
            message = "Alur permohonan tidak dimulai oleh pihak luar."
            yield warning("LPSE311", step.at("actors"), message, "Mulai dengan kegiatan pemohon.")


RULES: Mapping[str, Rule] = {
    "LPSE301": capsules,
    "LPSE303": terminators,
    "LPSE304": decisions,
    "LPSE305": processes,
    "LPSE306": dead_ends,
    "LPSE307": checking,
    "LPSE308": backward,
    "LPSE311": applicant_first,
}


def _arrows(step: Step) -> list[tuple[str, Span]]:
    """Where a step leads, each with its place."""
    named = [(step.next, step.at("next"))] if step.next else []
    return named + [(way.next, way.at("next")) for way in step.exits]


def _opposite(first: str, second: str) -> bool:
    """Whether two labels answer one question, in either order."""
    yes, no = sorted((first.casefold(), second.casefold()), key=lambda label: bool(NEGATIVE.match(label)))
    return no in {"tidak", "belum", f"tidak {yes}", f"belum {yes}", OPPOSITE.get(yes)}
