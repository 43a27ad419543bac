"""Random small processes, standpoints and logs. Days lie from 0 to `HORIZON`, or near it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment.dice import Dice, thrown

from kept.assessment.record import voices
from kept.dates import Span
from kept.ledger import CONTRADICTING, MissingBody, Statement
from kept.names import Interval
from kept.process import (
    AtLeast,
    Commitment,
    Condition,
    Counts,
    Decision,
    Due,
    Instrument,
    Phase,
    Process,
    Reading,
    Repair,
    Standpoint,
    Status,
)

HORIZON = 60
EVENTS = ("handover", "meeting")
STATES = ("calm", "peace")
FIGURES = ("troops", "progress")
INCIDENTS = ("shelling-by-aruna", "shelling-by-belva", "ambush")
FACTS = ("handover", "calm", "handover", "meeting", "peace", "handover")
NAMES = (*FACTS, *INCIDENTS, "shelling-by-aruna", "troops", "progress")
SPEAKERS = ("aruna", "belva", "joint-team", "mediator", "aruna-army", "front", "observers")
SAYING = ("asserts", "reports", "verifies", "denies", "disputes")
SILENT = ("declines", "demands", "expects", "proposes", "promises", "comments")


def span(dice: Dice, first: int = 0, last: int = HORIZON) -> Span:
    """A day, certain in most cases."""
    start = dice.between(first, last)
    return ex.span((start, start + dice.one(0, 0, 0, 1, 6)))


def interval(dice: Dice, low: int, high: int) -> Interval:
    """A figure: exact, between bounds, or open on a side."""
    one, other = dice.between(low, high), dice.between(low, high)
    return dice.one(
        Interval(one, one),
        Interval(min(one, other), max(one, other)),
        Interval(one, None),
        Interval(None, one),
    )


# ── Conditions ───────────────────────────────────────────────────────────────


def fact(dice: Dice) -> Condition:
    if dice.seldom(5):
        return ex.measured("troops", dice.one("=", "<", "<=", ">", ">="), dice.below(9))
    return ex.happened(dice.one(*FACTS))


def condition(dice: Dice, *more: Condition) -> Condition:
    """A fact or one of `more`, or what can be joined from them."""

    def leaf() -> Condition:
        return dice.one(*more) if more and dice.seldom(2) else fact(dice)

    if not dice.seldom(3):
        return leaf()
    if dice.seldom(3):
        return ex.nay(leaf())
    several = tuple(leaf() for _ in range(dice.between(1, 3)))
    n = dice.between(1, len(several))
    return dice.one(ex.every(*several), ex.either(*several), AtLeast(n, several))


# ── Texts ────────────────────────────────────────────────────────────────────


def status(dice: Dice, word: str) -> Status:
    if dice.seldom(5):
        return ex.status(word, when=fact(dice))
    return ex.status(word, span(dice), span(dice) if dice.seldom(3) else None)


def pact(dice: Dice) -> Instrument:
    """In force early in most cases, and perhaps suspended, resumed or ended."""
    begun = [ex.status("signed", 0), ex.status("in-force", dice.below(9))]
    if dice.seldom(6):
        begun = [status(dice, "signed")]
    later = [
        status(dice, each)
        for each in ("suspended", "resumed", "terminated", "superseded")
        if dice.seldom(7)
    ]
    return ex.instrument("pact", *begun, *later)


def annex(dice: Dice, names: Sequence[str]) -> Instrument:
    """Signed, in force, both or neither; may amend the pact or take its place."""
    life = [status(dice, each) for each in ("in-force", "signed") if not dice.seldom(3)]
    amends = [ex.amends(dice.one(*names), due(dice))] if dice.seldom(3) else []
    supersedes = ("pact",) if dice.seldom(12) else ()
    return ex.instrument("annex", *life, supersedes=supersedes, amends=tuple(amends))


def due(dice: Dice, *more: Condition) -> Due:
    return dice.one(
        lambda: ex.within(dice.between(1, 25)),
        lambda: ex.by(span(dice)),
        lambda: ex.within(dice.between(1, 25), condition(dice, *more)),
        lambda: Due(before=condition(dice, *more)),
    )()


def expiry(dice: Dice, *more: Condition) -> Due:
    if dice.seldom(2):
        return ex.within(dice.between(1, 25), condition(dice, *more))
    return ex.by(span(dice, 20))


def duty(dice: Dice, earlier: Sequence[str], *more: Condition) -> dict[str, Any]:
    """What is owed: a deed, a restraint, a recurring deed, parts, or nothing that can be tested."""
    kind = dice.one("achieve", "refrain", "recur", "achieve", "refrain", "parts", "untested")
    until = condition(dice, *more) if dice.seldom(3) else None
    if kind == "refrain":
        return {"never": dice.some(INCIDENTS, 1, 2), "until": until}
    if kind == "recur":
        done = ex.happened(dice.one(*EVENTS))
        return {"done": done, "every": ex.days(dice.between(5, 20)), "until": until}
    if kind == "parts" and earlier:
        parts = tuple(ex.kept(each) for each in earlier)
        return {"parts": AtLeast(dice.between(1, len(parts)), parts)}
    return {} if kind == "untested" else {"done": condition(dice, *more)}


def reading(dice: Dice, *more: Condition) -> Reading:
    return ex.reading(
        "other",
        *dice.some(("aruna", "belva"), 1, 2),
        from_=condition(dice, *more) if dice.seldom(2) else None,
        due=due(dice, *more) if dice.seldom(2) else None,
        done=condition(dice, *more) if dice.seldom(2) else None,
        sources=dice.one((), ("gazette",), ("wire-late",), ("page",)),
    )


def commitment(dice: Dice, name: str, earlier: Sequence[str], phase: str) -> Commitment:
    """A commitment of any kind; it waits for earlier ones alone, so nothing goes in a circle."""
    more = [*map(ex.kept, earlier), ex.in_force("annex"), ex.reached(span(dice))]
    if phase == "two":
        more += [ex.entered("one"), ex.completed("one")]
    given: dict[str, Any] = {
        "of": dice.one(("aruna",), ("belva",), ("aruna", "belva"), ("front",)),
        "to": dice.one(("belva",), ("aruna",), ("aruna", "belva"), ("observers",), ()),
        "verified_by": dice.one(("joint-team",), ("aruna", "observers"), ()),
        "instrument": "annex" if dice.seldom(6) else "pact",
        "phase": phase if dice.seldom(3) else None,
        "from_": condition(dice, *more) if dice.seldom(3) else None,
        "due": due(dice, *more) if not dice.seldom(3) else None,
        "extent": "progress" if dice.seldom(3) else None,
        "readings": (reading(dice, *more),) if dice.seldom(5) else (),
        "expires": expiry(dice, *more) if dice.seldom(6) else None,
    }
    if dice.seldom(4):
        within = ex.days(dice.between(1, 25)) if dice.seldom(2) else None
        given["repair"] = Repair(done=condition(dice, *more), within=within)
    return ex.commitment(name, **given, **duty(dice, earlier, *more))


def decision(dice: Dice, name: str, names: Sequence[str]) -> Decision:
    """A decision with any effect, or none, by somebody with the power to take it or without."""
    word = dice.one(
        "extend", "suspend", "resume", "find_breach", "suspend", "certify", "release", None
    )
    moved = {"by": ex.days(dice.between(1, 25))} if dice.seldom(2) else {"to": span(dice)}
    return ex.decision(
        name,
        word,
        dice.one(*names),
        span(dice),
        span(dice) if dice.seldom(3) else None,
        ("front",) if dice.seldom(6) else ("joint-team",),
        **(moved if word == "extend" else {}),
    )


def phases(dice: Dice, names: Sequence[str]) -> tuple[Phase, ...]:
    """Phase one may wait for a fact, phase two for what came before it."""
    before = [*map(ex.kept, names[:2]), ex.completed("one"), ex.entered("one")]
    first = ex.phase("one", fact(dice) if dice.seldom(2) else None)
    return first, ex.phase("two", condition(dice, *before), prepared_from=fact(dice))


def process(dice: Dice) -> Process:
    """Two to four commitments under a pact and its annex, in two phases, with decisions."""
    several: list[Commitment] = []
    for number in range(dice.between(2, 4)):
        earlier = [each.id for each in several]
        several.append(commitment(dice, f"c{number}", earlier, "one" if number < 2 else "two"))
    names = [each.id for each in several]
    if dice.seldom(8):
        several[0] = replace(several[0], superseded_by=names[-1])
    return ex.process(
        *several,
        instruments=(pact(dice), annex(dice, names)),
        phases=phases(dice, names),
        decisions=[decision(dice, f"d{number}", names) for number in range(dice.below(4))],
        meetings=[ex.meeting("m", span(dice), span(dice))],
    )


# ── Standpoints ──────────────────────────────────────────────────────────────


def standpoint(dice: Dice) -> Standpoint:
    counts = dice.one(
        lambda: Counts(),
        lambda: Counts(all_but=dice.some(SPEAKERS, 1, 2)),
        lambda: Counts(only=dice.some(SPEAKERS, 3, 5)),
    )
    return ex.reader(
        sees=dice.one(("public",), ("public", "parties"), ex.ALL_RELEASES),
        counts=counts(),
        grade="C3" if dice.seldom(3) else None,
        accept=dice.one("claimed", "claimed", "corroborated", "verified"),
        verifiers=("mediator",) if dice.seldom(3) else None,
        readings=dice.one((), ("aruna",), ("belva", "aruna")),
        blocs=(("front", "belva"),) if dice.seldom(3) else (),
    )


# ── Statements ───────────────────────────────────────────────────────────────


def statement(
    dice: Dice, number: int, earlier: Sequence[Statement], names: Sequence[str] = NAMES
) -> Statement:
    """Anything anybody may say, perhaps in answer to what was said before."""
    kind = dice.one(*SAYING, "reports", "asserts", "asserts")
    given: dict[str, Any] = {
        "id": f"s{number}",
        "signed": dice.seldom(3),
        "unnamed": dice.seldom(8),
        "release": "parties" if dice.seldom(5) else "public",
        "grade": dice.one(None, "B2", None, "D4", "F6"),
        "sources": dice.some(("gazette", "wire", "wire-late", "page", "tip"), 1, 2),
        "filed_by": ("mediator",) if dice.seldom(4) else (),
    }
    speakers = dice.some(SPEAKERS, 1, 2 if dice.seldom(4) else 1)
    said_on = span(dice)
    if earlier and dice.seldom(5):
        target = dice.one(*reversed(earlier))
        theirs = speakers if dice.seldom(3) else target.speakers[:1]
        return ex.taken_back(theirs, target.id, said_on, **given)
    if dice.seldom(12):
        kind = dice.one(*SILENT)
    about = dice.one(*names)
    if about in FIGURES:
        given["says"] = interval(dice, 0, 3 if about == "progress" else 8)
    if about in EVENTS and dice.seldom(5):
        given["extent"] = interval(dice, 0, 3)
    if kind in CONTRADICTING and earlier and dice.seldom(2):
        given["answers"] = (dice.one(*earlier).id,)
    when = span(dice) if dice.seldom(2) else said_on
    until = Span.on(when.last + timedelta(dice.between(1, 25))) if dice.seldom(8) else None
    return ex.said(speakers, about, said_on, kind=kind, when=when, until=until, **given)


def log(dice: Dice, length: int, names: Sequence[str] = NAMES) -> tuple[Statement, ...]:
    """What was said, in the order of entry."""
    found: list[Statement] = []
    for number in range(length):
        found.append(statement(dice, number, found, names))
    return tuple(found)


processes = thrown(process, 250)
standpoints = thrown(standpoint, 20)
logs = st.integers(0, 10).flatmap(lambda length: thrown(lambda dice: log(dice, length), 220))


# ── What a register adds ─────────────────────────────────────────────────────


def entered(dice: Dice, log: Sequence[Statement]) -> tuple[Statement, ...]:
    """The log read from a register: in any order, on days that do not go back, a few not yet."""
    order, at = dice.some(range(len(log)), len(log), len(log)), 0
    found = list(log)
    for index, number in enumerate(order):
        at += dice.one(0, 0, 1, 3, 9)
        witnessed = None if dice.seldom(9) else ex.span((at - dice.below(3), at))
        found[number] = replace(log[number], entered=ex.entry(index, witnessed))
    return tuple(found)


def missing(dice: Dice, index: int) -> MissingBody:
    """A body that spoke of anything, or of nobody knows what."""
    at = dice.between(0, HORIZON)
    return MissingBody(
        index=index,
        entry=f"{index:064x}",
        author=dice.one("aruna/delegation", "belva/delegation"),
        reason=dice.one("erased", "erased", "withheld"),
        release=dice.one("public", "parties", "public"),
        about=dice.some(tuple(dict.fromkeys(NAMES)), 0, 2),
        entered_on=None if dice.seldom(9) else ex.span((at - dice.below(3), at)),
        on=None if dice.seldom(5) else ex.day(at + dice.below(20)),
        erased_by=dice.one("aruna/delegation", "lakes/keeper"),
        ground=dice.one("data-protection", "filed-by-mistake", None),
    )


bodies = st.integers(0, 3).flatmap(
    lambda n: thrown(lambda dice: tuple(missing(dice, 100 + each) for each in range(n)), 60)
)


def without_ties(
    log: Sequence[Statement], process: Process, standpoint: Standpoint
) -> tuple[Statement, ...]:
    """The log without a second word of one voice about one thing on one day."""
    taken: set[tuple[str, str, object]] = set()
    found = []
    for each in log:
        keys = {
            (voice, about, each.said_on.last)
            for voice in voices(each, process, standpoint)
            for about in each.about
        }
        if not keys & taken:
            taken |= keys
            found.append(each)
    return tuple(found)
