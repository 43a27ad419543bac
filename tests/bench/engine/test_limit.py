"""The limit sorts, and sorts stably: it is no less work than it says."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest
from bench.engine.generator import generate

from bench.engine import limit

needs_compiler = pytest.mark.skipif(
    limit.missing() is not None and os.environ.get("KEPT_REQUIRE_CC") != "1",
    reason="no C compiler",
)


@needs_compiler
@pytest.mark.parametrize("size", [8, 1_001, 30_000])
def test_each_version_puts_every_row_where_it_belongs(size: int) -> None:
    state = limit.prepare(generate(size))
    words = state.columns.words
    order = np.argsort(words.proposition, kind="stable")
    expected = words.last[order].astype(np.uint64) << np.uint64(32)
    expected |= (words.until ^ words.first)[order].astype(np.uint64)
    for version in range(len(limit.VERSIONS)):
        state.out[:] = 0
        limit.once(replace(state, version=version))
        assert np.array_equal(state.out.view(np.uint64)[::2], expected), version
        assert len(np.unique(state.out.view(np.uint64)[1::2])) > len(words) / 2


@needs_compiler
def test_memory_alone_would_be_faster() -> None:
    state = limit.prepare(generate(100_000))
    read, copied = limit.bandwidth(state)
    assert read > 1e8
    assert copied > 1e8
    assert limit.bound(state) > 0
