"""Tables read back: what they say of conditions, deadlines and interests, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kept.assessment.accounts import Interest
from kept.assessment.sweep.lanes import LANES, Lanes
from kept.assessment.sweep.tables import Tables, asking, dues
from kept.process import (
    AtLeast,
    Condition,
    Decided,
    Due,
    Happened,
    InstrumentIs,
    Kept,
    Measured,
    Not,
    PhaseIs,
    Process,
    Reached,
)

KINDS = {
    asking.KEPT: "kept",
    asking.COMPLETED: "completed",
    asking.ENTERED: "entered",
    asking.REACHED: "reached",
    asking.DECIDED: "decided",
}


def classes_of(interest: Interest, voices: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Who verifies, concedes and is not merely served, for what is believed and what is not."""
    found = []
    for it in (interest, interest.swapped()):
        served = it.performers - it.doubters
        several = (it.verifiers - it.performers, it.doubters - it.performers)
        found += [each & frozenset(voices) for each in several] + [frozenset(voices) - served]
    return tuple(found)


def asked(condition: Condition, interest: Interest, lanes: Lanes) -> Any:
    """What a condition asks, as a tree."""
    match condition:
        case Happened(proposition):
            return "slot", proposition, None, classes_of(interest, lanes.voices)
        case Measured(indicator, test):
            return (
                "slot",
                indicator,
                (test.operator, test.value),
                classes_of(interest, lanes.voices),
            )
        case Not(inner):
            return "not", asked(inner, interest.swapped(), lanes)
        case AtLeast(n=n, of=several):
            return "at least", n, [asked(each, interest, lanes) for each in several]
        case InstrumentIs(name, status):
            return "instrument", name, status
        case Kept(name):
            return "kept", name
        case PhaseIs(name, status):
            return status, name
        case Decided(name):
            return "decided", name
        case Reached(span):
            return "reached", span.last.toordinal()


@dataclass(frozen=True, slots=True)
class Told:
    """The tables of one pass."""

    process: Process
    lanes: Lanes
    tables: Tables

    def names(self, kind: str) -> tuple[str, ...]:
        return tuple(getattr(self.process, kind))

    def atom(self, atom: int, lane: int) -> Any:
        """A slot, and who verifies and gains in a lane."""
        it = self.tables.questions
        slot, interest, voices = it["slot"][atom], it["interest"][atom], self.lanes.voices
        operator = asking.OPERATORS[it["operator"][slot]]
        test = (operator, int(it["value"][slot])) if operator else None
        classes = it["classes"].reshape(-1, 6, len(voices))[interest]
        sides = (
            frozenset(voices[at] for at in range(len(voices)) if int(row[at]) >> lane & 1)
            for row in classes
        )
        return "slot", self.proposition(slot), test, tuple(sides)

    def proposition(self, slot: int) -> str:
        return self.names("propositions")[self.tables.questions["proposition"][slot]]

    def condition(self, node: int, lane: int, *, swept: bool = True) -> Any:
        """A condition as a tree; every atom of one asked for without a window is swept."""
        it = self.tables.conditions
        kind, a, b, c = (int(it[name][node]) for name in ("type", "a", "b", "c"))
        kids = [self.condition(each, lane, swept=swept) for each in it["kids"][b : b + c]]
        if kind == asking.SLOT:
            assert self.tables.questions["swept"][a] or not swept
            return self.atom(a, lane)
        if kind == asking.NOT:
            (kid,) = kids
            return "not", kid
        if kind == asking.AT_LEAST:
            return "at least", a, kids
        if kind == asking.INSTRUMENT:
            return "instrument", self.names("instruments")[a], asking.WORDS[b]
        return self._crisp(kind, a)

    def _crisp(self, kind: int, a: int) -> Any:
        if kind == asking.REACHED:
            return "reached", a
        plural = {asking.KEPT: "commitments", asking.DECIDED: "decisions"}.get(kind, "phases")
        return KINDS[kind], self.names(plural)[a]

    def due(self, row: int, lane: int) -> Any:
        """A deadline; None where there is none."""
        it = self.tables.dues
        if row < 0:
            return None
        after, before = (
            None if it[name][row] < 0 else self.condition(it[name][row], lane)
            for name in ("after", "before")
        )
        within = int(it["months"][row]), int(it["days"][row])
        days = int(it["first"][row]), int(it["last"][row])
        return int(it["type"][row]), within, days, after, before

    def of(self, name: str, commitment: int, lane: int) -> int:
        """What a column says of a commitment in a lane."""
        return int(self.tables.commitments[name][commitment * LANES + lane])

    def group(self, start: str, names: str, at: int) -> list[Any]:
        """The rows of a group: from its start up to the next."""
        it = self.tables.commitments
        where = slice(int(it[start][at]), int(it[start][at + 1]))
        several = [it[name][where].tolist() for name in names.split()]
        return several[0] if len(several) == 1 else list(zip(*several, strict=True))


def due_asked(due: Due | None, interest: Interest, lanes: Lanes) -> Any:
    """What `Told.due` must say of a deadline."""
    if due is None:
        return None
    kind = dues.NOTHING
    if due.by:
        kind = dues.BY
    elif due.before:
        kind = dues.BEFORE
    elif due.within:
        kind = dues.WITHIN
    within = (due.within.months, due.within.days) if due.within else (0, 0)
    none = 0x7FFFFFFF
    days = (due.by.first.toordinal(), due.by.last.toordinal()) if due.by else (none, none)
    after, before = (each and asked(each, interest, lanes) for each in (due.after, due.before))
    return kind, within, days, after, before
