"""What a standpoint has before it: first what it may see, then what still stands, then what counts.

The order matters. Clearance comes first and applies to everything, retractions
included, so that words a reader may not see change nothing that reader is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kept.assessment.known import Basis, in_order, known_by, missing_by
from kept.dates import Span
from kept.ledger import MissingBody, Statement
from kept.process.model import Process, Standpoint


def is_lead(statement: Statement, process: Process) -> bool:
    """Whether it rests on leads alone: shown, marked, never counted.

    What was entered without any source rests on the signature of its entry.
    """
    if not statement.sources:
        return statement.entered is None
    return all(process.sources[each].lead for each in statement.sources)


def bloc_of(actor: str, process: Process, standpoint: Standpoint) -> str:
    """The one voice `actor` speaks with: its state's, and what the standpoint joins to it."""
    seen = {actor}
    while (whole := process.actors[actor].part_of) is not None and whole not in seen:
        actor = whole
        seen.add(actor)
    for bloc in standpoint.blocs:
        if actor in bloc:
            return bloc[0]
    return actor


def voices(statement: Statement, process: Process, standpoint: Standpoint) -> tuple[str, ...]:
    """The originators of `statement`: each counts once, however often it is repeated."""
    return tuple(
        dict.fromkeys(_voice(each, statement, process, standpoint) for each in statement.speakers)
    )


def _voice(speaker: str, statement: Statement, process: Process, standpoint: Standpoint) -> str:
    if is_unnamed(speaker, statement, process):
        return f"unnamed through {publisher_of(statement, process)}"
    return bloc_of(speaker, process, standpoint)


def is_unnamed(speaker: str, statement: Statement, process: Process) -> bool:
    """Whether `speaker` is one with all whom the publisher of `statement` does not name."""
    return statement.unnamed or process.actors[speaker].kind == "unnamed"


def publisher_of(statement: Statement, process: Process) -> str:
    """Who brought unnamed words: a proper publisher before one that only points the way."""
    sources = [process.sources[each] for each in statement.sources]
    return min(((each.lead, each.publisher) for each in sources), default=(True, "nobody"))[1]


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement that counts, with its place in the order of entry and its voices."""

    statement: Statement
    order: int
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What one standpoint has before it, as known on one day."""

    process: Process
    standpoint: Standpoint
    known_at: date
    seen: tuple[Statement, ...]
    live: tuple[Statement, ...]
    counted: Mapping[str, tuple[Heard, ...]] = field(default_factory=dict)  # by proposition
    basis: Basis = "published"
    missing: tuple[MissingBody, ...] = ()  # bodies it was cleared to see, and nobody can read

    def about(self, proposition: str) -> tuple[Heard, ...]:
        """What counts about one proposition."""
        return self.counted.get(proposition, ())

    def lost(self, proposition: str) -> bool:
        """Whether a body is missing that spoke of a proposition, or may have."""
        return any(each.may_bear_on(proposition) for each in self.missing)

    def knows_of(self, known_on: Span) -> bool:
        """Whether what the world could know of on that day is before the standpoint."""
        return known_on.last <= self.known_at


def record(
    process: Process,
    statements: Iterable[Statement],
    standpoint: Standpoint,
    known_at: date,
    basis: Basis = "published",
    missing: Iterable[MissingBody] = (),
) -> Record:
    """Sort out what `standpoint` has before it, as known by the end of `known_at`."""
    seen = tuple(
        each
        for each in in_order(statements, basis)
        if each.release in standpoint.sees and known_by(each, process, basis, known_at)
    )
    lost = tuple(
        each
        for each in sorted(missing, key=lambda each: each.index)
        if each.release in standpoint.sees and missing_by(each, basis, known_at)
    )
    standing = _standing(seen, process, standpoint)
    live = tuple(each for each in seen if standing[each.id])
    counted: dict[str, list[Heard]] = {}
    for order, each in enumerate(live):
        found = _counted_voices(each, process, standpoint)
        heard = Heard(each, order, tuple(one for one in found if one in standing[each.id]))
        for proposition in each.about if heard.voices else ():
            counted.setdefault(proposition, []).append(heard)
    by_proposition = {name: tuple(each) for name, each in counted.items()}
    return Record(process, standpoint, known_at, seen, live, by_proposition, basis, lost)


def _standing(
    seen: Sequence[Statement], process: Process, standpoint: Standpoint
) -> Mapping[str, frozenset[str]]:
    """Of each statement the voices that have not taken it back.

    Of a joint statement each takes back its own word. A retraction can be taken back too.
    """
    by_id = {each.id: each for each in seen}
    aims = {
        each.id: by_id[each.retracts]
        for each in seen
        if each.retracts in by_id and may_retract(each, by_id[each.retracts], process, standpoint)
    }
    left = {each.id: frozenset(voices(each, process, standpoint)) for each in seen}
    for each in _last_first(seen, aims):
        target = aims.get(each.id)
        if target is not None and left[each.id]:
            gone = left[target.id] if withdraws(each, target) else left[each.id]
            left[target.id] -= gone
    return left


def _last_first(seen: Sequence[Statement], aims: Mapping[str, Statement]) -> Iterator[Statement]:
    """Statements in an order in which each comes after all that take it back.

    Each takes back one other: so they form trees, however long. A circle, whose members take
    back one another and nothing else, is gone round once, from the first to have been entered.
    """
    waiting = Counter(each.id for each in aims.values())
    ready = [each for each in seen if not waiting[each.id]]
    for each in ready:  # grows as it is read
        yield each
        target = aims.get(each.id)
        if target is not None:
            waiting[target.id] -= 1
            if not waiting[target.id]:
                ready.append(target)
    for first in seen:
        each = first
        while waiting[each.id]:
            waiting[each.id] = 0
            yield each
            each = aims[each.id]


def withdraws(retraction: Statement, target: Statement) -> bool:
    """Whether it was filed by mistake, as who filed it says: then nobody has said it."""
    return bool(set(retraction.speakers) & set(target.filed_by))


def may_retract(
    retraction: Statement, target: Statement, process: Process, standpoint: Standpoint
) -> bool:
    """Only a speaker takes back its own words, or their filer an entry filed by mistake."""
    if withdraws(retraction, target):
        return True
    theirs = voices(target, process, standpoint)
    return bool(set(voices(retraction, process, standpoint)) & set(theirs))


def _counted_voices(
    statement: Statement, process: Process, standpoint: Standpoint
) -> tuple[str, ...]:
    """The voices of `statement` that are evidence here; none where it is none."""
    counts = standpoint.counts
    if not statement.evidence or is_lead(statement, process):
        return ()
    if not grade_reaches(statement.grade, standpoint.grade):
        return ()

    def counted(speaker: str) -> bool:
        names = {speaker, bloc_of(speaker, process, standpoint)}
        if counts.only is not None:
            return bool(names & set(counts.only))
        return not names & set(counts.all_but)

    speakers = tuple(each for each in statement.speakers if counted(each))
    return tuple(dict.fromkeys(_voice(each, statement, process, standpoint) for each in speakers))


def grade_reaches(grade: str | None, wanted: str | None) -> bool:
    """Whether an Admiralty grade is good enough; F and 6 mean that nobody could judge."""
    if grade is None or wanted is None or "F" in grade or "6" in grade:
        return True
    return grade[0] <= wanted[0] and grade[1] <= wanted[1]
