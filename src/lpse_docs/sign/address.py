"""Which services may be asked: those the office named, over https, or over http on this very computer."""

import ipaddress
from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

from lpse_docs.sign.keys import Unusable


def allowed(url: str, hosts: Collection[str], setting: str) -> SplitResult:
    """An address that may be asked, taken apart.

    Args:
        url: The address.
        hosts: Those that may be asked; this computer always may.
        setting: Where in `lpse.yaml` they are named.

    Raises:
        Unusable: It may not be.
    """
    try:
        address = urlsplit(url)
        host, _ = address.hostname or "", address.port
    except ValueError as error:
        raise Unusable("alamat layanan tidak dapat dibaca") from error
    if address.username or address.password or address.query or address.fragment:
        raise Unusable("alamat layanan tidak boleh memuat nama, sandi, atau kueri")
    here = loopback(host)
    if address.scheme != "https" and not (address.scheme == "http" and here):
        raise Unusable("layanan harus dihubungi lewat https")
    if not here and host not in hosts:
        raise Unusable(f"{host} tidak terdaftar pada {setting} di lpse.yaml")
    return address


def loopback(host: str) -> bool:
    """Whether a host is this very computer, by its number: a name could lead anywhere."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
