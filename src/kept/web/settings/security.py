"""What browsers are told, and what is believed of a request."""

from __future__ import annotations

import os
from typing import Final
from urllib.parse import urlsplit

# The address people type, such as https://kept.example; without it, this machine alone.
KEPT_ORIGIN: Final = os.environ.get("KEPT_ORIGIN", "http://localhost:8000").rstrip("/")
_secure = KEPT_ORIGIN.startswith("https://")
_host = urlsplit(KEPT_ORIGIN).hostname or "localhost"

SECRET_KEY: Final = os.environ.get("KEPT_SECRET_KEY", "for tests and checks alone " * 3)
DEBUG: Final = False
ALLOWED_HOSTS: Final = [_host, "localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS: Final = [KEPT_ORIGIN]
CSRF_FAILURE_VIEW: Final = "kept.web.pages.errors.csrf_failed"

SESSION_COOKIE_SECURE: Final = _secure
SESSION_COOKIE_HTTPONLY: Final = True
SESSION_COOKIE_SAMESITE: Final = "Lax"
SESSION_COOKIE_AGE: Final = 8 * 60 * 60  # seconds: a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE: Final = True
CSRF_COOKIE_SECURE: Final = _secure
CSRF_COOKIE_HTTPONLY: Final = True
CSRF_COOKIE_SAMESITE: Final = "Lax"
SECURE_SSL_REDIRECT: Final = False  # whoever ends TLS before this process redirects
SECURE_PROXY_SSL_HEADER: Final = ("HTTP_X_FORWARDED_PROTO", "https") if _secure else None
SECURE_HSTS_SECONDS: Final = 31_536_000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS: Final = _secure
SECURE_CONTENT_TYPE_NOSNIFF: Final = True
SECURE_REFERRER_POLICY: Final = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY: Final = "same-origin"
X_FRAME_OPTIONS: Final = "DENY"
SILENCED_SYSTEM_CHECKS: Final = ["security.W008"]

# No inline script or style, nothing from elsewhere: the same on every page.
KEPT_CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)
