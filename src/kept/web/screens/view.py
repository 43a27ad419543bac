"""A screen as Django sees it: a page, its JSON, its CSV, each answered from what is kept."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from typing import Any, Final, Literal

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.utils.http import parse_etags

from kept.web.pages.asked import COMMON, Asked, asked_of
from kept.web.pages.errors import BadQuestionError, refused
from kept.web.screens.screen import Screen, Shown, Table

Form = Literal["html", "json", "csv"]
SAFE: Final = ("GET", "HEAD")
TYPES: Final[dict[Form, str]] = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}
KEPT_FOR: Final = 3600  # seconds


def view(screen: Screen, form: Form) -> Callable[..., HttpResponse]:
    """The function Django calls for a screen in one form."""

    def answer(request: HttpRequest, **named: str) -> HttpResponse:
        if request.method not in SAFE:
            return HttpResponse(status=405, headers={"Allow": ", ".join(SAFE)})
        try:
            asked = asked_of(request)
            _check(asked, screen)
            return _conditional(request, asked, screen, form, named)
        except BadQuestionError as error:
            return refused(request, error)

    return answer


def _check(asked: Asked, screen: Screen) -> None:
    """Raise `BadQuestionError` for what this screen cannot be asked."""
    known = {*COMMON, *(each.name for each in screen.parameters)}
    for name, value in asked.given.items():
        if name not in known:
            raise BadQuestionError("no-parameter", name=name)
        for each in screen.parameters:
            if each.name == name and each.choices and value not in each.choices:
                raise BadQuestionError("no-such", name=name, value=value)


def _conditional(
    request: HttpRequest, asked: Asked, screen: Screen, form: Form, named: dict[str, str]
) -> HttpResponse:
    """Nothing if the reader has it, else what is kept, else made anew."""
    signed_in = "in" if request.user.is_authenticated else "out"
    given = sorted(asked.given.items())
    name = f"{settings.KEPT_BUILD}/{asked.key}/{asked.path}/{given}/{form}/{signed_in}"
    digest = hashlib.sha256(name.encode()).hexdigest()[:32]
    etag = f'W/"{digest}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _headed(HttpResponseNotModified(), etag, asked)
    body = cache.get(digest)
    if body is None:
        body = _body(screen, screen.show(asked, **named), form, asked, request)
        cache.set(digest, body, KEPT_FOR)
    return _headed(HttpResponse(body, content_type=TYPES[form]), etag, asked)


def _headed(response: HttpResponse, etag: str, asked: Asked) -> HttpResponse:
    response.headers["ETag"] = etag
    shared = asked.snapshot.viewer.key == "public/"
    response.headers["Cache-Control"] = "no-cache" if shared else "private, no-cache"
    return response


def _body(screen: Screen, shown: Shown, form: Form, asked: Asked, request: HttpRequest) -> bytes:
    if form == "json":
        return json.dumps(shown.data(), ensure_ascii=False, indent=1).encode()
    if form == "csv":
        return _csv(shown.table())
    context: dict[str, Any] = {
        "asked": asked,
        "screen": screen,
        "menu": menu(),
        "title": shown.title,
        "signed_in": request.user.is_authenticated,
        **shown.context(),
    }
    return render_to_string(screen.template, context, using="jinja2").encode()


def menu() -> tuple[str, ...]:
    """The screens that are in the menu, in its order."""
    from kept.web.screens import MENU, SCREENS

    known = {each.name for each in SCREENS}
    return tuple(each for each in MENU if each in known)


def _csv(table: Table) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.header)
    writer.writerows([_cell(each) for each in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    """A value no spreadsheet takes for a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return "" if value is None else value
