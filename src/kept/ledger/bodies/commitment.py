"""Commitments to whole bodies: HMAC-SHA-256 (RFC 2104) keyed with a salt, over a padded body."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from typing import Final, Literal, NoReturn

from kept.ledger.bodies.error import BodyError
from kept.ledger.canonical import Json

SIZE_CLASSES: Final[tuple[int, ...]] = tuple(1024 << 2 * k for k in range(8))  # 1 KiB to 16 MiB
LARGEST_BODY: Final = SIZE_CLASSES[-1] - 1  # bytes; the padding takes one at least
SALT: Final = 32  # bytes

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_MEDIA: Final = re.compile(r"[a-z0-9][a-z0-9.+-]{0,63}/[a-z0-9][a-z0-9.+-]{0,126}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What an entry says of a body: enough to know it again, nothing to guess it by.

    Of the length shows the size class `pad` alone. A member out of its range raises `BodyError`.
    """

    commit: str  # 64 hexadecimal digits
    media: str  # media type, lower case, without parameters
    pad: int  # bytes, one of `SIZE_CLASSES`
    alg: Literal["hmac-sha256"] = "hmac-sha256"

    def __post_init__(self) -> None:
        if not _DIGEST.fullmatch(self.commit):
            _refuse("commit has 64 digits from 0 to f")
        if not _MEDIA.fullmatch(self.media):
            _refuse("media is a media type in lower case, without parameters")
        if self.pad not in SIZE_CLASSES:
            _refuse(f"pad is one of {', '.join(map(str, SIZE_CLASSES))}")

    def to_json(self) -> dict[str, Json]:
        """The commitment as it stands in an entry."""
        return {"alg": self.alg, "commit": self.commit, "media": self.media, "pad": self.pad}


def read_commitment(value: Json) -> Commitment:
    """The commitment whose `to_json` is `value`; all else raises `BodyError`."""
    if not isinstance(value, dict) or sorted(value) != ["alg", "commit", "media", "pad"]:
        _refuse("it has alg, commit, media and pad, and nothing else")
    alg, digest, media, pad = value["alg"], value["commit"], value["media"], value["pad"]
    if not isinstance(digest, str) or not isinstance(media, str) or type(pad) is not int:
        _refuse("commit and media are texts, and pad is a number")
    if alg != "hmac-sha256":
        _refuse("alg is hmac-sha256")
    return Commitment(commit=digest, media=media, pad=pad)


def commit(body: bytes, salt: bytes, media: str) -> Commitment:
    """The commitment to `body`, for 32 random bytes of `salt` that are used for nothing else.

    HMAC-SHA-256 with the salt as key over the body, a byte 0x80, and zeros up to the size class.
    The 0x80 shows where the body ends, so that no two bodies are padded to the same bytes.
    Raises `BodyError` for a body beyond 16,777,215 bytes.

    >>> commit(b"yes", bytes(32), "text/plain").pad
    1024
    """
    pad = _size_class(len(body))
    return Commitment(commit=_code(body, salt, pad).hex(), media=media, pad=pad)


def check_body(commitment: Commitment, salt: bytes, body: bytes) -> None:
    """Return if `body` is what was committed to with `salt`; raise `BodyError` if not."""
    pad = _size_class(len(body))
    expected = bytes.fromhex(commitment.commit)
    if pad != commitment.pad or not hmac.compare_digest(_code(body, salt, pad), expected):
        raise BodyError(
            "This is not the body that the entry commits to: the body or its salt was changed, "
            "or belongs to another entry. Ask its holder for both again."
        )


def _size_class(length: int) -> int:
    for pad in SIZE_CLASSES:
        if length < pad:
            return pad
    raise BodyError(
        f"A body of {length} bytes is too long: at most {LARGEST_BODY} are taken. Divide it, "
        "one entry for each part."
    )


def _code(body: bytes, salt: bytes, pad: int) -> bytes:
    if len(salt) != SALT:
        raise BodyError(f"A salt has {SALT} bytes, and this one has {len(salt)}. Copy it again.")
    return hmac.digest(salt, body + b"\x80" + bytes(pad - len(body) - 1), "sha256")


def _refuse(rule: str) -> NoReturn:
    raise BodyError(f"A commitment is not accepted. What is required: {rule}.")
