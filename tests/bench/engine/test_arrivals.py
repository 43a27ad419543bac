"""That the measurement of arrivals measures what it says."""

from __future__ import annotations

import os

import pytest
from bench.engine.arrivals import measured
from bench.engine.generator import generate

from kept.archive.kernel.engine import engine


@pytest.mark.skipif(
    engine().library is None and os.environ.get("KEPT_REQUIRE_CC") != "1",
    reason="no C compiler was found",
)
def test_statements_that_come_last_come_to_all_at_once() -> None:
    took, equal = measured(generate(2_000), 100)
    assert equal
    assert len(took) == 100
    assert (took > 0).all()
