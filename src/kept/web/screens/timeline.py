"""The timeline: what was said, met, decided, found and signed, the latest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, get_args

from kept.dates import Span
from kept.report.plain import plain
from kept.report.timeline import Moment, MomentKind, moments
from kept.report.wording import dates, names
from kept.report.wording.language import typeset
from kept.web.pages.answers import ANSWERS, assessment_of, large_of, name_of
from kept.web.pages.asked import Asked, own
from kept.web.pages.engine import ENGINE
from kept.web.pages.errors import BadQuestionError
from kept.web.pages.screen import Parameter, Screen, Shown, Table
from kept.web.screens.statement_told import Said, said
from kept.web.screens.statements_large import day_of
from kept.web.screens.timeline_large import page_of

if TYPE_CHECKING:
    from kept.web.reading.large import LargeReview

KINDS: Final[tuple[MomentKind, ...]] = get_args(MomentKind)
PAGE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One moment in words."""

    on: str
    kind: MomentKind
    text: str
    href: str
    said: Said | None


def show(asked: Asked) -> Shown:
    """The moments that were asked for."""
    large = large_of(asked)
    if large is not None:
        return _shown_large(asked, large)
    found = _found(asked)
    start = _start(asked, found)
    return Shown(
        title=asked.t("timeline.title"),
        context=lambda: _context(asked, found, start),
        data=lambda: _data(asked, found[start:]),
        table=lambda: _table(asked, found[start:]),
    )


def _shown_large(asked: Asked, large: LargeReview) -> Shown:
    """Of a large register: the statements of a page are found by columns, and they are read."""
    before = own(asked, "before")
    page, more = page_of(asked, large, *_wishes(asked), before=before, most=PAGE)
    page = tuple(_passing(asked, page))
    return Shown(
        title=asked.t("timeline.title"),
        context=lambda: _told(
            asked,
            page,
            found=None,
            older=_name(page[-1]) if more and page else None,
            newest=before is not None,
            speakers=asked.snapshot.large.listing.speakers if asked.snapshot.large else (),
        ),
        data=lambda: _data(asked, page),
        table=lambda: _table(asked, page),
    )


def _wishes(asked: Asked) -> tuple[str | None, str | None]:
    process = asked.process
    about = own(asked, "about", {*process.commitments, *process.propositions})
    return about, own(asked, "speaker", process.actors)


def _found(asked: Asked) -> tuple[Moment, ...]:
    """What passes every filter, the latest first."""
    about, speaker = _wishes(asked)
    every = ANSWERS.get(
        name_of(asked, "moments", about, speaker),
        lambda: tuple(reversed(moments(assessment_of(asked), about=about, speaker=speaker))),
    )
    return tuple(_passing(asked, every))


def _passing(asked: Asked, every: Iterable[Moment]) -> Iterator[Moment]:
    first, last = day_of(asked, "from"), day_of(asked, "to")
    kind = asked.given.get("kind")
    for each in every:
        if kind not in (None, each.kind) or (first is not None and each.on.last < first):
            continue
        if last is None or each.on.first <= last:
            yield each


def _name(moment: Moment) -> str:
    return f"{moment.on.last}~{moment.kind}~{moment.id}"


def _start(asked: Asked, found: tuple[Moment, ...]) -> int:
    """Where the page begins: behind the moment that `before` names."""
    before = asked.given.get("before")
    if before is None:
        return 0
    for at, each in enumerate(found):
        if _name(each) == before:
            return at + 1
    raise BadQuestionError("no-such", name="before", value=before)


def _context(asked: Asked, found: tuple[Moment, ...], start: int) -> Mapping[str, Any]:
    page = found[start : start + PAGE]
    live = assessment_of(asked).record.live
    return _told(
        asked,
        page,
        found=len(found),
        older=_name(page[-1]) if start + PAGE < len(found) else None,
        newest=bool(start),
        speakers={speaker for each in live for speaker in each.speakers},
    )


def _told(
    asked: Asked,
    page: tuple[Moment, ...],
    *,
    found: int | None,
    older: str | None,
    newest: bool,
    speakers: Iterable[str],
) -> Mapping[str, Any]:
    return {
        "months": [
            (month, [_row(asked, each) for each in several])
            for month, several in groupby(page, lambda each: _month(asked, each.on))
        ],
        "found": found,
        "older": asked.here(before=older) if older else None,
        "newest": asked.here(before=None) if newest else None,
        "kinds": KINDS,
        "speakers": _speakers(asked, speakers),
        "given": {each.name: asked.given.get(each.name, "") for each in TIMELINE.parameters},
    }


def _month(asked: Asked, on: Span) -> str:
    month = dates.month(on.last, asked.language)
    return month[:1].upper() + month[1:]


def _speakers(asked: Asked, several: Iterable[str]) -> Iterable[tuple[str, str]]:
    named = ((names.actor(each, asked.process, asked.language), each) for each in several)
    return sorted(named, key=lambda each: (each[0].casefold(), each[1]))


def _row(asked: Asked, moment: Moment) -> Row:
    return Row(
        on=dates.span(moment.on, asked.language),
        kind=moment.kind,
        text=_text(asked, moment),
        href=_href(asked, moment),
        said=said(asked, moment.statement) if moment.statement else None,
    )


def _text(asked: Asked, moment: Moment) -> str:
    if moment.kind == "meeting":
        return names.meeting(moment.id, asked.process, asked.language)
    return typeset(moment.text.in_language(asked.language), asked.language)


def _href(asked: Asked, moment: Moment) -> str:
    """Its own page, where it has one."""
    if moment.kind == "statement":
        return asked.link(f"/statements/{moment.id}/")
    if moment.kind == "meeting":
        return asked.link(f"/meetings/{moment.id}/")
    if moment.kind == "status":
        return asked.link(f"/instruments/{moment.id}/")
    return ""


def _data(asked: Asked, found: tuple[Moment, ...]) -> Any:
    q = asked.question
    return {
        "schema": "kept.timeline/1",
        "engine": ENGINE,
        "process": asked.process.head.id,
        "on": plain(q.on),
        "known_at": plain(q.known_at),
        "standpoint": q.standpoint.id,
        "moments": [
            {"on": plain(each.on), "kind": each.kind, "id": each.id, "text": plain(each.text)}
            for each in found
        ],
    }


def _table(asked: Asked, found: tuple[Moment, ...]) -> Table:
    return Table(
        header=("first", "last", "kind", "id", "text"),
        rows=[
            (each.on.first, each.on.last, each.kind, each.id, _text(asked, each)) for each in found
        ],
    )


TIMELINE: Final = Screen(
    name="timeline",
    path="timeline/",
    template="timeline.html",
    show=show,
    about="What was said, met, decided, found and signed, the latest first.",
    parameters=(
        Parameter(name="kind", about="Only moments of this kind.", choices=KINDS),
        Parameter(name="about", about="Only what bears on this commitment or proposition."),
        Parameter(name="speaker", about="Only what this actor said."),
        Parameter(name="from", about="On this day or later.", example="2025-10-01"),
        Parameter(name="to", about="On this day or earlier.", example="2025-10-31"),
        Parameter(name="before", about="From this moment on, as a page before it says."),
    ),
    menu="statements",
)
