"""Processes, standpoints and logs thrown with dice, and what the reference says of them."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from tests.assessment import exercise as ex
from tests.assessment import strategies
from tests.assessment.dice import Dice
from tests.assessment.sweep import harness

from kept.archive.kernel.sweeping import Sweep
from kept.assessment.sweep.build import columns_of
from kept.assessment.sweep.lanes import lanes_of
from kept.assessment.sweep.tables import tables_of

DEEP = os.environ.get("KEPT_DEEP") == "1"
UNTIL = ex.day(200)
KNOWN = ex.day(ex.LATE)


@dataclass(frozen=True)
class Case:
    """What is asked for, and of what."""

    process: object
    log: tuple
    standpoints: list
    known_at: date = KNOWN
    basis: str = "published"
    until: date = UNTIL

    @property
    def columns(self):
        return columns_of(self.process, self.log)

    @property
    def days(self):
        return {"known_at": self.known_at, "basis": self.basis, "until": self.until}

    def by(self, engine):
        """The histories as an engine tells them."""
        return engine.histories(self.process, self.columns, self.standpoints, **self.days)

    def reference(self):
        given = (self.process, self.log, self.standpoints, self.known_at, self.basis)
        return harness.reference_histories(*given).up_to(self.until)

    def passes(self):
        """The lanes and tables of every pass."""
        for lanes in lanes_of(self.process, self.standpoints, self.columns.vocabulary):
            yield lanes, tables_of(self.process, lanes, self.known_at)

    def sweeps(self, library):
        """A sweep of every pass, run."""
        for lanes, tables in self.passes():
            with Sweep(library, self.columns, lanes, tables, **self.days) as sweep:
                yield lanes, tables, sweep, sweep.run()


def case_of(seed, most=30, standpoints=4):
    """A case that depends on its seed alone."""
    random = Random(seed)  # noqa: S311 - a test, not a secret

    def dice(bytes_):
        return Dice(random.randbytes(bytes_))

    process = strategies.process(dice(250))
    log = strategies.log(dice(2000), random.randint(0, most if seed % 3 else most // 3))
    several = named(strategies.standpoint(dice(20)) for _ in range(random.randint(1, standpoints)))
    basis = "published"
    if seed % 3 == 0:
        log = strategies.entered(dice(500), log)
        basis = random.choice(("entered", "entered", "published"))
    known_at = ex.day(random.choice((10, 30, 60, ex.LATE)))
    return Case(process, log, several, known_at, basis)


def named(standpoints):
    return [replace(each, id=f"reader-{at}") for at, each in enumerate(standpoints)]


def assert_as_the_reference(engine, case):
    harness.assert_equal(case.by(engine), case.reference())
