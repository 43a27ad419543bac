"""What happened in a process, in the order of its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kept.assessment import Assessment, bears_on
from kept.dates import Span
from kept.ledger import Statement
from kept.process import Meeting, Process
from kept.report.labels import label
from kept.texts import Words

MomentKind = Literal["statement", "meeting", "decision", "status", "gap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing that was said, met, decided or signed."""

    on: Span
    kind: MomentKind
    id: str
    text: Words
    statement: Statement | None = None


def moments(
    assessment: Assessment,
    *,
    about: str | None = None,
    speaker: str | None = None,
    said: Iterable[Statement] | None = None,
) -> tuple[Moment, ...]:
    """The moments up to the day of the assessment, as known then, in order.

    about    a commitment or a proposition: only what bears on it
    speaker  an actor: only what it said
    said     the statements that are told; left out: all that stand
    """
    several = assessment.record.live if said is None else said
    found = [*_statements(assessment.process, several, about, speaker)]
    if speaker is None:
        found += [*_meetings(assessment, about), *_decisions(assessment, about)]
        found += [*_gaps(assessment, about)]
        found += _statuses(assessment) if about is None else []
    return tuple(
        sorted(
            (each for each in found if each.on.first <= assessment.on),
            key=lambda each: (each.on.last, each.kind, each.id),
        )
    )


def _statements(
    process: Process, several: Iterable[Statement], about: str | None, speaker: str | None
) -> Iterator[Moment]:
    wanted = _propositions(process, about)
    for each in several:
        if wanted is not None and not wanted & set(each.about):
            continue
        if speaker is not None and speaker not in each.speakers:
            continue
        yield Moment(
            on=each.said_on, kind="statement", id=each.id, text=each.claim, statement=each
        )


def _propositions(process: Process, about: str | None) -> set[str] | None:
    if about is None:
        return None
    if about in process.commitments:
        return set(bears_on(process.commitments[about]))
    return {about}


def _meetings(assessment: Assessment, about: str | None) -> Iterator[Moment]:
    for each in assessment.process.meetings.values():
        known = (each.known_on or each.on).last <= assessment.known_at
        if known and (about is None or about in each.concerns):
            yield Moment(on=each.on, kind="meeting", id=each.id, text=_name(assessment, each))


def _name(assessment: Assessment, meeting: Meeting) -> Words:
    if meeting.name is not None:
        return meeting.name
    return assessment.process.actors[meeting.mechanism or ""].name


def _decisions(assessment: Assessment, about: str | None) -> Iterator[Moment]:
    for each in assessment.process.decisions.values():
        concerned = each.effect.commitment if each.effect else None
        if each.known_on.last <= assessment.known_at and about in (None, concerned):
            yield Moment(on=each.on, kind="decision", id=each.id, text=each.text)


def _gaps(assessment: Assessment, about: str | None) -> Iterator[Moment]:
    for each in assessment.process.gaps.values():
        known = each.known_on.last <= assessment.known_at
        if known and (about is None or about in each.concerns):
            yield Moment(on=each.on, kind="gap", id=each.id, text=each.text)


def _statuses(assessment: Assessment) -> Iterator[Moment]:
    for instrument in assessment.process.instruments.values():
        for status in instrument.status:
            known = status.known_on or status.on
            if status.on is not None and known is not None and known.last <= assessment.known_at:
                text = Words(
                    tuple(
                        (
                            language,
                            label(
                                "pair",
                                language,
                                left=words,
                                right=label(f"status-{status.word}", language),
                            ),
                        )
                        for language, words in instrument.title.by_language
                    )
                )
                yield Moment(on=status.on, kind="status", id=instrument.id, text=text)
