"""Between which two moments an entry was recorded, by the clocks of the witnesses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kept.ledger.keys import SignatureError
from kept.ledger.notes import (
    Checkpoint,
    OpenedCheckpoint,
    Policy,
    PolicyError,
    VerifierKey,
    open_checkpoint,
)


@dataclass(frozen=True, slots=True)
class WitnessedTime:
    """Recorded after `after` and not later than `until`, in seconds since 1970.

    None: no witnessed checkpoint bounds it on that side. What the author wrote plays no part.
    """

    after: int | None
    until: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackwardTime:
    """A cosigner's clock went backwards: it dated the larger register before the smaller one."""

    key: VerifierKey
    smaller: Checkpoint
    smaller_at: int
    larger: Checkpoint
    larger_at: int


@dataclass(frozen=True, slots=True, order=True)
class WitnessedSize:
    """When the register had `size` entries: the middle of the times its cosigners stated.

    Of an even number of times two lie in the middle, `early` and `late`; of an odd one, one.
    """

    size: int
    early: int
    late: int


def witnessed_size(opened: OpenedCheckpoint, policy: Policy) -> WitnessedSize | None:
    """What a checkpoint says of time, which `policy.check` or `open_checkpoint` has opened.

    None unless a quorum of `policy` stated a time. It must ask for more than two thirds of its
    witnesses: then more than half of those who cosigned are honest, and the middle of their times
    lies between the times of honest witnesses. No liar, back-dating host included, can move it
    beyond them.
    """
    stated = {name: at for name, at in policy.cosigners(opened).items() if at}
    if not stated or not policy.satisfied_by(stated):
        return None
    times = sorted(stated.values())
    return WitnessedSize(
        opened.checkpoint.size, times[(len(times) - 1) // 2], times[len(times) // 2]
    )


def witnessed_time(index: int, checkpoints: Iterable[bytes], policy: Policy) -> WitnessedTime:
    """When the entry `index`, counted from 0, was recorded, by cosigned checkpoints of its log.

    After the middle time of each checkpoint that is too small to have it (`early`, where there are
    two), and not later than that of each that has it (`late`). Checkpoints `policy` does not
    accept are left out. Honest clocks differ by seconds: bounds that cross are swapped.
    """
    sizes = [size for note in checkpoints if (size := _size(note, policy))]
    after = max((each.early for each in sizes if each.size <= index), default=None)
    until = min((each.late for each in sizes if each.size > index), default=None)
    if after is not None and until is not None and after > until:
        after, until = until, after
    return WitnessedTime(after, until)


def _size(note: bytes, policy: Policy) -> WitnessedSize | None:
    try:
        return witnessed_size(policy.check(note), policy)
    except (PolicyError, SignatureError):
        return None


def backward_times(
    checkpoints: Iterable[bytes], keys: Iterable[VerifierKey]
) -> tuple[BackwardTime, ...]:
    """Where the time a cosigner stated went backwards while the register grew.

    A witness must never do this: its cosignature says that at this time it knew nothing larger.
    """
    keys = tuple(keys)
    opened = [open_checkpoint(note, keys) for note in checkpoints]
    found: list[BackwardTime] = []
    latest: dict[tuple[str, VerifierKey], tuple[Checkpoint, int]] = {}
    for checkpoint, signed in (
        (each.checkpoint, signed)
        for each in sorted(opened, key=lambda each: each.checkpoint.size)
        for signed in each.signed
        if signed.at
    ):
        origin, at = checkpoint.origin, signed.at or 0
        smaller, smaller_at = latest.get((origin, signed.key), (checkpoint, 0))
        if at < smaller_at and smaller.size < checkpoint.size:
            found.append(
                BackwardTime(
                    key=signed.key,
                    smaller=smaller,
                    smaller_at=smaller_at,
                    larger=checkpoint,
                    larger_at=at,
                )
            )
        if at > smaller_at:
            latest[origin, signed.key] = (checkpoint, at)
    return tuple(found)
