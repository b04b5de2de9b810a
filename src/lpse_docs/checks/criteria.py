"""Criteria and their evidence."""

from collections.abc import Iterator, Mapping

from lpse_docs.checks.finding import Rule, error, note, warning
from lpse_docs.checks.words import plain
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.sop import Step
from lpse_docs.model.standard import Confidence, Criterion
from lpse_docs.model.workspace import Workspace


def codes(workspace: Workspace) -> Iterator[Diagnostic]:
    """Kode kriteria memuat nomor standarnya dan berurut tanpa loncatan.

    Mengapa: kode kriteria menghubungkan lembar standar, kartu skor, dan bukti; kode ganda menukar nilainya.
    Contoh: kriteria S05-K01 pada standar nomor 4, atau S04-K03 langsung setelah S04-K01.
    Perbaikan: nomori ulang kriteria standar itu dari K01.
    """
    for standard in workspace.standards:
        last = 0
        for criterion in standard.criteria:
            prefix, number = criterion.id[:3], int(criterion.id[5:])
            if prefix != f"S{standard.number:02d}":
                message = f"Kode “{criterion.id}” tidak diawali S{standard.number:02d}."
                yield error("LPSE502", criterion.at("id"), message)
            if number != last + 1:
                message = f"Kode “{criterion.id}” tidak berurut; seharusnya berakhir K{last + 1:02d}."
                yield error("LPSE502", criterion.at("id"), message)
            last = number


def evidence(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap kriteria meminta sedikitnya satu bukti.

    Mengapa: standar diterapkan dengan memenuhi kriteria (Pasal 29 ayat (2)); tanpa bukti tidak dapat dinilai.
    Contoh: `evidence: []`.
    Perbaikan: sebutkan kebijakan, penetapan, atau rekaman yang membuktikannya.
    """
    for _, criterion in workspace.criteria():
        if not criterion.evidence:
            message = f"Kriteria {criterion.id} tidak meminta bukti."
            yield error("LPSE503", criterion.at("evidence"), message, "Sebutkan sedikitnya satu bukti.")


def same_evidence(workspace: Workspace) -> Iterator[Diagnostic]:
    """Sebuah bukti hanya diminta sekali dalam satu kriteria.

    Mengapa: bukti yang sama dua kali tampak seperti dua kewajiban.
    Contoh: butir `Register risiko` dua kali pada kriteria yang sama.
    Perbaikan: hapus salah satunya.
    """
    for _, criterion in workspace.criteria():
        seen: set[str] = set()
        for proof in criterion.evidence:
            if plain(proof.item) in seen:
                yield warning("LPSE504", proof.at("item"), f"Bukti “{proof.item}” sudah diminta kriteria ini.")
            seen.add(plain(proof.item))


def sentences(workspace: Workspace) -> Iterator[Diagnostic]:
    """Rumusan kriteria diawali huruf besar dan diakhiri titik.

    Mengapa: rumusan dicetak sebagai kalimat utuh dalam dokumen resmi.
    Contoh: `statement: risiko dinilai setiap tahun`.
    Perbaikan: awali dengan huruf besar dan akhiri dengan titik.
    """
    for _, criterion in workspace.criteria():
        text = criterion.statement
        if not (text[0].isupper() or text[0].isdigit()) or not text.endswith("."):
            message = "Rumusan kriteria bukan kalimat utuh."
            yield note("LPSE509", criterion.at("statement"), message, "Awali dengan huruf besar, akhiri dengan titik.")


def grounded(workspace: Workspace) -> Iterator[Diagnostic]:
    """Keyakinan “peraturan” disertai kode ketentuan.

    Mengapa: keyakinan peraturan hanya boleh diberikan bila isinya diperintahkan ketentuan tertentu.
    Contoh: `confidence: peraturan` tanpa `provisions`.
    Perbaikan: tulis kode ketentuannya, atau turunkan keyakinan menjadi praktik atau usulan.
    """
    grounded_on: list[Criterion | Step] = [criterion for _, criterion in workspace.criteria()]
    grounded_on += [step for _, _, step in workspace.steps()]
    for item in grounded_on:
        if item.confidence is Confidence.REGULATION and not item.provisions:
            message = "Keyakinan “peraturan” tanpa kode ketentuan."
            yield warning("LPSE510", item.at("confidence"), message, "Tulis provisions atau ubah keyakinannya.")


def sourced(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap kriteria kerja menyebut asalnya.

    Mengapa: naskah resmi LKPP tidak tersedia; kriteria kerja hanya jujur bila asalnya dapat dilacak.
    Contoh: `confidence: praktik` tanpa `sources`.
    Perbaikan: tulis sumber, ketentuan, atau klausul pembandingnya.
    """
    for _, criterion in workspace.criteria():
        practice = criterion.confidence is Confidence.PRACTICE
        if not criterion.sources and (practice or not (criterion.provisions or criterion.clauses)):
            yield warning("LPSE511", criterion.at("sources"), f"Kriteria {criterion.id} tidak menyebut sumber.")


def some(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap standar mempunyai sedikitnya satu kriteria.

    Mengapa: standar diterapkan dengan memenuhi kriterianya (Pasal 29 ayat (2)).
    Contoh: `criteria: []`.
    Perbaikan: tulis kriterianya.
    """
    for standard in workspace.standards:
        if not standard.criteria:
            yield error(
                "LPSE514", standard.at("criteria"), f"Standar huruf {standard.letter} tidak mempunyai kriteria."
            )


RULES: Mapping[str, Rule] = {
    "LPSE502": codes,
    "LPSE503": evidence,
    "LPSE504": same_evidence,
    "LPSE509": sentences,
    "LPSE510": grounded,
    "LPSE511": sourced,
    "LPSE514": some,
}
