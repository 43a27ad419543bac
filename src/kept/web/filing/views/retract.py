"""Taking back what was said: a paper like any other, in words that are always the same."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kept.texts import ProblemsError
from kept.web.filing import own
from kept.web.filing.access import signatories
from kept.web.filing.pages import asked, me, page, warn
from kept.web.filing.pens import BusyError, next_paper
from kept.web.filing.signing import begin
from kept.web.filing.statement.told import lines_of
from kept.web.filing.statement.written import retraction_of
from kept.web.filing.views.preview import chosen_pens, pens_told, writing


@signatories
def retract(request: HttpRequest, entry: str) -> HttpResponse:
    """Show what would be taken back; a paper is begun when that is sent."""
    question = asked(request)
    said = own.one(question, entry, me(request).party)
    if request.method == "POST":
        return _begun(request, entry)
    return page(
        request,
        "filing/retract.html",
        "filing.retract",
        entry=entry,
        lines=lines_of(said, question),
        **pens_told(request),
    )


def _begun(request: HttpRequest, entry: str) -> HttpResponse:
    question = asked(request)
    said = own.one(question, entry, me(request).party)
    chosen = chosen_pens(request)
    if chosen is None:
        warn(request, "filing.choose-keys")
        return HttpResponseRedirect(reverse("retract", args=(entry,)))
    try:
        statement = retraction_of(said, writing(question, me(request).party), secrets.token_hex(4))
        paper = next_paper(*chosen, statement, [entry])
    except ProblemsError as error:
        warn(request, "filing.not-now", why=error.problems[0].what)
        return HttpResponseRedirect(reverse("desk"))
    except BusyError as error:
        warn(request, "filing.busy")
        return HttpResponseRedirect(reverse("sheet", args=(error.sheet.pk,)))
    title = statement.claim.in_language(question.language)
    sheet = begin(
        paper, party=me(request).party, user=me(request), title=f"{title} {said.id}", draft=None
    )
    return HttpResponseRedirect(reverse("sheet", args=(sheet.pk,)))
