"""The least a flow needs so that it can be drawn: each kind of step has its proper exits."""

from collections.abc import Iterator, Mapping

from lpse_docs.checks.finding import Rule, error
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.sop import StepKind
from lpse_docs.model.workspace import Workspace


def terminators(workspace: Workspace) -> Iterator[Diagnostic]:
    """Langkah mulai mempunyai satu langkah berikut, langkah selesai tidak mempunyai (FL-03).

    Mengapa: kapsul mulai hanya dimasuki dari luar dan kapsul selesai mengakhiri alur (PermenPANRB 35/2012).
    Contoh: langkah `kind: selesai` yang masih mempunyai `next`.
    Perbaikan: hapus `next` dan `exits` pada langkah selesai; isi `next` pada langkah mulai.
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


def decisions(workspace: Workspace) -> Iterator[Diagnostic]:
    """Keputusan mempunyai tepat dua jalan keluar dengan label berbeda (FL-04).

    Mengapa: belah ketupat bertanya ya atau tidak; setiap jawaban menunjuk satu langkah (PermenPANRB 35/2012).
    Contoh: `kind: keputusan` dengan satu jalan keluar, atau dua jalan keluar berlabel Ya.
    Perbaikan: tulis dua butir `exits` dengan `label` dan `next`; hapus `next` pada langkah itu.
    """
    for _, _, step in workspace.steps():
        if step.kind is not StepKind.DECISION:
            continue
        if len(step.exits) != 2:
            message = f"Keputusan mempunyai {len(step.exits)} jalan keluar, seharusnya dua."
            yield error("LPSE304", step.at("exits"), message)
        elif step.exits[0].label.casefold() == step.exits[1].label.casefold():
            yield error("LPSE304", step.exits[1].at("label"), "Kedua jalan keluar berlabel sama.")
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


RULES: Mapping[str, Rule] = {"LPSE303": terminators, "LPSE304": decisions, "LPSE305": processes}
