"""Bundles as ZIP files: equal files give equal bytes, and no file can be read in two ways."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final, NamedTuple

from kept.ledger.bundle.error import BundleError
from kept.ledger.bundle.names import LARGEST_FILE, PLAIN

LARGEST_BUNDLE: Final = 4 * 1024**3  # bytes, unpacked
MOST_FILES: Final = 65_534  # more need ZIP64, which old programs do not read

_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP can state
_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644 << 16


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of `files`: sorted, stored as they are, with no date, user or machine in it.

    Raises `BundleError` for names a bundle cannot have, and for more than 65,534 files.
    """
    if len(files) > MOST_FILES:
        raise BundleError(
            f"{len(files):,} files are too many for a ZIP that every program can read. Hand out "
            "the folder of the register, or a bundle of some of its entries."
        )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        for name in sorted(files):
            if not PLAIN.fullmatch(name):
                raise BundleError(
                    f"{name!a} is no name for a file of a bundle. Use a to z, A to Z, 0 to 9, "
                    "dots, hyphens, underlines, and / between folders."
                )
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
            archive.writestr(entry, files[name])
    return target.getvalue()


class _Packed(NamedTuple):
    """Where a file begins in a ZIP, and how it is packed."""

    start: int
    method: int
    packed: int
    size: int
    crc: int


def read_zip(data: bytes) -> dict[str, bytes]:
    """The files in a ZIP, each at most 64 MiB and all together at most 4 GiB.

    Plain names, each once; stored or deflated, not encrypted, nothing overlapping, nothing
    before or after: what one program finds in it, every other finds. Raises `BundleError`.
    """
    found = _directory(data)
    if sum(each.size for each in found.values()) > LARGEST_BUNDLE:
        raise BundleError("Unpacked, this ZIP would have more than 4 GiB. It was not opened.")
    return {name: _unpacked(data, name, each) for name, each in found.items()}


def _directory(data: bytes) -> dict[str, _Packed]:
    end = data[-22:]
    count, length, start = (_number(end[8:10]), _number(end[12:16]), _number(end[16:20]))
    alone = end[4:8] == bytes(4) and end[8:10] == end[10:12] and end[20:22] == bytes(2)
    if len(end) < 22 or end[:4] != b"PK\5\6" or not alone or start + length != len(data) - 22:
        raise _doubtful()
    found: dict[str, _Packed] = {}
    spans: list[tuple[int, int]] = []
    at = start
    for _ in range(count):
        record = data[at : at + 46]
        if len(record) < 46 or record[:4] != b"PK\1\2":
            raise _doubtful()
        named, extra, comment = (_number(record[n : n + 2]) for n in (28, 30, 32))
        raw = data[at + 46 : at + 46 + named]
        at += 46 + named + extra + comment
        size = _number(record[24:28])
        if raw.endswith(b"/") and not size:
            continue  # a folder, which some programs enter by itself
        offset = _number(record[42:46])
        begin = _begin(data, offset, raw)
        packed = _Packed(
            begin, _number(record[10:12]), _number(record[20:24]), size, _number(record[16:20])
        )
        name = raw.decode("ascii", "replace")
        _check(name, packed, encrypted=bool(record[8] & 1), known=name in found)
        found[name] = packed
        spans.append((offset, begin + packed.packed))
    if at != len(data) - 22:
        raise _doubtful()
    _check_apart(spans, start)
    return found


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _begin(data: bytes, offset: int, raw: bytes) -> int:
    """Where the bytes of a file begin: its own header names it as the directory does."""
    header = data[offset : offset + 30]
    named, extra = _number(header[26:28]), _number(header[28:30])
    if len(header) < 30 or header[:4] != b"PK\3\4":
        raise _doubtful()
    if data[offset + 30 : offset + 30 + named] != raw:
        raise _doubtful()
    return offset + 30 + named + extra


def _check(name: str, packed: _Packed, *, encrypted: bool, known: bool) -> None:
    if encrypted or known or packed.method not in (0, 8) or not PLAIN.fullmatch(name):
        raise BundleError(
            f"The ZIP holds {name[:80]!a}, whose name or packing no bundle has. It was not opened."
        )
    if packed.size > LARGEST_FILE or (packed.method == 0 and packed.packed != packed.size):
        raise BundleError(f"In the ZIP, {name!a} is larger than any file of a bundle.")


def _check_apart(spans: list[tuple[int, int]], start: int) -> None:
    end = 0
    for first, last in sorted(spans):
        if first < end or last > start:
            raise _doubtful()
        end = last


def _unpacked(data: bytes, name: str, packed: _Packed) -> bytes:
    content = data[packed.start : packed.start + packed.packed]
    if packed.method == 8:
        unpacking = zlib.decompressobj(-15)
        try:
            content = unpacking.decompress(content, packed.size + 1)
        except zlib.error:
            raise _damaged(name) from None
        if not unpacking.eof or unpacking.unused_data:
            raise _damaged(name)
    if len(content) != packed.size or zlib.crc32(content) != packed.crc:
        raise _damaged(name)
    return content


def _doubtful() -> BundleError:
    return BundleError(
        "This is not a ZIP that can be read without doubt. Unpack it, and check the folder."
    )


def _damaged(name: str) -> BundleError:
    return BundleError(f"In the ZIP, {name!a} is damaged. Ask for the bundle again.")
