"""Pages for what cannot be answered: in words, in the reader's language, telling nothing else."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from kept.web.pages.language import language_of
from kept.web.reading.size import TooLargeError
from kept.web.words import saying


class BadQuestionError(ValueError):
    """What was asked cannot be: the key of a sentence, and what it speaks of."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def refused(request: HttpRequest, error: BadQuestionError) -> HttpResponse:
    """What is wrong with a question, and what to do."""
    sentence = saying(language_of(request))(f"errors.{error.key}", **error.values)
    return page(request, 400, "bad-question", sentence)


def not_there(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001
    """The same words whether there is nothing or nothing for this viewer."""
    return page(request, 404, "not-there")


def not_allowed(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001
    """The viewer may not do this."""
    return page(request, 403, "not-allowed")


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001
    """A request that no browser of a reader would send."""
    return page(request, 400, "bad-request")


def too_large(request: HttpRequest, error: TooLargeError) -> HttpResponse:
    """All that was said would have to be read for this, and there is too much of it."""
    sentence = saying(language_of(request))(f"errors.too-large-{error.why}")
    return page(request, 503, "too-large", sentence)


def failed(request: HttpRequest) -> HttpResponse:
    """Something broke here."""
    return page(request, 500, "failed")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form that was not this site's, or lay open for too long."""
    return page(request, 403, "csrf")


def page(request: HttpRequest, status: int, key: str, detail: str = "") -> HttpResponse:
    """A plain page with a sentence on what to do."""
    language = language_of(request)
    text = render_to_string(
        "errors/page.html",
        {"key": key, "detail": detail, "language": language, "t": saying(language)},
        using="jinja2",
    )
    return HttpResponse(text, status=status)


def missing() -> Http404:
    """What a screen raises for a name nobody knows."""
    return Http404()
