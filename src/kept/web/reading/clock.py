"""The day on which the site lives: the machine's, or that of an exercise."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.conf import settings


def _ahead() -> timedelta:
    """How far the site's days lie from the machine's: an exercise has a day of its own."""
    if settings.KEPT_TODAY is None:
        return timedelta()
    return date.fromisoformat(settings.KEPT_TODAY) - _STARTED


_STARTED = datetime.now(UTC).date()


def now() -> datetime:
    """The instant, in UTC, by the site's clock."""
    return datetime.now(UTC) + _ahead()


def today() -> date:
    """The day, in UTC, by the site's clock."""
    return now().date()


def seconds() -> int:
    """Seconds since 1970, by the site's clock."""
    return int(now().timestamp())
