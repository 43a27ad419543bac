"""The exercise of Aruna and Belva: a log, seven witnesses, and trees by the words of RFC 6962."""

import hashlib
from collections.abc import Sequence

from kept.ledger.keys import Ed25519Signer, MLDSA44Signer
from kept.ledger.notes import (
    Checkpoint,
    NoteSigner,
    PolicyLog,
    PolicyWitness,
    SignatureType,
    VerifierKey,
    cosign,
    sign_checkpoint,
    with_signatures,
)

ORIGIN = "lakes.example/exercise"
NAMES = (
    "aruna.example/witness",
    "belva.example/witness",
    "mediator.example/north",
    "mediator.example/south",
    "observer.example/one",
    "observer.example/two",
    "observer.example/three",
    "observer.example/four",
    "observer.example/five",
    "observer.example/six",
)
ED25519 = SignatureType.ED25519
COSIGNATURE = SignatureType.ED25519_COSIGNATURE
ML_DSA_44 = SignatureType.ML_DSA_44
AT = 1_793_000_000  # a day in October 2026


def note_signer(name: str, type: SignatureType, salt: str = "") -> NoteSigner:
    seed = hashlib.sha256(f"{name} {type} {salt}".encode()).digest()
    make = MLDSA44Signer if type is ML_DSA_44 else Ed25519Signer
    return NoteSigner(name, type, make(seed))


LOG = note_signer(ORIGIN, ED25519)
LOG_ML_DSA = note_signer(ORIGIN, ML_DSA_44)
WITNESSES = tuple(note_signer(name, COSIGNATURE) for name in NAMES)


def policy_logs() -> list[PolicyLog]:
    return [PolicyLog(LOG.vkey)]


def policy_witnesses(n: int = 7) -> list[PolicyWitness]:
    """The first two are those of the parties: “aruna” and “belva”."""
    names = ["aruna", "belva", *(f"w{number}" for number in range(3, n + 1))]
    signers = zip(names, WITNESSES, strict=False)
    return [PolicyWitness(name, signer.vkey) for name, signer in signers]


def keys(*signers: NoteSigner) -> list[VerifierKey]:
    return [signer.vkey for signer in signers]


# Trees, slowly: RFC 6962 sections 2.1, 2.1.1 and 2.1.2 as they are written there.


def entries(n: int, word: str = "entry") -> list[bytes]:
    return [f"{word} {number}".encode() for number in range(n)]


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\0" + entry).digest()


def root(data: Sequence[bytes]) -> bytes:
    if not data:
        return hashlib.sha256(b"").digest()
    if len(data) == 1:
        return leaf(data[0])
    k = _split(len(data))
    return hashlib.sha256(b"\1" + root(data[:k]) + root(data[k:])).digest()


def inclusion(index: int, data: Sequence[bytes]) -> tuple[bytes, ...]:
    if len(data) == 1:
        return ()
    k = _split(len(data))
    if index < k:
        return (*inclusion(index, data[:k]), root(data[k:]))
    return (*inclusion(index - k, data[k:]), root(data[:k]))


def consistency(old: int, data: Sequence[bytes]) -> tuple[bytes, ...]:
    return () if old in (0, len(data)) else _subproof(old, data, whole=True)


def _subproof(old: int, data: Sequence[bytes], *, whole: bool) -> tuple[bytes, ...]:
    if old == len(data):
        return () if whole else (root(data),)
    k = _split(len(data))
    if old <= k:
        return (*_subproof(old, data[:k], whole=whole), root(data[k:]))
    return (*_subproof(old - k, data[k:], whole=False), root(data[:k]))


def _split(n: int) -> int:
    return 1 << (n - 1).bit_length() - 1


def checkpoint(data: Sequence[bytes], origin: str = ORIGIN) -> Checkpoint:
    return Checkpoint(origin, len(data), root(data))


def published(data: Sequence[bytes]) -> bytes:
    return sign_checkpoint(checkpoint(data), [LOG], AT)


def cosigned(note: bytes, signers: Sequence[NoteSigner], at: int = AT) -> bytes:
    return with_signatures(note, [cosign(note, signer, at) for signer in signers])
