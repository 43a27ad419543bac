"""What a text asks of the record: slots, the interests they are weighed under, conditions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from kept.assessment.accounts import Interest
from kept.assessment.sweep.lanes import Lanes
from kept.assessment.sweep.tables.table import Table, table
from kept.names import Test
from kept.process.model import (
    AtLeast,
    Condition,
    Decided,
    Happened,
    InstrumentIs,
    Kept,
    Measured,
    Not,
    PhaseIs,
    Process,
    Reached,
)
from kept.process.model.conditions import propositions_in

Interests = tuple[Interest, ...]  # one a lane
Slot = tuple[str, Test | None]
Atom = tuple[int, int]  # slot, interest

SLOT, KEPT, COMPLETED, REACHED, INSTRUMENT, ENTERED, DECIDED, NOT, AT_LEAST = range(9)
OPERATORS: Final = (None, "=", "<", "<=", ">", ">=")
WORDS: Final = (
    "adopted",
    "signed",
    "in-force",
    "suspended",
    "resumed",
    "superseded",
    "terminated",
)


@dataclass(slots=True)
class Asking:
    """Gathers what is asked, each thing once; numbers are given in the order of asking."""

    process: Process
    lanes: Lanes
    slots: dict[Slot, int] = field(default_factory=dict)
    figures: set[int] = field(default_factory=set)  # slots whose extent is the figure itself
    extents: set[int] = field(default_factory=set)  # slots of which the extent is asked for
    incidents: set[int] = field(
        default_factory=set
    )  # slots that are asked for incident by incident
    sides: dict[Interests, int] = field(default_factory=dict)  # all that were named: see `side`
    swapped: dict[int, int] = field(default_factory=dict)  # by side: the side of the contrary
    interests: dict[int, int] = field(default_factory=dict)  # by side: its number, once asked
    atoms: dict[Atom, int] = field(default_factory=dict)
    swept: set[int] = field(default_factory=set)  # atoms asked for without a window
    swept_slots: set[int] = field(default_factory=set)
    known: dict[tuple[Condition, int, bool], int] = field(default_factory=dict)
    nodes: list[tuple[int, int, int, int]] = field(default_factory=list)
    kids: list[int] = field(default_factory=list)
    places: dict[str, dict[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        it = self.process
        several = {
            "proposition": it.propositions,
            "commitment": it.commitments,
            "instrument": it.instruments,
            "phase": it.phases,
            "decision": it.decisions,
        }
        self.places = {
            kind: {name: at for at, name in enumerate(names)} for kind, names in several.items()
        }

    @property
    def nobody(self) -> int:
        """The side on which nobody gains and nobody verifies, in any lane."""
        return self.side((Interest(),) * len(self.lanes.standpoints))

    def side(self, interests: Interests) -> int:
        """A number for an interest in each lane, to ask with; equal ones have one number."""
        return self.sides.setdefault(interests, len(self.sides))

    def contrary(self, side: int) -> int:
        """The side of those who gain and lose if the contrary is believed."""
        if side not in self.swapped:
            interests = tuple(self.sides)[side]
            self.swapped[side] = self.side(tuple(each.swapped() for each in interests))
        return self.swapped[side]

    def place(self, kind: str, name: str) -> int:
        """The number of a commitment, an instrument, a phase, a decision or a proposition."""
        return self.places[kind][name]

    def is_event(self, proposition: str) -> bool:
        """Whether something comes about, and may have come about in part."""
        return self.process.propositions[proposition].kind == "event"

    def slot(self, proposition: str, test: Test | None, *, figures: bool = False) -> int:
        """The number of a slot."""
        at = self.slots.setdefault((proposition, test), len(self.slots))
        if figures:
            self.figures.add(at)
        return at

    def atom(self, proposition: str, test: Test | None, side: int, *, swept: bool) -> int:
        """The number of an atom; `swept`: it is asked for without a window somewhere."""
        key = (
            self.slot(proposition, test),
            self.interests.setdefault(side, len(self.interests)),
        )
        at = self.atoms.setdefault(key, len(self.atoms))
        if swept:
            self.swept.add(at)
            self.swept_slots.add(key[0])
        return at

    def node(self, condition: Condition, side: int, *, swept: bool = True) -> int:
        """The number of a condition, weighed from a side."""
        key = (condition, side, swept)
        found = self.known.get(key)
        if found is None:
            made = self._node(condition, side, swept=swept)
            found = self.known[key] = len(self.nodes)
            self.nodes.append(made)
        return found

    def _node(self, condition: Condition, side: int, *, swept: bool) -> tuple[int, int, int, int]:
        match condition:
            case Happened(proposition):
                return SLOT, self.atom(proposition, None, side, swept=swept), 0, 0
            case Measured(indicator=indicator, test=test):
                return SLOT, self.atom(indicator, test, side, swept=swept), 0, 0
            case Not(inner):
                contrary = self.contrary(side)
                return NOT, 0, self._kids([self.node(inner, contrary, swept=swept)]), 1
            case AtLeast(n=n, of=several):
                kids = [self.node(each, side, swept=swept) for each in several]
                return AT_LEAST, n, self._kids(kids), len(kids)
            case _:
                return self._crisp(condition)

    def _kids(self, kids: list[int]) -> int:
        self.kids.extend(kids)
        return len(self.kids) - len(kids)

    def _crisp(
        self, condition: Kept | PhaseIs | Reached | InstrumentIs | Decided
    ) -> tuple[int, int, int, int]:
        match condition:
            case Kept(commitment):
                return KEPT, self.place("commitment", commitment), 0, 0
            case PhaseIs(phase=phase, status=status):
                kind = COMPLETED if status == "completed" else ENTERED
                return kind, self.place("phase", phase), 0, 0
            case Reached(span):
                return REACHED, span.last.toordinal(), 0, 0
            case InstrumentIs(instrument=instrument, status=status):
                word = WORDS.index(status)
                return INSTRUMENT, self.place("instrument", instrument), word, 0
            case _:
                return DECIDED, self.place("decision", condition.decision), 0, 0

    # ── Told as tables ───────────────────────────────────────────────────────────

    def questions(self) -> Table:
        """Slots, and atoms in the order of their slots: see `order`."""
        slots = list(self.slots)
        of = [self.place("proposition", name) for name, _ in slots]
        by_proposition = sorted(range(len(slots)), key=lambda at: of[at])
        places = np.searchsorted([of[at] for at in by_proposition], range(self._propositions + 1))
        order = self.order()
        atoms = list(self.atoms)
        again = {
            name
            for each in self.process.commitments.values()
            if each.every
            for done in (each.done, *(one.done for one in each.readings))
            for name in propositions_in(done)
        }
        return table(
            slots=len(slots),
            atoms=len(atoms),
            proposition=of,
            operator=[OPERATORS.index(test.operator if test else None) for _, test in slots],
            value=np.array([test.value if test else 0 for _, test in slots], np.int64),
            of_proposition_start=places.tolist(),
            of_proposition=by_proposition,
            slot=[atoms[at][0] for at in order],
            interest=[atoms[at][1] for at in order],
            swept=[int(at in self.swept) for at in order],
            classes=self._classes(),
            figures=[int(at in self.figures) for at in range(len(slots))],
            incidents=[int(at in self.incidents) for at in range(len(slots))],
            in_periods=[int(name in again) for name, _ in slots],
            extents=[int(at in self.extents) for at in range(len(slots))],
        )

    def order(self) -> list[int]:
        """The atoms in the order of their slots, by the number they were given when asked for."""
        atoms = list(self.atoms)
        return sorted(range(len(atoms)), key=lambda at: (atoms[at][0], at not in self.swept, at))

    def final(self, atoms: Iterable[int]) -> list[int]:
        """The numbers of atoms once all have been asked for."""
        final = {old: new for new, old in enumerate(self.order())}
        return [final[each] for each in atoms]

    @property
    def _propositions(self) -> int:
        return len(self.process.propositions)

    def _classes(self) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        several = tuple(self.sides)
        found = [self.lanes.classes(several[each]) for each in self.interests]
        return np.array(found, np.uint8).reshape(-1)

    def conditions(self) -> Table:
        """Conditions, with atoms by their final number."""
        final = self.final(range(len(self.atoms)))
        rows = [(kind, final[a] if kind == SLOT else a, b, c) for kind, a, b, c in self.nodes]
        kind, a, b, c = zip(*rows, strict=True) if rows else ((), (), (), ())
        return table(nodes=len(rows), type=kind, a=a, b=b, c=c, kids=self.kids)
