"""A sealed list of digests (`SHA256SUMS`) and the detached signature over it (CMS, RFC 5652; CAdES, ETSI EN 319 122-1)."""

import asyncio
import hashlib
import re
from collections.abc import Mapping
from datetime import datetime

from asn1crypto import cms, x509
from pyhanko.sign.ades.report import AdESFailure
from pyhanko.sign.validation.generic_cms import message_imprint_checker, validate_sig_integrity

from lpse_docs.certificates import RSA_BITS, holder
from lpse_docs.verify.evidence import NEEDED, UNASKED, UNREADABLE, Evidence, Finding, binds, certificates_of
from lpse_docs.verify.online import ask
from lpse_docs.verify.pdf_store import stamps_of
from lpse_docs.verify.question import Fetch, Question
from lpse_docs.verify.report import Answer, Conclusion, SignatureReport, TimeSource
from lpse_docs.verify.validity import UNPROVEN, certification, now, reason, then, unbound

NAME = "SHA256SUMS"
PLACE = "segel"
LINE = re.compile(r"([0-9a-f]{64})  ([^\x00-\x1f\x7f\\]+)")
LISTED = re.compile(rb"(?:#[^\n]*\n|\r?\n){0,100}\\?[0-9A-Fa-f]{64} [ *]")  # as sha256sum reads lists
SEEN = 1 << 16  # bytes in which the first line of a list must begin
MOST = 10_000  # files in one list
BROKEN = frozenset(AdESFailure)
OLD = frozenset({"md5", "md2", "sha1"})


class Unsealed(Exception):
    """A signature over a list that cannot be read, in Indonesian."""


def parse(data: bytes) -> Mapping[str, str] | None:
    """The digest of each file by its path; None when it is no such list, or names one twice or outside its folder."""
    try:
        lines = data.decode().removesuffix("\n").split("\n")
    except ValueError:
        return None
    found = [LINE.fullmatch(line) for line in lines[: MOST + 1]]
    pairs = [(hit[2], hit[1]) for hit in found if hit]
    made = dict(pairs)
    sound = len(pairs) == len(lines) == len(made) <= MOST and all(_inside(name) for name in made)
    return made if sound else None


def meant(data: bytes) -> bool:
    """Whether bytes are a list as `sha256sum` reads them; ours is the strict form it writes."""
    return LISTED.match(data[:SEEN]) is not None


def flaw(data: bytes) -> str:
    """Why bytes that are meant to be such a list are none, an Indonesian sentence."""
    lines = data.removesuffix(b"\n").split(b"\n")
    for number, line in enumerate(lines[: MOST + 1], 1):
        if why := _flaw(line):
            return f"Daftar sidik baris {number} {why}; tulislah seperti sha256sum: sidik, dua spasi, nama berkas."
    words = f"lebih dari {MOST} berkas" if len(lines) > MOST else "satu berkas dua kali, atau berkas di luar foldernya"
    return f"Daftar sidik menyebut {words}."


def _flaw(line: bytes) -> str:
    """What is wrong with a line, a clause; empty when nothing is."""
    if line.endswith(b"\r"):
        return "berakhir dengan CRLF"
    if line.startswith(b"#") or not line:
        return "berupa keterangan atau kosong"
    if line[64:66] == b" *":
        return "memakai tanda * (cara biner)"
    if re.match(rb"[0-9A-Fa-f]{64} ", line) and line[:64] != line[:64].lower():
        return "memuat sidik berhuruf besar"
    try:
        return "" if LINE.fullmatch(line.decode()) else "bukan sidik SHA-256 dengan nama berkas"
    except ValueError:
        return "bukan teks UTF-8"


def _inside(name: str) -> bool:
    return all(part not in {"", ".", ".."} for part in name.split("/"))


def judge(data: bytes, signature: bytes, question: Question) -> tuple[SignatureReport, list[str], list[str]]:
    """The detached signature over a list, with what is wrong besides, and what a reader should know.

    Args:
        data: The list, byte for byte.
        signature: What lies beside it, DER.
        question: Who is trusted, and for which day.

    Raises:
        Unsealed: It is no signature that can be judged.
    """
    try:
        seal = _Seal(_signed(signature), data, question)
    except (StopIteration, *UNREADABLE) as error:
        raise Unsealed("Tanda tangan atas daftar ini rusak atau tidak dikenal.") from error
    return asyncio.run(seal.report())


def _signed(signature: bytes) -> cms.SignedData:
    content = cms.ContentInfo.load(signature, strict=True)
    signed = content["content"]
    _ = content.native
    own = signed["encap_content_info"]["content"].native is not None
    if content["content_type"].native != "signed_data" or own or len(signed["signer_infos"]) != 1:
        raise ValueError("no detached signature of one signer")
    return signed


class _Seal:
    """One detached signature, and what it is judged with."""

    def __init__(self, signed: cms.SignedData, data: bytes, question: Question) -> None:
        self.signed, self.question = signed, question
        self.signer = signed["signer_infos"][0]
        self.method = self.signer["digest_algorithm"]["algorithm"].native
        self.digest = hashlib.new(self.method, data).digest()
        self.certificate = next(item for item in certificates_of(signed) if _made_by(self.signer, item))
        stamps = [item for token in stamps_of(self.signer) for item in certificates_of(token)]
        self.evidence = Evidence(question.trust, [*certificates_of(signed), *stamps])
        self.evidence.crls += [item.chosen for item in signed["crls"] or () if item.name == "certificate_list"]

    async def report(self) -> tuple[SignatureReport, list[str], list[str]]:
        """What is known of it, faults of its time stamps, and a remark where it does not name its certificate."""
        if self.question.fetch and self.question.trust.anchors:
            await self._ask(self.question.fetch)
        stamps = [await self._stamp(token) for token in stamps_of(self.signer)]
        trust, day = self.question.trust, self.question.on
        proven = min((time for time, found in stamps if found.trouble is None), default=None)
        time = proven or self._claimed()
        at_stamp = await self._validity(proven) if proven else None
        at_day = await self._validity(day)
        made = SignatureReport(
            place=PLACE,
            holder=holder(self.certificate),
            level=self._level(stamped=bool(stamps), proven=proven is not None),
            time=time,
            time_source=TimeSource.STAMP if proven else TimeSource.CLAIM if time else TimeSource.NOBODY,
            certification=certification(trust, [at_day, *([at_stamp] if at_stamp else [])]),
            intact=self._intact(),
            valid_then=then(trust, self.certificate, at_stamp, at_day, time=time, day=day),
            valid_now=now(trust, self.certificate, at_day, None, time=time, day=day),
        )
        faults = [f"Cap waktu segel: {reason(found)}." for _, found in stamps if found.trouble in BROKEN]
        return made, faults, [] if binds(self.signer) else [unbound(PLACE)]

    def _level(self, *, stamped: bool, proven: bool) -> str:
        """The baseline level of CAdES, which demands that the certificate is named, or plain CMS."""
        if binds(self.signer):
            return f"B-T{'' if proven else UNPROVEN}" if stamped else "B-B"
        return f"CMS{' dengan cap waktu' if proven else UNPROVEN if stamped else ''}"

    async def _ask(self, fetch: Fetch) -> None:
        """Ask those in whom a trusted chain trusts; who does not answer leaves it open."""
        found = [await self.evidence.of_signature(self.signed, self.digest, self.question.on, UNASKED)]
        found += [(await self._stamp(token, UNASKED))[1] for token in stamps_of(self.signer)]
        ask(self.evidence, [item.path for item in found if item.path and item.trouble is None], fetch)

    async def _validity(self, moment: datetime) -> Finding:
        return await self.evidence.of_signature(self.signed, self.digest, moment)

    async def _stamp(self, token: cms.SignedData, revocation: str = NEEDED) -> tuple[datetime, Finding]:
        return await self.evidence.of_stamp_on(
            token, message_imprint_checker(self.signer), self.question.on, revocation
        )

    def _claimed(self) -> datetime | None:
        attributes = {item["type"].native: item["values"][0].native for item in self.signer["signed_attrs"]}
        made = attributes.get("signing_time")
        return made if isinstance(made, datetime) and made.tzinfo else None

    def _intact(self) -> Conclusion:
        same, valid = validate_sig_integrity(self.signer, self.certificate, "data", self.digest)
        if not same:
            return Conclusion(Answer.NO, "daftar tidak sama dengan yang ditandatangani")
        if not valid:
            return Conclusion(Answer.NO, "tanda tangan tidak cocok dengan sertifikatnya")
        key = self.certificate.public_key
        if self.method in OLD or (key.algorithm == "rsa" and key.bit_size < RSA_BITS):
            return Conclusion(Answer.UNKNOWN, "tanda tangan cocok, tetapi caranya sudah dapat dipalsukan")
        return Conclusion(Answer.YES, "daftar sama dengan yang ditandatangani")


def _made_by(signer: cms.SignerInfo, certificate: x509.Certificate) -> bool:
    """Whether a certificate is the one a signature names."""
    named = signer["sid"]
    if named.name == "subject_key_identifier":
        return bool(certificate.key_identifier == named.native)
    return bool(
        certificate.issuer == named.chosen["issuer"]
        and certificate.serial_number == named.chosen["serial_number"].native
    )
