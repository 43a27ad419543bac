"""Statements become columns, all at once or more and more of them.

    columns, names = drafted(process, statements)
    columns, names = extended(columns, names, process, more)

come to the same as drafting all of them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Final

import numpy as np

from kept.assessment.sweep.build_facts import (
    Facts,
    Reader,
    StatementError,
    index_of,
    vocabulary_of,
)
from kept.assessment.sweep.build_names import Answering, Names, Retracting, table_of
from kept.assessment.sweep.build_types import types_of
from kept.assessment.sweep.columns import Columns, Int32, Int64, Vocabulary, Words, arrays
from kept.ledger import Statement
from kept.process.model import Process

__all__ = [
    "Draft",
    "Names",
    "StatementError",
    "columns_of",
    "drafted",
    "extended",
    "vocabulary_of",
]

_PIECE: Final = 2**14  # statements worked on at a time, to bound memory
_ROW: Final = ("statement", "proposition", "speaker", "unnamed")
_TYPES: Final = types_of(Words)


def columns_of(process: Process, statements: Iterable[Statement]) -> Columns:
    """The columns of `statements`, in the order given.

    Raises `StatementError`, with the statement and its place, where one names a proposition, an
    actor or a source that `process` does not know, or says what no statement can.
    """
    return drafted(process, statements)[0]


def drafted(process: Process, statements: Iterable[Statement]) -> tuple[Columns, Names]:
    """The columns of `statements`, and what it takes to extend them; errors as `columns_of`."""
    draft = Draft(process)
    draft.take(statements)
    return draft.columns(), draft.names


def extended(
    columns: Columns, names: Names, process: Process, more: Iterable[Statement]
) -> tuple[Columns, Names]:
    """Columns of the same process with more statements after theirs; errors as `columns_of`."""
    draft = Draft(process, columns, names)
    draft.take(more)
    return draft.columns(), draft.names


class Draft:
    """Columns in the making, in memory not much larger than they are.

    It goes on from `columns` and their `names`, which stay as they are. Once it has raised
    `StatementError` it is of no further use.
    """

    def __init__(
        self, process: Process, columns: Columns | None = None, names: Names | None = None
    ) -> None:
        self._vocabulary: Final[Vocabulary] = vocabulary_of(process)
        self._reader: Final = Reader(process, self._vocabulary)
        self._words: Final[list[Words]] = [] if columns is None else [columns.words]
        self._index: Final[list[Int32]] = [] if columns is None else [columns.index]
        begun = Names() if names is None else names
        self._ids: Final = [*begun.ids]
        self._filed_by: Final = [*begun.filed_by]
        self._retracting: Final = [*begun.retracting]
        self._answering: Final = [*begun.answering]
        self._filers: Final = {each: each for each in self._filed_by}

    def take(self, statements: Iterable[Statement]) -> None:
        """Take in statements after all that were taken in before."""
        rest = iter(statements)
        while piece := list(islice(rest, _PIECE)):
            self._take(piece)

    def columns(self) -> Columns:
        """The columns of all statements taken in so far."""
        retractions, answers = self.names.resolved(self._vocabulary.actors)
        return Columns(
            vocabulary=self._vocabulary,
            words=_joined(self._words),
            retractions=retractions,
            answers=answers,
            index=np.concatenate([np.empty(0, np.int32), *self._index]),
        )

    @property
    def names(self) -> Names:
        """What the statements taken in so far are called and whom they name."""
        return Names(
            tuple(self._ids),
            tuple(self._filed_by),
            tuple(self._retracting),
            tuple(self._answering),
        )

    def _take(self, statements: Sequence[Statement]) -> None:
        begin = len(self._ids)
        rows = (self._rows(at, each) for at, each in enumerate(statements, begin))
        facts = table_of(map(self._reader.facts, statements), len(Facts._fields))
        self._words.append(_words(table_of(chain.from_iterable(rows), len(_ROW)), facts, begin))
        self._index.append(np.fromiter(map(index_of, statements), np.int32))
        self._ids.extend(each.id for each in statements)
        self._filed_by.extend(
            self._filers.setdefault(each.filed_by, each.filed_by) for each in statements
        )
        for at, each in enumerate(statements, begin):
            if each.answers or each.retracts:
                self._name(at, each)

    def _rows(self, at: int, statement: Statement) -> list[tuple[int, int, int, int]]:
        voices = self._reader.voices(statement)
        return [
            (at, proposition, speaker, unnamed)
            for proposition in self._reader.about(statement)
            for speaker, unnamed in voices
        ]

    def _name(self, at: int, statement: Statement) -> None:
        for answered in dict.fromkeys(statement.answers):
            self._answering.append(Answering(at, answered))
        if statement.retracts:
            facts = self._reader.facts(statement)
            known = facts.release, facts.published, facts.entered
            for voice in self._reader.voices(statement):
                self._retracting.append(Retracting(at, statement.retracts, *voice, *known))


def _words(rows: Int64, facts: Int64, begin: int) -> Words:
    """The words of some statements: their rows, and of each statement the facts they share."""
    shared = facts[rows[:, 0] - begin]
    named = dict(zip(_ROW, rows.T, strict=True)) | dict(zip(Facts._fields, shared.T, strict=True))
    return Words(**{name: array.astype(_TYPES[name]) for name, array in named.items()})


def _joined(several: Sequence[Words]) -> Words:
    tables = [arrays(each) for each in several]
    return Words(
        **{
            name: np.concatenate([np.empty(0, kind), *(each[name] for each in tables)])
            for name, kind in _TYPES.items()
        }
    )
