"""What every answer tells the browser: nothing inline, nothing from elsewhere, no device."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kept.web.pages.errors import too_large
from kept.web.reading.size import TooLargeError

_PERMISSIONS: Final = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), payment=(), usb=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)"
)


class Headers:
    """Outermost of all, so that error pages and files have them too."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and add what every answer carries."""
        response = self._answer(request)
        response.headers.setdefault("Content-Security-Policy", settings.KEPT_CSP)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("X-Frame-Options", "DENY")
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Whoever asked for it: what a register is too large for is said, and what to do."""
        return too_large(request, error) if isinstance(error, TooLargeError) else None
