"""Who said what: statements, signed or coded, in the order in which they were entered."""

from kept.ledger.read import read_filed, read_statements
from kept.ledger.register import LedgerHead, MissingBody
from kept.ledger.statement import (
    AFFIRMING,
    CONTRADICTING,
    EVIDENCE,
    Entered,
    Kind,
    Release,
    Statement,
)
from kept.ledger.votes import Vote, Votes, VoteWord

__all__ = [
    "AFFIRMING",
    "CONTRADICTING",
    "EVIDENCE",
    "Entered",
    "Kind",
    "LedgerHead",
    "MissingBody",
    "Release",
    "Statement",
    "Vote",
    "VoteWord",
    "Votes",
    "read_filed",
    "read_statements",
]
