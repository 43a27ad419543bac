"""Accounts: of each voice, the last thing it said that is valid on the day asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Literal

from kept.assessment.evidence import Evidence, Strength
from kept.assessment.record import Heard
from kept.dates import Calendar, Span, add
from kept.ledger import CONTRADICTING, Statement
from kept.names import Interval, Test
from kept.process.model import Proposition


class Pick(Enum):
    """Which end of an uncertain day is taken: the day by which it is certain, or first possible."""

    CERTAIN = "certain"
    POSSIBLE = "possible"

    def of(self, span: Span) -> date:
        """The day this end of `span` falls on."""
        return span.last if self is Pick.CERTAIN else span.first


Sign = Literal["for", "against", "unclear"]
_SIGN: Mapping[bool | None, Sign] = {True: "for", False: "against", None: "unclear"}
_FULLY = Test(">=", 3)


@dataclass(frozen=True, slots=True)
class Account:
    """What one voice says about one proposition on one day."""

    voice: str
    sign: Sign
    heard: Heard


@dataclass(frozen=True, slots=True)
class Interest:
    """Who gains if something is believed.

    A side that says what serves it is one voice, however many speak; a side that
    speaks against its own interest is as good as two.
    """

    performers: frozenset[str] = frozenset()  # gain if it is believed
    doubters: frozenset[str] = frozenset()  # gain if it is not
    verifiers: frozenset[str] = frozenset()

    def swapped(self) -> Interest:
        """The interests in the contrary."""
        return Interest(self.doubters, self.performers, self.verifiers)


def holds_from(statement: Statement, pick: Pick) -> date:
    """The day from which `statement` speaks, by its own account."""
    return pick.of(statement.when)


def speaks_for(
    statement: Statement, about: Proposition, sign: Sign, pick: Pick, calendar: Calendar
) -> tuple[date, date]:
    """The days `statement` speaks for: the first, and the first it no longer speaks for.

    What happened stays happened. That an event has *not* happened by some day says so of
    every day before as well; of the days after only for as long as the event is `fresh`,
    or until the same voice says otherwise.
    """
    first = holds_from(statement, pick)
    not_yet = about.kind == "event" and sign != "for"
    if not_yet:
        first = date.min
    if statement.until is not None:
        return first, statement.until.last
    if about.fresh is None or (about.kind == "event" and not not_yet):
        return first, date.max
    return first, add(statement.when.last, about.fresh, calendar)


def accounts(
    heard: Iterable[Heard],
    sign: Callable[[Statement], Sign],
    valid: Callable[[Statement], bool],
) -> tuple[Account, ...]:
    """The account of each voice, by name of the voice.

    Among the words of one voice its own signed text goes before reported speech;
    then the last said counts, and of one day the last entered.
    """
    last: dict[str, Heard] = {}
    for each in heard:
        if valid(each.statement):
            for voice in each.voices:
                if voice not in last or _later(each, last[voice]):
                    last[voice] = each
    return tuple(
        Account(voice, sign(last[voice].statement), last[voice]) for voice in sorted(last)
    )


def _later(one: Heard, other: Heard) -> bool:
    return _rank(one) > _rank(other)


def _rank(heard: Heard) -> tuple[bool, date, int]:
    return heard.statement.signed, heard.statement.said_on.last, heard.order


def sign_of_event(statement: Statement) -> Sign:
    """An event, a state or an incident: said to be so, or not. Partly done is not done."""
    if statement.kind in CONTRADICTING:
        return "against"
    if statement.extent is None:
        return "for"
    return _SIGN[_FULLY.of(statement.extent)]


def sign_of_figure(statement: Statement, test: Test, proposition: Proposition) -> Sign:
    """A figure, tested as the interval it is. Denying a figure says only that it lies elsewhere."""
    if statement.says is None:
        return "unclear"
    if statement.kind in CONTRADICTING:
        outside = _outside(statement.says, proposition)
        results = {test.of(part) for part in outside}
    else:
        results = {test.of(statement.says)}
    if results == {True}:
        return "for"
    return "against" if results == {False} else "unclear"


def _outside(says: Interval, proposition: Proposition) -> list[Interval]:
    """Where a figure may lie that is not within `says`."""
    parts = []
    if says.low is not None and (proposition.low is None or says.low > proposition.low):
        parts.append(Interval(proposition.low, says.low - 1))
    if says.high is not None and (proposition.high is None or says.high < proposition.high):
        parts.append(Interval(says.high + 1, proposition.high))
    return parts


def weigh(found: Iterable[Account], interest: Interest, *, stale: bool = False) -> Evidence:
    """What several accounts amount to together."""
    found = tuple(found)
    plus = [each for each in found if each.sign == "for"]
    minus = [each for each in found if each.sign == "against"]
    unclear = len(plus) + len(minus) < len(found)
    return Evidence(
        _strength(plus, interest), _strength(minus, interest.swapped()), unclear, stale
    )


def _strength(found: list[Account], interest: Interest) -> Strength:
    """How strongly accounts of one sign support it, given who gains by it."""
    if not found:
        return Strength.NONE
    if any(_verifies(each, interest) for each in found):
        return Strength.VERIFIED
    names = {each.voice for each in found}
    if names & (interest.doubters - interest.performers):
        return Strength.CORROBORATED  # somebody concedes what does not serve them
    served = interest.performers - interest.doubters
    if len(names) > 1 and not names <= served:
        return Strength.CORROBORATED
    return Strength.CLAIMED


def _verifies(account: Account, interest: Interest) -> bool:
    """Whether a verifier speaks; nobody verifies what its own side has done."""
    return account.voice in interest.verifiers - interest.performers
