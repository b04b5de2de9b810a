"""Signed Word and Excel files as `verify` reports on any file."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from lpse_docs.opc.package import OLE
from lpse_docs.opc.vocabulary import MOST_SIGNATURES
from lpse_docs.verify import opc, roles
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, FileReport, SignatureReport

ZIP = b"PK\x03\x04"
KIND = "paket Office"
_FULL = (
    f"Berkas Word atau Excel memuat paling banyak {MOST_SIGNATURES} tanda tangan, dan itu sudah tercapai; "
    "bidang yang kosong tidak diperhitungkan."
)


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
    document = roles.named(path)
    taken = [roles.Made(item.place, item.holder, item.intact.answer is Answer.NO) for item in made.signatures]
    expected = roles.judged(taken, question.expected, document)
    free = _free(data, taken) if taken and not question.expected else []
    waiting = list(roles.waiting(free))
    full = sum(_good(item) for item in made.signatures) >= MOST_SIGNATURES
    other = ["Sidik berkas ini berbeda dengan yang tercantum pada daftar sidik."]
    return replace(
        report,
        kind=made.kind,
        signatures=made.signatures,
        faults=(
            *map(_sentence, made.faults),
            *roles.faults(expected),
            *(other if question.digest and question.digest.lower() != report.sha256 else []),
        ),
        doubts=(
            *map(_sentence, made.doubts),
            *roles.doubts(expected),
            *([] if full else waiting),
            *roles.shared(taken, question.expected, document),
        ),
        remarks=(*map(_sentence, made.remarks), *roles.spared(free), *([*waiting, _FULL] if full and waiting else [])),
        expected=expected,
    )


def _good(made: SignatureReport) -> bool:
    return made.intact.answer is made.valid_then.answer is Answer.YES


def _free(data: bytes, taken: Sequence[roles.Made]) -> list[str]:
    """The signature lines that no whole signature fills."""
    signed = [item.place for item in taken if not item.refused]
    return [place for place in opc.free(data) if place not in signed]


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}."
