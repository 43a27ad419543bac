"""The log that is measured, made from a seed: the same seed and size give the same log."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from bench.engine.agreement import process as agreed
from bench.engine.cast import LAST, propositions
from bench.engine.testimony import Testimony, casts, popularity, testimony

from bench.engine import rows
from kept.assessment.sweep.columns import Columns
from kept.ledger import Statement
from kept.process import Commitment, Happened, Measured, Process, leaves

SEED = 20240101
MOST_STATEMENTS = 20_000  # that are also made as objects


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A process and all that was said about it."""

    process: Process
    columns: Columns
    size: int  # statements
    seed: int
    known_at: int = LAST.toordinal()

    def statements(self) -> tuple[Statement, ...]:
        """The log as the reference reads it; refused where it is too long to be sensible."""
        if self.size > MOST_STATEMENTS:
            raise ValueError(f"{self.size:,} statements are too many to be made as objects")
        return rows.statements(self.process, _said(self.process, self.size, self.seed))


def generate(size: int, seed: int = SEED) -> Generated:
    """A process of 600 commitments and `size` statements about it."""
    process = agreement(seed)
    columns = rows.columns(process, _said(process, size, seed))
    return Generated(process=process, columns=columns, size=size, seed=seed)


def agreement(seed: int = SEED) -> Process:
    """The process alone."""
    return agreed(seed, casts(seed), propositions(np.random.default_rng((seed, 0))))


def subject(commitment: Commitment) -> str:
    """The proposition a commitment is told by: the first its fulfilment asks about."""
    match next(leaves(commitment.done), None):
        case Happened(proposition):
            return proposition
        case Measured(indicator=indicator):
            return indicator
        case _:
            return (*commitment.never, *commitment.context)[0]


def _said(process: Process, size: int, seed: int) -> Testimony:
    place = {name: at for at, name in enumerate(process.propositions)}
    asked = {place[subject(each)] for each in process.commitments.values()}
    return testimony(process, casts(seed), popularity(seed, sorted(asked)), size, seed)
