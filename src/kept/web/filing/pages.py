"""What the pages of the desk are told: one reader's, and kept by nobody."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from kept.web.pages.asked import Asked, asked_of
from kept.web.pages.errors import BadQuestionError
from kept.web.pages.forms import form_page
from kept.web.pages.language import language_of
from kept.web.words import saying


def me(request: HttpRequest) -> Any:
    """The account that asks."""
    return request.user


def page(
    request: HttpRequest, template: str, title: str, status: int = 200, **values: Any
) -> HttpResponse:
    """A page of the desk; `title` is the key of a sentence."""
    told = {
        "title": saying(language_of(request))(title),
        "said": list(messages.get_messages(request)),
        **values,
    }
    return form_page(request, template, told, status=status)


def tell(request: HttpRequest, key: str, **values: Any) -> None:
    """Say on the next page what was done."""
    messages.info(request, saying(language_of(request))(key, **values))


def warn(request: HttpRequest, key: str, **values: Any) -> None:
    """Say on the next page what was not done, and why."""
    messages.warning(request, saying(language_of(request))(key, **values))


def asked(request: HttpRequest) -> Asked:
    """The question behind a request; where its own cannot be, the one that is usual."""
    try:
        return asked_of(request)
    except BadQuestionError:
        request.GET = request.GET.__class__("")
        return asked_of(request)
