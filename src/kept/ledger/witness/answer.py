"""What a witness answers: its cosignature, or in plain words why not (C2SP tlog-witness)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from kept.ledger.keys import SignatureError
from kept.ledger.notes import (
    Checkpoint,
    NoteError,
    NoteSigner,
    SignedCheckpoint,
    VerifierKey,
    cosign,
    open_checkpoint,
)
from kept.ledger.notes.pieces import quoted
from kept.ledger.tree import EMPTY_ROOT, ProofError, verify_consistency
from kept.ledger.witness.compare import compare
from kept.ledger.witness.request import AddCheckpoint, read_request

TEXT: Final = "text/plain; charset=utf-8"
SIZE: Final = "text/x.tlog.size"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a witness remembers of one log: the last checkpoint it cosigned, and when.

    `note` holds the log's signatures and the witness's own: what `GET` serves.
    """

    checkpoint: Checkpoint
    at: int
    note: bytes


def read_state(note: bytes, own: Iterable[VerifierKey]) -> State:
    """What a witness wrote down earlier, signed by a key of its `own`, today's or a former one.

    Raises `NoteError` or `SignatureError`: a witness that cannot read what it knew must not
    sign, and must not begin anew, for it could then be led to cosign another history.
    """
    opened = open_checkpoint(note, own)
    at = max(signed.at or 0 for signed in opened.signed)
    return State(checkpoint=opened.checkpoint, at=at, note=note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back over HTTP, and what the witness must remember before it does.

    `state` is new only if `status` is 200: store it durably, then send. Between reading the old
    state and storing the new one no other request about that log may be answered.
    `guilt` is a proof that the log signed two histories, if the request contained one: keep it.
    """

    status: int
    content_type: str
    body: bytes
    state: State | None = None
    guilt: bytes | None = None


class _RefusedError(Exception):
    def __init__(
        self, status: HTTPStatus, body: str, content_type: str = TEXT, guilt: bytes | None = None
    ) -> None:
        super().__init__(body)
        self.answer = Answer(
            status=status.value,
            content_type=content_type,
            body=f"{body}\n".encode("utf-8", "replace"),
            guilt=guilt,
        )


def checkpoint_path(origin: str) -> str:
    """Under which path a witness serves the last checkpoint it cosigned of this log.

    >>> checkpoint_path("lakes.example/exercise")[:8]
    '3eab807a'
    """
    return f"{hashlib.sha256(origin.encode()).hexdigest()}/checkpoint"


def answer(
    request: bytes,
    *,
    logs: Mapping[str, Sequence[VerifierKey]],
    last: Mapping[str, State],
    signers: Sequence[NoteSigner],
    now: int,
) -> Answer:
    """Decide on the body of an add-checkpoint request at the time `now`, in seconds since 1970.

    `logs` has the keys of each log by its origin, `last` what is remembered of it, if anything.
    The answer is 200 with the cosignature of each signer, or 400 (malformed), 404 (unknown log),
    403 (not signed by the log), 409 (the witness knows another size, which is the body),
    422 (another history) or 503 (the clock of this witness went backwards).
    """
    try:
        asked = _read(request)
        checkpoint = asked.checkpoint.checkpoint
        keys = _keys(checkpoint.origin, logs)
        _check_signed(asked.checkpoint, keys)
        state = last.get(checkpoint.origin)
        _check_sizes(asked, state)
        _check_goes_on(asked, state, keys)
        _check_clock(state, now)
    except _RefusedError as refused:
        return refused.answer
    return _cosigned(asked.checkpoint, keys, signers, now)


def _read(request: bytes) -> AddCheckpoint:
    try:
        return read_request(request)
    except NoteError as error:
        raise _RefusedError(HTTPStatus.BAD_REQUEST, str(error)) from None


def _keys(origin: str, logs: Mapping[str, Sequence[VerifierKey]]) -> Sequence[VerifierKey]:
    if origin not in logs:
        raise _RefusedError(
            HTTPStatus.NOT_FOUND,
            f"This witness does not know the log {quoted(origin)}. "
            "Ask whoever runs the witness to add it, with its key.",
        )
    return logs[origin]


def _check_signed(signed: SignedCheckpoint, keys: Sequence[VerifierKey]) -> None:
    try:
        open_checkpoint(bytes(signed), keys)
    except SignatureError as error:
        raise _RefusedError(HTTPStatus.FORBIDDEN, str(error)) from None


def _check_sizes(asked: AddCheckpoint, state: State | None) -> None:
    size = asked.checkpoint.checkpoint.size
    if asked.old > size:
        raise _RefusedError(
            HTTPStatus.BAD_REQUEST,
            f"The checkpoint has {size} entries, fewer than the old size {asked.old}. "
            "A register never shrinks.",
        )
    known = state.checkpoint.size if state else 0
    if asked.old != known:
        raise _RefusedError(HTTPStatus.CONFLICT, str(known), SIZE)


def _check_goes_on(asked: AddCheckpoint, state: State | None, keys: Sequence[VerifierKey]) -> None:
    new = asked.checkpoint.checkpoint
    known = state.checkpoint if state else Checkpoint(new.origin, 0, EMPTY_ROOT)
    if new.size == 0 and new.root != EMPTY_ROOT:
        raise _inconsistent("A register without entries has one root only, and this is another.")
    if state and new.size == known.size and new.root != known.root:
        raise _inconsistent(
            f"This witness cosigned another root for the same {new.size} entries. "
            "The log has written two histories.",
            _guilt(state.note, asked, keys),
        )
    if asked.old in (0, new.size):
        if asked.proof:
            raise _inconsistent("Between these sizes the consistency proof must be empty.")
        return
    try:
        verify_consistency(
            old_size=known.size,
            new_size=new.size,
            proof=asked.proof,
            old_root=known.root,
            new_root=new.root,
        )
    except ProofError as error:
        raise _inconsistent(f"The consistency proof does not hold. {error}") from None


def _inconsistent(why: str, guilt: bytes | None = None) -> _RefusedError:
    return _RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, why, guilt=guilt)


def _guilt(known: bytes, asked: AddCheckpoint, keys: Sequence[VerifierKey]) -> bytes | None:
    try:
        return compare(known, bytes(asked.checkpoint), keys).guilt
    except SignatureError:  # the log has since taken other keys
        return None


def _check_clock(state: State | None, now: int) -> None:
    earliest = state.at if state else 1
    if now < earliest:
        raise _RefusedError(
            HTTPStatus.SERVICE_UNAVAILABLE,
            f"The clock of this witness shows {now} seconds since 1970, and it cosigned this log "
            f"at {earliest} already. It does not cosign until its clock is set right.",
        )


def _cosigned(
    signed: SignedCheckpoint,
    keys: Sequence[VerifierKey],
    signers: Sequence[NoteSigner],
    now: int,
) -> Answer:
    if not signers:
        raise NoteError("A witness without a key cannot cosign. Make one for it.")
    known = {(key.name, key.id) for key in keys}
    by_log = tuple(line for line in signed.signatures if (line.name, line.id) in known)
    note = SignedCheckpoint(signed.checkpoint, by_log)
    lines = tuple(cosign(bytes(note), signer, now) for signer in signers)
    stored = bytes(SignedCheckpoint(signed.checkpoint, (*by_log, *lines)))
    return Answer(
        status=HTTPStatus.OK.value,
        content_type=TEXT,
        body="".join(map(str, lines)).encode(),
        state=State(checkpoint=signed.checkpoint, at=now, note=stored),
    )
