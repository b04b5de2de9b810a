"""The legal basis of a SOP: order, validity, time (Lampiran II UU 12/2011; PermenPANRB 35/2012, dasar hukum)."""

from collections.abc import Iterator, Mapping

from lpse_docs.checks.finding import Rule, warning
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.regulation import Act, ActStatus, ActType
from lpse_docs.model.workspace import Workspace

HIERARCHY = {kind: rank for rank, kind in enumerate(ActType)}


def order(workspace: Workspace) -> Iterator[Diagnostic]:
    """Dasar hukum berurut menurut jenjang lalu tahun, dan setiap peraturan bernomor (ID-08).

    Mengapa: urutan dasar hukum mengikuti hierarki peraturan (UU 12/2011 Pasal 7 dan Lampiran II).
    Contoh: Perpres ditulis sebelum UU. Peraturan pengubah boleh langsung mengikuti peraturan yang diubahnya.
    Perbaikan: pindahkan baris itu; lengkapi nomor peraturan di regulations/acts.yaml.
    """
    amended = _amended(workspace)
    for sop in workspace.sops:
        last, group = (-1, 0), set[str]()
        for basis in sop.legal_basis:
            if (rank := _rank(workspace, basis.act)) is None:
                continue
            act = workspace.act.get(basis.act)
            if act and act.number is None:
                message = f"Nomor {_name(act)} belum diketahui."
                yield warning("LPSE108", basis.at("act"), message, "Lengkapi di regulations/acts.yaml.")
            if amended.get(basis.act, set()) & group:
                group.add(basis.act)
                continue
            if rank < last:
                message = f"“{basis.act}” mendahului peraturan di atasnya menurut jenjang atau tahun."
                yield warning("LPSE108", basis.at("act"), message, "Urutkan menurut jenjang, lalu tahun.")
            last, group = rank, {basis.act}


def validity(workspace: Workspace) -> Iterator[Diagnostic]:
    """Dasar hukum tidak memuat peraturan yang dicabut, atau yang diubah tanpa pengubahnya (ID-09).

    Mengapa: SOP pengadaan sering masih mengutip peraturan yang sudah tidak berlaku.
    Contoh: mengutip Perpres 16/2018 tanpa perubahannya yang terakhir.
    Perbaikan: ganti dengan peraturan penggantinya, atau kutip juga perubahan terakhirnya.
    """
    for sop in workspace.sops:
        cited = {basis.act for basis in sop.legal_basis}
        for basis in sop.legal_basis:
            act = workspace.act.get(basis.act)
            if act and act.status is ActStatus.REPEALED:
                hint = f"Pengganti: {', '.join(act.replaced_by)}." if act.replaced_by else ""
                yield warning("LPSE109", basis.at("act"), f"{_name(act)} sudah dicabut.", hint)
            elif act and act.status is ActStatus.AMENDED and (last := _last_change(workspace, act)) not in cited:
                message = f"{_name(act)} sudah diubah, tetapi perubahan terakhirnya tidak dikutip."
                yield warning("LPSE109", basis.at("act"), message, f"Kutip juga {last}." if last else "")


def not_later(workspace: Workspace) -> Iterator[Diagnostic]:
    """Dasar hukum sudah ditetapkan ketika SOP mulai berlaku (ID-17).

    Mengapa: SOP tidak dapat bertumpu pada peraturan yang belum ada pada tanggal efektifnya.
    Contoh: `effective: 2025-01-10` dengan dasar hukum Perpres yang ditetapkan kemudian.
    Perbaikan: betulkan tanggal efektif atau hapus peraturan itu.
    """
    for sop in workspace.sops:
        for basis in sop.legal_basis if sop.effective else ():
            act = workspace.act.get(basis.act)
            if act and sop.effective and act.year > sop.effective.year:
                message = f"{_name(act)} ditetapkan setelah tanggal efektif SOP."
                yield warning("LPSE117", basis.at("act"), message)


RULES: Mapping[str, Rule] = {"LPSE108": order, "LPSE109": validity, "LPSE117": not_later}


def _rank(workspace: Workspace, code: str) -> tuple[int, int] | None:
    """Place of an act in the hierarchy, and its year; None for an unknown one."""
    if code == workspace.regulation.id:
        return HIERARCHY[ActType.REGENT_REGULATION], workspace.regulation.year
    act = workspace.act.get(code)
    return (HIERARCHY[act.type], act.year) if act else None


def _amended(workspace: Workspace) -> Mapping[str, set[str]]:
    """What each act amends, by either side's record."""
    amended = {act.id: set(act.amends) for act in workspace.acts}
    for act in workspace.acts:
        for later in act.amended_by:
            amended.setdefault(later, set()).add(act.id)
    return amended


def _last_change(workspace: Workspace, act: Act) -> str:
    """The newest act that amends this one."""
    known = [workspace.act[code] for code in act.amended_by if code in workspace.act]
    return max(known, key=lambda item: item.year).id if known else ""


def _name(act: Act) -> str:
    return f"{act.name} {f'Nomor {act.number} ' if act.number else ''}Tahun {act.year}"
