"""Witnesses in memory, asked as over the network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.archive.ledger.exercise import LOG, NOON, signer

from kept.ledger.notes import (
    Grade,
    NoteSigner,
    Policies,
    PolicyLog,
    PolicyWitness,
    SignatureType,
    write_policies,
)
from kept.ledger.witness import AddCheckpoint, Collected, Reply, State, answer, collect


class Witness:
    """A witness in memory, asked as over the network."""

    def __init__(self, name: str) -> None:
        self.signer = NoteSigner(name, SignatureType.ED25519_COSIGNATURE, signer(name))
        self.state: dict[str, State] = {}
        self.clock = NOON

    def ask(self, note: bytes, proof_from: Callable[[int], Sequence[bytes]]) -> Reply:
        old = 0
        for _ in range(2):
            request = bytes(AddCheckpoint(old, tuple(proof_from(old)), note))
            said = answer(
                request,
                logs={LOG.name: [LOG.vkey]},
                last=self.state,
                signers=[self.signer],
                now=self.clock,
            )
            if said.state is not None:
                self.state[LOG.name] = said.state
            if said.status != 409 or int(said.body) > _size(note):
                break
            old = int(said.body)
        return Reply(
            witness=self.signer.name,
            status=said.status,
            content_type=said.content_type,
            body=said.body,
        )


def _size(note: bytes) -> int:
    return int(note.split(b"\n")[1])


@dataclass
class Witnesses:
    """Witnesses of whom more than two thirds must cosign; the first two are the parties'."""

    all: tuple[Witness, ...]

    @property
    def policies(self) -> Policies:
        known = [PolicyWitness(each.signer.name, each.signer.vkey) for each in self.all]
        return write_policies([PolicyLog(LOG.vkey)], known, [each.name for each in known[:2]])

    @property
    def policy_files(self) -> dict[Grade, bytes]:
        policies = self.policies
        return {
            "published": policies.published.text,
            "witnessed": policies.witnessed.text,
            "mutual": policies.mutual.text,
        }

    def __call__(self, note: bytes, proof_from: Callable[[int], Sequence[bytes]]) -> Collected:
        replies = [each.ask(note, proof_from) for each in self.all]
        return collect(note, replies, self.policies.witnessed, NOON)
