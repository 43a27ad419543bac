"""All tables of a process, for the standpoints of one pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from kept.assessment.sweep.columns import NO_HIGH, NO_LOW
from kept.assessment.sweep.lanes import Lanes
from kept.assessment.sweep.tables.asking import WORDS, Asking
from kept.assessment.sweep.tables.commitments import commitments
from kept.assessment.sweep.tables.dependencies import dependencies
from kept.assessment.sweep.tables.dues import Dues
from kept.assessment.sweep.tables.table import (
    NONE,
    Table,
    days_of,
    first_of,
    last_of,
    months_of,
    starts,
    table,
)
from kept.process.model import Instrument, Process, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The text as one day knows it (readings), read by the standpoints of one pass."""

    lanes: Table
    propositions: Table
    questions: Table
    conditions: Table
    instruments: Table
    phases: Table
    decisions: Table
    commitments: Table
    dues: Table
    calendar: Table
    dependencies: Table
    slots: tuple[tuple[str, str | None], ...]  # proposition and test, by number
    names: tuple[str, ...]  # commitments
    standpoints: tuple[str, ...]


def tables_of(process: Process, lanes: Lanes, known_at: date) -> Tables:
    """The tables; `known_at` decides which readings a standpoint can follow."""
    asking = Asking(process, lanes)
    dues = Dues(asking)
    instruments = _instruments(asking)
    phases = _phases(asking)
    duties = commitments(asking, dues, known_at)
    resting = dependencies(asking, dues, instruments, phases, duties)
    duties["never_atom"] = asking.final(duties["never_atom"])
    return Tables(
        lanes=_lanes(lanes),
        propositions=_propositions(process),
        questions=asking.questions(),
        conditions=asking.conditions(),
        instruments=instruments,
        phases=phases,
        decisions=_decisions(process),
        commitments=table(**duties),
        dues=dues.table(),
        calendar=table(
            inclusive=int(process.calendar.count == "inclusive"),
            clip=int(process.calendar.month_end == "clip"),
        ),
        dependencies=resting,
        slots=tuple((name, str(test) if test else None) for name, test in asking.slots),
        names=tuple(process.commitments),
        standpoints=tuple(each.id for each in lanes.standpoints),
    )


def _lanes(lanes: Lanes) -> Table:
    return table(
        lanes=len(lanes.standpoints),
        actors=len(lanes.voice),
        voices=len(lanes.voices),
        voice=lanes.voice,
        sees=lanes.sees,
        counts=lanes.counts,
        grades=lanes.grades,
        accept=lanes.accept,
    )


def _propositions(process: Process) -> Table:
    several = process.propositions.values()
    low = [NO_LOW if each.low is None else each.low for each in several]
    high = [NO_HIGH if each.high is None else each.high for each in several]
    return table(
        count=len(several),
        kind=[int(each.kind != "event") for each in several],
        fresh_months=[months_of(each.fresh) for each in several],
        fresh_days=[days_of(each.fresh) for each in several],
        low=np.array(low, np.int64),
        high=np.array(high, np.int64),
    )


def _statuses(instrument: Instrument) -> list[Status]:
    return [each for each in instrument.status if each.word in WORDS]


def _known(status: Status) -> int:
    if status.on is None:
        return NONE
    return last_of(status.known_on or status.on)


def _instruments(asking: Asking) -> Table:
    process = asking.process
    several = list(process.instruments.values())
    groups = [_statuses(each) for each in several]
    steps = [each for group in groups for each in group]
    superseding = [list(_superseding(asking, each.id)) for each in several]
    return table(
        count=len(several),
        status_start=starts(groups),
        status_word=[WORDS.index(each.word) for each in steps],
        status_node=[asking.node(each.when, asking.nobody) if each.when else -1 for each in steps],
        status_first=[first_of(each.on) for each in steps],
        status_last=[last_of(each.on) for each in steps],
        status_known=[_known(each) for each in steps],
        effective=[_effective(each) for each in several],
        superseding_start=starts(superseding),
        superseding=[each for group in superseding for each in group],
    )


def _effective(instrument: Instrument) -> int:
    words = {each.word for each in instrument.status}
    return WORDS.index("in-force" if "in-force" in words else "signed")


def _superseding(asking: Asking, instrument: str) -> Iterator[int]:
    for each in asking.process.instruments.values():
        if instrument in each.supersedes:
            yield asking.place("instrument", each.id)


def _phases(asking: Asking) -> Table:
    process = asking.process
    members = [
        [asking.place("commitment", one.id) for one in process.in_phase(each)]
        for each in process.phases
    ]
    return table(
        count=len(process.phases),
        instrument=[
            asking.place("instrument", each.instrument) for each in process.phases.values()
        ],
        gate=[
            asking.node(each.gate, asking.nobody) if each.gate else -1
            for each in process.phases.values()
        ],
        member_start=starts(members),
        member=[each for group in members for each in group],
    )


def _decisions(process: Process) -> Table:
    several = process.decisions.values()
    return table(
        count=len(several),
        first=[first_of(each.on) for each in several],
        last=[last_of(each.on) for each in several],
        known=[last_of(each.known_on) for each in several],
    )
