"""What instruments, commitments, phases and links name."""

from __future__ import annotations

from collections.abc import Iterator

from kept.process.check.asked import conditions, mentions_in
from kept.process.check.mentions import Mention, mention_of, mentions_of
from kept.process.model import Commitment, Instrument, Phase, Process


def agreed_mentions(process: Process) -> Iterator[Mention]:
    """Every id these records name, in their conditions too."""
    for instrument in process.instruments.values():
        yield from _instrument(instrument)
    for commitment in process.commitments.values():
        yield from _commitment(commitment)
    for phase in process.phases.values():
        yield from _phase(phase)
    for link in process.links.values():
        yield from mention_of(link.place, "from", "instrument", link.from_)
        yield from mention_of(link.place, "to", "instrument", link.to)
        yield from mentions_of(link.place, "sources", "source", link.sources)
    for asked in conditions(process):
        yield from mentions_in(asked)


def _instrument(instrument: Instrument) -> Iterator[Mention]:
    place = instrument.place
    yield from mention_of(place, "track", "track", instrument.track)
    yield from mentions_of(place, "parties", "actor", instrument.parties)
    yield from mentions_of(place, "mediators", "actor", instrument.mediators)
    yield from mentions_of(place, "observers", "actor", instrument.observers)
    yield from mentions_of(place, "powers", "actor", instrument.powers)
    yield from mention_of(place, "under", "instrument", instrument.under)
    yield from mentions_of(place, "supersedes", "instrument", instrument.supersedes)
    yield from mentions_of(place, "sources", "source", instrument.sources)
    for status in instrument.status:
        yield from mentions_of(place, f"status.{status.word}", "source", status.sources)
    for each in instrument.signing_requires:
        yield from mentions_of(place, f"signing_requires.{each.id}", "source", each.sources)
    for amendment in instrument.amends:
        yield from mention_of(place, "amends", "commitment", amendment.commitment)


def _commitment(commitment: Commitment) -> Iterator[Mention]:
    place = commitment.place
    yield from mention_of(place, "clause", "clause", commitment.clause)
    yield from mentions_of(place, "of", "actor", commitment.of)
    yield from mentions_of(place, "to", "actor", commitment.to)
    yield from mentions_of(place, "verified_by", "actor", commitment.verified_by)
    yield from mentions_of(place, "keep.never", "incident", commitment.never)
    yield from mentions_of(place, "context", "proposition", commitment.context)
    yield from mention_of(place, "extent", "extent", commitment.extent)
    yield from mention_of(place, "phase", "phase", commitment.phase)
    yield from mention_of(place, "superseded_by", "commitment", commitment.superseded_by)
    yield from mentions_of(place, "sources", "source", commitment.sources)
    for reading in commitment.readings:
        field = f"reading.{reading.id}"
        yield from mentions_of(place, f"{field}.holders", "actor", reading.holders)
        yield from mentions_of(place, f"{field}.sources", "source", reading.sources)


def _phase(phase: Phase) -> Iterator[Mention]:
    yield from mention_of(phase.place, "instrument", "instrument", phase.instrument)
    yield from mentions_of(phase.place, "follows", "phase", phase.follows)
    yield from mentions_of(phase.place, "sources", "source", phase.sources)
