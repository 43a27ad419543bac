"""What the witnesses have answered so far about one checkpoint, and whether that is enough."""

from __future__ import annotations

from kept.ledger.keys import SignatureError
from kept.ledger.notes import (
    Policy,
    PolicyError,
    SignatureLine,
    open_checkpoint,
    read_checkpoint,
    with_signatures,
)
from kept.ledger.witness import Collected, Cosigned, Outcome


class Answers:
    """The checkpoint in `note` as it fills with cosignatures.

    Cosignatures that are in it already count: nobody is asked twice for the same.
    """

    def __init__(self, note: bytes, enough: Policy, wanted: Policy) -> None:
        self._note = note
        self._enough = enough
        self._wanted = wanted
        keys = {key: None for policy in (enough, wanted) for key in policy.keys}
        signed = {each.key: each for each in open_checkpoint(note, keys).signed}
        lines = {(line.name, line.id): line for line in _lines(note)}
        self.outcomes: dict[str, Outcome] = {
            witness.name: Cosigned(
                witness.name,
                lines[witness.key.name, witness.key.id],
                signed[witness.key].at or 0,
            )
            for policy in (enough, wanted)
            for witness in policy.witnesses
            if witness.key in signed
        }

    def add(self, outcome: Outcome) -> None:
        """One more answer, in place of an earlier one of the same witness."""
        self.outcomes[outcome.witness] = outcome
        if isinstance(outcome, Cosigned):
            self._note = with_signatures(self._note, [outcome.line])

    @property
    def sufficient(self) -> bool:
        """Whether nothing more is waited for."""
        return reaches(self._note, self._enough) and reaches(self._note, self._wanted)

    def collected(self) -> Collected:
        """The answers as they stand."""
        return Collected(
            note=self._note,
            outcomes=tuple(self.outcomes[name] for name in sorted(self.outcomes)),
            complete=reaches(self._note, self._enough),
        )


def reaches(note: bytes, policy: Policy) -> bool:
    """Whether the checkpoint in `note` satisfies `policy`."""
    try:
        policy.check(note)
    except (PolicyError, SignatureError):
        return False
    return True


def _lines(note: bytes) -> tuple[SignatureLine, ...]:
    return read_checkpoint(note).signatures
