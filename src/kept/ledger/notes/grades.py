"""How much stands behind a checkpoint: published, witnessed, or acknowledged by both parties."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kept.ledger.keys import SignatureError
from kept.ledger.notes.error import NoteError
from kept.ledger.notes.pieces import quoted
from kept.ledger.notes.policy import Policy, PolicyError, PolicyLog, PolicyWitness
from kept.ledger.notes.policy_file import read_policy

Grade = Literal["published", "witnessed", "mutual"]
GRADES: Final[tuple[Grade, ...]] = Grade.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """One policy for each grade, each asking for what the one before asks for, and more.

    *Published*: the log signed. *Witnessed*: so many witnesses cosigned that nobody was shown
    another history, and no party alone could prevent it. *Mutual*: both parties cosigned, too.
    """

    published: Policy
    witnessed: Policy
    mutual: Policy


def grade(note: bytes, policies: Policies) -> Grade:
    """The highest grade the checkpoint in `note` has reached, with all grades below it.

    Raises `NoteError` or `SignatureError` if it is not even published.
    """
    policies.published.check(note)
    reached: Grade = "published"
    steps: tuple[tuple[Grade, Policy], ...]
    steps = (("witnessed", policies.witnessed), ("mutual", policies.mutual))
    for name, policy in steps:
        try:
            policy.check(note)
        except (PolicyError, SignatureError):
            break
        reached = name
    return reached


def quorum_size(witnesses: int) -> int:
    """How many of `witnesses` must cosign: the fewest that are more than two thirds.

    With it, two histories can both be cosigned only if a third of the witnesses or more lie, and
    the register goes on as long as fewer than a third are silent.

    >>> [quorum_size(n) for n in (1, 2, 3, 4, 7, 10, 13)]
    [1, 2, 3, 3, 5, 7, 9]
    """
    return 2 * witnesses // 3 + 1


def write_policies(
    logs: Sequence[PolicyLog], witnesses: Sequence[PolicyWitness], parties: Collection[str]
) -> Policies:
    """The three policies for these witnesses; `parties` names those of the two parties.

    A witness may stand in one group only, so “more than two thirds, both parties among them” is
    written as “both parties, and so many of the others”.
    """
    _check(logs, witnesses, parties)
    names = [witness.name for witness in witnesses]
    known = "".join(map(_log_line, logs))
    witnessing = known + "".join(map(_witness_line, witnesses))
    k = quorum_size(len(names))
    others = [name for name in names if name not in parties]
    mutual = f"group parties all {' '.join(name for name in names if name in parties)}\n"
    if k > len(parties):
        mutual += f"group others {k - len(parties)} {' '.join(others)}\n"
        mutual += "group mutual all parties others\nquorum mutual\n"
    else:
        mutual += "quorum parties\n"
    policies = Policies(
        published=_policy(f"{known}quorum none\n"),
        witnessed=_policy(
            f"{witnessing}group witnesses {k} {' '.join(names)}\nquorum witnesses\n"
        ),
        mutual=_policy(witnessing + mutual),
    )
    written = policies.mutual
    if written.logs != tuple(logs) or written.witnesses != tuple(witnesses):
        raise NoteError(
            "Names and addresses of witnesses are written without spaces or line ends."
        )
    return policies


def _check(
    logs: Sequence[PolicyLog], witnesses: Sequence[PolicyWitness], parties: Collection[str]
) -> None:
    names = {witness.name for witness in witnesses}
    if strangers := [name for name in parties if name not in names]:
        raise NoteError(f"{quoted(strangers[0])} is a party, but not among the witnesses. Add it.")
    if len(set(parties)) != 2:
        raise NoteError("Name the witnesses of the two parties, one for each.")
    if taken := names & {"witnesses", "parties", "others", "mutual"}:
        raise NoteError(f"The name {quoted(min(taken))} is needed for a group. Choose another.")
    own = {log.key.key for log in logs}
    for witness in witnesses:
        if witness.key.key in own:
            raise NoteError(
                f"The witness {quoted(witness.name)} has the key of the log, which cannot be "
                "its own witness. Make a key of its own."
            )


def _log_line(log: PolicyLog) -> str:
    return " ".join(("log", str(log.key), *([log.url] if log.url else []))) + "\n"


def _witness_line(witness: PolicyWitness) -> str:
    url = [witness.url] if witness.url else []
    return " ".join(("witness", witness.name, str(witness.key), *url)) + "\n"


def _policy(text: str) -> Policy:
    return read_policy(text.encode("utf-8", "surrogateescape"))
