"""What the witnesses have answered so far about one checkpoint, and whether that is enough."""

from __future__ import annotations

from dataclasses import dataclass

from kept.archive.witness.conversation import own_signatures
from kept.ledger.keys import SignatureError
from kept.ledger.notes import (
    Policy,
    PolicyError,
    open_checkpoint,
    read_checkpoint,
    with_signatures,
)
from kept.ledger.witness import Collected, Cosigned, NotCosigned, Outcome, WitnessKnowsMore


@dataclass(frozen=True, slots=True)
class Claimed:
    """A witness says it knows more, and shows no checkpoint signed by the log that says so."""

    witness: str
    size: int


class Answers:
    """The checkpoint in `note` as it fills with cosignatures.

    Those that are in it stay as they are, with their times. But they say nothing about today: a
    restored copy brings them along. So everybody is asked, and only fresh answers are enough.
    """

    def __init__(self, note: bytes, enough: Policy, wanted: Policy) -> None:
        self._note = note
        self._fresh = bytes(own_signatures(note))
        self._enough = enough
        self._wanted = wanted
        self._earlier = _cosigned(note, enough, wanted)
        self._outcomes: dict[str, Outcome | Claimed] = {}

    def add(self, outcome: Outcome | Claimed) -> None:
        """One more answer."""
        if isinstance(outcome, NotCosigned):
            outcome = self._earlier.get(outcome.witness, outcome)
        elif isinstance(outcome, Cosigned):
            self._fresh = with_signatures(self._fresh, [outcome.line])
            if outcome.witness not in self._earlier:
                self._note = with_signatures(self._note, [outcome.line])
        self._outcomes[outcome.witness] = outcome

    @property
    def sufficient(self) -> bool:
        """Whether nothing more is waited for."""
        return reaches(self._fresh, self._enough) and reaches(self._fresh, self._wanted)

    def collected(self) -> Collected:
        """The answers as they stand."""
        outcomes = {**self._earlier, **self._outcomes}
        return Collected(
            note=self._note,
            outcomes=tuple(self._judged(outcomes[name]) for name in sorted(outcomes)),
            complete=reaches(self._note, self._enough),
        )

    def _judged(self, outcome: Outcome | Claimed) -> Outcome:
        """What a claim without proof is worth: one liar must not be able to stop a register.

        If the others are a quorum, whatever was witnessed before was witnessed by some of them,
        and they would show it. If not, the claim is believed: better no signature than two
        histories.
        """
        if not isinstance(outcome, Claimed):
            return outcome
        claimants = {each.witness for each in self._outcomes.values() if isinstance(each, Claimed)}
        others = {each.name for each in self._enough.witnesses} - claimants
        if not self._enough.satisfied_by(others):
            return WitnessKnowsMore(outcome.witness, outcome.size)
        return NotCosigned(
            outcome.witness,
            f"It says it knows {outcome.size:,} entries, and shows no checkpoint of this register "
            "with as many. Ask whoever runs it.",
        )


def reaches(note: bytes, policy: Policy) -> bool:
    """Whether the checkpoint in `note` satisfies `policy`."""
    try:
        policy.check(note)
    except (PolicyError, SignatureError):
        return False
    return True


def _cosigned(note: bytes, *policies: Policy) -> dict[str, Cosigned]:
    """The cosignatures that are in `note` already, by the name of the witness."""
    keys = {key: None for policy in policies for key in policy.keys}
    times = {signed.key: signed.at for signed in open_checkpoint(note, keys).signed}
    lines = {(line.name, line.id): line for line in read_checkpoint(note).signatures}
    return {
        witness.name: Cosigned(
            witness.name, lines[witness.key.name, witness.key.id], times[witness.key] or 0
        )
        for policy in policies
        for witness in policy.witnesses
        if witness.key in times
    }
