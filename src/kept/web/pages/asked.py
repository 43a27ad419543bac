"""What a page was asked: by whom, about which day, as known when, from which standpoint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

from kept.assessment import Basis, seen_by
from kept.dates import Calendar, DateError, read_span
from kept.names import nearest
from kept.process import Process, Standpoint
from kept.report.charts.locale import Locale
from kept.report.review import Question
from kept.report.wording.language import Language
from kept.web.pages.errors import BadQuestionError
from kept.web.pages.language import language_of
from kept.web.reading.clock import today
from kept.web.reading.current import site, viewer_of
from kept.web.reading.site import Snapshot
from kept.web.words import Say, saying

# What every screen may be asked; the rest of the query belongs to the screen.
COMMON: Final = ("on", "known_at", "standpoint", "basis")
LONGEST: Final = 200  # letters of one value


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question to the site, settled."""

    snapshot: Snapshot
    question: Question
    language: Language
    path: str
    given: Mapping[str, str]  # of the query, what was really asked

    @property
    def process(self) -> Process:
        """The text."""
        return self.snapshot.process

    @property
    def t(self) -> Say:
        """The words of the page."""
        return saying(self.language)

    @property
    def locale(self) -> Locale:
        """How charts write numbers and months."""
        return Locale(language=self.language, months=tuple(self.t("frame.months").split()))

    @property
    def key(self) -> str:
        """What two answers share exactly if they are the same, up to path and own query."""
        q = self.question
        return (
            f"{self.snapshot.key}/{q.on}/{q.known_at}/{q.standpoint.id}/{q.basis}/{self.language}"
        )

    def link(self, path: str, **changes: str | None) -> str:
        """The address of another page, about the same day from the same standpoint."""
        if not self.given and not changes:
            return path  # as on most pages, a hundred times
        kept = {name: self.given[name] for name in COMMON if name in self.given}
        return _address(path, {**kept, **changes})

    def here(self, **changes: str | None) -> str:
        """The address of this page, asked otherwise."""
        return _address(self.path, {**self.given, **changes})

    def here_as(self, form: str) -> str:
        """The same in another form: "data.json"."""
        return _address(f"{self.path}{form}", {**self.given, "lang": self.language})

    def permanent(self) -> str:
        """An address under which the same answer can be asked for again: every date told."""
        q = self.question
        settled = {
            "on": str(q.on),
            "known_at": str(q.known_at),
            "standpoint": q.standpoint.id,
            "lang": self.language,
        }
        origin: str = settings.KEPT_ORIGIN
        return origin + _address(self.path, {**self.given, **settled})


def _address(path: str, query: Mapping[str, str | None]) -> str:
    told = [(name, value) for name, value in sorted(query.items()) if value]
    return f"{path}?{urlencode(told)}" if told else path


def asked_of(request: HttpRequest) -> Asked:
    """What a request asks; raises `BadQuestionError` where that cannot be."""
    snapshot = site().snapshot(viewer_of(request.user))
    given = _given(request)
    question = _question(snapshot, given)
    return Asked(
        snapshot=site().called_by(snapshot, question.standpoint.id),
        question=question,
        language=language_of(request),
        path=request.path,
        given=given,
    )


def _given(request: HttpRequest) -> dict[str, str]:
    given: dict[str, str] = {}
    for name, value in request.GET.items():
        if name == "lang" or not value:
            continue
        if len(value) > LONGEST or "\0" in value:
            raise BadQuestionError("too-long", name=name)
        given[name] = str(value)
    return given


def _question(snapshot: Snapshot, given: Mapping[str, str]) -> Question:
    process = snapshot.process
    latest = latest_day(snapshot)
    on = _day(given, "on")
    known_at = _day(given, "known_at")
    return Question(
        on=on or latest,
        known_at=known_at or max(latest, on or latest),
        standpoint=_standpoint(snapshot, given.get("standpoint", process.head.standpoint)),
        basis=_basis(snapshot, given),
    )


def latest_day(snapshot: Snapshot) -> date:
    """The day a page is about where none is asked for: the last one anything is known of.

    Later words than those that were coded are not in it, and it must not seem to say so; what
    somebody has filed since moves it.
    """
    process = snapshot.process
    filed = snapshot.filed_last
    met = (each.known_on.last for each in process.meetings.values() if each.known_on)
    decided = (each.known_on.last for each in process.decisions.values())
    known = (each for each in (*met, *decided) if each <= today())
    return min(today(), max((process.head.compiled_on, *known, *([filed] if filed else []))))


def _day(given: Mapping[str, str], name: str) -> date | None:
    if name not in given:
        return None
    try:
        span = read_span(given[name], Calendar())
    except DateError:
        raise BadQuestionError("no-day", name=name, value=given[name]) from None
    if not span.certain:
        raise BadQuestionError("no-single-day", name=name, value=given[name])
    return span.first


def _basis(snapshot: Snapshot, given: Mapping[str, str]) -> Basis:
    wish = given.get("basis", "published")
    if wish == "entered" and snapshot.head is not None:
        return "entered"
    if wish != "published":
        raise BadQuestionError("no-basis", value=wish)
    return "published"


def _standpoint(snapshot: Snapshot, name: str) -> Standpoint:
    """The standpoint asked for, as far as this viewer may see what it sees."""
    known = snapshot.process.standpoints
    if name not in known:
        raise BadQuestionError("no-standpoint", value=name, close=nearest(name, known) or "")
    reader = Standpoint(
        id=name, place=known[name].place, name=known[name].name, sees=snapshot.viewer.sees
    )
    return replace(seen_by(reader, known[name]), id=name)


def own(asked: Asked, name: str, known: Any = None) -> str | None:
    """A value of the screen's own query; raises `BadQuestionError` unless it is among `known`."""
    value = asked.given.get(name)
    if value is not None and known is not None and value not in known:
        raise BadQuestionError("no-such", name=name, value=value)
    return value
