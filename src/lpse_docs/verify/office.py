"""Signed Word and Excel files as `verify` reports on any file."""

import hashlib
from dataclasses import replace

from lpse_docs.opc.package import OLE
from lpse_docs.verify import opc
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, FileReport
from lpse_docs.verify.roles import missing, named, shared, waiting

ZIP = b"PK\x03\x04"
KIND = "paket Office"


def recognises(data: bytes) -> bool:
    """Whether bytes are meant to be a package, or a locked one."""
    return data.startswith((ZIP, OLE))


def verify(data: bytes, path: str, question: Question) -> FileReport:
    """Judge one file; whatever is in it, the answer is a report."""
    report = FileReport(path, KIND, hashlib.sha256(data).hexdigest())
    try:
        made = opc.judge(data, question.trust, question.on, question.fetch)
    except opc.Unreadable as error:
        return replace(report, faults=(_sentence(str(error)),), unreadable=True)
    document = named(path)
    refused = [item.place for item in made.signatures if item.intact.answer is Answer.NO]
    whole = [item for item in made.signatures if item.intact.answer is not Answer.NO]
    signed = [item.place for item in whole]
    holders = [(item.place, f"{item.holder.issuer} {item.holder.serial}") for item in whole if item.holder]
    free = () if question.expected else opc.free(data)
    other = ["Sidik berkas ini berbeda dengan yang tercantum pada daftar sidik."]
    return replace(
        report,
        kind=made.kind,
        signatures=made.signatures,
        faults=(
            *map(_sentence, made.faults),
            *missing(signed, question.expected, document, refused),
            *(other if question.digest and question.digest.lower() != report.sha256 else []),
        ),
        doubts=(
            *map(_sentence, made.doubts),
            *waiting(signed, free, document),
            *shared(holders, question.expected, document),
        ),
        remarks=tuple(map(_sentence, made.remarks)),
    )


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}."
