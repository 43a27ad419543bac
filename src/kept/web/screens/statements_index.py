"""The statements one viewer may see, put in order once, and searched in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kept.assessment import Basis, bears_on, known_on
from kept.ledger import Statement
from kept.process import Process
from kept.report.review import track_of
from kept.web.pages.answers import ANSWERS, assessment_of, name_of
from kept.web.pages.asked import Asked
from kept.web.screens.statements_folded import folded

Key = tuple[int, str]  # the latest first; of one day, by id


@dataclass(frozen=True, slots=True)
class Indexed:
    """One statement, with what it is found by."""

    key: Key
    statement: Statement
    known_on: date  # `date.max`: not known by this measure
    text: str  # folded, in all languages


@dataclass(frozen=True, slots=True)
class Index:
    """All statements of a snapshot, the latest first."""

    several: tuple[Indexed, ...]
    by_id: Mapping[str, Indexed]
    answered_by: Mapping[str, tuple[str, ...]]
    retracted_by: Mapping[str, tuple[str, ...]]
    speakers: tuple[str, ...]
    areas: tuple[str, ...]


def index_of(asked: Asked) -> Index:
    """The index of what this viewer may see, made once."""
    shot, basis = asked.snapshot, asked.question.basis
    return ANSWERS.get(
        ("index of statements", shot.key, basis),
        lambda: _index(shot.process, shot.statements, basis),
    )


def _index(process: Process, statements: tuple[Statement, ...], basis: Basis) -> Index:
    several = sorted(
        (_indexed(process, each, basis) for each in statements), key=lambda each: each.key
    )
    answered: dict[str, list[str]] = {}
    retracted: dict[str, list[str]] = {}
    for each in statements:
        for earlier in each.answers:
            answered.setdefault(earlier, []).append(each.id)
        if each.retracts is not None:
            retracted.setdefault(each.retracts, []).append(each.id)
    return Index(
        several=tuple(several),
        by_id={each.statement.id: each for each in several},
        answered_by={name: tuple(each) for name, each in answered.items()},
        retracted_by={name: tuple(each) for name, each in retracted.items()},
        speakers=tuple(sorted({one for each in statements for one in each.speakers})),
        areas=tuple(sorted({one for each in statements for one in each.area})),
    )


def index_in_order(process: Process, statements: Sequence[Statement], basis: Basis) -> Index:
    """The index of some statements as they come; others that they name can be seen as well."""
    several = tuple(_indexed(process, each, basis) for each in statements)
    named = {one: at for at in several for one in (*at.statement.answers, at.statement.retracts)}
    return Index(
        several=several,
        by_id={
            **{name: at for name, at in named.items() if name is not None},
            **{at.statement.id: at for at in several},
        },
        answered_by={},
        retracted_by={},
        speakers=(),
        areas=(),
    )


def _indexed(process: Process, statement: Statement, basis: Basis) -> Indexed:
    key = (-statement.said_on.last.toordinal(), statement.id)
    known = known_on(statement, process, basis)
    return Indexed(key, statement, known, folded.__wrapped__(_text(process, statement)))


def _text(process: Process, statement: Statement) -> str:
    told = [statement.claim, *([statement.note] if statement.note else [])]
    told += [process.actors[each].name for each in statement.speakers]
    told += [process.propositions[each].name for each in statement.about]
    words = [text for each in told for _, text in each.by_language]
    publishers = [process.sources[each].publisher for each in statement.sources]
    return " ".join((statement.id, *statement.ref, *words, *publishers))


def known_here(asked: Asked, indexed: Indexed) -> bool:
    """Whether a statement was known on the day whose knowledge is asked for."""
    return indexed.known_on != date.max and indexed.known_on <= asked.question.known_at


def concerned(process: Process) -> Mapping[str, tuple[str, ...]]:
    """Of each proposition the commitments it bears on, in the order of the text."""

    def make() -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for name, each in process.commitments.items():
            for proposition in bears_on(each):
                found.setdefault(proposition, []).append(name)
        return {name: tuple(each) for name, each in found.items()}

    return ANSWERS.get(("commitments by proposition", process.digest), make)


def tracks_of(process: Process, statement: Statement) -> set[str]:
    """The tracks whose commitments a statement bears on."""
    by_proposition = concerned(process)
    named = (one for each in statement.about for one in by_proposition.get(each, ()))
    return track_names(process, named)


def track_names(process: Process, commitments: Iterable[str]) -> set[str]:
    """The tracks of some commitments."""
    return {track_of(process, each) for each in commitments}


def heard(asked: Asked) -> frozenset[str]:
    """The statements that count from the standpoint of the page."""

    def make() -> frozenset[str]:
        counted = assessment_of(asked).record.counted
        return frozenset(each.statement.id for several in counted.values() for each in several)

    return ANSWERS.get(name_of(asked, "heard"), make)


def live(asked: Asked) -> frozenset[str]:
    """The statements that stand, seen from the standpoint of the page: none taken back."""
    return ANSWERS.get(
        name_of(asked, "live"),
        lambda: frozenset(each.id for each in assessment_of(asked).record.live),
    )
