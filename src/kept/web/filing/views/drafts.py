"""Writing a statement in three short steps, kept after each of them."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from kept.ledger import Statement
from kept.process import Process
from kept.web.filing import own
from kept.web.filing.access import writers
from kept.web.filing.choices import commitments_by_text, propositions_for
from kept.web.filing.models import Draft
from kept.web.filing.pages import asked, me, page, tell, warn
from kept.web.filing.statement.fields import STEPS, languages, several, text, wrong_in
from kept.web.filing.statement.prefill import from_statement
from kept.web.filing.statement.sayings import EXTENTS, KNOWN, SAYINGS
from kept.web.reading.clock import now, today
from kept.web.reading.current import site, viewer_of

ORDER: Final = tuple(STEPS)
LONGEST: Final = 4000  # letters that are kept of an answer


def draft_of(request: HttpRequest, pk: Any) -> Draft:
    """A draft of the party of whoever asks; to all others there is none."""
    found: Draft = get_object_or_404(Draft.objects.visible_to(viewer_of(me(request))), pk=pk)
    return found


@writers
def new(request: HttpRequest) -> HttpResponse:
    """Choose the commitment; the draft is made when the choice is sent."""
    question = asked(request)
    given = request.POST if request.method == "POST" else request.GET
    answers, corrects = given.get("answers", ""), given.get("corrects", "")
    said = _before(request, answers, corrects)
    chosen = given.get("commitment", "")
    if request.method == "POST" and chosen in question.process.commitments:
        draft = _made(request, chosen, said, answers, corrects)
        return HttpResponseRedirect(reverse("draft-step", args=(draft.pk, ORDER[0])))
    return page(
        request,
        "filing/new.html",
        "filing.new",
        texts=commitments_by_text(question.process, said),
        chosen=chosen,
        answers=answers,
        corrects=corrects,
        said_of=said,
        wrong=request.method == "POST",
    )


def _before(request: HttpRequest, answers: str, corrects: str) -> Statement | None:
    """What is answered or corrected, if there is such a thing for whoever asks."""
    question = asked(request)
    if corrects:
        return own.one(question, corrects, me(request).party)
    return own.answered(question, answers) if answers else None


def _made(
    request: HttpRequest, chosen: str, said: Statement | None, answers: str, corrects: str
) -> Draft:
    fields = from_statement(said, site().process) if said and corrects else {}
    draft: Draft = Draft.objects.create(
        party=me(request).party,
        author=me(request),
        made_at=now(),
        changed_at=now(),
        fields={"release": "parties", **fields, "commitment": chosen},
        answers=answers if said and not corrects else "",
        corrects=corrects if said else "",
    )
    return draft


@writers
def step(request: HttpRequest, pk: Any, name: str) -> HttpResponse:
    """One of the three steps. What was typed is kept, also where it cannot be read yet."""
    draft = draft_of(request, pk)
    if name not in STEPS:
        raise Http404
    process = site().process
    if request.method == "POST":
        return _kept(request, draft, name, process)
    looks = request.GET.get("again") == "1"
    wrong = wrong_in(name, draft.fields, process, today()) if looks else ()
    return page(
        request,
        f"filing/{name}.html",
        f"filing.step-{name}",
        draft=draft,
        step=name,
        steps=ORDER,
        fields=draft.fields,
        areas_chosen=several(draft.fields, "area"),
        wrong={each.at: each for each in wrong},
        languages=languages(process),
        sayings=SAYINGS,
        extents=EXTENTS,
        known=KNOWN,
        propositions=propositions_for(process, text(draft.fields, "commitment")),
        annexes=list(draft.annex_set.all()),
        answered=_answered(request, draft),
    )


def _answered(request: HttpRequest, draft: Draft) -> Statement | None:
    try:
        return own.answered(asked(request), draft.answers) if draft.answers else None
    except Http404:
        return None


def _kept(request: HttpRequest, draft: Draft, name: str, process: Process) -> HttpResponse:
    """Keep what was typed, then go on, back, or to the desk; PUT by POST, read by GET."""
    draft.fields = {**draft.fields, **_given(request.POST, name)}
    draft.changed_at = now()
    draft.save()
    if request.POST.get("then") == "desk":
        tell(request, "filing.kept")
        return HttpResponseRedirect(reverse("desk"))
    here = reverse("draft-step", args=(draft.pk, name))
    if request.POST.get("then") == "here":
        return HttpResponseRedirect(here)
    if wrong_in(name, draft.fields, process, today()):
        return HttpResponseRedirect(f"{here}?again=1")
    return HttpResponseRedirect(_next(draft, name))


def _next(draft: Draft, name: str) -> str:
    at = ORDER.index(name) + 1
    if at == len(ORDER):
        return reverse("draft-preview", args=(draft.pk,))
    return reverse("draft-step", args=(draft.pk, ORDER[at]))


def _given(data: QueryDict, name: str) -> dict[str, Any]:
    """The answers of one step as they were typed, and no others."""
    return {
        each: data.getlist(each)[:50] if each == "area" else data.get(each, "")[:LONGEST]
        for each in STEPS[name]
    }


@writers
@require_POST
def remove(request: HttpRequest, pk: Any) -> HttpResponse:
    """Throw a draft away, and its annexes."""
    from kept.web.filing.annexes import remove as remove_annex

    draft = draft_of(request, pk)
    on_desk = draft.sheet_set.filter(state="open").exists()
    if on_desk or draft.proposal_set.filter(withdrawn_at=None).exists():
        warn(request, "filing.on-the-desk")
        return HttpResponseRedirect(reverse("desk"))
    for each in draft.annex_set.filter(entry=""):
        remove_annex(each)
    draft.delete()
    tell(request, "filing.thrown-away")
    return HttpResponseRedirect(reverse("desk"))
