"""Witnesses as processes of their own, with keys of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tests.archive.witness.logs import MemoryLog, Process, starting


@pytest.fixture
def log() -> MemoryLog:
    return MemoryLog()


@pytest.fixture
def processes(tmp_path, log) -> Iterator[Callable[..., list[Process]]]:
    with starting(tmp_path, log) as start:
        yield start
