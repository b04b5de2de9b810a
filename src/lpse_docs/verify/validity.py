"""Whether a certificate was good when it signed, and whether that still holds: conclusions in words."""

from datetime import datetime, timedelta, timezone

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESPassed, AdESSubIndic

from lpse_docs.certificates import holder, misuse
from lpse_docs.verify.evidence import Finding
from lpse_docs.verify.report import Answer, Certification, Conclusion
from lpse_docs.verify.trust import Trust

SKEW = timedelta(minutes=5)  # clocks differ
WIB = timezone(timedelta(hours=7), "WIB")
NO_ROOTS = "tidak ada akar kepercayaan yang diberikan (--roots)"
WITHOUT_DATA = "tidak ada data pencabutan yang berlaku untuk saat itu; coba dengan --online"
UNPROVEN = " dengan cap waktu yang belum dapat dipastikan"  # behind the level that a stamp of anybody would give
REASONS: dict[AdESSubIndic, str] = {
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: "sertifikat tidak bermuara pada akar yang dipercaya",
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: "sertifikat tidak boleh dipakai untuk menandatangani",
    AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE: WITHOUT_DATA,
    AdESIndeterminate.TRY_LATER: WITHOUT_DATA,
    AdESIndeterminate.NO_POE: WITHOUT_DATA,
    AdESIndeterminate.REVOCATION_OUT_OF_BOUNDS_NO_POE: WITHOUT_DATA,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: "sertifikat di luar masa berlakunya",
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: "sertifikat di luar masa berlakunya",
    AdESIndeterminate.REVOKED_NO_POE: "sertifikat sudah dicabut",
    AdESIndeterminate.REVOKED_CA_NO_POE: "sertifikat penerbitnya sudah dicabut",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "memakai algoritme yang sudah dapat dipalsukan",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "memakai algoritme yang sudah dapat dipalsukan",
    AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND: "sertifikat penanda tangan tidak sesuai dengan tanda tangannya",
    AdESFailure.HASH_FAILURE: "isi tidak sama dengan yang ditandatangani",
    AdESFailure.SIG_CRYPTO_FAILURE: "tanda tangan tidak cocok dengan sertifikatnya",
    AdESFailure.FORMAT_FAILURE: "susunan tanda tangan rusak",
}
REFUSED = frozenset(
    {
        AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND,
        AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE,
        AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND,
        *AdESFailure,
    }
)
GONE = frozenset({AdESIndeterminate.OUT_OF_BOUNDS_NO_POE, AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED})


def unbound(place: str) -> str:
    """What a reader should know of a signature that does not name its certificate."""
    return f"Tanda tangan {place} tidak mengikat sertifikatnya; sertifikat lain atas kunci yang sama dapat menggantikannya."


def shown(time: datetime) -> str:
    """A time as people of western Indonesia read it."""
    return f"{time.astimezone(WIB):%Y-%m-%d %H.%M.%S} WIB"


def reason(finding: Finding) -> str:
    """Why a finding is what it is."""
    words = (
        REASONS.get(finding.trouble, f"pemeriksaan sertifikat gagal ({_code(finding.trouble)})")
        if finding.trouble
        else ""
    )
    return f"{words} sejak {shown(finding.revoked)}" if finding.revoked else words


def _code(trouble: AdESSubIndic | None) -> str:
    return str(trouble.standard_name) if trouble else ""


def then(
    trust: Trust,
    certificate: x509.Certificate,
    at_stamp: Finding | None,
    at_day: Finding,
    *,
    time: datetime | None,
    day: datetime,
) -> Conclusion:
    """Whether a certificate was good when it signed.

    Args:
        trust: Whom the reader trusts.
        certificate: The signer's.
        at_stamp: What holds at the time a trusted stamp proves; None without such a stamp.
        at_day: What holds on the day of the verification.
        time: When it was signed, as far as anybody says.
        day: The day of the verification.
    """
    if reason_not := misuse(certificate):
        return Conclusion(Answer.NO, reason_not)
    if not trust.anchors:
        return Conclusion(Answer.UNKNOWN, NO_ROOTS)
    if time and time > day + SKEW:
        return Conclusion(Answer.UNKNOWN, f"pada {shown(day)} belum ditandatangani")
    return _proven(at_stamp, time) if at_stamp and time else _claimed(certificate, at_day, time)


def _proven(finding: Finding, time: datetime) -> Conclusion:
    if finding.trouble is None:
        return Conclusion(
            Answer.YES, f"sertifikat berlaku, tepercaya, dan belum dicabut pada {shown(time)} menurut cap waktu"
        )
    refused = finding.trouble in REFUSED | GONE or finding.revoked is not None
    return Conclusion(Answer.NO if refused else Answer.UNKNOWN, reason(finding))


def _claimed(certificate: x509.Certificate, finding: Finding, time: datetime | None) -> Conclusion:
    """Without a stamp the signature may be as young as the verification: only what holds today counts."""
    if time and not certificate.not_valid_before <= time <= certificate.not_valid_after:
        return Conclusion(Answer.NO, "menurut penanda tangan sendiri, sertifikatnya tidak berlaku pada saat itu")
    if finding.trouble is None:
        return Conclusion(Answer.YES, "sertifikat masih berlaku, tepercaya, dan tidak dicabut pada hari pemeriksaan")
    if finding.revoked and time and time < finding.revoked:
        return Conclusion(
            Answer.UNKNOWN, f"{reason(finding)}, dan tanpa cap waktu tidak terbukti ditandatangani sebelumnya"
        )
    if finding.trouble in GONE:
        return Conclusion(
            Answer.UNKNOWN, "sertifikat sudah habis masa berlakunya, dan tanpa cap waktu saatnya tidak terbukti"
        )
    refused = finding.trouble in REFUSED or finding.revoked is not None
    return Conclusion(Answer.NO if refused else Answer.UNKNOWN, reason(finding))


def now(
    trust: Trust,
    certificate: x509.Certificate,
    at_day: Finding,
    judged: AdESSubIndic | None,
    *,
    time: datetime | None,
    day: datetime,
) -> Conclusion:
    """Whether it holds on the day of the verification: by the certificate itself, or by what was kept for later.

    Args:
        trust: Whom the reader trusts.
        certificate: The signer's.
        at_day: What holds for the certificate on that day.
        judged: What the long-term validation of ETSI EN 319 102-1 says for that day; None when it could not be made.
        time: When it was signed.
        day: The day.
    """
    if reason_not := misuse(certificate):
        return Conclusion(Answer.NO, reason_not)
    if not trust.anchors:
        return Conclusion(Answer.UNKNOWN, NO_ROOTS)
    if time and time > day:
        return Conclusion(Answer.NO, f"pada {shown(day)} belum ditandatangani")
    if at_day.trouble is None:
        return Conclusion(Answer.YES, f"sertifikat masih berlaku dan tidak dicabut pada {shown(day)}")
    if isinstance(judged, AdESPassed):
        return Conclusion(Answer.YES, "terbukti dengan cap waktu dan data validasi yang disimpan di dalam berkas")
    refused = at_day.trouble in REFUSED or at_day.revoked is not None
    ended = not refused and day > certificate.not_valid_after
    words = f"sertifikat habis masa berlakunya {shown(certificate.not_valid_after)}" if ended else reason(at_day)
    code = f" (EN 319 102-1: {_code(judged or at_day.trouble)})"
    return Conclusion(Answer.NO if refused else Answer.UNKNOWN, words + code)


def certification(trust: Trust, findings: list[Finding]) -> Certification:
    """Whether the chain ends at a certified body; unknown while nobody says which these are."""
    anchors = [item.anchor for item in findings if item.anchor]
    vouched = {item.sha256 for item in trust.certified}
    if any(anchor.sha256 in vouched for anchor in anchors):
        return Certification.CERTIFIED
    if anchors and (trust.certified or any(holder(anchor).test for anchor in anchors)):
        return Certification.UNCERTIFIED
    return Certification.UNKNOWN
