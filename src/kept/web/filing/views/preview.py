"""What a draft comes to, before anybody is asked to sign it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kept.assessment import needs_votes
from kept.ledger import Statement
from kept.texts import Problem, ProblemsError
from kept.web.filing.access import SIGNERS, signatories, writers
from kept.web.filing.models import Draft
from kept.web.filing.pages import asked, me, page, warn
from kept.web.filing.pens import BusyError, Pen, next_paper, pens_of
from kept.web.filing.register import NoRegisterError
from kept.web.filing.signing import begin
from kept.web.filing.statement.fields import STEPS, from_on, text, wrong_in
from kept.web.filing.statement.told import lines_of
from kept.web.filing.statement.written import Writing, statement_of
from kept.web.filing.views.drafts import draft_of
from kept.web.pages.asked import Asked
from kept.web.reading.clock import today

_WEEK: Final = 7  # days for which members are asked to vote, unless others are chosen


def writing(question: Asked, party: str) -> Writing:
    """Who writes, and beside what."""
    return Writing(
        process=question.process,
        party=party,
        today=today(),
        beside=question.snapshot.statements,
    )


def read(question: Asked, draft: Draft) -> Statement:
    """The statement of a draft; raises `ProblemsError`."""
    return statement_of(
        draft.fields,
        writing(question, draft.party),
        name=draft.pk.hex[:10],
        answers=draft.answers,
        digests=[each.digest for each in draft.annex_set.all()],
    )


@writers
def preview(request: HttpRequest, pk: Any) -> HttpResponse:
    """The words as they will stand, who will see them, and who can sign."""
    draft = draft_of(request, pk)
    question = asked(request)
    for name in STEPS:
        if wrong_in(name, draft.fields, question.process, today()):
            return HttpResponseRedirect(f"{reverse('draft-step', args=(draft.pk, name))}?again=1")
    statement: Statement | None = None
    problems: Sequence[Problem] = ()
    try:
        statement = read(question, draft)
    except ProblemsError as error:
        problems = error.problems
    return page(
        request,
        "filing/preview.html",
        "filing.preview",
        draft=draft,
        statement=statement,
        lines=lines_of(statement, question) if statement else (),
        problems=problems,
        from_on=_later(draft),
        votes=statement is not None and needs_votes(statement, question.process),
        closes_on=today() + timedelta(days=_WEEK),
        **pens_told(request),
    )


def _later(draft: Draft) -> Any:
    day = from_on(draft.fields)
    return day if day and day > today() else None


def pens_told(request: HttpRequest) -> dict[str, Any]:
    """Which keys can sign, for the form that asks."""
    try:
        pens = pens_of(me(request).party)
    except NoRegisterError:
        return {"pens": (), "mine": (), "eyes": 1, "signs": False, "no_register": True}
    return {
        "pens": pens,
        "mine": [each for each in pens if _is_own(each, request)],
        "eyes": max((each.eyes for each in pens), default=1),
        "signs": me(request).role in SIGNERS,
        "no_register": False,
    }


def _is_own(pen: Pen, request: HttpRequest) -> bool:
    """Whether somebody may begin a paper with a key: an own passkey, or a key file."""
    return pen.passkey is None or pen.passkey.user_id == me(request).pk


@signatories
@require_POST
def begin_paper(request: HttpRequest, pk: Any) -> HttpResponse:
    """Put the paper on the desk: from here on every byte of it is fixed."""
    draft = draft_of(request, pk)
    question = asked(request)
    chosen = chosen_pens(request)
    here = HttpResponseRedirect(reverse("draft-preview", args=(draft.pk,)))
    if chosen is None:
        warn(request, "filing.choose-keys")
        return here
    pen, beside = chosen
    try:
        statement = read(question, draft)
        if needs_votes(statement, question.process):
            return here  # its members come first
        paper = next_paper(pen, beside, statement, [draft.corrects] if draft.corrects else [])
    except ProblemsError:
        return here
    except BusyError as error:
        warn(request, "filing.busy")
        return HttpResponseRedirect(reverse("sheet", args=(error.sheet.pk,)))
    title = text(draft.fields, "claim_en") or text(draft.fields, "claim_fr")
    sheet = begin(paper, party=draft.party, user=me(request), title=title, draft=draft)
    return HttpResponseRedirect(reverse("sheet", args=(sheet.pk,)))


def chosen_pens(request: HttpRequest) -> tuple[Pen, list[str]] | None:
    """The key that signs first and those beside it, if they are enough and may do so."""
    pens = {each.id: each for each in pens_of(me(request).party)}
    pen = pens.get(request.POST.get("key", ""))
    if pen is None or not _is_own(pen, request):
        return None
    beside = [each for each in request.POST.getlist("beside") if each in pens and each != pen.id]
    beside = [*dict.fromkeys(beside)][: pen.eyes - 1]
    return (pen, beside) if len(beside) == pen.eyes - 1 else None
