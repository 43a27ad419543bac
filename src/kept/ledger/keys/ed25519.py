"""Ed25519 (RFC 8032), with a rule of admission under which every library agrees.

Libraries differ on keys and signatures that contain points of low order, or encodings that are
not canonical ("It's 255:19AM", hdevalence.ca, 2020; Chalkias et al., eprint 2020/823). OpenSSL,
Go and Node accept the identity as a key, and then one constant signature fits *every* text:
its owner could deny all of them. Refusing 48 encodings settles it and costs one look-up.
"""

from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kept.ledger.keys.error import NO_MATCH, PublicKeyError, SignatureError

_P: Final = 2**255 - 19
_SIGN: Final = 2**255  # the highest bit of an encoding: the sign of x
_ORDER_8: Final = (
    0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
)


def _encodings(*heights: int) -> frozenset[bytes]:
    """Both encodings of the points at each y (RFC 8032 section 5.1.2)."""
    return frozenset((y + sign).to_bytes(32, "little") for y in heights for sign in (0, _SIGN))


# At y = 1 lies the identity, at -1 the point of order 2, at 0 those of order 4;
# p and p + 1 are 0 and 1, written so that a careless reader takes them.
LOW_ORDER: Final = _encodings(1, _P - 1, 0, *_ORDER_8, _P, _P + 1)
NOT_CANONICAL: Final = _encodings(*range(_P, _SIGN))
_REFUSED: Final = LOW_ORDER | NOT_CANONICAL


def verify_ed25519(raw: bytes, message: bytes, signature: bytes) -> None:
    """Return if `signature` (64 bytes) over `message` holds under the key `raw` (32 bytes).

    Raises `PublicKeyError` for a key and `SignatureError` for a signature with a point of low
    order or not in canonical form, whatever the equation says.
    """
    key = load_ed25519(raw)
    if signature[:32] in _REFUSED:
        raise SignatureError(
            "The signature begins with a point that no honest signer produces. Sign anew."
        )
    try:
        key.verify(signature, message)
    except InvalidSignature:
        raise SignatureError(NO_MATCH) from None


@lru_cache(maxsize=1024)
def load_ed25519(raw: bytes) -> Ed25519PublicKey:
    """The key of 32 bytes, ready to verify; raises `PublicKeyError` for one nobody should have."""
    if raw in _REFUSED:
        raise PublicKeyError(
            "This Ed25519 key is so weak that anybody can sign in its name. Make a new key."
        )
    return Ed25519PublicKey.from_public_bytes(raw)
