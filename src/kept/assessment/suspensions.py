"""When duties lay suspended, by decision or with their instrument."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kept.assessment.accounts import Pick
from kept.assessment.instruments import status_days
from kept.assessment.turns import Stretch, Turns


def suspensions(turns: Turns, commitment: str) -> list[Stretch]:
    """The stretches in which a duty lay suspended, for whichever reason, in order."""
    return list(_joined([*_by_decision(turns, commitment), *_with_its_text(turns, commitment)]))


def _by_decision(turns: Turns, commitment: str) -> Iterator[Stretch]:
    effects = [(each.on.last, each.effect) for each in turns.effects(commitment)]
    stopped = [day for day, effect in effects if effect is not None and effect.word == "suspend"]
    resumed = [day for day, effect in effects if effect is not None and effect.word == "resume"]
    return _stretches(stopped, resumed)


def _with_its_text(turns: Turns, commitment: str) -> Iterator[Stretch]:
    instrument = turns.process.commitments[commitment].instrument
    stopped, resumed = (
        status_days(turns.weighing, instrument, word, Pick.CERTAIN)
        for word in ("suspended", "resumed")
    )
    return _stretches(stopped, resumed)


def _stretches(stopped: Iterable[date], resumed: Iterable[date]) -> Iterator[Stretch]:
    """From days of stopping and resuming, the stretches between."""
    since: date | None = None
    # On one day what is resumed comes first: false sorts before true.
    turns = [*((day, True) for day in stopped), *((day, False) for day in resumed)]
    for day, stops in sorted(turns):
        if stops and since is None:
            since = day
        elif not stops and since is not None:
            yield since, day
            since = None
    if since is not None:
        yield since, date.max


def _joined(stretches: list[Stretch]) -> Iterator[Stretch]:
    """The same days, without overlap: what is suspended twice is suspended once."""
    found: list[Stretch] = []
    for first, end in sorted(stretches):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((first, end))
    return iter(found)
