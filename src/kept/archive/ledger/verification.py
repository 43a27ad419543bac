"""Where signatures are verified: here, in threads, or in processes. The verdicts are the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from kept.archive.ledger.signed import Signed, hold
from kept.ledger.entries.entry import Entry
from kept.ledger.parties import Place


class Verdicts(Protocol):
    """Whether signatures hold, of several entries that are being verified."""

    def all(self) -> list[bool]:
        """The verdicts, in the order of the entries, as soon as all are known."""


class Verifier(Protocol):
    """Verifies the signatures of many entries, beside what else goes on.

    Signatures are facts about bytes: whether the signers are the right ones is not asked here.
    """

    def start(self, signed: Sequence[Signed]) -> Verdicts:
        """Begin to verify entries."""

    def close(self) -> None:
        """Let threads or processes go."""


class _Here:
    """Verifies when the verdicts are asked for."""

    def __init__(self, signed: Sequence[Signed] = ()) -> None:
        self._signed: Final = signed

    def start(self, signed: Sequence[Signed]) -> _Here:
        return _Here(signed)

    def all(self) -> list[bool]:
        return hold(self._signed)

    def close(self) -> None:
        """Nothing has to be let go."""


def verify_here() -> Verifier:
    """Verifies in the calling thread."""
    return _Here()


def verify_in_threads(threads: int = 1) -> Verifier:
    """Verifies in so many threads and the calling one: OpenSSL runs beside Python."""
    from kept.archive.ledger.pool import Pool, thread_pool

    return Pool(thread_pool(threads))


def verify_in_processes(processes: int = 1) -> Verifier:
    """Verifies in so many further processes and the calling one."""
    from kept.archive.ledger.pool import Pool, process_pool

    return Pool(process_pool(processes))


def signed_by(entry: Entry, places: tuple[Place, ...]) -> Signed:
    """What is to be verified of an entry that those in `places` must have signed."""
    signatures = entry.envelope.signatures
    if tuple(each.keyid for each in signatures) != entry.header.signers:
        return (b"", ())
    return (
        entry.envelope.signed,
        tuple(
            (place.key.algorithm, place.key.raw, each.sig, place.relying_party)
            for each, place in zip(signatures, places, strict=True)
        ),
    )
