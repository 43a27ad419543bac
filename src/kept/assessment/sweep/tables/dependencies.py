"""What rests on what: which commitments, instruments and phases have to be asked again.

Nodes are numbered slots first, then commitments, instruments and phases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kept.assessment.sweep.lanes import LANES
from kept.assessment.sweep.tables.asking import (
    AT_LEAST,
    COMPLETED,
    ENTERED,
    INSTRUMENT,
    KEPT,
    NOT,
    SLOT,
    Asking,
)
from kept.assessment.sweep.tables.dues import Dues
from kept.assessment.sweep.tables.table import Table, starts, table

AFTER, BEFORE = 5, 6  # in a row of `Dues`


@dataclass(slots=True)
class Graph:
    """The inputs of every commitment, instrument and phase."""

    asking: Asking
    dues: Dues
    slot_of: Sequence[int]  # by atom as first numbered
    memo: dict[int, frozenset[int]] = field(default_factory=dict)

    @property
    def slots(self) -> int:
        """How many nodes are slots."""
        return len(self.asking.slots)

    def commitment(self, at: int) -> int:
        """The node of a commitment."""
        return self.slots + at

    def instrument(self, at: int) -> int:
        """The node of an instrument."""
        return self.slots + len(self.asking.process.commitments) + at

    def phase(self, at: int) -> int:
        """The node of a phase."""
        return self.instrument(len(self.asking.process.instruments)) + at

    def condition(self, node: int) -> frozenset[int]:
        """What a condition rests on; nothing where there is none."""
        if node < 0:
            return frozenset()
        if node not in self.memo:
            self.memo[node] = frozenset(self._condition(node))
        return self.memo[node]

    def _condition(self, node: int) -> Iterator[int]:
        kind, a, b, c = self.asking.nodes[node]
        if kind == SLOT:
            yield self.slot_of[a]
        elif kind == KEPT:
            yield self.commitment(a)
        elif kind == COMPLETED:
            yield from (self.commitment(each) for each in self._members(a))
        elif kind == INSTRUMENT:
            yield self.instrument(a)
        elif kind == ENTERED:
            yield self.phase(a)
        elif kind in (NOT, AT_LEAST):
            for kid in self.asking.kids[b : b + c]:
                yield from self.condition(kid)

    def _members(self, phase: int) -> Iterator[int]:
        process = self.asking.process
        for each in process.in_phase(tuple(process.phases)[phase]):
            yield self.asking.place("commitment", each.id)

    def due(self, at: int) -> frozenset[int]:
        """What a deadline rests on."""
        if at < 0:
            return frozenset()
        row = self.dues.rows[at]
        return self.condition(row[AFTER]) | self.condition(row[BEFORE])


def dependencies(
    asking: Asking, dues: Dues, instruments: Table, phases: Table, duties: Mapping[str, Any]
) -> Table:
    """Inputs and dependents of every node; `duties` with atoms as first numbered."""
    graph = Graph(asking, dues, [slot for slot, _ in asking.atoms])
    inputs: list[list[int]] = [[] for _ in range(graph.slots)]
    inputs += [sorted(_of_duty(graph, duties, instruments, at)) for at in range(duties["count"])]
    inputs += [sorted(_of_text(graph, instruments, at)) for at in range(_count(instruments))]
    inputs += [sorted(_of_phase(graph, phases, at)) for at in range(_count(phases))]
    dependents: list[list[int]] = [[] for _ in inputs]
    for node, several in enumerate(inputs):
        for each in several:
            dependents[each].append(node)
    return table(
        nodes=len(inputs),
        input_start=starts(inputs),
        input=[each for several in inputs for each in several],
        dependent_start=starts(dependents),
        dependent=[each for several in dependents for each in several],
    )


def _count(several: Table) -> int:
    count = several["count"]
    assert isinstance(count, int)  # noqa: S101 -- for the type checker
    return count


def _span(several: Mapping[str, Any], start: str, at: int) -> range:
    return range(int(several[start][at]), int(several[start][at + 1]))


def _of_duty(graph: Graph, duties: Mapping[str, Any], texts: Table, at: int) -> set[int]:
    found: set[int] = set()
    for lane in range(at * LANES, (at + 1) * LANES):
        found |= graph.condition(duties["start"][lane]) | graph.condition(duties["done"][lane])
        found |= graph.due(duties["due"][lane])
        found |= {duties["extent_slot"][each] for each in _span(duties, "extent_start", lane)}
    found |= graph.condition(duties["until"][at]) | graph.condition(duties["repair"][at])
    found |= graph.due(duties["expires"][at])
    found |= {
        graph.slot_of[duties["never_atom"][each]] for each in _span(duties, "never_start", at)
    }
    return found | _of_others(graph, duties, texts, at)


def _of_others(graph: Graph, duties: Mapping[str, Any], texts: Table, at: int) -> set[int]:
    """Its own text and those that amend it or take its place; its parts; its successor."""
    text = duties["instrument"][at]
    found = {graph.instrument(text)}
    found |= {
        graph.instrument(int(texts["superseding"][each]))  # type: ignore[index]
        for each in _span(texts, "superseding_start", text)
    }
    for each in _span(duties, "amend_start", at):
        found.add(graph.instrument(duties["amend_instrument"][each]))
        found |= graph.due(duties["amend_due"][each])
    found |= {graph.commitment(duties["part"][each]) for each in _span(duties, "part_start", at)}
    if duties["superseded_by"][at] >= 0:
        found.add(graph.commitment(duties["superseded_by"][at]))
    return found


def _of_text(graph: Graph, texts: Table, at: int) -> set[int]:
    found: set[int] = set()
    for each in _span(texts, "status_start", at):
        found |= graph.condition(int(texts["status_node"][each]))  # type: ignore[index]
    return found


def _of_phase(graph: Graph, phases: Table, at: int) -> set[int]:
    gate = int(phases["gate"][at])  # type: ignore[index]
    return {graph.instrument(int(phases["instrument"][at])), *graph.condition(gate)}  # type: ignore[index]
