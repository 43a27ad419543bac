"""A paper on the desk: exactly what is signed, and the signatures under it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kept.archive.recording import Paper
from kept.archive.recording.paper import LARGEST_PAPER
from kept.ledger.canonical import CanonicalError, decode, from_base64url, to_base64url
from kept.ledger.entries.body import read_statement
from kept.ledger.entries.entry import entry_code
from kept.ledger.keys import Assertion, SignatureError
from kept.names import NamingError, check_visible
from kept.texts import Place
from kept.web.filing.access import SIGNERS, signatories, writers
from kept.web.filing.models import RegisterKey, Sheet
from kept.web.filing.pages import asked, me, page, tell, warn
from kept.web.filing.passkeys import relying_party
from kept.web.filing.pens import folded
from kept.web.filing.signing import (
    NotSignedError,
    challenge_of,
    look_again,
    paper_of,
    sign_with_file,
    sign_with_passkey,
    withdraw,
)
from kept.web.filing.statement.told import Line, lines_of
from kept.web.filing.statement.written import LARGEST
from kept.web.reading.current import viewer_of

LARGEST_PART: Final = 20_000  # letters of one part of an assertion


def sheet_of(request: HttpRequest, pk: Any) -> Sheet:
    """A paper of the party of whoever asks; to all others there is none."""
    found: Sheet = get_object_or_404(Sheet.objects.visible_to(viewer_of(me(request))), pk=pk)
    return found


@writers
@require_GET
def show(request: HttpRequest, pk: Any) -> HttpResponse:
    """Exactly what is signed: header, words, who may see them; and who has signed."""
    sheet = sheet_of(request, pk)
    look_again([sheet])
    if sheet.state == Sheet.State.ADMITTED:
        return HttpResponseRedirect(reverse("receipt", args=(sheet.entry,)))
    paper = paper_of(sheet)
    return page(
        request,
        "filing/sheet.html",
        "filing.sheet",
        sheet=sheet,
        header=paper.header,
        lines=_lines(request, paper),
        header_lines=_json(paper.header.to_bytes()),
        body_lines=_json(paper.body.content) if paper.body else (),
        codes=[entry_code(each) for each in paper.header.refs],
        signers=_signers(paper),
        mine=_mine(request, paper) if sheet.state == Sheet.State.OPEN else [],
        challenge=challenge_of(paper),
        site=relying_party(),
        signs=me(request).role in SIGNERS,
    )


def _lines(request: HttpRequest, paper: Paper) -> Sequence[Line]:
    """What the words say, for whoever signs second and has not written them."""
    question = asked(request)
    if paper.body is None:
        return ()
    value = decode(paper.body.content, LARGEST)
    statement = read_statement(value, Place("paper", 1), question.process.head.languages)
    return lines_of(statement, question)


def _json(data: bytes) -> str:
    """JSON in indented lines; whatever a reader would not see as it stands is spelt out."""
    text = json.dumps(json.loads(data), ensure_ascii=False, indent=2)
    return "".join(each if each == "\n" else _seen(each) for each in text)


def _seen(char: str) -> str:
    try:
        check_visible(char)
    except NamingError:
        return json.dumps(char)[1:-1]
    return char


def _signers(paper: Paper) -> list[dict[str, Any]]:
    passkeys = {
        each.key_id: each for each in RegisterKey.objects.filter(key_id__in=paper.header.signers)
    }
    return [
        {"key": each, "passkey": passkeys.get(each), "signed": each not in paper.missing}
        for each in paper.header.signers
    ]


def _mine(request: HttpRequest, paper: Paper) -> list[dict[str, str]]:
    """The passkeys with which whoever asks can sign here and now."""
    parties, site = folded().parties, relying_party()
    found = []
    for each in RegisterKey.objects.filter(user=me(request), key_id__in=paper.missing):
        place = parties.place(each.key_id)
        if place is not None and place.relying_party == site:
            found.append({"id": to_base64url(bytes(each.credential)), "label": each.label})
    return found


@signatories
@require_POST
def sign(request: HttpRequest, pk: Any) -> HttpResponse:
    """A passkey has signed on the page."""
    sheet = sheet_of(request, pk)
    try:
        passkey, assertion = _assertion(request)
        sign_with_passkey(sheet, passkey, assertion)
    except NotSignedError as error:
        return _refused(request, sheet, error)
    return _signed(request, sheet)


def _assertion(request: HttpRequest) -> tuple[RegisterKey, Assertion]:
    names = ("credential", "authenticatorData", "clientDataJSON", "signature")
    given = [request.POST.get(name, "") for name in names]
    if any(not each or len(each) > LARGEST_PART for each in given):
        raise NotSignedError("no-answer")
    try:
        credential, *parts = (from_base64url(each) for each in given)
        assertion = Assertion(*parts)
        assertion.to_bytes()
    except (CanonicalError, SignatureError) as error:
        raise NotSignedError("no-answer", str(error)) from None
    passkey = RegisterKey.objects.filter(user=me(request), credential=credential).first()
    if passkey is None:
        raise NotSignedError("not-yours")
    return passkey, assertion


@signatories
@require_POST
def bring(request: HttpRequest, pk: Any) -> HttpResponse:
    """A paper comes back, signed on the command line."""
    sheet, given = sheet_of(request, pk), request.FILES.get("paper")
    try:
        if given is None or given.size is None or given.size > LARGEST_PAPER:
            raise NotSignedError("no-paper")
        sign_with_file(sheet, given.read(LARGEST_PAPER + 1))
    except NotSignedError as error:
        return _refused(request, sheet, error)
    return _signed(request, sheet)


def _signed(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    tell(request, f"filing.now-{sheet.state}")
    if sheet.state == Sheet.State.ADMITTED:
        return HttpResponseRedirect(reverse("receipt", args=(sheet.entry,)))
    return HttpResponseRedirect(reverse("sheet", args=(sheet.pk,)))


def _refused(request: HttpRequest, sheet: Sheet, error: NotSignedError) -> HttpResponse:
    warn(request, f"filing.not-signed-{error.key}", why=error.why)
    return HttpResponseRedirect(reverse("sheet", args=(sheet.pk,)))


@writers
@require_GET
def download(request: HttpRequest, pk: Any) -> HttpResponse:
    """The paper, to be signed on another computer."""
    sheet = sheet_of(request, pk)
    response = HttpResponse(bytes(sheet.paper), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{sheet.pk.hex[:10]}.paper"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@signatories
@require_POST
def take_off(request: HttpRequest, pk: Any) -> HttpResponse:
    """Take a paper off the desk that nobody is to sign any more."""
    sheet = sheet_of(request, pk)
    withdraw(sheet)
    tell(request, "filing.withdrawn")
    return HttpResponseRedirect(reverse("desk"))
