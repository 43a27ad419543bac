"""The log and the question as plain tables: what every peer is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from bench.engine.question import Question
from numpy.typing import NDArray

from kept.assessment.sweep.columns import arrays

Table = Mapping[str, NDArray[Any]]
# What the question needs of the rows; the rest is not loaded at all.
_UNUSED: Final = ("entered",)


def tables(question: Question) -> dict[str, Table]:
    """Each table by name; `words` and `retractions` are the log, the others are small."""
    columns, lanes = question.generated.columns, question.lanes
    small: dict[str, Table] = {
        "speakers": question.voice_table(),
        "releases": {"release": np.arange(len(lanes.sees)), "sees": lanes.sees},
        "grades": {"grade": np.arange(len(lanes.grades)), "graded": lanes.grades},
        "slots": question.slot_table(),
        "atoms": question.atom_table(),
        "weights": question.weight_table(),
        "later": question.later_table(),
    }
    log = {
        "words": _used(arrays(columns.words)),
        "retractions": _used(arrays(columns.retractions)),
    }
    return {**log, **small}


def _used(table: Table) -> Table:
    return {name: each for name, each in table.items() if name not in _UNUSED}
