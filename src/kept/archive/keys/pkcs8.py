"""Secrets as PKCS #8 (RFC 5958), encrypted so that guessing a passphrase is slow (RFC 7914).

`cryptography` encrypts PKCS #8 with 2,048 rounds of PBKDF2, which a stolen key file does not
withstand: a graphics card tries millions of passphrases a second. The standard has scrypt as
well, which `cryptography` and OpenSSL read but the former does not write; so it is written here.
"""

from __future__ import annotations

import base64
import secrets
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.padding import PKCS7

# 16 MiB and about a third of a second for each guess. OpenSSL refuses more than 32 MiB.
COST: Final = 2**14
BLOCK: Final = 8
PARALLEL: Final = 8

ENCRYPTED: Final = "ENCRYPTED PRIVATE KEY"
CLEAR: Final = "PRIVATE KEY"

_SEQUENCE: Final = 0x30
_INTEGER: Final = 0x02
_OCTETS: Final = 0x04
_PBES2: Final = bytes.fromhex("06092a864886f70d01050d")  # 1.2.840.113549.1.5.13
_SCRYPT: Final = bytes.fromhex("06092b06010401da47040b")  # 1.3.6.1.4.1.11591.4.11
_AES_256_CBC: Final = bytes.fromhex("060960864801650304012a")  # 2.16.840.1.101.3.4.1.42


def encrypted_pem(secret: bytes, passphrase: bytes) -> bytes:
    """The DER `secret` (PrivateKeyInfo) as PEM, encrypted with AES-256-CBC under `passphrase`."""
    salt, start = secrets.token_bytes(16), secrets.token_bytes(16)
    key = Scrypt(salt=salt, length=32, n=COST, r=BLOCK, p=PARALLEL).derive(passphrase)
    derivation = _der(
        _SEQUENCE,
        _SCRYPT
        + _der(
            _SEQUENCE,
            _der(_OCTETS, salt) + _integer(COST) + _integer(BLOCK) + _integer(PARALLEL),
        ),
    )
    scheme = _der(_SEQUENCE, _AES_256_CBC + _der(_OCTETS, start))
    algorithm = _der(_SEQUENCE, _PBES2 + _der(_SEQUENCE, derivation + scheme))
    return pem(
        ENCRYPTED, _der(_SEQUENCE, algorithm + _der(_OCTETS, _encrypted(secret, key, start)))
    )


def pem(label: str, der: bytes) -> bytes:
    """`der` as PEM (RFC 7468), 64 characters a line."""
    text = base64.b64encode(der).decode("ascii")
    lines = (text[at : at + 64] for at in range(0, len(text), 64))
    return "\n".join((f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", "")).encode()


def _encrypted(secret: bytes, key: bytes, start: bytes) -> bytes:
    padder = PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES256(key), modes.CBC(start)).encryptor()
    padded = padder.update(secret) + padder.finalize()
    return encryptor.update(padded) + encryptor.finalize()


def _integer(number: int) -> bytes:
    return _der(_INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _der(tag: int, content: bytes) -> bytes:
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(size))) + size + content
