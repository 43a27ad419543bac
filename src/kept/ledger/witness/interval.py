"""Between which two moments an entry was recorded, by the clocks of the witnesses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kept.ledger.keys import SignatureError
from kept.ledger.notes import (
    Checkpoint,
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


def witnessed_time(index: int, checkpoints: Iterable[bytes], policy: Policy) -> WitnessedTime:
    """When the entry `index`, counted from 0, was recorded, by cosigned checkpoints of its log.

    `policy` must ask for more than two thirds of its witnesses. Then at least half of those who
    cosigned a checkpoint and one more are honest, and the middle of their times lies between the
    times of honest witnesses: no liar, back-dating host included, can move it beyond them.

    The entry was recorded after the middle time of each checkpoint that is too small to have it,
    and not later than that of each that has it. Checkpoints the policy does not accept are left
    out. Honest clocks differ by seconds: bounds that cross for this reason are swapped.
    """
    after: list[int] = []
    until: list[int] = []
    for note in checkpoints:
        try:
            opened = policy.check(note)
        except (PolicyError, SignatureError):
            continue
        stated = {name: at for name, at in policy.cosigners(opened).items() if at}
        if not stated or not policy.satisfied_by(stated):
            continue
        times = sorted(stated.values())
        if opened.checkpoint.size <= index:
            after.append(times[(len(times) - 1) // 2])
        else:
            until.append(times[len(times) // 2])
    low, high = max(after, default=None), min(until, default=None)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return WitnessedTime(low, high)


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
