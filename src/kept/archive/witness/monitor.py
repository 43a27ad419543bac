"""What witnesses show to everybody: the last checkpoint each has cosigned."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus

from kept.archive.witness.asking import NoAnswerError, ask
from kept.ledger.keys import SignatureError
from kept.ledger.notes import NoteError, Policy, PolicyWitness, open_checkpoint
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
    url = f"{witness.url.rstrip('/')}/{checkpoint_path(origin)}"
    try:
        heard = ask(url, seconds=seconds)
    except NoAnswerError as error:
        return Shown(witness=witness.name, why=str(error))
    if heard.status == HTTPStatus.NOT_FOUND:
        return Shown(witness=witness.name, why="It has cosigned nothing of this log yet.")
    if heard.status != HTTPStatus.OK:
        return Shown(witness=witness.name, why=f"It answered {heard.status}.")
    return _checked(witness, policy, origin, heard.body)


def _checked(witness: PolicyWitness, policy: Policy, origin: str, note: bytes) -> Shown:
    logs = [log.key for log in policy.logs if log.key.name == origin]
    try:
        opened = open_checkpoint(note, logs)
        own = open_checkpoint(note, [witness.key])
    except (NoteError, SignatureError) as error:
        return Shown(
            witness=witness.name, why=f"What it shows is not signed as it must be: {error}"
        )
    if opened.checkpoint.origin != origin:
        return Shown(witness=witness.name, why="It shows the checkpoint of another log.")
    return Shown(
        witness=witness.name,
        note=note,
        size=opened.checkpoint.size,
        at=own.signed[0].at,
    )
