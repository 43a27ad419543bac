"""ES256: ECDSA over P-256 with SHA-256 (FIPS 186-5, RFC 7518 section 3.4), as passkeys use it."""

from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.hashes import SHA256

from kept.ledger.keys.error import NO_MATCH, PublicKeyError, SignatureError

_ES256: Final = ECDSA(SHA256())


def verify_es256(raw_point: bytes, message: bytes, der_signature: bytes) -> None:
    """Return if the signature over `message` holds under the point `raw_point` (65 bytes).

    `der_signature` is an Ecdsa-Sig-Value (RFC 3279 section 2.2.3) in DER: OpenSSL refuses other
    spellings of the same two numbers. Of the two numbers the second has a twin that holds as
    well: two different signatures may say the same, so never name a signed text by its signature.
    """
    try:
        load_es256(raw_point).verify(der_signature, message, _ES256)
    except InvalidSignature:
        raise SignatureError(NO_MATCH) from None


@lru_cache(maxsize=1024)
def load_es256(raw_point: bytes) -> EllipticCurvePublicKey:
    """The key at the uncompressed point (SEC 1 section 2.3.3), which must lie on the curve."""
    try:
        return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), raw_point)
    except ValueError:
        raise PublicKeyError(
            "This is not a point of the curve P-256. Copy the key again, or make a new one."
        ) from None
