"""Bytes as base64 of which every value has one text only (RFC 4648 sections 4, 5 and 3.5).

Python's own decoder skips foreign characters and ignores unused bits; a signed text could
then be written in several ways.
"""

import base64

from kept.ledger.canonical.error import CanonicalError


def to_base64(data: bytes) -> str:
    """Standard base64 with padding (RFC 4648 section 4).

    >>> to_base64(b"fee?")
    'ZmVlPw=='
    """
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str) -> bytes:
    """The bytes of standard base64 with padding; any other spelling raises `CanonicalError`."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise _not_base64("base64 with padding") from None
    if to_base64(data) != text:
        raise _not_base64("base64 with padding")
    return data


def to_base64url(data: bytes) -> str:
    """URL-safe base64 without padding (RFC 4648 section 5, RFC 7515 section 2).

    >>> to_base64url(b"fee?")
    'ZmVlPw'
    """
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """The bytes of URL-safe base64 without padding; any other spelling raises `CanonicalError`."""
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise _not_base64("URL-safe base64 without padding") from None
    if to_base64url(data) != text:
        raise _not_base64("URL-safe base64 without padding")
    return data


def _not_base64(kind: str) -> CanonicalError:
    return CanonicalError(
        f"A text is not {kind} in its only correct spelling. Write it exactly as it was produced."
    )
