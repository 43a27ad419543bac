"""The pages on which a body comes to a finding: proposed, voted on, found."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kept.assessment import needs_votes
from kept.ledger.votes import VOTE_WORDS, VoteWord
from kept.names import NamingError, check_visible
from kept.texts import ProblemsError, Words
from kept.web.accounts.record import record
from kept.web.filing.access import signatories, signed_in, writers
from kept.web.filing.models import Proposal
from kept.web.filing.pages import asked, me, page, tell, warn
from kept.web.filing.pens import BusyError, next_paper
from kept.web.filing.proposed import (
    FURTHEST,
    Before,
    entries_of,
    finding_of,
    last_day,
    put,
    vote_on,
)
from kept.web.filing.signing import begin
from kept.web.filing.statement.fields import LONGEST, has_position, languages
from kept.web.filing.statement.told import lines_of
from kept.web.filing.views.drafts import draft_of
from kept.web.filing.views.preview import chosen_pens, pens_told, read, writing
from kept.web.reading.clock import now
from kept.web.reading.current import site, viewer_of


def before_of(request: HttpRequest, pk: Any) -> Before:
    """A proposal that whoever asks may see; to all others there is none."""
    viewer, process = viewer_of(me(request)), site().process
    it = get_object_or_404(Proposal.objects.seen_by(viewer, process), pk=pk)
    if it.party not in process.mechanisms:
        raise Http404
    return Before(it, asked(request))


@signatories
@require_POST
def propose(request: HttpRequest, pk: Any) -> HttpResponse:
    """Put the words of a draft before the members of the body whose finding they would be."""
    draft = draft_of(request, pk)
    preview = HttpResponseRedirect(reverse("draft-preview", args=(draft.pk,)))
    closes_on = last_day(request.POST.get("closes_on", ""))
    if closes_on is None:
        warn(request, "findings.no-last-day", n=FURTHEST)
        return preview
    try:
        statement = read(asked(request), draft)
    except ProblemsError:
        return preview
    if not needs_votes(statement, site().process):
        raise Http404
    proposal = put(statement, draft, me(request), closes_on)
    record(request, "finding-proposed", str(proposal.digest))
    tell(request, "findings.proposed")
    return HttpResponseRedirect(reverse("finding", args=(proposal.pk,)))


@signed_in
@require_GET
def show(request: HttpRequest, pk: Any) -> HttpResponse:
    """The words, the rules, each member's vote, and what they come to."""
    before = before_of(request, pk)
    party = me(request).party
    member = party in before.body.members
    return page(
        request,
        "findings/finding.html",
        "findings.title",
        before=before,
        lines=lines_of(before.statement, before.asked),
        languages=languages(before.asked.process),
        member=member,
        own=before.cast.get(party),
        waiting=before.sheet_of(party) if party else None,
        speaks=party == before.body.id,
        **(pens_told(request) if party else {"pens": (), "mine": (), "eyes": 1, "signs": False}),
    )


@signatories
@require_POST
def vote(request: HttpRequest, pk: Any) -> HttpResponse:
    """A member's vote, as a paper on its desk: it counts once it is signed."""
    before = before_of(request, pk)
    here = HttpResponseRedirect(reverse("finding", args=(before.it.pk,)))
    word = _word(request)
    if me(request).party not in before.body.members:
        raise Http404
    if not before.open or word is None:
        warn(request, "findings.choose-vote" if before.open else "findings.not-open")
        return here
    reasons = _reasons(request, before)
    if reasons is None and (word == "against" or _typed(request, before)):
        warn(request, "findings.reasons-wrong", n=LONGEST)
        return here
    return _to_signing(request, before, word=word, reasons=reasons)


def _word(request: HttpRequest) -> VoteWord | None:
    return next((each for each in VOTE_WORDS if each == request.POST.get("vote")), None)


def _typed(request: HttpRequest, before: Before) -> bool:
    names = before.asked.process.head.languages
    return any(request.POST.get(f"reasons_{each}", "").strip() for each in names)


def _reasons(request: HttpRequest, before: Before) -> Words | None:
    """The reasons typed, in one language or more; None for none, or for what cannot stand."""
    several = languages(before.asked.process)
    typed = [(each, request.POST.get(f"reasons_{each}", "").strip()) for each in several]
    given = tuple((each, text) for each, text in typed if text)
    return Words(given) if given and all(_readable(text) for _, text in given) else None


def _readable(text: str) -> bool:
    try:
        check_visible(text)
    except NamingError:
        return False
    return len(text) <= LONGEST and not has_position(text)


@signatories
@require_POST
def find(request: HttpRequest, pk: Any) -> HttpResponse:
    """What the members have adopted, as a paper that the body signs."""
    before = before_of(request, pk)
    if me(request).party != before.body.id:
        raise Http404
    if not before.can_be_found:
        warn(request, "findings.not-adopted")
        return HttpResponseRedirect(reverse("finding", args=(before.it.pk,)))
    return _to_signing(request, before)


def _to_signing(
    request: HttpRequest,
    before: Before,
    *,
    word: VoteWord | None = None,
    reasons: Words | None = None,
) -> HttpResponse:
    """Begin the paper of a vote, or without a word that of the finding itself."""
    here = HttpResponseRedirect(reverse("finding", args=(before.it.pk,)))
    party, chosen = me(request).party, chosen_pens(request)
    if chosen is None:
        warn(request, "filing.choose-keys")
        return here
    desk = writing(before.asked, party)
    try:
        if word is None:
            statement, refs = finding_of(before, desk), entries_of(before)
        else:
            statement, refs = vote_on(before, word, reasons, desk), []
        paper = next_paper(*chosen, statement, refs)
    except ProblemsError as error:
        warn(request, "filing.not-now", why=error.problems[0].what)
        return here
    except BusyError as error:
        warn(request, "filing.busy")
        return HttpResponseRedirect(reverse("sheet", args=(error.sheet.pk,)))
    title = statement.claim.in_language(before.asked.language)
    draft = before.it.draft if word is None else None
    sheet = begin(paper, party=party, user=me(request), title=title, draft=draft)
    return HttpResponseRedirect(reverse("sheet", args=(sheet.pk,)))


@writers
@require_POST
def withdraw(request: HttpRequest, pk: Any) -> HttpResponse:
    """The body takes back what it had put before its members; votes cast on it stay entered."""
    before = before_of(request, pk)
    if me(request).party != before.body.id:
        raise Http404
    if before.found is None and before.it.withdrawn_at is None:
        before.it.withdrawn_at = now()
        before.it.save(update_fields=["withdrawn_at"])
        record(request, "finding-withdrawn", str(before.it.digest))
        tell(request, "findings.withdrawn")
    return HttpResponseRedirect(reverse("finding", args=(before.it.pk,)))
