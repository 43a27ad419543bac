"""Keys and signatures: which ones are accepted, and when a signature holds.

The algorithm is a property of the key, never of what was signed. `verify` is the one door:
it returns if the signature holds and raises `SignatureError`, with the reason, if not.
"""

from kept.ledger.keys.ed25519 import verify_ed25519
from kept.ledger.keys.error import PublicKeyError, SignatureError
from kept.ledger.keys.es256 import verify_es256
from kept.ledger.keys.mldsa44 import verify_mldsa44
from kept.ledger.keys.public import ALGORITHMS, Algorithm, PublicKey, read_public_key
from kept.ledger.keys.signer import Ed25519Signer, MLDSA44Signer, Signer
from kept.ledger.keys.verify import verify
from kept.ledger.keys.webauthn import (
    Assertion,
    RelyingParty,
    challenge,
    read_assertion,
    verify_assertion,
)

__all__ = [
    "ALGORITHMS",
    "Algorithm",
    "Assertion",
    "Ed25519Signer",
    "MLDSA44Signer",
    "PublicKey",
    "PublicKeyError",
    "RelyingParty",
    "SignatureError",
    "Signer",
    "challenge",
    "read_assertion",
    "read_public_key",
    "verify",
    "verify_assertion",
    "verify_ed25519",
    "verify_es256",
    "verify_mldsa44",
]
