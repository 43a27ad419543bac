"""Annexes: added to a draft, taken away, handed out to those who may see them."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from kept.ledger.statement import RELEASES
from kept.web.accounts.record import record
from kept.web.filing.access import writers
from kept.web.filing.annexes import UnfitError, add, content_of
from kept.web.filing.annexes import remove as remove_annex
from kept.web.filing.annexes.clean import LARGEST
from kept.web.filing.models import Annex, Proposal, Sheet
from kept.web.filing.pages import me, tell, warn
from kept.web.filing.views.drafts import draft_of
from kept.web.reading.current import held, site, viewer_of
from kept.web.reading.viewer import Viewer, may_see

PLAIN: Final = "application/octet-stream"
SHOWN: Final = ("image/jpeg", "image/png", "text/plain", "application/pdf")


@writers
@require_POST
def upload(request: HttpRequest, pk: Any) -> HttpResponse:
    """Add a file to a draft, without what it says of place and device."""
    draft = draft_of(request, pk)
    given = request.FILES.get("file")
    back = HttpResponseRedirect(f"{reverse('draft-step', args=(draft.pk, 'words'))}#annexes")
    if given is None:
        warn(request, "filing.annex-empty")
    elif given.size is None or given.size > LARGEST:
        warn(request, "filing.annex-too-large")
    else:
        _add(request, draft, given)
    return back


def _add(request: HttpRequest, draft: Any, given: Any) -> None:
    keep = request.POST.get("keep") == "1"
    try:
        annex = add(draft, given.read(LARGEST + 1), str(given.name), keep=keep)
    except UnfitError as error:
        warn(request, f"filing.annex-{error.key}")
        return
    tell(request, "filing.annex-whole" if annex.kept_whole else "filing.annex-added")


@writers
@require_POST
def remove(request: HttpRequest, pk: Any) -> HttpResponse:
    """Destroy an annex that was not filed."""
    found = Annex.objects.visible_to(viewer_of(me(request))).filter(entry="")
    annex = get_object_or_404(found, pk=pk)
    draft = annex.draft_id
    if _goes_with_words_elsewhere(draft):
        warn(request, "filing.annex-signed-for")
    else:
        remove_annex(annex)
    return HttpResponseRedirect(f"{reverse('draft-step', args=(draft, 'words'))}#annexes")


def _goes_with_words_elsewhere(draft: Any) -> bool:
    """Whether its draft lies on the desk to be signed, or before members who vote on it."""
    on_desk = Sheet.objects.filter(draft=draft, state=Sheet.State.OPEN).exists()
    return on_desk or Proposal.objects.filter(draft=draft, withdrawn_at=None).exists()


@require_GET
def show(request: HttpRequest, pk: Any) -> HttpResponse:
    """Hand an annex out, as a file to be kept and never to be run in a page of this site."""
    annex = get_object_or_404(Annex, pk=pk)
    if not _may_see(request, annex):
        raise Http404
    if annex.release != RELEASES[0]:
        record(request, "read", annex.entry or str(annex.pk))
    media = annex.media if annex.media in SHOWN else PLAIN
    response = HttpResponse(content_of(annex), content_type=media)
    response.headers["Content-Disposition"] = content_disposition_header(True, annex.title)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _may_see(request: HttpRequest, annex: Annex) -> bool:
    viewer = viewer_of(me(request))
    if not annex.entry:
        own = viewer.party is not None and viewer.party == annex.party
        return own or _before_members(viewer, annex)
    hidden = annex.entry in held().entries
    return may_see(viewer, annex.release, annex.party, held=hidden)


def _before_members(viewer: Viewer, annex: Annex) -> bool:
    """Whether a viewer votes on words that an annex goes with."""
    several = Proposal.objects.seen_by(viewer, site().process)
    return (
        any(several.filter(draft=annex.draft_id, withdrawn_at=None)) if annex.draft_id else False
    )
