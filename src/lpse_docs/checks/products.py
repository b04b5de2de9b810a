"""What steps make: each output feeds a later step or is final, and the last one is what the SOP is for."""

from collections.abc import Iterator, Mapping

from lpse_docs.checks.finding import Rule, note
from lpse_docs.checks.words import akin, lines, speaks_of, telling
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.graph import Graph
from lpse_docs.model.sop import Sop, StepKind
from lpse_docs.model.workspace import Workspace


def handed_on(workspace: Workspace) -> Iterator[Diagnostic]:
    """Output setiap langkah menjadi kelengkapan langkah sesudahnya, atau merupakan hasil akhir (ST-14).

    Mengapa: output yang tidak dipakai siapa pun menandakan langkah yang tidak perlu atau kelengkapan yang terlupa.
    Contoh: output `Hasil pencocokan` yang tidak disebut pada kelengkapan langkah berikutnya.
    Perbaikan: sebutkan pada kelengkapan langkah yang memakainya. Formulir yang dicatat (`records`) dianggap hasil akhir.
    """
    for sop, flow in workspace.flows():
        graph, kept = Graph(flow), _records(workspace, sop)
        wanted = {code: [telling([text]) for text in step.inputs] for code, step in graph.steps.items()}
        for step in flow.steps:
            if step.kind is StepKind.END:
                continue
            after = graph.after(step.id)
            later = [item for code in after for item in wanted[code]]
            for text, span in lines(step, "output") if after else ():
                words = telling([text])
                if words and not any(speaks_of(other, words) for other in (*later, *kept)):
                    message = f"Output “{text}” tidak menjadi kelengkapan langkah mana pun sesudahnya."
                    yield note("LPSE214", span, message, "Sebutkan pada kelengkapan langkah yang memakainya.")


def purpose_served(workspace: Workspace) -> Iterator[Diagnostic]:
    """Output akhir adalah hasil yang disebut nama, judul alur, atau tujuan SOP (ST-15).

    Mengapa: SOP membatasi kegiatan awal, utama, dan akhir; yang akhir menghasilkan produk yang dijanjikan namanya.
    Contoh: SOP Pelatihan yang berakhir dengan output `Tiket ditutup`.
    Perbaikan: lengkapi langkah terakhir atau outputnya, atau betulkan nama dan tujuannya.
    """
    for sop, flow in workspace.flows():
        promised = telling((sop.title, sop.purpose, flow.title))
        ends = [step for step in flow.steps if step.kind is StepKind.END]
        outputs = [output for step in ends for output in step.output]
        made = telling(outputs)
        if outputs and not any(akin(word, promise) for word in made for promise in promised):
            message = "Output akhir tidak menyebut hasil yang dijanjikan nama, judul alur, atau tujuan SOP."
            yield note("LPSE215", ends[-1].at("output"), message, "Samakan sebutannya.")


RULES: Mapping[str, Rule] = {"LPSE214": handed_on, "LPSE215": purpose_served}


def _records(workspace: Workspace, sop: Sop) -> list[set[str]]:
    """The words of the titles of the forms that are kept."""
    return [telling([workspace.form[record.form].title]) for record in sop.records if record.form in workspace.form]
