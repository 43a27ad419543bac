"""A public key: an algorithm and the bytes of the key, and the id by which it is cited."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from kept.ledger.canonical import CanonicalError, from_base64, to_base64
from kept.ledger.keys.ed25519 import load_ed25519
from kept.ledger.keys.error import PublicKeyError
from kept.ledger.keys.es256 import load_es256
from kept.ledger.keys.mldsa44 import load_mldsa44

Algorithm = Literal["ed25519", "webauthn-es256", "ml-dsa-44"]
ALGORITHMS: Final[tuple[Algorithm, ...]] = Algorithm.__args__  # type: ignore[attr-defined]

_LENGTHS: Final[dict[str, int]] = {"ed25519": 32, "webauthn-es256": 65, "ml-dsa-44": 1312}
_LOADED: Final[dict[str, Callable[[bytes], object]]] = {
    "ed25519": load_ed25519,
    "webauthn-es256": load_es256,
    "ml-dsa-44": load_mldsa44,
}


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key with which signatures are verified. Its algorithm is part of it.

    `raw` is 32 bytes for ed25519 (RFC 8032), the uncompressed P-256 point of 65 bytes for
    webauthn-es256 (SEC 1), 1,312 bytes for ml-dsa-44 (FIPS 204). A key of another length, off
    its curve, or with which everybody could sign raises `PublicKeyError`.
    """

    algorithm: Algorithm
    raw: bytes

    def __post_init__(self) -> None:
        if self.algorithm not in _LENGTHS:
            raise PublicKeyError(
                f"{self.algorithm[:20]!a} is no algorithm. Use one of {', '.join(ALGORITHMS)}."
            )
        if len(self.raw) != _LENGTHS[self.algorithm]:
            raise PublicKeyError(
                f"A key for {self.algorithm} has {_LENGTHS[self.algorithm]} bytes, "
                f"and this one has {len(self.raw)}. Copy it again."
            )
        _LOADED[self.algorithm](self.raw)

    @property
    def id(self) -> str:
        """Lower-case hexadecimal SHA-256 of the algorithm's name, a zero byte and the key."""
        return hashlib.sha256(self.algorithm.encode("ascii") + b"\0" + self.raw).hexdigest()

    @property
    def text(self) -> str:
        """The key as people hand it on: "ed25519:" and standard base64."""
        return f"{self.algorithm}:{to_base64(self.raw)}"


def read_public_key(text: str) -> PublicKey:
    """The key whose `text` is exactly this; everything else raises `PublicKeyError`.

    >>> key = read_public_key("ed25519:11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
    >>> key.id[:16]
    '40302329e41f3cc7'
    """
    for algorithm in ALGORITHMS:
        if text.startswith(f"{algorithm}:"):
            return PublicKey(algorithm, _bytes(text[len(algorithm) + 1 :]))
    raise PublicKeyError(
        f"A key begins with its algorithm, one of {', '.join(ALGORITHMS)}, and a colon. "
        "Copy the whole key."
    )


def _bytes(text: str) -> bytes:
    try:
        return from_base64(text)
    except CanonicalError as error:
        raise PublicKeyError(f"A key is written as base64. {error}") from None
