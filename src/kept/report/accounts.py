"""The accounts of a commitment: what each side says of it, set side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kept.assessment import Assessment, bears_on, bloc_of, dated, decisive, is_lead, known_on
from kept.ledger import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement as it bears on a commitment."""

    statement: Statement
    counted: bool  # it is evidence from this standpoint
    decides: bool  # it is about what discharges or breaks the commitment
    lead: bool  # it rests on leads alone
    known_on: date
    dated: bool  # a source of it carries a day; otherwise `known_on` is the latest plausible


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
            known_on=known_on(each, process),
            dated=dated(each, process),
        )
        for each in assessment.record.live
        if bears & set(each.about)
    ]
    return tuple(sorted(found, key=_latest_first))


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

    What decides the commitment goes before what only bears on it, and of the latter claims
    and denials before other words. A side that has said nothing of its own is there with nothing: silence is shown, not skipped.
    """
    process = assessment.process
    it = process.commitments[commitment]
    parties = process.instruments[it.instrument].parties
    sides = sorted({each for each in (*it.of, *it.to) if each in parties} or {*it.of})
    told = sorted(told_of(assessment, commitment), key=_nearest_first)
    return {side: _last_word(side, sides, told, assessment) for side in sides}


def _nearest_first(told: Told) -> tuple[bool, bool, tuple[int, str]]:
    aside = not told.decides
    return aside, aside and not told.statement.evidence, _latest_first(told)


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
