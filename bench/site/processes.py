"""What a tree of processes has used so far, as the kernel tells it: processor and memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")
TICKS: Final = os.sysconf("SC_CLK_TCK")  # in a second
PAGE: Final = os.sysconf("SC_PAGE_SIZE")  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """Processor time since they began, and what lies in memory now."""

    seconds: float
    megabytes: float


def used(pid: int, proc: Path = PROC) -> Used:
    """What a process and all below it have used; whoever has ended meanwhile is passed over."""
    ticks = pages = 0
    for each in tree(pid, proc):
        fields = _fields(proc / str(each))
        if fields:
            ticks += int(fields[11]) + int(fields[12])
            pages += int(fields[21])
    return Used(seconds=ticks / TICKS, megabytes=pages * PAGE / 1_000_000)


def tree(pid: int, proc: Path = PROC) -> list[int]:
    """A process and all below it, itself first."""
    below: dict[int, list[int]] = {}
    for child, parent in _parents(proc):
        below.setdefault(parent, []).append(child)
    found = [pid]
    for each in found:  # grows as it is walked
        found += sorted(below.get(each, ()))
    return found


def _parents(proc: Path) -> Iterator[tuple[int, int]]:
    for folder in proc.iterdir():
        if folder.name.isdigit() and (fields := _fields(folder)):
            yield int(folder.name), int(fields[1])


def _fields(folder: Path) -> list[str]:
    """The fields of `stat` after the name, which may hold anything; none if it has ended."""
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
