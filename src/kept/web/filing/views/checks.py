"""Harm checks: done by the secretariat, seen by everybody."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kept.web.accounts.record import record
from kept.web.filing.access import secretariat
from kept.web.filing.holds import MOST, REASONS, clear, prolong, to_check
from kept.web.filing.models import Annex
from kept.web.filing.own import one
from kept.web.filing.pages import asked, me, page, tell, warn
from kept.web.filing.statement.told import lines_of
from kept.web.reading.clock import today


@secretariat
@require_GET
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The words and annexes to look at, and the two things that can be decided."""
    hold = get_object_or_404(to_check(), pk=pk)
    question = asked(request)
    statement = one(question, hold.entry)
    record(request, "read", hold.entry)
    return page(
        request,
        "desk/check.html",
        "desk.check",
        hold=hold,
        lines=lines_of(statement, question),
        annexes=Annex.objects.filter(entry=hold.entry),
        reasons=REASONS,
        first=today() + timedelta(days=1),
        last=hold.filed_on + timedelta(days=MOST),
    )


@secretariat
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Checked, or held for a reason until a day."""
    hold = get_object_or_404(to_check(), pk=pk)
    if request.POST.get("decision") == "checked":
        clear(hold, me(request).role)
        record(request, "checked", hold.entry)
        tell(request, "desk.was-checked", code=hold.code)
        return HttpResponseRedirect(reverse("desk"))
    try:
        until = date.fromisoformat(request.POST.get("until", ""))
        prolong(hold, me(request).role, request.POST.get("reason", ""), until)
    except ValueError:
        warn(request, "desk.no-hold")
        return HttpResponseRedirect(reverse("check", args=(hold.pk,)))
    record(request, "held", hold.entry)
    tell(request, "desk.was-held", code=hold.code, until=hold.until)
    return HttpResponseRedirect(reverse("desk"))
