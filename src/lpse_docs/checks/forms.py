"""Forms and registers: their fields can be printed and filled in."""

from collections.abc import Iterator, Mapping

from lpse_docs.checks.finding import Rule, error, warning
from lpse_docs.checks.words import lines, plain
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.form import FieldKind, Form
from lpse_docs.model.workspace import Workspace


def choices(workspace: Workspace) -> Iterator[Diagnostic]:
    """Isian pilihan mempunyai sedikitnya dua pilihan yang berbeda; isian lain tidak.

    Mengapa: kotak pilihan tanpa pilihan tidak dapat diisi.
    Contoh: `kind: pilihan` tanpa `choices`.
    Perbaikan: tulis pilihannya, atau ubah jenis isiannya.
    """
    for form in _forms(workspace):
        for field in form.fields:
            seen: set[str] = set()
            for text, span in lines(field, "choices"):
                if plain(text) in seen:
                    yield warning("LPSE512", span, f"Pilihan “{text}” sudah ada.")
                seen.add(plain(text))
            if field.kind is FieldKind.CHOICE and len(seen) < 2:
                message = f"Isian “{field.name}” membutuhkan sedikitnya dua pilihan."
                yield error("LPSE512", field.at("kind"), message, "Tulis choices.")
            elif field.kind is not FieldKind.CHOICE and field.choices:
                message = f"Isian “{field.name}” bukan isian pilihan."
                yield warning("LPSE512", field.at("choices"), message, "Hapus choices atau tulis kind: pilihan.")


def field_names(workspace: Workspace) -> Iterator[Diagnostic]:
    """Nama isian tidak berulang dalam satu formulir.

    Mengapa: dua kolom bernama sama tidak dapat dibedakan pengisi maupun pembaca berkas isian.
    Contoh: dua isian `Tanggal` pada formulir yang sama.
    Perbaikan: bedakan namanya, misalnya Tanggal masuk dan Tanggal selesai.
    """
    for form in _forms(workspace):
        seen: set[str] = set()
        for field in form.fields:
            if plain(field.name) in seen:
                message = f"Isian “{field.name}” sudah ada pada formulir “{form.id}”."
                yield error("LPSE513", field.at("name"), message, "Bedakan namanya.")
            seen.add(plain(field.name))


RULES: Mapping[str, Rule] = {"LPSE512": choices, "LPSE513": field_names}


def _forms(workspace: Workspace) -> Iterator[Form]:
    """Every form, also those with the same code."""
    for standard in workspace.standards:
        yield from standard.forms
    for sop in workspace.sops:
        yield from sop.forms
