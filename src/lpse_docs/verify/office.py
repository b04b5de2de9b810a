"""Signed Word and Excel files as `verify` reports on any file."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from lpse_docs.opc.package import OLE
from lpse_docs.opc.vocabulary import MOST_SIGNATURES
from lpse_docs.verify import opc, roles
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, Conclusion, ExpectedReport, FileReport, SignatureReport

ZIP = b"PK\x03\x04"
KIND = "paket Office"
_DAMAGED = "Berkas rusak, sehingga tidak dapat diperiksa."
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
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever a library stumbles over in a made-up file is one answer
        return replace(report, faults=(_DAMAGED,), unreadable=True)
    document = roles.named(path)
    taken = [roles.Made(item.place, item.holder, item.intact.answer is Answer.NO) for item in made.signatures]
    expected = _open(roles.judged(taken, question.expected, document), made.signatures, document)
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


def _open(expected: Sequence[ExpectedReport], made: Sequence[SignatureReport], document: str) -> list[ExpectedReport]:
    """Roles nobody took may have been taken in signatures that cannot be judged, of which nobody knows for whom."""
    unknown = sum(item.holder is None and item.intact.answer is Answer.UNKNOWN for item in made)
    absent = [item for item in expected if not any(roles.fills(one.place, item.role, document) for one in made)]
    if len(absent) > unknown:
        return list(expected)
    words = "Tanda tangan {} mungkin ada di antara yang tidak dapat diperiksa."
    return [
        replace(item, met=Conclusion(Answer.UNKNOWN, words.format(item.role))) if item in absent else item
        for item in expected
    ]


def _good(made: SignatureReport) -> bool:
    return made.intact.answer is made.valid_then.answer is Answer.YES


def _free(data: bytes, taken: Sequence[roles.Made]) -> list[str]:
    """The signature lines that no whole signature fills."""
    signed = [item.place for item in taken if not item.refused]
    return [place for place in opc.free(data) if place not in signed]


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}."
