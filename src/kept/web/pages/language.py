"""In which language a page speaks: the one asked for, else chosen before, else the browser's."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from kept.report.wording.language import LANGUAGES, Language

COOKIE = "kept_language"


def language_of(request: HttpRequest) -> Language:
    """The language of the answer; an unknown one asked for is passed over."""
    for wish in (request.GET.get("lang"), request.COOKIES.get(COOKIE)):
        for each in LANGUAGES:
            if wish == each:
                return each
    return _of_browser(request.headers.get("Accept-Language", ""))


def _of_browser(header: str) -> Language:
    for part in header.split(",")[:20]:
        name = part.split(";")[0].strip().lower()[:2]
        for each in LANGUAGES:
            if name == each:
                return each
    return LANGUAGES[0]


class Speaking:
    """Has Django and allauth speak the language of the page."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language asked for, and remember it where it was asked for."""
        language = language_of(request)
        with translation.override(language):
            response = self._answer(request)
        response.headers["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        if request.GET.get("lang") == language != request.COOKIES.get(COOKIE):
            response.set_cookie(
                COOKIE, language, max_age=31_536_000, samesite="Lax", secure=request.is_secure()
            )
        return response
