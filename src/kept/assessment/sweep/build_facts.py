"""What a statement gives to each of its rows: its facts as numbers, and whose voices it has.

Many statements share speakers, propositions and sources. What those come to is worked out once,
by the functions of the reference, and kept at hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from kept.assessment.known import known_on
from kept.assessment.record import is_lead, is_unnamed, publisher_of
from kept.assessment.sweep.columns import (
    LEAD,
    NEVER,
    NO_EXTENT,
    NO_FIGURE,
    NO_HIGH,
    NO_LOW,
    NOT_ENTERED,
    OPEN,
    SIGNED,
    Vocabulary,
)
from kept.dates import Span
from kept.ledger import Statement
from kept.ledger.statement import KINDS, RELEASES
from kept.names import Interval, NamingError
from kept.names.figure import LARGEST, checked
from kept.process.model import Process

NOBODY: Final = "nobody"
MOST: Final = 2**15 - 1  # voices
FULL: Final = 3  # the end of the scale of extents

_KIND: Final[Mapping[str, int]] = {name: code for code, name in enumerate(KINDS)}
_RELEASE: Final[Mapping[str, int]] = {name: code for code, name in enumerate(RELEASES)}
_GRADE: Final[Mapping[str | None, int]] = {
    None: 0,
    **{
        f"{reliability}{credibility}": 0
        if reliability == "F" or credibility == 6
        else 8 * at + credibility
        for at, reliability in enumerate("ABCDEF", start=1)
        for credibility in range(1, 7)
    },
}
_BOUND: Final[Mapping[int | None, int]] = {None: OPEN, **{n: n for n in range(FULL + 1)}}


class StatementError(ValueError):
    """A statement names what its process does not know, or says what no statement can."""


class Facts(NamedTuple):
    """The numbers that all rows of a statement share, named and coded as in `Words`."""

    kind: int
    flags: int
    release: int
    grade: int
    said: int
    first: int
    last: int
    until: int
    low: int
    high: int
    extent_low: int
    extent_high: int
    published: int
    entered: int


class Voice(NamedTuple):
    """One voice of a statement: an actor, and the publisher who does not name it or -1."""

    speaker: int
    unnamed: int


@dataclass(frozen=True, slots=True)
class _Origin:
    """What the same sources do for every statement that rests on them."""

    lead: bool
    publisher: int
    known: int | None  # not before this day; None: it turns on the day the words were said


def vocabulary_of(process: Process) -> Vocabulary:
    """The vocabulary of a process. Raises `StatementError` where it has too many voices to code."""
    named = dict.fromkeys(each.publisher for each in process.sources.values())
    publishers = (*(each for each in named if each != NOBODY), NOBODY)
    if len(process.actors) + len(publishers) + 2 > MOST:  # two more are supposed in a what-if
        raise StatementError(
            f"{process.head.place}: the process has more than {MOST} actors and publishers. "
            "Divide it."
        )
    return Vocabulary(
        propositions=tuple(process.propositions),
        actors=tuple(process.actors),
        publishers=publishers,
    )


class Reader:
    """Reads statements of one process. Raises `StatementError` for one that does not fit it."""

    def __init__(self, process: Process, vocabulary: Vocabulary) -> None:
        self._process: Final = process
        self._propositions: Final = _codes(vocabulary.propositions)
        self._actors: Final = _codes(vocabulary.actors)
        self._publishers: Final = _codes(vocabulary.publishers)
        self._origins: Final[dict[tuple[str, ...] | bool, _Origin]] = {}
        self._abouts: Final[dict[tuple[str, ...], tuple[int, ...]]] = {}
        self._named: Final[dict[tuple[tuple[str, ...], bool], tuple[Voice, ...]]] = {}

    def facts(self, statement: Statement) -> Facts:
        """What all rows of `statement` share."""
        try:
            return self._facts(statement)
        except (KeyError, NamingError) as error:
            raise refusal(statement, self._process) from error

    def about(self, statement: Statement) -> tuple[int, ...]:
        """The propositions `statement` speaks of, each once."""
        found = self._abouts.get(statement.about)
        if found is None:
            found = self._abouts[statement.about] = self._about(statement)
        return found

    def voices(self, statement: Statement) -> tuple[Voice, ...]:
        """Whose voices `statement` has, each speaker once."""
        key = statement.speakers, statement.unnamed
        found = self._named.get(key)
        if found is not None:
            return found
        voices = self._voices(statement)
        if all(each.unnamed < 0 for each in voices):  # else they turn on its sources
            self._named[key] = voices
        return voices

    def _facts(self, it: Statement) -> Facts:
        origin = self._origin(it)
        said, when = it.said_on.last.toordinal(), it.when
        low, high = (NO_FIGURE, NO_HIGH) if it.says is None else _figure(it.says)
        least, most = (NO_EXTENT, NO_EXTENT)
        if it.extent is not None:
            least, most = _BOUND[it.extent.low], _BOUND[it.extent.high]
        return Facts(
            _KIND[it.kind],
            SIGNED * it.signed | LEAD * origin.lead,
            _RELEASE[it.release],
            _GRADE[it.grade],
            said,
            when.first.toordinal(),
            when.last.toordinal(),
            NEVER if it.until is None else min(it.until.last.toordinal(), NEVER - 1),
            low,
            high,
            least,
            most,
            max(said, origin.known)
            if origin.known is not None
            else known_on(it, self._process).toordinal(),
            NEVER if it.entered is None else known_on(it, self._process, "entered").toordinal(),
        )

    def _origin(self, statement: Statement) -> _Origin:
        key = statement.sources or statement.entered is not None
        found = self._origins.get(key)
        if found is None:
            found = self._origins[key] = self._found(statement)
        return found

    def _found(self, statement: Statement) -> _Origin:
        process = self._process
        sources = [process.sources[each] for each in statement.sources]
        fixed = all(each.published_on is not None for each in sources)
        known = None
        if fixed and (sources or statement.entered is None):
            # A day that does not depend on the words' own: what words of long ago would have.
            ancient = replace(statement, said_on=Span.on(date.min))
            known = known_on(ancient, process).toordinal()
        publisher = self._publishers[publisher_of(statement, process)]
        return _Origin(is_lead(statement, process), publisher, known)

    def _about(self, statement: Statement) -> tuple[int, ...]:
        try:
            return tuple(self._propositions[each] for each in dict.fromkeys(statement.about))
        except KeyError as error:
            raise refusal(statement, self._process) from error

    def _voices(self, statement: Statement) -> tuple[Voice, ...]:
        publisher = self._origin(statement).publisher
        try:
            return tuple(
                Voice(
                    self._actors[each],
                    publisher if is_unnamed(each, statement, self._process) else -1,
                )
                for each in dict.fromkeys(statement.speakers)
            )
        except KeyError as error:
            raise refusal(statement, self._process) from error


def index_of(statement: Statement) -> int:
    """The place of `statement` in the register, or NOT_ENTERED."""
    return NOT_ENTERED if statement.entered is None else statement.entered.index


def refusal(statement: Statement, process: Process) -> StatementError:
    """Why a statement does not fit the process, and what to do."""
    begins = f"{statement.place}: the statement “{statement.id}”"
    for what, names, known in (
        ("is said by", statement.speakers, process.actors),
        ("is about", statement.about, process.propositions),
        ("rests on the source", statement.sources, process.sources),
    ):
        for name in names:
            if name not in known:
                return StatementError(
                    f"{begins} {what} “{name}”, which {process.head.id} does not know. "
                    "Correct the statement, or name it in the text of the process."
                )
    return StatementError(
        f"{begins} has a kind, release, grade, figure or extent that no statement can have. "
        f"Extents go from 0 to {FULL}, figures to {LARGEST}, grades from A1 to F6."
    )


def _figure(says: Interval) -> tuple[int, int]:
    return (
        NO_LOW if says.low is None else checked(says.low),
        NO_HIGH if says.high is None else checked(says.high),
    )


def _codes(names: tuple[str, ...]) -> dict[str, int]:
    return {name: code for code, name in enumerate(names)}
