"""The office of the example: officials without real names, a roster of approvals, and a SOP that has its dates.

Its records of approvals are kept as files in `approvals/`, for they hold the digests of what was approved: the commands make
them, and `tests/cli/test_demo.py` makes them again.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from importlib.resources import files as packaged
from typing import Any, TypeAlias

SOP = "a"  # the letter of the SOP that is in force
DECIDED = {"number": "000/0/LPSE/VI/2026", "created": "2026-03-27", "effective": "2026-06-22"}
APPROVED = (
    "buku-sop",  # before its first SOP got its dates, so out of date
    "sop-a-registrasi-verifikasi",
    "standar-a-kebijakan-layanan",
    "standar-b-pengorganisasian-layanan",
    "standar-c-pengelolaan-aset-layanan",
    "standar-m-pengelolaan-anggaran-layanan",
)
EDITION = date(2025, 5, 5)  # before anything was approved
UNITS = ("unit-registrasi-verifikasi", "unit-layanan-dukungan", "unit-administrasi-sistem")
Steps: TypeAlias = tuple[tuple[str, tuple[str, ...], int], ...]  # role, posts, quorum
ROSTER: Mapping[str, Steps] = {
    "buku": (
        ("pembuat", ("sekretariat",), 1),
        ("pemeriksa", ("kepala-lpse",), 1),
        ("pengesah", ("sekretaris-daerah",), 1),
    ),
    "sop": (("pembuat", ("sekretariat",), 1), ("pemeriksa", UNITS, 2), ("pengesah", ("kepala-lpse",), 1)),
    "standar": (("pembuat", ("sekretariat",), 1), ("pemeriksa", UNITS, 1), ("pengesah", ("kepala-lpse",), 1)),
}


def invent(office: Any) -> None:
    """Make `lpse.yaml` that of an invented office; posts that it does not have are in no roster."""
    office.insert(0, "example", True, comment="Benar: setiap dokumen ruang kerja ini bertanda CONTOH.")
    short = {item["id"]: item["short"] for item in office["posts"]}
    for official in office["officials"]:
        official["name"] = f"Contoh Nama {short[official['post']]}"
    number = office["edition"]["number"]
    change = {"edition": number, "drafted": EDITION, "summary": "Contoh naskah awal."}
    office["edition"].update(drafted=EDITION, changes=[change])
    office["approvals"] = [{"kind": kind, "steps": list(_steps(steps, short))} for kind, steps in ROSTER.items()]


def _steps(steps: Steps, known: Collection[str]) -> Iterator[dict[str, Any]]:
    for role, posts, quorum in steps:
        if there := [post for post in posts if post in known]:
            yield {"role": role, "posts": there} | ({"quorum": quorum} if 1 < quorum <= len(there) else {})


def decided(data: bytes) -> bytes:
    """A SOP with number and dates, when it is the one in force."""
    text = data.decode()
    if not re.search(rf"^letter: {SOP}$", text, re.MULTILINE):
        return data
    for key, value in DECIDED.items():
        text = re.sub(rf"^{key}: null$", f"{key}: {value}", text, flags=re.MULTILINE)
    return text.encode()


def records() -> Iterator[tuple[str, bytes]]:
    """The records of approvals, by path."""
    for code in APPROVED:
        yield f"approvals/{code}.yaml", (packaged(__package__) / "approvals" / f"{code}.yaml").read_bytes()
