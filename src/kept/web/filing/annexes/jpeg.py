"""JPEG without what cameras and programs write beside the picture (ITU-T T.81, annex B)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kept.web.filing.annexes.error import UnfitError

START: Final = b"\xff\xd8"
END: Final = b"\xff\xd9"
_SCAN: Final = 0xDA
# What a decoder needs: tables, frames, scans, intervals. Everything else is about the picture.
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC8})  # DHT and DAC among them
_NEEDED: Final = _FRAMES | {_SCAN, 0xDB, 0xDD, 0xDC}
_ADOBE: Final = 0xEE  # how colours are transformed: kept if it is just that
_ADOBE_LENGTH: Final = 12
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_MOST: Final = 10_000  # segments


def clean_jpeg(data: bytes) -> bytes:
    """The picture alone: no application segments, no comments, nothing after its end."""
    return START + b"".join(_parts(data)) + END


def _parts(data: bytes) -> Iterator[bytes]:
    at = len(START)
    for _ in range(_MOST):
        marker, at = _marker(data, at)
        if marker == END[1]:
            return
        if marker in _ALONE:
            raise UnfitError("broken")
        length = int.from_bytes(data[at : at + 2], "big")
        segment = data[at : at + length]
        if length < 2 or len(segment) != length:
            raise UnfitError("broken")
        at += length
        if marker in _NEEDED or _is_plain_adobe(marker, segment):
            yield bytes((0xFF, marker)) + segment
        if marker == _SCAN:
            end = _end_of_scan(data, at)
            yield data[at:end]
            at = end
    raise UnfitError("broken")


def _marker(data: bytes, at: int) -> tuple[int, int]:
    if data[at : at + 1] != b"\xff":
        raise UnfitError("broken")
    while data[at : at + 1] == b"\xff":  # fill bytes may stand before a marker
        at += 1
    if at >= len(data) or data[at] == 0:
        raise UnfitError("broken")
    return data[at], at + 1


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the coded data ends: at the first marker that is no restart within it."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise UnfitError("broken")
        follows = data[at + 1]
        if follows == 0 or 0xD0 <= follows <= 0xD7:
            at += 2
        elif follows == 0xFF:
            at += 1
        else:
            return at


def _is_plain_adobe(marker: int, segment: bytes) -> bool:
    return marker == _ADOBE and len(segment) == 2 + _ADOBE_LENGTH and segment[2:7] == b"Adobe"
