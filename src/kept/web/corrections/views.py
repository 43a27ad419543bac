"""Asking for a correction, and answering one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from kept.web.accounts.access import needs
from kept.web.corrections.forms import AnswerForm, AskForm
from kept.web.corrections.limits import allowed
from kept.web.corrections.models import Correction, Outcome
from kept.web.pages.forms import form_page
from kept.web.reading.clock import today


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form, and what was written into it."""
    if request.method == "GET":
        form = AskForm(initial={"page": request.GET.get("page", "/")[:200]})
        return _page(request, "corrections/ask.html", form)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, "corrections/ask.html", form, status=400)
    if not allowed(request):
        return _page(request, "corrections/ask.html", form, status=429, too_many=True)
    Correction.objects.create(
        page=form.cleaned_data["page"], text=form.cleaned_data["text"], asked_on=today()
    )
    return HttpResponseRedirect("/corrections/")


@needs("secretariat")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """The request with its words, and the form for the answer."""
    it = get_object_or_404(Correction, pk=number)
    if request.method == "GET":
        given = {"outcome": it.outcome, "answer": it.answer, "text_shown": it.text_shown}
        return _page(request, "corrections/answer.html", AnswerForm(initial=given), it=it)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, "corrections/answer.html", form, status=400, it=it)
    it.outcome, it.answer = form.cleaned_data["outcome"], form.cleaned_data["answer"]
    it.text_shown = form.cleaned_data["text_shown"]
    it.answered_on = None if it.outcome == Outcome.OPEN else today()
    it.save()
    return HttpResponseRedirect("/corrections/")


def _page(
    request: HttpRequest, template: str, form: Any, *, status: int = 200, **more: Any
) -> HttpResponse:
    values = {"form": form, "outcomes": Outcome.values, "too_many": False, **more}
    return form_page(request, template, values, status=status)
