"""PNG without what cameras and programs write beside the picture (ISO/IEC 15948)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

from kept.web.filing.annexes.error import UnfitError

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_CRITICAL: Final = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
# How the picture is shown; all of fixed form, so that nothing else can be said with them.
_LENGTHS: Final = {b"sRGB": (1,), b"gAMA": (4,), b"cHRM": (32,), b"tRNS": tuple(range(257))}
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by colour type
MOST_PIXELS: Final = 60_000_000
_SLACK: Final = 1024  # bytes beside the rows of an interlaced picture


def clean_png(data: bytes) -> bytes:
    """The picture alone: no texts, times, places or profiles, nothing after its end."""
    chunks = list(_chunks(data))
    if [name for name, _ in chunks[:1]] != [b"IHDR"]:
        raise UnfitError("broken")
    _check_unpacks(chunks)
    kept = [(name, body) for name, body in chunks if _stays(name, body)]
    return SIGNATURE + b"".join(_chunk(name, body) for name, body in kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, name = len(SIGNATURE), b""
    while name != b"IEND":
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body, crc = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if len(crc) != 4 or zlib.crc32(name + body) != int.from_bytes(crc, "big"):
            raise UnfitError("broken")
        yield name, body
        at += 12 + length


def _stays(name: bytes, body: bytes) -> bool:
    if name == b"IEND":
        return not body
    return name in _CRITICAL or len(body) in _LENGTHS.get(name, ())


def _chunk(name: bytes, body: bytes) -> bytes:
    crc = zlib.crc32(name + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + name + body + crc


def _check_unpacks(chunks: list[tuple[bytes, bytes]]) -> None:
    """Refuse a picture that would fill a memory: its size is told, and must be what is packed."""
    head = chunks[0][1]
    if len(head) != 13 or head[9] not in _CHANNELS:
        raise UnfitError("broken")
    width, height = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
    if not 0 < width * height <= MOST_PIXELS:
        raise UnfitError("bomb")
    row = (width * _CHANNELS[head[9]] * head[8] + 7) // 8 + 1
    most = row * height + (height + width) * 8 + _SLACK
    packed = b"".join(body for name, body in chunks if name == b"IDAT")
    unpacking = zlib.decompressobj()
    try:
        size = len(unpacking.decompress(packed, most + 1))
    except zlib.error:
        raise UnfitError("broken") from None
    if size > most:
        raise UnfitError("bomb")
