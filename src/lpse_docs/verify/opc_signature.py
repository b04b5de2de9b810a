"""One signature part, read strictly: every reference resolved once, every digest computed, nothing beside it.

What a signature part may hold is a closed set, so nothing can be wrapped: each Id occurs once, each Object is referred to,
each reference leads to where ECMA-376 says, and there are no comments that split a text in two.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import unquote

from asn1crypto import x509
from lxml import etree

from lpse_docs.certificates import RSA_BITS, Holder, holder
from lpse_docs.opc import relations as rel
from lpse_docs.opc.package import Package, Unreadable
from lpse_docs.opc.vocabulary import (
    C14N,
    C14N_COMMENTS,
    DS,
    MDSSI,
    OBJECT_TYPE,
    OFFICE,
    PROPERTIES_TYPE,
    XADES,
)
from lpse_docs.opc.xml import Element, canonical, parsed
from lpse_docs.verify.opc_coverage import Contents, Covered
from lpse_docs.verify.opc_pieces import (
    DIGESTS,
    METHODS,
    Doubtful,
    Unsound,
    bytes_of,
    certificate_of,
    fits,
    method_of,
    moment,
    one,
    text_of,
    transforms,
    verified,
)

EXCLUSIVE: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
LARGEST: Final = 8 << 20  # bytes of a signature part
MOST_NAMESPACES: Final = 64  # in scope of an element: the canonical form of thousands takes minutes


@dataclass(slots=True)
class Signed:
    """What a signature says, and what is wrong with it.

    Attributes:
        certificate: The signer's.
        chain: Other certificates in the signature; not trusted for that.
        covered: The parts and relationships whose digests are signed.
        faults: Digests and properties that do not fit.
        doubts: What of it cannot be judged although the signature can.
        legacy: What it uses that is not safe any more.
        qualified: Whether it has the properties of a signer (XAdES).
        tokens: Time stamps, each with the canonical SignatureValue it must be of.
    """

    certificate: x509.Certificate
    holder: Holder
    chain: list[x509.Certificate] = field(default_factory=list)
    covered: Covered = field(default_factory=Covered)
    faults: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    legacy: str = ""
    qualified: bool = False
    time: datetime | None = None
    role: str = ""
    reason: str = ""
    line: str = ""
    tokens: list[tuple[bytes, bytes]] = field(default_factory=list)
    crls: list[bytes] = field(default_factory=list)
    ocsps: list[bytes] = field(default_factory=list)


def read(name: str, package: Package, held: Contents) -> Signed:
    """Read and compute one signature.

    Args:
        name: The part it stands in.
        package: The file.
        held: What is in it.

    Raises:
        Unsound: It is built as no honest signature is.
        Doubtful: It uses what is not known here.
    """
    if name not in package:
        raise Unsound("bagiannya tidak ada")
    if len(package[name]) > LARGEST:
        raise Unsound("bagiannya terlalu besar")
    try:
        root = parsed(package[name], name)
        ids = _ids(root)
        info = _parts_of(root)
        return _Reading(root, ids, package, held).signed(info)
    except Unreadable as fault:
        raise Unsound(str(fault)) from fault
    except etree.LxmlError as fault:  # there is no canonical form
        raise Unsound("susunannya tidak dapat dibakukan") from fault


def _ids(root: Element) -> dict[str, Element]:
    """Elements by their Id; also sees that there is nothing but elements and text."""
    found = dict[str, Element]()
    for item in root.iter():
        if not isinstance(item.tag, str):
            raise Unsound("memuat komentar atau perintah olah")
        if len(item.nsmap) > MOST_NAMESPACES:
            raise Unsound("memuat terlalu banyak ruang nama")
        for key, value in item.attrib.items():
            if str(key).rpartition("}")[2].lower() == "id":
                if value in found:
                    raise Unsound(f"tanda pengenal {str(value)[:40]} dipakai dua kali")
                found[str(value)] = item
    return found


def _parts_of(root: Element) -> Element:
    """The SignedInfo of a Signature that has its four kinds of children and nothing else."""
    order = [str(item.tag).removeprefix(DS) for item in root]
    if root.tag != DS + "Signature" or order[:3] != ["SignedInfo", "SignatureValue", "KeyInfo"]:
        raise Unsound("susunannya bukan susunan tanda tangan")
    if set(order[3:]) - {"Object"}:
        raise Unsound("memuat unsur yang bukan bagian tanda tangan")
    if sum(1 for _ in root.iter(DS + "SignedInfo")) != 1 or sum(1 for _ in root.iter(DS + "Signature")) != 1:
        raise Unsound("memuat tanda tangan di dalam tanda tangan")
    return root[0]


class _Reading:
    """Goes over a signature once, from its SignedInfo to the parts."""

    def __init__(self, root: Element, ids: dict[str, Element], package: Package, held: Contents) -> None:
        self.root, self.ids, self.package, self.held = root, ids, package, held
        self.used = list[str]()

    def signed(self, info: Element) -> Signed:
        certificates = self._certificates()
        referred = self._referred(info)
        properties = next((item for item in referred if item.tag == XADES + "SignedProperties"), None)
        made = self._signer(certificates, properties)
        self._objects(referred)
        self._check(info, made, referred)
        self._manifest(made, referred)
        self._office(made, referred)
        if properties is not None:
            self._properties(made, properties)
        self._legacy(made, info)
        return made

    def _certificates(self) -> list[x509.Certificate]:
        key = self.root[2]
        found = [certificate_of(item) for item in key.iterfind(f"{DS}X509Data/{DS}X509Certificate")]
        if not found:
            raise Doubtful("tanpa sertifikat penanda tangan")
        return found

    def _referred(self, info: Element) -> list[Element]:
        """What SignedInfo refers to, each once and in this part."""
        references = info.findall(DS + "Reference")
        told = [item.get("URI", "") for item in references]
        if not told or len(set(told)) != len(told) or any(not uri.startswith("#") for uri in told):
            raise Unsound("rujukannya berulang, kosong, atau menunjuk ke luar")
        found = [self.ids.get(uri[1:]) for uri in told]
        if any(item is None for item in found):
            raise Unsound("rujukannya tidak menunjuk apa pun")
        return [item for item in found if item is not None]

    def _objects(self, referred: Sequence[Element]) -> None:
        """Every Object is signed as a whole, or holds the signed properties and what may be added to them."""
        for item in referred:
            if item.tag == XADES + "SignedProperties":
                around = item.getparent()
                if around is None or around.tag != XADES + "QualifyingProperties":
                    raise Unsound("sifat yang ditandatangani tidak pada tempatnya")
            elif item.tag != DS + "Object" or item.getparent() is not self.root:
                raise Unsound("rujukannya menunjuk unsur yang tidak semestinya")
        for item in list(self.root)[3:]:
            if not any(item is one for one in referred) and not self._is_qualifying(item, referred):
                raise Unsound("memuat objek yang tidak ditandatangani")
        if len(self.root.findall(f".//{XADES}QualifyingProperties")) > 1:
            raise Unsound("sifat penanda tangan dinyatakan dua kali")

    def _is_qualifying(self, item: Element, referred: Sequence[Element]) -> bool:
        if len(item) != 1 or item[0].tag != XADES + "QualifyingProperties" or (item.text or "").strip():
            return False
        first = item[0][0] if len(item[0]) else None
        others = [str(one.tag) for one in list(item[0])[1:]]
        return any(first is one for one in referred) and set(others) <= {XADES + "UnsignedProperties"}

    def _signer(self, certificates: list[x509.Certificate], properties: Element | None) -> Signed:
        """The signer's certificate: the one the signed properties name, else the only one or that which issued no other."""
        named = certificates
        if properties is not None and (told := _named(properties)) is not None:
            named = [item for item in certificates if fits(told, item.dump())]
        elif len(certificates) > 1:
            issuers = {bytes(item.issuer.dump()) for item in certificates}
            named = [item for item in certificates if bytes(item.subject.dump()) not in issuers]
        signer = named[0] if len(named) == 1 else certificates[0]
        made = Signed(signer, holder(signer), [item for item in certificates if item is not signer])
        if len(named) != 1:
            made.faults.append("sertifikat bukan yang ditandatangani")
        return made

    def _check(self, info: Element, made: Signed, referred: Sequence[Element]) -> None:
        """The signature over SignedInfo, and the digests in it."""
        form = one(info, DS + "CanonicalizationMethod").get("Algorithm", "")
        if form not in (C14N, C14N_COMMENTS):
            raise Doubtful(f"bentuk baku {form[:80] or '?'} tidak dikenal")
        method = one(info, DS + "SignatureMethod").get("Algorithm", "")
        if method not in METHODS:
            raise Doubtful(f"algoritma {method[:80] or '?'} tidak dikenal")
        value = self.root[1]
        if not verified(made.certificate, *METHODS[method], bytes_of(value), canonical(info)):
            made.faults.append("nilai tanda tangan tidak cocok")
        for item, target in zip(info.findall(DS + "Reference"), referred, strict=True):
            kinds = [one.get("Algorithm", "") for one in transforms(item)]
            if any(kind not in (C14N, C14N_COMMENTS) for kind in kinds) or len(kinds) > 1:
                raise Doubtful("transformasi pada rujukannya tidak dikenal")
            wanted = PROPERTIES_TYPE if target.tag == XADES + "SignedProperties" else OBJECT_TYPE
            if item.get("Type", wanted) != wanted:
                raise Unsound("jenis rujukannya tidak semestinya")
            self.used.append(method_of(item))
            if not fits(item, canonical(target)):
                made.faults.append(f"{_SPOKEN.get(target.get('Id', '').partition('_')[0], 'isi tanda tangan')} berubah")

    def _manifest(self, made: Signed, referred: Sequence[Element]) -> None:
        """The digests of parts and relationships."""
        found = list(self.root.iter(DS + "Manifest"))
        if len(found) != 1 or not any(found[0].getparent() is item for item in referred):
            raise Unsound("daftar isi yang ditandatangani tidak tepat satu")
        for item in found[0]:
            if item.tag != DS + "Reference":
                raise Unsound("daftar isi yang ditandatangani memuat unsur lain")
            self._part(made, item)
        around = found[0].getparent()
        times = [] if around is None else around.findall(f".//{MDSSI}SignatureTime/{MDSSI}Value")
        made.time = moment(text_of(times[0])) if len(times) == 1 else None

    def _part(self, made: Signed, item: Element) -> None:
        name, kind = _target(item.get("URI", ""), self.package)
        if name in made.covered.parts:
            raise Unsound(f"bagian {name[:80]} disebut dua kali")
        made.covered.parts[name] = kind
        self.used.append(method_of(item))
        if name not in self.package:
            return
        data, chosen = self._transformed(name, transforms(item))
        if name in self.held.held:
            made.covered.relations[name] = chosen
        if not fits(item, data):
            made.faults.append(f"bagian {name[:80]} berubah")

    def _transformed(self, name: str, steps: Sequence[Element]) -> tuple[bytes, set[str]]:
        """What is signed of a part, and the ids of the relationships that are."""
        data = self.package[name]
        everything = {item.id for item in self.held.held.get(name, ())}
        match [item.get("Algorithm", "") for item in steps]:
            case []:
                return data, everything
            case [form] if form in (C14N, C14N_COMMENTS):
                root = parsed(data, name)
                made = etree.tostring(root.getroottree(), method="c14n", with_comments=form == C14N_COMMENTS)
                return made, everything
            case [rel.TRANSFORM, form] if form in (C14N, C14N_COMMENTS) and name in self.held.held:
                ids, kinds = _chosen(steps[0])
                chosen = {item.id for item in self.held.held[name] if item.id in ids or item.type in kinds}
                return rel.transformed(data, name, ids, kinds), chosen
        raise Doubtful(f"transformasi bagian {name[:80]} tidak dikenal")

    def _office(self, made: Signed, referred: Sequence[Element]) -> None:
        """What Office says of the signature."""
        found = list(self.root.iter(OFFICE + "SignatureInfoV1"))
        if len(found) > 1:
            raise Unsound("keterangan tanda tangan dinyatakan dua kali")
        if not found:
            return
        if not any(item in referred for item in found[0].iterancestors(DS + "Object")):
            raise Unsound("keterangan tanda tangan tidak ditandatangani")
        for tag, key in (("SetupID", "line"), ("SignatureComments", "reason")):
            told = found[0].findall(OFFICE + tag)
            if len(told) > 1:
                raise Unsound("keterangan tanda tangan dinyatakan dua kali")
            setattr(made, key, text_of(told[0]) if told else "")
        made.line = made.line.strip().upper()

    def _properties(self, made: Signed, properties: Element) -> None:
        """What the signer says (XAdES), and what was added to it."""
        around = properties.getparent()
        target = "" if around is None else around.get("Target", "")
        if target.removeprefix("#") != self.root.get("Id", ""):
            raise Unsound("sifat penanda tangan menunjuk tanda tangan lain")
        made.qualified = _named(properties) is not None
        told = properties.findall(f"{XADES}SignedSignatureProperties/{XADES}SigningTime")
        if told:
            made.time = moment(text_of(one(properties, f"{XADES}SignedSignatureProperties/{XADES}SigningTime")))
        roles = list(properties.iter(XADES + "ClaimedRole"))
        made.role = " ".join("".join(str(piece) for piece in roles[0].itertext()).split())[:120] if roles else ""
        if not _same_issue(properties, made.certificate):
            made.faults.append("nomor seri sertifikat bukan yang ditandatangani")
        self.used += [method_of(item) for item in properties.iter(XADES + "CertDigest")]
        if around is not None:
            self._added(made, around)

    def _added(self, made: Signed, around: Element) -> None:
        """Time stamps, certificates and revocation data, which are not signed."""
        for stamp in around.iter(XADES + "SignatureTimeStamp"):
            method = stamp.find(DS + "CanonicalizationMethod")
            form = C14N if method is None else method.get("Algorithm", "")
            if form not in (C14N, C14N_COMMENTS, EXCLUSIVE):
                made.doubts.append("cap waktu memakai bentuk baku yang tidak dikenal")
                continue
            data = canonical(self.root[1], exclusive=form == EXCLUSIVE)
            made.tokens += [(bytes_of(item), data) for item in stamp.iterfind(XADES + "EncapsulatedTimeStamp")]
        kept = around.iterfind(f".//{XADES}CertificateValues/{XADES}EncapsulatedX509Certificate")
        made.chain += [certificate_of(item) for item in kept]
        made.crls += [bytes_of(item) for item in around.iter(XADES + "EncapsulatedCRLValue")]
        made.ocsps += [bytes_of(item) for item in around.iter(XADES + "EncapsulatedOCSPValue")]

    def _legacy(self, made: Signed, info: Element) -> None:
        kind, size = METHODS[one(info, DS + "SignatureMethod").get("Algorithm", "")]
        if "sha1" in {size, *(DIGESTS.get(item, "") for item in self.used)}:
            made.legacy = "SHA-1"
        elif kind == "rsa" and made.certificate.public_key.bit_size < RSA_BITS:
            made.legacy = f"kunci RSA {made.certificate.public_key.bit_size} bit"


_SPOKEN: Final = {
    "idPackageObject": "daftar isi atau waktu tanda tangan",
    "idOfficeObject": "alasan atau keterangan tanda tangan",
    "idSignedProperties": "sifat penanda tangan",
    "idValidSigLnImg": "gambar garis tanda tangan",
    "idInvalidSigLnImg": "gambar garis tanda tangan",
}


def _named(properties: Element) -> Element | None:
    """The digest of the certificate that the signed properties name first."""
    said = properties.findall(f"{XADES}SignedSignatureProperties")
    if len(said) != 1:
        raise Unsound("sifat penanda tangan tidak tepat satu")
    for kind in ("SigningCertificate", "SigningCertificateV2"):
        found = said[0].findall(f"{XADES}{kind}/{XADES}Cert/{XADES}CertDigest")
        if found:
            return found[0]
    return None


def _same_issue(properties: Element, certificate: x509.Certificate) -> bool:
    told = properties.find(f".//{XADES}SigningCertificate/{XADES}Cert/{XADES}IssuerSerial/{DS}X509SerialNumber")
    return told is None or text_of(told).strip() == str(certificate.serial_number)


def _target(uri: str, package: Package) -> tuple[str, str]:
    """The part and the content type in the address of a reference."""
    path, mark, kind = uri.partition("?ContentType=")
    if not mark or not path.startswith("/") or "#" in uri:
        raise Unsound("daftar isi yang ditandatangani menunjuk ke luar paket")
    plain = path[1:]
    return (plain if plain in package else unquote(plain)), kind


def _chosen(step: Element) -> tuple[set[str], set[str]]:
    ids = [item.get("SourceId", "") for item in step if item.tag == MDSSI + "RelationshipReference"]
    kinds = [item.get("SourceType", "") for item in step if item.tag == MDSSI + "RelationshipsGroupReference"]
    if len(ids) + len(kinds) != len(step):
        raise Unsound("pilihan hubungan memuat unsur lain")
    return set(ids), set(kinds)
