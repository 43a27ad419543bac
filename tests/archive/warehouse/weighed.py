"""What the reference finds on every day that matters, to hold a warehouse to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import pyarrow as pa

from kept.archive.warehouse import Atom
from kept.assessment.conditions import Weighing
from kept.assessment.course import Course
from kept.assessment.evidence import Evidence
from kept.assessment.known import Basis
from kept.assessment.record import record
from kept.assessment.sweep.columns import NEVER
from kept.dates import add
from kept.ledger import Statement
from kept.process.model import Process, Standpoint

Runs = Mapping[tuple[int, int], Sequence[tuple[int, int]]]  # by atom and lane: day, code


def runs_of(found: pa.Table) -> Runs:
    """The runs of a table, which must stand in order."""
    runs: dict[tuple[int, int], list[tuple[int, int]]] = {}
    rows = list(
        zip(*(found[each].to_pylist() for each in ("atom", "lane", "day", "code")), strict=True)
    )
    assert rows == sorted(rows)
    for atom, lane, day, code in rows:
        runs.setdefault((atom, lane), []).append((day, code))
    return runs


def reference_runs(
    process: Process,
    statements: Sequence[Statement],
    standpoints: Sequence[Standpoint],
    atoms: Sequence[Atom],
    known_at: date,
    basis: Basis,
    days: Mapping[str, Iterable[int]],
) -> Runs:
    """The same by `Weighing.slot`, asked on the `days` on which a proposition may change."""
    return {
        (at, lane): list(_runs(weighing, atom, lane, sorted({1, *days.get(atom.proposition, ())})))
        for lane, weighing in enumerate(
            _weighing(process, statements, each, known_at, basis) for each in standpoints
        )
        for at, atom in enumerate(atoms)
    }


def _weighing(
    process: Process,
    statements: Sequence[Statement],
    standpoint: Standpoint,
    known_at: date,
    basis: Basis,
) -> Weighing:
    return Course(record(process, statements, standpoint, known_at, basis)).weighing


def _runs(
    weighing: Weighing, atom: Atom, lane: int, days: Sequence[int]
) -> Iterator[tuple[int, int]]:
    before = -1
    for day in days:
        on, interest = date.fromordinal(day), atom.interests[lane]
        code = byte(weighing.slot(atom.proposition, atom.test, on, atom.pick, interest))
        if code != before:
            yield day, code
        before = code


def byte(evidence: Evidence) -> int:
    """Evidence as the code of a run."""
    return evidence.for_ | evidence.against << 2 | evidence.unclear << 4 | evidence.stale << 5


def turning_days(process: Process, statements: Iterable[Statement]) -> Mapping[str, set[int]]:
    """By proposition the days on which words about it may begin or end, and those beside them."""
    found: dict[str, set[int]] = {}
    for each in statements:
        for name in each.about:
            for day in _turning(process, each, name):
                near = (other for other in range(day - 1, day + 2) if 1 <= other < NEVER)
                found.setdefault(name, set()).update(near)
    return found


def _turning(process: Process, statement: Statement, name: str) -> Iterator[int]:
    yield from (statement.when.first.toordinal(), statement.when.last.toordinal())
    if statement.until is not None:
        yield statement.until.last.toordinal()
    fresh = process.propositions[name].fresh
    if fresh is not None:
        yield add(statement.when.last, fresh, process.calendar).toordinal()
