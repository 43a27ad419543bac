"""Visits: asked for by a party, answered by those who arrange them."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from kept.names import NamingError, check_visible
from kept.web.filing.access import delegates, visitors
from kept.web.filing.choices import commitments_by_text
from kept.web.filing.models import VisitRequest
from kept.web.filing.pages import me, page, tell
from kept.web.filing.statement.fields import has_position
from kept.web.reading.clock import now
from kept.web.reading.current import site, viewer_of

LONGEST: Final = 500
# What can follow what: an answer is given once, and a visit accepted is done or refused entry.
FOLLOWS: Final = {"asked": ("accepted", "refused"), "accepted": ("done", "refused")}


@delegates
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a visit to an agreed area, with a view to a commitment."""
    process = site().process
    given = {name: request.POST.get(name, "").strip() for name in ("commitment", "area", "reason")}
    wrong = _wrong(given) if request.method == "POST" else ()
    if request.method == "POST" and not wrong:
        VisitRequest.objects.create(party=me(request).party, made_at=now(), **given)
        tell(request, "desk.visit-was-asked")
        return HttpResponseRedirect(reverse("desk"))
    return page(
        request,
        "desk/visit.html",
        "desk.visit",
        texts=commitments_by_text(process),
        areas=process.areas.values(),
        given={**given, "commitment": given["commitment"] or request.GET.get("commitment", "")},
        wrong=wrong,
    )


def _wrong(given: dict[str, str]) -> tuple[str, ...]:
    """The fields that cannot be taken as they are."""
    process = site().process
    found = []
    if given["commitment"] not in process.commitments:
        found.append("commitment")
    if given["area"] not in process.areas:
        found.append("area")
    if not _readable(given["reason"]):
        found.append("reason")
    return tuple(found)


def _readable(text: str) -> bool:
    try:
        check_visible(text)
    except NamingError:
        return False
    return 0 < len(text) <= LONGEST and not has_position(text)


@visitors
@require_POST
def answer(request: HttpRequest, pk: Any) -> HttpResponse:
    """What became of a request: accepted, access refused, done."""
    found = VisitRequest.objects.visible_to(viewer_of(me(request)))
    visit = get_object_or_404(found, pk=pk)
    state = request.POST.get("state", "")
    if state in FOLLOWS.get(visit.state, ()):
        visit.state, visit.answered_at, visit.answered_by = state, now(), me(request).role
        visit.save()
        tell(request, f"desk.visit-now-{state}")
    return HttpResponseRedirect(f"{reverse('desk')}#visits")
