"""What was done here, for the secretariat to read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from kept.web.accounts.access import confirmed_recently, needs, second_factor_required
from kept.web.accounts.models import Act, Role
from kept.web.accounts.pages import page
from kept.web.accounts.record import record

HEADER = ("at", "who", "role", "party", "act", "what", "page")
ON_A_PAGE = 100


@needs(Role.SECRETARIAT)
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The last acts first, a hundred to a page."""
    acts = Paginator(Act.objects.order_by("-id"), ON_A_PAGE).get_page(request.GET.get("page"))
    return page(request, "accounts/log.html", {"acts": acts})


@needs(Role.SECRETARIAT)
@second_factor_required
@confirmed_recently
@require_safe
def table(request: HttpRequest) -> Any:
    """All of them, the first act first; that they were taken away is one more."""
    record(request, "exported", "accounts-log")
    response = StreamingHttpResponse(_lines(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="accounts-log.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


class _Line:
    """What a csv writer writes to: the line itself."""

    def write(self, line: str) -> str:
        """The line, handed back."""
        return line


def _lines() -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"
    yield writer.writerow(HEADER)
    for act in Act.objects.order_by("id").iterator():
        values = (act.at.isoformat(), *(_cell(getattr(act, each)) for each in HEADER[1:]))
        yield writer.writerow(values)


def _cell(value: str) -> str:
    """A value no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
