"""Whose keys judge the checkpoints, and what these say of each checkpoint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kept.ledger.bundle.findings import Fault
from kept.ledger.bundle.frame import Frame
from kept.ledger.bundle.names import checkpoint_name
from kept.ledger.bundle.report import Report
from kept.ledger.bundle.source import Source
from kept.ledger.keys import SignatureError
from kept.ledger.notes import (
    GRADES,
    Grade,
    NoteError,
    OpenedCheckpoint,
    Policy,
    PolicyError,
    PolicyLog,
    VerifierKey,
    open_checkpoint,
    read_checkpoint,
    read_policy,
)
from kept.ledger.tree import EMPTY_ROOT

_NOBODY: Final = b"quorum none\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """The policy that decides, and the policies that came with the files."""

    policy: Policy
    logs: tuple[VerifierKey, ...]
    known: tuple[VerifierKey, ...]  # keys whose signatures must hold wherever they stand
    carried: Mapping[Grade, Policy]


def read_trust(source: Source, frame: Frame, own: Policy | None) -> Trust:
    """The reader's own policy if there is one, else the one carried; raises `Fault`."""
    carried = _carried(source)
    if own is None:
        alone = _with_log(read_policy(_NOBODY), frame.log)
        policy = carried.get("witnessed") or carried.get("published") or alone
        others = [key for each in carried.values() for key in each.keys]
    else:
        policy = own if own.logs else _with_log(own, frame.log)
        others = []
    logs = tuple(log.key for log in policy.logs)
    if frame.log not in logs:
        raise Fault("log-key-differs", name=frame.log.name)
    known = tuple(dict.fromkeys((*policy.keys, *others)))
    return Trust(policy=policy, logs=logs, known=known, carried=carried)


def _with_log(policy: Policy, log: VerifierKey) -> Policy:
    """The policy, for checkpoints of one log the reader knows from elsewhere."""
    return Policy(
        text=policy.text,
        logs=(PolicyLog(log),),
        witnesses=policy.witnesses,
        groups=policy.groups,
        quorum=policy.quorum,
    )


def _carried(source: Source) -> dict[Grade, Policy]:
    found: dict[Grade, Policy] = {}
    for grade in GRADES:
        data = source.get(f"policy/{grade}")
        if data is None:
            continue
        try:
            found[grade] = read_policy(data)
        except NoteError:
            raise Fault("policy-line", grade=grade) from None
    return found


def read_checkpoints(source: Source, frame: Frame, trust: Trust) -> list[OpenedCheckpoint]:
    """All checkpoints carried, by size, the newest last; each signed by the log."""
    opened = [_published(source, frame, trust, name) for name in source.under("checkpoints")]
    newest = _open(source, frame, trust, "checkpoint")
    return [*sorted(opened, key=lambda each: each.checkpoint.size), newest]


def _published(source: Source, frame: Frame, trust: Trust, name: str) -> OpenedCheckpoint:
    opened = _open(source, frame, trust, name)
    if name != checkpoint_name(opened.checkpoint.size):
        raise Fault("checkpoint-name", name=name)
    if opened.checkpoint.size > frame.newest.size:
        raise Fault("checkpoint-newer", name=name, size=opened.checkpoint.size)
    return opened


def _open(source: Source, frame: Frame, trust: Trust, name: str) -> OpenedCheckpoint:
    opened = open_note_by(source.need(name), trust, name)
    if opened.checkpoint.origin != frame.newest.origin:
        raise Fault("frame-differs", name=name)
    return opened


def open_note_by(note: bytes, trust: Trust, name: str) -> OpenedCheckpoint:
    """The checkpoint in `note` if the log signed it; raises `Fault`."""
    try:
        opened = open_checkpoint(note, trust.known)
    except NoteError:
        raise Fault("checkpoint-malformed", name=name) from None
    except SignatureError:
        raise _unsigned(note, trust) from None
    signed = {each.key for each in opened.signed}
    origin = opened.checkpoint.origin
    if not any(log in signed and log.name == origin for log in trust.logs):
        raise Fault("note-nobody", name=origin)
    return opened


def _unsigned(note: bytes, trust: Trust) -> Fault:
    """Either somebody known did not sign this, or nobody known signed at all."""
    signed, keys = read_checkpoint(note), {(key.name, key.id) for key in trust.known}
    for line in signed.signatures:
        if (line.name, line.id) in keys:
            return Fault("note-signature", name=line.name)
    return Fault("note-nobody", name=signed.checkpoint.origin)


def tell_newest(
    source: Source, newest: OpenedCheckpoint, trust: Trust, root: str, report: Report
) -> Grade | None:
    """Whether those who must have signed the newest checkpoint did; the grade it has."""
    cosigners = list(trust.policy.cosigners(newest))
    missing = sorted({each.name for each in trust.policy.witnesses} - set(cosigners))
    if not trust.policy.satisfied_by(cosigners):
        report.add(
            "checkpoint", "fails", "quorum-missed", missing=[*missing], count=len(cosigners)
        )
        return None
    grade = _grade(source.need("checkpoint"), trust.carried)
    code = "checkpoint-cosigned" if missing else "checkpoint-by-all"
    report.add(
        "checkpoint",
        "holds",
        code if cosigners else "checkpoint-signed",
        size=newest.checkpoint.size,
        root=root,
        grade=grade or "published",
        cosigners=[*cosigners],
        missing=[*missing],
    )
    return grade


def _grade(note: bytes, carried: Mapping[Grade, Policy]) -> Grade | None:
    reached: Grade | None = None
    for grade in GRADES:
        if grade in carried:
            try:
                carried[grade].check(note)
            except (NoteError, SignatureError, PolicyError):
                break
            reached = grade
    return reached


def one_root_a_size(opened: list[OpenedCheckpoint]) -> dict[int, bytes]:
    """The root at each size carried; raises `Fault` if the log signed two at one size."""
    roots: dict[int, bytes] = {0: EMPTY_ROOT}
    for checkpoint in (each.checkpoint for each in opened):
        if roots.setdefault(checkpoint.size, checkpoint.root) != checkpoint.root:
            raise Fault("two-histories", size=checkpoint.size)
    return roots
