"""Policies: whose signatures make a checkpoint count (C2SP tlog-policy)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from kept.ledger.keys import SignatureError
from kept.ledger.notes.opening import OpenedCheckpoint, open_checkpoint
from kept.ledger.notes.pieces import quoted
from kept.ledger.notes.vkey import VerifierKey

NOBODY: Final = "none"  # as a quorum: no witness is needed


class PolicyError(ValueError):
    """A checkpoint is signed, but not by enough of those a policy asks for; says who is missing."""


@dataclass(frozen=True, slots=True)
class PolicyLog:
    """A log whose checkpoints are accepted. Its key bears the origin as its name."""

    key: VerifierKey
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PolicyWitness:
    """A witness, by the name it has in this policy only."""

    name: str
    key: VerifierKey
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PolicyGroup:
    """Witnesses or groups, of whom any `k` together count as this group."""

    name: str
    k: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a policy file says; made by `read_policy` only, which checks it.

    Groups stand in the order of the file, so each names only witnesses and groups before it.
    `bytes(policy)` is the file as it was read.
    """

    text: bytes
    logs: tuple[PolicyLog, ...]
    witnesses: tuple[PolicyWitness, ...]
    groups: tuple[PolicyGroup, ...]
    quorum: str  # a witness, a group, or "none"

    def __bytes__(self) -> bytes:
        return self.text

    @property
    def keys(self) -> tuple[VerifierKey, ...]:
        """The keys of all logs and witnesses."""
        logs = tuple(log.key for log in self.logs)
        return logs + tuple(witness.key for witness in self.witnesses)

    def satisfied_by(self, names: Collection[str]) -> bool:
        """Whether cosignatures by the witnesses of these names reach the quorum."""
        met = {witness.name for witness in self.witnesses if witness.name in names}
        for group in self.groups:
            if sum(member in met for member in group.members) >= group.k:
                met.add(group.name)
        return self.quorum == NOBODY or self.quorum in met

    def check(self, note: bytes) -> OpenedCheckpoint:
        """The checkpoint in `note`, if a log of this policy signed it and the quorum is reached.

        Raises `NoteError` if malformed, `SignatureError` if no log of this policy signed it under
        its own name or a known signature is wrong, `PolicyError` if witnesses are missing.
        """
        opened = open_checkpoint(note, self.keys)
        signed = {signed.key for signed in opened.signed}
        self._check_log(opened.checkpoint.origin, signed)
        cosigned = [witness.name for witness in self.witnesses if witness.key in signed]
        if not self.satisfied_by(cosigned):
            raise PolicyError(self._missing(opened.checkpoint.origin, cosigned))
        return opened

    def cosigners(self, opened: OpenedCheckpoint) -> dict[str, int]:
        """The time at which each witness of this policy cosigned, by its name in the policy."""
        times = {signed.key: signed.at for signed in opened.signed}
        return {w.name: times[w.key] or 0 for w in self.witnesses if w.key in times}

    def _check_log(self, origin: str, signed: Collection[VerifierKey]) -> None:
        if not self.logs:
            raise SignatureError("The policy names no log. Add a line “log” with the log's key.")
        if not any(log.key in signed and log.key.name == origin for log in self.logs):
            raise SignatureError(
                f"No log of the policy signed this checkpoint of {quoted(origin)} as its own. "
                "Either it is from another log, or the policy is for another one."
            )

    def _missing(self, origin: str, cosigned: Collection[str]) -> str:
        absent = ", ".join(quoted(w.name) for w in self.witnesses if w.name not in cosigned)
        return (
            f"The checkpoint of {quoted(origin)} is cosigned by {len(cosigned)} of "
            f"{len(self.witnesses)} witnesses, which does not reach the quorum "
            f"{quoted(self.quorum)}. Not cosigned by {absent}. Ask them for their cosignatures."
        )
