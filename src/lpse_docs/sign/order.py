"""What is asked for when a file is signed, whatever its format."""

from dataclasses import dataclass
from datetime import datetime

from lpse_docs.sign.levels import Level
from lpse_docs.sign.stamp import Inscription


class Unsignable(Exception):
    """A file cannot be signed, or what came out is not what it should be; the words are an Indonesian clause."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place to sign; its size in points."""

    name: str
    signed: bool
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Order:
    """One signature.

    Attributes:
        field: The place to sign. time: When, with a zone.
        certify: Whether nothing but filling in and signing is allowed after it; only the first may say so.
        reason: Why, such as the role. location: Where.
        inscription: What the stamp says; none is drawn without it.
        token: What its QR code says; none is drawn when it is empty.
    """

    field: str
    level: Level
    time: datetime
    certify: bool = False
    reason: str | None = None
    location: str | None = None
    inscription: Inscription | None = None
    token: str = ""
