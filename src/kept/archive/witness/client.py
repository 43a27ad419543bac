"""Asking witnesses: all at once, each for so long, until enough have cosigned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import Final, TypeAlias

from kept.archive.witness.answers import Answers, Claimed
from kept.archive.witness.backoff import Backoff, Pause, doubling
from kept.archive.witness.clock import read_clock
from kept.archive.witness.conversation import Conversation, ProofFrom
from kept.archive.witness.monitor import shown_by
from kept.ledger.notes import (
    Policy,
    PolicyWitness,
    SignatureLine,
    read_checkpoint,
    with_signatures,
)
from kept.ledger.witness import Collected, Cosigned, NotCosigned, Outcome, WitnessKnowsMore

CollectCosignatures: TypeAlias = Callable[[bytes, ProofFrom], Collected]
"""What a sequencer asks: a signed checkpoint and its proofs in, the cosigned checkpoint out."""

LATE: Final = 8  # checkpoints whose late cosignatures are kept


@dataclass(slots=True)
class _Proof:
    """A conversation asks for a proof; the caller's thread makes it, for tiles are its own."""

    size: int
    made: SimpleQueue[Sequence[bytes]] = field(default_factory=SimpleQueue)


class _TooLateError(Exception):
    """The caller has gone: no proof is made any more."""


_Event: TypeAlias = Outcome | Claimed | _Proof


class Witnesses:
    """The witnesses of a policy, as a sequencer asks them; to be called from one thread.

    A call ends when `enough` is reached and, if given, `wanted`, and the others had `grace`
    seconds more; or after `timeout` seconds. Who is slower is heard all the same: `late`.
    Witnesses without an address are not asked: their cosignatures come by hand.
    """

    def __init__(
        self,
        enough: Policy,
        *,
        wanted: Policy | None = None,
        timeout: float = 10.0,
        grace: float = 1.0,
        clock: Callable[[], int] = read_clock,
        pause: Pause = doubling,
    ) -> None:
        self._enough = enough
        self._wanted = wanted or enough
        self._timeout = timeout
        self._grace = grace
        self._clock = clock
        self._witnesses = _asked_of(enough, self._wanted)
        self._sizes: dict[str, int] = {}
        self._backoffs = {witness.name: Backoff(pause) for witness in self._witnesses}
        self._late: dict[str, dict[str, SignatureLine]] = {}
        self._lock = Lock()

    def __call__(self, note: bytes, proof_from: ProofFrom) -> Collected:
        """Collect cosignatures of the checkpoint in `note`, which the log has signed.

        `.known_more` of the answer is to be looked at before anything: if it is not empty, this
        copy of the register is old. Raises what `proof_from` raises, and `NoteError`.
        """
        answers = Answers(note, self._enough, self._wanted)
        events: SimpleQueue[_Event] = SimpleQueue()
        asked = [witness for witness in self._witnesses if self._is_due(witness, answers)]
        for witness in asked:
            Thread(target=self._talk, args=(witness, note, events), daemon=True).start()
        self._listen(answers, events, {witness.name for witness in asked}, proof_from)
        return answers.collected()

    def late(self, note: bytes) -> bytes:
        """`note` with the cosignatures that came in after the call about it had ended."""
        signed = read_checkpoint(note)
        there = {(line.name, line.id) for line in signed.signatures}
        with self._lock:
            lines = self._late.get(str(signed.checkpoint), {}).values()
            fresh = [line for line in lines if (line.name, line.id) not in there]
        return with_signatures(note, fresh) if fresh else note

    def _is_due(self, witness: PolicyWitness, answers: Answers) -> bool:
        left = self._backoffs[witness.name].left(monotonic())
        if left > 0:
            why = f"It did not cosign lately, and is asked again in {left:.0f} seconds."
            answers.add(NotCosigned(witness.name, why))
        return left <= 0

    def _listen(
        self,
        answers: Answers,
        events: SimpleQueue[_Event],
        pending: set[str],
        proof_from: ProofFrom,
    ) -> None:
        deadline = monotonic() + self._timeout
        while pending:
            try:
                event = events.get(timeout=max(0.0, deadline - monotonic()))
            except Empty:
                break
            if isinstance(event, _Proof):
                event.made.put(tuple(proof_from(event.size)))
                continue
            answers.add(event)
            pending.discard(event.witness)
            if answers.sufficient:
                deadline = min(deadline, monotonic() + self._grace)
        for name in pending:
            answers.add(NotCosigned(name, "It has not answered yet."))

    def _talk(self, witness: PolicyWitness, note: bytes, events: SimpleQueue[_Event]) -> None:
        def proof_from(size: int) -> Sequence[bytes]:
            asked = _Proof(size)
            events.put(asked)
            try:
                return asked.made.get(timeout=self._timeout)
            except Empty:
                raise _TooLateError from None

        talk = Conversation(
            note=note, proof_from=proof_from, seconds=self._timeout, clock=self._clock
        )
        try:
            outcome: Outcome | Claimed = talk.hold(witness, self._sizes.get(witness.name, 0))
        except _TooLateError:
            outcome = NotCosigned(witness.name, "It was too slow to be sent a proof.")
        if isinstance(outcome, WitnessKnowsMore) and not self._shows(witness, note):
            outcome = Claimed(outcome.witness, outcome.size)
        self._remember(note, outcome)
        events.put(outcome)

    def _shows(self, witness: PolicyWitness, note: bytes) -> bool:
        """Whether it can show a larger checkpoint that the log has signed."""
        own = read_checkpoint(note).checkpoint
        shown = shown_by(witness, self._enough, own.origin, seconds=self._timeout)
        return shown.size is not None and shown.size > own.size

    def _remember(self, note: bytes, outcome: Outcome | Claimed) -> None:
        checkpoint = read_checkpoint(note).checkpoint
        backoff = self._backoffs[outcome.witness]
        with self._lock:
            if isinstance(outcome, NotCosigned):
                backoff.failed(monotonic())
                return
            backoff.worked()
            if isinstance(outcome, Cosigned):
                self._sizes[outcome.witness] = checkpoint.size
                self._late.setdefault(str(checkpoint), {})[outcome.witness] = outcome.line
                while len(self._late) > LATE:
                    del self._late[next(iter(self._late))]
            else:
                self._sizes[outcome.witness] = outcome.size


def _asked_of(*policies: Policy) -> tuple[PolicyWitness, ...]:
    """The witnesses with an address, each once."""
    found = {w.name: w for policy in reversed(policies) for w in policy.witnesses if w.url}
    return tuple(found.values())
