"""The name of words that members of a body vote on: the digest of what is the same before and after.

A finding is what was proposed, with the votes beside it, said on the day it was made. Whoever
has the finding can therefore work out what the members voted on.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Final

from kept.ledger.canonical import encode
from kept.ledger.entries.body import write_statement
from kept.ledger.statement import RELEASES, Statement

_LARGEST: Final = 1 << 20  # bytes of a body
_OTHERWISE: Final = frozenset({"id", "said_on", "votes", "filed_by"})  # settled later


def proposed_digest(statement: Statement) -> str:
    """`sha256:` and the SHA-256 of the body in strict JCS, without what is settled later.

    That is `id`, `said_on`, `filed_by` and `votes`. `when` stands in it always, also where it is the day on which the words were proposed.
    """
    body = {**write_statement(statement), "when": str(statement.when)}
    kept = {name: each for name, each in body.items() if name not in _OTHERWISE}
    return f"sha256:{hashlib.sha256(encode(kept, _LARGEST)).hexdigest()}"


def voted_on(statement: Statement) -> bool:
    """Whether the votes a finding records name these very words.

    What was proposed for fewer readers and disclosed to more since is still the same.
    """
    return statement.votes is not None and any(
        proposed_digest(replace(statement, release=each)) == statement.votes.on
        for each in RELEASES
    )
