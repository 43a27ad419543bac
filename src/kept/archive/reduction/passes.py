"""One pass of the kernel over all columns, and what it tells of each standing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from ctypes import CDLL
from dataclasses import dataclass, field

from kept.archive.kernel.sweeping import Sweep
from kept.archive.reduction.course import Found, Lane
from kept.archive.reduction.quoted import UntoldError
from kept.archive.reduction.spoken import Spoken
from kept.archive.reduction.whole import Day
from kept.assessment.standing import Standing, Timing
from kept.assessment.sweep.columns import Columns
from kept.assessment.sweep.lanes import lanes_of
from kept.assessment.sweep.ordering import in_order
from kept.assessment.sweep.runs import Histories, axes_of
from kept.assessment.sweep.tables import tables_of
from kept.assessment.terms import terms_of
from kept.process.model import Process, Standpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What a sweep found from one standpoint of it, on one day."""

    process: Process
    standpoint: Standpoint
    day: Day
    lane: Lane
    histories: Histories = field(repr=False)
    codes: dict[str, int] = field(repr=False)  # by commitment, on the day

    @property
    def spoken(self) -> Spoken:
        """What was said, by proposition."""
        return self.lane.found.spoken

    def thin(self, commitment: str) -> Standing:
        """A standing as far as the kernel tells it: without days, extent, incidents and reasons."""
        axes = axes_of(self.codes[commitment])
        it = self.process.commitments[commitment]
        terms = terms_of(it, self.process, self.standpoint, self.day.known_at)
        return Standing(
            commitment=commitment,
            on=self.day.on,
            word=axes.word,
            duty=axes.duty,
            evidence=axes.evidence,
            strength=axes.strength,
            extent=None,
            time=Timing(word=axes.time),
            reading=terms.reading.id if terms.reading else None,
            started=None,
            blocked_by=(),
            breaches=(),
            occasions=(),
            reasons=(),
            cited=(),
        )


def passes(
    stack: ExitStack,
    library: CDLL,
    process: Process,
    columns: Columns,
    standpoints: Sequence[Standpoint],
    day: Day,
) -> Iterator[Pass]:
    """What is found from some standpoints, in the order of their passes; `stack` ends them.

    Raises `UntoldError` where the calendar refuses a day.
    """
    ordered = in_order(columns, day.basis)
    for lanes in lanes_of(process, standpoints, ordered.vocabulary):
        tables = tables_of(process, lanes, day.known_at)
        given = {"known_at": day.known_at, "basis": day.basis, "until": day.on}
        sweep = stack.enter_context(Sweep(library, ordered, lanes, tables, **given))  # type: ignore[arg-type]
        histories = sweep.run()
        if sweep.failed:
            raise UntoldError("refused")
        codes = histories.on(day.on).reshape(len(lanes.standpoints), -1)
        found = Found(sweep, tables, lanes, Spoken(process, ordered, lanes, day))
        for number, standpoint in enumerate(lanes.standpoints):
            yield Pass(
                process=process,
                standpoint=standpoint,
                day=day,
                lane=Lane(found, number),
                histories=histories,
                codes=dict(zip(tables.names, codes[number].tolist(), strict=True)),
            )
