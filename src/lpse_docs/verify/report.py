"""What a verification says: three answers for each signature, and one verdict for the file (ETSI EN 319 102-1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lpse_docs.certificates import Holder


class Answer(StrEnum):
    """What can be concluded."""

    YES = "ya"
    NO = "tidak"
    UNKNOWN = "belum dapat dipastikan"


class Certification(StrEnum):
    """Whether an Indonesian certification body vouches for the signer (PP 71/2019 Pasal 60)."""

    CERTIFIED = "TTE tersertifikasi"
    UNCERTIFIED = "TTE tidak tersertifikasi"
    UNKNOWN = "belum dapat dipastikan"


class TimeSource(StrEnum):
    """Who says when something was signed."""

    STAMP = "cap waktu"
    CLAIM = "menurut penanda tangan"
    NOBODY = "tidak disebut"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """An answer and why, in one Indonesian sentence."""

    answer: Answer
    reason: str


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature.

    Attributes:
        holder: Whom the certificate speaks of; None when there is none that can be read.
        place: The field or role the file names, empty when it names none.
        level: The form found: `B-B`, `B-T`, `B-LT` or `B-LTA` (ETSI EN 319 142-1, 319 132-1), or what else it is.
        time: When it was signed, with a zone; None when nobody says.
        intact: Whether what it covers is what was signed, and nothing was changed after that it forbids.
        valid_then: Whether the certificate was trusted, in force and not revoked when it was signed.
        valid_now: The same on the day of the verification.
    """

    place: str
    holder: Holder | None
    level: str
    time: datetime | None
    time_source: TimeSource
    certification: Certification
    intact: Conclusion
    valid_then: Conclusion
    valid_now: Conclusion


@dataclass(frozen=True, slots=True)
class SourceReport:
    """A source file that travels in the document, held against the digest that was sealed."""

    name: str
    sha256: str
    equal: Conclusion


@dataclass(frozen=True, slots=True)
class ExpectedReport:
    """A role that a reader expects to be signed, with what became of it.

    Attributes:
        who: The NIP or name that is expected; empty where anybody may have signed.
    """

    role: str
    who: str
    met: Conclusion


@dataclass(frozen=True, slots=True)
class FileReport:
    """What is known of one file.

    Attributes:
        kind: What kind of file it is, in Indonesian.
        sha256: The digest of its bytes.
        changes: What was added after a signature, in order; permitted or not.
        faults: What makes the file unacceptable although every signature may be good: a role without signature,
            a part that nothing covers.
        doubts: What keeps a good file from being concluded: somebody else has to look, or to sign.
        remarks: What a reader should know besides.
        unreadable: Whether nothing could be judged; `faults` say why.
        expected: The roles that must have signed, in the order they were asked for.
    """

    path: str
    kind: str
    sha256: str
    signatures: Sequence[SignatureReport] = ()
    changes: Sequence[str] = ()
    faults: Sequence[str] = ()
    doubts: Sequence[str] = ()
    remarks: Sequence[str] = ()
    sources: Sequence[SourceReport] = ()
    unreadable: bool = False
    expected: Sequence[ExpectedReport] = ()

    @property
    def verdict(self) -> Answer:
        """Yes only when there is a signature, and all that counts for it is known to be good: whole, and valid then.

        A source that no list names says nothing: the signatures cover it like the rest of the file.
        """
        answers = [item for made in self.signatures for item in (made.intact.answer, made.valid_then.answer)]
        unequal = any(item.equal.answer is Answer.NO for item in self.sources)
        if self.unreadable:
            return Answer.UNKNOWN
        if self.faults or unequal or Answer.NO in answers:
            return Answer.NO
        return Answer.YES if answers and not self.doubts and {*answers} == {Answer.YES} else Answer.UNKNOWN
