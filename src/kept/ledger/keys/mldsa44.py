"""ML-DSA-44 (FIPS 204), pure: it outlasts quantum computers that would break the others."""

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from kept.ledger.keys.error import NO_MATCH, SignatureError


def verify_mldsa44(raw: bytes, message: bytes, signature: bytes, context: bytes = b"") -> None:
    """Return if `signature` (2,420 bytes) over `message` holds under `raw` (1,312 bytes).

    `context` separates uses of one key (FIPS 204 section 5.2): at most 255 bytes.
    """
    if len(context) > 255:
        raise SignatureError("A context has at most 255 bytes.")
    try:
        load_mldsa44(raw).verify(signature, message, context)
    except InvalidSignature:
        raise SignatureError(NO_MATCH) from None


@lru_cache(maxsize=1024)
def load_mldsa44(raw: bytes) -> MLDSA44PublicKey:
    """The key of 1,312 bytes, ready to verify."""
    return MLDSA44PublicKey.from_public_bytes(raw)
