"""One value, one text: strict canonical JSON (RFC 8785) and strict base64 (RFC 4648).

Whoever signs a text signs bytes. Two programs that read the same bytes must therefore read
the same value, and a value must have one text only: what is ambiguous raises `CanonicalError`.
"""

from kept.ledger.canonical.binary import from_base64, from_base64url, to_base64, to_base64url
from kept.ledger.canonical.error import CanonicalError
from kept.ledger.canonical.values import (
    DEEPEST,
    LARGEST_INTEGER,
    LARGEST_TEXT,
    Json,
    decode,
    encode,
)

__all__ = [
    "DEEPEST",
    "LARGEST_INTEGER",
    "LARGEST_TEXT",
    "CanonicalError",
    "Json",
    "decode",
    "encode",
    "from_base64",
    "from_base64url",
    "to_base64",
    "to_base64url",
]
