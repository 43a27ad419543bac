"""What the reasons of a standing found, as plain values to be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kept.assessment import Reason, Standing
from kept.dates import Span
from kept.process.model import Process


@dataclass(frozen=True, slots=True)
class Tally:
    """How many voices speak for one proposition, and how many against it."""

    plus: int
    minus: int


def first(standing: Standing, rule: str) -> Reason | None:
    """The first reason of that rule, among those that stand for themselves."""
    return next((each for each in standing.reasons if each.rule == rule), None)


def decision(standing: Standing, effect: str) -> Reason | None:
    """The first decision that had this effect."""
    several = (each for each in standing.reasons if each.rule == "decision")
    return next((each for each in several if each.facts["effect"] == effect), None)


def tally(standing: Standing, process: Process) -> Tally | None:
    """The voices about the one proposition that decides; none where several decide together.

    A body that speaks with its own members is not told as one voice more.
    """
    test = first(standing, "test")
    if test is None or [each.rule for each in test.because] != ["slot"]:
        return None
    signs = {str(each.facts["voice"]): each.facts["sign"] for each in _accounts(test.because[0])}
    apart = [sign for voice, sign in signs.items() if not _among(voice, signs, process)]
    return Tally(apart.count("for"), apart.count("against"))


def _accounts(slot: Reason) -> list[Reason]:
    return [each for each in slot.because if each.rule == "account"]


def _among(voice: str, signs: Mapping[str, object], process: Process) -> bool:
    """Whether a voice is a body, and one of its members says the same."""
    body = process.mechanisms.get(voice)
    return body is not None and any(
        signs.get(each) == signs[voice] for each in (*body.members, *body.observers)
    )


def accepted(standing: Standing) -> bool:
    """Whether the test of a commitment counts as met on the words alone."""
    test = first(standing, "test")
    return test is not None and test.facts["verdict"] == "true"


def still_open(standing: Standing) -> Iterator[Reason]:
    """What activates a duty and has not come about, down to what stands for itself."""
    start = first(standing, "not-owed")
    yield from open_among(start.because if start else ())


def open_among(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """What has not come about among the reasons for a start or a gate."""
    for each in reasons:
        yield from _open(each)


def _open(reason: Reason) -> Iterator[Reason]:
    """Itself if it is open; of conditions that must all hold, each that is."""
    if reason.rule == "all":
        yield from open_among(reason.because)
    elif not _holds(reason):
        yield reason


def _holds(reason: Reason) -> bool:
    facts = reason.facts
    if "verdict" in facts:
        return facts["verdict"] == "true"
    return bool(facts["reached"]) if reason.rule == "day" else facts.get("on") is not None


def day_of(reason: Reason, fact: str = "on") -> Span | None:
    """A day among the facts of a reason, certain or not."""
    value = reason.facts.get(fact)
    if isinstance(value, date):
        return Span.on(value)
    return value if isinstance(value, Span) else None


def the_day(reason: Reason, fact: str = "on") -> Span:
    """A day that a reason of its rule always has."""
    day = day_of(reason, fact)
    if day is None:
        raise KeyError(f"A reason “{reason.rule}” has no day “{fact}”.")
    return day


def names_of(reason: Reason, fact: str) -> tuple[str, ...]:
    """Ids among the facts of a reason: one, several or none."""
    value = reason.facts.get(fact)
    if isinstance(value, str):
        return (value,)
    return tuple(str(each) for each in value) if isinstance(value, tuple) else ()


def name_of(reason: Reason, fact: str) -> str:
    """The one id among the facts of a reason."""
    return str(reason.facts[fact])
