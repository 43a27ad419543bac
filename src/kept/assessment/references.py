"""Whether statements fit the process they speak about: the careful editor of testimony."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kept.assessment.accounts import Pick, sign_of_event, speaks_for
from kept.assessment.adoption import vote_problems
from kept.assessment.known import known_on
from kept.assessment.record import is_lead, may_retract
from kept.assessment.slots import bears_on, decisive
from kept.dates import DateError
from kept.ledger import Statement
from kept.names import Interval, nearest
from kept.process.check import Mention, mentions_of, unresolved
from kept.process.model import Process, Proposition, Standpoint
from kept.texts import Place, Problem, Words


def check_statements(process: Process, statements: Iterable[Statement]) -> tuple[Problem, ...]:
    """All that a careful editor would point at in `statements`, in the order of the files."""
    several = tuple(statements)
    by_id = {each.id: each for each in several}
    problems = [
        *_commitments(process, several),
        *unresolved((each for one in several for each in _mentions(process, one)), process),
    ]
    for each in several:
        problems += _about(process, each)
        problems += _days(process, each)
        problems += _answers(each, by_id)
        problems += _retraction(process, each, by_id)
        problems += _weight(process, each)
        problems += vote_problems(process, each)
    return tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.place, one.what)))


# ── What it names ────────────────────────────────────────────────────────────


def _mentions(process: Process, statement: Statement) -> Iterator[Mention]:
    place = statement.place
    yield from mentions_of(place, "speaker", "actor", statement.speakers)
    yield from mentions_of(place, "area", "area", statement.area)
    yield from mentions_of(place, "sources", "source", statement.sources)
    about = (each for each in statement.about if each not in process.commitments)
    yield from mentions_of(place, "about", "proposition", about)


def _commitments(process: Process, statements: Sequence[Statement]) -> Iterator[Problem]:
    """Whether a promise was kept is never said: it is worked out from what was said of the world."""
    for statement in statements:
        for name in statement.about:
            if name in process.commitments and name not in process.propositions:
                commitment = process.commitments[name]
                tests = decisive(commitment) or bears_on(commitment)
                instead = f" What decides it: {', '.join(tests)}." if tests else ""
                yield Problem(
                    place=statement.place,
                    what=f"It is about {name}, which is a commitment.",
                    remedy="Say what happened, holds or was measured." + instead,
                )


# ── What it is about ─────────────────────────────────────────────────────────


def _about(process: Process, statement: Statement) -> Iterator[Problem]:
    about = [
        process.propositions[each] for each in statement.about if each in process.propositions
    ]
    if statement.says is not None:
        yield from _figures(statement, statement.says, about)
    elif statement.evidence:
        measured = [each.id for each in about if each.kind == "indicator"]
        if measured:
            yield _warning(
                statement.place,
                f"It gives no figure for {', '.join(measured)}, so it can decide nothing.",
                "Add says = …, or choose a kind that is no evidence, such as “comments”.",
            )
    if statement.extent is not None:
        for each in about:
            if each.kind != "event":
                yield Problem(
                    place=statement.place,
                    what=f"“extent” says how far an event has come, and {each.id} is "
                    f"{_A[each.kind]}.",
                    remedy="Drop it, or speak of the event in a statement of its own.",
                )


_A = {
    "event": "an event",
    "state": "a state",
    "indicator": "an indicator",
    "incident": "an incident",
}


def _figures(
    statement: Statement, says: Interval, about: Sequence[Proposition]
) -> Iterator[Problem]:
    measured = [each for each in about if each.kind == "indicator"]
    if about and not measured:
        yield Problem(
            place=statement.place,
            what=f"“says” gives a figure, and {about[0].id} is {_A[about[0].kind]}.",
            remedy="Name the indicator it is a figure of, or leave “says” out.",
        )
    for each in measured:
        if _beyond(says, each):
            yield Problem(
                place=statement.place,
                what=f"“says” is {says}, and {each.id} is {_bounds(each)}.",
                remedy="Correct the figure, or the bounds of the indicator.",
            )


def _bounds(indicator: Proposition) -> str:
    least = "" if indicator.low is None else f"at least {indicator.low}"
    most = "" if indicator.high is None else f"at most {indicator.high}"
    return " and ".join(filter(None, (least, most)))


def _beyond(says: Interval, indicator: Proposition) -> bool:
    """Whether a bound that was said lies outside what the indicator can be."""
    bounds = Interval(indicator.low, indicator.high)
    said = (bound for bound in (says.low, says.high) if bound is not None)
    return any(not bounds.contains(bound) for bound in said)


# ── When ─────────────────────────────────────────────────────────────────────


def _days(process: Process, statement: Statement) -> Iterator[Problem]:
    said = statement.said_on
    for name in statement.sources:
        source = process.sources.get(name)
        if source and source.published_on and source.published_on < said.first:
            yield _warning(
                statement.place,
                f"It was said on {said}, and its source {name} is of {source.published_on}.",
                "Correct “said_on” or the day of the source, or drop the source.",
            )
    compiled = process.head.compiled_on
    if said.first > compiled:
        yield _warning(
            statement.place,
            f"It was said on {said}, after {compiled}, the last day that was coded.",
            "Correct “said_on”, or “compiled_on” in [process].",
        )
    yield from _arithmetic(process, statement)


def _arithmetic(process: Process, statement: Statement) -> Iterator[Problem]:
    """Whether the calendar can count how long the words speak, and when they were known."""
    try:
        if all(each in process.sources for each in statement.sources):
            known_on(statement, process)
        for name in statement.about:
            if name in process.propositions:
                about = process.propositions[name]
                speaks_for(
                    statement, about, sign_of_event(statement), Pick.CERTAIN, process.calendar
                )
    except DateError as error:
        yield Problem(place=statement.place, what="Its days cannot be counted.", remedy=str(error))


# ── What it answers and takes back ───────────────────────────────────────────


def _answers(statement: Statement, by_id: Mapping[str, Statement]) -> Iterator[Problem]:
    for field, names in (("answers", statement.answers), ("retracts", _one(statement.retracts))):
        for name in names:
            if name == statement.id:
                yield Problem(
                    place=statement.place,
                    what=f"“{field}” names the statement itself.",
                    remedy="Name another, or drop it.",
                )
            elif name not in by_id:
                close = nearest(name, by_id)
                yield Problem(
                    place=statement.place,
                    what=f"“{field}” names {name}, and no such statement is known.",
                    remedy=f"Did you mean {close}?" if close else "Name a statement, or drop it.",
                )
            elif by_id[name].said_on.first > statement.said_on.last:
                yield _warning(
                    statement.place,
                    f"“{field}” names {name}, which was said later, on {by_id[name].said_on}.",
                    "Correct the day of one of the two.",
                )


def _one(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


def _retraction(
    process: Process, statement: Statement, by_id: Mapping[str, Statement]
) -> Iterator[Problem]:
    target = by_id.get(statement.retracts or "")
    if target is None or not (_resolved(process, statement) and _resolved(process, target)):
        return
    if not may_retract(statement, target, process, _default(process)):
        yield _warning(
            statement.place,
            f"{_several(statement.speakers)} cannot take back what "
            f"{_several(target.speakers)} said in {target.id}.",
            "Only its speaker or whoever filed it can; to contradict it, write “disputes”.",
        )


def _resolved(process: Process, statement: Statement) -> bool:
    """Whether its voices can be told: every speaker, whole and source is known."""
    wholes = (each.part_of for each in process.actors.values() if each.part_of is not None)
    return all(each in process.actors for each in (*statement.speakers, *wholes)) and all(
        each in process.sources for each in statement.sources
    )


def _default(process: Process) -> Standpoint:
    """The standpoint shown when none is asked for; a bare one where there is none."""
    bare = Standpoint(id="none", place=process.head.place, name=Words(()))
    return process.standpoints.get(process.head.standpoint, bare)


def _several(names: tuple[str, ...]) -> str:
    return " and ".join(names)


# ── What it weighs ───────────────────────────────────────────────────────────


def _weight(process: Process, statement: Statement) -> Iterator[Problem]:
    yield from _office(process, statement)
    if not statement.sources:
        yield _warning(
            statement.place, "It names no source: shown, never counted.", 'Add sources = ["…"].'
        )
    elif (
        statement.evidence
        and all(each in process.sources for each in statement.sources)
        and is_lead(statement, process)
    ):
        yield _warning(
            statement.place,
            "It rests on leads alone: shown, never counted.",
            "Find a source that carries the words themselves.",
        )


def _office(process: Process, statement: Statement) -> Iterator[Problem]:
    if statement.office is None:
        return
    held = {office.id: actor.id for actor in process.actors.values() for office in actor.office}
    if held.get(statement.office) in statement.speakers:
        return
    speakers = _several(statement.speakers)
    if statement.office in held:
        what = f"“office” names {statement.office}, who speaks for {held[statement.office]}."
        remedy = f"Correct the speaker ({speakers}) or the office."
    else:
        close = nearest(statement.office, held)
        what = f"“office” names {statement.office}, and nobody of {speakers} is known by it."
        remedy = f"Did you mean {close}?" if close else "Add the office to its actor, or drop it."
    yield Problem(place=statement.place, what=what, remedy=remedy)


def _warning(place: Place, what: str, remedy: str) -> Problem:
    return Problem(place=place, what=what, remedy=remedy, severity="warning")
