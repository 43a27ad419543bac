"""The type of number in each array of a table, as the annotations of its class say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

import numpy as np

from kept.assessment.sweep.columns import Answers, Retractions, Words


def types_of(table: type[Words | Retractions | Answers]) -> Mapping[str, type[np.generic]]:
    """The types by name of the array, in the order of the fields."""
    return {name: _number(hint) for name, hint in get_type_hints(table).items()}


def _number(hint: Any) -> type[np.generic]:
    """The n of `NDArray[n]`, which is `ndarray[shape, dtype[n]]`."""
    (number,) = get_args(get_args(hint)[1])
    kind: type[np.generic] = number
    return kind
