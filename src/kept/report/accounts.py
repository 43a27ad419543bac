"""The accounts of a commitment: what each side says of it, set side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kept.assessment import (
    Assessment,
    Standing,
    bears_on,
    bloc_of,
    dated,
    decisive,
    is_lead,
    known_on,
)
from kept.ledger import Statement
from kept.process import Commitment, Process


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement as it bears on a commitment."""

    statement: Statement
    counted: bool  # it is evidence from this standpoint
    decides: bool  # it is about what discharges or breaks the commitment
    lead: bool  # it rests on leads alone
    known_on: date
    dated: bool  # a source or witnesses give the day; otherwise `known_on` is the latest plausible


def told_of(assessment: Assessment, commitment: str) -> tuple[Told, ...]:
    """Every statement that bears on a commitment, the latest first; those taken back left out."""
    process = assessment.process
    it = process.commitments[commitment]
    bears, decides = set(bears_on(it)), set(decisive(it))
    counted = _counted(assessment)
    found = [
        Told(
            statement=each,
            counted=each.id in counted,
            decides=bool(decides & set(each.about)),
            lead=is_lead(each, process),
            known_on=known_on(each, process, assessment.basis),
            dated=assessment.basis == "entered" or dated(each, process),
        )
        for each in assessment.record.live
        if bears & set(each.about) and _speaks_by(each, assessment.on)
    ]
    return tuple(sorted(found, key=_latest_first))


def _speaks_by(statement: Statement, on: date) -> bool:
    """Whether words were said by a day, or speak of what was so by then."""
    return statement.said_on.first <= on or (statement.evidence and statement.when.first <= on)


def _latest_first(told: Told) -> tuple[int, str]:
    return -told.statement.said_on.last.toordinal(), told.statement.id


def _counted(assessment: Assessment) -> set[str]:
    return {
        heard.statement.id for several in assessment.record.counted.values() for heard in several
    }


def by_speaker(told: tuple[Told, ...]) -> Mapping[tuple[str, ...], tuple[Told, ...]]:
    """The same, under those who said it, in alphabetical order: no side comes first."""
    speakers = sorted({each.statement.speakers for each in told})
    return {
        each: tuple(one for one in told if one.statement.speakers == each) for each in speakers
    }


def addressed(assessment: Assessment, commitment: str) -> bool:
    """Whether anybody has said anything, evidence or not, about what decides a commitment."""
    decides = set(decisive(assessment.process.commitments[commitment]))
    bears = decides or set(bears_on(assessment.process.commitments[commitment]))
    return any(bears & set(each.about) for each in assessment.record.live)


def both_sides(assessment: Assessment, commitment: str) -> Mapping[str, Told | None]:
    """The last word of each side, those who owe first or are owed, in alphabetical order.

    Claims and denials go before other words, and what decides the commitment before what only
    bears on it; of a duty to refrain, the incidents that are reported. A side that has said
    nothing of its own is there with nothing: silence is shown, not skipped.
    """
    sides = sides_of(assessment.process.commitments[commitment], assessment.process)
    at_issue = set(incidents_at_issue(assessment.standings[commitment]))
    told = sorted(
        (
            each
            for each in told_of(assessment, commitment)
            if _timely(each, assessment, commitment)
        ),
        key=lambda each: (not at_issue & set(each.statement.about), _nearest_first(each)),
    )
    return {side: _last_word(side, sides, told, assessment) for side in sides}


def sides_of(commitment: Commitment, process: Process) -> list[str]:
    """The parties to its text that owe a commitment or are owed it, in alphabetical order."""
    parties = process.instruments[commitment.instrument].parties
    named = {each for each in (*commitment.of, *commitment.to) if each in parties}
    return sorted(named or {*commitment.of})


def _nearest_first(told: Told) -> tuple[bool, bool, tuple[int, str]]:
    return not told.statement.evidence, not told.decides, _latest_first(told)


def _timely(told: Told, assessment: Assessment, commitment: str) -> bool:
    """Whether words were said by the day asked about, and not before the duty began."""
    said, started = told.statement.said_on, assessment.standings[commitment].started
    return said.first <= assessment.on and (started is None or said.last >= started.first)


def incidents_at_issue(standing: Standing) -> tuple[str, ...]:
    """The incidents somebody whose word counts reports now, and those that still weigh."""
    weighing = [
        each.proposition
        for each in standing.breaches
        if each.ends_on is None or standing.on < each.ends_on
    ]
    reported = [
        str(step.facts["proposition"])
        for reason in standing.reasons
        for step in reason.walk()
        if step.rule == "slot" and step.facts["kind"] == "incident" and step.facts["for"] != "none"
    ]
    return tuple(dict.fromkeys((*weighing, *reported)))


def _last_word(
    side: str, sides: list[str], told: list[Told], assessment: Assessment
) -> Told | None:
    """The first of `told` in which one side speaks without the others."""

    def side_of(speaker: str) -> str:
        return bloc_of(speaker, assessment.process, assessment.standpoint)

    ours = side_of(side)
    others = {side_of(each) for each in sides} - {ours}
    for each in told:
        speakers = {side_of(speaker) for speaker in each.statement.speakers}
        if ours in speakers and not others & speakers:
            return each
    return None
