"""What stands in a new SOP or standard before anybody has filled it in."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from lpse_docs.model.office import Office
from lpse_docs.model.workspace import Workspace


class _Step(NamedTuple):
    """A step of a new flow; `post` is the first or the second of its two posts, `recorded` whether the form is filled in."""

    id: str
    kind: str
    activity: str
    post: int
    inputs: tuple[str, ...]
    duration: str
    output: str
    next: str | None = None
    exits: tuple[tuple[str, str], ...] = ()
    recorded: bool = False


ASKED, CHECKED, DONE, BACK = "terima", "periksa", "laksanakan", "kembalikan"
CHOICE = (("Ya", DONE), ("Tidak", BACK))
RECEIVED, RESULT = "Permintaan tercatat", "Hasil pemeriksaan"
STEPS = (
    _Step(ASKED, "mulai", "Menerima permintaan", 0, ("Permintaan tertulis",), "10 menit", RECEIVED, CHECKED, recorded=True),
    _Step(CHECKED, "keputusan", "Memeriksa kelengkapan permintaan", 1, (RECEIVED, "Komputer kerja"), "15 menit", RESULT, exits=CHOICE),
    _Step(DONE, "proses", "Melaksanakan kegiatan", 1, (RESULT,), "1 hari kerja", "Hasil kegiatan", "catat"),
    _Step("catat", "selesai", "Menyimpan hasil kegiatan", 0, ("Hasil kegiatan",), "10 menit", "Catatan {title}", recorded=True),
    _Step(BACK, "selesai", "Mengembalikan permintaan yang belum lengkap", 0, (RESULT,), "10 menit", "Permintaan dikembalikan"),
)  # fmt: skip


def sop(workspace: Workspace, letter: str, name: str, title: str) -> dict[str, Any]:
    """A SOP with one flow of four steps, in the form of PermenPANRB 35/2012."""
    first, second = _two_posts(workspace.office)
    return {
        "letter": letter,
        "id": name,
        "kind": "administratif",
        "title": title,
        "article": "(Tulis pasal peraturan yang memuat isinya.)",
        "number": None,
        "created": None,
        "revised": None,
        "revision": "rencana-tinjau",
        "effective": None,
        "approver": workspace.office.approvers[0],
        "legal_basis": [{"act": workspace.regulation.id, "cite": "Pasal 21"}],
        "related": [],
        "warnings": ["Jika SOP ini tidak dilaksanakan, maka (tulis akibatnya)."],
        "qualifications": ["(Tulis kemampuan umum yang diperlukan para pelaksana.)"],
        "equipment": ["Komputer kerja"],
        "records": [{"form": f"catatan-{name}", "keeper": first, "retention": None}],
        "purpose": "(Tulis tujuan SOP dalam satu kalimat.)",
        "scope": "(Tulis batas awal dan akhir kegiatan dalam satu kalimat.)",
        "summary": "(Tulis ringkasan prosedur dalam dua atau tiga kalimat.)",
        "terms": [],
        "actors": [first, second],
        "flows": [_flow(name, title, first, second)],
        "forms": [_form(f"catatan-{name}", f"Catatan {title}")],
    }


def _two_posts(office: Office) -> tuple[str, str]:
    inside = [post.id for post in office.posts if not post.outside] or [office.posts[0].id]
    units = [post for post in inside if post.startswith(("sekretariat", "unit-"))] or inside
    return units[0], units[-1] if len(units) > 1 else inside[0]


def _flow(name: str, title: str, first: str, second: str) -> dict[str, Any]:
    steps = [_step(item, name, title, (first, second)) for item in STEPS]
    return {"id": "utama", "title": title, "trigger": None, "time_limit": None, "steps": steps}


def _step(item: _Step, name: str, title: str, posts: Sequence[str]) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "activity": item.activity,
        "actors": [posts[item.post]],
        "inputs": list(item.inputs),
        "duration": item.duration,
        "output": [item.output.format(title=title)],
        "next": item.next,
        "exits": [{"label": label, "next": code} for label, code in item.exits],
        "forms": [f"catatan-{name}"] if item.recorded else [],
        "provisions": [],
        "confidence": "usulan",
        "note": None,
    }


def standard(workspace: Workspace, letter: str, name: str, title: str) -> dict[str, Any]:
    """A standard with one criterion that demands a policy, a decree and a record."""
    number = max((item.number for item in workspace.standards), default=0) + 1
    stages = [item.stage for item in workspace.office.stages] or [1]
    return {
        "letter": letter,
        "number": number,
        "id": name,
        "name": title if title.startswith("Standar ") else f"Standar {title}",
        "article": "(Tulis pasal peraturan yang mewajibkannya.)",
        "purpose": "(Tulis tujuan standar dalam satu kalimat.)",
        "purpose_confidence": "usulan",
        "stage": max(stages),
        "roles": ["Kepala LPSE"],
        "depends_on": [],
        "related": [],
        "provisions": [],
        "criteria": [
            {
                "id": f"S{number:02}-K01",
                "statement": "LPSE (tulis satu hal yang harus dipenuhi, dengan kalimat sendiri).",
                "evidence": [
                    {"kind": "kebijakan", "item": "(Tulis dokumen yang menetapkan aturan.)"},
                    {"kind": "penetapan", "item": "(Tulis keputusan yang mengesahkannya.)"},
                    {"kind": "rekaman", "item": "(Tulis catatan bahwa aturan dijalankan.)"},
                ],
                "provisions": [],
                "sources": [],
                "clauses": [],
                "confidence": "usulan",
                "note": None,
            }
        ],
        "forms": [_form(f"register-{name}", f"Register {title}")],
        "notes": None,
    }


def _form(name: str, title: str) -> dict[str, Any]:
    fields = (("Tanggal", "tanggal"), ("Uraian", "uraian"), ("Petugas", "teks"))
    return {
        "id": name,
        "title": title,
        "kind": "register",
        "purpose": "(Tulis kegunaan register ini.)",
        "origin": None,
        "fields": [
            {"name": label, "kind": kind, "choices": [], "required": True, "note": None} for label, kind in fields
        ],
    }
