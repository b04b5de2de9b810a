"""Whether the certificate behind a signature in a package was good, by the time stamp in it or by the day."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import new
from typing import Any, Final

from asn1crypto import cms, crl, ocsp, tsp
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.validation.generic_cms import validate_cert_usage
from pyhanko.sign.validation.settings import KeyUsageConstraints

from lpse_docs.certificates import SIGNING
from lpse_docs.verify import validity
from lpse_docs.verify.evidence import NEEDED, UNASKED, UNREADABLE, Evidence, Finding, certificates_of, concluding
from lpse_docs.verify.online import ask
from lpse_docs.verify.opc_signature import Signed
from lpse_docs.verify.question import Fetch
from lpse_docs.verify.report import Certification, Conclusion, TimeSource
from lpse_docs.verify.trust import Trust

MOST: Final = 8  # time stamps that are judged
_IMPRINTS: Final = frozenset({"sha256", "sha384", "sha512"})
_BROKEN: Final = frozenset(AdESFailure)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from certificates.

    Attributes:
        faults: Time stamps that belong to something else or are broken.
        doubts: Time stamps that cannot be relied upon, and why.
        stamped: Whether there is a time stamp that belongs to the signature, whoever gave it.
    """

    time: datetime | None
    source: TimeSource
    stamped: bool
    faults: Sequence[str]
    doubts: Sequence[str]
    then: Conclusion
    now: Conclusion
    certification: Certification


async def concluded(signed: Signed, trust: Trust, day: datetime, fetch: Fetch | None = None) -> Verdict:
    """What can be concluded of a signature.

    Args:
        signed: The signature.
        trust: Whom the reader trusts.
        day: The moment of the verification.
        fetch: How to ask certification bodies; None stays offline.
    """
    evidence = Evidence(trust, list(signed.chain), _loaded(crl.CertificateList.load, signed.crls),
                        _loaded(ocsp.OCSPResponse.load, signed.ocsps))  # fmt: skip
    unasked = await _asked(evidence, signed, day, fetch) if fetch and trust.anchors else []
    found = [await _stamp(evidence, token, data, day) for token, data in signed.tokens[:MOST]]
    sound = [(time, finding) for time, finding in found if time and finding.trouble not in _BROKEN]
    trusted = sorted(time for time, finding in sound if finding.trouble is None)
    proven = trusted[0] if trusted else None
    time = proven or signed.time
    at_stamp = await _holds(evidence, signed, proven) if proven else None
    at_day = await _holds(evidence, signed, day)
    return Verdict(
        time=time,
        source=TimeSource.STAMP if proven else TimeSource.CLAIM if time else TimeSource.NOBODY,
        stamped=bool(sound),
        faults=[f"cap waktu: {validity.reason(finding)}" for _, finding in found if finding.trouble in _BROKEN],
        doubts=[
            *signed.doubts,
            *(words.removesuffix(".") for words in unasked),
            *(
                f"cap waktu belum dapat dipastikan: {validity.reason(finding) if trust.anchors else validity.NO_ROOTS}"
                for _, finding in sound
                if finding.trouble is not None
            ),
        ],
        then=validity.then(trust, signed.certificate, at_stamp, at_day, time=time, day=day),
        now=validity.now(trust, signed.certificate, at_day, None, time=time, day=day),
        certification=validity.certification(trust, [item for item in (at_stamp, at_day) if item]),
    )


async def _asked(evidence: Evidence, signed: Signed, day: datetime, fetch: Fetch) -> list[str]:
    """Ask those in whom a trusted chain trusts, the chains built without asking anybody; returns what was not had."""
    found = [await _holds(evidence, signed, day, UNASKED)]
    found += [(await _stamp(evidence, token, data, day, UNASKED))[1] for token, data in signed.tokens[:MOST]]
    return ask(evidence, [item.path for item in found if item.path and item.trouble is None], fetch)


async def _holds(evidence: Evidence, signed: Signed, moment: datetime, revocation: str = NEEDED) -> Finding:
    """What holds for the signer's certificate at a moment."""
    context = evidence.context(moment, revocation)
    try:
        said = await validate_cert_usage(
            signed.certificate,
            context,
            KeyUsageConstraints(key_usage=set(SIGNING)),
            context.path_builder.async_build_paths_lazy(signed.certificate),
        )
    except UNREADABLE:
        return Finding(AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE)
    return concluding(said.error_subindic, said.success_result or said.error_path, said.revo_details)


async def _stamp(
    evidence: Evidence, token: bytes, value: bytes, day: datetime, revocation: str = NEEDED
) -> tuple[datetime | None, Finding]:
    """The time of a stamp over a signature value, and what holds for it as known on a day."""
    broken = None, Finding(AdESFailure.FORMAT_FAILURE)
    try:
        content = cms.ContentInfo.load(token, strict=True)
        signed = content["content"]
        info = signed["encap_content_info"]["content"].parsed
        if content["content_type"].native != "signed_data" or not isinstance(info, tsp.TSTInfo):
            return broken
        if info["message_imprint"]["hash_algorithm"]["algorithm"].native not in _IMPRINTS:
            return None, Finding(AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE)
        _ = info["gen_time"].native
        evidence.certificates += certificates_of(signed)
    except UNREADABLE:
        return broken
    return await evidence.of_stamp_on(signed, lambda name: new(name, value).digest(), day, revocation)


def _loaded(load: Callable[[bytes], Any], items: Sequence[bytes]) -> list[Any]:
    """What can be read of what the signature brought along; what cannot says nothing."""
    found: list[Any] = []
    for item in items[:MOST]:
        with suppress(*UNREADABLE):
            made = load(item)
            _ = made.native  # parsed only when asked
            found.append(made)
    return found
