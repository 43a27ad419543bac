"""Witnesses: being one, asking them, and carrying questions and answers by hand.

A witness remembers the last checkpoint of a log and cosigns only what goes on from it. What it
decides is in `kept.ledger.witness`; here are its memory on disk, its place on the network, and
the log's side that asks several of them at once.
"""

from kept.archive.witness.client import CollectCosignatures, Witnesses
from kept.archive.witness.conversation import ProofFrom, own_signatures
from kept.archive.witness.error import WitnessError
from kept.archive.witness.host import WitnessHost
from kept.archive.witness.memory import Memory
from kept.archive.witness.monitor import Shown, shown_by, shown_by_all

__all__ = [
    "CollectCosignatures",
    "Memory",
    "ProofFrom",
    "Shown",
    "WitnessError",
    "WitnessHost",
    "Witnesses",
    "own_signatures",
    "shown_by",
    "shown_by_all",
]
