"""ES256: ECDSA over P-256 with SHA-256 (FIPS 186-5, RFC 7518 section 3.4), as passkeys use it."""

from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256

from kept.ledger.keys.error import NO_MATCH, PublicKeyError, SignatureError

_ES256: Final = ECDSA(SHA256())
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def verify_es256(raw_point: bytes, message: bytes, der_signature: bytes) -> None:
    """Return if the signature over `message` holds under the point `raw_point` (65 bytes).

    `der_signature` is an Ecdsa-Sig-Value (RFC 3279 section 2.2.3) in DER; OpenSSL refuses other
    spellings of its two numbers, r and s. With s its twin, the order less s, holds as well.
    """
    try:
        load_es256(raw_point).verify(der_signature, message, _ES256)
    except InvalidSignature:
        raise SignatureError(NO_MATCH) from None


def lower_twin(der_signature: bytes) -> bytes:
    """Of this signature and its twin the one with the lower s; what is no signature, as it is.

    Anybody can turn one twin into the other. Where signatures are part of what is hashed, taking
    one of the two only keeps others from giving an author's entry a second hash.
    """
    try:
        r, s = decode_dss_signature(der_signature)
    except ValueError:
        return der_signature
    return encode_dss_signature(r, _ORDER - s) if _ORDER // 2 < s < _ORDER else der_signature


@lru_cache(maxsize=1024)
def load_es256(raw_point: bytes) -> EllipticCurvePublicKey:
    """The key at the uncompressed point (SEC 1 section 2.3.3), which must lie on the curve."""
    try:
        return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), raw_point)
    except ValueError:
        raise PublicKeyError(
            "This is not a point of the curve P-256. Copy the key again, or make a new one."
        ) from None
