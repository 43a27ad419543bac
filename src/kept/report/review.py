"""A review: where a process stands, what changed, what is due; all of it derived, none of it typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from kept.assessment import (
    SHOWN,
    Assessment,
    Basis,
    Comparison,
    PhaseStanding,
    ShownWord,
    Standing,
    assess,
    compare,
    known_on,
    phase_standings,
    seen_by,
)
from kept.dates import Span
from kept.ledger import LedgerHead, MissingBody, Statement
from kept.process import Decision, Meeting, Process, Standpoint
from kept.report.accounts import addressed
from kept.report.around import meetings_around

LOOK_AHEAD = timedelta(days=90)  # where nobody has said when the next meeting is
OPEN = ("active", "overdue", "breached", "blocked", "dormant", "suspended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a review is asked."""

    on: date
    known_at: date
    standpoint: Standpoint
    since: date | None = None  # left out: the eve of the last meeting of the main mechanism
    since_meeting: str | None = None
    track: str | None = None  # left out: all
    basis: Basis = "published"  # by which measure statements are known


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A commitment that stands otherwise than it stood."""

    commitment: str
    before: Standing
    now: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All a reader needs before a meeting, each part traceable to its reasons."""

    question: Question
    assessment: Assessment
    before: Assessment | None  # as things stood, and were known, on the day compared with
    comparisons: tuple[Comparison, ...]
    phases: tuple[PhaseStanding, ...]
    changed: tuple[Changed, ...]
    news: tuple[Statement, ...]  # statements that became known since
    decisions: tuple[Decision, ...]  # decisions since
    silent: tuple[str, ...]  # owed, and nobody has said a word about it
    due_next: tuple[str, ...]
    last_meeting: Meeting | None
    next_meeting: (
        Meeting | None
    )  # the sitting at which the next one was spoken of, or a planned one
    next_on: Span | None
    commitments: tuple[str, ...]  # those of the track asked for, in the order of the text
    ledger: LedgerHead | None = None  # the register it was read from, if from one
    news_count: int = 0  # all that became known since, at hand or not

    @property
    def missing(self) -> tuple[MissingBody, ...]:
        """The entries whose body cannot be read, of those the standpoint was cleared to see."""
        return self.assessment.record.missing

    @property
    def unplaced(self) -> tuple[MissingBody, ...]:
        """Those of them that bear on no commitment, as far as anybody can tell: told once."""
        placed = {
            body.entry for each in self.assessment.standings.values() for body in each.missing
        }
        return tuple(each for each in self.missing if each.entry not in placed)

    @property
    def not_reproducible(self) -> tuple[Standing, ...]:
        """The standings that a missing body bears on, in the order of the text."""
        standings = (self.assessment.standings[each] for each in self.commitments)
        return tuple(each for each in standings if each.missing)

    @property
    def process(self) -> Process:
        """The text."""
        return self.assessment.process

    @property
    def counts(self) -> Mapping[str, Mapping[ShownWord, int]]:
        """How many commitments stand how, by track. Never by party."""
        tracks: dict[str, Counter[ShownWord]] = {}
        for each in self.commitments:
            track = track_of(self.process, each)
            tracks.setdefault(track, Counter())[self.assessment.standings[each].word] += 1
        return {
            track: {word: count[word] for word in SHOWN if count[word]}
            for track, count in tracks.items()
        }

    def with_word(self, *words: ShownWord) -> tuple[Standing, ...]:
        """The standings shown with one of these words, in the order of the text."""
        standings = (self.assessment.standings[each] for each in self.commitments)
        return tuple(each for each in standings if each.word in words)

    @property
    def contested(self) -> tuple[Comparison, ...]:
        """What the compared standpoints answer differently."""
        wanted = set(self.commitments)
        return tuple(
            each
            for each in self.comparisons
            if each.word == "contested" and each.commitment in wanted
        )


def track_of(process: Process, commitment: str) -> str:
    """The track a commitment belongs to: its instrument's."""
    return process.instruments[process.commitments[commitment].instrument].track


def review(
    process: Process,
    statements: Iterable[Statement],
    question: Question,
    *,
    ledger: LedgerHead | None = None,
    missing: Iterable[MissingBody] = (),
) -> Review:
    """Answer `question`: assess now, as it was, and from each compared standpoint.

    `ledger` is the register the statements were read from, and `missing` what of it cannot
    be read: each standpoint is told of what it was cleared to see.
    """
    return review_of(_Read(process, tuple(statements), tuple(missing), question), ledger=ledger)


class Said(Protocol):
    """What was said about a process, ready to be assessed: all of it, or what stands for it."""

    @property
    def process(self) -> Process:
        """The text."""

    @property
    def question(self) -> Question:
        """What is asked."""

    def assess(
        self, standpoint: Standpoint, since: date | None = None, *, explained: bool = True
    ) -> Assessment:
        """From a standpoint, on the day asked about, or as it was and was known on another."""

    def news_count(self, now: Assessment, since: date) -> int:
        """How many statements that stand became known after a day, by the day asked about."""


def review_of(read: Said, *, ledger: LedgerHead | None = None) -> Review:
    """The review of what was said, from wherever it is told."""
    process, question = read.process, read.question
    now = read.assess(question.standpoint)
    last, upcoming, next_on = meetings_around(process, question.on, question.known_at)
    since = _since(question, last)
    before = _before(read, since)
    wanted = _wanted(process, question.track)
    return Review(
        question=question,
        assessment=now,
        before=before,
        comparisons=compare(_compared(read)),
        phases=phase_standings(now),
        changed=tuple(_changed(now, before, wanted)),
        news=_news(now, since),
        decisions=_decisions(now, since),
        silent=tuple(each for each in wanted if _silent(now, each)),
        due_next=_due_next(now, wanted, next_on),
        last_meeting=last,
        next_meeting=upcoming,
        next_on=next_on,
        commitments=wanted,
        ledger=ledger,
        news_count=0 if since is None else read.news_count(now, since),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read, and what is asked of it."""

    process: Process
    statements: tuple[Statement, ...]
    missing: tuple[MissingBody, ...]
    question: Question

    def assess(
        self, standpoint: Standpoint, since: date | None = None, *, explained: bool = True
    ) -> Assessment:
        """From a standpoint, on the day asked about, or as it was and was known on another."""
        asked = self.question
        return assess(
            self.process,
            self.statements,
            on=since or asked.on,
            standpoint=standpoint,
            known_at=min(since or asked.known_at, asked.known_at),
            basis=asked.basis,
            explained=explained,
            missing=self.missing,
        )

    def news_count(self, now: Assessment, since: date) -> int:
        """As many as are told: all of them are at hand."""
        return len(_news(now, since))


def _silent(now: Assessment, commitment: str) -> bool:
    """Whether it is owed and nobody has said a word of it: what is missing was said."""
    it = now.standings[commitment]
    return it.duty in OPEN and not it.missing and not addressed(now, commitment)


def _wanted(process: Process, track: str | None) -> tuple[str, ...]:
    return tuple(each for each in process.commitments if track in (None, track_of(process, each)))


def _since(question: Question, last: Meeting | None) -> date | None:
    """The day compared with: the eve of the last meeting, so that what it brought shows."""
    if question.since is not None:
        return question.since
    return last.on.first - timedelta(days=1) if last is not None else None


def _before(read: Said, since: date | None) -> Assessment | None:
    if since is None or since >= read.question.on:
        return None
    return read.assess(read.question.standpoint, since, explained=False)


def _compared(read: Said) -> list[Assessment]:
    reader, standpoints = read.question.standpoint, read.process.standpoints.values()
    compared = (seen_by(reader, each) for each in standpoints if each.compared)
    return [read.assess(each, explained=False) for each in compared]


def _changed(
    now: Assessment, before: Assessment | None, wanted: tuple[str, ...]
) -> Iterable[Changed]:
    if before is None:
        return
    for each in wanted:
        then, today = before.standings[each], now.standings[each]
        if (then.word, then.duty, then.evidence) != (today.word, today.duty, today.evidence):
            yield Changed(commitment=each, before=then, now=today)


def _news(now: Assessment, since: date | None) -> tuple[Statement, ...]:
    if since is None:
        return ()
    return tuple(
        each
        for each in now.record.live
        if since < known_on(each, now.process, now.basis) <= now.on
    )


def _decisions(now: Assessment, since: date | None) -> tuple[Decision, ...]:
    if since is None:
        return ()
    return tuple(
        each
        for each in now.process.decisions.values()
        if since < each.on.last <= now.on and each.known_on.last <= now.known_at
    )


def _due_next(now: Assessment, wanted: tuple[str, ...], next_on: Span | None) -> tuple[str, ...]:
    """What falls due up to the next meeting, soonest first."""
    horizon = next_on.last if next_on is not None else now.on + LOOK_AHEAD
    found = []
    for each in wanted:
        standing = now.standings[each]
        due = standing.time.due if standing.time.word in ("left", "undetermined") else None
        if due is not None and due.first <= horizon and standing.duty in OPEN:
            found.append((due, each))
    return tuple(each for _, each in sorted(found))
