"""A small fictional process, built by hand: days are numbers, day 0 is 1 January 2025.

Aruna and Belva have a pact; the front is an armed group; a joint team verifies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import count
from typing import Any, TypeVar

from kept.assessment import Assessment, Basis, Standing, assess
from kept.dates import Calendar, Duration, Span
from kept.ledger import Entered, MissingBody, Statement
from kept.names import Interval, Test
from kept.process import (
    Actor,
    Amendment,
    AtLeast,
    Commitment,
    Condition,
    Counts,
    Decision,
    Due,
    Effect,
    Happened,
    Head,
    Instrument,
    InstrumentIs,
    Kept,
    Measured,
    Meeting,
    Not,
    Phase,
    PhaseIs,
    Process,
    Proposition,
    Reached,
    Reading,
    Source,
    Standpoint,
    Status,
    Track,
)
from kept.texts import Place, Words

FIRST = date(2025, 1, 1)
PLACE = Place("exercise.toml", 1)
LATE = 400  # by then everything is known
ALL_RELEASES = ("public", "parties", "mechanism", "confidential")

T = TypeVar("T")
Days = int | tuple[int, int] | Span
_numbers = count(1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def span(days: Days) -> Span:
    if isinstance(days, Span):
        return days
    if isinstance(days, int):
        return Span.on(day(days))
    return Span(day(days[0]), day(days[1]))


def days(number: int) -> Duration:
    return Duration(days=number)


def words(text: str) -> Words:
    return Words.of(en=text, fr=text)


def by_id(several: Iterable[T]) -> Mapping[str, T]:
    return {each.id: each for each in several}  # type: ignore[attr-defined]


# ── Who takes part, and who publishes ────────────────────────────────────────


def actor(name: str, kind: str = "state", part_of: str | None = None) -> Actor:
    return Actor(id=name, place=PLACE, kind=kind, name=words(name), part_of=part_of)


ACTORS = (
    actor("aruna"),
    actor("belva"),
    actor("aruna-army", "force", "aruna"),
    actor("belva-army", "force", "belva"),
    actor("front", "armed-group"),
    actor("joint-team", "mechanism"),
    actor("mediator", "organisation"),
    actor("observers", "ngo"),
    actor("voices", "unnamed"),
)


def source(name: str, publisher: str, kind: str, published: int | None) -> Source:
    return Source(
        id=name,
        place=PLACE,
        publisher=publisher,
        kind=kind,
        published_on=None if published is None else day(published),
    )


SOURCES = (
    source("gazette", "Gazette", "official-statement", -50),  # known on the day it was said
    source("wire", "Wire", "wire", -50),
    source("wire-late", "Wire", "wire", 60),
    source("page", "Page", "press", None),  # carries no date
    source("handout", "Page", "official-statement", None),
    source("tip", "Tip", "blog", -50),  # a lead
)
UNDATED = {"official-statement": days(3), "other": days(10)}


# ── What can be said to be so ────────────────────────────────────────────────


def proposition(name: str, kind: str, **given: Any) -> Proposition:
    return Proposition(id=name, place=PLACE, kind=kind, name=words(name), **given)


PROPOSITIONS = (
    proposition("handover", "event"),
    proposition("meeting", "event"),
    proposition("report", "event"),
    proposition("calm", "state", fresh=days(20)),
    proposition("peace", "state"),
    proposition("troops", "indicator", fresh=days(20), low=0),
    proposition("progress", "indicator", low=0, high=3, scale="extent"),
    proposition("shelling-by-aruna", "incident", by="aruna", fresh=days(15)),
    proposition("shelling-by-belva", "incident", by="belva", fresh=days(15)),
    proposition("ambush", "incident"),
)


# ── What was agreed ──────────────────────────────────────────────────────────


def status(
    word: Any, on: Days | None = None, known: Days | None = None, when: Condition | None = None
) -> Status:
    return Status(
        word=word,
        on=None if on is None else span(on),
        known_on=None if known is None else span(known),
        when=when,
    )


def instrument(name: str, *statuses: Status, **given: Any) -> Instrument:
    given.setdefault("powers", ("joint-team",))
    return Instrument(
        id=name,
        place=PLACE,
        title=words(name),
        track="valley",
        kind="peace-agreement",
        status=statuses,
        **given,
    )


def pact(*more: Status, **given: Any) -> Instrument:
    """The pact, in force since day 0."""
    return instrument("pact", status("signed", 0), status("in-force", 0), *more, **given)


def commitment(name: str, instrument: str = "pact", **given: Any) -> Commitment:
    given.setdefault("of", ("aruna",))
    given.setdefault("to", ("belva",))
    given.setdefault("verified_by", ("joint-team",))
    return Commitment(
        id=name,
        place=PLACE,
        clause=f"{instrument}/1",
        instrument=instrument,
        text=words(name),
        **given,
    )


def reading(name: str, *holders: str, **given: Any) -> Reading:
    return Reading(id=name, label=words(name), holders=holders, **given)


def phase(
    name: str, gate: Condition | None = None, instrument: str = "pact", **given: Any
) -> Phase:
    return Phase(id=name, place=PLACE, instrument=instrument, name=words(name), gate=gate, **given)


def decision(
    name: str,
    word: Any = None,
    commitment: str = "c",
    on: Days = 0,
    known: Days | None = None,
    taken_by: tuple[str, ...] = ("joint-team",),
    **effect: Any,
) -> Decision:
    return Decision(
        id=name,
        place=PLACE,
        by=taken_by,
        on=span(on),
        known_on=span(on if known is None else known),
        text=words(name),
        effect=None if word is None else Effect(word=word, commitment=commitment, **effect),
    )


def reader(name: str = "reader", **given: Any) -> Standpoint:
    given.setdefault("accept", "claimed")
    return Standpoint(id=name, place=PLACE, name=words(name), **given)


def process(*commitments: Commitment, **given: Any) -> Process:
    """A process with these commitments; by default under the pact alone."""
    instruments = given.pop("instruments", (pact(),))
    head = Head(
        id="valley",
        title=words("Valley"),
        languages=("en", "fr"),
        compiled_on=day(given.pop("compiled_on", LATE)),
        coded_by=("exercise",),
        fictional=True,
    )
    tables = ("phases", "decisions", "meetings", "standpoints")
    return Process(
        head=head,
        calendar=given.pop("calendar", Calendar(month_end="clip")),
        undated=given.pop("undated", UNDATED),
        tracks=by_id([Track(id="valley", place=PLACE, name=words("Valley"))]),
        actors=by_id(given.pop("actors", ACTORS)),
        sources=by_id(given.pop("sources", SOURCES)),
        propositions=by_id(given.pop("propositions", PROPOSITIONS)),
        instruments=by_id(instruments),
        commitments=by_id(commitments),
        **{each: by_id(given.pop(each, ())) for each in tables},
        **given,
    )


def meeting(name: str, on: Days, known: Days | None = None) -> Meeting:
    return Meeting(
        id=name,
        place=PLACE,
        on=span(on),
        track="valley",
        mechanism=None,
        known_on=None if known is None else span(known),
    )


# ── Conditions, in few letters ───────────────────────────────────────────────


def happened(name: str) -> Happened:
    return Happened(name)


def measured(indicator: str, operator: Any, value: int) -> Measured:
    return Measured(indicator, Test(operator, value))


def kept(name: str) -> Kept:
    return Kept(name)


def every(*several: Condition) -> AtLeast:
    return AtLeast(len(several), several, "all")


def either(*several: Condition) -> AtLeast:
    return AtLeast(1, several, "any")


def nay(condition: Condition) -> Not:
    return Not(condition)


def reached(on: Days) -> Reached:
    return Reached(span(on))


def in_force(instrument: str) -> InstrumentIs:
    return InstrumentIs(instrument, "in-force")


def entered(name: str) -> PhaseIs:
    return PhaseIs(name, "entered")


def completed(name: str) -> PhaseIs:
    return PhaseIs(name, "completed")


def within(number: int, after: Condition | None = None) -> Due:
    return Due(within=days(number), after=after)


def by(on: Days) -> Due:
    return Due(by=span(on))


def amends(name: str, due: Due) -> Amendment:
    return Amendment(commitment=name, due=due)


# ── What was said ────────────────────────────────────────────────────────────


def said(
    speaker: str | tuple[str, ...], about: str | tuple[str, ...], on: Days, **given: Any
) -> Statement:
    """Somebody says that something is so; `kind`, `when`, `says` and the rest as given."""
    said_on = span(on)
    when, until = given.pop("when", None), given.pop("until", None)
    says, extent = given.pop("says", None), given.pop("extent", None)
    given.setdefault("id", f"said-{next(_numbers)}")
    given.setdefault("kind", "asserts")
    given.setdefault("sources", ("gazette",))
    return Statement(
        place=PLACE,
        speakers=(speaker,) if isinstance(speaker, str) else speaker,
        about=(about,) if isinstance(about, str) else about,
        claim=words("…"),
        said_on=said_on,
        when=said_on if when is None else span(when),
        until=None if until is None else span(until),
        says=figure(says),
        extent=figure(extent),
        **given,
    )


def figure(given: int | tuple[int | None, int | None] | Interval | None) -> Interval | None:
    if given is None or isinstance(given, Interval):
        return given
    return Interval(given, given) if isinstance(given, int) else Interval(*given)


def denied(speaker: str | tuple[str, ...], about: str, on: Days, **given: Any) -> Statement:
    return said(speaker, about, on, kind="denies", **given)


def taken_back(speaker: str | tuple[str, ...], target: str, on: Days, **given: Any) -> Statement:
    return said(speaker, (), on, kind="retracts", retracts=target, **given)


# ── What a register adds ─────────────────────────────────────────────────────


def entry(index: int, on: Days | None, author: str = "aruna/delegation") -> Entered:
    return Entered(
        index=index,
        entry=f"{index:064x}",
        author=author,
        entered_on=None if on is None else span(on),
    )


def erased(index: int, *about: str, **given: Any) -> MissingBody:
    """A body about these that was erased."""
    given.setdefault("author", "belva/delegation")
    given.setdefault("release", "public")
    return MissingBody(
        index=index,
        entry=f"{index:064x}",
        reason=given.pop("reason", "erased"),
        about=about,
        **given,
    )


# ── Where it stands ──────────────────────────────────────────────────────────


def look(
    process: Process,
    statements: Iterable[Statement] = (),
    on: int = 100,
    known_at: int = LATE,
    standpoint: Standpoint | None = None,
    basis: Basis = "published",
    missing: Iterable[MissingBody] = (),
    **given: Any,
) -> Assessment:
    """The assessment on a day, by default with all that is ever known and one voice enough."""
    return assess(
        process,
        statements,
        on=day(on),
        standpoint=reader(**given) if standpoint is None else standpoint,
        known_at=day(known_at),
        basis=basis,
        missing=missing,
    )


def stand(
    process: Process, statements: Iterable[Statement] = (), on: int = 100, **given: Any
) -> Standing:
    """The standing of the commitment `c`."""
    return look(process, statements, on, **given).standings["c"]


def only(*names: str) -> Counts:
    return Counts(only=names)


def all_but(*names: str) -> Counts:
    return Counts(all_but=names)
