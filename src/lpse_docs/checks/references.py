"""References: everything that is named exists."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from lpse_docs.checks.finding import Rule, error
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.model.place import Placed
from lpse_docs.model.workspace import Workspace


def provisions(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap kode ketentuan terdapat dalam register peraturan.

    Mengapa: bukti cakupan dan matriks ketertelusuran hanya benar bila kodenya ada (Pasal 21 dan Pasal 29).
    Contoh: `provisions: [P26.7]` padahal Pasal 26 hanya sampai ayat (6).
    Perbaikan: pakai kode dari berkas peraturan di regulations/.
    """
    owners: list[Placed] = [item for _, item in workspace.criteria()]
    owners += [step for _, _, step in workspace.steps()]
    named = [place for owner in (*workspace.standards, *owners) for place in _items(owner, "provisions")]
    named += [(post.provision, post.at("provision")) for post in workspace.office.posts if post.provision]
    return _unknown("LPSE020", "Ketentuan", named, workspace.provision)


def acts(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap peraturan yang dirujuk terdapat dalam regulations/acts.yaml atau merupakan peraturan dasar.

    Mengapa: dasar hukum dicetak dari register; kode tanpa data tidak dapat dicetak.
    Contoh: `act: perpres-16-2108`.
    Perbaikan: betulkan kodenya atau tambahkan peraturan itu ke regulations/acts.yaml.
    """
    named = [(basis.act, basis.at("act")) for sop in workspace.sops for basis in sop.legal_basis]
    for act in workspace.acts:
        for key in ("amends", "amended_by", "replaced_by"):
            named += _items(act, key)
    return _unknown("LPSE021", "Peraturan", named, [*workspace.act, workspace.regulation.id])


def sources(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap sumber kriteria terdapat dalam regulations/sources.yaml.

    Mengapa: kriteria kerja hanya jujur bila asalnya dapat dilacak.
    Contoh: `sources: [iso-31000]` padahal kodenya iso31000.
    Perbaikan: betulkan kodenya atau tambahkan sumber itu ke regulations/sources.yaml.
    """
    named = [place for _, criterion in workspace.criteria() for place in _items(criterion, "sources")]
    return _unknown("LPSE022", "Sumber", named, workspace.source)


def forms(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap formulir yang dipakai langkah atau pencatatan sudah dibuat.

    Mengapa: formulir adalah bukti mutu baku (PermenPANRB 35/2012, pencatatan dan pendataan).
    Contoh: `forms: [formulir-pendaftran]`.
    Perbaikan: betulkan kodenya atau buat formulir itu pada SOP atau standar pemiliknya.
    """
    named = [place for _, _, step in workspace.steps() for place in _items(step, "forms")]
    named += [(record.form, record.at("form")) for sop in workspace.sops for record in sop.records]
    return _unknown("LPSE023", "Formulir", named, workspace.form)


def posts(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap pelaksana, penyimpan, dan pejabat menunjuk jabatan dalam lpse.yaml.

    Mengapa: kolom pelaksana memuat jabatan menurut Pasal 6 dan pihak luar yang dikenal, bukan nama sembarang.
    Contoh: `actors: [admin-ppe]` tanpa jabatan itu pada `posts`.
    Perbaikan: pakai kode jabatan dari lpse.yaml atau tambahkan jabatannya.
    """
    named = [(official.post, official.at("post")) for official in workspace.office.officials]
    named += _items(workspace.office, "approvers") + _sheet_posts(workspace)
    for sop in workspace.sops:
        named += [(sop.approver, sop.at("approver")), *_items(sop, "actors")]
        named += [(record.keeper, record.at("keeper")) for record in sop.records]
    named += [place for _, _, step in workspace.steps() for place in _items(step, "actors")]
    return _unknown("LPSE024", "Jabatan", named, workspace.post)


def steps(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap langkah berikut terdapat dalam alur yang sama.

    Mengapa: panah yang tidak sampai memutus alur kerja.
    Contoh: `next: memriksa-berkas`.
    Perbaikan: pakai kode langkah dari alur itu.
    """
    for sop in workspace.sops:
        for flow in sop.flows:
            named = [(step.next, step.at("next")) for step in flow.steps if step.next]
            named += [(way.next, way.at("next")) for step in flow.steps for way in step.exits]
            yield from _unknown("LPSE025", "Langkah", named, {step.id: step for step in flow.steps})


def sops(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap SOP pada keterkaitan ada di dalam buku.

    Mengapa: keterkaitan menunjukkan SOP yang mendahului atau melanjutkan (PermenPANRB 35/2012).
    Contoh: `sop: pengarsipan-dokumen` padahal kode SOP itu pengarsipan.
    Perbaikan: pakai kode `id` dari berkas SOP yang dimaksud.
    """
    named = [(related.sop, related.at("sop")) for sop in workspace.sops for related in sop.related]
    return _unknown("LPSE026", "SOP", named, workspace.sop)


def letters(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap huruf standar yang dirujuk mempunyai berkas standar.

    Mengapa: tahap adopsi dan ketergantungan dihitung dari huruf Pasal 29 ayat (1).
    Contoh: `depends_on: [r]`.
    Perbaikan: pakai huruf standar yang ada.
    """
    named = [place for item in workspace.standards for key in ("depends_on", "related") for place in _items(item, key)]
    named += [place for stage in workspace.office.stages for place in _items(stage, "standards")]
    return _unknown("LPSE027", "Standar", named, workspace.standard)


def officials(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap jabatan yang mengesahkan mempunyai pejabat pada `officials`.

    Mengapa: blok pengesahan memuat sebutan, nama, dan NIP pejabatnya (PermenPANRB 35/2012, disahkan oleh).
    Contoh: `approver: sekretaris-daerah` tanpa pejabat itu pada `officials` di lpse.yaml.
    Perbaikan: tambahkan pejabatnya; nama dan NIP yang belum diketahui diisi null.
    """
    named = _items(workspace.office, "approvers") + [(sop.approver, sop.at("approver")) for sop in workspace.sops]
    named += _sheet_posts(workspace)
    known = [(post, span) for post, span in named if post in workspace.post]
    return _unknown("LPSE028", "Pejabat untuk jabatan", known, workspace.official)


RULES: Mapping[str, Rule] = {
    "LPSE020": provisions,
    "LPSE021": acts,
    "LPSE022": sources,
    "LPSE023": forms,
    "LPSE024": posts,
    "LPSE025": steps,
    "LPSE026": sops,
    "LPSE027": letters,
    "LPSE028": officials,
}


def _items(owner: Placed, field: str) -> list[tuple[str, Span]]:
    """The items of a list of codes with their places."""
    return [(item, owner.at(field, index)) for index, item in enumerate(getattr(owner, field))]


def _sheet_posts(workspace: Workspace) -> list[tuple[str, Span]]:
    """Who signs the lembar pengesahan beside the approver."""
    form = workspace.office.sop_form
    named = ((form.acknowledged_by, "acknowledged_by"), (form.prepared_by, "prepared_by"))
    return [(post, form.at(field)) for post, field in named if post]


def _unknown(code: str, noun: str, named: Iterable[tuple[str, Span]], known: Iterable[str]) -> Iterator[Diagnostic]:
    """A finding for every name that is not known, with the nearest known one."""
    names = set(known)
    for name, span in named:
        if name not in names:
            near = get_close_matches(name, sorted(names), 1)
            yield error(code, span, f"{noun} “{name}” tidak ada.", f"Maksud Anda “{near[0]}”?" if near else "")
