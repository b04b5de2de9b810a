"""Word and Excel files among what `verify` knows: what is judged of the package, as the report of a file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from lpse_docs.opc.package import OLE
from lpse_docs.verify.opc import Judged, Unreadable, judge
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, FileReport

ZIP = b"PK\x03\x04"
KIND = "paket Office"


def recognises(data: bytes) -> bool:
    """Whether bytes are meant to be a package, or a locked one."""
    return data.startswith((ZIP, OLE))


def verify(data: bytes, path: str, question: Question) -> FileReport:
    """Judge one file; whatever is in it, the answer is a report."""
    report = FileReport(path, KIND, sha256(data).hexdigest())
    try:
        made = judge(data, question.trust, question.on)
    except Unreadable as fault:
        return replace(report, faults=(_sentence(str(fault)),), unreadable=True)
    faults = [*made.faults, *_missing(made, question.expected)]
    sealed = (question.digests or {}).get(path.rpartition("/")[2])
    if sealed and sealed.lower() != report.sha256:
        faults.append("sidik berkas ini berbeda dengan yang tercantum pada daftar sidik")
    return replace(
        report,
        kind=made.kind,
        signatures=made.signatures,
        faults=tuple(map(_sentence, faults)),
        remarks=tuple(map(_sentence, made.remarks)),
    )


def _missing(made: Judged, expected: Sequence[str]) -> Iterator[str]:
    """Roles without a signature that is whole: one that was taken away leaves no other trace."""
    signed = [item.place for item in made.signatures if item.intact.answer is not Answer.NO]
    for role in expected:
        if not any(place == role or place.endswith((f"-{role}", f"/{role}")) for place in signed):
            yield f"tanda tangan {role} tidak ada"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
