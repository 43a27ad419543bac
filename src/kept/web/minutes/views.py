"""The pages on which the secretariat records a meeting: a form, a preview, and done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kept.assessment import Assessment, assess
from kept.process import Process
from kept.report.review import Changed
from kept.texts import ProblemsError
from kept.web.accounts.access import needs, second_factor_required
from kept.web.accounts.models import Role
from kept.web.accounts.record import record
from kept.web.filing.pages import page, tell
from kept.web.minutes import text
from kept.web.minutes.entering import enter_text
from kept.web.minutes.form import DECISIONS, EFFECTS, FINDINGS, Reading, read_minutes
from kept.web.minutes.minutes import Minutes, id_of, powers_of
from kept.web.minutes.telling import Choices
from kept.web.minutes.writing import toml_of
from kept.web.pages.errors import missing
from kept.web.pages.language import language_of
from kept.web.reading.clock import today
from kept.web.reading.current import site, viewer_of


@needs(Role.SECRETARIAT)
@second_factor_required
def new(request: HttpRequest) -> HttpResponse:
    """Which body met; then its form; then what would be recorded; then it is."""
    if request.method == "POST":
        site().changed()
    process, body = site().process, request.GET.get("body", "")
    if not body:
        return page(request, "minutes/bodies.html", "minutes.title", choices=_choices(request, ""))
    if body not in process.mechanisms:
        raise missing()
    if request.method != "POST":
        return _form(request, body, {})
    reading = Reading(request.POST, process, body, today())
    minutes = read_minutes(reading)
    if minutes is None or "change" in request.POST:
        return _form(request, body, reading.wrong)
    return _previewed(request, process, minutes)


def _choices(request: HttpRequest, body: str) -> Choices:
    return Choices(process=site().process, body=body, language=language_of(request), on=today())


def _form(
    request: HttpRequest, body: str, wrong: Mapping[str, Any], problems: tuple[Any, ...] = ()
) -> HttpResponse:
    return page(
        request,
        "minutes/form.html",
        "minutes.title",
        status=422 if wrong or problems else 200,
        choices=_choices(request, body),
        sent=request.POST,
        wrong=wrong,
        problems=problems,
        decisions=range(1, DECISIONS + 1),
        findings=range(1, FINDINGS + 1),
        effects=EFFECTS,
        powers=powers_of(site().process, body),
        today=today(),
    )


def _previewed(request: HttpRequest, process: Process, minutes: Minutes) -> HttpResponse:
    """What would be written and what it would change; or, once that was seen, its recording."""
    block, base = toml_of(minutes, process), request.POST.get("base", "")
    try:
        if "record" in request.POST and base:
            text.append(block, base)
            return _done(request, id_of(minutes, process))
        after = text.tried(block).process
    except text.ChangedError:
        return _again(request, minutes.body)
    except ProblemsError as error:
        return _form(request, minutes.body, {}, tuple(error.problems))
    return _preview(request, process, after, minutes)


def _again(request: HttpRequest, body: str) -> HttpResponse:
    """Somebody recorded something meanwhile: the form is read anew against the new text."""
    site().changed()
    process = site().process
    late: dict[str, Any] = {"": ("late", {})}
    reading = Reading(request.POST, process, body, today())
    minutes = read_minutes(reading)
    if minutes is None:
        return _form(request, body, {**late, **reading.wrong})
    try:
        after = text.tried(toml_of(minutes, process)).process
    except ProblemsError as error:
        return _form(request, body, late, tuple(error.problems))
    return _preview(request, process, after, minutes, late=True)


def _preview(
    request: HttpRequest, process: Process, after: Process, minutes: Minutes, *, late: bool = False
) -> HttpResponse:
    name = id_of(minutes, process)
    hidden = [
        (key, value)
        for key in request.POST
        if key not in ("csrfmiddlewaretoken", "base", "record", "change")
        for value in request.POST.getlist(key)
    ]
    return page(
        request,
        "minutes/preview.html",
        "minutes.preview",
        status=409 if late else 200,
        choices=_choices(request, minutes.body),
        minutes=minutes,
        name=name,
        block=toml_of(minutes, process),
        base=process.digest,
        hidden=hidden,
        late=late,
        changed=_changes(request, process, after),
    )


def _changes(request: HttpRequest, process: Process, after: Process) -> list[Changed]:
    """The commitments that would stand otherwise, or be due on another day."""
    one, two = _assessed(request, process).standings, _assessed(request, after).standings
    return [
        Changed(commitment=each, before=one[each], now=two[each])
        for each in process.commitments
        if (one[each].word, one[each].duty, one[each].time.due)
        != (two[each].word, two[each].duty, two[each].time.due)
    ]


def _assessed(request: HttpRequest, process: Process) -> Assessment:
    shot = site().snapshot(viewer_of(request.user))
    return assess(
        process,
        shot.statements,
        on=today(),
        known_at=today(),
        standpoint=process.standpoints[process.head.standpoint],
        missing=shot.missing,
        explained=False,
    )


def _done(request: HttpRequest, name: str) -> HttpResponse:
    """Recorded: the text is served from now on, and entered where there is a register."""
    site().changed()
    entered = enter_text()
    record(request, "meeting-recorded", name)
    index = entered.index if entered.index is not None else ""
    tell(request, f"minutes.entered-{entered.word}", index=index)
    return HttpResponseRedirect(f"/desk/meetings/{name}/recorded/")


@needs(Role.SECRETARIAT)
def recorded(request: HttpRequest, meeting: str) -> HttpResponse:
    """What was recorded, what became of it in the register, and where to read it."""
    it = site().process.meetings.get(meeting)
    if it is None:
        raise missing()
    return page(
        request,
        "minutes/recorded.html",
        "minutes.recorded",
        meeting=it,
        choices=_choices(request, it.mechanism or ""),
        day=today(),
    )
