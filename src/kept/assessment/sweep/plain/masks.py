"""Which rows a lane sees, which of them still stand, and which count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kept.assessment.known import Basis
from kept.assessment.sweep.columns import (
    LEAD,
    NEVER,
    Columns,
    Int16,
    Int32,
    Int64,
    Retractions,
    UInt8,
    Vocabulary,
    Words,
)
from kept.assessment.sweep.lanes import Lanes
from kept.assessment.sweep.plain.retractions import settle
from kept.ledger.statement import CONTRADICTING, EVIDENCE, KINDS

Flags = NDArray[np.bool_]
SPEAKS: Final = np.array([each in EVIDENCE for each in KINDS])
DENIES: Final = np.array([each in CONTRADICTING for each in KINDS])


@dataclass(frozen=True, slots=True, kw_only=True)
class Masks:
    """Of each row of words its voice, and the lanes in which it is seen, stands and counts.

    A retraction that somebody else takes back may count a row as standing that does not;
    retractions are no evidence, and never count.
    """

    voice: Int16
    seen: UInt8
    standing: UInt8
    counted: UInt8


def masks_of(columns: Columns, lanes: Lanes, known_at: date, basis: Basis) -> Masks:
    """The masks of all words, as known by the end of `known_at`."""
    words = columns.words
    voice = _voice(words, lanes, columns.vocabulary)
    seen = _seen(words, lanes, known_at, basis)
    standing = seen & ~_taken_back(columns, lanes, voice, known_at, basis)
    counts = SPEAKS[words.kind] & (words.flags & LEAD == 0)
    weight = lanes.counts[words.speaker] & lanes.grades[words.grade]
    counted = np.where(counts, standing & weight, np.uint8(0))
    return Masks(voice=voice, seen=seen, standing=standing, counted=counted)


def retractions_of(columns: Columns, lanes: Lanes, known_at: date, basis: Basis) -> UInt8:
    """Of each row of retractions the lanes in which it stands."""
    table = columns.retractions
    voice = _voice(table, lanes, columns.vocabulary)
    return settle(table, voice, _seen(table, lanes, known_at, basis))


def order_of(columns: Columns, basis: Basis) -> Int32:
    """By statement: its place in the order of entry, of which only the order counts."""
    if basis == "entered":
        return columns.index
    return np.arange(columns.statements, dtype=np.int32)


def ranges(start: Int64, stop: Int64) -> tuple[Int64, Int64]:
    """Every place from each start to before its stop, and of which range it is."""
    length = stop - start
    which = np.repeat(np.arange(len(length)), length)
    within = np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length, length)
    return start[which] + within, which


def _voice(table: Words | Retractions, lanes: Lanes, vocabulary: Vocabulary) -> Int16:
    unnamed = len(vocabulary.actors) + table.unnamed
    return np.where(table.unnamed < 0, lanes.voice[table.speaker], unnamed).astype(np.int16)


def _seen(table: Words | Retractions, lanes: Lanes, known_at: date, basis: Basis) -> UInt8:
    known = table.published if basis == "published" else table.entered
    by_then = (known <= known_at.toordinal()) & (known != NEVER)
    return np.where(by_then, lanes.sees[table.release], np.uint8(0))


def _taken_back(
    columns: Columns, lanes: Lanes, voice: Int16, known_at: date, basis: Basis
) -> UInt8:
    """Of each row of words the lanes in which its voice has taken it back."""
    table, target = columns.retractions, columns.words.statement
    theirs = _voice(table, lanes, columns.vocabulary)
    stands = retractions_of(columns, lanes, known_at, basis)
    row, by = ranges(
        np.searchsorted(target, table.target, "left"),
        np.searchsorted(target, table.target, "right"),
    )
    meant = (voice[row] == theirs[by]) | (table.withdraws[by] != 0)
    gone = np.zeros(len(target), np.uint8)
    np.bitwise_or.at(gone, row[meant], stands[by[meant]])
    return gone
