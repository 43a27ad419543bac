"""Whether a signature holds, by the algorithm of its key."""

from kept.ledger.keys.ed25519 import verify_ed25519
from kept.ledger.keys.error import SignatureError
from kept.ledger.keys.mldsa44 import verify_mldsa44
from kept.ledger.keys.public import PublicKey
from kept.ledger.keys.webauthn import RelyingParty, verify_assertion


def verify(
    key: PublicKey,
    message: bytes,
    signature: bytes,
    *,
    party: RelyingParty | None = None,
    context: bytes = b"",
) -> None:
    """Return if `signature` over `message` holds under `key`; raise `SignatureError` if not.

    `party` is the site whose passkeys are accepted, and needed for them alone. `context` is
    that of ML-DSA-44 (FIPS 204 section 5.2); the other algorithms have none.
    """
    if context and key.algorithm != "ml-dsa-44":
        raise SignatureError(f"A signature by {key.algorithm} has no context.")
    if key.algorithm == "ed25519":
        verify_ed25519(key.raw, message, signature)
    elif key.algorithm == "ml-dsa-44":
        verify_mldsa44(key.raw, message, signature, context)
    elif party is None:
        raise SignatureError(
            "This register names no site whose passkeys it accepts, and a passkey signed here. "
            "Name the site, or sign with another key."
        )
    else:
        verify_assertion(key.raw, message, signature, party)
