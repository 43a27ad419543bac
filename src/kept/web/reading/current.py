"""The one site of this process, and who is looking at it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings

from kept.web.reading.site import Site
from kept.web.reading.viewer import PUBLIC, Viewer


@cache
def site() -> Site:
    """The site these settings describe."""
    return Site(settings.KEPT_PROCESS, settings.KEPT_LEDGER)


def viewer_of(user: Any) -> Viewer:
    """The viewer behind an account; without one, the public."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return PUBLIC
    return Viewer(role=str(user.role), party=str(user.party) or None)
