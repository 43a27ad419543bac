"""What a commitment asks under the reading a standpoint holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kept.assessment.accounts import Interest
from kept.assessment.record import bloc_of
from kept.process.model import (
    AtLeast,
    Commitment,
    Condition,
    Due,
    Happened,
    InstrumentIs,
    Not,
    PhaseIs,
    Process,
    Reading,
    Standpoint,
)

IN_FORCE = ("in-force",)
AGREED = ("adopted", "signed")
VERIFIER = "a verifier"  # in a what-if; no actor can have this name, for ids hold no spaces


@dataclass(frozen=True, slots=True)
class Terms:
    """A commitment as one standpoint reads it."""

    commitment: Commitment
    reading: Reading | None
    start: Condition  # instrument in force, phase entered, and what the text adds
    binds_by: tuple[str, ...]  # the steps of its instrument of which one makes it bind
    due: Due | None
    done: Condition | None  # for a duty to refrain: that none of its incidents happened
    interest: Interest

    @property
    def witnesses(self) -> Interest:
        """For what only triggers or ends a duty: its verifiers verify, and nobody gains."""
        return Interest(verifiers=self.interest.verifiers)


def reading_of(commitment: Commitment, standpoint: Standpoint) -> Reading | None:
    """The reading in effect: the first that an actor the standpoint follows holds.

    A standpoint may also follow one reading by its own name, `commitment/reading`:
    so a reading that nobody is known to hold can be tried.
    """
    for followed in standpoint.readings:
        for reading in commitment.readings:
            if followed in (*reading.holders, f"{commitment.id}/{reading.id}"):
                return reading
    return None


def reading_known_on(reading: Reading, process: Process) -> date:
    """When the world could know of a reading: the first day a source of it carries.

    Where its sources carry none, the day of coding; a reading without a source is
    nobody's news, and known with the text.
    """
    if not reading.sources:
        return date.min
    days = (process.sources[each].published_on for each in reading.sources)
    return min((day for day in days if day), default=process.head.compiled_on)


def terms_of(
    commitment: Commitment, process: Process, standpoint: Standpoint, known_at: date = date.max
) -> Terms:
    """What `commitment` asks, from `standpoint`, by the readings known on a day."""
    known = tuple(
        each for each in commitment.readings if reading_known_on(each, process) <= known_at
    )
    reading = reading_of(replace(commitment, readings=known), standpoint)
    from_, due, done = commitment.from_, commitment.due, commitment.done or commitment.parts
    if reading is not None:
        from_, due, done = reading.from_ or from_, reading.due or due, reading.done or done
    if commitment.never:
        done = Not(AtLeast(1, tuple(Happened(each) for each in commitment.never), "any"))
    interest = _interest(commitment, process, standpoint)
    binds_by = _binds_by(commitment, from_, process)
    start = _start(commitment, from_, binds_by)
    return Terms(commitment, reading, start, binds_by, due, done, interest)


def enters_into_force(instrument: str, process: Process) -> bool:
    """Whether a text records an entry into force at all: many declarations never do."""
    return any(each.word == "in-force" for each in process.instruments[instrument].status)


def _binds_by(
    commitment: Commitment, from_: Condition | None, process: Process
) -> tuple[str, ...]:
    """A text binds once it is in force.

    Where it records no entry into force, it binds once adopted or signed, and what it adds
    decides alone when a duty begins; where it adds nothing either, the duty stays proposed.
    """
    if from_ is None or enters_into_force(commitment.instrument, process):
        return IN_FORCE
    return AGREED


def _start(
    commitment: Commitment, from_: Condition | None, binds_by: tuple[str, ...]
) -> Condition:
    """A duty begins when its instrument is in force and what the text adds is so."""
    several: list[Condition] = []
    if binds_by == IN_FORCE:
        several.append(InstrumentIs(commitment.instrument, "in-force"))
    if commitment.phase is not None:
        several.append(PhaseIs(commitment.phase, "entered"))
    if from_ is not None:
        several.append(from_)
    return AtLeast(len(several), tuple(several), "all")


def _interest(commitment: Commitment, process: Process, standpoint: Standpoint) -> Interest:
    """Debtors gain if it is believed done, creditors if not; a joint duty serves neither."""

    def blocs(actors: tuple[str, ...]) -> frozenset[str]:
        return frozenset(bloc_of(each, process, standpoint) for each in actors)

    named = standpoint.verifiers
    verifiers = blocs(commitment.verified_by if named is None else named) | {VERIFIER}
    return Interest(blocs(commitment.of), blocs(commitment.to), verifiers)


def incident_interest(
    incident: str, terms: Terms, process: Process, standpoint: Standpoint
) -> Interest:
    """Who gains if an incident is believed: all but the side whose act it would be."""
    by = process.propositions[incident].by
    sides = terms.interest.performers | terms.interest.doubters
    accused = frozenset((bloc_of(by, process, standpoint),)) if by else terms.interest.performers
    return Interest(sides - accused, accused, terms.interest.verifiers)
