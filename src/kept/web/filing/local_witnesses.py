"""Witnesses that live in the process of an exercise, and answer as those elsewhere would."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kept.archive.keys import KeyFile, list_keys, load_note_signer
from kept.archive.ledger import LedgerFolder
from kept.archive.witness import Memory, ProofFrom, WitnessHost, own_signatures
from kept.ledger.witness import AddCheckpoint, Collected, Reply, collect
from kept.web.reading.clock import seconds


class LocalWitnesses:
    """Asks the witnesses whose keys lie in the folder `keys`: a `Collect`.

    Not for use outside an exercise: whoever holds all keys can say that all have seen anything.
    """

    def __init__(self, ledger: LedgerFolder, keys: Path, memories: Path) -> None:
        self._ledger: Final = ledger
        self._keys: Final = tuple(
            each for each in list_keys(keys) if each.purpose == "witness" and each.vkey
        )
        self._memories: Final = memories

    def __call__(self, note: bytes, proof_from: ProofFrom) -> Collected:
        """Have every witness cosign the checkpoint in `note`."""
        replies = [self._ask(each, note, proof_from) for each in self._keys]
        return collect(note, replies, self._ledger.policies()["witnessed"], seconds())

    def _ask(self, key: KeyFile, note: bytes, proof_from: ProofFrom) -> Reply:
        signer = load_note_signer(key, None)
        identity = self._ledger.identity
        memory = Memory(self._memories / key.name, [signer.vkey], new=True)
        try:
            last = memory.last(identity.origin)
            earliest = last.at if last else 0
            host = WitnessHost(
                memory,
                [signer],
                {identity.origin: identity.keys},
                # The day of an exercise begins anew with every start; its witnesses' time does not.
                clock=lambda: max(seconds(), earliest),
            )
            return _said(host, note, proof_from)
        finally:
            memory.close()


def _said(host: WitnessHost, note: bytes, proof_from: ProofFrom) -> Reply:
    signed = own_signatures(note)
    known = host.known[signed.checkpoint.origin]
    old = min(known.size if known else 0, signed.checkpoint.size)
    answer = host.add_checkpoint(bytes(AddCheckpoint(old, tuple(proof_from(old)), signed)))
    return Reply(
        witness=host.name,
        status=answer.status,
        content_type=answer.content_type,
        body=answer.body,
    )
