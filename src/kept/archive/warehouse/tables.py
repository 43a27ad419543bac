"""All tables of a warehouse: what was said, and what is asked of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from kept.archive.warehouse.asking import asking_tables
from kept.archive.warehouse.atoms import Atom
from kept.archive.warehouse.lanes import lane_tables
from kept.archive.warehouse.said import said_tables
from kept.archive.warehouse.small import named_table
from kept.assessment import Basis
from kept.assessment.sweep.columns import Columns, Retractions, Words, arrays
from kept.assessment.sweep.lanes import Lanes, lanes_of, voice_names
from kept.ledger.statement import RELEASES
from kept.process.model import Process, Standpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a warehouse is asked: all of a process, as known on one day, from several standpoints."""

    process: Process
    standpoints: tuple[Standpoint, ...]
    atoms: Mapping[Atom, tuple[str, ...]]  # each with the commitments that ask it
    known_at: date
    basis: Basis = "published"


def tables_of(columns: Columns, question: Question) -> dict[str, pa.Table]:
    """Every table of the warehouse by its name. The same question makes the same tables.

    Words that none of the standpoints may see are left out, as if nobody had said them.
    Raises `WarehouseError` where retractions take back one another in a circle, and `DateError`
    where the calendar refuses to count how long words speak.
    """
    process, vocabulary = question.process, columns.vocabulary
    passes = tuple(lanes_of(process, question.standpoints, vocabulary))
    columns = _cleared(columns, passes)
    return {
        "asked": _asked(question),
        **said_tables(columns, process),
        **lane_tables(columns, passes, [each.id for each in question.standpoints]),
        **asking_tables(question.atoms, process, vocabulary, question.standpoints, passes),
        "propositions": named_table("proposition", vocabulary.propositions),
        "voices": named_table("voice", voice_names(vocabulary)),
    }


def _cleared(columns: Columns, passes: Sequence[Lanes]) -> Columns:
    """What somebody of those who ask may see."""
    seen = [code for code, _ in enumerate(RELEASES) if any(each.sees[code] for each in passes)]
    return replace(
        columns,
        words=Words(**_rows(columns.words, seen)),
        retractions=Retractions(**_rows(columns.retractions, seen)),
    )


def _rows(table: Words | Retractions, releases: Sequence[int]) -> dict[str, Any]:
    mask = np.isin(table.release, releases)
    return {name: array[mask] for name, array in arrays(table).items()}


def _asked(question: Question) -> pa.Table:
    day, by_entry = question.known_at.toordinal(), question.basis == "entered"
    return pa.table({"known_at": np.array([day], np.int32), "by_entry": np.array([by_entry])})
