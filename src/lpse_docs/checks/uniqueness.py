"""Nothing is defined or listed twice."""

from collections.abc import Iterable, Iterator, Mapping

from lpse_docs.checks.again import again
from lpse_docs.checks.finding import Rule, error
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.model.place import Placed
from lpse_docs.model.workspace import Workspace


def repeats(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap kode hanya dipakai sekali, dan setiap daftar memuat sebuah kode hanya sekali.

    Mengapa: kode ganda membuat rujukan tidak pasti; yang terakhir akan menutupi yang pertama.
    Contoh: dua formulir dengan `id: register-risiko`, atau `actors: [penyedia, penyedia]`.
    Perbaikan: ganti salah satu kode, atau hapus butir yang berulang.
    """
    for noun, named in (*_defined(workspace), *_listed(workspace)):
        for name, span, first in again(named):
            yield error("LPSE029", span, f"{noun} “{name}” sudah ada di {first}.", "Hapus atau ganti salah satu.")


RULES: Mapping[str, Rule] = {"LPSE029": repeats}


def _defined(workspace: Workspace) -> Iterator[tuple[str, Iterable[tuple[str, Span]]]]:
    """What carries a code of its own, by the room in which the code must be unique."""
    office, regulation = workspace.office, workspace.regulation
    owned = [*(item.forms for item in workspace.standards), *(item.forms for item in workspace.sops)]
    yield "Kode peraturan", [(regulation.id, regulation.at("id")), *_codes(workspace.acts)]
    yield "Kode sumber", _codes(workspace.sources)
    yield "Kode ketentuan", _codes(regulation.provisions)
    yield "Kode jabatan", _codes(office.posts)
    yield "Kode formulir", _codes(form for forms in owned for form in forms)
    yield "Kode standar", _codes(workspace.standards)
    yield "Kode SOP", _codes(workspace.sops)
    yield "Huruf standar", [(item.letter, item.at("letter")) for item in workspace.standards]
    yield "Pejabat untuk jabatan", [(item.post, item.at("post")) for item in office.officials]
    yield "Nomor tahap", [(str(item.stage), item.at("stage")) for item in office.stages]
    yield "Pengecualian ketentuan", [(item.provision, item.at("provision")) for item in office.waivers]
    yield "SOP yang menyusul", [(item.letter, item.at("letter")) for item in office.planned_sops]
    for sop in workspace.sops:
        yield "Kode alur", _codes(sop.flows)
        for flow in sop.flows:
            yield "Kode langkah", _codes(flow.steps)


def _listed(workspace: Workspace) -> Iterator[tuple[str, Iterable[tuple[str, Span]]]]:
    """Lists of codes, one by one."""
    yield "Jabatan", _items(workspace.office, "approvers")
    for standard in workspace.standards:
        yield from ((noun, _items(standard, key)) for noun, key in (("Standar", "depends_on"), ("Standar", "related")))
    for _, criterion in workspace.criteria():
        yield from (
            (noun, _items(criterion, key)) for noun, key in (("Ketentuan", "provisions"), ("Sumber", "sources"))
        )
    for sop in workspace.sops:
        yield "Pelaksana", _items(sop, "actors")
        yield "Formulir", [(item.form, item.at("form")) for item in sop.records]
        yield "SOP", [(item.sop, item.at("sop")) for item in sop.related]
        yield "Dasar hukum", [(f"{item.act} {item.cite or ''}".strip(), item.at("act")) for item in sop.legal_basis]
    for _, _, step in workspace.steps():
        yield "Pelaksana", _items(step, "actors")
        yield "Formulir", _items(step, "forms")
        yield "Ketentuan", _items(step, "provisions")


def _codes(items: Iterable[Placed]) -> list[tuple[str, Span]]:
    return [(item.id, item.at("id")) for item in items]  # type: ignore[attr-defined] # Placed has no id; all given here do


def _items(owner: Placed, field: str) -> list[tuple[str, Span]]:
    return [(item, owner.at(field, index)) for index, item in enumerate(getattr(owner, field))]
