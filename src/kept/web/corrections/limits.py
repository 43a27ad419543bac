"""How often a correction may be asked for: enough for an office, too little for a flood."""

from __future__ import annotations

import hashlib
from typing import Final

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from kept.web.reading.clock import today

PER_ADDRESS: Final = 20  # a day
PER_SITE: Final = 500  # a day
DAY: Final = 86_400  # seconds


def allowed(request: HttpRequest) -> bool:
    """Whether one more may be asked for today; counts it."""
    return _counted(_name(request), PER_ADDRESS) and _counted(f"corrections/{today()}", PER_SITE)


def _name(request: HttpRequest) -> str:
    """An address as nobody can read it back: another one every day."""
    told = f"{settings.SECRET_KEY}/{today()}/{request.META.get('REMOTE_ADDR', '')}"
    return f"corrections/{hashlib.sha256(told.encode()).hexdigest()[:24]}"


def _counted(name: str, most: int) -> bool:
    cache = caches["attempts"]
    cache.add(name, 0, DAY)
    return bool(cache.incr(name) <= most)
