"""What mechanisms, meetings, decisions and gaps name."""

from __future__ import annotations

from collections.abc import Iterator

from kept.process.check.mentions import Mention, mention_of, mentions_of
from kept.process.model import Decision, Gap, Mechanism, Meeting, Process


def body_mentions(process: Process) -> Iterator[Mention]:
    """Every id these records name."""
    for mechanism in process.mechanisms.values():
        yield from _mechanism(mechanism)
    for meeting in process.meetings.values():
        yield from _meeting(meeting)
    for decision in process.decisions.values():
        yield from _decision(decision)
    for gap in process.gaps.values():
        yield from _gap(gap)


def _mechanism(mechanism: Mechanism) -> Iterator[Mention]:
    place = mechanism.place
    yield from mention_of(place, "instrument", "instrument", mechanism.instrument)
    yield from mention_of(place, "track", "track", mechanism.track)
    yield from mentions_of(place, "members", "actor", mechanism.members)
    yield from mentions_of(place, "observers", "actor", mechanism.observers)
    yield from mentions_of(place, "sources", "source", mechanism.sources)
    if mechanism.rules is not None:
        yield from mentions_of(place, "rules.sources", "source", mechanism.rules.sources)


def _meeting(meeting: Meeting) -> Iterator[Mention]:
    place = meeting.place
    yield from mention_of(place, "of", "mechanism", meeting.mechanism)
    yield from mention_of(place, "track", "track", meeting.track)
    yield from mentions_of(place, "attended", "actor", meeting.attended)
    yield from mentions_of(place, "concerns", "commitment", meeting.concerns)
    yield from mentions_of(place, "sources", "source", meeting.sources)
    if meeting.next is not None:
        yield from mentions_of(place, "next.sources", "source", meeting.next.sources)
    for each in meeting.announced:
        yield from mentions_of(place, "announced.sources", "source", each.sources)


def _decision(decision: Decision) -> Iterator[Mention]:
    place = decision.place
    yield from mentions_of(place, "by", "actor", decision.by)
    yield from mention_of(place, "meeting", "meeting", decision.meeting)
    yield from mentions_of(place, "sources", "source", decision.sources)
    if decision.effect is not None:
        field = f"effect.{decision.effect.word}"
        yield from mention_of(place, field, "commitment", decision.effect.commitment)


def _gap(gap: Gap) -> Iterator[Mention]:
    yield from mentions_of(gap.place, "found_by", "actor", gap.found_by)
    yield from mention_of(gap.place, "meeting", "meeting", gap.meeting)
    yield from mentions_of(gap.place, "concerns", "commitment", gap.concerns)
    yield from mentions_of(gap.place, "sources", "source", gap.sources)
