"""What was said, as the columns the engine reads and as the statements the reference reads."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from bench.engine.cast import PLACE, UNDATED, words
from bench.engine.testimony import END, NOBODY, RETRACTS, Testimony
from numpy.typing import NDArray

from kept.assessment.sweep.columns import (
    LEAD,
    NEVER,
    NO_EXTENT,
    NO_FIGURE,
    NO_HIGH,
    NO_LOW,
    OPEN,
    SIGNED,
    Answers,
    Columns,
    Retractions,
    Vocabulary,
    Words,
)
from kept.dates import Span
from kept.ledger import Entered, Statement
from kept.ledger.statement import KINDS, RELEASES
from kept.names import Interval
from kept.process import Process

Array = NDArray[Any]


def vocabulary(process: Process) -> Vocabulary:
    publishers = dict.fromkeys(each.publisher for each in process.sources.values())
    return Vocabulary(
        propositions=tuple(process.propositions),
        actors=tuple(process.actors),
        publishers=(*publishers, "nobody"),
    )


# ── As columns ───────────────────────────────────────────────────────────────


def columns(process: Process, said: Testimony) -> Columns:
    """One row for each voice in each statement about each proposition."""
    published, entered = _published(process, said)
    lead, publisher = _brought(process, said)
    nameless = np.array([each.kind == "unnamed" for each in process.actors.values()])
    unnamed = np.where(said.unnamed | nameless[said.speaker], publisher, NOBODY).astype(np.int16)
    flags = (said.signed * SIGNED + lead * LEAD).astype(np.uint8)
    return Columns(
        vocabulary=vocabulary(process),
        words=_words(said, unnamed, flags, published, entered),
        retractions=_retractions(said, unnamed, published, entered),
        answers=_answers(said),
        index=said.index,
    )


def _words(
    said: Testimony, unnamed: Array, flags: Array, published: Array, entered: Array
) -> Words:
    spoken = np.flatnonzero(said.kind != RETRACTS)
    twice = (said.second[spoken] >= 0) | (said.also[spoken] >= 0)
    row = np.repeat(spoken, 1 + twice)
    again = np.append(False, row[1:] == row[:-1])
    speaker, proposition = said.speaker[row], said.about[row]
    both, too = again & (said.second[row] >= 0), again & (said.also[row] >= 0)
    speaker[both] = said.second[row[both]]
    proposition[too] = said.also[row[too]]
    return Words(
        statement=row.astype(np.int32),
        proposition=proposition,
        speaker=speaker,
        unnamed=unnamed[row],
        kind=said.kind[row],
        flags=flags[row],
        release=said.release[row],
        grade=_grades(said.grade)[row],
        said=said.said[row],
        first=said.first[row],
        last=said.last[row],
        until=said.until[row],
        low=said.low[row],
        high=said.high[row],
        extent_low=said.extent_low[row],
        extent_high=said.extent_high[row],
        published=published[row],
        entered=entered[row],
    )


def _retractions(said: Testimony, unnamed: Array, published: Array, entered: Array) -> Retractions:
    row = np.flatnonzero(said.retracts >= 0)
    target = said.retracts[row]
    return Retractions(
        statement=row.astype(np.int32),
        target=target,
        speaker=said.speaker[row],
        unnamed=unnamed[row],
        withdraws=(said.filed_by[target] == said.speaker[row]).astype(np.uint8),
        release=said.release[row],
        published=published[row],
        entered=entered[row],
    )


def _answers(said: Testimony) -> Answers:
    row = np.flatnonzero(said.answers >= 0)
    return Answers(statement=row.astype(np.int32), answered=said.answers[row])


def _grades(grade: Array) -> Array:
    """F and 6 say that nobody could judge."""
    reliability, credibility = grade // 10, grade % 10
    judged = (grade > 0) & (reliability < 6) & (credibility < 6)
    return np.where(judged, 8 * reliability + credibility, 0).astype(np.uint8)


def _published(process: Process, said: Testimony) -> tuple[Array, Array]:
    """The days from which each statement could be known, by its sources and by its entry."""
    entered = np.where(
        said.witnessed == NEVER, NEVER, np.maximum(said.said_first, said.witnessed)
    ).astype(np.int32)
    dated, lag = _appearing(process)
    earliest = np.maximum(said.said, END)
    for source in (said.source, said.source_too):
        appeared = np.where(dated[source] != NEVER, dated[source], said.said + lag[source])
        earliest = np.where(source >= 0, np.minimum(earliest, appeared), earliest)
    earliest = np.where(said.source < 0, entered, earliest)
    return np.maximum(said.said, earliest).astype(np.int32), entered


def _appearing(process: Process) -> tuple[Array, Array]:
    """Of each source its day, NEVER without one, and how long after the words it appears."""
    several = process.sources.values()
    dated = [each.published_on.toordinal() if each.published_on else NEVER for each in several]
    lags = [UNDATED.get(each.kind, UNDATED["other"]).days for each in several]
    return np.array(dated, np.int32), np.array(lags, np.int32)


def _brought(process: Process, said: Testimony) -> tuple[Array, Array]:
    """Whether each statement rests on leads alone; the publisher of its unnamed words."""
    names = vocabulary(process).publishers
    several = process.sources.values()
    lead = np.array([each.lead for each in several])
    rank = np.array([100 * each.lead + names.index(each.publisher) for each in several])
    first, second = rank[said.source], rank[said.source_too]
    best = np.where(said.source_too >= 0, np.minimum(first, second), first)
    publisher = np.where(said.source >= 0, best % 100, len(names) - 1)
    leads = lead[said.source] & ((said.source_too < 0) | lead[said.source_too])
    return leads & (said.source >= 0), publisher


# ── As statements ────────────────────────────────────────────────────────────


def statements(process: Process, said: Testimony) -> tuple[Statement, ...]:
    """The same, one object each: for a few ten thousand at most."""
    plain = {name: getattr(said, name).tolist() for name in said.__slots__}
    several = [dict(zip(plain, each, strict=True)) for each in zip(*plain.values(), strict=True)]
    return tuple(_statement(process, number, each) for number, each in enumerate(several))


def _statement(process: Process, number: int, it: dict[str, Any]) -> Statement:
    actors, sources = tuple(process.actors), tuple(process.sources)
    propositions = tuple(process.propositions)

    def named(known: tuple[str, ...], *places: int) -> tuple[str, ...]:
        return tuple(known[each] for each in places if each >= 0)

    return Statement(
        id=f"x{number}",
        place=PLACE,
        speakers=named(actors, it["speaker"], it["second"]),
        kind=KINDS[it["kind"]],
        about=named(propositions, it["about"], it["also"]),
        claim=words("…"),
        said_on=_span(it["said_first"], it["said"]),
        when=_span(it["first"], it["last"]),
        until=None if it["until"] == NEVER else _span(it["until"], it["until"]),
        says=_interval(it["low"], it["high"], NO_FIGURE, NO_LOW, NO_HIGH),
        extent=_interval(it["extent_low"], it["extent_high"], NO_EXTENT, OPEN, OPEN),
        unnamed=it["unnamed"],
        signed=it["signed"],
        release=RELEASES[it["release"]],
        grade=f"{'-ABCDEF'[it['grade'] // 10]}{it['grade'] % 10}" if it["grade"] else None,
        answers=(f"x{it['answers']}",) if it["answers"] >= 0 else (),
        retracts=f"x{it['retracts']}" if it["retracts"] >= 0 else None,
        filed_by=named(actors, it["filed_by"]),
        sources=named(sources, it["source"], it["source_too"]),
        entered=_entered(it),
    )


def _entered(it: dict[str, Any]) -> Entered | None:
    if it["index"] < 0:
        return None
    seen = it["witnessed"]
    return Entered(
        index=it["index"],
        entry=f"{it['index']:064x}",
        author="a000/delegation",
        entered_on=None if seen == NEVER else _span(seen, seen),
    )


def _span(first: int, last: int) -> Span:
    return Span(date.fromordinal(first), date.fromordinal(last))


def _interval(low: int, high: int, none: int, no_low: int, no_high: int) -> Interval | None:
    if low == none:
        return None
    return Interval(None if low == no_low else low, None if high == no_high else high)
