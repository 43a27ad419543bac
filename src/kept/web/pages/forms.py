"""A page with a form: one reader's own, never kept, never shared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from kept.web.pages.language import language_of
from kept.web.reading.current import site, viewer_of
from kept.web.words import saying


def form_page(
    request: HttpRequest, template: str, values: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page of `template`, which extends `forms/base.html`."""
    language = language_of(request)
    context = {
        "L": language,
        "t": saying(language),
        "process": site().process,
        "viewer": viewer_of(request.user),
        "other_language": _other_language(request, "en" if language == "fr" else "fr"),
        "user": request.user,
        **values,
    }
    body = render_to_string(template, context, request=request, using="jinja2")
    return HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})


def _other_language(request: HttpRequest, language: str) -> str:
    """The same page in the other language, asked for the same."""
    query = request.GET.copy()
    query["lang"] = language
    return f"?{query.urlencode()}"
