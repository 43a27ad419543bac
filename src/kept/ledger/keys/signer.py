"""Whoever signs: a key and the act of signing, wherever the secret lies."""

from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from kept.ledger.keys.public import PublicKey


class Signer(Protocol):
    """Signs bytes with one key: a file, a hardware token, a passkey, a service."""

    @property
    def key(self) -> PublicKey:
        """The key under which the signatures hold."""

    def sign(self, message: bytes) -> bytes:
        """A signature over `message` that `kept.ledger.keys.verify` accepts for `key`."""


class Ed25519Signer:
    """Signs with the Ed25519 key of a secret seed of 32 bytes (RFC 8032 section 5.1.5)."""

    __slots__ = ("_private", "key")

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.key = PublicKey("ed25519", self._private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """The signature of 64 bytes; a message always has the same."""
        return self._private.sign(message)


class MLDSA44Signer:
    """Signs with the ML-DSA-44 key of a secret seed of 32 bytes (FIPS 204 section 5.1)."""

    __slots__ = ("_context", "_private", "key")

    def __init__(self, seed: bytes, context: bytes = b"") -> None:
        self._private = MLDSA44PrivateKey.from_seed_bytes(seed)
        self._context = context
        self.key = PublicKey("ml-dsa-44", self._private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """A signature of 2,420 bytes; the library adds chance, so each is another."""
        return self._private.sign(message, self._context)
