"""Witnesses and a host who talk to one another without a network."""

from collections.abc import Sequence

from tests.ledger.notes.exercise import (
    AT,
    LOG,
    ORIGIN,
    consistency,
    published,
)

from kept.ledger.notes import NoteSigner, Policy, cosign, read_checkpoint
from kept.ledger.witness import AddCheckpoint, Answer, Collected, Reply, State, answer, collect


class Honest:
    """A witness that runs `answer` and remembers."""

    def __init__(self, signer: NoteSigner) -> None:
        self.signer = signer
        self.last: dict[str, State] = {}

    def __call__(self, request: bytes, now: int) -> Answer:
        got = answer(
            request,
            logs={ORIGIN: [LOG.vkey]},
            last=self.last,
            signers=[self.signer],
            now=now,
        )
        if got.state:
            self.last[ORIGIN] = got.state
        return got


class Liar:
    """A witness that cosigns whatever it is shown, and dates it as it likes."""

    def __init__(self, signer: NoteSigner, lag: int = 0) -> None:
        self.signer, self.lag = signer, lag

    def __call__(self, request: bytes, now: int) -> Answer:
        note = request.split(b"\n\n", 1)[1]
        line = cosign(note, self.signer, now - self.lag)
        return Answer(status=200, content_type="text/plain", body=str(line).encode())


class Silent:
    """A witness that does not answer."""

    def __call__(self, request: bytes, now: int) -> Answer:
        return Answer(status=503, content_type="text/plain", body=b"away\n")


Anybody = Honest | Liar | Silent


class Host:
    """One history, and how far each witness is known to have followed it."""

    def __init__(self, data: Sequence[bytes], policy: Policy) -> None:
        self.data, self.policy = list(data), policy

    def collect(self, witnesses: dict[str, Anybody], now: int = AT) -> Collected:
        """Ask each once, then again from the size it says it knows."""
        note = published(self.data)
        replies = []
        for name, witness in witnesses.items():
            got = self._ask(witness, 0, note, now)
            if got.status == 409:
                got = self._ask(witness, min(int(got.body), len(self.data)), note, now)
            replies.append(
                Reply(
                    witness=name,
                    status=got.status,
                    content_type=got.content_type,
                    body=got.body,
                )
            )
        return collect(note, replies, self.policy, now)

    def _ask(self, witness: Anybody, old: int, note: bytes, now: int) -> Answer:
        proof = consistency(old, self.data)
        return witness(bytes(AddCheckpoint(old, proof, read_checkpoint(note))), now)
