"""Who a certificate speaks of, and whether it may be used to sign (RFC 5280, X.520)."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from lpse_docs.confidential import dotted

if TYPE_CHECKING:
    from asn1crypto import x509  # who only compares names need not load it

TEST_MARK = "UJI"
RSA_BITS = 2048
SIGNING = {"digital_signature", "non_repudiation"}
OTHER_USES = {
    "server_auth": "peladen web",
    "code_signing": "program komputer",
    "time_stamping": "cap waktu",
    "ocsp_signing": "jawaban pencabutan",
}
NIP, NIK = 18, 16  # digits
WRITTEN = re.compile(rf"(?<!\d)\d(?:[ ._-]?\d){{{NIK - 1}}}(?![ ._-]?\d)")  # a NIK, also right behind letters
BEFORE = frozenset({"drs", "dra", "dr", "ir", "prof", "h", "hj", "apt"})  # titles, which certificates often leave out


@dataclass(frozen=True, slots=True)
class Holder:
    """The person or office in a certificate.

    Attributes:
        name: As it is compared; `shown` is for screens and files, since some bodies write a NIK into it.
        number: The `serialNumber` of the subject, such as a NIP; empty when there is none.
        serial: The serial number of the certificate, hexadecimal.
        test: Whether it is a test certificate, which nobody may mistake for a real one.
    """

    name: str
    post: str
    office: str
    number: str
    issuer: str
    serial: str
    begins: datetime
    ends: datetime
    test: bool

    @property
    def shown(self) -> str:
        """The name without a NIK."""
        return masked(self.name)


def holder(certificate: "x509.Certificate") -> Holder:
    """What a certificate tells of its holder."""
    subject = certificate.subject.native
    validity = certificate["tbs_certificate"]["validity"]
    return Holder(
        name=_first(subject.get("common_name")),
        post=_first(subject.get("title")),
        office=_first(subject.get("organization_name")),
        number=_first(subject.get("serial_number")),
        issuer=_first(certificate.issuer.native.get("common_name")),
        serial=f"{certificate.serial_number:x}",
        begins=validity["not_before"].native,
        ends=validity["not_after"].native,
        test=any(
            TEST_MARK in _first(value).split() for value in (*subject.values(), *certificate.issuer.native.values())
        ),
    )


def weakness(certificate: "x509.Certificate", now: datetime) -> str | None:
    """Why a certificate must not be used to sign now, in Indonesian; None when it may."""
    who = holder(certificate)
    if now < who.begins:
        return f"sertifikat baru berlaku {who.begins:%Y-%m-%d}"
    if now > who.ends:
        return f"sertifikat habis masa berlakunya {who.ends:%Y-%m-%d}"
    usage = certificate.key_usage_value
    if usage is not None and not SIGNING & set(usage.native):
        return "sertifikat tidak boleh dipakai untuk menandatangani"
    if reason := misuse(certificate):
        return reason
    key = certificate.public_key
    if key.algorithm == "rsa" and key.bit_size < RSA_BITS:
        return f"kunci RSA {key.bit_size} bit terlalu lemah; paling sedikit {RSA_BITS} bit"
    return None


def misuse(certificate: "x509.Certificate") -> str | None:
    """Why a certificate is not one of a signer, in Indonesian: it is an authority's, or made for other uses only.

    None for one without extended key usage, or with any use besides: bodies write e-mail, log-in or uses of their own.
    """
    words = "sertifikat tidak boleh dipakai untuk menandatangani"
    if certificate.ca:
        return f"{words}: milik penerbit sertifikat"
    value = certificate.extended_key_usage_value
    uses = list(value.native) if value is not None else []
    if uses and OTHER_USES.keys() >= set(uses):
        return f"{words}: hanya untuk {' dan '.join(OTHER_USES[use] for use in uses)}"
    return None


def digits(text: str) -> str:
    """The digits of a number, however it is grouped."""
    return re.sub(r"\D", "", text)


def number_shown(who: Holder) -> str:
    """The number in a certificate for a screen; a NIK stays where it is."""
    known = len(digits(who.number)) == NIK
    return "nomor induk kependudukan, tidak ditampilkan" if known else masked(who.number)


def masked(text: str) -> str:
    """Words of a certificate without what of a NIK tells the person."""
    return WRITTEN.sub(lambda hit: dotted(hit[0]), text)


def presentable(who: Holder) -> Holder:
    """A holder of whom everything may be shown to anybody."""
    name, post, office, issuer = map(masked, (who.name, who.post, who.office, who.issuer))
    return replace(who, name=name, post=post, office=office, issuer=issuer, number=number_shown(who))


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for titles, spaces and capitals; an empty one is like no other."""
    return plain_name(one) == plain_name(other) != ()


def plain_name(name: str) -> tuple[str, ...]:
    """The words of a name without titles and capitals; a single letter stays, for it may stand for a name."""
    return tuple(_words(unicodedata.normalize("NFKC", name).partition(",")[0].casefold()))


def _words(name: str) -> Iterator[str]:
    for word in name.split():
        plain = re.sub(r"[^\w']", "", word)
        if plain and plain not in BEFORE and (len(plain) == 1 or not word.endswith(".")):
            yield plain


def _first(value: object) -> str:
    """The text of a name attribute, which may occur more than once."""
    return str(value[0] if isinstance(value, list) else value or "")
