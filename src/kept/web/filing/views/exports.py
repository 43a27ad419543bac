"""Taking away what is not public: asked for by one, allowed by another, logged."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from kept.names import NamingError, check_visible
from kept.web.accounts.access import second_factor_required
from kept.web.accounts.models import Role
from kept.web.accounts.record import record
from kept.web.filing.access import takers
from kept.web.filing.exports import export_for
from kept.web.filing.models import ExportRequest
from kept.web.filing.pages import me, tell, warn
from kept.web.filing.register import NoRegisterError
from kept.web.reading.clock import now
from kept.web.reading.current import viewer_of

LONGEST: Final = 300
DECIDERS: Final = (Role.SIGNATORY, Role.SECRETARIAT)
_BACK: Final = "#exports"


def _back() -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('desk')}{_BACK}")


def _one(request: HttpRequest, pk: Any) -> ExportRequest:
    found: ExportRequest = get_object_or_404(
        ExportRequest.objects.visible_to(viewer_of(me(request))), pk=pk
    )
    return found


@takers
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask to take away what one's own side may see."""
    reason = request.POST.get("reason", "").strip()
    try:
        check_visible(reason)
    except NamingError:
        reason = ""
    if not 0 < len(reason) <= LONGEST:
        warn(request, "desk.export-reason-wrong")
        return _back()
    made = ExportRequest.objects.create(
        party=me(request).party, made_at=now(), asked_by=me(request), reason=reason
    )
    record(request, "export-asked", str(made.pk))
    tell(request, "desk.export-was-asked")
    return _back()


@takers
@second_factor_required
@require_POST
def decide(request: HttpRequest, pk: Any) -> HttpResponse:
    """Allow or decline it; never one's own."""
    it = _one(request, pk)
    if me(request).role not in DECIDERS or it.asked_by_id == me(request).pk:
        raise Http404
    state = request.POST.get("state", "")
    if it.state == ExportRequest.State.ASKED and state in ("allowed", "declined"):
        it.state, it.decided_by, it.decided_at = state, me(request), now()
        it.save()
        record(request, f"export-{state}", str(it.pk))
        tell(request, f"desk.export-now-{state}")
    return _back()


@takers
@second_factor_required
@require_POST
def take(request: HttpRequest, pk: Any) -> HttpResponse:
    """Hand it out, once, to whoever has asked."""
    it = _one(request, pk)
    if it.asked_by_id != me(request).pk:
        raise Http404
    done = ExportRequest.objects.filter(pk=it.pk, state=ExportRequest.State.ALLOWED).update(
        state=ExportRequest.State.TAKEN
    )
    if not done:
        raise Http404
    record(request, "exported", str(it.pk))
    try:
        data = export_for(viewer_of(me(request)))
    except NoRegisterError:
        raise Http404 from None
    response = HttpResponse(data, content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="register.zip"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
