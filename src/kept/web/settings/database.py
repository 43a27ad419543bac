"""Where accounts and drafts are kept: a file beside the site, or PostgreSQL."""

from __future__ import annotations

import os
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from kept.web.settings.place import KEPT_DATA


def database(url: str | None) -> dict[str, Any]:
    """Django's settings for the database that `url` names; without one, a file of SQLite.

    >>> database("postgresql://kept@/site?host=/run/postgresql")["OPTIONS"]
    {'host': '/run/postgresql'}
    """
    if not url:
        return _file(str(KEPT_DATA / "site.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _file(unquote(parts.path))
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            "KEPT_DATABASE_URL names no database kept can use. "
            "Write postgresql://user:password@host/name, or leave it out."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _file(path: str) -> dict[str, Any]:
    """SQLite that readers need not wait for, and whose writers wait instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


DATABASES: Final = {"default": database(os.environ.get("KEPT_DATABASE_URL"))}
DEFAULT_AUTO_FIELD: Final = "django.db.models.BigAutoField"
CACHES: Final = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # How often somebody tried to sign in is counted over all workers.
    "attempts": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "attempts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
