"""An entry: the signed envelope around a header, and the name it has everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kept.ledger.entries.error import EntryError
from kept.ledger.entries.header import Header, header_of
from kept.ledger.entries.plain import plain_envelope, plain_header
from kept.ledger.envelope import (
    ENTRY_TYPE,
    Envelope,
    EnvelopeError,
    read_envelope_and_payload,
    sign_envelope,
)
from kept.ledger.keys import Signer
from kept.ledger.tree import leaf_hash

_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nobody misreads them


@dataclass(frozen=True, slots=True)
class Entry:
    """One signed line of the register. That its signatures hold is not said here."""

    raw: bytes  # at most 65,535 bytes
    envelope: Envelope
    header: Header
    hash: str  # 64 hexadecimal digits


def read_entry(raw: bytes) -> Entry:
    """The entry whose bytes are exactly `raw`; all else raises `EntryError`."""
    envelope = plain_envelope(raw)
    header = plain_header(envelope.payload) if envelope is not None else None
    if envelope is None or header is None:
        envelope, header = _read_strictly(raw)
    return Entry(raw, envelope, header, entry_hash(raw))


def _read_strictly(raw: bytes) -> tuple[Envelope, Header]:
    try:
        envelope, payload = read_envelope_and_payload(raw)
    except EnvelopeError as error:
        raise EntryError(str(error)) from None
    if envelope.payload_type != ENTRY_TYPE:
        raise EntryError(
            f"This envelope holds no entry: its payloadType must be {ENTRY_TYPE}. Sign it as one."
        )
    return envelope, header_of(payload)


def sign_entry(header: Header, signers: Iterable[Signer]) -> Entry:
    """The entry that `header` and the signatures of exactly those it names make.

    Raises `EntryError` if the header breaks a rule, or somebody else signs, or somebody not.
    """
    signing = tuple(signers)
    if tuple(sorted(signer.key.id for signer in signing)) != header.signers:
        raise EntryError(
            "Those who sign are not those the header names in “key” and “with”. "
            "Name them, or let them sign."
        )
    return read_entry(sign_envelope(header.to_bytes(), ENTRY_TYPE, signing).to_bytes())


def entry_hash(raw: bytes) -> str:
    """The name of the entry with these bytes: its leaf hash (RFC 6962 section 2.1) in hex."""
    return leaf_hash(raw).hex()


def entry_code(entry: str) -> str:
    """The first 100 bits of an entry's hash in Crockford's base 32, to print on minutes.

    >>> entry_code("f81f" + 60 * "0")
    'Z0FG-0000-0000-0000-0000'
    """
    bits = int(entry[:25], 16)
    letters = "".join(_CROCKFORD[bits >> shift & 31] for shift in range(95, -1, -5))
    return "-".join(letters[start : start + 4] for start in range(0, 20, 4))


def code_digits(code: str) -> str | None:
    """The first 24 digits of the hash whose code this is; None if it is no code.

    >>> code_digits("Z0FG-0000-0000-0000-0000")
    'f81f00000000000000000000'
    """
    letters = code.replace("-", "")
    if len(letters) != 20 or not set(letters) <= set(_CROCKFORD):
        return None
    bits = 0
    for each in letters:
        bits = bits << 5 | _CROCKFORD.index(each)
    return f"{bits >> 4:024x}"
