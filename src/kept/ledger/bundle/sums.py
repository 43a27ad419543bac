"""SHA256SUMS: the digests of all other files, as the program sha256sum writes and reads them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final

from kept.ledger.bundle.findings import Fault
from kept.ledger.bundle.names import PLAIN

SUMS: Final = "SHA256SUMS"

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def write_sums(files: Mapping[str, bytes]) -> bytes:
    """The list of all of `files` but itself, sorted by name."""
    names = sorted(set(files) - {SUMS})
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in names]
    return "".join(lines).encode("ascii")


def read_sums(data: bytes) -> dict[str, str]:
    """The digest of each file listed; raises `Fault` unless written as `write_sums` does."""
    try:
        *lines, last = data.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise Fault("sums-malformed") from None
    listed: dict[str, str] = {}
    for line in lines:
        digest, blanks, name = line[:64], line[64:66], line[66:]
        if not _DIGEST.fullmatch(digest) or blanks != "  " or not PLAIN.fullmatch(name):
            raise Fault("sums-malformed")
        listed[name] = digest
    if last or sorted(listed) != [line[66:] for line in lines]:
        raise Fault("sums-malformed")
    return listed
