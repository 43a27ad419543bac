"""What the compiled kernel is handed, field by field in the order of `kept.h`."""

from __future__ import annotations

from collections.abc import Mapping
from ctypes import Structure, c_int64, c_void_p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kept.assessment.sweep.tables.table import Table

COUNTS = {
    "words": ("rows",),
    "retractions": ("rows",),
    "answers": ("rows",),
    "lanes": ("lanes", "actors", "voices"),
    "propositions": ("count",),
    "questions": ("slots", "atoms"),
    "conditions": ("nodes",),
    "instruments": ("count",),
    "phases": ("count",),
    "decisions": ("count",),
    "commitments": ("count",),
    "dues": ("count",),
    "calendar": ("inclusive", "clip"),
    "dependencies": ("nodes",),
}
ARRAYS = {
    "words": "statement proposition speaker unnamed kind flags release grade said first last until "
    "low high extent_low extent_high known",
    "retractions": "statement target speaker unnamed withdraws release known",
    "answers": "statement answered",
    "lanes": "voice sees counts grades accept",
    "propositions": "kind fresh_months fresh_days low high",
    "questions": "proposition operator value of_proposition_start of_proposition slot interest "
    "swept figures incidents in_periods extents classes",
    "conditions": "type a b c kids",
    "instruments": "status_start status_word status_node status_first status_last status_known "
    "effective superseding_start superseding",
    "phases": "instrument gate member_start member",
    "decisions": "first last known",
    "commitments": "kind instrument own expires until repair repair_months repair_days "
    "every_months every_days superseded_by start due done binds in_parts parts_n part_start part "
    "never_start never_atom extent_start extent_slot effect_start effect_word effect_day "
    "effect_known effect_months effect_days effect_to_first effect_to_last effect_rank "
    "amend_start amend_instrument amend_due amend_rank",
    "dues": "type months days first last after before",
    "calendar": "",
    "dependencies": "input_start input dependent_start dependent",
}


def _structure(name: str) -> type[Structure]:
    fields: list[tuple[str, Any]] = [(each, c_int64) for each in COUNTS[name]]
    fields += [(each, c_void_p) for each in ARRAYS[name].split()]
    return type(name.capitalize(), (Structure,), {"_fields_": fields})


STRUCTURES: Mapping[str, type[Structure]] = {name: _structure(name) for name in COUNTS}


def structure(name: str, table: Table) -> tuple[Structure, list[NDArray[Any]]]:
    """A table as the kernel wants it, and the arrays that must live as long as it is used."""
    values: dict[str, int] = {}
    held: list[NDArray[Any]] = []
    for each in COUNTS[name]:
        values[each] = _count(table[each])
    for each in ARRAYS[name].split():
        array = np.ascontiguousarray(table[each])
        held.append(array)
        values[each] = array.ctypes.data
    return STRUCTURES[name](**values), held


def _count(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101 -- for the type checker
    return value
