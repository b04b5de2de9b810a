"""Duties whose wording matters: what certain provisions forbid, and what their steps must say.

A rule here only speaks when the provision is in the register, so that the regulation of another region,
with other articles, is not judged by these.
"""

import re
from collections.abc import Iterator, Mapping

from lpse_docs.checks.finding import Rule, error, warning
from lpse_docs.checks.words import COMMON, akin, lines, step_lines, words
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.graph import Graph
from lpse_docs.model.office import Post
from lpse_docs.model.sop import Sop, StepKind
from lpse_docs.model.workspace import Workspace

FIELD_VISIT = re.compile(
    r"(?:pemeriksaan|peninjauan|verifikasi|survei|kunjungan|inspeksi|visitasi) (?:ke )?(?:lapangan|lokasi|alamat)"
    r"|(?:memeriksa|meninjau|memverifikasi|mengunjungi|mendatangi|menyurvei) (?:ke )?(?:lapangan|lokasi|alamat|kantor)",
    re.IGNORECASE,
)
EXTRA_DEMAND = re.compile(
    r"(?:persyaratan|syarat|dokumen|berkas) tambahan|menambah (?:persyaratan|syarat)|surat (?:keterangan )?domisili"
    r"|rekening koran|referensi bank|laporan keuangan|pakta integritas|kartu tanda anggota|skck"
    r"|uang jaminan|biaya (?:pendaftaran|registrasi|verifikasi)",
    re.IGNORECASE,
)
APPLICATION = re.compile(r"P22\.1\.(?:a\.2|b)(?:\.|$)")  # what an applicant hands in
DENIED = re.compile(r"\b(?:tanpa|tidak|bukan|jangan|dilarang|larangan)\b[^.;]*$", re.IGNORECASE)
PROCURER = re.compile(
    r"\b(?:PPK|ULP|Panitia|Pokja|Kelompok Kerja|Pejabat (?:Pengadaan|Pembuat Komitmen)|Pelaksana Pemilihan)\b"
)


def nothing_extra(workspace: Workspace) -> Iterator[Diagnostic]:
    """SOP registrasi tidak memuat pemeriksaan lapangan atau persyaratan tambahan (BK-04).

    Mengapa: Pasal 22 ayat (3) melarang tambahan persyaratan dan ayat (4) meniadakan pemeriksaan lapangan.
    Contoh: langkah `Melakukan peninjauan lokasi kantor penyedia`, atau kelengkapan `Surat dukungan bank`.
    Perbaikan: hapus; kelengkapan hanya dokumen Pasal 22 ayat (1), formulir, peralatan, dan output sebelumnya.
    """
    for code, pattern, message in (
        ("P22.4", FIELD_VISIT, "Pemeriksaan lapangan tidak boleh menjadi bagian registrasi (Pasal 22 ayat (4))."),
        ("P22.3", EXTRA_DEMAND, "Persyaratan di luar Pasal 22 ayat (1) tidak boleh diminta (Pasal 22 ayat (3))."),
    ):
        for sop in _governed(workspace, code):
            said = [line for flow in sop.flows for step in flow.steps for line in step_lines(step)]
            said += [line for form in sop.forms for item in form.fields for line in lines(item, "name", "choices")]
            for text, span in said:
                if (found := pattern.search(text)) and not DENIED.search(text[: found.start()]):
                    yield error("LPSE404", span, message, f"Hapus “{found[0]}”.")
    yield from _unnamed_inputs(workspace)


def server_room(workspace: Workspace) -> Iterator[Diagnostic]:
    """SOP infrastruktur memuat langkah izin pejabat berwenang bagi pengunjung ruang server (BK-05).

    Mengapa: Pasal 25 ayat (4) mewajibkan izin pejabat yang berwenang sebelum memasuki ruang server.
    Contoh: tidak ada langkah dengan `provisions: [P25.4]` yang menyebut izin.
    Perbaikan: tambahkan langkah pemberian izin dengan kode P25.4.
    """
    return _demand(workspace, "LPSE405", "P25.4", {"izin": r"\b(?:meng|per|di)?izin"})


def backup_place(workspace: Workspace) -> Iterator[Diagnostic]:
    """SOP pengarsipan menyebut media portabel dan tempat terpisah bagi cadangan (BK-06).

    Mengapa: Pasal 27 ayat (2) mewajibkan media portabel yang disimpan aman dan terpisah dari ruang server.
    Contoh: langkah P27.2 hanya berbunyi `Menyimpan hasil pencadangan`.
    Perbaikan: sebutkan media portabel dan tempat penyimpanan yang terpisah pada langkah P27.2.
    """
    words = {
        "media portabel": r"portabel|eksternal|media lepas|lepas[- ]pasang|flash ?disk|pita (?:magnetik|cadangan)",
        "tempat terpisah": r"terpisah|di luar ruang server|(?:lokasi|tempat|gedung) (?:lain|berbeda)",
    }
    return _demand(workspace, "LPSE406", "P27.2", words)


def witness_minutes(workspace: Workspace) -> Iterator[Diagnostic]:
    """SOP penanganan masalah menghasilkan berita acara kesaksian (BK-07).

    Mengapa: Pasal 24 ayat (2) mewajibkan kesaksian atas dokumen yang tidak dapat dibuka dituangkan dalam berita acara.
    Contoh: langkah P24.2 tanpa output berita acara kesaksian.
    Perbaikan: tulis `Berita acara kesaksian` sebagai output langkah P24.2.
    """
    return _demand(workspace, "LPSE407", "P24.2", {"berita acara kesaksian": r"berita[- ]acara[- ]kesaksian"})


def daily_watch(workspace: Workspace) -> Iterator[Diagnostic]:
    """SOP kinerja memuat pemantauan harian atas diska dan RAM (BK-08).

    Mengapa: Pasal 26 ayat (1) mewajibkan pemantauan harian kondisi dan kapasitas hard disk dan RAM.
    Contoh: langkah P26.1 yang memantau mingguan.
    Perbaikan: sebutkan harian, diska, dan RAM pada langkah P26.1.
    """
    words = {
        "harian": r"\bharian\b|(?:setiap|tiap|sekali se)[ -]?hari|per hari",
        "diska": r"\bdis(?:ka|k)\b|hard ?disk|penyimpanan",
        "RAM": r"\bRAM\b|memori",
    }
    return _demand(workspace, "LPSE408", "P26.1", words)


def separate_offices(workspace: Workspace) -> Iterator[Diagnostic]:
    """Pelaku pengadaan tidak bertindak sebagai LPSE (BK-09).

    Mengapa: Pasal 13 ayat (3) melarang pegawai LPSE merangkap PPK, ULP, Panitia, atau Pejabat Pengadaan.
    Contoh: jabatan `Pejabat Pengadaan` dengan `outside: false`, atau Pokja yang menyimpan register LPSE.
    Perbaikan: jadikan jabatan itu pihak luar, atau serahkan tugasnya kepada unit LPSE.
    """
    if "P13.3" not in workspace.provision:
        return
    procurers = {post.id: post for post in workspace.office.posts if PROCURER.search(post.name)}
    for post in procurers.values():
        if not post.outside:
            message = f"“{post.name}” tidak boleh menjadi bagian dari LPSE (Pasal 13 ayat (3))."
            yield warning("LPSE409", post.at("name"), message, "Tandai sebagai pihak luar (outside: true).")
    yield from _same_person(workspace, procurers)
    yield from _acting_as_office(workspace, procurers)


RULES: Mapping[str, Rule] = {
    "LPSE404": nothing_extra,
    "LPSE405": server_room,
    "LPSE406": backup_place,
    "LPSE407": witness_minutes,
    "LPSE408": daily_watch,
    "LPSE409": separate_offices,
}


def _unnamed_inputs(workspace: Workspace) -> Iterator[Diagnostic]:
    """Inputs of the steps that take an application which neither Pasal 22 ayat (1) nor the SOP itself knows."""
    texts = {item.id: item.text for item in workspace.provision.values() if APPLICATION.match(item.id)}
    for sop in _governed(workspace, "P22.3"):
        ours = [*(form.title for form in sop.forms), *sop.equipment]
        for flow in sop.flows:
            graph = Graph(flow)
            for step in flow.steps:
                if texts.keys().isdisjoint(step.provisions):
                    continue
                made = (text for other in flow.steps if step.id in graph.after(other.id) for text in other.output)
                allowed = [set(words(text)) for text in (*texts.values(), *ours, *made)]
                for text, span in lines(step, "inputs"):
                    if not any(_all_in(text.split(" bagi ")[0], known) for known in allowed):
                        message = f"“{text}” tidak diminta oleh Pasal 22 ayat (1) (Pasal 22 ayat (3))."
                        yield error("LPSE404", span, message, "Hapus, atau pakai sebutan dokumen pada ketentuannya.")


def _all_in(text: str, known: set[str]) -> bool:
    """Whether every word of a text, in whatever form, is among these."""
    return all(word in COMMON or any(akin(word, other) for other in known) for word in words(text))


def _governed(workspace: Workspace, code: str) -> list[Sop]:
    """The SOPs that a provision belongs to."""
    provision = workspace.provision.get(code)
    return [sop for sop in workspace.sops if provision and sop.letter == provision.sop]


def _demand(workspace: Workspace, code: str, provision: str, words: Mapping[str, str]) -> Iterator[Diagnostic]:
    """A finding for every word the steps that serve a provision do not say."""
    sops = _governed(workspace, provision)
    if not sops:
        return
    steps = [step for _, _, step in workspace.steps() if provision in step.provisions]
    titles = [workspace.form[form].title for step in steps for form in step.forms if form in workspace.form]
    said = " ".join([text for step in steps for text, _ in step_lines(step)] + titles)
    cite = workspace.provision[provision].cite
    for name, pattern in words.items():
        if not re.search(pattern, said, re.IGNORECASE):
            place = steps[0].at("activity") if steps else sops[0].at("flows")
            message = f"Langkah yang melayani {cite} belum menyebut {name}."
            yield error(code, place, message, f"Tulis {provision} pada langkah yang menyebut {name}.")


def _same_person(workspace: Workspace, procurers: Mapping[str, Post]) -> Iterator[Diagnostic]:
    """One name on a post of the office and on a procurement post."""
    named = [item for item in workspace.office.officials if item.name]
    office = {item.name for item in named if item.post not in procurers}
    for item in named:
        if item.post in procurers and item.name in office:
            yield warning("LPSE409", item.at("name"), f"“{item.name}” merangkap jabatan (Pasal 13 ayat (3)).")


def _acting_as_office(workspace: Workspace, procurers: Mapping[str, Post]) -> Iterator[Diagnostic]:
    """A procurement role that keeps the office's records or takes its decisions alone."""
    for sop in workspace.sops:
        for record in sop.records:
            if record.keeper in procurers:
                message = "Pencatatan LPSE tidak disimpan oleh pelaku pengadaan (Pasal 13 ayat (3))."
                yield warning("LPSE409", record.at("keeper"), message)
    for _, _, step in workspace.steps():
        bearers = {workspace.provision[code].bearer for code in step.provisions if code in workspace.provision}
        ours = any(re.search(r"LPSE|Unit|Sekretariat", bearer) for bearer in bearers)
        if step.kind is StepKind.DECISION and ours and set(step.actors) and set(step.actors) <= set(procurers):
            message = "Keputusan LPSE tidak diambil oleh pelaku pengadaan (Pasal 13 ayat (3))."
            yield warning("LPSE409", step.at("actors"), message)
