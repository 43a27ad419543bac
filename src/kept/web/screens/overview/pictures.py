"""The pictures at the foot of the overview, as far as the process gives any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kept.report.review import Review
from kept.web.pages.asked import Asked


def pictures(asked: Asked, review: Review) -> Mapping[str, Any]:  # noqa: ARG001
    """What there is to draw."""
    return {}
