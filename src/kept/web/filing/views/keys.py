"""The passkeys with which somebody signs: made here, named in the register by the party's roots."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kept.archive.error import LedgerError
from kept.archive.recording import PaperError, read_paper
from kept.ledger.canonical import to_base64url
from kept.ledger.entries.manifest import Manifest
from kept.web.accounts.record import record
from kept.web.filing.access import signatories
from kept.web.filing.manifests import (
    NoManifestError,
    in_force,
    name_at_once,
    next_manifest,
    public_file,
)
from kept.web.filing.models import RegisterKey
from kept.web.filing.pages import me, page, tell, warn
from kept.web.filing.passkeys import NoPasskeyError, new_challenge, relying_party, take
from kept.web.filing.register import NoRegisterError, hand_in

CHALLENGE: Final = "register_key_challenge"
LARGEST: Final = 200_000  # bytes of a manifest as a paper


@signatories
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Own keys, whether they may sign yet, and a form to make one more."""
    challenge = new_challenge()
    request.session[CHALLENGE] = challenge
    own = list(RegisterKey.objects.filter(user=me(request)))
    try:
        keys = [{"key": each, "in_force": in_force(each)} for each in own]
    except NoRegisterError:
        raise Http404 from None
    return page(
        request,
        "filing/keys.html",
        "filing.keys",
        keys=keys,
        challenge=challenge,
        site=relying_party(),
        handle=to_base64url(f"{me(request).pk}".encode()),
        known=",".join(to_base64url(bytes(each.credential)) for each in own),
        demo=settings.KEPT_DEMO,
    )


@signatories
@require_POST
def enrol(request: HttpRequest) -> HttpResponse:
    """A passkey was made in the browser."""
    challenge = request.session.pop(CHALLENGE, "")
    back = HttpResponseRedirect(reverse("keys"))
    try:
        if not challenge:
            raise NoPasskeyError("challenge")
        key = take(request.POST, challenge, request.user)
    except NoPasskeyError:
        warn(request, "filing.no-passkey")
        return back
    record(request, "key-made", key.key_id)
    if settings.KEPT_DEMO:
        tell(request, f"filing.key-{name_at_once(key).word}")
    else:
        tell(request, "filing.key-made")
    return back


def _own(request: HttpRequest, pk: Any) -> RegisterKey:
    found: RegisterKey = get_object_or_404(RegisterKey, pk=pk, user=me(request))
    return found


@signatories
@require_GET
def public(request: HttpRequest, pk: Any) -> HttpResponse:
    """The public part of a key, as the custodians of the roots take it."""
    key = _own(request, pk)
    return _file(public_file(key), f"{key.key_id[:12]}.pub")


@signatories
@require_GET
def manifest(request: HttpRequest, pk: Any) -> HttpResponse:
    """The paper by which the party names the key: its roots sign it with `kept key sign`."""
    key = _own(request, pk)
    try:
        return _file(next_manifest(key).to_bytes(), f"{key.party}-{key.key_id[:8]}.paper")
    except NoManifestError:
        raise Http404 from None


@signatories
@require_POST
def bring_manifest(request: HttpRequest) -> HttpResponse:
    """A manifest comes back, signed by the roots."""
    given = request.FILES.get("paper")
    back = HttpResponseRedirect(reverse("keys"))
    try:
        if given is None or given.size is None or given.size > LARGEST:
            raise PaperError("no paper")
        paper = read_paper(given.read(LARGEST + 1))
        member = paper.header.member
        if not isinstance(member, Manifest) or member.party != me(request).party:
            raise PaperError("another paper")
        tell(request, f"filing.key-{hand_in(paper).word}")
    except LedgerError:
        warn(request, "filing.no-manifest")
    return back


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
