"""What was signed, apart from who was to sign it: facts about bytes, verified anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from kept.ledger.keys import Algorithm, PublicKey, RelyingParty, SignatureError, verify

# What was signed, and for each signature the key, the signature and the site of a passkey.
Signed: TypeAlias = tuple[bytes, tuple[tuple[Algorithm, bytes, bytes, RelyingParty | None], ...]]

_KEYS_KEPT: Final = 4096


def hold(signed: Sequence[Signed]) -> list[bool]:
    """Whether all signatures of each entry hold; of one without any they do not."""
    return [_holds(message, signatures) for message, signatures in signed]


def _holds(
    message: bytes, signatures: tuple[tuple[Algorithm, bytes, bytes, RelyingParty | None], ...]
) -> bool:
    try:
        for algorithm, raw, signature, party in signatures:
            verify(_key(algorithm, raw), message, signature, party=party)
    except SignatureError:
        return False
    return bool(signatures)


@lru_cache(_KEYS_KEPT)
def _key(algorithm: Algorithm, raw: bytes) -> PublicKey:
    return PublicKey(algorithm, raw)
