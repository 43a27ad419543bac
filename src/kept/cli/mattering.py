"""Which statements matter for what a command is asked: for registers that have columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kept.assessment import bears_on
from kept.assessment.reach import reach
from kept.process import Commitment, Process, Standpoint
from kept.report.review import Question

if TYPE_CHECKING:
    from ctypes import CDLL

    from kept.archive.reduction import Asking
    from kept.assessment.sweep.columns import Columns, Int64
    from kept.cli.from_columns import Few


def for_standpoints(names: Iterable[str]) -> Few:
    """What the standings from some standpoints rest on."""
    asked = tuple(names)

    def few(process: Process, question: Question, columns: Columns, library: CDLL) -> Int64 | None:
        from kept.archive.reduction import reduced

        standpoints = tuple(
            process.standpoints[each] for each in asked if each in process.standpoints
        )
        return reduced(process, columns, [_asking(question, *standpoints)], library)

    return few


def for_suppositions(propositions: Iterable[str]) -> Few:
    """What standings rest on, and all that those rest on that can turn with some propositions."""
    supposed = set(propositions)

    def few(process: Process, question: Question, columns: Columns, library: CDLL) -> Int64 | None:
        import numpy as np

        from kept.archive.reduction import reduced, speaking_of

        reaches = (reach(process, each).propositions for each in process.commitments)
        asked = {name for each in reaches if supposed & {*each} for name in each}
        now = reduced(process, columns, [_asking(question, question.standpoint)], library)
        return None if now is None else np.union1d(now, speaking_of(columns, asked))

    return few


def for_commitment(named: str) -> Few:
    """All that bears on one commitment, found by its id or its number in the sources."""

    def few(process: Process, question: Question, columns: Columns, library: CDLL) -> Int64:  # noqa: ARG001 -- as the others
        import numpy as np

        from kept.archive.reduction import speaking_of

        it = process.commitments.get(named) or by_number(process, named)
        if it is None:
            return np.empty(0, np.int64)
        return speaking_of(columns, {*reach(process, it.id).propositions, *bears_on(it)})

    return few


def by_number(process: Process, number: str) -> Commitment | None:
    """The first commitment with this number in its sources."""
    found = (each for each in process.commitments.values() if number.upper() in each.ref)
    return next(found, None)


def _asking(question: Question, *standpoints: Standpoint) -> Asking:
    from kept.archive.reduction import Asking

    return Asking(
        standpoints=standpoints,
        on=question.on,
        known_at=question.known_at,
        basis=question.basis,
    )
