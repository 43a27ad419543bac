"""A screen as Django sees it: a page, its JSON, its CSV, each answered from what is kept."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import brotli
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.module_loading import import_string

from kept.web.pages.asked import COMMON, Asked, asked_of
from kept.web.pages.errors import BadQuestionError, refused
from kept.web.pages.screen import Screen, Shown, Table

Form = Literal["html", "json", "csv"]
SAFE: Final = ("GET", "HEAD")
TYPES: Final[dict[Form, str]] = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}
KEPT_FOR: Final = 3600  # seconds


@dataclass(frozen=True, slots=True)
class View:
    """A screen in one form. Django calls it with a request and what the address names."""

    screen: Screen
    form: Form
    menu: tuple[Screen, ...] = ()

    def __call__(self, request: HttpRequest, **named: Any) -> HttpResponse:
        """The page or its data; a question that cannot be is refused in words."""
        if request.method not in SAFE:
            return HttpResponse(status=405, headers={"Allow": ", ".join(SAFE)})
        try:
            asked = asked_of(request)
            self._check(asked)
            answer = self._answer(request, asked, named)
            self._write_down(request, asked, named)
            return answer
        except BadQuestionError as error:
            return refused(request, error)

    def _check(self, asked: Asked) -> None:
        """Raise `BadQuestionError` for what this screen cannot be asked."""
        known = {*COMMON, *(each.name for each in self.screen.parameters)}
        for name, value in asked.given.items():
            if name not in known:
                raise BadQuestionError("no-parameter", name=name)
            for each in self.screen.parameters:
                if each.name == name and each.choices and value not in each.choices:
                    raise BadQuestionError("no-such", name=name, value=value)

    def _answer(
        self, request: HttpRequest, asked: Asked, named: Mapping[str, Any]
    ) -> HttpResponse:
        """Nothing if the reader has it, else what is kept, else made anew."""
        signed_in = bool(request.user.is_authenticated)
        digest = self._name(asked, signed_in=signed_in)
        etag = f'W/"{digest}"'
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            return _headed(HttpResponseNotModified(), etag, asked)
        kept = cache.get(digest) if settings.KEPT_KEEP_PAGES else None
        if kept is None:
            shown = self.screen.show(asked, **named)
            kept = brotli.compress(self._body(shown, asked, signed_in=signed_in), quality=5)
            cache.set(digest, kept, KEPT_FOR)
        return _headed(_packed(request, kept, TYPES[self.form]), etag, asked)

    def _write_down(self, request: HttpRequest, asked: Asked, named: Mapping[str, Any]) -> None:
        """That somebody with an account has read what is not for everybody; also if kept."""
        if self.screen.discloses is None or not request.user.is_authenticated:
            return
        what = self.screen.discloses(asked, **named)
        if what is not None:
            import_string(settings.KEPT_RECORD)(request, "read", what)

    def _name(self, asked: Asked, *, signed_in: bool) -> str:
        """All the answer depends on, the viewer's release included, as a digest."""
        parts = (
            settings.KEPT_BUILD,
            asked.key,
            asked.path,
            sorted(asked.given.items()),
            self.form,
            signed_in,
            self.screen.state(),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]

    def _body(self, shown: Shown, asked: Asked, *, signed_in: bool) -> bytes:
        if self.form == "json":
            return json.dumps(shown.data(), ensure_ascii=False, indent=1).encode()
        if self.form == "csv":
            return _csv(shown.table())
        context: dict[str, Any] = {
            "asked": asked,
            "screen": self.screen,
            "menu": self.menu,
            "title": shown.title,
            "signed_in": signed_in,
            **shown.context(),
        }
        return render_to_string(self.screen.template, context, using="jinja2").encode()


def _packed(request: HttpRequest, kept: bytes, media: str) -> HttpResponse:
    """What is kept, compressed as it is kept unless the reader cannot take that.

    No secret of a reader is on these pages, so that compressing them tells nobody anything.
    """
    taken = request.headers.get("Accept-Encoding", "")
    if "br" in taken:
        return HttpResponse(kept, content_type=media, headers={"Content-Encoding": "br"})
    body = brotli.decompress(kept)
    if "gzip" not in taken:
        return HttpResponse(body, content_type=media)
    packed = gzip.compress(body, 4, mtime=0)
    return HttpResponse(packed, content_type=media, headers={"Content-Encoding": "gzip"})


def _headed(response: HttpResponse, etag: str, asked: Asked) -> HttpResponse:
    response.headers["ETag"] = etag
    patch_vary_headers(response, ["Accept-Encoding"])
    shared = asked.snapshot.viewer.key == "public/"
    response.headers["Cache-Control"] = "no-cache" if shared else "private, no-cache"
    return response


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
