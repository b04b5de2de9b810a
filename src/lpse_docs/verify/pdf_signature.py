"""One signature of a PDF: whole or not, valid then, valid now, and in which form it was made."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import core
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESSubIndic
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import (
    CertificateFetchingRule,
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

from lpse_docs.certificates import RSA_BITS, SIGNING, Holder, holder
from lpse_docs.revisions.bounded import Overfull
from lpse_docs.verify.evidence import UNASKED, UNREADABLE, Evidence, Finding, binds
from lpse_docs.verify.online import ask
from lpse_docs.verify.pdf_changes import Change
from lpse_docs.verify.pdf_store import gather, has_store
from lpse_docs.verify.pdf_structure import faults_of_gap
from lpse_docs.verify.pdf_time import Moment, Stamp, moment, over_document
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer, Certification, Conclusion, SignatureReport, TimeSource
from lpse_docs.verify.validity import NO_ROOTS, UNPROVEN, certification, now, reason, shown, then, unbound

CADES, DETACHED, TIME = "/ETSI.CAdES.detached", "/adbe.pkcs7.detached", "/ETSI.RFC3161"
KINDS = {
    CADES: "PAdES",
    DETACHED: "PKCS#7",
    "/adbe.pkcs7.sha1": "PKCS#7 dengan SHA-1 (cara lama)",
    "/adbe.x509.rsa_sha1": "RSA dengan SHA-1 (cara lama)",
}
OLD = frozenset({"md5", "md2", "sha1"})
PERMITTED = frozenset({ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING})
CRYPTIC = (CMSExtractionError, SignatureValidationError, PdfError, *UNREADABLE)


@dataclass(frozen=True)
class Signed:
    """A field that holds something: its name, the kind it says it is, its place; and what is in it, if it can be read."""

    name: str
    kind: str
    spot: tuple[int, int]
    embedded: EmbeddedPdfSignature | None

    @property
    def stamp(self) -> bool:
        """Whether it is a time stamp over the document."""
        return self.kind == TIME

    @property
    def revision(self) -> int:
        """When it came into the file."""
        return int(self.embedded.signed_revision) if self.embedded else -1


def unread(made: Signed) -> SignatureReport:
    """A signature of a kind that cannot be judged."""
    words = KINDS.get(made.kind)
    why = (
        f"cara tanda tangan ini tidak dapat diperiksa: {words}"
        if words and made.kind not in {CADES, DETACHED}
        else "susunan tanda tangan tidak dikenal atau rusak"
    )
    unknown = Conclusion(Answer.UNKNOWN, why)
    level = words or made.kind.removeprefix("/") or "tidak dikenal"
    return SignatureReport(
        made.name, None, level, None, TimeSource.NOBODY, Certification.UNKNOWN, unknown, unknown, unknown
    )


@dataclass
class Judge:
    """Judges all signatures of one file with what the reader brought, what the file carries and what was fetched."""

    data: bytes
    reader: PdfFileReader
    question: Question
    signed: Sequence[Signed]
    stamps: Sequence[Signed]
    changes: Sequence[Change]
    faults: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    async def reports(self) -> list[SignatureReport]:
        """One report for each signature, in the order they were made."""
        evidence = Evidence(self.question.trust)
        readable = [item.embedded for item in (*self.signed, *self.stamps) if item.embedded]
        gather(evidence, self.reader, readable)
        carried = Evidence(evidence.trust, list(evidence.certificates), list(evidence.crls), list(evidence.ocsps))
        if self.question.fetch and self.question.trust.anchors:
            self.remarks += await self._fetched(evidence, readable)
        stamps = [(item, made) async for item, made in self._stamped(evidence)]
        return [await self._answered(evidence, carried, item, stamps) for item in self.signed]

    async def _answered(
        self, evidence: Evidence, carried: Evidence, made: Signed, stamps: Sequence[tuple[Signed, Stamp]]
    ) -> SignatureReport:
        """A report; a signature that a library stumbles over spoils no other."""
        try:
            return await self._report(evidence, carried, made, stamps)
        except (MemoryError, Overfull):
            raise
        except Exception as error:
            if self.reader.strict and isinstance(error, PdfError):
                raise  # the file is read less strictly then
            return unread(made)

    async def _fetched(self, evidence: Evidence, readable: Sequence[EmbeddedPdfSignature]) -> list[str]:
        """Ask those in whom a trusted chain trusts, after the chain was built without asking anybody."""
        assert self.question.fetch
        paths = []
        for item in readable:
            found = await _chain(evidence, item, self.question.on)
            paths += [found.path] if found.path and found.trouble is None else []
        return ask(evidence, paths, self.question.fetch)

    async def _stamped(self, evidence: Evidence) -> AsyncIterator[tuple[Signed, Stamp]]:
        for made in self.stamps:
            if made.embedded is None:
                self.faults.append(f"Cap waktu dokumen {made.name} rusak.")
                continue
            whole = integrity(self.data, made.embedded, stamp=True)
            if whole.answer is not Answer.YES:
                self.faults.append(f"Cap waktu dokumen {made.name}: {whole.reason}.")
                continue
            stamp = await over_document(evidence, made.embedded, self.question.on)
            if not stamp.sound:
                self.faults.append(f"Cap waktu dokumen {made.name}: {reason(stamp.finding)}.")
                continue
            trusted = "tepercaya" if stamp.trusted else self._untrusted(stamp.finding)
            self.remarks.append(f"Cap waktu dokumen {shown(stamp.time)} oleh {stamp.by}: {trusted}.")
            yield made, stamp

    def _untrusted(self, finding: Finding) -> str:
        return f"belum dapat dipastikan, {reason(finding) if self.question.trust.anchors else NO_ROOTS}"

    async def _report(
        self, evidence: Evidence, carried: Evidence, made: Signed, stamps: Sequence[tuple[Signed, Stamp]]
    ) -> SignatureReport:
        signature = made.embedded
        if signature is None or made.kind not in {CADES, DETACHED}:
            return unread(made)
        try:
            who: Holder | None = holder(signature.signer_cert)
        except CRYPTIC:
            return unread(made)
        whole = integrity(self.data, signature)
        after = [stamp for item, stamp in stamps if item.revision > made.revision]
        when = await moment(evidence, signature, after, self.question.on)
        for stamp in when.stamps:
            if not stamp.sound:
                self.faults.append(f"Cap waktu tanda tangan {made.name}: {reason(stamp.finding)}.")
        self.remarks += [] if binds(signature.signer_info) else [unbound(made.name)]
        digest = signature.compute_digest()
        at_stamp = await evidence.of_signature(signature.signed_data, digest, when.proven) if when.proven else None
        at_day = await evidence.of_signature(signature.signed_data, digest, self.question.on)
        judged = await self._judged(evidence, signature) if at_day.trouble else None
        trust, day = self.question.trust, self.question.on
        valid = then(trust, signature.signer_cert, at_stamp, at_day, time=when.time, day=day)
        chain = await _chain(evidence, signature, when.time or day)
        return SignatureReport(
            place=made.name,
            holder=who,
            level=level(made, signature, when, self.reader, carried),
            time=when.time,
            time_source=when.source,
            certification=certification(trust, [at_day, chain]),
            intact=whole,
            valid_then=valid,
            valid_now=now(trust, signature.signer_cert, at_day, judged, time=when.time, day=day),
        )

    async def _judged(self, evidence: Evidence, signature: EmbeddedPdfSignature) -> AdESSubIndic | None:
        """What the long-term validation of pyHanko says for the day, where the certificate alone is not enough."""
        if not self.question.trust.anchors:
            return None
        day = self.question.on
        try:
            result = await ades_lta_validation(signature, specification(evidence), ValidationTimingInfo(day, day, True))
        except CRYPTIC:
            return None
        return result.ades_subindic


def specification(evidence: Evidence) -> PdfSignatureValidationSpec:
    """How pyHanko shall validate: revocation demanded, nothing fetched, whatever addresses a file names."""
    knowledge = LocalKnowledge(
        known_ocsps=[item for made in evidence.ocsps for item in OCSPContainer.load_multi(made)],
        known_crls=[CRLContainer(item) for item in (*evidence.trust.crls, *evidence.crls)],
        known_certs=[*evidence.trust.others, *evidence.certificates],
    )
    return PdfSignatureValidationSpec(
        SignatureValidationSpec(
            CertValidationPolicySpec(
                SimpleTrustManager.build(trust_roots=evidence.trust.anchors), CertRevTrustPolicy(REQUIRE_REVINFO)
            ),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(
                RevinfoOnlineFetchingRule.LOCAL_ONLY, certificate_fetching_rule=CertificateFetchingRule.NEVER_FETCH
            ),
            local_knowledge=knowledge,
            key_usage_settings=KeyUsageConstraints(key_usage=set(SIGNING)),
        )
    )


async def _chain(evidence: Evidence, signature: EmbeddedPdfSignature, at: datetime) -> Finding:
    """The chain alone, whoever may be revoked."""
    if not evidence.trust.anchors:
        return Finding(None)
    if signature.sig_object_type == "/DocTimeStamp":
        return await evidence.of_stamp(signature.signed_data, signature.compute_digest, at, UNASKED)
    return await evidence.of_signature(signature.signed_data, signature.compute_digest(), at, UNASKED)


def integrity(data: bytes, signature: EmbeddedPdfSignature, *, stamp: bool = False) -> Conclusion:
    """Whether what a signature covers is what was signed, and nothing was changed after that it forbids."""
    gaps = list(faults_of_gap(data, signature))
    if gaps:
        return Conclusion(Answer.NO, gaps[0].partition(": ")[2].rstrip("."))
    if signature.reader.xrefs.hybrid_xrefs_present:
        return Conclusion(Answer.NO, "berkas memakai dua daftar objek sekaligus")
    try:
        signature.compute_integrity_info(skip_diff=True)
        trouble = None if stamp else _mismatch(signature)
    except CRYPTIC:
        return Conclusion(Answer.NO, "susunan tanda tangan rusak")
    try:
        trouble = trouble or _changed(signature)
    except PdfError:
        if signature.reader.strict:
            raise
        return Conclusion(Answer.UNKNOWN, "perubahan sesudah ditandatangani tidak dapat dinilai")
    return Conclusion(Answer.NO, trouble) if trouble else _strength(signature)


def _mismatch(signature: EmbeddedPdfSignature) -> str | None:
    if signature.signed_data["encap_content_info"]["content"] is not core.VOID:
        content = signature.signed_data["encap_content_info"]["content"]
        if content.native is not None:
            return "tanda tangan membawa isi sendiri, bukan isi berkas ini"
    intact, valid = validate_sig_integrity(
        signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
    )
    if not intact:
        return "isi tidak sama dengan yang ditandatangani"
    return None if valid else "tanda tangan tidak cocok dengan sertifikatnya"


def _changed(signature: EmbeddedPdfSignature) -> str | None:
    signature.compute_integrity_info()
    said = signature.summarise_integrity_info()
    if said["coverage"] < SignatureCoverageLevel.ENTIRE_REVISION:
        return "tanda tangan tidak meliputi seluruh berkas pada saat itu"
    difference = said["diff_result"]
    if not isinstance(difference, DiffResult) or difference.modification_level not in PERMITTED:
        return "sesudah ditandatangani, berkas diubah dengan cara yang tidak diizinkan"
    if not said["docmdp_ok"]:
        return "berkas diubah walaupun penanda tangan pertama mengunci perubahan itu"
    return None


def _strength(signature: EmbeddedPdfSignature) -> Conclusion:
    if signature.md_algorithm in OLD:
        return Conclusion(
            Answer.UNKNOWN, f"sidik {signature.md_algorithm.upper()} cocok, tetapi cara itu sudah dapat dipalsukan"
        )
    key = signature.signer_cert.public_key if signature.sig_object_type == "/Sig" else None
    if key is not None and key.algorithm == "rsa" and key.bit_size < RSA_BITS:
        return Conclusion(Answer.UNKNOWN, f"tanda tangan cocok, tetapi kunci RSA {key.bit_size} bit terlalu lemah")
    return Conclusion(Answer.YES, "isi sama dengan yang ditandatangani")


def level(made: Signed, signature: EmbeddedPdfSignature, when: Moment, reader: PdfFileReader, carried: Evidence) -> str:
    """The form found: a baseline level of PAdES, or PKCS#7 with what it carries; with words where it rests on a stamp of anybody."""
    sound = [stamp for stamp in when.stamps if stamp.sound]
    trusted = [stamp for stamp in sound if stamp.trusted]
    stored = (has_store(reader) or made.kind == DETACHED) and _accounted(signature, carried)  # Adobe keeps it within
    if made.kind == CADES and binds(signature.signer_info):
        grade = _grade(sound, stored=stored)
        return grade + (UNPROVEN if grade != _grade(trusted, stored=stored) else "")
    stamped = "cap waktu" if trusted else UNPROVEN.removeprefix(" dengan ")
    with_it = [*([stamped] if sound else []), *(["data validasi"] if stored else [])]
    return KINDS[made.kind] + (f" dengan {' dan '.join(with_it)}" if with_it else "")


def _grade(stamps: Sequence[Stamp], *, stored: bool) -> str:
    """The baseline level that some stamps give (ETSI EN 319 142-1)."""
    if stored and any(stamp.whole for stamp in stamps):
        return "B-LTA"
    return ("B-LT" if stored else "B-T") if stamps else "B-B"


def _accounted(signature: EmbeddedPdfSignature, carried: Evidence) -> bool:
    """Whether the file carries an answer about the signer's certificate."""
    certificate = signature.signer_cert
    if any(item.issuer == certificate.issuer for item in carried.crls):
        return True
    return any(serial == certificate.serial_number for serial in _answered(carried))


def _answered(carried: Evidence) -> Iterator[int]:
    for response in carried.ocsps:
        basic = response.basic_ocsp_response if response["response_status"].native == "successful" else None
        for item in basic["tbs_response_data"]["responses"] if basic else ():
            yield item["cert_id"]["serial_number"].native
