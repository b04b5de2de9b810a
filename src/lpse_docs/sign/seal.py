"""The seal over a list of digests: a detached CMS signature that plain `openssl cms -verify` checks (RFC 5652, CAdES)."""

from datetime import datetime

from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from lpse_docs.sign.keys import Key
from lpse_docs.sign.levels import refusal
from lpse_docs.sign.order import Unsignable
from lpse_docs.sign.pdf import DIGEST, KeySigner

NAME = "SHA256SUMS.p7s"


async def seal(data: bytes, key: Key, at: datetime, timestamper: TimeStamper | None = None) -> bytes:
    """The signature over a list, DER.

    Args:
        data: The list, byte for byte.
        key: What signs.
        at: When, with a zone; what the signer claims.
        timestamper: Who vouches for the time, if anybody.

    Raises:
        Unsignable: The time stamp service does not answer.
        Unusable: The key does not sign.
    """
    try:
        made = await KeySigner(key).async_sign_general_data(
            data,
            DIGEST,
            detached=True,
            use_cades=True,
            timestamper=timestamper,
            signed_attr_settings=PdfCMSSignedAttributes(signing_time=at),
        )
    except (SigningError, TimestampRequestError) as error:
        raise Unsignable(refusal(error)) from error
    return bytes(made.dump())
