"""Witnesses as processes of their own, with keys of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tests.archive.witness.logs import MemoryLog, Process

from kept.archive.keys import new_key


@pytest.fixture
def log() -> MemoryLog:
    return MemoryLog()


@pytest.fixture
def processes(tmp_path, log) -> Iterator[Callable[..., list[Process]]]:
    """`processes(4)`: so many witnesses, each with its own key, memory and process."""
    started: list[Process] = []

    def start(count: int, *more: str) -> list[Process]:
        for _ in range(count):
            name = f"w{len(started) + 1}"
            key = new_key(
                tmp_path / name / "keys",
                name,
                purpose="witness",
                signs_as=f"witness.example/{name}",
                passphrase=None,
            )
            process = Process(key, tmp_path / name / "state", str(log.keys[0]), more)
            started.append(process.start())
        return started[-count:]

    yield start
    for process in started:
        if process.program is not None:
            process.kill()
