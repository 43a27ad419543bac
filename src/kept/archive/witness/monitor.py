"""What witnesses show to everybody: the last checkpoint each has cosigned."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from http import HTTPStatus

from kept.archive.witness.asking import NoAnswerError, ask
from kept.ledger.keys import SignatureError
from kept.ledger.notes import NoteError, Policy, PolicyWitness, VerifierKey, open_checkpoint
from kept.ledger.witness import checkpoint_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one witness shows of a log.

    `note` is there only if it is the log's own checkpoint, signed by the log and by this witness;
    otherwise `why` says what is the matter.
    """

    witness: str
    note: bytes | None = None
    size: int | None = None
    at: int | None = None  # when it cosigned
    why: str = ""


def shown_by_all(policy: Policy, origin: str, *, seconds: float = 10.0) -> tuple[Shown, ...]:
    """Ask all witnesses of a policy at once what they have cosigned last.

    Two that show checkpoints with different roots for one size prove that the log lied:
    `kept.ledger.witness.compare` makes the proof.
    """
    witnesses = policy.witnesses
    if not witnesses:
        return ()
    with ThreadPoolExecutor(len(witnesses)) as pool:
        return tuple(pool.map(lambda w: shown_by(w, policy, origin, seconds=seconds), witnesses))


def shown_by(
    witness: PolicyWitness, policy: Policy, origin: str, *, seconds: float = 10.0
) -> Shown:
    """Ask one witness of a policy what it has cosigned last."""
    if witness.url is None:
        return Shown(witness=witness.name, why="It has no address: its answers are carried.")
    logs = [log.key for log in policy.logs if log.key.name == origin]
    shown = shown_by_key(witness.url, origin, logs, witness.key, seconds=seconds)
    return replace(shown, witness=witness.name)


def shown_by_key(
    url: str,
    origin: str,
    logs: Sequence[VerifierKey],
    own: VerifierKey | None,
    *,
    seconds: float = 10.0,
) -> Shown:
    """Ask whoever answers at `url`; its own key is optional, that of the log is not."""
    try:
        heard = ask(f"{url.rstrip('/')}/{checkpoint_path(origin)}", seconds=seconds)
    except NoAnswerError as error:
        return Shown(witness=url, why=str(error))
    if heard.status == HTTPStatus.NOT_FOUND:
        return Shown(witness=url, why="It has cosigned nothing of this log yet.")
    if heard.status != HTTPStatus.OK:
        return Shown(witness=url, why=f"It answered {heard.status}.")
    return _checked(url, origin, heard.body, logs, own)


def _checked(
    url: str, origin: str, note: bytes, logs: Sequence[VerifierKey], own: VerifierKey | None
) -> Shown:
    try:
        opened = open_checkpoint(note, logs)
        signed = open_checkpoint(note, [own]).signed if own else ()
    except (NoteError, SignatureError) as error:
        return Shown(witness=url, why=f"What it shows is not signed as it must be: {error}")
    if opened.checkpoint.origin != origin:
        return Shown(witness=url, why="It shows the checkpoint of another log.")
    at = signed[0].at if signed else None
    return Shown(witness=url, note=note, size=opened.checkpoint.size, at=at)
