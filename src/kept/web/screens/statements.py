"""The statements: who said what, the latest first, with search and filters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from kept.ledger import Statement
from kept.ledger.statement import KINDS, RELEASES
from kept.report.plain import plain
from kept.report.wording import names, words
from kept.web.pages.asked import Asked, own
from kept.web.pages.engine import ENGINE
from kept.web.pages.errors import BadQuestionError
from kept.web.pages.screen import Parameter, Screen, Shown, Table
from kept.web.screens.statement_data import HEADER, statement_json, statement_row
from kept.web.screens.statement_told import said
from kept.web.screens.statements_folded import holds, wanted
from kept.web.screens.statements_index import (
    Index,
    Indexed,
    Key,
    heard,
    index_of,
    known_here,
    live,
    tracks_of,
)
from kept.web.screens.statements_large import day_of, index_of_some, propositions, wanted_of

if TYPE_CHECKING:
    from kept.web.reading.large import Large, Listed

PAGE: Final = 50
ROWS: Final = 5000  # of a table at once
ROWS_LARGE: Final = 500  # of a register of which each is read
COUNTED: Final = 20_000  # of more statements nobody is told how many were found

_Passes = Callable[[Statement], bool]


def show(asked: Asked) -> Shown:
    """The statements that were asked for."""
    before = _before(asked)
    if asked.snapshot.large is not None:
        return _shown_large(asked, asked.snapshot.large, before)
    index = index_of(asked)
    passes = tuple(_filters(asked))
    return Shown(
        title=asked.t("statements.title"),
        context=lambda: _context(asked, index, passes, before),
        data=lambda: _data(asked, index, passes, before),
        table=lambda: Table(
            header=HEADER,
            rows=(
                statement_row(asked, index, each)
                for each in islice(_found(asked, index, passes, before), ROWS)
            ),
        ),
    )


def _shown_large(asked: Asked, large: Large, before: Key | None) -> Shown:
    """Those of a large register: by columns, and only the page's are read."""
    wanted = wanted_of(asked)
    return Shown(
        title=asked.t("statements.title"),
        context=lambda: _context_large(asked, large, large.listed(wanted, before, PAGE), before),
        data=lambda: _data_of(asked, *_page_large(asked, large.listed(wanted, before, PAGE))),
        table=lambda: _table_large(asked, large.listed(wanted, before, ROWS_LARGE)),
    )


def _filters(asked: Asked) -> Iterator[_Passes]:
    """What a statement must pass; raises `BadQuestionError` for a filter that cannot be."""
    process = asked.process
    speaker, area = own(asked, "speaker", process.actors), own(asked, "area", process.areas)
    kind, track = own(asked, "kind", KINDS), own(asked, "track", process.tracks)
    release = own(asked, "release", asked.snapshot.viewer.sees)
    about = own(asked, "about", {*process.commitments, *process.propositions})
    first, last = day_of(asked, "from"), day_of(asked, "to")
    if speaker is not None:
        yield lambda it: speaker in it.speakers
    if area is not None:
        yield lambda it: area in it.area
    if kind is not None:
        yield lambda it: it.kind == kind
    if track is not None:
        yield lambda it: track in tracks_of(process, it)
    if release is not None:
        yield lambda it: it.release == release
    if about is not None:
        bears = propositions(process, about)
        yield lambda it: not bears.isdisjoint(it.about)
    if first is not None:
        yield lambda it: it.said_on.last >= first
    if last is not None:
        yield lambda it: it.said_on.first <= last


def _before(asked: Asked) -> Key | None:
    """After which statement a page begins: those entered since change no page behind it."""
    value = asked.given.get("before")
    if value is None:
        return None
    day, _, name = value.partition("~")
    try:
        return -date.fromisoformat(day).toordinal(), name
    except ValueError:
        raise BadQuestionError("no-such", name="before", value=value) from None


def _found(
    asked: Asked, index: Index, passes: tuple[_Passes, ...], before: Key | None
) -> Iterator[Indexed]:
    """What passes, said and known by the days asked about, the latest first."""
    query = wanted(asked.given.get("q", ""))
    start = 0 if before is None else bisect_right(index.several, before, key=_key)
    for each in islice(index.several, start, None):
        if each.statement.said_on.first > asked.question.on or not known_here(asked, each):
            continue
        if holds(each.text, query) and all(one(each.statement) for one in passes):
            yield each


def _key(indexed: Indexed) -> Key:
    return indexed.key


def _cursor(indexed: Indexed) -> str:
    return f"{indexed.statement.said_on.last}~{indexed.statement.id}"


def _page(
    asked: Asked, index: Index, passes: tuple[_Passes, ...], before: Key | None
) -> tuple[list[Indexed], str | None]:
    """One page of what is found, and where the next one begins."""
    found = list(islice(_found(asked, index, passes, before), PAGE + 1))
    return found[:PAGE], _cursor(found[PAGE - 1]) if len(found) > PAGE else None


def _context(
    asked: Asked, index: Index, passes: tuple[_Passes, ...], before: Key | None
) -> Mapping[str, Any]:
    page, older = _page(asked, index, passes, before)
    counted, standing = heard(asked), live(asked)
    few = len(index.several) <= COUNTED
    return {
        "found": sum(1 for _ in _found(asked, index, passes, None)) if few else None,
        "rows": [
            {
                "said": said(asked, each.statement),
                "counted": each.statement.id in counted,
                "taken_back": each.statement.id not in standing
                and each.statement.id in index.retracted_by,
            }
            for each in page
        ],
        "older": asked.here(before=older) if older else None,
        "newest": asked.here(before=None) if before else None,
        "large": False,
        **_choices(asked, index.speakers, index.areas),
    }


def _context_large(
    asked: Asked, large: Large, listed: Listed, before: Key | None
) -> Mapping[str, Any]:
    index, page, older = _page_large(asked, listed)
    counted, standing = large.heard_of(listed, asked.question)
    return {
        "found": None,
        "large": True,
        "rows": [
            {
                "said": said(asked, each.statement),
                "counted": each.statement.id in counted,
                "taken_back": each.statement.id not in standing,
            }
            for each in page
        ],
        "older": asked.here(before=older) if older else None,
        "newest": asked.here(before=None) if before else None,
        **_choices(asked, large.listing.speakers, index.areas),
    }


def _page_large(asked: Asked, listed: Listed) -> tuple[Index, list[Indexed], str | None]:
    index = index_of_some(asked, listed.statements)
    page = list(index.several)
    return index, page, _cursor(page[-1]) if listed.more and page else None


def _table_large(asked: Asked, listed: Listed) -> Table:
    index, page, _ = _page_large(asked, listed)
    return Table(header=HEADER, rows=(statement_row(asked, index, each) for each in page))


def _choices(asked: Asked, speakers: Iterable[str], areas: Iterable[str]) -> Mapping[str, Any]:
    process, language = asked.process, asked.language
    actors = ((names.actor(each, process, language), each) for each in speakers)
    about = asked.given.get("about")
    return {
        "speakers": sorted(actors, key=lambda each: (each[0].casefold(), each[1])),
        "kinds": sorted((words.kind_noun(each, language), each) for each in KINDS),
        "areas": sorted((process.areas[each].name.in_language(language), each) for each in areas),
        "releases": [each for each in RELEASES if each in asked.snapshot.viewer.sees],
        "about": _about(asked, about) if about else "",
        "given": {each.name: asked.given.get(each.name, "") for each in STATEMENTS.parameters},
    }


def _about(asked: Asked, about: str) -> str:
    named = names.commitment if about in asked.process.commitments else names.proposition
    return named(about, asked.process, asked.language)


def _data(asked: Asked, index: Index, passes: tuple[_Passes, ...], before: Key | None) -> Any:
    return _data_of(asked, index, *_page(asked, index, passes, before))


def _data_of(asked: Asked, index: Index, page: list[Indexed], older: str | None) -> Any:
    q = asked.question
    return {
        "schema": "kept.statements/1",
        "engine": ENGINE,
        "process": asked.process.head.id,
        "on": plain(q.on),
        "known_at": plain(q.known_at),
        "basis": q.basis,
        "statements": [statement_json(index, each) for each in page],
        "before": older,
    }


STATEMENTS: Final = Screen(
    name="statements",
    path="statements/",
    template="statements.html",
    show=show,
    about="Who said what, the latest first; JSON gives a page, CSV up to 5,000 rows.",
    parameters=(
        Parameter(name="q", about="Only those that hold all these words."),
        Parameter(name="speaker", about="Only what this actor said.", example="rwanda"),
        Parameter(name="kind", about="Only this kind of words.", choices=KINDS),
        Parameter(name="about", about="Only what bears on this commitment or proposition."),
        Parameter(name="track", about="Only what bears on this track."),
        Parameter(name="area", about="Only what speaks of this area."),
        Parameter(name="from", about="Said on this day or later.", example="2025-10-01"),
        Parameter(name="to", about="Said on this day or earlier.", example="2025-10-31"),
        Parameter(name="release", about="Only what was released so far.", choices=RELEASES),
        Parameter(name="before", about="From this statement on, as a page before it says."),
    ),
)
