"""Whom the reader trusts: root certificates, those of certified bodies, and lists of revoked certificates at hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from asn1crypto import crl, pem, x509

SUFFIXES = frozenset({".pem", ".crt", ".cer", ".der", ".crl"})
LARGEST = 8 << 20  # bytes of one file; lists of revoked certificates may be long
MOST = 500  # files, and certificates in them


class Unfit(ValueError):
    """A file of trust that is none; the words say which and why, in Indonesian."""


@dataclass(frozen=True)
class Trust:
    """What a reader brings along.

    Attributes:
        roots: Trusted roots.
        certified: Roots of certified bodies (PSrE Induk, PP 71/2019); trusted, too.
        others: Certificates between, known but trusted only through a root.
        crls: Lists of revoked certificates.
    """

    roots: Sequence[x509.Certificate] = ()
    certified: Sequence[x509.Certificate] = ()
    others: Sequence[x509.Certificate] = ()
    crls: Sequence[crl.CertificateList] = ()

    @property
    def anchors(self) -> list[x509.Certificate]:
        """Every root that ends a trusted chain."""
        return [*self.roots, *self.certified]


Files = Iterable[tuple[str, bytes]]


def trusted(roots: Files = (), certified: Files = ()) -> Trust:
    """Sort files into what they are; a certificate that signed itself is a root, any other lies between.

    Raises:
        Unfit: A file holds neither certificates nor lists, or too many.
    """
    plain, between, lists = _sorted(roots)
    vouched, also, more = _sorted(certified)
    if (roots or certified) and not plain and not vouched and (between or also):
        raise Unfit("Folder akar kepercayaan tidak berisi sertifikat akar (yang menandatangani dirinya sendiri).")
    return Trust(plain, vouched, [*between, *also], [*lists, *more])


def _sorted(files: Files) -> tuple[list[x509.Certificate], list[x509.Certificate], list[crl.CertificateList]]:
    roots: list[x509.Certificate] = []
    between: list[x509.Certificate] = []
    lists: list[crl.CertificateList] = []
    for name, data in files:
        for item in _items(name, data):
            if isinstance(item, crl.CertificateList):
                lists.append(item)
            else:
                (roots if item.self_signed in {"yes", "maybe"} else between).append(item)
    if len(roots) + len(between) + len(lists) > MOST:
        raise Unfit(f"Folder akar kepercayaan berisi lebih dari {MOST} sertifikat.")
    return roots, between, lists


def _items(name: str, data: bytes) -> list[x509.Certificate | crl.CertificateList]:
    """What one file holds; names are ours to judge by content, not by suffix."""
    if len(data) > LARGEST:
        raise Unfit(f"{name}: terlalu besar untuk sertifikat.")
    try:
        blocks = list(pem.unarmor(data, multiple=True)) if pem.detect(data) else [("", {}, data)]
        found = [_item(kind, der) for kind, _, der in blocks]
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise Unfit(f"{name}: bukan sertifikat atau daftar pencabutan (PEM atau DER).") from error
    return found


def _item(kind: str, der: bytes) -> x509.Certificate | crl.CertificateList:
    if kind not in {"", "CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CRL"}:
        raise ValueError(kind)
    if kind != "X509 CRL":
        try:
            return _whole(x509.Certificate.load(der, strict=True))
        except (ValueError, TypeError):
            if kind:
                raise
    return _whole(crl.CertificateList.load(der, strict=True))


def _whole(item: x509.Certificate | crl.CertificateList) -> x509.Certificate | crl.CertificateList:
    """The same, once everything in it was parsed: asn1crypto only looks when asked."""
    _ = item.native
    return item
