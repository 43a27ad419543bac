"""Ordinary entries, read quickly: their only spelling is written again, and compared.

What this accepts, the strict readers accept, and it comes to the same; all else is left to them,
and so are the reasons for refusing it. Of a thousand entries nearly all are ordinary: an
envelope whose texts need no escapes, around a statement filed or sealed.
"""

from __future__ import annotations

import json
from binascii import Error, a2b_base64, b2a_base64
from typing import Final

from kept.ledger.canonical import LARGEST_TEXT, Json
from kept.ledger.entries.error import EntryError
from kept.ledger.entries.header import Header, header_of
from kept.ledger.envelope import (
    ENTRY_TYPE,
    LARGEST_ENVELOPE,
    Envelope,
    EnvelopeError,
    Signature,
)

_ENVELOPE: Final = (
    b'{"payload":"%b","payloadType":"' + ENTRY_TYPE.encode() + b'","signatures":[%b]}'
)
_SIGNATURE: Final = b'{"keyid":"%b","sig":"%b"}'
_FIRST: Final = 13  # where the first key id stands if the text is cut at its quotation marks
_NEXT: Final = 8  # and each further one
_PLAIN: Final = frozenset(("statement.filed", "statement.sealed"))
_parse: Final = json.JSONDecoder().decode


def plain_envelope(raw: bytes) -> Envelope | None:
    """The envelope whose bytes are `raw` if it is an ordinary one around an entry."""
    if len(raw) > LARGEST_ENVELOPE:
        return None
    parts = raw.split(b'"')
    keys, signatures = parts[_FIRST::_NEXT], parts[_FIRST + 4 :: _NEXT]
    if len(parts) < _FIRST + 6 or len(keys) != len(signatures):
        return None
    signed = b",".join(map(_SIGNATURE.__mod__, zip(keys, signatures, strict=True)))
    if _ENVELOPE % (parts[3], signed) != raw:
        return None
    payload = _bytes(parts[3])
    found = tuple(
        Signature(key.decode("latin-1"), _bytes(sig) or b"")
        for key, sig in zip(keys, signatures, strict=True)
    )
    try:
        return None if payload is None else Envelope(payload, ENTRY_TYPE, found)
    except EnvelopeError:
        return None


def _bytes(text: bytes) -> bytes | None:
    """The bytes whose only base64 is `text`.

    Where Python's decoder skips something there are fewer bytes than the length of the text
    tells, and only in its last four letters can a bit be left over.
    """
    padding = 2 if text[-2:] == b"==" else int(text[-1:] == b"=")
    try:
        data = a2b_base64(text)
    except Error:
        return None
    if not data or len(text) % 4 or len(data) != len(text) // 4 * 3 - padding:
        return None
    return data if b2a_base64(data[padding - 3 :], newline=False) == text[-4:] else None


def plain_header(payload: bytes) -> Header | None:
    """The header whose payload is `payload` if it is that of a statement."""
    if len(payload) > LARGEST_TEXT:
        return None
    try:
        value: Json = _parse(payload.decode("ascii"))
        if not isinstance(value, dict) or value.get("type") not in _PLAIN:
            return None
        header = header_of(value)
    except (ValueError, TypeError, RecursionError, EntryError):
        return None
    return header if _text(value, header).encode("utf-8", "replace") == payload else None


def _text(value: dict[str, Json], header: Header) -> str:
    """The canonical text of a header, `value` as JSON; its own values hold no escapes."""
    body, seen = value["body"], value["seen"]
    if (
        not isinstance(body, dict)
        or not isinstance(seen, dict)
        or header.log != _plain(header.log)
    ):
        return ""
    return "".join(
        (
            "{",
            _list("_sd", header.digests),
            '"_sd_alg":"sha-256",' if header.digests else "",
            _list("about", header.about),
            f'"body":{{"alg":"hmac-sha256","commit":"{body["commit"]}","media":"{body["media"]}",',
            f'"pad":{body["pad"]}}},"claimed":"{value["claimed"]}","key":"{header.key}",',
            f'"log":"{header.log}",',
            f'"prev":"{header.prev}",' if header.prev else "",
            _list("refs", header.refs),
            f'"release":"{header.release}","role":"{header.role}",',
            f'"seen":{{"root":"{seen["root"]}","size":{header.seen.size}}},',
            f'"seq":{header.seq},"type":"{header.type}","v":1',
            f",{_list('with', header.with_)[:-1]}" if header.with_ else "",
            "}",
        )
    )


def _plain(text: str) -> str:
    return text.replace("\\", "").replace('"', "")


def _list(name: str, items: tuple[str, ...]) -> str:
    return f'"{name}":["' + '","'.join(items) + '"],' if items else ""
