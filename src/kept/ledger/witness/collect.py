"""Collecting cosignatures: what a log makes of the answers of its witnesses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, TypeAlias

from kept.ledger.keys import SignatureError
from kept.ledger.notes import (
    NoteError,
    Policy,
    PolicyError,
    PolicyWitness,
    SignatureLine,
    read_checkpoint,
    read_signature_lines,
    verify_line,
    with_signatures,
)
from kept.ledger.notes.pieces import quoted, read_number, read_text
from kept.ledger.witness.answer import SIZE

LARGEST_REPLY: Final = 64 * 1024  # bytes
MOST_LINES: Final = 16
AHEAD: Final = 600  # seconds by which the clock of a witness may be ahead of ours

_SHOWN: Final = 300  # bytes of a refusal that are told


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back from a witness over HTTP, as it came."""

    witness: str  # its name in the policy
    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Cosigned:
    """The witness cosigned: its line, which holds, and the time it states."""

    witness: str
    line: SignatureLine
    at: int


@dataclass(frozen=True, slots=True)
class WitnessBehind:
    """The witness knows fewer entries, or as many: ask again with a proof from `size`."""

    witness: str
    size: int


@dataclass(frozen=True, slots=True)
class WitnessKnowsMore:
    """The witness says it knows a larger register than ours.

    Then ours is an old copy, such as a restored backup, and to go on signing would write a second
    history: stop. A witness may also lie; the truth is the checkpoint it serves, which must bear
    the log's own signature (`kept.ledger.notes.open_checkpoint`).
    """

    witness: str
    size: int


@dataclass(frozen=True, slots=True)
class NotCosigned:
    """The witness did not cosign, or not in a way that counts."""

    witness: str
    why: str


Outcome: TypeAlias = Cosigned | WitnessBehind | WitnessKnowsMore | NotCosigned


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """The checkpoint with all cosignatures that hold, and how each witness answered."""

    note: bytes
    outcomes: tuple[Outcome, ...]
    complete: bool  # whether the quorum of the policy is reached

    @property
    def known_more(self) -> tuple[WitnessKnowsMore, ...]:
        """Those who say that ours is an old copy."""
        return tuple(out for out in self.outcomes if isinstance(out, WitnessKnowsMore))


def collect(note: bytes, replies: Iterable[Reply], policy: Policy, now: int) -> Collected:
    """Add to the checkpoint in `note` what the witnesses of `policy` answered, at the time `now`.

    A reply by nobody in the policy is left out. Raises `NoteError` if `note` is malformed.
    """
    witnesses = {witness.name: witness for witness in policy.witnesses}
    outcomes = tuple(
        read_reply(note, reply, witnesses[reply.witness], now)
        for reply in replies
        if reply.witness in witnesses
    )
    cosigned = with_signatures(note, [o.line for o in outcomes if isinstance(o, Cosigned)])
    return Collected(note=cosigned, outcomes=outcomes, complete=_reaches(cosigned, policy))


def read_reply(note: bytes, reply: Reply, witness: PolicyWitness, now: int) -> Outcome:
    """What `reply` to the checkpoint in `note` amounts to: everything but 200 is no cosignature."""
    if len(reply.body) > LARGEST_REPLY:
        return NotCosigned(witness.name, f"It answered with {len(reply.body):,} bytes.")
    if reply.status == HTTPStatus.OK:
        return _cosigned(note, reply.body, witness, now)
    if reply.status == HTTPStatus.CONFLICT and reply.content_type == SIZE:
        return _conflict(note, reply.body, witness)
    said = reply.body[:_SHOWN].decode("utf-8", "replace").split("\n")[0]
    return NotCosigned(witness.name, f"It answered {reply.status}: {quoted(said)}")


def _cosigned(note: bytes, body: bytes, witness: PolicyWitness, now: int) -> Outcome:
    text = str(read_checkpoint(note).checkpoint)
    try:
        line = _own_line(body, witness)
        at = verify_line(witness.key, line, text) or 0
    except (NoteError, SignatureError) as error:
        return NotCosigned(witness.name, str(error))
    if at == 0:
        return NotCosigned(witness.name, "Its cosignature does not say when it was made.")
    if at > now + AHEAD:
        return NotCosigned(
            witness.name, f"Its clock is {at - now:,} seconds ahead of ours. One of them is wrong."
        )
    return Cosigned(witness.name, line, at)


def _own_line(body: bytes, witness: PolicyWitness) -> SignatureLine:
    lines = read_signature_lines(read_text(body, LARGEST_REPLY, "The answer"), MOST_LINES)
    for line in lines:
        if (line.name, line.id) == (witness.key.name, witness.key.id):
            return line
    raise NoteError(f"It answered with signatures, but none is by {witness.key.called}.")


def _conflict(note: bytes, body: bytes, witness: PolicyWitness) -> Outcome:
    try:
        text = read_text(body, LARGEST_REPLY, "The answer")
        size = read_number(text.removesuffix("\n"), "The size the witness knows")
    except NoteError as error:
        return NotCosigned(witness.name, str(error))
    if size > read_checkpoint(note).checkpoint.size:
        return WitnessKnowsMore(witness.name, size)
    return WitnessBehind(witness.name, size)


def _reaches(note: bytes, policy: Policy) -> bool:
    try:
        policy.check(note)
    except (PolicyError, SignatureError):
        return False
    return True
