"""The secret of a key as a file: what is written, and the signer it is loaded as."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from kept.archive.keys.error import KeyFileError
from kept.archive.keys.pkcs8 import CLEAR, ENCRYPTED, encrypted_pem, pem
from kept.ledger.keys import Algorithm, Ed25519Signer, MLDSA44Signer, Signer

LARGEST: Final = 16_384  # bytes: far more than any secret of ours


def secret_pem(algorithm: Algorithm, seed: bytes, passphrase: bytes | None) -> bytes:
    """The file of the key that `seed` (32 bytes) makes; without a passphrase, in the clear."""
    private: Ed25519PrivateKey | MLDSA44PrivateKey
    if algorithm == "ed25519":
        private = Ed25519PrivateKey.from_private_bytes(seed)
    elif algorithm == "ml-dsa-44":
        private = MLDSA44PrivateKey.from_seed_bytes(seed)
    else:
        raise KeyFileError(
            "A passkey lives in a security key or a telephone, and not in a file. "
            "Choose ed25519 or ml-dsa-44."
        )
    der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return pem(CLEAR, der) if passphrase is None else encrypted_pem(der, passphrase)


def is_encrypted(path: Path) -> bool:
    """Whether the secret in `path` asks for a passphrase."""
    return f"-----BEGIN {ENCRYPTED}-----".encode() in _read(path)


def load_signer(path: Path, passphrase: bytes | None) -> Signer:
    """Whoever signs with the secret in `path` (NAME.pem).

    Raises `KeyFileError` if the passphrase is wrong or missing, or if the file is no such secret.
    """
    data = _read(path)
    encrypted = f"-----BEGIN {ENCRYPTED}-----".encode() in data
    if encrypted and passphrase is None:
        raise KeyFileError(f"{path} is encrypted: give its passphrase.")
    try:
        private = load_pem_private_key(data, passphrase if encrypted else None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise _not_loaded(path, encrypted=encrypted) from None
    if isinstance(private, Ed25519PrivateKey):
        return Ed25519Signer(private.private_bytes_raw())
    if isinstance(private, MLDSA44PrivateKey):
        return MLDSA44Signer(private.private_bytes_raw())
    raise KeyFileError(f"{path} holds a key of another kind; ed25519 and ml-dsa-44 are used here.")


def _not_loaded(path: Path, *, encrypted: bool) -> KeyFileError:
    if encrypted:
        return KeyFileError(
            f"{path} does not open: the passphrase is another one, or the file is damaged. "
            "Type the passphrase again; if it fails still, take the copy you keep elsewhere."
        )
    return KeyFileError(
        f"{path} is no secret key, or damaged. Take the copy you keep elsewhere, or name "
        "another file."
    )


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise KeyFileError(
            f"{path} cannot be read: {error.strerror}. kept key show lists the keys at hand."
        ) from None
    if len(data) > LARGEST:
        raise KeyFileError(f"{path} is too long to be a secret key. Name another file.")
    return data
