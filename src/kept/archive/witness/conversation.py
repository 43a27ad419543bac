"""One log and one witness about one checkpoint: ask, catch up if it knows less, ask again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final, TypeAlias

from kept.archive.witness.asking import NoAnswerError, ask
from kept.ledger.notes import PolicyWitness, SignedCheckpoint, read_checkpoint
from kept.ledger.witness import (
    AddCheckpoint,
    NotCosigned,
    Outcome,
    Reply,
    WitnessBehind,
    read_reply,
)

ProofFrom: TypeAlias = Callable[[int], Sequence[bytes]]
"""The consistency proof from a smaller size to that of the checkpoint; empty from 0 and itself."""

ROUNDS: Final = 3  # requests: another writer may have moved the witness on meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What is said to each witness: the checkpoint, with the log's own signatures only.

    Other people's witnesses read 10 to 16 KiB, which a dozen cosignatures would exceed.
    """

    note: bytes
    proof_from: ProofFrom
    seconds: float  # for all requests together
    clock: Callable[[], int]  # seconds since 1970

    def hold(self, witness: PolicyWitness, old: int) -> Outcome:
        """Ask `witness`, which is thought to know `old` entries; never raises for the network."""
        signed = own_signatures(self.note)
        size = signed.checkpoint.size
        deadline = monotonic() + self.seconds
        old = min(old, size)
        for _ in range(ROUNDS):
            request = AddCheckpoint(old, tuple(self.proof_from(old)), signed)
            try:
                outcome = self._ask(witness, bytes(request), deadline - monotonic())
            except NoAnswerError as error:
                return NotCosigned(witness.name, str(error))
            if not isinstance(outcome, WitnessBehind):
                return outcome
            if outcome.size == old == size:
                return _other_history(witness, size)
            old = outcome.size
        return NotCosigned(witness.name, "The size it says it knows changes with each answer.")

    def _ask(self, witness: PolicyWitness, request: bytes, seconds: float) -> Outcome:
        if seconds <= 0:
            raise NoAnswerError("There was no time left to ask again.")
        url = f"{(witness.url or '').rstrip('/')}/add-checkpoint"
        heard = ask(url, request, seconds=seconds)
        reply = Reply(
            witness=witness.name,
            status=heard.status,
            content_type=heard.content_type,
            body=heard.body,
        )
        return read_reply(self.note, reply, witness, self.clock())


def own_signatures(note: bytes) -> SignedCheckpoint:
    """The checkpoint in `note` with the signatures of the log itself, which bear its origin."""
    signed = read_checkpoint(note)
    own = tuple(line for line in signed.signatures if line.name == signed.checkpoint.origin)
    return SignedCheckpoint(signed.checkpoint, own)


def _other_history(witness: PolicyWitness, size: int) -> NotCosigned:
    return NotCosigned(
        witness.name,
        f"It knows {size} entries as well, but not these: one of the two has another history. "
        "Compare this register with the checkpoint it serves before anything else is signed.",
    )
