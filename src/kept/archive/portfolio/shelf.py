"""What was made ready of a process, at rest: one file, made again whenever it is missing.

    "kept ready 1" | length and checksum of the head (8 bytes each) | head (JSON) | stretches

A file lies under a name that tells the text and the statements it was made from. It is handed to
the kernel as it is, so it is read only where nobody but this user can have written it.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from stat import S_IWGRP, S_IWOTH
from typing import Any, Final

import numpy as np

from kept.archive.portfolio.ready import ALIGNED, LAYOUT
from kept.assessment.sweep.columns import Int32, UInt8
from kept.report.portfolio import Outline
from kept.texts import Words

MAGIC: Final = b"kept ready 1"
START: Final = len(MAGIC) + 16
READ: Final = (".toml", ".md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What one pass of the kernel is handed, and the standpoints it answers for."""

    standpoints: tuple[str, ...]
    ready: UInt8


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A process as a portfolio needs it."""

    outline: Outline
    compiled_on: date
    since: date  # the readings are those known from this day on
    before: date | None  # and until the day before this one
    commitments: tuple[str, ...]
    standpoints: tuple[str, ...]  # the one asked for first
    passes: tuple[Pass, ...]
    heard: Int32  # see `heard_by`

    def holds(self, known_at: date) -> bool:
        """Whether a day of knowledge knows these readings."""
        return self.since <= known_at and (self.before is None or known_at < self.before)


def name_of(folder: Path, standpoint: str | None) -> str:
    """The file name of what is made ready of a folder: another for other bytes in it."""
    total = hashlib.sha256(repr((LAYOUT, standpoint)).encode())
    for path in _files(folder):
        body = hashlib.sha256(path.read_bytes()).digest()
        total.update(repr(path.relative_to(folder).parts).encode() + body)
    return f"{total.hexdigest()}.ready"


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        for each in sorted(files):
            if each.endswith(READ):
                yield Path(place, each)


def write(path: Path, ready: Ready) -> None:
    """Put it on the shelf; where the disk refuses, it is made again the next time."""
    blocks = [each.ready for each in ready.passes]
    blocks.append(np.ascontiguousarray(ready.heard).reshape(-1).view(np.uint8))
    head = json.dumps(_told(ready, blocks)).encode()
    begin = _aligned(START + len(head))
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(MAGIC + b"".join(map(_number, (len(head), zlib.crc32(head)))) + head)
            for each in blocks:
                file.write(b"\0" * (begin - file.tell()))
                file.write(each.data)
                begin = _aligned(file.tell())
        Path(file.name).replace(path)


def read(path: Path) -> Ready | None:
    """What lies on the shelf; None where it is missing or not what was written."""
    try:
        if not _own(path):
            return None
        data = np.fromfile(path, np.uint8)
        if data[: len(MAGIC)].tobytes() != MAGIC:
            return None
        length, checksum = data[len(MAGIC) : START].view("<i8").tolist()
        head = data[START : START + length].tobytes()
        if zlib.crc32(head) != checksum:
            return None
        return _read(json.loads(head), data, _aligned(START + length))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _own(path: Path) -> bool:
    if os.name == "nt":  # the folder of a user is the user's own
        return True
    found = path.lstat()
    return found.st_uid == os.getuid() and not found.st_mode & (S_IWGRP | S_IWOTH)


def _told(ready: Ready, blocks: list[UInt8]) -> dict[str, Any]:
    outline = asdict(ready.outline)
    outline["title"] = dict(ready.outline.title.by_language)
    return {
        "outline": outline,
        "compiled_on": str(ready.compiled_on),
        "since": str(ready.since),
        "before": None if ready.before is None else str(ready.before),
        "commitments": ready.commitments,
        "standpoints": ready.standpoints,
        "passes": [each.standpoints for each in ready.passes],
        "lengths": [each.nbytes for each in blocks],
        "checksums": [zlib.crc32(each.data) for each in blocks],
    }


def _read(told: dict[str, Any], data: UInt8, begin: int) -> Ready | None:
    blocks = []
    for length, checksum in zip(told["lengths"], told["checksums"], strict=True):
        blocks.append(data[begin : begin + length])
        if len(blocks[-1]) != length or zlib.crc32(blocks[-1].data) != checksum:
            return None
        begin = _aligned(begin + length)
    outline = told["outline"]
    names = (tuple(each) for each in told["passes"])
    return Ready(
        outline=Outline(
            process=outline["process"],
            title=Words.of(**outline["title"]),
            standpoint=outline["standpoint"],
            compared=tuple(outline["compared"]),
            apart=tuple((place, one, other) for place, one, other in outline["apart"]),
        ),
        compiled_on=date.fromisoformat(told["compiled_on"]),
        since=date.fromisoformat(told["since"]),
        before=None if told["before"] is None else date.fromisoformat(told["before"]),
        commitments=tuple(told["commitments"]),
        standpoints=tuple(told["standpoints"]),
        passes=tuple(
            Pass(standpoints=each, ready=block)
            for each, block in zip(names, blocks[:-1], strict=True)
        ),
        heard=blocks[-1].view(np.int32).reshape(2, -1),
    )


def _number(value: int) -> bytes:
    return value.to_bytes(8, "little")


def _aligned(size: int) -> int:
    return -(-size // ALIGNED) * ALIGNED
