"""Witnesses: what one answers, and what their cosignatures prove together.

A witness remembers the last checkpoint of a log and cosigns only what goes on from it (C2SP
tlog-witness). With more than two thirds of the witnesses behind each checkpoint nobody can show
two readers two histories. Nothing here has a disk, a clock or a network.
"""

from kept.ledger.witness.answer import (
    Answer,
    State,
    answer,
    checkpoint_path,
    read_state,
)
from kept.ledger.witness.collect import (
    Collected,
    Cosigned,
    NotCosigned,
    Outcome,
    Reply,
    WitnessBehind,
    WitnessKnowsMore,
    collect,
    read_reply,
)
from kept.ledger.witness.compare import (
    Compared,
    Guilt,
    GuiltError,
    Verdict,
    compare,
    compare_entries,
    verify_guilt,
)
from kept.ledger.witness.fork import Fork, read_fork
from kept.ledger.witness.interval import (
    BackwardTime,
    WitnessedSize,
    WitnessedTime,
    backward_times,
    witnessed_size,
    witnessed_time,
)
from kept.ledger.witness.request import LARGEST_REQUEST, AddCheckpoint, read_request

__all__ = [
    "LARGEST_REQUEST",
    "AddCheckpoint",
    "Answer",
    "BackwardTime",
    "Collected",
    "Compared",
    "Cosigned",
    "Fork",
    "Guilt",
    "GuiltError",
    "NotCosigned",
    "Outcome",
    "Reply",
    "State",
    "Verdict",
    "WitnessBehind",
    "WitnessKnowsMore",
    "WitnessedSize",
    "WitnessedTime",
    "answer",
    "backward_times",
    "checkpoint_path",
    "collect",
    "compare",
    "compare_entries",
    "read_fork",
    "read_reply",
    "read_request",
    "read_state",
    "verify_guilt",
    "witnessed_size",
    "witnessed_time",
]
